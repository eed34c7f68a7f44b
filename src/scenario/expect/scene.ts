// What expectations look at, and how their answers are put.

import { explain, type Explanation } from "../../result/explain.ts";
import type { ResourceChange } from "../../result/summary.ts";
import { Cast, type Unit } from "../cast.ts";
import type { ScenarioTransition } from "../happenings.ts";
import { unknownName, type ScenarioPath } from "../problem.ts";
import type { CheckResult } from "../result.ts";
import type { Answer } from "../settle.ts";

/** The end of a step. */
export interface Scene {
  readonly answer: Answer;
  /** Who there is at the end. */
  readonly cast: Cast;
}

export function createScene(answer: Answer): Scene {
  return { answer, cast: new Cast(answer.next.status) };
}

/** The result of a check; what it takes to explain a failure is only worked out if it failed. */
export function check(
  expected: string,
  path: ScenarioPath,
  passed: boolean,
  otherwise: () => Partial<Pick<CheckResult, "instead" | "causes" | "explanations">>,
): CheckResult {
  const details = passed ? {} : otherwise();
  const { instead = [], causes = [], explanations = [] } = details;
  return Object.freeze({ expected, passed, path, instead, causes, explanations });
}

/** A failure for a resource that there never was in the step; `null` if there was. */
export function unknownResource(scene: Scene, name: string): string | null {
  const { answer, cast } = scene;
  if (cast.knowsResource(name) || answer.casts.some((earlier) => earlier.knowsResource(name))) return null;
  return unknownName("resource", name, cast.resources);
}

export function unknownNode(scene: Scene, name: string): string | null {
  return scene.cast.nodes.includes(name) ? null : unknownName("node", name, scene.cast.nodes);
}

/** Why the primitives of a resource are where they are, on the nodes in question; of none in question, on all. */
export function explainOn(scene: Scene, resource: string, nodes: readonly string[]): Explanation[] {
  return explain(scene.answer.next, { resource }).map((explanation) =>
    nodes.length === 0 ? explanation : { ...explanation, nodes: explanation.nodes.filter(({ node }) => nodes.includes(node)) },
  );
}

/** What was done about a resource, and what cannot be done, as sentences. */
export function causesOf(scene: Scene, resource: string): string[] {
  const { answer, cast } = scene;
  const { transitions, casts, next } = answer;
  const done = transitions.flatMap((transition, index) => changesOf(transition, casts[index]!, resource));
  const pending = changesOf(next, cast, resource);
  return [...new Set([...done, ...pending, ...complaints(next, resource)])];
}

/** What the scheduler said is wrong at the end: with the configuration, or with the resource. */
function complaints({ status, diagnostics }: Answer["next"], resource: string): string[] {
  const texts = diagnostics.flatMap(({ kind, text }) => {
    if (kind.endsWith("error")) return [text];
    return (kind === "warning" || kind === "processing-warning") && text.split(/[^\w:.-]+/).includes(resource) ? [text] : [];
  });
  return status.quorate ? texts : [...texts, "The cluster has no quorum"];
}

function changesOf({ summary }: Pick<ScenarioTransition, "summary">, cast: Cast, resource: string): string[] {
  return summary.resources.filter((change) => cast.namesOf(change.resource).includes(resource)).map(formatChange);
}

/** One line of a summary as a sentence: `Move VIP from node1 to node0, due to ...`. */
export function formatChange({ verb, resource, from, to, reason, blocked }: ResourceChange): string {
  const place = from !== null && to !== null && from !== to ? ` from ${from} to ${to}` : ` on ${to ?? from ?? "no node"}`;
  const cause = reason === null ? "" : `, due to ${reason}`;
  return `${verb} ${resource}${place}${blocked ? " (cannot be done)" : ""}${cause}`;
}

/** Where a resource is, as a sentence. */
export function describeUnits(name: string, units: readonly Unit[]): string {
  const places = units.flatMap(({ nodes, role, active }) =>
    nodes.map((node) => `${node}${role === "Started" ? "" : ` (${role})`}${active ? "" : " (not all of it)"}`),
  );
  return places.length === 0 ? `${name} is stopped` : `${name} runs on ${enumerate([...new Set(places)])}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(names: readonly string[], word = "and"): string {
  if (names.length <= 1) return names.join("");
  return `${names.slice(0, -1).join(", ")} ${word} ${names.at(-1)!}`;
}
