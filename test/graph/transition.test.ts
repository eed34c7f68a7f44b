import { describe, expect, test } from "vitest";
import { edges, meta, planned, primitive } from "../orderings/plan.ts";

const block = (id: string, values: Record<string, string>) => meta(id, values).replaceAll("meta_attributes", "instance_attributes");
const monitored = (id: string) => primitive(id, `<operations><op id="${id}-o" name="monitor" interval="10s"/></operations>`);

/** The lines of a synapse, by the key of its action. */
function synapse(xml: string, key: string): string[] {
  const part = xml.split("  <synapse ").find((text) => text.slice(0, text.indexOf("</action_set>")).includes(`operation_key="${key}"`));
  return (part ?? "").split("\n").map((line) => line.trim());
}

function attributesOf(xml: string, key: string): string {
  return synapse(xml, key).find((line) => line.startsWith("<attributes")) ?? "";
}

describe("the transition as a whole", () => {
  test("is one empty element if there is nothing to do", () => {
    expect(planned("").xml).toBe(
      '<transition_graph cluster-delay="60s" fencing-timeout="60s" failed-stop-offset="INFINITY" failed-start-offset="INFINITY" batch-limit="0" transition_id="1"/>\n',
    );
  });

  test.each([
    ["cluster-delay", "5min", 'cluster-delay="5min"'],
    ["cluster-delay", "abc", 'cluster-delay="60s"'],
    ["batch-limit", "007", 'batch-limit="007"'],
    ["batch-limit", "abc", 'batch-limit="0"'],
    ["fencing-timeout", "0", 'fencing-timeout="0"'],
    ["migration-limit", "5x", 'transition_id="1" migration-limit="5x"/>'],
    ["migration-limit", "-5", 'transition_id="1"/>'],
    ["start-failure-is-fatal", "false", 'failed-start-offset="1"'],
  ])("with %s=%s has %s", (name, value, expected) => {
    expect(planned("", { options: { [name]: value } }).xml).toContain(expected);
  });
});

test("a migration limit that is no number is left out, which is reported", () => {
  const plan = planned("", { options: { "migration-limit": "INFINITY" } });
  expect(plan.xml).not.toContain("migration-limit");
  expect(plan.diagnostics).toContain("Ignoring invalid value 'INFINITY' for migration-limit: Bad input value provided");
});

test("actions come newest first, resource by resource, with their inputs by ascending ID", () => {
  const plan = planned(monitored("A") + primitive("B"), {
    constraints: '<rsc_order id="o" first="A" then="B"/>',
  });
  expect([...plan.xml.matchAll(/<synapse id="(\d+)">\n.*\n\s+<\w+ id="(\d+)".*operation_key="(\w+)"/g)].map((m) => m.slice(1))).toEqual([
    ["0", "6", "A_monitor_10000"],
    ["1", "5", "A_start_0"],
    ["2", "3", "A_monitor_0"],
    ["3", "1", "A_monitor_0"],
    ["4", "7", "B_start_0"],
    ["5", "4", "B_monitor_0"],
    ["6", "2", "B_monitor_0"],
  ]);
  expect(synapse(plan.xml, "B_start_0")).toEqual([
    'id="4">',
    "<action_set>",
    '<rsc_op id="7" operation="start" operation_key="B_start_0" on_node="n2" on_node_uuid="2">',
    '<primitive id="B" class="ocf" provider="pacemaker" type="Dummy"/>',
    '<attributes CRM_meta_on_node="n2" CRM_meta_on_node_uuid="2" CRM_meta_timeout="20000" crm_feature_set="3.20.5"/>',
    "</rsc_op>",
    "</action_set>",
    "<inputs>",
    ...[
      ["2", "monitor", "B_monitor_0", "n1", "1"],
      ["4", "monitor", "B_monitor_0", "n2", "2"],
      ["5", "start", "A_start_0", "n1", "1"],
    ].flatMap(([id, task, key, on, uuid]) => [
      "<trigger>",
      `<rsc_op id="${id}" operation="${task}" operation_key="${key}" on_node="${on}" on_node_uuid="${uuid}"/>`,
      "</trigger>",
    ]),
    "</inputs>",
    "</synapse>",
    "",
  ]);
});

test("a group's own actions come before those of its members", () => {
  const plan = planned(`<group id="G">${primitive("g1")}${primitive("g2")}</group>`, { active: { g1: [], g2: [] } });
  expect([...plan.xml.matchAll(/<action_set>\n.*operation_key="(\w+)"/g)].map((m) => m[1])).toEqual([
    "G_running_0",
    "G_start_0",
    "g1_start_0",
    "g2_start_0",
  ]);
});

describe("attributes", () => {
  const parameters = { state: "a&quot;b&lt;c&amp;d&gt;e'f&#10;g", "1": "one", "Z-x": "z" };

  test("are sorted by bytes and escaped; a name that begins with a digit becomes an element", () => {
    const plan = planned(primitive("A", block("A-i", parameters)));
    expect(attributesOf(plan.xml, "A_start_0")).toBe(
      '<attributes CRM_meta_on_node="n1" CRM_meta_on_node_uuid="1" CRM_meta_timeout="20000" Z-x="z" crm_feature_set="3.20.5" ' +
        `state="a&quot;b&lt;c&amp;d&gt;e'f&#x0A;g">`,
    );
    expect(synapse(plan.xml, "A_start_0")).toContain('<param name="1" value="one"/>');
  });

  test("elements come in the order of the reference's table", () => {
    const values = { state: "s", "9": "i", "3": "c", "10": "j", empty: "", tab: "t" };
    const plan = planned(primitive("A", block("A-i", values)));
    expect(synapse(plan.xml, "A_start_0").filter((line) => line.startsWith("<param"))).toEqual([
      '<param name="3" value="c"/>',
      '<param name="10" value="j"/>',
      '<param name="9" value="i"/>',
    ]);
  });

  test("of the operation come before those of the resource, and both before its meta-attributes", () => {
    const own = block("op-i", { state: "fromop", CRM_meta_timeout: "evil", "2x": "op2" });
    const values = meta("op", { "foo-bar": "dash", foo_bar: "under", "x:y": "colon" });
    const operations = `<operations><op id="op" name="start" interval="0">${own}${values}</op></operations>`;
    const plan = planned(primitive("A", block("A-i", { state: "fromrsc" }) + operations));
    const start = attributesOf(plan.xml, "A_start_0");
    for (const part of ['2x="op2"', 'CRM_meta_foo_bar="under"', 'CRM_meta_timeout="evil"', 'state="fromop"']) expect(start).toContain(part);
    expect(start).not.toContain("colon");
    expect(attributesOf(plan.xml, "A_monitor_0")).toContain('state="fromrsc"');
  });
});

describe("an instance of an anonymous clone", () => {
  const clone = (options: Record<string, string> = {}) => `<clone id="C-clone">${meta("C-clone", options)}${primitive("C")}</clone>`;

  test("is known by its number as long as there is no history", () => {
    const plan = planned(clone());
    expect(synapse(plan.xml, "C:0_start_0").slice(2, 4)).toEqual([
      '<rsc_op id="3" operation="start" operation_key="C:0_start_0" on_node="n1" on_node_uuid="1">',
      '<primitive id="C" long-id="C:0" class="ocf" provider="pacemaker" type="Dummy"/>',
    ]);
    expect(attributesOf(plan.xml, "C:0_start_0")).toContain(
      '<attributes CRM_meta_clone="0" CRM_meta_clone_max="2" CRM_meta_clone_node_max="1" CRM_meta_globally_unique="false" CRM_meta_notify="false"',
    );
  });

  test("is known by its name in history where there is some", () => {
    const plan = planned(clone({ "target-role": "Stopped" }), { active: { C: ["n2"] } });
    expect(synapse(plan.xml, "C_stop_0")[2]).toContain('operation_key="C_stop_0" internal_operation_key="C:0_stop_0"');
    expect(plan.dot).toContain('"C_stop_0 n2" [ style=bold color="green" fontcolor="black"]');
  });

  test("comes before the clone's own actions, its notifications before all", () => {
    const plan = planned(clone({ notify: "true" }));
    const written = [...plan.xml.matchAll(/<synapse id="\d+"(?: priority="(\d+)")?>\n.*\n\s+<\w+ id="(\d+)"/g)].map((m) => [m[2], m[1]]);
    expect(written).toEqual([
      ["17", "1000000"],
      ["3", undefined],
      ["1", undefined],
      ["18", "1000000"],
      ["4", undefined],
      ["2", undefined],
      ["12", "1000000"],
      ["11", "1000000"],
      ["10", undefined],
      ["9", undefined],
      ["6", "1000000"],
      ["5", undefined],
    ]);
  });
});

describe("a node that leaves", () => {
  const plan = planned(primitive("A") + primitive("B"), { active: { A: ["n1"], B: ["n2"] }, leaving: ["n1"] });

  test("is taken down by its shutdown, after the stops there", () => {
    const lines = synapse(plan.xml, "do_shutdown-n1");
    expect(lines).toContain('<crm_event id="5" operation="do_shutdown" operation_key="do_shutdown-n1" on_node="n1" on_node_uuid="1">');
    expect(lines.join(" ")).toContain('<downed> <node id="1"/> </downed>');
    expect(lines).toContain('<rsc_op id="1" operation="stop" operation_key="A_stop_0" on_node="n1" on_node_uuid="1"/>');
  });

  test("cannot do so because of what must not be stopped, which is reported", () => {
    const operations = '<operations><op id="X-o" name="stop" interval="0" on-fail="block"/></operations>';
    const stuck = planned(primitive("X", operations), { failedStops: { X: "n1" }, leaving: ["n1"] });
    expect(stuck.diagnostics).toContain("Cannot shut down n1 because of X: unmanaged failed (X_stop_0)");
  });

  test("is drawn by its task", () => {
    expect(plan.dot).toContain('"do_shutdown n1" [ style=bold color="green" fontcolor="black"]');
    expect(edges(plan)).toContain('"A_stop_0 n1" -> "do_shutdown n1" [ style = bold]');
  });
});
