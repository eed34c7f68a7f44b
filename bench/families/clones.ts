import { Cluster } from "../cluster.ts";
import type { Family, Load } from "../family.ts";
import type { Random } from "../random.ts";

/** Clones over all nodes; the second of each pair runs where the first does, and after it. */
function pairs(count: number, nodes: number): string {
  const cluster = new Cluster(nodes);
  for (let i = 0; i < count; i++) {
    const id = `c${i}`;
    cluster.resource(`<clone id="${id}-clone">${cluster.pairs("meta_attributes", { interleave: "true" })}${cluster.primitive(id)}</clone>`);
    for (const node of cluster.nodes) cluster.recorded(id, node, "started");
    if (i % 2 === 0) continue;
    cluster.order(`c${i - 1}-clone`, `${id}-clone`);
    cluster.colocate(`${id}-clone`, `c${i - 1}-clone`);
  }
  // one primitive more, so that there is something to do
  cluster.resource(cluster.primitive("extra"));
  return cluster.toString();
}

/** Promotable clones over all nodes, a primitive beside each promoted instance, and scores that ask for other instances. */
function promotables(count: number, nodes: number, random: Random): string {
  const cluster = new Cluster(nodes);
  for (let i = 0; i < count; i++) {
    const id = `p${i}`;
    const meta = cluster.pairs("meta_attributes", { promotable: "true", interleave: "true" });
    cluster.resource(`<clone id="${id}-clone">${meta}${cluster.primitive(id, "", "Stateful")}</clone>`);
    const promoted = random.below(nodes);
    cluster.nodes.forEach((node, n) => {
      cluster.recorded(id, node, n === promoted ? "promoted" : "unpromoted", "Stateful");
      cluster.transientAttribute(node, `master-${id}`, String(random.between(1, 100)));
    });
    cluster.resource(cluster.primitive(`vip${i}`));
    cluster.colocate(`vip${i}`, `${id}-clone`, 'with-rsc-role="Promoted"');
    cluster.order(`${id}-clone`, `vip${i}`, 'first-action="promote"');
    cluster.recorded(`vip${i}`, cluster.node(promoted), "started");
  }
  return cluster.toString();
}

function load(what: string, clones: number, nodes: number, extra: number, cib: Load["cib"], reference: Load["reference"] = "often"): Load {
  return { title: `${clones} ${what}, ${nodes} nodes`, resources: clones * nodes + extra, nodes, reference, cib };
}

const pairLoad = (clones: number, nodes: number, reference?: Load["reference"]): Load =>
  load("clones", clones, nodes, 1, () => pairs(clones, nodes), reference);

const promotableLoad = (clones: number, nodes: number): Load =>
  load("promotable clones", clones, nodes, clones, (random) => promotables(clones, nodes, random));

export const interleavedClones: Family = {
  name: "clones",
  about: "interleaved clones over all nodes in ordered and colocated pairs, all running, and one new primitive",
  args: ["-R"],
  loads: [pairLoad(16, 16), pairLoad(32, 16), pairLoad(64, 32), pairLoad(100, 100, "once")],
};

export const promotableClones: Family = {
  name: "promotable",
  about: "promotable clones with scores, a primitive beside each promoted instance, all running, roles to be swapped",
  args: ["-R"],
  loads: [promotableLoad(16, 16), promotableLoad(32, 16), promotableLoad(64, 32)],
};
