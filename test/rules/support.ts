// Evaluates rules and blocks that are given as text.

import { IdIndex } from "../../src/cib/id-ref.ts";
import { defaultLimits } from "../../src/cib/limits.ts";
import { evaluateRule } from "../../src/rules/evaluate.ts";
import { type RuleFacts, type RuleInput, ruleInput } from "../../src/rules/input.ts";
import { NextChange } from "../../src/rules/next-change.ts";
import { type CrmTime, utcClock } from "../../src/values/date.ts";
import { parseTime } from "../../src/values/date-parse.ts";
import { problemText } from "../../src/values/problem.ts";
import { noHealthColours } from "../../src/values/score.ts";
import type { XmlElement } from "../../src/xml/element.ts";
import { parseXml } from "../../src/xml/parse.ts";

/** 2024-06-15 12:00:00Z */
export const NOW = 1_718_452_800;

const clock = utcClock(NOW);

export interface Situation extends RuleFacts {
  /** Effective time; noon of 2024-06-15, UTC, by default. */
  readonly now?: string;
  /** The whole document, if it is more than what is evaluated. */
  readonly document?: XmlElement;
}

export function xml(text: string): XmlElement {
  return parseXml(text, defaultLimits).root;
}

export function time(text: string): CrmTime {
  const parsed = parseTime(text, clock).time;
  if (parsed === null) throw new Error(`${text} is no time`);
  return parsed;
}

/** An input that collects what is reported. */
export function inputFor(element: XmlElement, situation: Situation = {}): { input: RuleInput; reports: string[] } {
  const reports: string[] = [];
  const { now = "2024-06-15 12:00:00Z", document = element, ...facts } = situation;
  const setting = {
    now: time(now),
    clock,
    healthColours: noHealthColours,
    cib: new IdIndex(document),
    report: (problem: Parameters<RuleInput["report"]>[0]) => void reports.push(problemText(problem)),
  };
  return { input: ruleInput(setting, facts), reports };
}

export interface Verdict {
  readonly passes: boolean;
  /** Seconds since the epoch. */
  readonly change: number | null;
  readonly reports: readonly string[];
}

/** The verdict of a rule that contains the given conditions. */
export function verdictOf(conditions: string, situation: Situation = {}, attributes = `id="r"`): Verdict {
  return verdictOfRule(xml(`<rule ${attributes}>${conditions}</rule>`), situation);
}

export function verdictOfRule(rule: XmlElement, situation: Situation = {}): Verdict {
  const { input, reports } = inputFor(rule, situation);
  const change = new NextChange();
  return { passes: evaluateRule(rule, input, change), change: change.epoch(), reports };
}
