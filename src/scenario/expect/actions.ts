// Expectations about what happened in a step: actions, their order, fencing, or nothing at all.

import { isAboutNode, parseAction, type ActionPhrase } from "../action-text.ts";
import { isMeant, isMeantBySummary, type ScenarioAction } from "../happenings.ts";
import type { ScenarioPath } from "../problem.ts";
import type { CheckResult } from "../result.ts";
import { listed, type Expectation } from "../scenario.ts";
import { causesOf, check, enumerate, explainOn, formatChange, unknownNode, unknownResource, type Scene } from "./scene.ts";

/** More actions than this are only counted. */
const SHOWN = 12;

/** Checks all that an expectation says about what happened. */
export function checkActions(scene: Scene, expectation: Expectation, path: ScenarioPath): CheckResult[] {
  const results: CheckResult[] = [];
  for (const text of listed(expectation.happens)) results.push(checkHappens(scene, text, [...path, "happens"]));
  for (const text of listed(expectation.never)) results.push(checkNever(scene, text, [...path, "never"]));
  if (expectation.order !== undefined) results.push(checkOrder(scene, expectation.order, [...path, "order"]));
  if (expectation.fenced !== undefined) results.push(checkFenced(scene, listed(expectation.fenced), [...path, "fenced"]));
  if (expectation.settled !== undefined) results.push(checkSettled(scene, expectation.settled, [...path, "settled"]));
  return results;
}

/** What there was that a phrase is about, as sentences. */
function occurrences(scene: Scene, phrase: ActionPhrase): string[] {
  const { transitions, casts } = scene.answer;
  return transitions.flatMap(({ actions, summary }, index) => [
    ...actions.filter((action) => isMeant(phrase, action, casts[index]!)).map(formatAction),
    ...summary.resources.filter((change) => isMeantBySummary(phrase, change, casts[index]!)).map(formatChange),
  ]);
}

function checkHappens(scene: Scene, text: string, path: ScenarioPath): CheckResult {
  const phrase = parseAction(text);
  const unknown = unknownNames(scene, phrase);
  const passed = unknown.length === 0 && occurrences(scene, phrase).length > 0;
  return check(`${text} happens`, path, passed, () => {
    if (unknown.length > 0) return { instead: unknown };
    if (isAboutNode(phrase)) return { instead: [describeAll(scene)] };
    const about = allActions(scene).filter((action) => isAbout(scene, action, phrase.subject));
    const instead = about.length === 0 ? `nothing happens to ${phrase.subject}` : `what happens to it is ${shorten(about.map(formatAction))}`;
    return { instead: [instead], causes: causesOf(scene, phrase.subject), explanations: explainOn(scene, phrase.subject, nodesIn(phrase)) };
  });
}

function checkNever(scene: Scene, text: string, path: ScenarioPath): CheckResult {
  const phrase = parseAction(text);
  const unknown = unknownNames(scene, phrase);
  const found = occurrences(scene, phrase);
  return check(`${text} never happens`, path, unknown.length === 0 && found.length === 0, () => {
    if (unknown.length > 0) return { instead: unknown };
    const causes = isAboutNode(phrase) ? nodeCauses(scene, phrase.subject) : causesOf(scene, phrase.subject);
    return { instead: [`it does: ${shorten(found)}`], causes };
  });
}

function checkOrder(scene: Scene, texts: readonly string[], path: ScenarioPath): CheckResult {
  const phrases = texts.map(parseAction);
  const problems: string[] = phrases.flatMap((phrase) => unknownNames(scene, phrase));
  const matches = phrases.map((phrase) => matching(scene, phrase));
  matches.forEach((found, index) => {
    if (found.length === 0) problems.push(`${texts[index]!} does not happen`);
  });
  if (problems.length === 0) {
    for (let i = 1; i < texts.length; i++) {
      const violation = orderProblem(scene, matches[i - 1]!, matches[i]!);
      if (violation !== null) problems.push(violation);
    }
  }
  const subjects = new Set(phrases.filter((phrase) => !isAboutNode(phrase)).map(({ subject }) => subject));
  return check(`in this order: ${texts.join(", ")}`, path, problems.length === 0, () => ({
    instead: [...new Set(problems)],
    causes: [...subjects].flatMap((subject) => causesOf(scene, subject)),
  }));
}

function matching(scene: Scene, phrase: ActionPhrase): ScenarioAction[] {
  const { transitions, casts } = scene.answer;
  return transitions.flatMap(({ actions }, index) => actions.filter((action) => isMeant(phrase, action, casts[index]!)));
}

/** Every "then" needs a "first" before it, and within a transition has to wait for all of them. */
function orderProblem(scene: Scene, firsts: readonly ScenarioAction[], thens: readonly ScenarioAction[]): string | null {
  for (const then of thens) {
    if (!firsts.some((first) => first.transition <= then.transition)) {
      return `${formatAction(then)} is before ${formatAction(firsts[0]!)}`;
    }
    for (const first of firsts) {
      if (first.transition !== then.transition || first.id === then.id) continue;
      const precedence = scene.answer.precedences[then.transition - 1]!;
      if (precedence.isBefore(first.id, then.id)) continue;
      return precedence.isBefore(then.id, first.id)
        ? `${formatAction(then)} is before ${formatAction(first)}`
        : `${formatAction(then)} does not wait for ${formatAction(first)}`;
    }
  }
  return null;
}

function checkFenced(scene: Scene, nodes: readonly string[], path: ScenarioPath): CheckResult {
  const unknown = nodes.flatMap((node) => unknownNode(scene, node) ?? []);
  const fenced = new Set(allActions(scene).flatMap(({ verb, node }) => (verb === "fence" && node !== null ? [node] : [])));
  const passed = unknown.length === 0 && fenced.size === new Set(nodes).size && nodes.every((node) => fenced.has(node));
  const expected = nodes.length === 0 ? "no node is fenced" : `${enumerate(nodes)} ${nodes.length === 1 ? "is" : "are"} fenced, nothing else`;
  return check(expected, path, passed, () => ({
    instead: unknown.length > 0 ? unknown : [fenced.size === 0 ? "no node is fenced" : `fenced: ${enumerate([...fenced])}`],
    causes: [...new Set([...nodes, ...fenced])].flatMap((node) => nodeCauses(scene, node)),
  }));
}

function checkSettled(scene: Scene, settled: boolean, path: ScenarioPath): CheckResult {
  const count = allActions(scene).length;
  return check(settled ? "nothing happens" : "something happens", path, settled === (count === 0), () => ({
    instead: [describeAll(scene)],
    causes: scene.answer.transitions.flatMap(({ summary }) => summary.resources.map(formatChange)),
  }));
}

function allActions(scene: Scene): ScenarioAction[] {
  return scene.answer.transitions.flatMap(({ actions }) => actions);
}

function isAbout(scene: Scene, { resource, transition }: ScenarioAction, name: string): boolean {
  return resource !== null && scene.answer.casts[transition - 1]!.namesOf(resource).includes(name);
}

function describeAll(scene: Scene): string {
  const actions = allActions(scene);
  return actions.length === 0 ? "nothing happens" : `what happens is ${shorten(actions.map(formatAction))}`;
}

function nodeCauses(scene: Scene, node: string): string[] {
  const { transitions, next } = scene.answer;
  return [...transitions, next].flatMap(({ summary }) =>
    summary.nodes.flatMap((action) => {
      if (action.node !== node) return [];
      return [`${action.task} ${node}${action.reason === null ? "" : `, due to ${action.reason}`}`];
    }),
  );
}

function nodesIn({ from, on }: ActionPhrase): string[] {
  return [from, on].filter((node) => node !== null);
}

function unknownNames(scene: Scene, phrase: ActionPhrase): string[] {
  const subject = isAboutNode(phrase) ? unknownNode(scene, phrase.subject) : unknownResource(scene, phrase.subject);
  const nodes = nodesIn(phrase).flatMap((node) => unknownNode(scene, node) ?? []);
  return [...(subject === null ? [] : [subject]), ...nodes];
}

/** `start VIP on node1`, with its interval if it has one. */
export function formatAction({ verb, resource, node, interval, failed }: ScenarioAction): string {
  const place = node === null ? "" : ` on ${node}`;
  const every = interval === 0 ? "" : ` every ${interval % 1000 === 0 ? `${interval / 1000}s` : `${interval}ms`}`;
  return `${verb} ${resource === null ? (node ?? "") : `${resource}${place}`}${every}${failed ? " (fails)" : ""}`;
}

function shorten(texts: readonly string[]): string {
  if (texts.length <= SHOWN) return texts.join(", ");
  return `${texts.slice(0, SHOWN).join(", ")} and ${texts.length - SHOWN} more`;
}
