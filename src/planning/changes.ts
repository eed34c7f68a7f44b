// Compares what is running with the configuration, and schedules what follows from differences.
//
// Order   nodes of the cluster's list; their resource entries in document order; all instances that go by an entry's
//         name, the last one first; operations by age
// Rule    Pacemaker Explained, "Reloading Services After a Definition Change"

import { cancelRecorded } from "../actions/cancel.ts";
import { requestCleanup } from "../actions/cleanup.ts";
import { requestClearFailCount } from "../actions/fail-count.ts";
import { findBounds } from "../history/active-operations.ts";
import { needsHostAddress } from "../resources/address.ts";
import type { HistoryEntry } from "../history/entry.ts";
import { failCount } from "../history/fail-counts.ts";
import { historyOf, nodeHistories, sortedEntries } from "../history/status-index.ts";
import type { Node } from "../model/node.ts";
import { hasFlag, ResourceFlag, topOf, type Primitive, type Resource } from "../model/resource.ts";
import { isAvailable } from "../nodes/availability.ts";
import type { Run } from "../run.ts";
import { equalsIgnoreCase } from "../values/text.ts";
import { attribute, childElements, idOf, type XmlElement } from "../xml/element.ts";
import { describeAgent, handleChangedAgent } from "./changed-agent.ts";
import { handleChangedOperation } from "./changed-operation.ts";

/** The primitives that go by a name. */
interface Namesakes {
  /** The last one of the resource trees first. */
  readonly all: Primitive[];
  readonly active: Map<Node, Primitive[]>;
  /** The agent that they all have; `null` if they differ, or one of them is removed. */
  agent: string | null;
}

type ByName = ReadonlyMap<string, Namesakes>;

/** Checks the histories of all nodes that can be given actions (stage). */
export function checkConfigurationChanges(run: Run): void {
  let byName: ByName | null = null;
  for (const node of run.cluster.nodes) {
    if (!node.maintenance && !isAvailable(node)) continue;
    const histories = nodeHistories(run, node.name);
    if (histories.length !== 1) continue;
    byName ??= primitivesByName(run);
    for (const entry of childElements(histories[0]!, "lrm_resource")) checkResourceEntry(run, node, entry, byName);
  }
}

/** All primitives by ID and by name in history, the last one of the resource trees first. */
function primitivesByName(run: Run): ByName {
  const byName = new Map<string, Namesakes>();
  const pending: Resource[] = [...run.cluster.resources];
  for (let resource = pending.pop(); resource !== undefined; resource = pending.pop()) {
    // a parent comes after its children here, and is none of those that are collected
    pending.push(...resource.children);
    if (resource.variant !== "primitive") continue;
    addName(byName, resource.id, resource);
    if (resource.historyId !== null && resource.historyId !== resource.id) addName(byName, resource.historyId, resource);
  }
  return byName;
}

function addName(byName: Map<string, Namesakes>, name: string, resource: Primitive): void {
  const agent = hasFlag(resource, ResourceFlag.Removed) ? null : describeAgent(resource.xml);
  let namesakes = byName.get(name);
  if (namesakes === undefined) {
    namesakes = { all: [], active: new Map(), agent };
    byName.set(name, namesakes);
  }
  namesakes.all.push(resource);
  if (namesakes.agent !== agent) namesakes.agent = null;
  for (const node of resource.activeNodes) {
    const active = namesakes.active.get(node);
    if (active === undefined) namesakes.active.set(node, [resource]);
    else active.push(resource);
  }
}

function checkResourceEntry(run: Run, node: Node, element: XmlElement, byName: ByName): void {
  const id = idOf(element);
  const namesakes = id === undefined || element.children.length === 0 ? undefined : byName.get(id);
  if (namesakes === undefined) return;
  const { all, active, agent } = namesakes;
  // with the right agent, there is something to be checked only where they are active
  const affected = agent === describeAgent(element) ? active.get(node) : all;
  for (const resource of affected ?? []) checkResource(run, resource, node, element);
}

function checkResource(run: Run, resource: Primitive, node: Node, element: XmlElement): void {
  if (hasFlag(resource, ResourceFlag.Removed)) {
    if (!isAnonymousInstance(resource)) requestCleanup(run, resource, node, false);
    return;
  }
  const active = resource.activeNodes.includes(node);
  if (handleChangedAgent(run, resource, node, element, active)) requestCleanup(run, resource, node, false);
  if (active) checkOperations(run, resource, node, element);
}

function isAnonymousInstance(resource: Primitive): boolean {
  const top = topOf(resource);
  return top.variant === "clone" && !hasFlag(top, ResourceFlag.Unique);
}

function checkOperations(run: Run, resource: Primitive, node: Node, element: XmlElement): void {
  const sorted = sortedEntries(run, historyOf(run, element));
  const { start, stop } = findBounds(sorted);
  if (start < stop) return;
  const maintenance = node.maintenance || hasFlag(resource, ResourceFlag.Maintenance);
  for (let i = Math.max(0, start); i < sorted.length; i++) {
    const entry = sorted[i]!;
    if (entry.task === undefined) continue;
    if (entry.interval > 0 && maintenance) {
      const callId = attribute(entry.element, "call-id");
      cancelRecorded(run, resource, callId, entry.task, entry.interval, node, "maintenance mode");
    } else if (entry.interval > 0 || startsResource(entry.task)) {
      checkOperation(run, resource, node, entry);
    }
  }
}

/** Operations that are not recurring count if what they ran with is what the resource runs with. */
function startsResource(task: string): boolean {
  return (
    equalsIgnoreCase(task, "monitor") ||
    equalsIgnoreCase(task, "start") ||
    equalsIgnoreCase(task, "promote") ||
    equalsIgnoreCase(task, "migrate_from")
  );
}

function checkOperation(run: Run, resource: Primitive, node: Node, entry: HistoryEntry): void {
  if (needsHostAddress(run, resource)) run.deferredChecks.push({ resource, node, entry, reason: "definition" });
  else checkDefinition(run, resource, node, entry);
}

/** Acts on a changed definition; failures of the operation as it was do not count any more. */
export function checkDefinition(run: Run, resource: Resource, node: Node, entry: HistoryEntry): void {
  if (!handleChangedOperation(run, resource, node, entry)) return;
  if (failCount(run, resource, node, "effective").count === 0) return;
  requestClearFailCount(run, resource, node, "action definition changed");
}
