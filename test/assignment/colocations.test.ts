import { describe, expect, test } from "vitest";
import { recordColocation, thisWithOf, withThisOf } from "../../src/assignment/colocations.ts";
import { Role } from "../../src/values/role.ts";
import { assigned, bundle, clone, element, group, primitive, primitives, promotable, resourceOf, together } from "./support.ts";

const ids = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);

test("a list is sorted by the other side: priority, variant, promotable, ID; of equals the newest comes first", () => {
  const resources =
    primitives("A", "b", "B") +
    primitive("P", { meta: { priority: 5 } }) +
    group("G", primitive("m")) +
    clone("Ca", primitive("x")) +
    promotable("Cb", primitive("y"));
  const others = ["b", "B", "P", "G", "Ca", "Cb"];
  const constraints = others.map((other) => `<rsc_colocation id="to${other}" rsc="A" with-rsc="${other}" score="1"/>`).join("");
  const { run } = assigned({ resources, constraints: `${constraints}<rsc_colocation id="again" rsc="A" with-rsc="B" score="2"/>` }, "constraints");
  expect(ids(resourceOf(run, "A").thisWith)).toEqual(["toP", "toCb", "toCa", "toG", "again", "toB", "tob"]);
});

test("a colocation with a score of 0 is none", () => {
  const { run } = assigned({ resources: primitives("A", "B"), constraints: together("A", "B", 0) }, "constraints");
  const request = { id: "c", dependent: resourceOf(run, "A"), primary: resourceOf(run, "B"), influence: true, explicit: true };
  expect(recordColocation(run, { ...request, score: 0 })).toBeNull();
  expect(run.colocations).toEqual([]);
  expect(recordColocation(run, { ...request, score: 1 })).toMatchObject({ nodeAttribute: "#uname", dependentRole: Role.Unknown });
});

test.each([
  [{}, ["A stop < B start", "B stop < A start"]],
  [{ "rsc-role": "Promoted" }, ["A demote < B start", "B stop < A promote"]],
  [
    { "with-rsc-role": "Unpromoted" },
    ["A stop < B start", "A stop < B demote", "B stop < A start", "B promote < A start"],
  ],
])("opponents leave a node before the other one arrives: %j", (roles, expected) => {
  const { run } = assigned({ resources: primitives("A", "B"), constraints: together("A", "B", "-INFINITY", roles) }, "constraints");
  const side = (key: string | null): string => key!.replace(/^(\w)_(\w+)_0$/, "$1 $2");
  expect(run.relations.map(({ firstKey, thenKey }) => `${side(firstKey)} < ${side(thenKey)}`)).toEqual(expected);
});

describe("the colocations in effect", () => {
  test("of the first and last member are the group's, and what others have configured", () => {
    const { run } = assigned(
      {
        resources: group("G", primitives("A", "B", "D")) + primitives("X"),
        constraints: ["G", "A", "B", "D"]
          .flatMap((id) => [
            `<rsc_colocation id="${id}-X" rsc="${id}" with-rsc="X" score="1"/>`,
            `<rsc_colocation id="X-${id}" rsc="X" with-rsc="${id}" score="1"/>`,
          ])
          .join(""),
      },
      "internal constraints",
    );
    const of = (id: string): readonly string[] => [
      ids(thisWithOf(run, resourceOf(run, id))).join(" "),
      ids(withThisOf(run, resourceOf(run, id))).join(" "),
    ];
    expect(of("G")).toEqual(["D-X B-X A-X G-X", "X-D X-B X-A X-G"]);
    expect(of("A")).toEqual(["D-X B-X G-X A-X", "#group-members X-A"]);
    expect(of("B")).toEqual(["#group-members B-X", "#group-members X-B"]);
    expect(of("D")).toEqual(["#group-members D-X", "X-B X-A X-G X-D"]);
  });

  test("of a later member are the group's mandatory ones behind an unmanaged member", () => {
    const { run } = assigned(
      {
        resources: group("G", primitive("A", { meta: { "is-managed": "false" } }) + primitives("B", "D")) + primitive("X"),
        constraints:
          `<rsc_colocation id="must" rsc="G" with-rsc="X" score="INFINITY"/>` +
          `<rsc_colocation id="wish" rsc="G" with-rsc="X" score="5"/>`,
      },
      "internal constraints",
    );
    expect(ids(thisWithOf(run, resourceOf(run, "B")))).toEqual(["#group-members", "must"]);
    expect(ids(thisWithOf(run, resourceOf(run, "D")))).toEqual(["#group-members", "must"]);
  });

  test("of instances are the clone's", () => {
    const constraints = `<rsc_colocation id="c" rsc="C" with-rsc="X" score="1"/>`;
    const { run } = assigned({ resources: clone("C", primitive("A")) + primitive("X"), constraints }, "internal constraints");
    expect(ids(thisWithOf(run, resourceOf(run, "A:0")))).toEqual(["c"]);
  });

  test("of a bundle hold for its containers, and inside only once instances have their places", () => {
    const situation = {
      resources: bundle("B", 1, primitive("A"), { "promoted-max": 1 }) + primitive("X"),
      constraints: `<rsc_colocation id="c" rsc="B" with-rsc="X" score="1" rsc-role="Promoted"/>`,
    };
    const { run } = assigned(situation, "internal constraints");
    expect(ids(thisWithOf(run, resourceOf(run, "B-podman-0")))).toEqual(["c"]);
    expect(ids(thisWithOf(run, resourceOf(run, "B-0")))).toEqual(["#resource-with-container"]);
    expect(ids(thisWithOf(run, resourceOf(run, "A:0")))).toEqual([]);
    expect(ids(thisWithOf(assigned(situation).run, resourceOf(assigned(situation).run, "A:0")))).toEqual(["c"]);
  });

  test("lose all but the first of a list that is appended to another one, which is repeated instead", () => {
    const byPlace = (id: string, rsc: string, primary: string, score: number): string =>
      element("rsc_colocation", { id, rsc, "with-rsc": primary, score, "node-attribute": "site", influence: "true" });
    const { run } = assigned(
      {
        resources: group("g1", primitive("m2")) + group("g3", primitive("m4", { meta: { critical: "false" } }), { priority: 10 }),
        constraints:
          byPlace("co4", "m4", "g1", 500) +
          byPlace("co5", "m4", "m2", 501) +
          `<rsc_colocation id="co2" rsc="g3" with-rsc="m2" score="-2"/><rsc_colocation id="co1" rsc="m4" with-rsc="g1" score="11"/>`,
      },
      "internal constraints",
    );
    expect(ids(resourceOf(run, "m2").withThis)).toEqual(["co2", "co5"]);
    expect(ids(resourceOf(run, "g1").withThis)).toEqual(["co1", "co4"]);
    expect(ids(withThisOf(run, resourceOf(run, "m2")))).toEqual(["co2", "co1", "co1", "co5"]);
  });
});
