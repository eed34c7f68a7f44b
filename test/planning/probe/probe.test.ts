import { describe, expect, test } from "vitest";
import {
  actions,
  clone,
  connection,
  element,
  group,
  linksBefore,
  device,
  planned,
  primitive,
  relations,
  type Situation,
} from "../model.ts";

/** Probes in order of creation: `A n1`. */
function probes(situation: Situation): string[] {
  return planned(situation, "probes")
    .actions.filter(({ task, interval }) => task === "monitor" && interval === 0)
    .map(({ key, node }) => `${key.slice(0, -"_monitor_0".length)} ${node?.name ?? "-"}`);
}

/** Relations of probes that are not between a probe and what starts or reloads. */
function otherRelations(situation: Situation): string[] {
  return relations(planned(situation, "probes")).filter((text) => text.includes("monitor_0") && !/^\[|lrm_delete/.test(text));
}

const discovery = (resource: string, mode: string, node = "n1"): string =>
  element("rsc_location", {
    id: `${resource}-${node}`,
    rsc: resource,
    node,
    score: "100",
    "resource-discovery": mode,
  });

describe("a primitive", () => {
  test("is probed node by node, and on each in list order", () => {
    expect(probes({ resources: primitive("A") + primitive("B") })).toEqual(["A n1", "B n1", "A n2", "B n2"]);
  });

  test("is not probed where its state is known", () => {
    const states = { n1: { knows: { A: "monitor=7" } }, n2: { knows: { B: "start" } } };
    expect(probes({ resources: primitive("A") + primitive("B"), states })).toEqual(["B n1", "A n2"]);
  });

  test("is not probed on nodes that are offline, unclean or not to be probed", () => {
    const situation: Situation = {
      resources: primitive("A") + connection("r1") + device("F"),
      nodes: ["n1", "n2"],
      options: { "fencing-enabled": "true" },
      states: {
        n2: { lost: true },
        r1: { remote: true, attributes: { "resource-discovery-enabled": "false" } },
      },
    };
    expect(probes(situation)).toEqual(["A n1", "r1 n1", "F n1"]);
  });

  test("is not probed at all if the cluster does not probe", () => {
    expect(probes({ resources: primitive("A"), options: { "enable-startup-probes": "false" } })).toEqual([]);
  });

  test("is probed even if unmanaged", () => {
    const run = planned({ resources: primitive("A", { meta: { "is-managed": "false" } }) }, "probes");
    expect(actions(run)).toEqual(["A_monitor_0 n1 required", "A_monitor_0 n2 required"]);
  });

  test.each([
    ["never", ["A n2"]],
    ["exclusive", ["A n1"]],
    ["always", ["A n1", "A n2"]],
  ])("with discovery %s is probed accordingly", (mode, expected) => {
    expect(probes({ resources: primitive("A"), constraints: discovery("A", mode) })).toEqual(expected);
  });

  test("is expected where it is thought to be, and nowhere else", () => {
    const run = planned({ resources: primitive("A"), states: { n1: { knows: { A: "start" } } } }, "probes");
    const targets = run.actions.map(({ node, meta }) => [node?.name, meta.get("op_target_rc")]);
    expect(targets).toEqual([["n2", "7"]]);
  });

  test("is probed after the unfencing of the node, if it needs that", () => {
    const resources = device("F", { provides: "unfencing" }) + primitive("A", { meta: { requires: "unfencing" } });
    const run = planned({ resources, options: { "fencing-enabled": "true" } }, "probes");
    expect(linksBefore(run, "A_monitor_0", "n2")).toEqual(["stonith-n2-on n2 Ordered"]);
    expect(actions(run).filter((text) => text.startsWith("stonith"))).toEqual([
      "stonith-n1-on n1 required (required by F monitor)",
      "stonith-n2-on n2 required (required by F monitor)",
    ]);
  });
});

describe("on Pacemaker Remote nodes", () => {
  const resources = connection("r1") + device("F") + primitive("A");

  test("neither fence devices nor connections are probed", () => {
    const situation = { resources, options: { "fencing-enabled": "true" }, states: { r1: { remote: true } } };
    expect(probes(situation).filter((text) => text.endsWith("r1"))).toEqual(["A r1"]);
  });

  test("nothing is probed while a guest is stopped; starts wait until it is known where the guest is", () => {
    const situation: Situation = { resources: primitive("vm", { meta: { "remote-node": "g1" } }) + primitive("A") };
    expect(probes(situation)).toEqual(["vm n1", "A n1", "g1 n1", "vm n2", "A n2", "g1 n2"]);
    expect(otherRelations(situation)).toEqual(["vm_monitor_0 → g1_stop_0 Ordered", "vm_monitor_0 → A_start_0 Ordered"]);
  });

  test("nothing is probed on a guest that will stop; starts wait for that", () => {
    const situation: Situation = {
      resources: primitive("vm", { meta: { "remote-node": "g1", "target-role": "Stopped" } }) + primitive("A"),
      states: { n1: { knows: { vm: "start", g1: "start @ocf:pacemaker:remote" } }, g1: { remote: true } },
    };
    expect(probes(situation).filter((text) => text.endsWith("g1"))).toEqual([]);
    expect(relations(planned(situation, "probes"))).toContain("vm_stop_0 → A_start_0 Ordered");
  });

  test("what is launched by the guest itself is not probed there, other resources are", () => {
    const situation: Situation = {
      resources:
        primitive("vm", { meta: { "remote-node": "g1" } }) + primitive("A") + primitive("B", { meta: { container: "vm" } }),
      states: { n1: { knows: { vm: "start", g1: "start @ocf:pacemaker:remote" } }, g1: { remote: true } },
    };
    expect(probes(situation).filter((text) => text.endsWith("g1"))).toEqual(["A g1"]);
  });
});

describe("a group", () => {
  test("has its members probed in order", () => {
    expect(probes({ resources: group("G", primitive("A") + primitive("B")), nodes: ["n1"] })).toEqual(["A n1", "B n1"]);
  });
});

describe("a clone", () => {
  test("whose instances are all the same is probed for the one that will be on the node", () => {
    const situation = { resources: clone("C", primitive("A")), nodes: ["n1", "n2", "n3"] };
    const run = planned(situation, "probes");
    const assigned = new Map(run.cluster.resources[0]!.children.map(({ id, assignedNode }) => [assignedNode?.node.name, id]));
    expect(probes(situation)).toEqual(["n1", "n2", "n3"].map((name) => `${assigned.get(name)} ${name}`));
  });

  test("is probed for its first instance where none will be", () => {
    const situation = { resources: clone("C", primitive("A"), { "clone-max": "1" }) };
    expect(probes(situation)).toEqual(["A:0 n1", "A:0 n2"]);
  });

  test("whose instances differ is probed for each of them by number", () => {
    const resources = clone("C", primitive("A"), { "globally-unique": "true", "clone-max": "3", "clone-node-max": "3" });
    expect(probes({ resources, nodes: ["n1"] })).toEqual(["A:0 n1", "A:1 n1", "A:2 n1"]);
  });

  test("is started after the probes of its instances, which only look for reloads in vain", () => {
    const run = planned({ resources: clone("C", primitive("A")), nodes: ["n1"] }, "probes");
    expect(relations(run).filter((text) => text.startsWith("["))).toEqual([
      "[A:0_monitor_0 n1] → C_start_0 Ordered",
      "[A:0_monitor_0 n1] → A:0_reload-agent_0 Ordered",
    ]);
    expect(run.relations.at(-1)!.thenResource?.id).toBe("C");
  });

  test("that is probed exclusively forgets about all other nodes", () => {
    const run = planned({ resources: clone("C", primitive("A")), constraints: discovery("C", "exclusive", "n2") }, "probes");
    const names = run.cluster.resources[0]!.allowedNodes.values().map(({ node }) => node.name);
    expect(names).toEqual(["n2"]);
    expect(actions(run)).toEqual(["A:0_monitor_0 n2 required"]);
  });
});

function bundle(replicas: string, more: Readonly<Record<string, string>> = {}): string {
  const docker = element("docker", { image: "i", replicas, ...more });
  const network = element("network", { "ip-range-start": "10.0.0.1" });
  return element("bundle", { id: "B" }, docker + network + primitive("A"));
}

describe("a bundle", () => {
  test("has the parts of its replicas probed, but what is bundled only in its own container", () => {
    expect(probes({ resources: bundle("1"), nodes: ["n1"] })).toEqual(["B-ip-10.0.0.1 n1", "B-docker-0 n1", "B-0 n1"]);
  });

  test("has no replica started on a host before all others were probed there", () => {
    expect(otherRelations({ resources: bundle("2"), nodes: ["n1"] }).filter((text) => text.includes("IfOnSameNode"))).toEqual([
      "B-docker-0_monitor_0 → B-docker-1_start_0 Ordered IfOnSameNode",
      "B-docker-1_monitor_0 → B-docker-0_start_0 Ordered IfOnSameNode",
    ]);
  });

  test("with several replicas per host need not wait for that", () => {
    const situation = { resources: bundle("2", { "replicas-per-host": "2" }), nodes: ["n1"] };
    expect(otherRelations(situation).filter((text) => text.includes("IfOnSameNode"))).toEqual([]);
  });

  test("has its connections probed only if the container need not be started first", () => {
    const all = relations(planned({ resources: bundle("1"), nodes: ["n1"] }, "probes"));
    expect(all).toContain("B-docker-0_start_0 → [B-0_monitor_0 n1] NestedRemoteProbe");
  });
});

test("a remote node is fenced if its connection cannot be recovered", () => {
  const run = planned(
    {
      resources: connection("r1", { "target-role": "Stopped" }) + device("F"),
      options: { "fencing-enabled": "true" },
      states: { n2: { knows: { r1: "start=1 @ocf:pacemaker:remote" } } },
    },
    "probes",
  );
  expect(actions(run)).toContain("stonith-r1-reboot r1 optional (the connection is unrecoverable)");
});
