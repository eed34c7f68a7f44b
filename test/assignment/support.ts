// Small clusters whose resources are assigned: what a test says about them, and the scores and places that come of it.
//
// Nodes n1, n2 and n3, online, without fencing, unless a test says otherwise. Expected scores stem from the reference.

import { stateOf } from "../../src/assignment/state.ts";
import { readCib } from "../../src/cib/read.ts";
import type { Resource } from "../../src/model/resource.ts";
import { runStages, scheduling, unpack } from "../../src/pipeline.ts";
import { findResource } from "../../src/resources/find.ts";
import type { Run } from "../../src/run.ts";
import { formatScore } from "../../src/values/score.ts";
import { newRun } from "../support/run.ts";

type Values = Readonly<Record<string, string | number>>;

export const NOW = 1_700_000_000;

export function element(name: string, attributes: Values, content = ""): string {
  const text = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
  return `<${name}${text.join("")}>${content}</${name}>`;
}

/** A block of name/value pairs; nothing without pairs. */
export function block(name: string, id: string, values: Values): string {
  const pairs = Object.entries(values).map(([key, value]) => element("nvpair", { id: `${id}-${key}`, name: key, value }));
  return pairs.length === 0 ? "" : element(name, { id }, pairs.join(""));
}

/** Meta-attributes and, under `needs`, requirements of a resource. */
export interface Options {
  readonly meta?: Values;
  readonly needs?: Values;
  readonly type?: string;
}

function blocks(id: string, { meta = {}, needs = {} }: Options): string {
  return block("meta_attributes", `${id}-meta`, meta) + block("utilization", `${id}-needs`, needs);
}

export function primitive(id: string, options: Options = {}): string {
  const type = options.type ?? "Dummy";
  return element("primitive", { id, class: "ocf", provider: "pacemaker", type }, blocks(id, options));
}

export function primitives(...ids: readonly string[]): string {
  return ids.map((id) => primitive(id)).join("");
}

export function group(id: string, members: string, meta: Values = {}): string {
  return element("group", { id }, blocks(id, { meta }) + members);
}

export function clone(id: string, content: string, meta: Values = {}): string {
  return element("clone", { id }, blocks(id, { meta }) + content);
}

export function promotable(id: string, content: string, meta: Values = {}): string {
  return clone(id, content, { promotable: "true", ...meta });
}

/** A bundle of podman containers; with a primitive in it, it also has connections. */
export function bundle(id: string, replicas: number, content = "", more: Values = {}): string {
  const network = content === "" ? "" : element("network", { "control-port": 3121 });
  return element("bundle", { id }, element("podman", { image: "image", replicas, ...more }) + network + content);
}

let count = 0;

/** A location preference for a node. */
export function prefers(rsc: string, node: string, score: number | string, more: Values = {}): string {
  return element("rsc_location", { id: `location${count++}`, rsc, node, score, ...more });
}

/** A colocation: `rsc` with `with-rsc`. */
export function together(rsc: string, primary: string, score: number | string, more: Values = {}): string {
  return element("rsc_colocation", { id: `colocation${count++}`, rsc, "with-rsc": primary, score, ...more });
}

export interface NodeFacts {
  /** Names of what is active there, as in history; `S*` is promoted. */
  readonly active?: readonly string[];
  /** Names of what was found inactive there. */
  readonly probed?: readonly string[];
  /** Names of what failed there. */
  readonly failed?: readonly string[];
  readonly transient?: Values;
  readonly permanent?: Values;
  readonly capacity?: Values;
  /** Left the cluster cleanly. */
  readonly offline?: boolean;
  /** More attributes of the `node`. */
  readonly more?: Values;
}

export interface Situation {
  readonly resources: string;
  readonly constraints?: string;
  readonly options?: Values;
  readonly nodes?: Readonly<Record<string, NodeFacts>>;
  /** More of the configuration: `tags`, `rsc_defaults`. */
  readonly configuration?: string;
  readonly quorum?: boolean;
  /** Not to be checked against the schema. */
  readonly unvalidated?: boolean;
}

const THREE: Readonly<Record<string, NodeFacts>> = { n1: {}, n2: {}, n3: {} };

/** The CIB of a situation. */
export function cib(situation: Situation): string {
  const nodes = Object.entries(situation.nodes ?? THREE);
  const options = { "stonith-enabled": "false", ...situation.options };
  return element(
    "cib",
    {
      crm_feature_set: "3.20.0",
      "validate-with": situation.unvalidated === true ? "none" : "pacemaker-4.0",
      epoch: 1,
      num_updates: 0,
      admin_epoch: 0,
      "have-quorum": situation.quorum === false ? 0 : 1,
      "dc-uuid": nodes[0]![0],
    },
    `<configuration><crm_config>${block("cluster_property_set", "options", options)}</crm_config>` +
      `<nodes>${nodes.map(([name, facts]) => configuredNode(name, facts)).join("")}</nodes>` +
      `<resources>${situation.resources}</resources><constraints>${situation.constraints ?? ""}</constraints>` +
      `${situation.configuration ?? ""}</configuration>` +
      `<status>${nodes.map(([name, facts]) => nodeState(name, facts)).join("")}</status>`,
  );
}

function configuredNode(name: string, { permanent = {}, capacity = {}, more = {} }: NodeFacts): string {
  return element(
    "node",
    { id: name, uname: name, ...more },
    block("instance_attributes", `${name}-attributes`, permanent) + block("utilization", `${name}-capacity`, capacity),
  );
}

function nodeState(name: string, facts: NodeFacts): string {
  const membership =
    facts.offline === true
      ? { in_ccm: "false", crmd: "offline", join: "down", expected: "down" }
      : { in_ccm: "true", crmd: "online", join: "member", expected: "member" };
  const histories = [
    ...(facts.active ?? []).map((id) =>
      id.endsWith("*") ? history(id.slice(0, -1), "promote", 0) : history(id, "start", 0, facts.failed?.includes(id)),
    ),
    ...(facts.probed ?? []).map((id) => history(id, "monitor", 7)),
  ];
  const attributes = block("instance_attributes", `${name}-transient`, facts.transient ?? {});
  return element(
    "node_state",
    { id: name, uname: name, ...membership },
    (attributes === "" ? "" : element("transient_attributes", { id: name }, attributes)) +
      element("lrm", { id: name }, element("lrm_resources", {}, histories.join(""))),
  );
}

function history(id: string, task: string, rc: number, hasFailed = false): string {
  const agent = { class: "ocf", provider: "pacemaker", type: agentTypes.get(id) ?? "Dummy" };
  const operations = recorded(id, "last_0", task, rc, rc, 0, 1) + (hasFailed ? recorded(id, "last_failure_0", "monitor", 0, 1, 10000, 2) : "");
  return element("lrm_resource", { id, ...agent }, operations);
}

/** Types of what is not a dummy; containers of bundles and connections. */
const agentTypes = new Map<string, string>([
  ["B-podman-0", "podman"],
  ["B-podman-1", "podman"],
  ["B-0", "remote"],
  ["B-1", "remote"],
]);

function recorded(id: string, suffix: string, task: string, expected: number, rc: number, interval: number, call: number): string {
  const key = `${call}:1:${expected}:aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa`;
  return element("lrm_rsc_op", {
    id: `${id}_${suffix}`,
    operation_key: `${id}_${task}_${interval}`,
    operation: task,
    crm_feature_set: "3.20.0",
    "transition-key": key,
    "transition-magic": `0:${rc};${key}`,
    "call-id": call,
    "rc-code": rc,
    "op-status": 0,
    interval,
  });
}

/** What became of a situation. */
export interface Outcome {
  readonly run: Run;
  /** Score lines as they are printed. */
  readonly lines: readonly string[];
  /** Scores by label, as in `A: 0, 5, -INFINITY`, in order; nodes by name. */
  readonly scores: (label: "primitive" | "group" | "clone" | "bundle", id?: string) => readonly string[];
  readonly promotions: readonly string[];
  /** Node by resource, for all leaves that have one. */
  readonly places: Readonly<Record<string, string>>;
  /** Errors, warnings and notices about assignment and its constraints. */
  readonly messages: readonly string[];
}

export interface Settings {
  /** Short cuts of merging; on unless told otherwise. */
  readonly shortCuts?: boolean;
  readonly ledger?: boolean;
}

/** Schedules a situation up to and including assignment (or the stage called `last`). */
export function assigned(situation: Situation | string, last = "assignment", settings: Settings = {}): Outcome {
  const text = typeof situation === "string" ? situation : cib(situation);
  const run = start(text, settings);
  const unpacking = run.diagnostics.length;
  runStages(run, scheduling, last);
  return {
    run,
    lines: run.scoreLines.flatMap(printed),
    scores: (label, id) => scoresIn(run, `pcmk__${label}_assign`, id),
    promotions: promotionsIn(run),
    places: placesIn(run),
    messages: run.diagnostics
      .slice(unpacking)
      .filter(({ kind }) => kind !== "info")
      .map(({ kind, origin, text: sentence }) => `${kind} (${origin}) ${sentence}`),
  };
}

/** A run that has been unpacked. */
function start(text: string, settings: Settings): Run {
  const run = newRun(readCib(text).root, NOW, {
    sanitized: false,
    showScores: true,
    showUtilization: true,
    ledger: settings.ledger === true,
  });
  unpack(run);
  stateOf(run).takesShortCuts = settings.shortCuts !== false;
  return run;
}

type Line = Run["scoreLines"][number];

function printed(line: Line): string[] {
  switch (line.kind) {
    case "allocation":
      return [`${line.label}: ${line.resource} allocation score on ${line.node}: ${formatScore(line.score)}`];
    case "promotion":
      return [`${line.resource} promotion score ${line.node ?? "(inactive)"}: ${formatScore(line.score)}`];
    case "capacity":
      return [`${line.label}: ${line.node} capacity:${pairs(line.attributes)}`];
    case "usage":
      return [`${line.label}: ${line.resource} utilization on ${line.node}:${pairs(line.attributes)}`];
    default:
      return [];
  }
}

function pairs(attributes: readonly (readonly [string, string])[]): string {
  return attributes.map(([name, value]) => ` ${name}=${value}`).join("");
}

function scoresIn(run: Run, label: string, id: string | undefined): readonly string[] {
  const result: string[] = [];
  let previous: string | null = null;
  for (const line of run.scoreLines) {
    if (line.kind !== "allocation" || line.label !== label || (id !== undefined && line.resource !== id)) {
      previous = null;
      continue;
    }
    const score = formatScore(line.score);
    // a resource that is shown twice in a row begins again with the first node
    const isNext = line.resource === previous && line.node !== firstNode(run, line.resource);
    if (isNext) result[result.length - 1] += `, ${score}`;
    else result.push(`${line.resource}: ${score}`);
    previous = line.resource;
  }
  return result;
}

function firstNode(run: Run, id: string): string | undefined {
  const table = findResource(run, id)?.allowedNodes;
  return run.cluster.nodes.find((node) => table?.has(node))?.name;
}

function promotionsIn(run: Run): readonly string[] {
  return run.scoreLines.flatMap((line) =>
    line.kind === "promotion" ? [`${line.resource} ${line.node ?? "-"}: ${formatScore(line.score)}`] : [],
  );
}

function placesIn(run: Run): Record<string, string> {
  const places: Record<string, string> = {};
  const stack: Resource[] = run.cluster.resources.toReversed();
  for (let resource = stack.pop(); resource !== undefined; resource = stack.pop()) {
    if (resource.assignedNode !== null) places[resource.id] = resource.assignedNode.node.name;
    stack.push(...resource.children.toReversed());
  }
  return places;
}

export function resourceOf(run: Run, id: string): Resource {
  const resource = findResource(run, id);
  if (resource === null) throw new Error(`no resource ${id}`);
  return resource;
}

/** Scores of a resource by node, as its table is now: `0, 5, -INFINITY`. */
export function tableOf(run: Run, id: string): string {
  const table = resourceOf(run, id).allowedNodes;
  return run.cluster.nodes
    .map((node) => table.get(node))
    .map((entry) => (entry === undefined ? "-" : formatScore(entry.score)))
    .join(", ");
}
