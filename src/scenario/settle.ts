// Lets a cluster answer: transitions are planned and carried out until nothing is left to do.
//
// Ends    when nothing is left to do; when the same is left to do again, whatever is done; or after a number of transitions
// Trap    some of what is done leaves no trace in a simulated cluster (cancelled monitors, unfencing ...) and is planned for
//         ever after; that is rest, not unrest, and in later steps as well

import type { Cib } from "../cib/read.ts";
import { schedule, type Schedule } from "../schedule.ts";
import { executeTransition } from "../simulation.ts";
import { serializeXml } from "../xml/serialize.ts";
import { Cast } from "./cast.ts";
import { runOptionsOf, type ExpectedFailure, type Stage } from "./deeds.ts";
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
  /** What is left to do although it has been done, in the words of `todoOf`. */
  readonly leftover: ReadonlySet<string>;
}

/** What changes where a resource runs, or in which role, or how it is watched. */
const effective = new Set(["start", "stop", "promote", "demote", "monitor", "probe", "reload", "migrate_to", "migrate_from", "fence"]);

/** Carries out transitions, at most as many as given (`null`: until the cluster comes to rest). */
export function settle(start: Stage, most: number | null): Answer {
  const { failures } = start;
  const options = runOptionsOf(start);
  const transitions: ScenarioTransition[] = [];
  const precedences: Precedence[] = [];
  const casts: Cast[] = [];
  const failed = new Set<ExpectedFailure>();
  /** What there was to do, transition by transition, since something failed last. */
  let before: string[] = [];
  let { cib, leftover } = start;
  for (;;) {
    const next = schedule(cib, { ...options, scores: true, ledger: true });
    const answer = (end: StepEnd): Answer => ({ cib, end, transitions, precedences, casts, next, failed, leftover });
    const todo = todoOf(next);
    if (todo.every((action) => leftover.has(action))) return answer(leftover.size > 0 && todo.length > 0 ? "repeating" : "settled");
    if (transitions.length === (most ?? MOST_TRANSITIONS)) return answer(most === null ? "restless" : "stopped");
    const all = todo.join("\n");
    if (most === null && before.includes(all)) {
      if (before.at(-1) !== all || todo.some((action) => effective.has(action.split(" ", 1)[0]!))) return answer("restless");
      leftover = new Set(todo);
      return answer("repeating");
    }
    const cast = new Cast(next.status);
    const wanted = failuresOf(next, cast, failures);
    const request = { failures: [...wanted.values()].map(({ spec }) => spec) };
    const execution = executeTransition(cib, next.status, next.transition, request, options);
    const pretended = execution.events.flatMap((event) => (event.kind === "failure-pretended" ? [event.action] : []));
    for (const action of pretended) failed.add(wanted.get(action)!.failure);
    before = pretended.length > 0 ? [] : [...before, all];
    const actions = carriedOut(next.transition, execution.events, transitions.length + 1);
    transitions.push(Object.freeze({ summary: next.summary, actions: Object.freeze(actions) }));
    precedences.push(new Precedence(next.transition));
    casts.push(cast);
    if (contentOf(execution.cib) === contentOf(cib)) leftover = new Set(todo);
    cib = execution.cib;
  }
}

/** The actions of a transition as texts, in order: those that are more than points in time. */
export function todoOf({ transition }: Pick<Schedule, "transition">): string[] {
  return transition.synapses.flatMap(({ action }) => {
    if (action.head.element === "pseudo_event") return [];
    const worded = wordAction(action);
    if (worded === null) return [`${action.head.task} ${action.head.key} on ${action.head.node?.name ?? ""}`];
    const { verb, resource, node, interval } = worded;
    return [`${verb} ${resource === null ? "" : `${resource} on `}${node ?? ""}${interval === 0 ? "" : ` every ${interval}ms`}`];
  });
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
