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
  const { variant, xml } = identity;
  switch (variant) {
    case "primitive":
    case "group":
      return createBase(run, variant, identity);
    case "clone":
      return Object.assign(createBase(run, variant, identity), {
        cloneMax: 0,
        cloneNodeMax: 1,
        promotedMax: 0,
        promotedNodeMax: 0,
        totalInstances: 0,
        childXml: xml,
        promotionScoresAdded: false,
        promotionSortBegun: false,
        promotedCount: 0,
        assignedInstances: 0,
      });
    case "bundle":
      return Object.assign(createBase(run, variant, identity), {
        replicas: [],
        maxReplicas: 0,
        replicasPerHost: 1,
        promotedMax: 0,
        containerAgent: "docker" as const,
        image: null,
        child: null,
      });
  }
}

// one literal with all fields: V8 keeps the fields that an object gets later, as by spreading, apart from it
function createBase<V extends Variant>(run: Run, variant: V, identity: ResourceIdentity): ResourceBase & { readonly variant: V } {
  return {
    variant,
    id: identity.id,
    originalXml: identity.originalXml,
    xml: identity.xml,
    operations: identity.operations,
    historyId: null,
    parent: identity.parent,
    children: [],
    meta: new KeyedTable<string>(),
    utilization: new KeyedTable<string>(),
    parameters: null,
    nodelessParameters: null,
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
    keys: [],
    actionsByTask: new Map(),
    promotionPriority: 0,
  };
}
