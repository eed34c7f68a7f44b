// Fail counts as the cluster would record them: transient attributes of the node.

import { scanInteger } from "../values/integer.ts";
import { toXmlName } from "../xml/names.ts";
import { attribute, childElements, createElement, descendants, idOf, type XmlElement } from "../xml/element.ts";
import type { SimulationEvent } from "./events.ts";
import { putAttribute, thawChild, type MutableElement } from "./mutable.ts";
import { requestChild, type NodeState } from "./working-cib.ts";

/** A failure to be counted. */
export interface Failure {
  /** `RSC#TASK_INTERVAL` */
  readonly operation: string;
  readonly infinite: boolean;
  /** Real time, seconds since the epoch. */
  readonly time: number;
}

/** True if a result counts as a failure: anything but success, or "not running" of a probe. */
export function isCounted(exitStatus: number, interval: number): boolean {
  return exitStatus !== 0 && !(exitStatus === 7 && interval === 0);
}

/** Raises a fail count and notes the time of the failure; to be called within a change of the state. */
export function addFailure(state: NodeState, failure: Failure, events: SimulationEvent[]): void {
  const counter = `fail-count-${failure.operation}`;
  const count = failure.infinite ? "INFINITY" : String(presentCount(state.element, counter) + 1);
  addTransient(state, counter, count, events);
  addTransient(state, `last-failure-${failure.operation}`, String(failure.time), events);
}

function presentCount(state: XmlElement, name: string): number {
  let found: XmlElement | null = null;
  for (const block of childElements(state, "transient_attributes")) {
    for (const pair of descendants(block)) {
      if (pair.name !== "nvpair" || attribute(pair, "name") !== name) continue;
      if (found !== null) return 0;
      found = pair;
    }
  }
  const value = found === null ? undefined : attribute(found, "value");
  return value === undefined ? 0 : scanInteger(value).value;
}

function addTransient(state: NodeState, name: string, value: string, events: SimulationEvent[]): void {
  const id = idOf(state.element)!;
  events.push({ kind: "attribute-injected", name, value, nodeId: id });
  const block = requestChild(state.element, "transient_attributes", ["id", id]);
  const set = requestChild(block, "instance_attributes", ["id", id]);
  const pairId = toXmlName(`${idOf(set) ?? ""}-${name}`);
  const position = set.children.findIndex((pair) => pair.kind === "element" && pair.name === "nvpair" && idOf(pair) === pairId);
  if (position < 0) set.children.push(createElement("nvpair", ["id", pairId, "name", name, "value", value]));
  else overwrite(thawChild(set, position), name, value);
}

function overwrite(pair: MutableElement, name: string, value: string): void {
  putAttribute(pair, "name", name);
  putAttribute(pair, "value", value);
}
