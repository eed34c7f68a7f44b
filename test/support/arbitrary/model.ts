// A cluster as it is drawn: everything in it can be taken away on its own.

import fc, { type Arbitrary } from "fast-check";
import { constraints, fencingTopology, tags } from "./constraints.ts";
import { oneOf, sometimes, weighted, type Draft } from "./draft.ts";
import { nodes, type NodeModel } from "./nodes.ts";
import { defaults, options } from "./options.ts";
import { resources, type ResourceModel } from "./resources.ts";
import { status, type StatusModel } from "./status.ts";
import { NOW, type Mode } from "./values.ts";

export interface ClusterModel {
  /** With `selfOrders`, orderings may name a resource on both sides. */
  readonly root: { readonly schema: string; readonly quorum: string | undefined; readonly dc: number; readonly featureSet: string; readonly now: number; readonly selfOrders: boolean };
  readonly nodes: readonly NodeModel[];
  /** Ids of nodes are numbers, as with Corosync, or their names. */
  readonly numbered: boolean;
  readonly options: Draft;
  readonly resources: readonly ResourceModel[];
  readonly constraints: Draft;
  /** Defaults, tags and fencing levels. */
  readonly sections: readonly Draft[];
  readonly status: StatusModel;
}

export function clusterModel(mode: Mode, favoured: readonly string[] = []): Arbitrary<ClusterModel> {
  return fc.record({
    root: fc.record({
      schema: weighted([10, oneOf("pacemaker-4.0")], [2, oneOf("pacemaker-3.10", "pacemaker-3.9")]),
      quorum: weighted<string | undefined>([6, oneOf("1", "true")], [2, oneOf("0", "false")], [1, fc.constant(undefined)]),
      dc: fc.nat(4),
      featureSet: weighted([6, oneOf("3.20.5")], [1, oneOf("3.19.0", "3.0.14")]),
      selfOrders: mode === "hostile" ? weighted([12, fc.constant(false)], [1, fc.constant(true)]) : fc.constant(false),
      now: weighted([8, fc.constant(NOW)], [1, oneOf(NOW + 7200, NOW + 86_400 * 30)]),
    }),
    nodes: nodes(mode),
    numbered: weighted([4, fc.constant(true)], [1, fc.constant(false)]),
    options: options(mode),
    resources: resources(mode, favoured),
    constraints: constraints(mode, favoured),
    sections: fc.tuple(...defaults(mode), tags, fencingTopology, alerts).map((drawn) => drawn.filter((draft) => draft !== undefined)),
    status: status(mode),
  });
}

/** Nothing that the scheduler looks at, so nothing that it should stumble over. */
const alerts = sometimes<Draft>(
  3,
  fc.constant({ name: "alerts", attributes: [], children: [{ name: "alert", attributes: [["id", "alert-1"], ["path", "/bin/true"]], children: [] }] }),
);
