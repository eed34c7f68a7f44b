// Expectations about the score of a resource on a node, as it is at the end of a step.

import type { ScoreLine } from "../../model/scores.ts";
import { formatScore, INFINITY, type Score } from "../../values/score.ts";
import type { ScenarioPath } from "../problem.ts";
import type { CheckResult } from "../result.ts";
import type { Expectation } from "../scenario.ts";
import { check, explainOn, unknownNode, type Scene } from "./scene.ts";

/** Checks a score, if that is expected. */
export function checkScore(scene: Scene, expectation: Expectation, path: ScenarioPath): CheckResult[] {
  const { resource, score, at } = expectation;
  if (resource === undefined || score === undefined || at === undefined) return [];
  const place = [...path, "score"];
  const { comparison, value } = parseWanted(String(score));
  const expected = `the score of ${resource} on ${at} is ${comparison === "=" ? "" : `${comparison} `}${formatScore(value)}`;
  const unknown = unknownNode(scene, at);
  if (unknown !== null) return [check(expected, place, false, () => ({ instead: [unknown] }))];
  const found = scoreOf(scene, resource, at);
  const passed = found !== null && compare(found, comparison, value);
  const actual = found === null ? `${resource} has no score on ${at}` : `it is ${formatScore(found)}`;
  return [check(expected, place, passed, () => ({ instead: [actual], explanations: explainOn(scene, resource, [at]) }))];
}

function parseWanted(text: string): { readonly comparison: string; readonly value: Score } {
  const [, comparison = "", number = ""] = /^(>=|<=|>|<|=)? ?(.*)$/.exec(text) ?? [];
  const sign = number.startsWith("-") ? -1 : 1;
  const value = number.endsWith("INFINITY") ? sign * INFINITY : Number(number);
  return { comparison: comparison === "" ? "=" : comparison, value };
}

function compare(score: Score, comparison: string, wanted: Score): boolean {
  switch (comparison) {
    case ">=":
      return score >= wanted;
    case "<=":
      return score <= wanted;
    case ">":
      return score > wanted;
    case "<":
      return score < wanted;
    default:
      return score === wanted;
  }
}

/** The last score of the resource itself, or else the highest of the primitives in it. */
function scoreOf(scene: Scene, resource: string, node: string): Score | null {
  const { scores } = scene.answer.next;
  const own = lastScore(scores, resource, node);
  if (own !== null) return own;
  const others = scene.cast.primitivesOf(resource).flatMap((id) => lastScore(scores, id, node) ?? []);
  return others.length === 0 ? null : Math.max(...others);
}

function lastScore(scores: readonly ScoreLine[], resource: string, node: string): Score | null {
  const line = scores.findLast((score) => score.kind === "allocation" && score.resource === resource && score.node === node);
  return line?.kind === "allocation" ? line.score : null;
}
