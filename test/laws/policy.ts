// What an administrator relies on.

import fc from "fast-check";
import { expect } from "vitest";
import { attribute, childElements, readCib, schedule, simulate, type ResourceStatus, type Simulation, type XmlElement } from "../../src/index.ts";
import { clusters, Cluster, descendants, freshClusters, hasNamesakes, law, primitives, runs } from "./support.ts";
import { madeUpId, type Draft } from "../support/arbitrary/draft.ts";
import type { ClusterModel } from "../support/arbitrary/index.ts";
import { goesWith, isInside, isInstance, lonePrimitives, meant, references, resourceElement, setMembers, side } from "./relations.ts";

const active = ["start", "stop", "promote", "demote", "migrate_to", "migrate_from"];
/** What brings a resource to a node. */
const arriving = ["Start", "Move", "Migrate"];

function withOptions({ model }: Cluster, options: Readonly<Record<string, string>>): ClusterModel {
  const pairs = Object.entries(options).map(([name, value], index) => ({ name: "nvpair", attributes: [["id", `forced-${index + 1}`], ["name", name], ["value", value]] as const, children: [] }));
  const first = { name: "cluster_property_set", attributes: [["id", "forced"], ["score", "INFINITY"]] as const, children: pairs };
  return { ...model, options: { ...model.options, children: [first, ...model.options.children] } };
}

const base = (id: string): string => id.replace(/:\d+$/, "");

/** IDs of the primitives that are kept away when a resource is banned from a node. */
function bannedBy(tree: XmlElement, resource: string, node: string): Set<string> {
  // instances are not found by the ID of what they are instances of
  const isWhole = resourceElement(tree, resource) !== undefined && !isInstance(tree, resource);
  const banned = [...meant(tree, resource)].filter((id) => isWhole || !isInstance(tree, id));
  // what is in a bundle always runs on the bundle's own nodes
  const bundle = descendants(tree, "bundle").map((element) => attribute(element, "id") ?? "").find((id) => isInside(tree, node, id));
  const bound = bundle === undefined ? new Set<string>() : meant(tree, bundle);
  return new Set(banned.filter((id) => !bound.has(id)));
}

law("nothing is brought to a node that it is banned from", clusters("well-formed", ["locations"]), (cluster) => {
  const { tree, schedule: { summary } } = cluster;
  if (hasNamesakes(cluster)) return;
  for (const location of descendants(tree, "rsc_location")) {
    const [resource, node] = [attribute(location, "rsc"), attribute(location, "node")];
    if (resource === undefined || node === undefined || attribute(location, "role") !== undefined) continue;
    if (attribute(location, "score") !== "-INFINITY") continue;
    const banned = bannedBy(tree, resource, node);
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

/** Fresh clusters with one more constraint, of two primitives if there are two. */
function freshPairs(kind: string, sides: readonly [string, string], more: Draft["attributes"] = []): fc.Arbitrary<Cluster> {
  return fc.tuple(freshClusters([kind === "rsc_order" ? "orderings" : "colocations", "primitive"]), fc.nat(), fc.nat()).map(([{ model }, ...picks]) => {
    const about = sides.map((name, index) => [name, { to: "primitive" as const, pick: picks[index]! }] as const);
    const constraint: Draft = { name: kind, attributes: [["id", madeUpId], ...about, ...more], children: [] };
    return new Cluster({ ...model, constraints: { ...model.constraints, children: [constraint, ...model.constraints.children] } });
  });
}

const colocatedPairs = (score: string): fc.Arbitrary<Cluster> => freshPairs("rsc_colocation", ["rsc", "with-rsc"], [["score", score]]);
const orderedPairs = freshPairs("rsc_order", ["first", "then"]);

/** Tells if where things are in the end says where they were to be. */
const tellsPlaces = (cluster: Cluster): boolean => cluster.simulation.complete && !hasNamesakes(cluster);

/** Colocations of two primitives, whatever their roles, of one score; in a loop of colocations it is the dependent that is placed first. */
function pairsColocated(tree: XmlElement, score: string): [dependent: string, primary: string][] {
  const alone = lonePrimitives(tree);
  return descendants(tree, "rsc_colocation").flatMap((colocation) => {
    const get = (name: string): string | undefined => attribute(colocation, name);
    const [dependent, primary] = [get("rsc"), get("with-rsc")];
    if (get("score") !== score || get("rsc-role") !== undefined || get("with-rsc-role") !== undefined || get("node-attribute") !== undefined) return [];
    if (dependent === undefined || primary === undefined || !alone.has(dependent) || !alone.has(primary) || goesWith(tree, primary, dependent)) return [];
    return [[dependent, primary] as [string, string]];
  });
}

law("a mandatory colocation puts both on one node, or the dependent nowhere", colocatedPairs("INFINITY"), (cluster) => {
  if (!tellsPlaces(cluster)) return;
  // Pacemaker Remote nodes that were never up have no name yet by which to tell them apart
  const nameless = new Set(cluster.schedule.status.nodes.filter(({ kind }) => kind !== "cluster").map(({ name }) => name));
  for (const [dependent, primary] of pairsColocated(cluster.tree, "INFINITY")) {
    const node = places(cluster.simulation, dependent)?.[0];
    const other = places(cluster.simulation, primary) ?? [];
    if (node !== undefined && !(nameless.has(node) && other.some((name) => nameless.has(name)))) expect(other).toContain(node);
  }
}, 2);

law("a mandatory anti-colocation keeps two apart", colocatedPairs("-INFINITY"), (cluster) => {
  if (!tellsPlaces(cluster)) return;
  for (const [dependent, primary] of pairsColocated(cluster.tree, "-INFINITY")) {
    const node = places(cluster.simulation, dependent)?.[0];
    if (node !== undefined) expect(places(cluster.simulation, primary)).not.toContain(node);
  }
}, 2);

/** Mandatory orderings of the starts of two primitives; of several orderings of the two the first one counts. */
function pairsOrdered(tree: XmlElement): [first: string, then: string][] {
  const alone = lonePrimitives(tree);
  const orders = descendants(tree, "rsc_order");
  const about = orders.map((order) => new Set([...side(tree, order, "first"), ...side(tree, order, "then"), ...setMembers(tree, order)]));
  return orders.flatMap((order, index) => {
    const get = (name: string): string | undefined => attribute(order, name);
    if ((get("kind") ?? "Mandatory") !== "Mandatory" || get("score") !== undefined) return [];
    if ((get("first-action") ?? "start") !== "start" || (get("then-action") ?? "start") !== "start") return [];
    const [first, then] = [get("first"), get("then")];
    if (first === undefined || then === undefined || first === then || !alone.has(first) || !alone.has(then)) return [];
    if (about.slice(0, index).some((names) => names.has(first) && names.has(then))) return [];
    return [[first, then] as [string, string]];
  });
}

law("a mandatory ordering makes the second start wait for the first", orderedPairs, (cluster) => {
  const { tree, schedule: { transition } } = cluster;
  const byKey = new Map(transition.synapses.map((synapse) => [synapse.action.head.key, synapse]));
  const byId = new Map(transition.synapses.map((synapse) => [synapse.action.head.id, synapse]));
  for (const [first, then] of pairsOrdered(tree)) {
    const [before, after] = [byKey.get(`${first}_start_0`), byKey.get(`${then}_start_0`)];
    if (after === undefined) continue;
    expect(before, `${then} starts, but not ${first}`).toBeDefined();
    // what runs in a guest can only start after it
    if (isInside(tree, before!.action.head.node!.name, then)) continue;
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

/** The value of a clone's meta-attribute, if it is the only one and under no condition. */
function meta(tree: XmlElement, id: string, name: string): string | undefined {
  const clone = resourceElement(tree, id);
  const blocks = clone === undefined ? [] : childElements(clone, "meta_attributes");
  const [pair] = blocks.flatMap((block) => childElements(block, "nvpair")).filter((found) => attribute(found, "name") === name);
  const isPlain = blocks.length === 1 && childElements(blocks[0]!, "rule").length === 0;
  return isPlain && pair !== undefined ? attribute(pair, "value") : undefined;
}

law("no more instances run than a clone may have", freshClusters(["clone", "unique", "promotable"]), ({ simulation, tree }) => {
  for (const clone of clonesOf(simulation.status.resources)) {
    const running = clone.instances.filter(({ active: isActive }) => isActive);
    expect(running.length).toBeLessThanOrEqual(clone.cloneMax);
    const most = meta(tree, clone.id, "clone-max");
    if (most !== undefined && /^\d+$/.test(most)) expect(running.length).toBeLessThanOrEqual(Number(most));
  }
});

/** Tells if a clone's group need not be together: where its instances run is not counted then. */
function keepsNoCount(tree: XmlElement, id: string): boolean {
  return descendants(resourceElement(tree, id)!, "nvpair").some((pair) => attribute(pair, "name") === "collocated");
}

law("no more instances run on a node than a clone may have there", freshClusters(["clone", "unique", "promotable"]), (cluster) => {
  const { simulation, tree } = cluster;
  if (hasNamesakes(cluster)) return;
  for (const clone of clonesOf(simulation.status.resources)) {
    if (keepsNoCount(tree, clone.id)) continue;
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
  const all = status.resources.flatMap(primitives);
  // a primitive can have the ID of a bundle's connection
  const managed = new Set(all.flatMap((primitive) => (primitive.managed ? [primitive.id] : [])));
  const keys = all.flatMap(({ id }) => (managed.has(id) ? [] : active.map((task) => `${id}_${task}_0`)));
  const planned = transition.synapses.flatMap(({ action: { head } }) => (head.element === "rsc_op" ? [head.internalKey ?? head.key] : []));
  expect(planned.filter((key) => keys.includes(key))).toEqual([]);
}, 2);

law("in maintenance mode nothing is started or stopped", clusters(), (cluster) => {
  const { transition } = new Cluster(withOptions(cluster, { "maintenance-mode": "true" })).schedule;
  expect(transition.synapses.filter(({ action }) => action.head.element === "rsc_op" && active.includes(action.head.task)).map(({ action }) => action.head.key)).toEqual([]);
});

law("nothing but fence devices is started without quorum while the policy is to stop", clusters(), (cluster) => {
  if (cluster.text.includes('value="nothing"')) return;
  const stopped = new Cluster({ ...withOptions(cluster, { "no-quorum-policy": "stop" }), root: { ...cluster.model.root, quorum: "0" } });
  const { status, summary } = stopped.schedule;
  if (status.quorate) return;
  const devices = new Set(status.resources.flatMap(primitives).filter(({ agent }) => agent.class === "stonith").map(({ id }) => id));
  expect(summary.resources.filter(({ verb, resource, blocked }) => verb === "Start" && !blocked && !devices.has(resource))).toEqual([]);
});

law("stop-all-resources lets nothing but fence devices start", clusters(), (cluster) => {
  const { status, summary } = new Cluster(withOptions(cluster, { "stop-all-resources": "true" })).schedule;
  const devices = new Set(status.resources.flatMap(primitives).filter(({ agent }) => agent.class === "stonith").map(({ id }) => id));
  expect(summary.resources.filter(({ verb, resource, blocked }) => verb === "Start" && !blocked && !devices.has(resource))).toEqual([]);
});

law("without symmetry and preferences nothing is started", freshClusters(), (cluster) => {
  // health and a node's own score are preferences, too
  const model = { ...withOptions(cluster, { "symmetric-cluster": "false", "node-health-strategy": "none" }), constraints: { name: "constraints", attributes: [], children: [] } };
  const { tree, schedule: { summary } } = new Cluster({ ...model, nodes: model.nodes.map((node) => ({ ...node, draft: { ...node.draft, attributes: [] } })) });
  const own = lonePrimitives(tree);
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

/** Tells if doings can go on by their nature: what runs can have another effect on what is assigned than what is to run. */
function isRestless({ tree, text }: Cluster): boolean {
  if (/<bundle|remote|container|unfencing|placement-strategy|collocated/.test(text)) return true;
  if (references(tree).some((id) => isInstance(tree, id))) return true;
  // several instances on a node cannot be told apart in history if an agent knows no instances
  if (text.includes("clone-node-max") && /class="(?:lsb|systemd|service)"/.test(text)) return true;
  // a parameter that an operation has of its own makes what was run differ from what is configured
  if (descendants(tree, "op").some((operation) => childElements(operation, "instance_attributes").length > 0)) return true;
  return descendants(tree, "rsc_colocation").some((colocation) => {
    const [dependents, primaries] = ["rsc", "with-rsc"].map((name) => [...side(tree, colocation, name)]);
    // a wish to be apart from all instances is ignored for the last one, and which that is changes once they are somewhere
    if (Number(attribute(colocation, "score")) < 0 && primaries!.some((primary) => isInstance(tree, primary))) return true;
    return childElements(colocation).length > 0 || dependents!.some((dependent) => primaries!.some((primary) => goesWith(tree, primary, dependent)));
  });
}

law("after a transition that succeeded there is nothing left to do", freshClusters(), (cluster) => {
  if (isRestless(cluster) || !tellsPlaces(cluster)) return;
  const { summary } = schedule(cluster.simulation.cib);
  const open = summary.resources.filter(({ blocked }) => !blocked);
  expect(open).toEqual([]);
}, 2);

law("the drawn clusters reach what the laws are about", fc.constant(null), () => {
  const numRuns = Math.max(40, Math.min(runs, 100));
  const sample = (drawn: fc.Arbitrary<Cluster>): Cluster[] => fc.sample(drawn, { numRuns, seed: 7 });
  const share = (drawn: readonly Cluster[], is: (cluster: Cluster) => boolean): number => drawn.filter(is).length / drawn.length;
  const any = sample(clusters());
  const verbs = new Set(any.flatMap((cluster) => cluster.schedule.summary.resources.map(({ verb }) => verb)));
  expect(share(any, (cluster) => cluster.schedule.transition.synapses.length > 0)).toBeGreaterThan(0.7);
  expect(share(any, (cluster) => cluster.schedule.summary.nodes.length > 0)).toBeGreaterThan(0.1);
  expect(share(any, (cluster) => cluster.schedule.status.failedOperations.length > 0)).toBeGreaterThan(0.1);
  expect(share(any, hasNamesakes)).toBeLessThan(0.3);
  for (const verb of ["Start", "Stop", "Restart"] as const) expect(verbs).toContain(verb);
  for (const score of ["INFINITY", "-INFINITY"]) {
    const pairs = (cluster: Cluster): [string, string][] => (tellsPlaces(cluster) ? pairsColocated(cluster.tree, score) : []);
    expect(share(sample(colocatedPairs(score)), (cluster) => pairs(cluster).some(([dependent]) => (places(cluster.simulation, dependent) ?? []).length > 0))).toBeGreaterThan(0.03);
  }
  expect(share(sample(orderedPairs), (cluster) => pairsOrdered(cluster.tree).some(([, then]) => (places(cluster.simulation, then) ?? []).length > 0))).toBeGreaterThan(0.05);
  expect(share(sample(freshClusters()), (cluster) => !isRestless(cluster) && tellsPlaces(cluster) && cluster.schedule.summary.resources.length > 0)).toBeGreaterThan(0.02);
  const cloned = sample(freshClusters(["clone", "unique", "promotable"]));
  expect(share(cloned, ({ tree, simulation }) => clonesOf(simulation.status.resources).some(({ id }) => meta(tree, id, "clone-max") !== undefined))).toBeGreaterThan(0.1);
  expect(share(cloned, ({ tree, simulation }) => clonesOf(simulation.status.resources).some(({ id }) => meta(tree, id, "clone-node-max") !== undefined && !keepsNoCount(tree, id)))).toBeGreaterThan(0.05);
}, 1 / runs);
