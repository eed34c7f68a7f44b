import { expect, test } from "vitest";
import { isGuestNode, isRemoteNode } from "../../src/model/node.ts";
import { hasFlag, ResourceFlag } from "../../src/model/resource.ts";
import { parametersOf } from "../../src/resources/parameters.ts";
import { attribute, childElements, idOf } from "../../src/xml/element.ts";
import { block, complaints, meta, node, primitive, resource, unpacked } from "./model.ts";

const guest = (id: string) => primitive(id, meta(id, { "remote-node": `${id}-guest` }));

const remote = (id: string, content = "") =>
  `<primitive id="${id}" class="ocf" provider="pacemaker" type="remote">${content}</primitive>`;

test("a guest's connection comes after all configured resources, with what was configured for it", () => {
  const run = unpacked(
    primitive(
      "vm",
      meta("vm", {
        "remote-node": "g1",
        "remote-addr": "1.2.3.4",
        "remote-port": "77",
        "remote-connect-timeout": "90s",
        "remote-allow-migrate": "false",
        "is-managed": "true",
      }),
    ) + primitive("A"),
  );
  expect(run.cluster.resources.map(({ id }) => id)).toEqual(["vm", "A", "g1"]);
  const g1 = resource(run, "g1");
  expect(childElements(g1.operations!).map((op) => op.attributes.join(" "))).toEqual([
    "id g1-monitor-30s interval 30s name monitor timeout 30s",
    "id g1-start-0 interval 0 name start timeout 90s",
  ]);
  expect([...parametersOf(run, g1, null).unordered()]).toEqual([
    ["addr", "1.2.3.4"],
    ["port", "77"],
  ]);
  expect(["internal_rsc", "container", "allow-migrate", "is-managed"].map((name) => g1.meta.get(name))).toEqual([
    "true",
    "vm",
    "false",
    "true",
  ]);
  expect(hasFlag(g1, ResourceFlag.Migratable)).toBe(false);
  expect(g1.launcher).toBe(resource(run, "vm"));
  expect(resource(run, "vm").launched).toEqual([g1]);
  const guest = node(run, "g1");
  expect(guest.attributes.get("#kind")).toBe("container");
  expect(isGuestNode(guest)).toBe(true);
  expect(guest.connection).toBe(g1);
});

test("the connection is part of the document from then on, the input is not changed", () => {
  const run = unpacked(`<group id="G">${primitive("vm", meta("vm", { "remote-node": "g1" }))}</group>`);
  const section = run.sections.resources!;
  expect(childElements(section).map(idOf)).toEqual(["G", "g1"]);
  const configuration = childElements(run.root, "configuration")[0]!;
  expect(childElements(configuration, "resources")[0]).toBe(section);
  expect(run.ids.find("op", "g1-start-0")).not.toBeNull();
  expect(run.ids.find("nvpair", "vm-m-0")).not.toBeNull();
});

test("a guest without an address has no instance attributes", () => {
  const run = unpacked(primitive("vm", meta("vm", { "remote-node": "g1" })));
  expect(childElements(resource(run, "g1").xml).map(({ name }) => name)).toEqual(["meta_attributes", "operations"]);
});

test("remote-node is read literally: the last value counts, whatever the rules and scores", () => {
  const rule = '<rule id="r"><date_expression id="e" operation="lt" end="2000-01-01"/></rule>';
  const run = unpacked(
    primitive(
      "vm",
      meta("vm", { "remote-node": "g1" }, 100) +
        `<meta_attributes id="n">${rule}<nvpair id="n1" name="remote-node" value="g2"/></meta_attributes>`,
    ),
  );
  expect(run.cluster.nodes.map(({ name }) => name)).toEqual(["g2", "n1", "n2"]);
});

test("clones, bundles and templates have no guests, groups do", () => {
  const run = unpacked(
    `<clone id="c">${guest("a")}</clone><group id="g">${guest("b")}</group>
     <template id="t" class="ocf" provider="pacemaker" type="Dummy">${meta("t", { "remote-node": "t-guest" })}</template><primitive id="d" template="t"/>`,
  );
  expect(run.cluster.nodes.map(({ name }) => name)).toEqual(["b-guest", "n1", "n2"]);
  expect(resource(run, "d").meta.get("remote-node")).toBe("t-guest");
});

test("a connection makes a node of its name, a template of that kind does too, what is made from it does not", () => {
  const run = unpacked(
    `${remote("r1")}<template id="T" class="OCF" provider="pacemaker" type="Remote"/><primitive id="r2" template="T"/>
     <group id="g">${remote("r3")}</group>`,
    { unvalidated: true },
  );
  expect(run.cluster.nodes.map(({ name }) => name)).toEqual(["n1", "n2", "r1", "T"]);
  expect(isRemoteNode(node(run, "r1"))).toBe(true);
  expect(node(run, "r1").connection).toBe(resource(run, "r1"));
  expect(node(run, "r1").attributes.get("#kind")).toBe("remote");
  expect(node(run, "T").connection).toBeNull();
  expect(hasFlag(resource(run, "r2"), ResourceFlag.RemoteConnection)).toBe(true);
  expect(run.diagnostics.filter(({ origin }) => origin === "log_assertion_as")).toHaveLength(1);
});

test("a node that is configured is not created again", () => {
  const run = unpacked(remote("R1"), {
    nodes: '<node id="1" uname="n1"/><node id="7" uname="r1" type="remote"/>',
  });
  expect(run.cluster.nodes.map(({ id }) => id)).toEqual(["1", "7"]);
  expect(node(run, "r1").connection).toBe(resource(run, "R1"));
});

test("with startup fencing a remote node is unclean from the moment it has a connection, a guest node is not", () => {
  const run = unpacked(remote("r1") + primitive("vm", meta("vm", { "remote-node": "g1" })), {
    options: { "fencing-enabled": "true" },
    nodes: '<node id="1" uname="n1"/><node id="7" uname="old" type="remote"/>',
  });
  expect(["n1", "r1", "g1", "old"].map((name) => node(run, name).unclean)).toEqual([true, true, false, false]);
});

test("a remote node's connection may migrate, and its failures are kept until it may connect again", () => {
  const run = unpacked(
    remote("r1", meta("r1", { "failure-timeout": "10s" }) + block("instance_attributes", "i", { reconnect_interval: "60s" })) +
      remote("r2", meta("r2", { "failure-timeout": "10s", "allow-migrate": "false" })),
  );
  const [r1, r2] = [resource(run, "r1"), resource(run, "r2")];
  expect([r1.reconnectInterval, r1.failureTimeout]).toEqual([60_000, 60_000]);
  expect([r2.reconnectInterval, r2.failureTimeout]).toEqual([0, 10_000]);
  expect([hasFlag(r1, ResourceFlag.Migratable), hasFlag(r2, ResourceFlag.Migratable)]).toEqual([true, false]);
});

test("in an asymmetric cluster only guests' connections may run anywhere", () => {
  const run = unpacked(remote("r1") + primitive("vm", meta("vm", { "remote-node": "g1" })), {
    options: { "symmetric-cluster": "false" },
  });
  expect(["r1", "vm", "g1"].map((id) => resource(run, id).allowedNodes.size)).toEqual([0, 0, 4]);
});

test("a container can be any resource, and a group's goes for its members", () => {
  const run = unpacked(
    `<group id="G">${meta("G", { container: "C" })}${primitive("A")}${primitive("B")}</group>
     <clone id="C">${primitive("D")}</clone>${primitive("E", meta("E", { container: "nix" }))}${primitive("F", meta("F", { container: "F" }))}`,
  );
  expect(["A", "B", "G", "E", "F"].map((id) => resource(run, id).launcher?.id ?? null)).toEqual(["C", "C", null, null, null]);
  expect(resource(run, "C").launched.map(({ id }) => id)).toEqual(["A", "B"]);
  expect(complaints(run)).toEqual(["Resource E: Unknown container nix"]);
});

test("the generated connection inherits nothing literal from the machine", () => {
  const run = unpacked(primitive("vm", meta("vm", { "remote-node": "g1", priority: "3" })));
  expect(resource(run, "g1").priority).toBe(0);
  expect(attribute(resource(run, "g1").xml, "type")).toBe("remote");
});
