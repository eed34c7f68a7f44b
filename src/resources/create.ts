// Creates the working objects of resources, with every field at its initial value.

import { ResourceFlag, type Resource, type ResourceBase } from "../model/resource.ts";
import { NodeTable } from "../model/node-table.ts";
import type { Run } from "../run.ts";
import { KeyedTable } from "../tables/keyed-table.ts";
import { Role } from "../values/role.ts";
import { INFINITY } from "../values/score.ts";
import type { XmlElement } from "../xml/element.ts";
import type { Variant } from "../variants.ts";

/** What is known about a resource before anything about it is read. */
export interface ResourceIdentity {
  readonly id: string;
  readonly variant: Variant;
  readonly originalXml: XmlElement;
  readonly xml: XmlElement;
  readonly operations: XmlElement | null;
  readonly parent: Resource | null;
}

/** Creates a resource without children. What belongs to a variant is filled in when that is unpacked. */
export function createResource(run: Run, identity: ResourceIdentity): Resource {
  const base = createBase(run, identity);
  switch (identity.variant) {
    case "primitive":
      return { variant: "primitive", ...base };
    case "group":
      return { variant: "group", ...base };
    case "clone":
      return {
        variant: "clone",
        ...base,
        cloneMax: 0,
        cloneNodeMax: 1,
        promotedMax: 0,
        promotedNodeMax: 0,
        totalInstances: 0,
        childXml: identity.xml,
        promotionScoresAdded: false,
        promotionSortBegun: false,
        promotedCount: 0,
        assignedInstances: 0,
      };
    case "bundle":
      return {
        variant: "bundle",
        ...base,
        replicas: [],
        maxReplicas: 0,
        replicasPerHost: 1,
        promotedMax: 0,
        containerAgent: "docker",
        image: null,
        child: null,
      };
  }
}

function createBase(run: Run, identity: ResourceIdentity): ResourceBase {
  return {
    id: identity.id,
    originalXml: identity.originalXml,
    xml: identity.xml,
    operations: identity.operations,
    historyId: null,
    parent: identity.parent,
    children: [],
    meta: new KeyedTable<string>(),
    utilization: new KeyedTable<string>(),
    parameters: new Map(),
    flags: ResourceFlag.Unassigned | (run.cluster.maintenanceMode ? 0 : ResourceFlag.Managed),
    priority: 0,
    stickiness: 0,
    banAfterFailures: INFINITY,
    failureTimeout: 0,
    reconnectInterval: 0,
    multipleActive: "stop_start",
    originalRole: Role.Stopped,
    nextRole: Role.Unknown,
    activeNodes: [],
    probedNodes: new Set(),
    allowedNodes: new NodeTable(run.nodeKeys.empty),
    assignedNode: null,
    pendingTask: null,
    pendingNode: null,
    lockNode: null,
    lockTime: 0,
    launcher: null,
    launched: [],
    partialMigrationSource: null,
    partialMigrationTarget: null,
    danglingMigrationSources: [],
    thisWith: [],
    withThis: [],
    linked: null,
    locations: [],
    tickets: [],
    actions: [],
    actionsByKey: new Map(),
    keys: new Map(),
    actionsByTask: new Map(),
    promotionPriority: 0,
  };
}
