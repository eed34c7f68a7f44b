import { expect, test } from "vitest";
import { explain, INFINITY, readCib, schedule, type Explanation } from "../../src/index.ts";

const cib = readCib(`<cib validate-with="pacemaker-4.0" admin_epoch="0" epoch="1" num_updates="0" have-quorum="1" execution-date="1700000000">
<configuration>
  <crm_config><cluster_property_set id="o"><nvpair id="o-f" name="fencing-enabled" value="false"/></cluster_property_set></crm_config>
  <nodes>
    <node id="1" uname="n1"/>
    <node id="2" uname="n2"><instance_attributes id="n2-a"><nvpair id="n2-s" name="standby" value="on"/></instance_attributes></node>
    <node id="3" uname="n3"/>
  </nodes>
  <resources>
    <primitive id="a" class="ocf" provider="pacemaker" type="Dummy"/>
    <primitive id="b" class="ocf" provider="pacemaker" type="Dummy"/>
    <group id="g">
      <primitive id="g1" class="ocf" provider="pacemaker" type="Dummy"/>
      <primitive id="g2" class="ocf" provider="pacemaker" type="Dummy">
        <meta_attributes id="g2-m"><nvpair id="g2-t" name="target-role" value="Stopped"/></meta_attributes>
      </primitive>
    </group>
    <clone id="c"><primitive id="i" class="ocf" provider="pacemaker" type="Dummy"/></clone>
  </resources>
  <constraints>
    <rsc_location id="a-n3" rsc="a" node="n3" score="7"/>
    <rsc_location id="a-not-n1" rsc="a" node="n1" score="-INFINITY"/>
    <rsc_colocation id="b-with-a" rsc="b" with-rsc="a" score="20"/>
  </constraints>
</configuration>
<status>
  <node_state id="1" uname="n1" in_ccm="true" crmd="online" join="member" expected="member"/>
  <node_state id="2" uname="n2" in_ccm="true" crmd="online" join="member" expected="member"/>
  <node_state id="3" uname="n3" in_ccm="true" crmd="online" join="member" expected="member"/>
</status>
</cib>`);
const planned = schedule(cib, { scores: true, ledger: true });

function only(resource: string, node?: string): Explanation {
  const explanations = explain(planned, { resource, node });
  expect(explanations).toHaveLength(1);
  return explanations[0]!;
}

test("a place is explained by the scores of all nodes, and what made them", () => {
  const { now, next, nodes, changes } = only("a");
  expect([now, next]).toEqual([[], "n3"]);
  expect(changes.map(({ verb, to }) => [verb, to])).toEqual([["Start", "n3"]]);
  expect(nodes.map(({ node, chosen, score }) => [node, chosen, score])).toEqual([
    ["n1", false, -INFINITY],
    ["n2", false, -20],
    ["n3", true, 7],
  ]);
  expect(nodes[2]!.causes.map(({ delta, cause }) => [delta, cause])).toContainEqual([7, { kind: "location", constraint: "a-n3" }]);
  expect(nodes[0]!.causes.map(({ cause }) => cause)).toContainEqual({ kind: "location", constraint: "a-not-n1" });
});

test("a colocation is named with the resource that it is with", () => {
  const [node] = only("b", "n3").nodes;
  expect(node!.causes.map(({ delta, cause }) => [delta, cause])).toContainEqual([20, { kind: "colocation", constraint: "b-with-a", with: "a" }]);
});

test("a question about one node is answered for that node alone, with what keeps it from running anything", () => {
  expect(only("a", "n2").nodes).toMatchObject([{ node: "n2", obstacles: ["standby"] }]);
  expect(only("a", "n9").nodes).toEqual([]);
});

test("a resource that is told to stop says so", () => {
  expect(only("g2")).toMatchObject({ obstacles: ["disabled"], next: null });
});

test("groups and clones are explained by what is in them", () => {
  expect(explain(planned, { resource: "g" }).map(({ resource }) => resource)).toEqual(["g1", "g2"]);
  const instances = explain(planned, { resource: "c" }).map(({ resource }) => resource);
  expect(instances).toEqual(["i:0", "i:1", "i:2"]);
  expect(explain(planned, { resource: "i" }).map(({ resource }) => resource)).toEqual(instances);
});

test("what is not there is not explained", () => {
  expect(explain(planned, { resource: "x" })).toEqual([]);
});

test("explanations are frozen", () => {
  const explanation = only("a");
  expect([explanation, explanation.nodes, explanation.nodes[0], explanation.changes].every(Object.isFrozen)).toBe(true);
});
