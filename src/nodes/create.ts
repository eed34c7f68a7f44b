// Creates nodes and keeps the cluster's list in order.
//
// Order   by name, digit runs as numbers, case ignored; of nodes with equal names the latest comes first

import { report } from "../diagnostics.ts";
import { ProbeMode, type Node, type NodeType } from "../model/node.ts";
import type { Run } from "../run.ts";
import { KeyedTable } from "../tables/keyed-table.ts";
import { compareNames } from "../values/names.ts";
import { asciiLower } from "../values/text.ts";
import { findNodeByName } from "./find.ts";
import { duplicateNodeName, unknownNodeType } from "./messages.ts";

/** What a node is made from. */
export interface NodeDefinition {
  readonly id: string;
  /** Absent only if validation is off. */
  readonly name: string | undefined;
  /** As written; unset means a cluster node. */
  readonly type: string | undefined;
  readonly score: number;
}

/** Creates a node and adds it to the cluster; `null` if its type is unknown. */
export function createNode(run: Run, definition: NodeDefinition): Node | null {
  const { id, score } = definition;
  const name = definition.name ?? "";
  if (definition.name !== undefined && findNodeByName(run, name) !== null) report(run, duplicateNodeName, { node: name });
  const type = parseNodeType(definition.type);
  if (type === null) {
    report(run, unknownNodeType, { node: definition.name ?? "without name", type: definition.type! });
    return null;
  }
  const node: Node = {
    id,
    name,
    type,
    slot: run.nodeKeys.slotOf(id),
    baseScore: score,
    baseProbeMode: ProbeMode.Always,
    sharedBase: null,
    sharedBan: null,
    attributes: new KeyedTable<string>(),
    utilization: new KeyedTable<string>(),
    remaining: null,
    online: false,
    pending: false,
    unclean: false,
    shutdown: false,
    maintenance: false,
    standby: false,
    standbyOnFail: false,
    seen: false,
    expectedUp: false,
    probesAllowed: true,
    remoteReset: false,
    remoteFenced: false,
    remoteMaintenanceRecorded: false,
    historyUnpacked: false,
    connection: null,
    running: [],
    priority: 0,
    assignedCount: 0,
    assigned: [],
    fenceAction: null,
  };
  node.attributes.set("#kind", type === "remote" ? "remote" : "cluster");
  if (type === "remote") run.cluster.haveRemoteNodes = true;
  addToCluster(run, node);
  return node;
}

function parseNodeType(text: string | undefined): NodeType | null {
  if (text === undefined) return "member";
  const lower = asciiLower(text);
  return lower === "member" || lower === "remote" ? lower : null;
}

function addToCluster(run: Run, node: Node): void {
  const { nodes, nodesByName, nodesById } = run.cluster;
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareNames(nodes[middle]!.name, node.name) < 0) low = middle + 1;
    else high = middle;
  }
  nodes.splice(low, 0, node);
  nodesByName.set(asciiLower(node.name), node);
  const id = asciiLower(node.id);
  const sameId = nodesById.get(id);
  if (sameId === undefined) nodesById.set(id, [node]);
  else sameId.push(node);
}
