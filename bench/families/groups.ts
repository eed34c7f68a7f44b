import { Cluster } from "../cluster.ts";
import type { Family, Load } from "../family.ts";

const MEMBERS = 4;
/** Groups in one chain of colocations and orderings. */
const CHAIN = 5;

function groups(count: number, nodes: number): string {
  const cluster = new Cluster(nodes);
  for (let g = 0; g < count / MEMBERS; g++) {
    const id = `g${g}`;
    const chain = Math.floor(g / CHAIN);
    const home = cluster.node(chain);
    const members = Array.from({ length: MEMBERS }, (_, m) => `${id}m${m}`);
    cluster.resource(`<group id="${id}">${members.map((member) => cluster.primitive(member)).join("")}</group>`);
    for (const member of members) cluster.recorded(member, home, "started");
    if (g % CHAIN === 0) {
      cluster.prefers(id, home, 1000);
      continue;
    }
    cluster.colocate(id, `g${g - 1}`);
    cluster.order(`g${g - 1}`, id);
  }
  return cluster.toString();
}

function load(count: number, nodes: number, reference: Load["reference"] = "often"): Load {
  return {
    title: `${count.toLocaleString("en")} primitives in groups of ${MEMBERS}, ${nodes} nodes`,
    resources: count,
    nodes,
    reference,
    cib: () => groups(count, nodes),
  };
}

export const chainedGroups: Family = {
  name: "groups",
  about: `groups of ${MEMBERS} in chains of ${CHAIN}, colocated and ordered, all running`,
  args: ["-R"],
  loads: [load(500, 8), load(1000, 16), load(2000, 32, "once")],
};
