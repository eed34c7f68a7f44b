// Small clusters with recorded operations: two online nodes, no fencing, and what a test adds.

import { ActionFlag } from "../../src/actions/action.ts";
import { readCib } from "../../src/cib/read.ts";
import { ResourceFlag } from "../../src/model/resource.ts";
import { runStages, scheduling, unpack } from "../../src/pipeline.ts";
import type { Run } from "../../src/run.ts";
import { newRun, node, resource } from "../support/run.ts";

export { node, resource };

export const UUID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
/** Digest of no parameters at all. */
export const NO_PARAMETERS = "f2317cad3d54cec5d7d7aa7d0bf35cf8";
/** Digest of the timeout that a recurring operation has by default. */
export const DEFAULT_TIMEOUT = "4811cef7f7f94e3a35a70be7916cb2fd";
/** An hour after the operations that tests record. */
export const LATER = 1_700_003_600;

export interface Recorded {
  readonly task: string;
  readonly rc?: number;
  readonly expected?: number;
  readonly interval?: number;
  readonly call?: number;
  readonly status?: number;
  readonly time?: number;
  readonly transition?: number;
  /** The end of the entry's ID; task and interval if not given. */
  readonly suffix?: string;
  readonly digest?: string | null;
  /** More attributes, or others; `null` leaves one out. */
  readonly more?: Readonly<Record<string, string | null>>;
}

/** One recorded operation of a resource. */
export function operation(resource: string, recorded: Recorded): string {
  const { task, rc = 0, expected = 0, interval = 0, call = 1, status = 0, time = 1_700_000_000 } = recorded;
  const key = `${call}:${recorded.transition ?? 1}:${expected}:${UUID}`;
  const digest = recorded.digest === undefined ? (interval > 0 ? DEFAULT_TIMEOUT : NO_PARAMETERS) : recorded.digest;
  const attributes: Record<string, string | null> = {
    id: `${resource}_${recorded.suffix ?? `${task}_${interval}`}`,
    operation_key: `${resource}_${task}_${interval}`,
    operation: task,
    crm_feature_set: "3.20.5",
    "transition-key": key,
    "transition-magic": `${status}:${rc};${key}`,
    "call-id": String(call),
    "rc-code": String(rc),
    "op-status": String(status),
    interval: String(interval),
    "last-rc-change": String(time),
    "op-digest": digest,
    ...recorded.more,
  };
  return element("lrm_rsc_op", attributes);
}

function element(name: string, attributes: Readonly<Record<string, string | null>>, content = ""): string {
  let text = `<${name}`;
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== null) text += ` ${attribute}="${value}"`;
  }
  return `${text}>${content}</${name}>`;
}

/** What a node recorded about a resource. */
export function recorded(id: string, entries: readonly (Recorded | string)[], more: Record<string, string> = {}): string {
  const content = entries.map((entry) => (typeof entry === "string" ? entry : operation(id, entry))).join("");
  return element("lrm_resource", { id, class: "ocf", provider: "pacemaker", type: "Dummy", ...more }, content);
}

export interface State {
  readonly histories?: readonly string[];
  readonly attributes?: Readonly<Record<string, string>>;
  readonly online?: boolean;
}

/** The state of node `n1`, `n2` ... */
export function state(name: string, { histories = [], attributes = {}, online = true }: State = {}): string {
  const id = name.slice(1);
  const membership = online
    ? { in_ccm: "true", crmd: "online", join: "member", expected: "member" }
    : { in_ccm: "false", crmd: "offline", join: "down", expected: "down" };
  const pairs = Object.entries(attributes)
    .map(([attribute, value], i) => `<nvpair id="s${id}-${i}" name="${attribute}" value="${value}"/>`)
    .join("");
  return element(
    "node_state",
    { id, uname: name, ...membership },
    `<lrm id="${id}"><lrm_resources>${histories.join("")}</lrm_resources></lrm>` +
      `<transient_attributes id="${id}"><instance_attributes id="s${id}">${pairs}</instance_attributes></transient_attributes>`,
  );
}

export interface Definition {
  readonly meta?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
  /** `op` elements; a monitor every ten seconds if not given. */
  readonly operations?: string;
  readonly type?: string;
}

/** A configured `ocf:pacemaker:Dummy`. */
export function primitive(id: string, { meta = {}, parameters = {}, operations, type = "Dummy" }: Definition = {}): string {
  const ops = operations ?? `<op id="${id}-mon" name="monitor" interval="10s"/>`;
  return element(
    "primitive",
    { id, class: "ocf", provider: "pacemaker", type },
    block("meta_attributes", `${id}-meta`, meta) +
      block("instance_attributes", `${id}-params`, parameters) +
      `<operations>${ops}</operations>`,
  );
}

function block(name: string, id: string, pairs: Readonly<Record<string, string>>): string {
  const content = Object.entries(pairs)
    .map(([key, value]) => `<nvpair id="${id}-${key}" name="${key}" value="${value}"/>`)
    .join("");
  return content === "" ? "" : element(name, { id }, content);
}

export interface Situation {
  readonly resources: string;
  readonly states: readonly string[];
  readonly options?: Readonly<Record<string, string>>;
  readonly nodes?: readonly string[];
}

const versions = { crm_feature_set: "3.20.5", admin_epoch: "0", epoch: "1", num_updates: "0" };

/** The CIB of a situation. */
export function cib({ resources, states, options = {}, nodes = ["n1", "n2"] }: Situation): string {
  const all = { "stonith-enabled": "false", "no-quorum-policy": "ignore", ...options };
  return element(
    "cib",
    { ...versions, "validate-with": "pacemaker-4.0", "have-quorum": "1", "dc-uuid": "1" },
    `<configuration><crm_config>${block("cluster_property_set", "options", all)}</crm_config><nodes>` +
      nodes.map((name) => `<node id="${name.slice(1)}" uname="${name}"/>`).join("") +
      `</nodes><resources>${resources}</resources><constraints/></configuration><status>${states.join("")}</status>`,
  );
}

/** The situation as the cluster sees it. */
export function unpacked(situation: Situation, now = LATER): Run {
  const run = newRun(readCib(cib(situation)).root, now, { showScores: true });
  unpack(run);
  return run;
}

/** The same, scheduled up to and including a stage. */
export function scheduled(situation: Situation, last: string, now = LATER): Run {
  const run = unpacked(situation, now);
  runStages(run, scheduling, last);
  return run;
}

/** Names of a resource's flags that matter here. */
export function flagsOf(run: Run, id: string): string[] {
  const { flags } = resource(run, id);
  return (["Managed", "Blocked", "Failed", "StopIfFailed", "StartPending", "IgnoreFailure", "Removed"] as const).filter(
    (name) => (flags & ResourceFlag[name]) !== 0,
  );
}

/** Where a resource is active, in order. */
export function activeOn(run: Run, id: string): string[] {
  return resource(run, id).activeNodes.map(({ name }) => name);
}

/** What was reported by one origin. */
export function messages(run: Run, ...origins: readonly string[]): string[] {
  return run.diagnostics.filter(({ origin }) => origins.includes(origin)).map(({ text }) => text);
}

/** `A_stop_0 n1 required` for each action, in order of creation. */
export function actionsOf(run: Run): string[] {
  return run.actions.map(
    ({ key, node: where, flags }) =>
      `${key} ${where?.name ?? "-"} ${(flags & ActionFlag.Optional) === 0 ? "required" : "optional"}`,
  );
}

/** The score of a resource on a node. */
export function scoreOn(run: Run, id: string, name: string): number | undefined {
  return resource(run, id).allowedNodes.get(node(run, name))?.score;
}
