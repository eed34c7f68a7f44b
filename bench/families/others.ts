import { Cluster } from "../cluster.ts";
import type { Family, Load } from "../family.ts";
import type { Random } from "../random.ts";

const REPLICAS = 3;

function bundles(count: number, nodes: number): string {
  const cluster = new Cluster(nodes);
  for (let i = 0; i < count; i++) {
    const id = `b${i}`;
    const mapping = `<storage><storage-mapping id="${id}-map" source-dir="/srv/${id}" target-dir="/srv"/></storage>`;
    const network = `<network ip-range-start="10.${Math.floor(i / 60)}.${i % 60}.1" control-port="3121"/>`;
    cluster.resource(
      `<bundle id="${id}"><podman image="image" replicas="${REPLICAS}"/>${network}${mapping}${cluster.primitive(`${id}-app`)}</bundle>`,
    );
  }
  return cluster.toString();
}

/** Primitives spread over cluster nodes and remote nodes, whose connections are running. */
function remotes(primitives: number, remoteNodes: number, nodes: number, random: Random): string {
  const cluster = new Cluster(nodes);
  const places = [...cluster.nodes];
  for (let i = 0; i < remoteNodes; i++) {
    const id = `remote${i}`;
    cluster.resource(cluster.primitive(id, "", "remote"));
    cluster.recorded(id, cluster.node(i), "started", "remote");
    cluster.remoteNode(id);
    places.push(id);
  }
  for (let i = 0; i < primitives; i++) {
    const home = places[i % places.length]!;
    cluster.resource(cluster.primitive(`r${i}`));
    cluster.prefers(`r${i}`, home, 1000);
    cluster.prefers(`r${i}`, places[random.below(places.length)]!, random.between(1, 500));
    cluster.recorded(`r${i}`, home, "started");
  }
  return cluster.toString();
}

/** Every other ticket is granted; what depends on the others has to stop. */
function tickets(count: number, nodes: number): string {
  const cluster = new Cluster(nodes);
  for (let i = 0; i < count; i++) {
    cluster.grantTicket(`ticket${i}`, i % 2 === 0);
    for (let k = 0; k < 4; k++) {
      const id = `r${i}-${k}`;
      cluster.resource(cluster.primitive(id));
      cluster.needsTicket(id, `ticket${i}`);
      cluster.recorded(id, cluster.node(i * 4 + k), "started");
    }
  }
  return cluster.toString();
}

function utilization(count: number, nodes: number, random: Random): string {
  const capacity = Math.ceil(count / nodes) * 1024;
  const cluster = new Cluster(nodes, () => ({ utilization: { cpu: Math.ceil(count / nodes) * 2, memory: capacity } }));
  cluster.option("placement-strategy", "balanced");
  for (let i = 0; i < count; i++) {
    const needs = cluster.pairs("utilization", { cpu: random.between(1, 2), memory: random.between(128, 1024) });
    cluster.resource(cluster.primitive(`r${i}`, needs));
  }
  return cluster.toString();
}

const OPERATIONS = 20;

/** Ten minutes between two operations. */
const operationTime = (call: number): number => 1_600_000_000 + call * 600;

/** Monitors that failed now and then, and were restarted, long ago; the first node is to be emptied. */
function histories(count: number, nodes: number, random: Random): string {
  const cluster = new Cluster(nodes, (i) => (i === 0 ? { attributes: { standby: "on" } } : {}));
  const tasks = ["start", "monitor", "stop"] as const;
  for (let i = 0; i < count; i++) {
    const id = `r${i}`;
    cluster.resource(cluster.primitive(id));
    const offset = random.below(nodes);
    for (let k = 0; k < 3; k++) {
      const operations = Array.from({ length: OPERATIONS - 1 }, (_, n) => ({ task: tasks[n % 3]!, interval: 0, result: 0, at: operationTime(n) }));
      const last = k === 0 ? { task: "start", interval: 0, result: 0 } : { task: "stop", interval: 0, result: 0 };
      cluster.history(id, cluster.node(offset + k), [...operations, { ...last, at: operationTime(OPERATIONS) }]);
    }
  }
  return cluster.toString();
}

function loads(what: (size: number) => string, sizes: readonly (readonly [size: number, nodes: number])[], make: (size: number, nodes: number) => Omit<Load, "title" | "reference">): readonly Load[] {
  return sizes.map(([size, nodes]) => ({ title: `${what(size)}, ${nodes} nodes`, reference: "often" as const, ...make(size, nodes) }));
}

export const bundleFamily: Family = {
  name: "bundles",
  about: `bundles of ${REPLICAS} replicas, all stopped`,
  args: ["-R"],
  loads: loads((n) => `${n} bundles`, [[8, 8], [16, 16], [32, 16], [64, 32]], (n, nodes) => ({
    // container, address, connection and the primitive inside
    resources: n * REPLICAS * 4,
    nodes: nodes + n * REPLICAS,
    cib: () => bundles(n, nodes),
  })),
};

export const remoteFamily: Family = {
  name: "remote",
  about: "primitives over remote nodes, all running, other nodes not probed yet",
  args: ["-R"],
  loads: [[100, 16], [200, 32], [400, 64]].map(([primitives, remoteNodes]) => ({
    title: `${primitives} primitives, ${remoteNodes} remote nodes, 8 nodes`,
    resources: primitives! + remoteNodes!,
    nodes: 8 + remoteNodes!,
    reference: "often" as const,
    cib: (random: Random) => remotes(primitives!, remoteNodes!, 8, random),
  })),
};

export const ticketFamily: Family = {
  name: "tickets",
  about: "tickets with four primitives each, all running, every other ticket revoked",
  args: ["-R"],
  loads: loads((n) => `${n} tickets`, [[25, 8], [50, 16], [100, 16]], (n, nodes) => ({
    resources: n * 4,
    nodes,
    cib: () => tickets(n, nodes),
  })),
};

export const utilizationFamily: Family = {
  name: "utilization",
  about: "primitives with utilization, placed balanced, all stopped",
  args: ["-R"],
  loads: loads((n) => `${n.toLocaleString("en")} primitives`, [[125, 8], [250, 16], [500, 32]], (n, nodes) => ({
    resources: n,
    nodes,
    cib: (random) => utilization(n, nodes, random),
  })),
};

export const historyFamily: Family = {
  name: "history",
  about: `${OPERATIONS} operations of each primitive on each of three nodes`,
  args: ["-R"],
  loads: loads((n) => `${n.toLocaleString("en")} primitives`, [[200, 8], [500, 16], [1000, 16], [2000, 32]], (n, nodes) => ({
    resources: n,
    nodes,
    cib: (random) => histories(n, nodes, random),
  })),
};
