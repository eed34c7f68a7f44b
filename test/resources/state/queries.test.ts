import { describe, expect, test } from "vitest";
import { baseEntry, type Node } from "../../../src/model/node.ts";
import { clearFlag, ResourceFlag, setFlag, type Clone, type Resource } from "../../../src/model/resource.ts";
import { countInstances } from "../../../src/resources/count.ts";
import { activeNodesAsRequired, countActive, currentNode } from "../../../src/resources/state/current-node.ts";
import { hasFlagAnywhere, hasFlagEverywhere } from "../../../src/resources/state/flags.ts";
import { isUniversal, maxPerNode } from "../../../src/resources/state/instances.ts";
import { isActive } from "../../../src/resources/state/is-active.ts";
import { firstLocation, locationOf, locationsOf } from "../../../src/resources/state/locations.ts";
import { displayedRole, roleOf } from "../../../src/resources/state/role.ts";
import type { Run } from "../../../src/run.ts";
import { Role } from "../../../src/values/role.ts";
import { meta, node, primitive, resource, unpacked } from "../model.ts";

const cluster = `<group id="G">${primitive("A")}${primitive("B")}</group>
  <clone id="C">${primitive("X")}</clone>
  <bundle id="b"><docker image="i" replicas="2"/><network ip-range-start="10.0.0.1"/>${primitive("P")}</bundle>`;

function place(run: Run, id: string, ...names: string[]): Resource {
  const found = resource(run, id);
  found.activeNodes = names.map((name) => node(run, name));
  return found;
}

const namesOf = (nodes: readonly Node[]) => nodes.map(({ name }) => name);

describe("active", () => {
  test("a primitive is on nodes that are online or unclean; from an offline one only what is managed is gone", () => {
    const run = unpacked(primitive("A"));
    const a = resource(run, "A");
    expect(isActive(a, true)).toBe(false);
    place(run, "A", "n1");
    expect(isActive(a, true)).toBe(true);
    node(run, "n1").online = false;
    expect(isActive(a, true)).toBe(false);
    node(run, "n1").unclean = true;
    expect(isActive(a, true)).toBe(true);
    node(run, "n1").unclean = false;
    clearFlag(a, ResourceFlag.Managed);
    expect(isActive(a, true)).toBe(true);
  });

  test("collectives are active with any part, or only with all", () => {
    const run = unpacked(cluster);
    const both = (id: string) => [isActive(resource(run, id), false), isActive(resource(run, id), true)];
    expect(["G", "C", "b"].map(both)).toEqual([
      [false, false],
      [false, false],
      [false, false],
    ]);
    for (const id of ["A", "X:0", "b-docker-1"]) place(run, id, "n1");
    expect(["G", "C", "b"].map(both)).toEqual([
      [true, false],
      [true, false],
      [true, false],
    ]);
    for (const id of ["B", "X:1", "b-docker-0", "b-ip-10.0.0.1", "b-ip-10.0.0.2", "b-0", "b-1"]) place(run, id, "n1");
    expect(["G", "C"].map(both)).toEqual([
      [true, true],
      [true, true],
    ]);
    expect(both("b")).toEqual([true, false]);
    place(run, "P:0", "n1");
    place(run, "P:1", "n1");
    expect(both("b")).toEqual([true, true]);
  });
});

test("the role of a group or clone is the highest of its children's, a bundle has none", () => {
  const run = unpacked(cluster);
  resource(run, "B").originalRole = Role.Started;
  resource(run, "X:1").nextRole = Role.Promoted;
  resource(run, "b-docker-0").originalRole = Role.Started;
  expect(["A", "G", "C", "b"].map((id) => roleOf(resource(run, id), "current"))).toEqual([
    Role.Stopped,
    Role.Started,
    Role.Stopped,
    Role.Unknown,
  ]);
  expect(roleOf(resource(run, "C"), "next")).toBe(Role.Promoted);
});

test("a started instance of a promotable clone is shown as unpromoted", () => {
  const run = unpacked(
    `<clone id="C">${meta("C", { promotable: "true" })}<primitive id="X" class="ocf" provider="pacemaker" type="Stateful"/></clone>${primitive("A")}`,
  );
  resource(run, "X:0").originalRole = Role.Started;
  resource(run, "A").originalRole = Role.Started;
  expect(["X:0", "X:1", "A"].map((id) => displayedRole(resource(run, id)))).toEqual([
    Role.Unpromoted,
    Role.Stopped,
    Role.Started,
  ]);
});

describe("locations", () => {
  test("of a leaf are its active nodes, a pending node, and the assigned one even if that repeats", () => {
    const run = unpacked(primitive("A"));
    const a = place(run, "A", "n2");
    a.pendingNode = node(run, "n2");
    a.assignedNode = baseEntry(node(run, "n2"));
    expect(namesOf(locationsOf(a, { current: true, pending: true }))).toEqual(["n2"]);
    expect(namesOf(locationsOf(a, { current: true, assigned: true }))).toEqual(["n2", "n2"]);
    expect(locationOf(a, { assigned: true })?.name).toBe("n2");
    expect(locationOf(a, {})).toBeNull();
    a.pendingNode = node(run, "n1");
    expect(namesOf(locationsOf(a, { current: true, pending: true }))).toEqual(["n2", "n1"]);
    expect(locationOf(a, { current: true, pending: true })).toBeNull();
  });

  test("of a collective are those of its children, without duplicates", () => {
    const run = unpacked(cluster);
    place(run, "A", "n2");
    const b = place(run, "B", "n1", "n2");
    expect(namesOf(locationsOf(resource(run, "G"), { current: true }))).toEqual(["n2", "n1"]);
    b.activeNodes = [];
    expect(locationOf(resource(run, "G"), { current: true })?.name).toBe("n2");
    expect(firstLocation(resource(run, "G"))?.name).toBe("n2");
    expect(firstLocation(resource(run, "C"))).toBeNull();
  });
});

describe("the current node", () => {
  test("is the first clean one, but the very first for what needs fencing", () => {
    const run = unpacked(primitive("A"));
    const a = place(run, "A", "n2", "n1");
    node(run, "n2").online = false;
    expect(currentNode(a)?.name).toBe("n1");
    expect(countActive(a)).toEqual({ all: 2, clean: 1 });
    expect(activeNodesAsRequired(a)).toBe(1);
    setFlag(a, ResourceFlag.NeedsFencing);
    expect(currentNode(a)?.name).toBe("n2");
    expect(activeNodesAsRequired(a)).toBe(2);
    clearFlag(a, ResourceFlag.NeedsFencing);
    node(run, "n1").unclean = true;
    expect(currentNode(a)?.name).toBe("n2");
    a.partialMigrationSource = node(run, "n1");
    expect(currentNode(a)?.name).toBe("n1");
    a.activeNodes = [];
    expect(currentNode(a)).toBeNull();
  });

  test("of a bundle is its only active container's, or the first clean one of all of them", () => {
    const run = unpacked(cluster);
    const bundle = resource(run, "b");
    expect(currentNode(bundle)).toBeNull();
    place(run, "b-docker-1", "n2");
    expect(currentNode(bundle)?.name).toBe("n2");
    place(run, "b-docker-0", "n1", "n2");
    expect(countActive(bundle)).toEqual({ all: 2, clean: 2 });
    node(run, "n1").online = false;
    expect(currentNode(bundle)?.name).toBe("n2");
  });
});

test("flags can be looked for anywhere or everywhere below a resource", () => {
  const run = unpacked(cluster);
  setFlag(resource(run, "B"), ResourceFlag.Failed);
  expect(hasFlagAnywhere(resource(run, "G"), ResourceFlag.Failed)).toBe(true);
  expect(hasFlagEverywhere(resource(run, "G"), ResourceFlag.Failed)).toBe(false);
  expect(hasFlagAnywhere(resource(run, "C"), ResourceFlag.Failed)).toBe(false);
  expect(hasFlagEverywhere(resource(run, "b"), ResourceFlag.Managed)).toBe(true);
});

test("how many instances a node may have, and whether there is one for each node", () => {
  const run = unpacked(
    `${cluster}<clone id="U">${meta("U", { "clone-node-max": "3", "clone-max": "4" })}${primitive("Y")}</clone>`,
  );
  expect(["A", "G", "C", "U", "b"].map((id) => maxPerNode(resource(run, id)))).toEqual([1, 1, 1, 3, 1]);
  // two members and two bundle nodes by now
  expect(["C", "U"].map((id) => isUniversal(run, resource(run, id) as Clone))).toEqual([false, true]);
});

test("instances are counted by leaves, removed ones only while they are active", () => {
  const run = unpacked(
    `${cluster}<clone id="Z">${meta("Z", { "clone-max": "0" })}${primitive("Y")}</clone>${primitive("D", meta("D", { "target-role": "Stopped" }))}`,
  );
  setFlag(resource(run, "A"), ResourceFlag.Blocked);
  countInstances(run);
  // two members, two instances, four parts of each of two replicas, and D
  expect([run.cluster.instanceCount, run.cluster.disabledCount, run.cluster.blockedCount]).toEqual([13, 1, 1]);
  resource(run, "Y:0").originalRole = Role.Started;
  countInstances(run);
  expect(run.cluster.instanceCount).toBe(14);
});
