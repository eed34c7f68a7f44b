// What a cluster did in a step: the actions of each transition that were carried out, and what comes before what.
//
// Order   transitions in order, actions as they are written; of a transition that was broken off only what was done

import type { ActionDetails, Transition } from "../graph/transition.ts";
import type { ResourceChange, Summary } from "../result/summary.ts";
import type { SimulationEvent } from "../simulate/events.ts";
import { isAboutNode, type ActionPhrase } from "./action-text.ts";
import type { Cast } from "./cast.ts";

/** One thing that was done. */
export interface ScenarioAction {
  /** From 1, within the step. */
  readonly transition: number;
  /** Within the transition. */
  readonly id: number;
  /** `start`, `stop`, `monitor`, `probe`, `fence` ... */
  readonly verb: string;
  /** `null` for what is done to a node. */
  readonly resource: string | null;
  readonly node: string | null;
  /** Milliseconds. */
  readonly interval: number;
  /** It was made to fail. */
  readonly failed: boolean;
}

/** One transition of a step. */
export interface ScenarioTransition {
  readonly summary: Summary;
  readonly actions: readonly ScenarioAction[];
}

/** An action of a transition in the words of scenarios; `null` for points in time and for what is not told. */
export function wordAction(details: ActionDetails): Pick<ScenarioAction, "verb" | "resource" | "node" | "interval"> | null {
  const { head } = details;
  if (head.element === "pseudo_event") return null;
  const node = head.node?.name ?? null;
  if (head.task === "stonith") {
    const verb = valueOf(details.attributes, "CRM_meta_stonith_action") === "on" ? "unfence" : "fence";
    return { verb, resource: null, node, interval: 0 };
  }
  if (head.task === "do_shutdown") return { verb: "shutdown", resource: null, node, interval: 0 };
  if (head.element !== "rsc_op" || details.resource === null) return null;
  const { attributes } = details.resource;
  const resource = valueOf(attributes, "long-id") ?? valueOf(attributes, "id") ?? null;
  const interval = Number(valueOf(details.attributes, "CRM_meta_interval") ?? 0);
  return { verb: verbOf(head.task, interval), resource, node, interval };
}

function verbOf(task: string, interval: number): string {
  if (task === "monitor" && interval === 0) return "probe";
  return task === "reload-agent" ? "reload" : task;
}

/** The actions of a transition that were carried out, according to what executing it told. */
export function carriedOut(transition: Transition, events: readonly SimulationEvent[], number: number): ScenarioAction[] {
  const failed = new Set(events.flatMap((event) => (event.kind === "failure-pretended" ? [event.action] : [])));
  const done = new Set(events.map(signatureOfEvent));
  const actions: ScenarioAction[] = [];
  for (const { action } of transition.synapses) {
    const worded = wordAction(action);
    if (worded === null || !signaturesOf(action).some((signature) => done.has(signature))) continue;
    actions.push({ transition: number, id: action.head.id, ...worded, failed: failed.has(action.head.id) });
  }
  return actions;
}

function signatureOfEvent(event: SimulationEvent): string {
  switch (event.kind) {
    case "resource-action":
      return `${event.operation} ${event.interval ?? 0} ${event.node} ${event.resource}`;
    case "fencing":
      return `stonith ${event.node}`;
    case "cluster-action":
      return `${event.operation} ${event.node}`;
    default:
      return "";
  }
}

function signaturesOf(action: ActionDetails): string[] {
  const { head, resource } = action;
  const node = head.node?.name ?? null;
  if (head.element !== "rsc_op" || resource === null) return [`${head.task} ${node}`];
  const interval = Number(valueOf(action.attributes, "CRM_meta_interval") ?? 0);
  const names = [valueOf(resource.attributes, "id"), valueOf(resource.attributes, "long-id")];
  return names.flatMap((name) => (name === undefined ? [] : [`${head.task} ${interval} ${node} ${name}`]));
}

/** True if an action is what a phrase is about. */
export function isMeant(phrase: ActionPhrase, action: Omit<ScenarioAction, "transition" | "id" | "failed">, cast: Cast): boolean {
  if (action.verb !== phrase.verb) return false;
  if (isAboutNode(phrase)) return action.node === phrase.subject;
  if (action.resource === null || !cast.namesOf(action.resource).includes(phrase.subject)) return false;
  return (phrase.on === null || phrase.on === action.node) && phrase.from === null;
}

/** Verbs for what happens to a resource as a whole. */
const summaryVerbs: ReadonlyMap<string, ResourceChange["verb"]> = new Map([
  ["restart", "Restart"],
  ["recover", "Recover"],
  ["move", "Move"],
  ["migrate", "Migrate"],
  ["re-promote", "Re-promote"],
  ["reload", "Reload"],
]);

/** True if the summary's line for a resource is what a phrase is about. */
export function isMeantBySummary(phrase: ActionPhrase, change: ResourceChange, cast: Cast): boolean {
  if (change.blocked || summaryVerbs.get(phrase.verb) !== change.verb) return false;
  if (!cast.namesOf(change.resource).includes(phrase.subject)) return false;
  return (phrase.from === null || phrase.from === change.from) && (phrase.on === null || phrase.on === (change.to ?? change.from));
}

/** Tells whether one action of a transition has to wait for another. */
export class Precedence {
  private readonly inputs = new Map<number, readonly number[]>();
  private readonly known = new Map<number, ReadonlySet<number>>();

  constructor(transition: Transition) {
    for (const { action, inputs } of transition.synapses) this.inputs.set(action.head.id, inputs.map(({ id }) => id));
  }

  isBefore(first: number, then: number): boolean {
    let before = this.known.get(then);
    if (before === undefined) {
      before = this.allBefore(then);
      this.known.set(then, before);
    }
    return before.has(first);
  }

  private allBefore(id: number): Set<number> {
    const found = new Set<number>();
    const open = [...(this.inputs.get(id) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      open.push(...(this.inputs.get(next) ?? []));
    }
    return found;
  }
}

export function valueOf(pairs: readonly string[], name: string): string | undefined {
  for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === name) return pairs[i + 1];
  return undefined;
}
