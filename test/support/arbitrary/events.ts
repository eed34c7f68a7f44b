// What happens to a cluster: options of the simulation, for names that a state has.

import fc, { type Arbitrary } from "fast-check";
import type { ClusterStatus, ResourceStatus } from "../../../src/index.ts";
import { oneOf, sometimes, upTo, weighted } from "./draft.ts";
import { pickStable } from "./targets.ts";
import { tickets } from "./values.ts";

/** An event before it is known whom it happens to. */
export interface EventModel {
  readonly kind: "node-up" | "node-down" | "node-fail" | "op-inject" | "op-fail" | "ticket" | "quorum" | "watchdog";
  readonly node: number;
  readonly resource: number;
  readonly task: string;
  readonly rc: number;
  readonly word: string;
  readonly ticket: string;
}

/** What happens between one state and the next. */
export interface StepModel {
  readonly events: readonly EventModel[];
  /** Seconds. */
  readonly advance: number;
  /** Picks a setting of a resource or of the cluster that is taken away, or given another value if it is a parameter. */
  readonly edit: number | undefined;
}

const pick = fc.noBias(fc.nat(0xffffff));

const event: Arbitrary<EventModel> = fc.record({
  kind: weighted<EventModel["kind"]>(
    [3, oneOf("op-fail", "op-inject")],
    [4, oneOf("node-down", "node-up", "node-fail")],
    [1, oneOf("ticket", "quorum", "watchdog")],
  ),
  node: pick,
  resource: pick,
  task: weighted([4, oneOf("start_0", "monitor_10000", "stop_0")], [2, oneOf("monitor_0", "promote_0", "demote_0", "monitor_20000", "monitor_30000")], [1, oneOf("migrate_to_0", "migrate_from_0", "notify_0")]),
  rc: oneOf(1, 7, 0, 5, 8, 9, 2, 193),
  word: oneOf("1", "0", "true", "false"),
  ticket: oneOf(...tickets),
});

export const step: Arbitrary<StepModel> = fc.record({
  events: weighted<readonly EventModel[]>([1, fc.constant([])], [3, upTo(2, event, 1)]),
  advance: weighted([3, fc.constant(0)], [1, oneOf(60, 600, 86_400)]),
  edit: sometimes(25, pick),
});

const settingPattern = /^ *<nvpair id="[^"]*" name="([^"]*)" value="[^"]*"\/>\n/gm;

/** A document with one setting changed. */
export function edited(text: string, edit: number): string {
  const end = text.indexOf("<status");
  const settings = [...text.matchAll(settingPattern)].filter(({ index }) => end < 0 || index < end);
  const setting = settings[edit % Math.max(1, settings.length)];
  if (setting === undefined) return text;
  const [line, name] = setting;
  const changed = ["state", "fake", "passwd"].includes(name!) ? line.replace(/value="[^"]*"/, 'value="changed"') : "";
  return text.slice(0, setting.index) + changed + text.slice(setting.index + line.length);
}

function primitivesOf(resource: ResourceStatus | null): string[] {
  if (resource === null) return [];
  switch (resource.kind) {
    case "primitive":
      return [resource.historyId ?? resource.id];
    case "group":
      return resource.members.flatMap(primitivesOf);
    case "clone":
      return resource.instances.flatMap(primitivesOf);
    case "bundle":
      return resource.replicas.flatMap(({ ip, container, connection, instance }) => [ip, container, connection, instance].flatMap(primitivesOf));
  }
}

/** The options that make an event happen. */
export function eventArguments(model: EventModel, status: ClusterStatus): string[] {
  const nodes = status.nodes.map(({ name }) => name);
  const clusterNodes = status.nodes.filter(({ kind }) => kind === "cluster").map(({ name }) => name);
  const node = pickStable(model.node, nodes) ?? "n1";
  const clusterNode = pickStable(model.node, clusterNodes) ?? "n1";
  const resource = pickStable(model.resource, [...new Set(status.resources.flatMap(primitivesOf))]) ?? "A";
  switch (model.kind) {
    case "node-up":
    case "node-down":
    case "node-fail":
      return [`--${model.kind}=${clusterNode}`];
    case "op-inject":
    case "op-fail":
      return [`--${model.kind}=${resource}_${model.task}@${node}=${model.rc}`];
    case "ticket":
      return [`--ticket-${["grant", "revoke", "standby", "activate"][model.rc % 4]}=${model.ticket}`];
    case "quorum":
      return [`--quorum=${model.word}`, `--node-up=${clusterNode}`];
    case "watchdog":
      return [`--watchdog=${model.word}`];
  }
}
