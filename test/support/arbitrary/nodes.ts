// Cluster nodes with their permanent attributes.

import fc, { type Arbitrary } from "fast-check";
import { block } from "./blocks.ts";
import { element, oneOf, sometimes, upTo, weighted, type Draft } from "./draft.ts";
import { attributeNames, attributeValues, capacities, nodeNames, truth, type Mode } from "./values.ts";

/** A cluster node; the name and the id are settled when all of them are known. */
export interface NodeModel {
  readonly name: string;
  readonly draft: Draft;
}

export function nodeAttributes(mode: Mode): ReturnType<typeof block> {
  return block("instance_attributes", {
    ...Object.fromEntries(attributeNames.map((name) => [name, [30, oneOf(...attributeValues)]])),
    standby: [5, truth(mode)],
    maintenance: [4, truth(mode)],
    "#health-disk": [8, oneOf("green", "yellow", "red", "10", "-INFINITY")],
    "resource-discovery-enabled": [2, truth(mode)],
    terminate: [2, truth(mode)],
  });
}

export const nodeCapacities = block("utilization", Object.fromEntries(capacities.map((name) => [name, [60, oneOf("2", "4", "8", "16", "0")]])));

export function nodes(mode: Mode): Arbitrary<NodeModel[]> {
  const node = element("node", { score: sometimes(3, oneOf("5", "-5", "-INFINITY")) }, sometimes(60, nodeAttributes(mode)), sometimes(50, nodeCapacities));
  const most = mode === "well-formed" ? 4 : 5;
  const named = weighted([3, oneOf(...nodeNames.slice(0, 4))], [2, oneOf(...nodeNames)]);
  return upTo(most, fc.record({ name: named, draft: node }), 1);
}
