import { describe, expect, test } from "vitest";
import { hasFlag, ResourceFlag, setFlag } from "../../src/model/resource.ts";
import { recordActive, recordPending } from "../../src/resources/active.ts";
import { findForHistory } from "../../src/resources/history-lookup.ts";
import type { Run } from "../../src/run.ts";
import { meta, node, primitive, resource, unpacked, type Setup } from "./model.ts";

const bundle = (perHost: number) =>
  unpacked(
    `<bundle id="b"><docker image="i" replicas="2" replicas-per-host="${perHost}"/><network ip-range-start="10.0.0.1"/>${primitive("P")}</bundle>`,
  );

const dead = (requires: string, max: string) => {
  const run = clone({ requires, "clone-max": max }, { options: { "fencing-enabled": "true" } });
  node(run, "n1").online = false;
  for (const name of ["n2", "n3"]) node(run, name).unclean = false;
  return resolve(run, [
    ["A", "n1"],
    ["A", "n2"],
  ]);
};

const threeNodes = '<node id="1" uname="n1"/><node id="2" uname="n2"/><node id="3" uname="n3"/>';

function clone(values: Readonly<Record<string, string>> = {}, setup: Setup = {}): Run {
  return unpacked(`<clone id="C">${meta("C", values)}${primitive("A")}</clone>`, { nodes: threeNodes, ...setup });
}

/** What history entries are taken for, given as [name, node], with an asterisk for one that is not active. */
function resolve(run: Run, entries: readonly (readonly [string, string])[]): (string | null)[] {
  return entries.map(([text, nodeName]) => {
    const on = node(run, nodeName);
    const found = findForHistory(run, on, text.replace("*", ""));
    if (found !== null && !text.endsWith("*")) recordActive(run, found, on, false);
    return found === null ? null : `${found.id}${hasFlag(found, ResourceFlag.Removed) ? " removed" : ""}`;
  });
}

describe("the instances of an anonymous clone", () => {
  test("are taken in the order of reading, and one in excess is created when none is left", () => {
    const run = clone({ "clone-max": "2" });
    expect(
      resolve(run, [
        ["A", "n1"],
        ["A", "n2"],
        ["A", "n3"],
      ]),
    ).toEqual(["A:0", "A:1", "A:2 removed"]);
    expect(["A:0", "A:1", "A:2"].map((id) => resource(run, id).historyId)).toEqual(["A", "A", "A"]);
    expect(resource(run, "C").children.map(({ id }) => id)).toEqual(["A:0", "A:1", "A:2"]);
    expect(resource(run, "A:2").meta.get("clone-max")).toBe("2");
  });

  test("include the removed one of a clone with clone-max=0", () => {
    const run = clone({ "clone-max": "0" });
    expect(
      resolve(run, [
        ["A:1", "n1"],
        ["A:0", "n2"],
      ]),
    ).toEqual(["A:0 removed", "A:1 removed"]);
    expect(resource(run, "C").children.map(({ historyId }) => historyId)).toEqual(["A:1", "A:0"]);
  });

  test("are not taken for a second history on the same node", () => {
    const run = clone();
    expect(
      resolve(run, [
        ["A:1", "n1"],
        ["A:0", "n1"],
        ["A:2", "n2"],
        ["A*", "n3"],
      ]),
    ).toEqual(["A:0", "A:3 removed", "A:1", "A:2"]);
    expect(run.diagnostics.map(({ text }) => text)).toContain(
      'Active (now-)anonymous clone C has multiple "removed" instance histories on n1',
    );
  });

  test("are not taken while an operation is pending on another node, or if blocked", () => {
    const run = clone();
    recordPending(run, resource(run, "A:0"), node(run, "n2"));
    setFlag(resource(run, "A:1"), ResourceFlag.Blocked);
    expect(
      resolve(run, [
        ["A", "n1"],
        ["A", "n2"],
      ]),
    ).toEqual(["A:2", "A:0"]);
  });

  test("are not used up by dead nodes that will not be fenced for them", () => {
    expect(dead("quorum", "2")).toEqual(["A:2 removed", "A:0"]);
    expect(dead("fencing", "2")).toEqual(["A:0", "A:1"]);
    expect(dead("quorum", "3")).toEqual(["A:0", "A:1"]);
  });
});

test("the members of a cloned group stay together", () => {
  const run = unpacked(`<clone id="C"><group id="G">${primitive("A")}${primitive("B")}</group></clone>`);
  expect(
    resolve(run, [
      ["B:0", "n2"],
      ["B:0", "n1"],
      ["A:0", "n1"],
      ["A", "n2"],
    ]),
  ).toEqual(["B:0", "B:1", "A:1", "A:0"]);
});

test("history under the name of a cloned group goes to one of its instances, once", () => {
  const run = unpacked(`<clone id="C"><group id="G">${primitive("A")}</group></clone>`);
  expect(
    resolve(run, [
      ["G", "n1"],
      ["G", "n2"],
    ]),
  ).toEqual(["G:0", null]);
  expect(resource(run, "G:0").historyId).toBe("G");
});

test("the instances of a unique clone are matched by their exact names", () => {
  const run = clone({ "globally-unique": "true", "clone-max": "2" });
  expect(
    resolve(run, [
      ["A:1", "n1"],
      ["A:5", "n2"],
      ["A", "n3"],
    ]),
  ).toEqual(["A:1", null, null]);
  expect(resource(run, "A:1").historyId).toBeNull();
});

test("what is not a primitive, or not configured, is not found", () => {
  const run = unpacked(`<group id="G">${primitive("A")}</group>`);
  expect(
    resolve(run, [
      ["G", "n1"],
      ["A:0", "n1"],
      ["B", "n1"],
      ["A", "n1"],
    ]),
  ).toEqual([null, null, null, "A"]);
});

test("on a bundle's node it is that replica's instance, whatever the number; elsewhere it is nothing", () => {
  expect(
    resolve(bundle(1), [
      ["P", "b-1"],
      ["P:1", "b-0"],
      ["P", "n1"],
    ]),
  ).toEqual(["P:1", "P:0", null]);
  expect(
    resolve(bundle(2), [
      ["P:1", "b-0"],
      ["P", "b-1"],
    ]),
  ).toEqual(["P:1", null]);
});
