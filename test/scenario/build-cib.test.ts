import { describe, expect, test } from "vitest";
import { readCib, serializeXml, type ClusterOutline } from "../../src/index.ts";
import { buildCib } from "../../src/scenario/build-cib.ts";

/** The lines of a section of the CIB that an outline stands for; the CIB is valid. */
function section(outline: ClusterOutline, name: string): string[] {
  const text = serializeXml(buildCib(outline, 1_700_000_000));
  readCib(text);
  const found = new RegExp(`<${name}>\\n([\\s\\S]*?)\\n *</${name}>`).exec(text);
  return found === null ? [] : found[1]!.split("\n").map((line) => line.trim());
}

const dummy = (primitive: string): { primitive: string; agent: string } => ({ primitive, agent: "ocf:pacemaker:Dummy" });

describe("the short form of a cluster", () => {
  test("numbers nodes and says that they are online, unless they are not", () => {
    const outline = { nodes: ["n1", { name: "n2", online: false, attributes: { rack: 7 }, utilization: { cpu: 4 } }] };
    expect(section(outline, "nodes")).toEqual([
      '<node id="1" uname="n1"/>',
      '<node id="2" uname="n2">',
      '<instance_attributes id="node-n2-attributes">',
      '<nvpair id="node-n2-attributes-rack" name="rack" value="7"/>',
      "</instance_attributes>",
      '<utilization id="node-n2-utilization">',
      '<nvpair id="node-n2-utilization-cpu" name="cpu" value="4"/>',
      "</utilization>",
      "</node>",
    ]);
    expect(section(outline, "status")).toEqual([
      '<node_state id="1" uname="n1" in_ccm="true" crmd="online" join="member" expected="member"/>',
      '<node_state id="2" uname="n2" in_ccm="false" crmd="offline" join="down" expected="down"/>',
    ]);
  });

  test("has cluster options in one set", () => {
    expect(section({ options: { "fencing-enabled": false, "batch-limit": 10 } }, "crm_config")).toEqual([
      '<cluster_property_set id="options">',
      '<nvpair id="options-fencing-enabled" name="fencing-enabled" value="false"/>',
      '<nvpair id="options-batch-limit" name="batch-limit" value="10"/>',
      "</cluster_property_set>",
    ]);
  });

  test("writes a primitive with everything in it", () => {
    const resources = [
      {
        primitive: "a",
        agent: "systemd:httpd",
        meta: { "target-role": "Started" },
        params: { ip: "<1>" },
        utilization: { cpu: 1 },
        operations: [{ name: "monitor", interval: "10s", timeout: "20s" }, { name: "start", timeout: "60s" }],
      },
    ];
    expect(section({ resources }, "resources")).toEqual([
      '<primitive id="a" class="systemd" type="httpd">',
      '<meta_attributes id="a-meta">',
      '<nvpair id="a-meta-target-role" name="target-role" value="Started"/>',
      "</meta_attributes>",
      '<instance_attributes id="a-params">',
      '<nvpair id="a-params-ip" name="ip" value="&lt;1&gt;"/>',
      "</instance_attributes>",
      "<operations>",
      '<op id="a-monitor-10s" interval="10s" name="monitor" timeout="20s"/>',
      '<op id="a-start-0" interval="0" name="start" timeout="60s"/>',
      "</operations>",
      '<utilization id="a-utilization">',
      '<nvpair id="a-utilization-cpu" name="cpu" value="1"/>',
      "</utilization>",
      "</primitive>",
    ]);
  });

  test("nests groups, clones and bundles", () => {
    const resources = [
      { clone: "c", meta: { promotable: true }, of: { group: "g", members: [dummy("a")] } },
      { bundle: "b", docker: { image: "i", replicas: 2 }, network: { "control-port": 3121 }, of: dummy("in") },
      { xml: '<primitive id="x" class="ocf" provider="pacemaker" type="Dummy"/>' },
    ];
    expect(section({ resources }, "resources")).toEqual([
      '<clone id="c">',
      '<meta_attributes id="c-meta">',
      '<nvpair id="c-meta-promotable" name="promotable" value="true"/>',
      "</meta_attributes>",
      '<group id="g">',
      '<primitive id="a" class="ocf" provider="pacemaker" type="Dummy"/>',
      "</group>",
      "</clone>",
      '<bundle id="b">',
      '<docker image="i" replicas="2"/>',
      '<network control-port="3121"/>',
      '<primitive id="in" class="ocf" provider="pacemaker" type="Dummy"/>',
      "</bundle>",
      '<primitive id="x" class="ocf" provider="pacemaker" type="Dummy"/>',
    ]);
  });

  test("writes each kind of constraint, with IDs that do not meet", () => {
    const constraints = [
      { location: "a", node: "n1" },
      { location: "a", node: "n1", score: -5, role: "Started" },
      { colocation: ["a", "b"], score: 10, role: "Started", "with-role": "Promoted" },
      { order: ["a", "b"], id: "mine", kind: "Optional" },
      { order: ["start a", "stop b", "c"], symmetrical: false },
      { ticket: "T", resource: "a", "loss-policy": "fence" },
      { xml: '<rsc_location id="x" rsc="a" node="n1" score="0"/>' },
    ];
    expect(section({ nodes: ["n1"], resources: [dummy("a"), dummy("b"), dummy("c")], constraints }, "constraints")).toEqual([
      '<rsc_location id="location-a-n1" rsc="a" node="n1" score="INFINITY"/>',
      '<rsc_location id="location-a-n1-2" rsc="a" node="n1" score="-5" role="Started"/>',
      '<rsc_colocation id="colocation-a-b" rsc="a" with-rsc="b" score="10" rsc-role="Started" with-rsc-role="Promoted"/>',
      '<rsc_order id="mine" first="a" then="b" kind="Optional"/>',
      '<rsc_order id="order-a-b" first="a" first-action="start" then="b" then-action="stop" symmetrical="false"/>',
      '<rsc_order id="order-b-c" first="b" first-action="stop" then="c" symmetrical="false"/>',
      '<rsc_ticket id="ticket-T-a" rsc="a" ticket="T" loss-policy="fence"/>',
      '<rsc_location id="x" rsc="a" node="n1" score="0"/>',
    ]);
  });
});
