// What an administrator relies on.

import fc from "fast-check";
import { expect } from "vitest";
import { attribute, childElements, readCib, schedule, simulate, type ResourceStatus, type Simulation, type XmlElement } from "../../src/index.ts";
import { clusters, Cluster, descendants, freshClusters, freshModel, law, primitives, runs } from "./support.ts";
import { clusterModel, type ClusterModel } from "../support/arbitrary/index.ts";

const active = ["start", "stop", "promote", "demote", "migrate_to", "migrate_from"];
/** What brings a resource to a node. */
const arriving = ["Start", "Move", "Migrate"];

function withOption(cluster: Cluster, name: string, value: string): ClusterModel {
  const { model } = cluster;
  const pair = { name: "nvpair", attributes: [["id", "forced-1"], ["name", name], ["value", value]] as const, children: [] };
  const first = { name: "cluster_property_set", attributes: [["id", "forced"], ["score", "INFINITY"]] as const, children: [pair] };
  return { ...model, options: { ...model.options, children: [first, ...model.options.children] } };
}

function inner(element: XmlElement | undefined): Set<string> {
  if (element === undefined) return new Set();
  return new Set([element, ...descendants(element, "primitive"), ...descendants(element, "group")].map((found) => attribute(found, "id") ?? ""));
}

/** The configured resource of that ID. */
function resourceElement(root: XmlElement, id: string): XmlElement | undefined {
  return ["primitive", "group", "clone", "bundle"].flatMap((name) => descendants(root, name)).find((element) => attribute(element, "id") === id);
}

const base = (id: string): string => id.replace(/:\d+$/, "");

law("nothing is brought to a node that it is banned from", clusters("well-formed", ["locations"]), (cluster) => {
  const { tree, schedule: { summary } } = cluster;
  for (const location of descendants(tree, "rsc_location")) {
    const [resource, node] = [attribute(location, "rsc"), attribute(location, "node")];
    if (resource === undefined || node === undefined || attribute(location, "role") !== undefined) continue;
    if (attribute(location, "score") !== "-INFINITY") continue;
    const banned = inner(resourceElement(tree, resource));
    const arrivals = summary.resources.filter(({ verb, to, resource: id }) => arriving.includes(verb) && to === node && banned.has(base(id)));
    expect(arrivals).toEqual([]);
  }
}, 2);

law("nothing is brought to a node in standby", freshClusters(), ({ schedule: { status, summary } }) => {
  const standby = status.nodes.filter((node) => node.standby).map(({ name }) => name);
  expect(summary.resources.filter(({ verb, to, blocked }) => arriving.includes(verb) && !blocked && to !== null && standby.includes(to))).toEqual([]);
});

function places(simulation: Simulation, id: string): readonly string[] | null {
  const found = simulation.status.resources.flatMap(primitives).find((resource) => resource.id === id);
  return found === undefined ? null : found.nodes;
}

/** Colocations between two primitives, whatever their roles, of one score. */
function pairsColocated(tree: XmlElement, score: string): [dependent: string, primary: string][] {
  const alone = new Set(descendants(tree, "resources").flatMap((section) => childElements(section, "primitive")).map((element) => attribute(element, "id")));
  return descendants(tree, "rsc_colocation").flatMap((colocation) => {
    const get = (name: string): string | undefined => attribute(colocation, name);
    const [dependent, primary] = [get("rsc"), get("with-rsc")];
    if (get("score") !== score || get("rsc-role") !== undefined || get("with-rsc-role") !== undefined || get("node-attribute") !== undefined) return [];
    if (dependent === undefined || primary === undefined || dependent === primary || !alone.has(dependent) || !alone.has(primary)) return [];
    return [[dependent, primary] as [string, string]];
  });
}

law("a mandatory colocation puts both on one node, or the dependent nowhere", freshClusters(["colocations", "primitive"]), (cluster) => {
  for (const [dependent, primary] of pairsColocated(cluster.tree, "INFINITY")) {
    const node = places(cluster.simulation, dependent)?.[0];
    if (node !== undefined) expect(places(cluster.simulation, primary)).toContain(node);
  }
}, 2);

law("a mandatory anti-colocation keeps two apart", freshClusters(["colocations", "primitive"]), (cluster) => {
  for (const [dependent, primary] of pairsColocated(cluster.tree, "-INFINITY")) {
    const node = places(cluster.simulation, dependent)?.[0];
    if (node !== undefined) expect(places(cluster.simulation, primary)).not.toContain(node);
  }
}, 2);

law("a mandatory ordering makes the second start wait for the first", freshClusters(["orderings", "primitive"]), (cluster) => {
  const { tree, schedule: { transition } } = cluster;
  const alone = new Set(descendants(tree, "resources").flatMap((section) => childElements(section, "primitive")).map((element) => attribute(element, "id")));
  const byKey = new Map(transition.synapses.map((synapse) => [synapse.action.head.key, synapse]));
  const byId = new Map(transition.synapses.map((synapse) => [synapse.action.head.id, synapse]));
  for (const order of descendants(tree, "rsc_order")) {
    const get = (name: string): string | undefined => attribute(order, name);
    if ((get("kind") ?? "Mandatory") !== "Mandatory" || get("score") !== undefined) continue;
    if ((get("first-action") ?? "start") !== "start" || (get("then-action") ?? "start") !== "start") continue;
    const [first, then] = [get("first"), get("then")];
    if (first === undefined || then === undefined || first === then || !alone.has(first) || !alone.has(then)) continue;
    const [before, after] = [byKey.get(`${first}_start_0`), byKey.get(`${then}_start_0`)];
    if (after === undefined) continue;
    expect(before, `${then} starts, but not ${first}`).toBeDefined();
    const reached = new Set<number>();
    const open = [after];
    for (let synapse = open.pop(); synapse !== undefined; synapse = open.pop()) {
      for (const { id } of synapse.inputs) if (!reached.has(id) && reached.add(id)) open.push(byId.get(id)!);
    }
    expect(reached).toContain(before!.action.head.id);
  }
}, 2);

function clonesOf(resources: readonly ResourceStatus[]): Extract<ResourceStatus, { kind: "clone" }>[] {
  return resources.filter((resource) => resource.kind === "clone");
}

function meta(tree: XmlElement, id: string, name: string): string | undefined {
  const element = descendants(tree, "clone").find((clone) => attribute(clone, "id") === id);
  const blocks = element === undefined ? [] : childElements(element, "meta_attributes");
  const pairs = blocks.flatMap((block) => childElements(block, "nvpair")).filter((pair) => attribute(pair, "name") === name);
  const [pair] = pairs;
  return blocks.length === 1 && pair !== undefined ? attribute(pair, "value") : undefined;
}

law("no more instances run than a clone may have", freshClusters(["clone", "unique", "promotable"]), ({ simulation, tree }) => {
  for (const clone of clonesOf(simulation.status.resources)) {
    const running = clone.instances.filter(({ active: isActive }) => isActive);
    expect(running.length).toBeLessThanOrEqual(clone.cloneMax);
    const most = meta(tree, clone.id, "clone-max");
    if (most !== undefined && /^\d+$/.test(most)) expect(running.length).toBeLessThanOrEqual(Number(most));
  }
});

law("no more instances run on a node than a clone may have there", freshClusters(["clone", "unique", "promotable"]), ({ simulation, tree }) => {
  for (const clone of clonesOf(simulation.status.resources)) {
    const allowed = clone.unique ? Number(meta(tree, clone.id, "clone-node-max") ?? Number.NaN) : 1;
    if (Number.isNaN(allowed)) continue;
    const counts = new Map<string, number>();
    for (const instance of clone.instances) for (const node of instance.places) counts.set(node, (counts.get(node) ?? 0) + 1);
    for (const count of counts.values()) expect(count).toBeLessThanOrEqual(Math.max(1, allowed));
  }
});

law("no more instances are promoted than may be", freshClusters(["promotable"]), ({ simulation, tree }) => {
  for (const clone of clonesOf(simulation.status.resources)) {
    const promoted = clone.instances.filter(({ role }) => role === "Promoted");
    const most = Number(meta(tree, clone.id, "promoted-max") ?? meta(tree, clone.id, "master-max") ?? Number.NaN);
    if (!Number.isNaN(most)) expect(promoted.length).toBeLessThanOrEqual(Math.max(0, most));
  }
});

law("an unmanaged resource is neither started nor stopped, neither promoted nor demoted", clusters(), ({ schedule: { status, transition } }) => {
  const unmanaged = new Set(status.resources.flatMap(primitives).filter(({ managed }) => !managed).map(({ id }) => id));
  for (const { action } of transition.synapses) {
    if (action.head.element !== "rsc_op" || !active.includes(action.head.task)) continue;
    const id = action.resource?.attributes[1] ?? "";
    expect(unmanaged.has(id), `${action.head.key}`).toBe(false);
  }
}, 2);

law("in maintenance mode nothing is started or stopped", clusters(), (cluster) => {
  const { transition } = new Cluster(withOption(cluster, "maintenance-mode", "true")).schedule;
  expect(transition.synapses.filter(({ action }) => action.head.element === "rsc_op" && active.includes(action.head.task)).map(({ action }) => action.head.key)).toEqual([]);
});

law("nothing but fence devices is started without quorum while the policy is to stop", clusters(), (cluster) => {
  if (cluster.text.includes('value="nothing"')) return;
  const stopped = new Cluster({ ...withOption(cluster, "no-quorum-policy", "stop"), root: { ...cluster.model.root, quorum: "0" } });
  const { status, summary } = stopped.schedule;
  if (status.quorate) return;
  const devices = new Set(status.resources.flatMap(primitives).filter(({ agent }) => agent.class === "stonith").map(({ id }) => id));
  expect(summary.resources.filter(({ verb, resource, blocked }) => verb === "Start" && !blocked && !devices.has(resource))).toEqual([]);
});

law("stop-all-resources lets nothing but fence devices start", clusters(), (cluster) => {
  const { status, summary } = new Cluster(withOption(cluster, "stop-all-resources", "true")).schedule;
  const devices = new Set(status.resources.flatMap(primitives).filter(({ agent }) => agent.class === "stonith").map(({ id }) => id));
  expect(summary.resources.filter(({ verb, resource, blocked }) => verb === "Start" && !blocked && !devices.has(resource))).toEqual([]);
});

law("without symmetry and preferences nothing is started", freshClusters(), (cluster) => {
  const model = { ...withOption(cluster, "symmetric-cluster", "false"), constraints: { name: "constraints", attributes: [], children: [] } };
  const { summary } = new Cluster({ ...model, nodes: model.nodes.map((node) => ({ ...node, draft: { ...node.draft, attributes: [] } })) }).schedule;
  const own = new Set(model.resources.filter(({ kind }) => kind === "primitive").map(({ name }) => name));
  expect(summary.resources.filter(({ verb, resource, blocked }) => verb === "Start" && !blocked && own.has(resource))).toEqual([]);
});

const loneCluster = fc.record({ nodes: fc.integer({ min: 1, max: 4 }), scores: fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 4, maxLength: 4 }), raised: fc.integer({ min: 1, max: 100 }), current: fc.option(fc.nat(3)) });

function loneText({ nodes, scores, current }: { nodes: number; scores: readonly number[]; current: number | null }): string {
  const names = Array.from({ length: nodes }, (_, index) => `n${index + 1}`);
  const history = `<lrm id="x"><lrm_resources><lrm_resource id="A" class="ocf" provider="pacemaker" type="Dummy"><lrm_rsc_op id="A_last_0" operation_key="A_start_0" operation="start" transition-key="1:1:0:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee" transition-magic="0:0;1:1:0:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee" call-id="1" rc-code="0" op-status="0" interval="0"/></lrm_resource></lrm_resources></lrm>`;
  return `<cib validate-with="pacemaker-4.0" admin_epoch="0" epoch="1" num_updates="0" have-quorum="1" execution-date="1718452800"><configuration>
    <crm_config><cluster_property_set id="o"><nvpair id="o-1" name="fencing-enabled" value="false"/></cluster_property_set></crm_config>
    <nodes>${names.map((name, index) => `<node id="${index + 1}" uname="${name}"/>`).join("")}</nodes>
    <resources><primitive id="A" class="ocf" provider="pacemaker" type="Dummy"/></resources>
    <constraints>${names.map((name, index) => `<rsc_location id="l${index}" rsc="A" node="${name}" score="${scores[index]}"/>`).join("")}</constraints></configuration>
    <status>${names.map((name, index) => `<node_state id="${index + 1}" uname="${name}" in_ccm="true" crmd="online" join="member" expected="member">${index === current ? history : ""}</node_state>`).join("")}</status></cib>`;
}

law("raising the preference for a node never moves a lone resource away from it", loneCluster, (drawn) => {
  const place = (scores: readonly number[]): string | undefined => simulate(readCib(loneText({ ...drawn, scores }))).status.resources.flatMap(primitives)[0]?.nodes[0];
  const before = place(drawn.scores);
  if (before === undefined) return;
  const index = Number(before.slice(1)) - 1;
  expect(place(drawn.scores.map((score, position) => (position === index ? score + drawn.raised : score)))).toBe(before);
});

law("a lone resource runs where it is preferred most", loneCluster, (drawn) => {
  const { status } = simulate(readCib(loneText(drawn)));
  const [node] = status.resources.flatMap(primitives)[0]!.nodes;
  const scores = drawn.scores.slice(0, drawn.nodes);
  if (node === undefined) expect(Math.max(...scores)).toBeLessThan(0);
  else expect(scores[Number(node.slice(1)) - 1]).toBe(Math.max(...scores));
});

/** Resources whose doings go on by their nature. */
function isRestless(cluster: Cluster): boolean {
  return /on-fail|standby-x|#health|date_expression|<bundle|remote|fencing-level|rsc_ticket|clone-min|stonith|Serialize|utilization|container/.test(cluster.text);
}

law("after a transition that succeeded there is nothing left to do", fc.tuple(clusterModel("well-formed"), fc.constant(0)).map(([model]) => new Cluster(freshModel(model))), (cluster) => {
  if (isRestless(cluster) || !cluster.simulation.complete) return;
  const { summary } = schedule(cluster.simulation.cib);
  const open = summary.resources.filter(({ blocked }) => !blocked);
  expect(open).toEqual([]);
}, 2);

law("the drawn clusters reach what the laws are about", fc.constant(null), () => {
  const drawn = fc.sample(clusters(), { numRuns: Math.max(40, Math.min(runs, 100)), seed: 7 });
  const share = (is: (cluster: Cluster) => boolean): number => drawn.filter(is).length / drawn.length;
  const verbs = new Set(drawn.flatMap((cluster) => cluster.schedule.summary.resources.map(({ verb }) => verb)));
  expect(share((cluster) => cluster.schedule.transition.synapses.length > 0)).toBeGreaterThan(0.7);
  expect(share((cluster) => cluster.schedule.summary.nodes.length > 0)).toBeGreaterThan(0.1);
  expect(share((cluster) => cluster.schedule.status.failedOperations.length > 0)).toBeGreaterThan(0.1);
  for (const verb of ["Start", "Stop", "Restart"] as const) expect(verbs).toContain(verb);
}, 1 / runs);
