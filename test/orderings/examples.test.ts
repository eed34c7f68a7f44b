import { describe, expect, test } from "vitest";
import { edges, meta, planned, primitive } from "./plan.ts";

const order = (first: string, then: string, more = "") => `<rsc_order id="c" first="${first}" then="${then}" ${more}/>`;
const stopped = (id: string) => primitive(id, meta(id, { "target-role": "Stopped" }));
const clone = (id: string, content: string, options: Record<string, string> = {}) =>
  `<clone id="${id}">${meta(id, options)}${content}</clone>`;
const ban = (id: string, resource: string, node: string) =>
  `<rsc_location id="${id}" rsc="${resource}" node="${node}" score="-INFINITY"/>`;

describe("a dependent of a resource that is stopped", () => {
  const active = { A: ["n1"], B: ["n1"] };

  test("is stopped before it", () => {
    const plan = planned(stopped("A") + primitive("B"), { constraints: order("A", "B"), active });
    expect(plan.summary).toEqual(["Stop A ( n1 ) due to node availability", "Stop B ( n1 ) due to required A start"]);
    expect(plan.dot).toEqual(
      expect.arrayContaining([
        '"A_start_0 <none>" [ style=dashed color="red" fontcolor="black"]',
        '"B_start_0 n1" [ style=dashed color="red" fontcolor="black"]',
        '"B_stop_0 n1" -> "A_stop_0 n1" [ style = bold]',
      ]),
    );
  });

  test.each(['kind="Optional"', 'symmetrical="false"'])("stays with %s", (more) => {
    const plan = planned(stopped("A") + primitive("B"), { constraints: order("A", "B", more), active });
    expect(plan.summary).toEqual(["Stop A ( n1 ) due to node availability"]);
  });
});

describe("a start that cannot be", () => {
  test.each(["", 'symmetrical="false"'])("blocks what follows (%s)", (more) => {
    const plan = planned(stopped("A") + primitive("B"), { constraints: order("A", "B", more) });
    expect(plan.summary).toEqual(["Start B ( n1 ) due to unrunnable A start (blocked)"]);
  });

  test("blocks what must be with what follows", () => {
    const colocation = '<rsc_colocation id="cc" rsc="C" with-rsc="B" score="INFINITY"/>';
    const plan = planned(stopped("A") + primitive("B") + primitive("C"), { constraints: order("A", "B") + colocation });
    expect(plan.summary).toContain("Start C ( n1 ) due to colocation with B (blocked)");
  });
});

test("of two constraints between the same actions that share a meaning only the first one counts", () => {
  const nowhere = ban("l1", "A", "n1") + ban("l2", "A", "n2");
  const weak = '<rsc_order id="c1" first="A" then="B" kind="Optional"/>';
  const strong = '<rsc_order id="c2" first="A" then="B"/>';
  const resources = primitive("A") + primitive("B");
  expect(planned(resources, { constraints: nowhere + weak + strong }).summary).toEqual(["Start B ( n1 )"]);
  expect(planned(resources, { constraints: nowhere + strong + weak }).summary).toEqual([
    "Start B ( n1 ) due to unrunnable A start (blocked)",
  ]);
});

describe("one of a set", () => {
  const set = (id: string, content: string, more = "") => `<resource_set id="${id}" ${more}>${content}</resource_set>`;
  const refs = (...ids: string[]) => ids.map((id) => `<resource_ref id="${id}"/>`).join("");
  const constraints = `<rsc_order id="c">${set("s1", refs("A", "B"), 'require-all="false" sequential="false"')}${set("s2", refs("C"))}</rsc_order>`;

  test("is enough to start", () => {
    const plan = planned(stopped("A") + primitive("B") + primitive("C"), { constraints });
    expect(plan.summary).toEqual(["Start B ( n1 )", "Start C ( n2 )"]);
    expect(edges(plan)).toEqual(
      expect.arrayContaining([
        '"B_start_0 n1" -> "one-or-more:s1" [ style = bold]',
        '"one-or-more:s1" -> "C_start_0 n2" [ style = bold]',
      ]),
    );
  });

  test("is necessary to start", () => {
    const plan = planned(stopped("A") + stopped("B") + primitive("C"), { constraints });
    expect(plan.summary).toEqual(["Start C ( n1 ) due to unrunnable one-or-more:s1 (blocked)"]);
  });
});

describe("interleaved clones", () => {
  const clones = clone("CA", primitive("a"), { interleave: "true" }) + clone("CB", primitive("b"), { interleave: "true" });
  const constraints = order("CA", "CB") + ban("l", "CA", "n2");

  test("an instance without a counterpart loses its node, and then looks for one elsewhere", () => {
    const plan = planned(clones, { constraints });
    expect(plan.summary).toEqual(["Start a:0 ( n1 )", "Start b:1 ( n1 )"]);
    expect(plan.dot).toContain('"b:0_start_0 n2" [ style=dashed color="red" fontcolor="black"]');
    expect(edges(plan)).toEqual(
      expect.arrayContaining([
        '"a:0_start_0 n1" -> "b:1_start_0 n1" [ style = bold]',
        '"a:0_start_0 n1" -> "b:0_start_0 n2" [ style = dashed]',
        '"CA_running_0" -> "CB_start_0" [ style = bold]',
      ]),
    );
  });

  test("an active instance is stopped with its counterpart", () => {
    const plan = planned(clones, { constraints, active: { a: ["n1", "n2"], b: ["n1", "n2"] } });
    expect(plan.summary).toEqual(["Stop a:1 ( n2 ) due to node availability", "Stop b:1 ( n2 )"]);
  });

  test("without interleaving the other instances make up for it", () => {
    const loose = clone("CA", primitive("a")) + clone("CB", primitive("b"));
    const plan = planned(loose, { constraints, active: { a: ["n1", "n2"], b: ["n1", "n2"] } });
    expect(plan.summary).toEqual(["Stop a:1 ( n2 ) due to node availability"]);
  });
});

test.each([
  ["C", "C_running_0"],
  ["my-notify-c", "my-notify-c_start_0"],
])("what follows clone %s waits for %s", (id, key) => {
  const plan = planned(clone(id, primitive("p")) + primitive("A"), { constraints: order(id, "A") });
  expect(edges(plan).filter((line) => line.includes(`"${id}_`) && line.includes('-> "A_start_0'))).toEqual([
    `"${key}" -> "A_start_0 n1" [ style = bold]`,
  ]);
});

test("a group with a member that cannot start is not complete", () => {
  const group = `<group id="G">${primitive("g1")}${stopped("g2")}</group>`;
  const plan = planned(group + primitive("X"), { constraints: order("G", "X") });
  expect(plan.summary).toEqual(["Start g1 ( n1 )", "Start X ( n2 ) due to unrunnable G running (blocked)"]);
  expect(plan.dot).toContain('"G_running_0" [ style=dashed color="red" fontcolor="orange"]');
  expect(plan.dot).toContain('"G_running_0" -> "X_start_0 n2" [ style = dashed]');
});
