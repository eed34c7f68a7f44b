import { describe, expect, test } from "vitest";
import {
  actions,
  clone,
  device,
  linksBefore,
  messages,
  planned,
  primitive,
  synapses,
  type NodeFacts,
  type Situation,
} from "../model.ts";

const options = { "fencing-enabled": "true" };
const withDevice: NodeFacts = { knows: { F: "start @stonith:fence_dummy" } };
const lost: NodeFacts = { lost: true };
const needsQuorum = { meta: { requires: "quorum" } };
const origin = "schedule_fencing_and_shutdowns";

describe("unclean nodes", () => {
  const nodes = ["n1", "n2", "n3", "n4"];
  const states = { n1: withDevice, n2: lost, n3: lost, n4: lost };

  test("are fenced at the same time, unless told otherwise", () => {
    const run = planned({ resources: device("F"), nodes, states, options: { ...options, "no-quorum-policy": "ignore" } });
    expect(["n2", "n3", "n4"].flatMap((name) => linksBefore(run, `stonith-${name}-reboot`))).toEqual([]);
    expect(messages(run, "schedule_fencing")).toEqual(["n2", "n3", "n4"].map((name) => `Scheduling node ${name} for fencing`));
  });

  test("are fenced one after the other if so configured", () => {
    const run = planned({ resources: device("F"), nodes, states, options: { ...options, "concurrent-fencing": "false" } });
    expect(["n2", "n3", "n4"].map((name) => linksBefore(run, `stonith-${name}-reboot`))).toEqual([
      [],
      ["stonith-n2-reboot n2 Ordered"],
      ["stonith-n3-reboot n3 Ordered"],
    ]);
  });

  test("are not fenced while there is nothing to manage", () => {
    const resources = primitive("F", { agent: "stonith:fence_dummy", meta: { "is-managed": "false" } });
    const run = planned({ resources, nodes: ["n1", "n2"], states: { n2: lost }, options });
    expect(messages(run, origin)).toEqual([
      "No fencing will be done until there are resources to manage",
      "Node n2 is unclean but cannot be fenced",
    ]);
  });

  test("that cannot be fenced endanger the data", () => {
    const run = planned({
      resources: primitive("A"),
      // left the process group, but not the membership
      states: { n2: { more: { crmd: "offline", join: "down" } } },
    });
    expect(messages(run, origin)).toEqual([
      "Node n2 is unclean but cannot be fenced",
      "Resource functionality and data integrity cannot be guaranteed (configure, enable, and test fencing to correct this)",
    ]);
  });

  test("wait for quorum", () => {
    const run = planned({ resources: device("F"), nodes: ["n1", "n2"], states: { n2: lost }, options, quorum: false });
    expect(messages(run, origin)).toEqual([
      "Node n2 is unclean but cannot be fenced",
      "Unclean nodes will not be fenced until quorum is attained or no-quorum-policy is set to ignore",
    ]);
  });
});

describe("the DC", () => {
  const nodes = ["n1", "n2", "n3"];
  const shutdown = { shutdown: "1" };

  test("is shut down after all others are shut down or fenced", () => {
    const states = { n1: { ...withDevice, attributes: shutdown }, n2: { attributes: shutdown }, n3: lost };
    const run = planned({ resources: device("F"), nodes, states, options }, "fencing");
    expect(linksBefore(run, "do_shutdown-n1")).toEqual(["do_shutdown-n2 n2 Ordered", "stonith-n3-reboot n3 Ordered"]);
  });

  test("is fenced after others are fenced, but not after shutdowns", () => {
    const states = { n1: { ...withDevice, attributes: { terminate: "true" } }, n2: { attributes: shutdown }, n3: lost };
    const run = planned({ resources: device("F"), nodes, states, options }, "fencing");
    expect(linksBefore(run, "stonith-n1-reboot")).toEqual(["stonith-n3-reboot n3 Ordered"]);
  });

  test("is taken down after the last of a chain of fencings", () => {
    const states = { n1: { ...withDevice, attributes: shutdown }, n2: lost, n3: lost };
    const run = planned(
      { resources: device("F"), nodes, states, options: { ...options, "concurrent-fencing": "false", "no-quorum-policy": "ignore" } },
      "fencing",
    );
    expect(linksBefore(run, "do_shutdown-n1")).toEqual(["stonith-n3-reboot n3 Ordered"]);
  });
});

/** n2 is lost, with what it knew. */
function situation(resources: string, knows: Readonly<Record<string, string>>): Situation {
  return { resources: device("F") + resources, states: { n1: withDevice, n2: { lost: true, knows } }, options };
}

describe("resources of a fenced node", () => {
  test("need not be stopped, and are started elsewhere after the fencing", () => {
    const steps = synapses(situation(primitive("A"), { A: "start" }));
    const texts = Object.values(steps).map(({ text }) => text);
    const id = texts.find((text) => text.includes("stonith-n2-reboot"))!.split(" ")[0]!;
    const stop = texts.find((text) => text.includes("(A_stop_0)"))!;
    expect(stop.endsWith(`after ${id}`)).toBe(true);
    expect(texts.find((text) => text.includes("A_start_0 n1"))).toContain(`after ${id}`);
  });

  test("and all others that need fencing start only after it", () => {
    const run = planned(situation(primitive("A") + primitive("B"), {}), "fencing");
    expect(linksBefore(run, "A_start_0")).toEqual(["stonith-n2-reboot n2 Ordered"]);
    expect(linksBefore(run, "B_start_0")).toEqual(["stonith-n2-reboot n2 Ordered"]);
  });

  test("that need only quorum wait for it only if they might be active there", () => {
    const run = planned(situation(primitive("A", needsQuorum) + primitive("B", needsQuorum), { B: "monitor=7" }), "fencing");
    expect(linksBefore(run, "A_start_0")).toEqual(["stonith-n2-reboot n2 Ordered UnrunnableFirstBlocks"]);
    expect(linksBefore(run, "B_start_0")).toEqual([]);
  });

  test("that need nothing do not wait", () => {
    const run = planned(situation(primitive("A", { meta: { requires: "nothing" } }), {}), "fencing");
    expect(linksBefore(run, "A_start_0")).toEqual([]);
  });

  test("are announced as stopped if they had failed", () => {
    const run = planned(
      { resources: device("F") + primitive("A"), options, states: { n1: withDevice, n2: { knows: { A: "start stop=1" } } } },
      "fencing",
    );
    expect(messages(run, "order_stop_vs_fencing")).toEqual(["Stop of failed resource A is implicit after n2 is fenced"]);
  });

  test("that do not need fencing are announced as stopped because of it", () => {
    const run = planned(
      {
        resources: device("F") + primitive("A", needsQuorum),
        options,
        states: { n1: withDevice, n2: { knows: { A: "start stop=1" } } },
      },
      "fencing",
    );
    expect(messages(run, "order_stop_vs_fencing")).toEqual(["Stop of failed resource A is implicit because n2 is fenced"]);
    expect(linksBefore(run, "A_stop_0")).toEqual([]);
  });

  test("have a pseudo-demote, if they were promoted", () => {
    const stateful = primitive("A", { agent: "ocf:pacemaker:Stateful" });
    const resources = clone("C", stateful, { promotable: "true" });
    const run = planned(situation(resources, { A: "start promote @ocf:pacemaker:Stateful" }), "fencing");
    expect(actions(run).filter((text) => /_(demote|stop)_0 n2/.test(text))).toEqual([
      "A:0_demote_0 n2 required pseudo",
      "A:0_stop_0 n2 required pseudo",
    ]);
    expect(linksBefore(run, "A:0_demote_0", "n2")).toEqual(["stonith-n2-reboot n2 Ordered GuestAllowed"]);
  });

  test("have no fencing links if they are unmanaged", () => {
    const run = planned(situation(primitive("A", { meta: { "is-managed": "false" } }), {}), "fencing");
    expect(linksBefore(run, "A_start_0")).toEqual([]);
  });
});

test("a guest is fenced, in name only, with its host", () => {
  const agent = "@ocf:pacemaker:remote";
  const steps = synapses({
    resources: device("F") + primitive("vm", { meta: { "remote-node": "g1" } }) + primitive("A"),
    options,
    states: {
      n1: { knows: { F: "start @stonith:fence_dummy", A: "monitor=7" } },
      n2: { lost: true, knows: { vm: "start", g1: `start monitor/30000 ${agent}`, A: "monitor=7" } },
      g1: { remote: true, knows: { A: "start" } },
    },
    constraints: '<rsc_location id="a" rsc="A" node="g1" score="INFINITY"/>',
  });
  const texts = Object.values(steps).map(({ text }) => text);
  const guest = Object.values(steps).find(({ action }) => action.head.key === "stonith-g1-reboot")!;
  expect(guest.action.head.element).toBe("pseudo_event");
  const stop = texts.find((text) => text.includes("(vm_stop_0)"))!;
  expect(guest.text).toBe(`${guest.action.head.id} (stonith-g1-reboot) g1 after ${stop.split(" ")[0]}`);
  expect(texts.find((text) => text.includes("(A_stop_0)"))).toContain(`after ${guest.action.head.id}`);
});
