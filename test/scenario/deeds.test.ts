import { describe, expect, test } from "vitest";
import { serializeXml, type Deed, type Expectation } from "../../src/index.ts";
import { dummy, monitored, problemOf, told } from "./support.ts";

/** A cluster where `a` runs on n1, and what is true once something happened. */
function after(deed: Deed | readonly Deed[], ...expect: readonly Expectation[]): ReturnType<typeof told> {
  const deeds = Array.isArray(deed) ? (deed as readonly Deed[]) : [deed as Deed];
  return told(
    {
      resources: [monitored("a")],
      constraints: [
        { location: "a", node: "n1", score: 20 },
        { location: "a", node: "n2", score: 10 },
      ],
    },
    { expect: [{ resource: "a", on: "n1" }] },
    { do: deeds, expect },
  );
}

describe("what happens in a step", () => {
  test.each<[string, Deed | readonly Deed[], readonly Expectation[]]>([
    ["a node leaves cleanly", { "node-down": "n1" }, [{ resource: "a", on: "n2" }, { fenced: [] }]],
    ["a node that left comes back", [{ "node-down": "n1" }, { "node-up": "n1" }], [{ resource: "a", on: "n1" }]],
    ["a node is in standby", { "node-standby": "n1" }, [{ resource: "a", on: "n2" }, { happens: "stop a on n1" }]],
    ["standby is over", [{ "node-standby": "n1" }, { "node-unstandby": "n1" }], [{ settled: true }]],
    ["a monitor fails", { "op-inject": "monitor a on n1" }, [{ happens: "recover a" }, { resource: "a", on: "n1" }]],
    ["a monitor fails for good", { "op-inject": { operation: "monitor a on n1", result: 5 } }, [{ resource: "a", on: "n2" }]],
    ["quorum is lost", { quorum: false }, [{ resource: "a", running: false }]],
    ["an option is set", [{ "set-option": { name: "no-quorum-policy", value: "ignore" } }, { quorum: false }], [{ settled: true }]],
    ["the cluster is in maintenance", [{ "set-option": { name: "maintenance-mode", value: true } }, { "node-standby": "n1" }], [{ never: ["stop a", "start a"] }]],
    ["a resource is to stop", { "set-meta": { resource: "a", name: "target-role", value: "Stopped" } }, [{ resource: "a", role: "Stopped" }]],
    ["a constraint changes", { edit: { element: "location-a-n1", set: { score: 0 } } }, [{ resource: "a", on: "n2" }]],
    ["a constraint is removed", { edit: { remove: "location-a-n1" } }, [{ resource: "a", on: "n2" }]],
    ["XML is added", { edit: { xml: '<rsc_location id="x" rsc="a" node="n3" score="500"/>', into: "constraints" } }, [{ resource: "a", on: "n3" }]],
    ["a node is added", { edit: { add: { nodes: ["n4"], constraints: [{ location: "a", node: "n4" }] } } }, [{ resource: "a", on: "n4" }]],
    ["a resource is removed with its constraints", [{ edit: { remove: "location-a-n1" } }, { edit: { remove: "location-a-n2" } }, { edit: { remove: "a" } }], [{ happens: "stop a on n1" }]],
  ])("%s", (_, deed, expectations) => {
    const result = after(deed, ...expectations);
    expect(result.steps.flatMap(({ problems, checks }) => [...problems, ...checks.filter(({ passed }) => !passed)])).toEqual([]);
    expect(result.passed).toBe(true);
  });

  test("deeds are done in the order in which they are written", () => {
    const twice = after([{ "node-unstandby": "n1" }, { "node-standby": "n1" }], { resource: "a", on: "n2" });
    expect(twice.passed).toBe(true);
  });

  test("what happened in a step is still so in the next", () => {
    const result = told(
      { resources: [dummy("a")] },
      { do: [{ "node-down": "n1" }] },
      { expect: [{ resource: "a", "not-on": "n1" }, { settled: true }] },
    );
    expect(result.passed).toBe(true);
  });

  test("a node attribute can be permanent, or last until the node restarts", () => {
    const rule = '<rsc_location id="x" rsc="a"><rule id="x-r" score="500"><expression id="x-e" attribute="ready" operation="eq" value="yes"/></rule></rsc_location>';
    const attributed = (lifetime: "forever" | "reboot"): readonly string[] => {
      const result = told(
        { resources: [dummy("a")], constraints: [{ xml: rule }] },
        { do: [{ "set-attribute": { node: "n3", name: "ready", value: "yes", lifetime } }], expect: [{ resource: "a", on: "n3" }] },
        { do: [{ "node-down": "n3" }, { "node-up": "n3" }], expect: [{ resource: "a", on: "n3" }] },
      );
      return result.steps.map(({ passed }) => String(passed));
    };
    expect(attributed("forever")).toEqual(["true", "true"]);
    expect(attributed("reboot")).toEqual(["true", "false"]);
  });

  test("a Pacemaker Remote node can be put into standby, and have attributes, though it has no element of its own", () => {
    const result = told(
      {
        nodes: ["n1"],
        resources: [{ primitive: "r1", agent: "ocf:pacemaker:remote" }, dummy("a")],
        constraints: [{ location: "a", node: "r1", score: 100 }],
      },
      { do: [{ "node-up": "r1" }], expect: [{ resource: "a", on: "r1" }] },
      { do: [{ "node-standby": "r1" }], expect: [{ resource: "a", on: "n1" }] },
      { do: [{ "node-unstandby": "r1" }, { "set-attribute": { node: "r1", name: "rack", value: 7, lifetime: "reboot" } }], expect: [{ resource: "a", on: "r1" }] },
    );
    expect(result.steps.flatMap(({ problems, checks }) => [...problems, ...checks.filter(({ passed }) => !passed)])).toEqual([]);
    expect(serializeXml(result.cib!.root)).toContain('name="rack" value="7"');
  });

  test("null removes an attribute, an option and a meta-attribute", () => {
    const result = told(
      { resources: [dummy("a", { meta: { "target-role": "Stopped" } })], nodes: [{ name: "n1", attributes: { standby: "on" } }] },
      {
        do: [
          { "set-meta": { resource: "a", name: "target-role", value: null } },
          { "set-attribute": { node: "n1", name: "standby", value: null } },
          { "set-option": { name: "stonith-enabled", value: null } },
        ],
      },
    );
    expect(serializeXml(result.cib!.root)).not.toMatch(/target-role|standby|stonith-enabled/);
  });

  test("time passes, and failures expire", () => {
    const result = told(
      { resources: [dummy("a", { operations: [{ name: "monitor", interval: "10s" }], meta: { "failure-timeout": "60s", "migration-threshold": 1 } })], nodes: ["n1", "n2"], constraints: [{ location: "a", node: "n1", score: 5 }] },
      {},
      { do: [{ "op-inject": "monitor a on n1" }], expect: [{ resource: "a", on: "n2" }] },
      { do: [{ "advance-time": "59s" }], expect: [{ settled: true }] },
      { do: [{ "advance-time": "2s" }], expect: [{ resource: "a", on: "n1" }] },
    );
    expect(result.steps.map(({ passed }) => passed)).toEqual([true, true, true, true]);
  });

  test("an operation fails wherever the cluster tries it, until nothing is left to try", () => {
    const result = told({ resources: [dummy("a")] }, { do: [{ "op-fail": "start a" }] });
    const [step] = result.steps;
    expect(step!.passed).toBe(true);
    const starts = step!.transitions.flatMap(({ actions }) => actions.filter(({ verb }) => verb === "start"));
    expect(starts.map(({ node, failed }) => [node, failed])).toEqual([["n1", true], ["n2", true], ["n3", true]]);
  });

  test("an operation fails on one node only, if that is named", () => {
    const result = told({ resources: [dummy("a")] }, { do: [{ "op-fail": "start a on n1" }], expect: [{ resource: "a", on: "n2" }] });
    expect(result.passed).toBe(true);
  });

  test("clean-up lets a resource start again where it failed", () => {
    const result = told(
      { resources: [dummy("a")], nodes: ["n1"] },
      { do: [{ "op-fail": "start a" }], expect: [{ resource: "a", running: false }] },
      { do: [{ cleanup: "a" }], expect: [{ resource: "a", on: "n1" }] },
    );
    expect(result.passed).toBe(true);
  });

  test("a step can stop after a number of transitions", () => {
    const result = told({ resources: [dummy("a")] }, { do: [{ "op-fail": "start a" }], transitions: 1, expect: [{ resource: "a", on: "n1" }] });
    expect(result.passed).toBe(true);
    expect(result.steps[0]).toMatchObject({ end: "stopped", transitions: { length: 1 } });
  });
});

describe("what cannot be done", () => {
  test.each<[string, Deed, string]>([
    ["an unknown node", { "node-fail": "n11" }, "There is no node 'n11'; did you mean 'n1'?"],
    ["a node that is unknown and comes up", { "node-up": "m" }, "There is no node 'm' (there is n1, n2, n3)"],
    ["an unknown node in standby", { "node-standby": "m" }, "There is no node 'm' (there is n1, n2, n3)"],
    ["an unknown ticket", { "ticket-grant": "T" }, "There is no ticket 'T'"],
    ["an unknown resource", { cleanup: "b" }, "There is no resource 'b' (there is a)"],
    ["an unknown resource's operation", { "op-fail": "start aa" }, "There is no resource 'aa'; did you mean 'a'?"],
    ["an operation on an unknown node", { "op-fail": "start a on m" }, "There is no node 'm' (there is n1, n2, n3)"],
    ["a result from nowhere", { "op-inject": "monitor a" }, "Say where it happened: 'monitor a on NODE'"],
    ["a monitor that does not run", { "op-inject": "monitor a on n3" }, "There is no monitor of a on n3; say what interval it has with 'interval'"],
    ["a meta-attribute of nothing", { "set-meta": { resource: "b", name: "x", value: 1 } }, "There is no resource 'b' (there is a)"],
    ["time beyond all dates", { "advance-time": "999999999d" }, "This is after the year 9999"],
    ["removing what is not there", { edit: { remove: "xyz" } }, "There is no element with the ID 'xyz'"],
    ["XML that is none", { edit: { xml: "<a", into: "resources" } }, ""],
    ["a CIB that is not valid", { edit: { element: "a", set: { class: "nonsense" } } }, "The CIB is not valid: "],
    [
      "a failure of what does not happen",
      { "op-fail": "start a on n3" },
      "'start a on n3' does not happen in this step, so it cannot fail; for the result of something that runs already, use op-inject",
    ],
  ])("%s", (_, deed, message) => {
    const problem = problemOf(after(deed));
    expect(problem).not.toBe("");
    expect(problem.slice(0, message.length)).toBe(message);
  });

  test("ends the story, since nothing after it means anything", () => {
    const result = told({}, { do: [{ "node-fail": "n9" }] }, { expect: [{ settled: true }] });
    expect(result.steps).toHaveLength(1);
    expect(result.steps[0]).toMatchObject({ end: "impossible", passed: false, problems: [{ path: ["steps", 0, "do", 0] }] });
  });

  test("is a cluster that is no valid CIB, or a time that is none", () => {
    expect(told({ resources: [dummy("a"), dummy("a")] }, {}).steps[0]!.problems[0]!.path).toEqual(["start"]);
  });
});
