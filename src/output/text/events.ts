import type { Injection, SimulationEvent } from "../../index.ts";
import { left } from "./columns.ts";
import type { TextWriter } from "./writer.ts";

/** What happened in a simulation, an item each. */
export function writeEvents(writer: TextWriter, events: readonly SimulationEvent[]): void {
  for (const event of events) writeEvent(writer, event);
}

function writeEvent(writer: TextWriter, event: SimulationEvent): void {
  if (event.kind === "error") writer.error(event.text);
  else if (event.kind === "failure-pretended") {
    writer.info(`Pretending action ${event.action} failed with rc=${event.exitStatus}`);
  } else if (!writer.quiet) writer.item(eventText(event));
}

function eventText(event: Exclude<SimulationEvent, { kind: "error" | "failure-pretended" }>): string {
  switch (event.kind) {
    case "injected":
      return injectionText(event.injection);
    case "attribute-injected":
      return `Injecting attribute ${event.name}=${event.value} into /node_state '${event.nodeId}'`;
    case "pseudo-action":
      return `Pseudo action:   ${event.key}${event.node === null ? "" : ` on ${event.node}`}`;
    case "resource-action": {
      const interval = event.interval === null || event.interval === 0 ? "" : `=${event.interval}`;
      return `Resource action: ${left(event.resource, 15)} ${event.operation}${interval} on ${event.node}`;
    }
    case "cluster-action": {
      const resource = event.resource === null ? "" : ` for ${event.resource}`;
      return `Cluster action:  ${event.operation}${resource} on ${event.node}`;
    }
    case "fencing":
      return `Fencing ${event.node} (${event.operation})`;
  }
}

function injectionText(injection: Injection): string {
  switch (injection.kind) {
    case "quorum":
      return `Setting quorum: ${injection.value}`;
    case "watchdog":
      return `Setting watchdog: ${injection.value}`;
    case "node-up":
      return `Bringing node ${injection.node} online`;
    case "node-down":
      return `Taking node ${injection.node} offline`;
    case "node-fail":
      return `Failing node ${injection.node}`;
    case "ticket-grant":
      return `Granting ticket ${injection.ticket}`;
    case "ticket-revoke":
      return `Revoking ticket ${injection.ticket}`;
    case "ticket-standby":
      return `Making ticket ${injection.ticket} standby`;
    case "ticket-activate":
      return `Activating ticket ${injection.ticket}`;
    case "operation":
      return `Injecting ${injection.spec} into the configuration`;
  }
}
