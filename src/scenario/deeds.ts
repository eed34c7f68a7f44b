// Carries out what a step does before the cluster answers.
//
// Order   as written, each on the CIB that the one before it left
// Rule    changes of the configuration have to leave a valid CIB; failures to come are only noted

import type { Limits } from "../cib/limits.ts";
import { readCib, type Cib } from "../cib/read.ts";
import { PengineError } from "../errors.ts";
import { clusterStatus, type RunOptions } from "../schedule.ts";
import type { Injection } from "../simulate/events.ts";
import { injectEvents } from "../simulation.ts";
import { attribute, descendants, idOf, type XmlElement } from "../xml/element.ts";
import { serializeXml } from "../xml/serialize.ts";
import { parseAction, parseDuration, type ActionPhrase } from "./action-text.ts";
import { Cast } from "./cast.ts";
import { applyEdit, cleanUp, setMeta, setNodeAttribute, setOption, setQuorum } from "./edit.ts";
import { unknownName, type ScenarioPath } from "./problem.ts";
import type { Deed, OperationOutline } from "./scenario.ts";
import { LATEST_TIME } from "./schema.ts";

/** An operation that is to fail when it is carried out. */
export interface ExpectedFailure {
  readonly phrase: ActionPhrase;
  readonly result: number;
  /** Milliseconds; `null` for any. */
  readonly interval: number | null;
  readonly path: ScenarioPath;
}

/** The stage of a story: the CIB, the time, failures to come, and what is left to do whatever is done. */
export interface Stage {
  readonly cib: Cib;
  /** Seconds since the epoch. */
  readonly time: number;
  readonly failures: readonly ExpectedFailure[];
  /** As `todoOf` words it. */
  readonly leftover: ReadonlySet<string>;
  /** Limits that differ from the defaults. */
  readonly limits: Partial<Limits> | undefined;
}

const injections = [
  "node-fail",
  "node-up",
  "node-down",
  "ticket-grant",
  "ticket-revoke",
  "ticket-standby",
  "ticket-activate",
] as const;

/** What the cluster is looked at with. */
export function runOptionsOf({ time, limits }: Stage): RunOptions {
  return { now: time, limits };
}

/** The stage after a deed. @throws PengineError if it cannot be done */
export function carryOut(stage: Stage, deed: Deed, path: ScenarioPath): Stage {
  for (const kind of injections) {
    const subject = deed[kind];
    if (subject === undefined) continue;
    if (kind === "node-fail" || kind === "node-up" || kind === "node-down") {
      requireNode(stage, subject);
      return inject(stage, { kind, node: subject });
    }
    requireTicket(stage, subject);
    return inject(stage, { kind, ticket: subject });
  }
  if (deed["advance-time"] !== undefined) return advance(stage, deed["advance-time"]);
  if (deed["op-fail"] !== undefined) {
    const failure = expectedFailure(stage, deed["op-fail"], path);
    return { ...stage, failures: [...stage.failures, failure] };
  }
  if (deed["op-inject"] !== undefined) return injectResult(stage, deed["op-inject"]);
  return { ...stage, cib: edited(stage, (root) => configure(stage, root, deed)) };
}

function advance(stage: Stage, duration: string): Stage {
  const time = stage.time + parseDuration(duration);
  if (time > LATEST_TIME) throw new PengineError("argument-invalid", "This is after the year 9999");
  return { ...stage, time };
}

function configure(stage: Stage, root: XmlElement, deed: Deed): XmlElement {
  const standby = deed["node-standby"] ?? deed["node-unstandby"];
  if (standby !== undefined) {
    requireNode(stage, standby);
    const value = deed["node-standby"] === undefined ? "off" : "on";
    return setNodeAttribute(root, standby, "forever", { name: "standby", value });
  }
  const attributeSetting = deed["set-attribute"];
  if (attributeSetting !== undefined) {
    requireNode(stage, attributeSetting.node);
    return setNodeAttribute(root, attributeSetting.node, attributeSetting.lifetime ?? "forever", attributeSetting);
  }
  const metaSetting = deed["set-meta"];
  if (metaSetting !== undefined) return setMeta(root, metaSetting.resource, metaSetting);
  if (deed["set-option"] !== undefined) return setOption(root, deed["set-option"]);
  if (deed.quorum !== undefined) return setQuorum(root, deed.quorum);
  if (deed.cleanup !== undefined) return cleanUp(root, historyNames(stage, deed.cleanup));
  return deed.edit === undefined ? root : applyEdit(root, deed.edit);
}

/** A CIB with its root changed, read anew so that it is checked. */
function edited({ cib, limits }: Stage, edit: (root: XmlElement) => XmlElement): Cib {
  return readCib(serializeXml(edit(cib.root)), { limits });
}

function inject(stage: Stage, injection: Injection): Stage {
  const options = runOptionsOf(stage);
  const { status } = clusterStatus(stage.cib, options);
  const { cib, events } = injectEvents(stage.cib, status, [injection], options);
  const error = events.find((event) => event.kind === "error");
  if (error !== undefined) throw new PengineError("argument-invalid", error.text);
  return { ...stage, cib };
}

function castOf(stage: Stage): Cast {
  return new Cast(clusterStatus(stage.cib, runOptionsOf(stage)).status);
}

function requireNode(stage: Stage, node: string): void {
  const { nodes } = castOf(stage);
  if (!nodes.includes(node)) throw new PengineError("node-unknown", unknownName("node", node, nodes));
}

/** A ticket is known by what depends on it, or by its state. */
function requireTicket({ cib }: Stage, ticket: string): void {
  const known = new Set<string>();
  for (const element of descendants(cib.root)) {
    const name = element.name === "rsc_ticket" ? attribute(element, "ticket") : element.name === "ticket_state" ? idOf(element) : undefined;
    if (name !== undefined) known.add(name);
  }
  if (!known.has(ticket)) throw new PengineError("argument-invalid", unknownName("ticket", ticket, [...known]));
}

function requireResource(cast: Cast, resource: string): void {
  if (!cast.knowsResource(resource)) throw new PengineError("argument-invalid", unknownName("resource", resource, cast.resources));
}

/** The names under which the primitives of a resource are recorded. */
function historyNames(stage: Stage, resource: string): ReadonlySet<string> {
  const cast = castOf(stage);
  requireResource(cast, resource);
  const names = new Set<string>();
  for (const id of cast.primitivesOf(resource)) for (const name of ownHistoryNames(stage, id)) names.add(name);
  return names;
}

/** The names of a primitive that occur in histories: its ID, and that without an instance number. */
function ownHistoryNames(stage: Stage, id: string): string[] {
  const colon = id.lastIndexOf(":");
  const names = colon < 0 ? [id] : [id, id.slice(0, colon)];
  return names.filter((name) => [...histories(stage.cib)].some((history) => idOf(history) === name) || name === id);
}

function* histories({ root }: Cib): Generator<XmlElement> {
  for (const element of descendants(root)) if (element.name === "lrm_resource") yield element;
}

interface Operation {
  readonly phrase: ActionPhrase;
  readonly result: number;
  /** Milliseconds; `null` for any. */
  readonly interval: number | null;
}

function parseOperation(stage: Stage, outline: OperationOutline): Operation {
  const { operation, result, interval } = typeof outline === "string" ? { operation: outline } : outline;
  const phrase = parseAction(operation);
  const cast = castOf(stage);
  requireResource(cast, phrase.subject);
  if (phrase.on !== null && !cast.nodes.includes(phrase.on)) {
    throw new PengineError("node-unknown", unknownName("node", phrase.on, cast.nodes));
  }
  return { phrase, result: result ?? 1, interval: interval === undefined ? null : parseDuration(interval) * 1000 };
}

function expectedFailure(stage: Stage, outline: OperationOutline, path: ScenarioPath): ExpectedFailure {
  return { ...parseOperation(stage, outline), path };
}

/** Records a result now, as of a monitor that runs already. */
function injectResult(stage: Stage, outline: OperationOutline): Stage {
  const { phrase, result, interval } = parseOperation(stage, outline);
  const { subject, on: node } = phrase;
  if (node === null) throw new PengineError("argument-invalid", `Say where it happened: '${phrase.text} on NODE'`);
  const ids = castOf(stage).primitivesOf(subject);
  const name = ids.flatMap((id) => ownHistoryNames(stage, id)).find((own) => historyOn(stage.cib, node, own) !== null) ?? ids[0]!;
  const task = phrase.verb === "probe" ? "monitor" : phrase.verb;
  const ms = phrase.verb === "monitor" ? (interval ?? recurringInterval(stage.cib, node, name)) : (interval ?? 0);
  return inject(stage, { kind: "operation", spec: `${name}_${task}_${ms}@${node}=${result}` });
}

function historyOn(cib: Cib, node: string, resource: string): XmlElement | null {
  for (const state of descendants(cib.root)) {
    if (state.name !== "node_state" || attribute(state, "uname") !== node) continue;
    for (const element of descendants(state)) if (element.name === "lrm_resource" && idOf(element) === resource) return element;
  }
  return null;
}

/** The interval of the monitor that was started last there. */
function recurringInterval(cib: Cib, node: string, resource: string): number {
  const history = historyOn(cib, node, resource);
  let found: { readonly call: number; readonly interval: number } | null = null;
  for (const entry of history === null ? [] : descendants(history)) {
    if (entry.name !== "lrm_rsc_op" || attribute(entry, "operation") !== "monitor") continue;
    const interval = Number(attribute(entry, "interval") ?? 0);
    const call = Number(attribute(entry, "call-id") ?? 0);
    if (interval > 0 && (found === null || call > found.call)) found = { call, interval };
  }
  if (found !== null) return found.interval;
  throw new PengineError("argument-invalid", `There is no monitor of ${resource} on ${node}; say what interval it has with 'interval'`);
}
