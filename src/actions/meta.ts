// The meta-data of operations: what goes into the graph as `CRM_meta_*`, and what their handling depends on.
//
// Order   blocks of the `op`, its XML attributes (which overwrite), for probes the timeout of the most frequent monitor,
//         then the operation defaults; so a monitor's timeout beats the defaults for a probe, but not one in its blocks
// Traps   there is always a timeout, in milliseconds, even for actions that call nothing
// Rule    Pacemaker Explained, "Operation Properties"

import { reportProblems } from "../diagnostics.ts";
import type { Node } from "../model/node.ts";
import { hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import { agentOf, isAgentOf } from "../resources/agent.ts";
import { operationReferences } from "../resources/operations.ts";
import { parametersOf } from "../resources/parameters.ts";
import { unpackBlocks } from "../rules/blocks.ts";
import { ruleInput, type Agent, type RuleFacts } from "../rules/input.ts";
import { cacheOf, proposeRecheck, type Run } from "../run.ts";
import { KeyedTable } from "../tables/keyed-table.ts";
import { parseStartDelay, parseTimeout } from "../values/interval.ts";
import { attribute, firstChild, idOf, type XmlElement, type XmlNode } from "../xml/element.ts";
import { delayFromOrigin } from "./interval-origin.ts";
import { validateOnFail } from "./on-fail.ts";
import { mostFrequentMonitor } from "./operation.ts";

interface Computed {
  readonly configuration: XmlElement | null;
  readonly agent: Agent | null;
  readonly meta: KeyedTable<string>;
}

const computedKey = Symbol("operation meta-data");

/**
 * The meta-data of an operation, normalised. It is the caller's own, to be changed at will.
 *
 * It depends on the node only through the parameters of a fence device, and is otherwise computed once for a task and
 * interval of a resource and of all that have the same configuration, as instances have, as long as there is nothing to
 * report about it (reports are repeated for each action).
 */
export function operationMeta(
  run: Run,
  resource: Resource,
  node: Node | null,
  task: string,
  interval: number,
  configuration: XmlElement | null,
): KeyedTable<string> {
  if (usesNode(resource, task, interval)) return compute(run, resource, node, task, interval, configuration);

  const cache = cacheOf(run, computedKey, () => new Map<readonly XmlNode[], Map<string, Computed>>());
  const { children } = resource.xml;
  let ofResource = cache.get(children);
  if (ofResource === undefined) cache.set(children, (ofResource = new Map()));
  const key = interval === 0 ? task : `${task} ${interval}`;
  const known = ofResource.get(key);
  if (known !== undefined && known.configuration === configuration && isAgentOf(resource.xml, known.agent)) {
    return known.meta.share();
  }
  const reported = run.diagnostics.length;
  const meta = compute(run, resource, node, task, interval, configuration);
  if (run.diagnostics.length === reported) {
    ofResource.set(key, { configuration, agent: agentOf(resource.xml), meta: meta.share() });
  }
  return meta;
}

function isProbe(task: string, interval: number): boolean {
  return task === "monitor" && interval === 0;
}

function usesNode(resource: Resource, task: string, interval: number): boolean {
  return hasFlag(resource, ResourceFlag.FenceDevice) && (task === "start" || isProbe(task, interval));
}

function compute(
  run: Run,
  resource: Resource,
  node: Node | null,
  task: string,
  interval: number,
  configuration: XmlElement | null,
): KeyedTable<string> {
  const meta = new KeyedTable<string>();
  const facts: RuleFacts = { agent: agentOf(resource.xml), operation: task, intervalMs: interval };

  if (configuration !== null) {
    fillFromBlocks(run, configuration, meta, { ...facts, references: operationReferences(run, resource) });
    const { attributes } = configuration;
    for (let i = 0; i < attributes.length; i += 2) meta.set(attributes[i]!, attributes[i + 1]!);
  }
  if (isProbe(task, interval) && !meta.has("timeout")) {
    const monitor = mostFrequentMonitor(run, resource);
    const timeout = monitor === null ? undefined : attribute(monitor, "timeout");
    if (timeout !== undefined) meta.set("timeout", timeout);
  }
  if (run.sections.opDefaults !== null) fillFromBlocks(run, run.sections.opDefaults, meta, facts);

  meta.delete("id");
  if (interval > 0) meta.set("interval", String(interval));
  else meta.delete("interval");
  normalizeTimeout(run, resource, node, task, interval, meta);
  validateOnFail(run, resource, task, configuration, meta);
  normalizeStartDelay(run, interval, configuration, meta);
  return meta;
}

function fillFromBlocks(run: Run, parent: XmlElement, meta: KeyedTable<string>, facts: RuleFacts): void {
  if (firstChild(parent, "meta_attributes") === undefined) return;
  const change = unpackBlocks(parent, "meta_attributes", meta, ruleInput(run.rules, facts));
  if (change !== null) proposeRecheck(run, change);
}

function normalizeTimeout(
  run: Run,
  resource: Resource,
  node: Node | null,
  task: string,
  interval: number,
  meta: KeyedTable<string>,
): void {
  let timeout = meta.get("timeout");
  if (usesNode(resource, task, interval)) {
    timeout = parametersOf(run, resource, node).get("pcmk_monitor_timeout") ?? timeout;
  }
  const { ms, problems } = parseTimeout(timeout);
  reportProblems(run, problems);
  meta.set("timeout", String(ms));
}

function normalizeStartDelay(run: Run, interval: number, configuration: XmlElement | null, meta: KeyedTable<string>): void {
  const delay = meta.get("start-delay");
  if (delay !== undefined) {
    const { ms, problems } = parseStartDelay(delay);
    reportProblems(run, problems);
    meta.set("start-delay", String(ms));
    return;
  }
  const origin = meta.get("interval-origin");
  if (origin === undefined || interval === 0) return;
  const id = configuration === null ? undefined : idOf(configuration);
  const fromOrigin = delayFromOrigin(run, origin, interval, id);
  if (fromOrigin !== null) meta.set("start-delay", String(fromOrigin));
}
