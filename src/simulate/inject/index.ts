// Puts requested events into the CIB.
//
// Order   quorum and watchdog, then nodes (up, down, fail), tickets (grant, revoke, standby, activate), operations; within a
//         kind as given

import type { XmlElement } from "../../xml/element.ts";
import type { Injection, SimulationEvent } from "../events.ts";
import { WorkingCib } from "../working-cib.ts";
import { injectQuorum, injectWatchdog } from "./cluster.ts";
import { injectNodeEvent } from "./node.ts";
import { injectOperation, type InjectionContext } from "./operation.ts";
import { injectTicketEvent } from "./ticket.ts";

const order: readonly Injection["kind"][] = [
  "quorum",
  "watchdog",
  "node-up",
  "node-down",
  "node-fail",
  "ticket-grant",
  "ticket-revoke",
  "ticket-standby",
  "ticket-activate",
  "operation",
];

/** True if the nodes of the transition are to be added to the configuration; bringing up any node asks for that. */
export function createsNodes(injections: readonly Injection[]): boolean {
  return injections.some((injection) => injection.kind === "node-up");
}

/** A CIB with the events in it, and what was done. */
export function inject(
  root: XmlElement,
  injections: readonly Injection[],
  context: InjectionContext,
): { readonly root: XmlElement; readonly events: readonly SimulationEvent[] } {
  const cib = new WorkingCib(root, { createNodes: createsNodes(injections) });
  const events: SimulationEvent[] = [];
  const sorted = order.flatMap((kind) => injections.filter((injection) => injection.kind === kind));
  // both are told before the first is done
  for (const injection of sorted) if (isOfCluster(injection)) events.push({ kind: "injected", injection });
  for (const injection of sorted) {
    if (!isOfCluster(injection)) events.push({ kind: "injected", injection });
    injectOne(cib, injection, context, events);
  }
  return { root: cib.finish(), events };
}

function isOfCluster(injection: Injection): boolean {
  return injection.kind === "quorum" || injection.kind === "watchdog";
}

function injectOne(cib: WorkingCib, injection: Injection, context: InjectionContext, events: SimulationEvent[]): void {
  switch (injection.kind) {
    case "quorum":
      return injectQuorum(cib, injection.value);
    case "watchdog":
      return injectWatchdog(cib, injection.value);
    case "node-up":
    case "node-down":
    case "node-fail":
      return injectNodeEvent(cib, injection.kind, injection.node);
    case "ticket-grant":
    case "ticket-revoke":
    case "ticket-standby":
    case "ticket-activate":
      return injectTicketEvent(cib, injection.kind, injection.ticket);
    case "operation":
      return injectOperation(cib, injection.spec, context, events);
  }
}
