// Lets a cluster answer: transitions are planned and carried out until nothing is left to do.
//
// Ends    when a transition has no actions; when carrying it out changed nothing, so that the next would be the same; or
//         after a number of transitions

import type { Cib } from "../cib/read.ts";
import { schedule, type Schedule } from "../schedule.ts";
import { executeTransition } from "../simulation.ts";
import { serializeXml } from "../xml/serialize.ts";
import { Cast } from "./cast.ts";
import type { ExpectedFailure } from "./deeds.ts";
import { carriedOut, isMeant, Precedence, valueOf, wordAction, type ScenarioTransition } from "./happenings.ts";
import type { StepEnd } from "./result.ts";

/** A cluster that takes more to come to rest never will. */
const MOST_TRANSITIONS = 50;

/** How a cluster answered. */
export interface Answer {
  readonly cib: Cib;
  readonly end: StepEnd;
  readonly transitions: readonly ScenarioTransition[];
  /** Of each transition, which of its actions wait for which. */
  readonly precedences: readonly Precedence[];
  /** Who there was when each transition was planned. */
  readonly casts: readonly Cast[];
  /** What would be done next, with scores and their causes. */
  readonly next: Schedule;
  /** Failures that came to pass. */
  readonly failed: ReadonlySet<ExpectedFailure>;
}

/** Carries out transitions, at most as many as given (`null`: until the cluster comes to rest). */
export function settle(start: Cib, time: number, failures: readonly ExpectedFailure[], most: number | null): Answer {
  const transitions: ScenarioTransition[] = [];
  const precedences: Precedence[] = [];
  const casts: Cast[] = [];
  const failed = new Set<ExpectedFailure>();
  let cib = start;
  for (;;) {
    const next = schedule(cib, { now: time, scores: true, ledger: true });
    const answer = (end: StepEnd): Answer => ({ cib, end, transitions, precedences, casts, next, failed });
    if (next.transition.synapses.every(({ action }) => action.head.element === "pseudo_event")) return answer("settled");
    if (transitions.length === (most ?? MOST_TRANSITIONS)) return answer(most === null ? "restless" : "stopped");
    const cast = new Cast(next.status);
    const wanted = failuresOf(next, cast, failures);
    const request = { failures: [...wanted.values()].map(({ spec }) => spec) };
    const execution = executeTransition(cib, next.status, next.transition, request, { now: time });
    for (const event of execution.events) {
      if (event.kind === "failure-pretended") failed.add(wanted.get(event.action)!.failure);
    }
    const actions = carriedOut(next.transition, execution.events, transitions.length + 1);
    transitions.push(Object.freeze({ summary: next.summary, actions: Object.freeze(actions) }));
    precedences.push(new Precedence(next.transition));
    casts.push(cast);
    const changed = contentOf(execution.cib) !== contentOf(cib);
    cib = execution.cib;
    if (!changed) return answer("repeating");
  }
}

/** By ID of an action of the transition: the failure that it is to have, and that as executing takes it. */
function failuresOf(
  { transition }: Schedule,
  cast: Cast,
  failures: readonly ExpectedFailure[],
): Map<number, { readonly failure: ExpectedFailure; readonly spec: string }> {
  const found = new Map<number, { readonly failure: ExpectedFailure; readonly spec: string }>();
  if (failures.length === 0) return found;
  for (const { action } of transition.synapses) {
    const worded = wordAction(action);
    if (worded === null || worded.resource === null) continue;
    const failure = failures.find(
      ({ phrase, interval }) => (interval === null || interval === worded.interval) && isMeant(phrase, worded, cast),
    );
    if (failure === undefined) continue;
    const name = valueOf(action.resource!.attributes, "id")!;
    const spec = `${name}_${action.head.task}_${worded.interval}@${worded.node ?? ""}=${failure.result}`;
    found.set(action.head.id, { failure, spec });
  }
  return found;
}

/** A CIB as text, without its counters. */
function contentOf({ root }: Cib): string {
  return serializeXml({ ...root, attributes: [] });
}
