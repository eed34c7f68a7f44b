import {
  resultCodeText,
  formatScore,
  type ClusterStatus,
  type Injection,
  type ScoreLine,
  type SimulationEvent,
  type Summary,
} from "../../index.ts";
import { detailsOf } from "../change-details.ts";
import type { Report, ReportOptions } from "../report.ts";
import { addStatus } from "./status.ts";
import { OutputElement } from "./writer.ts";

/** Version of the output schema. */
export const API_VERSION = "2.42";

/** The document element that all output stands in. */
export function createResult(request: string): OutputElement {
  return new OutputElement("pacemaker-result").set("api-version", API_VERSION).set("request", request);
}

/** Closes a document with the exit status and the errors that were met. */
export function addResultStatus(root: OutputElement, exitStatus: number, errors: readonly string[]): void {
  const status = root.add("status").set("code", exitStatus).set("message", resultCodeText(exitStatus));
  if (errors.length === 0) return;
  const list = status.add("errors");
  for (const error of errors) list.add("error").write(error);
}

/** Writes a run as one XML document. */
export class XmlReport implements Report {
  private readonly root: OutputElement;
  private readonly options: ReportOptions;
  private readonly write: (text: string) => void;
  private readonly errors: string[] = [];
  /** After injected events nothing but the final status reaches the document (observed). */
  private lost = false;
  private timings: OutputElement | null = null;

  constructor(write: (text: string) => void, request: string, options: ReportOptions) {
    this.write = write;
    this.options = options;
    this.root = createResult(request);
  }

  note(): void {}

  current(status: ClusterStatus): void {
    this.status("cluster_status", status, true);
  }

  modifications(events: readonly SimulationEvent[]): void {
    this.lost = true;
    const element = this.root.add("modifications");
    for (const event of events) {
      if (event.kind === "error") this.errors.push(event.text);
      else if (event.kind === "injected") this.injection(element, event.injection);
      else if (event.kind === "attribute-injected") addInjectedAttribute(this.root, event);
    }
  }

  scores(lines: readonly ScoreLine[]): void {
    const { scores, utilization } = this.options;
    if (this.lost || (!scores && !utilization)) return;
    let name = "utilizations";
    if (scores) name = utilization ? "allocations_utilizations" : "allocations";
    const element = this.root.add(name);
    for (const line of lines) addScore(element, line);
  }

  summary(summary: Summary): void {
    if (this.lost) return;
    const element = this.root.add("actions");
    for (const { task, node, launcher, reason } of summary.nodes) {
      if (reason === null) continue;
      const place = launcher === null ? node : `${node} (resource: ${launcher})`;
      element.add("node_action").set("task", task).set("node", place).set("reason", reason);
    }
    for (const change of summary.resources) {
      element
        .add("rsc_action")
        .set("action", change.verb.toLowerCase())
        .set("resource", change.resource)
        .setAll(detailsOf(change).attributes)
        .set("reason", change.reason)
        .set("blocked", change.blocked ? "true" : null);
    }
  }

  execution(events: readonly SimulationEvent[], complete: boolean): void {
    const element = this.lost ? new OutputElement("transition") : this.root.add("transition");
    for (const event of events) {
      if (event.kind === "error") this.errors.push(event.text);
      else addEvent(element, event);
    }
    if (!complete) this.errors.push("Transition failed: terminated", "An invalid transition was produced");
  }

  revised(status: ClusterStatus): void {
    if (!this.lost) this.status("revised_cluster_status", status, false);
  }

  beginTimings(): void {
    this.timings = this.root.add("timings");
  }

  timedScores(lines: readonly ScoreLine[]): void {
    for (const line of lines) addScore(this.timings!, line);
  }

  timing(file: string, seconds: number): void {
    this.timings!.add("timing").set("file", file).set("duration", seconds.toFixed(6));
  }

  endTimings(): void {}

  finish(exitStatus: number, error: string | null): void {
    if (error !== null) this.errors.push(error);
    addResultStatus(this.root, exitStatus, this.errors);
    this.write(this.root.toXml());
  }

  private injection(modifications: OutputElement, injection: Injection): void {
    if (injection.kind === "quorum" || injection.kind === "watchdog") {
      modifications.set(injection.kind, injection.value);
      return;
    }
    if (injection.kind === "operation") this.root.add("inject_spec").set("spec", injection.spec);
    else if ("node" in injection) {
      this.root.add("modify_node").set("action", nodeWords[injection.kind]).set("node", injection.node);
    } else this.root.add("modify_ticket").set("action", ticketWords[injection.kind]).set("ticket", injection.ticket);
  }

  private status(name: string, status: ClusterStatus, pending: boolean): void {
    const { attributes, failCounts, clock } = this.options;
    addStatus(this.root.add(name), status, { pending, attributes, failCounts, clock });
  }
}

const nodeWords = { "node-up": "Online", "node-down": "Offline", "node-fail": "Failing" } as const;
const ticketWords = {
  "ticket-grant": "Granting",
  "ticket-revoke": "Revoking",
  "ticket-standby": "Standby",
  "ticket-activate": "Activating",
} as const;

function addScore(parent: OutputElement, line: ScoreLine): void {
  switch (line.kind) {
    case "allocation":
      parent
        .add("node_weight")
        .set("function", line.label)
        .set("node", line.node)
        .set("score", formatScore(line.score))
        .set("id", line.resource);
      break;
    case "promotion":
      parent
        .add("promotion_score")
        .set("id", line.resource)
        .set("score", formatScore(line.score))
        .set("node", line.node);
      break;
    case "capacity":
      addAmounts(parent.add("capacity").set("node", line.node).set("comment", line.label), line.attributes);
      break;
    case "usage":
      addAmounts(
        parent.add("utilization").set("resource", line.resource).set("node", line.node).set("function", line.label),
        line.attributes,
      );
      break;
    case "message":
      break;
  }
}

function addAmounts(element: OutputElement, amounts: readonly (readonly [string, string])[]): void {
  for (const [name, value] of amounts) element.add(name).write(value);
}

function addInjectedAttribute(
  parent: OutputElement,
  event: Extract<SimulationEvent, { kind: "attribute-injected" }>,
): void {
  parent
    .add("inject_attr")
    .set("name", event.name)
    .set("value", event.value)
    .set("node_path", "/node_state")
    .set("cib_node", event.nodeId);
}

function addEvent(parent: OutputElement, event: SimulationEvent): void {
  switch (event.kind) {
    case "attribute-injected":
      addInjectedAttribute(parent, event);
      break;
    case "pseudo-action":
      parent.add("pseudo_action").set("task", event.key).set("node", event.node);
      break;
    case "resource-action":
      parent
        .add("rsc_action")
        .set("resource", event.resource)
        .set("op", event.operation)
        .set("node", event.node)
        // as a signed number of 32 bits (observed)
        .set("interval", event.interval === null || event.interval === 0 ? null : event.interval | 0);
      break;
    case "cluster-action":
      parent.add("cluster_action").set("task", event.operation).set("node", event.node).set("id", event.resource);
      break;
    case "fencing":
      parent.add("fencing_action").set("target", event.node).set("op", event.operation);
      break;
    case "injected":
    case "failure-pretended":
    case "error":
      break;
  }
}
