// Small clusters that are planned as a whole: what a test says about them, and what becomes of it, both in short texts.

import { ActionFlag, OrderFlag, type Action, type Relation } from "../../src/actions/action.ts";
import { readCib } from "../../src/cib/read.ts";
import { buildGraph, publishTransition } from "../../src/graph/index.ts";
import type { ActionDetails } from "../../src/graph/transition.ts";
import { runStages, scheduling, unpack } from "../../src/pipeline.ts";
import type { Run } from "../../src/run.ts";
import { newRun } from "../support/run.ts";

/** 2014-05-07 13:33:38Z */
export const NOW = 1_399_469_618;

/** Digest of no parameters at all. */
const NO_PARAMETERS = "f2317cad3d54cec5d7d7aa7d0bf35cf8";
/** Digest of the timeout that a recurring operation has by default. */
const DEFAULT_TIMEOUT = "4811cef7f7f94e3a35a70be7916cb2fd";

type Values = Readonly<Record<string, string>>;

/** What a test says about its cluster: nodes n1 and n2, online, without fencing, unless it says otherwise. */
export interface Situation {
  readonly resources: string;
  readonly nodes?: readonly string[];
  readonly options?: Values;
  readonly constraints?: string;
  /** By node: histories and the like, in short form, see {@link NodeFacts}. */
  readonly states?: Readonly<Record<string, NodeFacts>>;
  readonly quorum?: boolean;
  /** Content of the `node` elements, by node. */
  readonly nodeContent?: Values;
}

export interface NodeFacts {
  /** Histories by resource, see {@link history}. */
  readonly knows?: Values;
  readonly attributes?: Values;
  /** Left without saying so. */
  readonly lost?: boolean;
  /** A Pacemaker Remote node. */
  readonly remote?: boolean;
  /** More attributes of the `node_state`. */
  readonly more?: Values;
}

export function element(name: string, attributes: Values, content = ""): string {
  const text = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
  return `<${name}${text.join("")}>${content}</${name}>`;
}

/** A block of name/value pairs. */
export function block(name: string, id: string, values: Values): string {
  const pairs = Object.entries(values).map(([key, value]) => element("nvpair", { id: `${id}-${key}`, name: key, value }));
  return pairs.length === 0 ? "" : element(name, { id }, pairs.join(""));
}

/** Meta-attributes of the element with this ID. */
export function meta(id: string, values: Values): string {
  return block("meta_attributes", `${id}-meta`, values);
}

/** An `op`: `op("A-m", "monitor", "10s", { role: "Stopped" })`. */
export function op(id: string, name: string, interval: string, more: Values = {}): string {
  return element("op", { id, name, interval, ...more });
}

export interface Definition {
  readonly meta?: Values;
  readonly operations?: string;
  readonly content?: string;
  /** `class:provider:type` or `class:type`. */
  readonly agent?: string;
}

/** A primitive, `ocf:pacemaker:Dummy` unless told otherwise. */
export function primitive(id: string, { meta: values = {}, operations = "", content = "", agent }: Definition = {}): string {
  const [standard, second, third] = (agent ?? "ocf:pacemaker:Dummy").split(":") as [string, string, string?];
  const kind: Values =
    third === undefined ? { class: standard, type: second } : { class: standard, provider: second, type: third };
  const ops = operations === "" ? "" : element("operations", {}, operations);
  return element("primitive", { id, ...kind }, meta(id, values) + ops + content);
}

export function group(id: string, content: string, values: Values = {}): string {
  return element("group", { id }, meta(id, values) + content);
}

export function clone(id: string, content: string, values: Values = {}): string {
  return element("clone", { id }, meta(id, values) + content);
}

/** A fence device that needs no parameters to be planned with. */
export function device(id: string, values: Values = {}): string {
  return primitive(id, { agent: "stonith:fence_dummy", meta: values });
}

/** A remote connection that is monitored every ten seconds. */
export function connection(id: string, values: Values = {}): string {
  return primitive(id, { agent: "ocf:pacemaker:remote", meta: values, operations: op(`${id}-m`, "monitor", "10s") });
}

/**
 * A history in short form: operations separated by blanks, `start`, `stop`, `monitor/10000`, with a result that is not 0
 * after `=`, as in `monitor=7` (7 and 8 are as expected, others are failures), and `~` after an operation in progress. An
 * agent other than `ocf:pacemaker:Dummy` follows after ` @`.
 */
function history(id: string, node: string, short: string, agent = "ocf:pacemaker:Dummy"): string {
  const [standard, second, third] = agent.split(":") as [string, string, string?];
  const entries = short.split(" ").map((word, i) => {
    const pending = word.endsWith("~");
    const [what, result = "0"] = word.replace("~", "").split("=") as [string, string?];
    const [task, interval = "0"] = what.split("/") as [string, string?];
    const rc = pending ? "193" : result;
    const status = pending ? "-1" : "0";
    const expected = task === "monitor" && interval === "0" ? "7" : rc === "7" || rc === "8" ? rc : "0";
    const key = `${i + 1}:1:${expected}:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee`;
    return element("lrm_rsc_op", {
      id: `${id}_${task}_${interval}`,
      operation_key: `${id}_${task}_${interval}`,
      operation: task,
      crm_feature_set: "3.20.5",
      "transition-key": key,
      "transition-magic": `${status}:${rc};${key}`,
      "call-id": pending ? "-1" : String(i + 2),
      "rc-code": rc,
      "op-status": status,
      interval,
      "op-digest": interval === "0" ? NO_PARAMETERS : DEFAULT_TIMEOUT,
      on_node: node,
      ...(task.startsWith("migrate") ? { migrate_source: "n1", migrate_target: "n2" } : {}),
    });
  });
  const kind: Values =
    third === undefined ? { class: standard, type: second } : { class: standard, provider: second, type: third };
  return element("lrm_resource", { id, ...kind }, entries.join(""));
}

function nodeState(name: string, id: string, facts: NodeFacts): string {
  const lrm = Object.entries(facts.knows ?? {}).map(([resource, short]) => {
    const [operations, agent] = short.split(" @") as [string, string?];
    return history(resource, name, operations, agent);
  });
  const membership: Values =
    facts.remote === true
      ? { remote_node: "true", in_ccm: "true" }
      : facts.lost === true
        ? { in_ccm: "false", crmd: "offline", join: "down", expected: "member" }
        : { in_ccm: "true", crmd: "online", join: "member", expected: "member" };
  return element(
    "node_state",
    { id, uname: name, ...membership, ...facts.more },
    element("lrm", { id }, element("lrm_resources", {}, lrm.join(""))) +
      element("transient_attributes", { id }, block("instance_attributes", `status-${id}`, facts.attributes ?? {})),
  );
}

/** The CIB of a situation; the first node is the DC. */
export function cibText(situation: Situation): string {
  const { resources, nodes = ["n1", "n2"], states = {}, constraints = "", nodeContent = {} } = situation;
  const options = { "fencing-enabled": "false", ...situation.options };
  const idOf = (name: string): string => (nodes.includes(name) ? String(nodes.indexOf(name) + 1) : name);
  const configured = nodes.map((name) => element("node", { id: idOf(name), uname: name }, nodeContent[name] ?? ""));
  const remote = Object.keys(states).filter((name) => !nodes.includes(name));
  const status = [...nodes, ...remote].map((name) => nodeState(name, idOf(name), states[name] ?? {}));
  return element(
    "cib",
    {
      "validate-with": "pacemaker-4.0",
      crm_feature_set: "3.20.5",
      admin_epoch: "0",
      epoch: "1",
      num_updates: "0",
      "have-quorum": situation.quorum === false ? "0" : "1",
      "dc-uuid": "1",
      "execution-date": String(NOW),
    },
    `<configuration><crm_config>${block("cluster_property_set", "options", options)}</crm_config>` +
      `<nodes>${configured.join("")}</nodes><resources>${resources}</resources>` +
      `<constraints>${constraints}</constraints></configuration><status>${status.join("")}</status>`,
  );
}

/** Plans a situation up to and including a stage (all of them if none is named). */
export function planned(situation: Situation, last?: string): Run {
  const run = newRun(readCib(cibText(situation)).root, NOW);
  unpack(run);
  runStages(run, scheduling, last);
  return run;
}

/** The transition of a situation by ID: `3 A_start_0 n1 after 1 2`; pseudo-actions in parentheses. */
export function transition(situation: Situation): string[] {
  return Object.values(synapses(situation)).map(({ text }) => text);
}

export interface Step {
  readonly text: string;
  readonly action: ActionDetails;
  readonly priority: number;
  /** Values of an action's attributes by name, without the prefix of meta-attributes. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** The transition of a situation by action ID. */
export function synapses(situation: Situation): Readonly<Record<number, Step>> {
  const run = planned(situation);
  const result: Record<number, Step> = {};
  for (const { action, inputs, priority } of publishTransition(run, buildGraph(run)).synapses) {
    const { element: kind, id, key, internalKey, node } = action.head;
    const name = internalKey ?? key;
    const text = [id, kind === "pseudo_event" ? `(${name})` : name, ...(node === null ? [] : [node.name])];
    if (inputs.length > 0) text.push("after", ...inputs.map((input) => input.id));
    const attributes: Record<string, string> = {};
    for (let i = 0; i < action.attributes.length; i += 2) {
      attributes[action.attributes[i]!.replace("CRM_meta_", "")] = action.attributes[i + 1]!;
    }
    result[id] = { text: text.join(" "), action, priority, attributes };
  }
  return result;
}

/** All actions in order of creation: `A_stop_0 n1 optional`, and what else is unusual about them. */
export function actions(run: Run): string[] {
  return run.actions.map(describe);
}

/** One action in words. */
export function describe(action: Action): string {
  const { key, node, flags, reason } = action;
  const words = [key, node?.name ?? "-", (flags & ActionFlag.Optional) === 0 ? "required" : "optional"];
  if ((flags & ActionFlag.Runnable) === 0) words.push("unrunnable");
  if ((flags & ActionFlag.Migratable) !== 0) words.push("migratable");
  if ((flags & ActionFlag.Pseudo) !== 0) words.push("pseudo");
  return words.join(" ") + (reason === null ? "" : ` (${reason})`);
}

const flagNames = Object.entries(OrderFlag);

/** Recorded relations in order, without those that `omit` matches: `A_stop_0 → A_start_0 Ordered FirstImpliesThen`. */
export function relations(run: Run, omit?: RegExp): string[] {
  return run.relations.map(describeRelation).filter((text) => omit === undefined || !omit.test(text));
}

function describeRelation(relation: Relation): string {
  const first = side(relation.firstAction, relation.firstKey);
  const then = side(relation.thenAction, relation.thenKey);
  return [`${first} → ${then}`, ...namesOf(relation.flags)].join(" ");
}

function side(action: Action | null, key: string | null): string {
  return action === null ? String(key) : `[${action.key}${action.node === null ? "" : ` ${action.node.name}`}]`;
}

function namesOf(flags: number): string[] {
  return flagNames.filter(([, flag]) => (flags & flag) !== 0).map(([name]) => name);
}

/** Links to the actions with a key (on a node), by the first action, in order of creation. */
export function linksBefore(run: Run, key: string, node?: string): string[] {
  return run.actions
    .filter((action) => action.key === key && (node === undefined || action.node?.name === node))
    .flatMap((action) => action.before)
    .map(({ action, flags }) =>
      [action.key, ...(action.node === null ? [] : [action.node.name]), ...namesOf(flags)].join(" "),
    );
}

/** What the planning stages reported, in order: those with one of these origins. */
export function messages(run: Run, ...origins: readonly string[]): string[] {
  return run.diagnostics.filter(({ origin }) => origins.includes(origin)).map(({ text }) => text);
}
