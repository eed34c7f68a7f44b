import { Cluster } from "../cluster.ts";
import type { Family, Load } from "../family.ts";
import type { Random } from "../random.ts";

// Primitives that have nothing to do with each other, each with a few preferences.

type State = "stopped" | "running" | "probed";

/** Running ones are where they want to be; if all nodes know of them, one node is to be emptied, so that there is a plan. */
function flat(count: number, nodes: number, state: State, random: Random): string {
  const cluster = new Cluster(nodes, (i) => (state === "probed" && i === 0 ? { attributes: { standby: "on" } } : {}));
  for (let i = 0; i < count; i++) {
    const id = `r${i}`;
    const home = cluster.node(i);
    cluster.resource(cluster.primitive(id));
    cluster.prefers(id, home, 1000);
    cluster.prefers(id, cluster.node(i + 1 + random.below(nodes - 1)), random.between(1, 500));
    if (state === "stopped") continue;
    for (const node of cluster.nodes) {
      if (node === home) cluster.recorded(id, node, "started");
      else if (state === "probed") cluster.recorded(id, node, "stopped");
    }
  }
  return cluster.toString();
}

function load(count: number, nodes: number, state: State, reference: Load["reference"] = "often"): Load {
  return {
    title: `${count.toLocaleString("en")} primitives, ${nodes} nodes`,
    resources: count,
    nodes,
    reference,
    cib: (random) => flat(count, nodes, state, random),
  };
}

export const flatRunning: Family = {
  name: "flat-running",
  about: "primitives with location preferences, all running, other nodes not probed yet",
  args: ["-R"],
  loads: [
    load(250, 16, "running"),
    load(500, 32, "running"),
    load(1000, 32, "running"),
    load(2000, 64, "running", "once"),
    load(5000, 64, "running", "never"),
  ],
};

export const flatProbed: Family = {
  name: "flat-probed",
  about: "primitives with location preferences, all running, known on all nodes, one node in standby",
  args: ["-R"],
  loads: [load(250, 16, "probed"), load(500, 32, "probed"), load(1000, 32, "probed"), load(2000, 64, "probed"), load(5000, 64, "probed")],
};

export const flatStopped: Family = {
  name: "flat-stopped",
  about: "primitives with location preferences, all stopped, nothing known",
  args: ["-R"],
  loads: [load(250, 16, "stopped"), load(500, 32, "stopped"), load(1000, 32, "stopped"), load(2000, 64, "stopped", "once")],
};

export const flatSimulated: Family = {
  name: "flat-simulated",
  about: "primitives with location preferences, all stopped, transition carried out",
  args: ["-S"],
  loads: [load(50, 8, "stopped"), load(100, 16, "stopped"), load(200, 16, "stopped"), load(400, 32, "stopped", "never")],
};
