import { expect, test } from "vitest";
import { arrowsOf, constrained, dummies, relationsOf, reported } from "../actions/model.ts";

const resources = dummies("A", "B", "C", "D", "E", "F");

function set(id: string, members: string, attributes = ""): string {
  const references = [...members].map((member) => `<resource_ref id="${member}"/>`).join("");
  return `<resource_set id="${id}" ${attributes}>${references}</resource_set>`;
}

test("sets are sequential inside, and all of one comes before all of the next", () => {
  const run = constrained(resources, `<rsc_order id="c">${set("s1", "AB")}${set("s2", "CD")}</rsc_order>`);
  expect(arrowsOf(run)).toEqual([
    "A_start_0 -> B_start_0",
    "B_stop_0 -> A_stop_0",
    "C_start_0 -> D_start_0",
    "D_stop_0 -> C_stop_0",
    "A_start_0 -> C_start_0",
    "A_start_0 -> D_start_0",
    "B_start_0 -> C_start_0",
    "B_start_0 -> D_start_0",
    "C_stop_0 -> A_stop_0",
    "C_stop_0 -> B_stop_0",
    "D_stop_0 -> A_stop_0",
    "D_stop_0 -> B_stop_0",
  ]);
});

test("explicitly sequential sets are represented by their ends", () => {
  const sets = set("s1", "AB", `sequential="true"`) + set("s2", "CD", `sequential="true"`);
  const run = constrained(resources, `<rsc_order id="c" symmetrical="false">${sets}</rsc_order>`);
  expect(arrowsOf(run)).toEqual(["A_start_0 -> B_start_0", "C_start_0 -> D_start_0", "B_start_0 -> C_start_0"]);
  const symmetric = constrained(resources, `<rsc_order id="c">${sets}</rsc_order>`);
  expect(arrowsOf(symmetric).at(-1)).toBe("C_stop_0 -> B_stop_0");
});

test("serializing orders every pair of a set, sequential or not", () => {
  const run = constrained(resources, `<rsc_order id="c" kind="Serialize">${set("s", "ABC", `sequential="false"`)}</rsc_order>`);
  expect(relationsOf(run)).toEqual([
    "A_start_0 -> B_start_0: Serialize",
    "A_start_0 -> C_start_0: Serialize",
    "B_start_0 -> C_start_0: Serialize",
  ]);
});

test("require-all=false waits for any of a set", () => {
  const sets = set("s1", "AB", `sequential="false" require-all="false"`) + set("s2", "C");
  const run = constrained(resources, `<rsc_order id="c">${sets}</rsc_order>`);
  expect(relationsOf(run)).toEqual([
    "A_start_0 -> one-or-more:s1: FirstImpliesThenGraphed+MinRunnable",
    "B_start_0 -> one-or-more:s1: FirstImpliesThenGraphed+MinRunnable",
    "one-or-more:s1 -> C_start_0: Ordered+FirstImpliesThen+UnrunnableFirstBlocks",
    "C_stop_0 -> A_stop_0: Ordered+ThenImpliesFirst",
    "C_stop_0 -> B_stop_0: Ordered+ThenImpliesFirst",
  ]);
});

test("require-all=false means nothing when stopping", () => {
  const sets = set("s1", "AB", `sequential="false" require-all="false" action="stop"`) + set("s2", "C", `action="stop"`);
  const run = constrained(resources, `<rsc_order id="c" symmetrical="false">${sets}</rsc_order>`);
  expect(arrowsOf(run)).toEqual(["A_stop_0 -> C_stop_0", "B_stop_0 -> C_stop_0"]);
});

test("after a set by reference come those that follow it in its own place", () => {
  const first = `<rsc_order id="c1" symmetrical="false">${set("s1", "AB")}${set("s2", "CD")}</rsc_order>`;
  const second = `<rsc_order id="c2" symmetrical="false"><resource_set id-ref="s1"/>${set("s3", "EF")}</rsc_order>`;
  const alone = arrowsOf(constrained(resources, first));
  expect(arrowsOf(constrained(resources, first + second))).toEqual([...alone, ...alone]);
});

test("a reference that leads nowhere ends the constraint, and what came before stays", () => {
  const sets = `${set("s1", "AB")}<resource_set id-ref="nowhere"/>${set("s3", "CD")}`;
  const run = constrained(resources, `<rsc_order id="c">${sets}</rsc_order>`, { unvalidated: true });
  expect(arrowsOf(run)).toEqual(["A_start_0 -> B_start_0", "B_stop_0 -> A_stop_0"]);
  expect(reported(run)).toEqual([
    "Ignoring invalid resource_set configuration: id-ref 'nowhere' does not reference a valid object | xpath=//resource_set[@id='nowhere']",
  ]);
});

test("an unknown resource ends the constraint", () => {
  const run = constrained(resources, `<rsc_order id="c">${set("s1", "AB")}${set("s2", "CX")}</rsc_order>`, { unvalidated: true });
  expect(arrowsOf(run)).toEqual(["A_start_0 -> B_start_0", "B_stop_0 -> A_stop_0"]);
  expect(reported(run)).toEqual([
    "No resource, template, or tag named 'X'",
    "Ignoring resource sets for constraint 'c' because 'X' is not a valid resource or tag",
    "s2: No resource found for X",
  ]);
});

test("tags in sets are replaced by their members, tags in tags too", () => {
  const tags = `<tag id="T"><obj_ref id="A"/><obj_ref id="U"/></tag><tag id="U"><obj_ref id="B"/><obj_ref id="C"/></tag>`;
  const constraint = `<rsc_order id="c" symmetrical="false"><resource_set id="s"><resource_ref id="T"/><resource_ref id="D"/></resource_set></rsc_order>`;
  const run = constrained(resources, constraint, { tags });
  expect(arrowsOf(run)).toEqual(["A_start_0 -> B_start_0", "B_start_0 -> C_start_0", "C_start_0 -> D_start_0"]);
});

test("a tag that contains itself makes the constraint ignored", () => {
  const tags = `<tag id="T"><obj_ref id="A"/><obj_ref id="U"/></tag><tag id="U"><obj_ref id="T"/></tag>`;
  const constraint = `<rsc_order id="c"><resource_set id="s"><resource_ref id="T"/><resource_ref id="D"/></resource_set></rsc_order>`;
  const run = constrained(resources, constraint, { tags });
  expect(run.relations).toEqual([]);
  expect(reported(run)).toEqual(["Ignoring constraint 'c' because 'T' contains itself"]);
});

test("sets that refer to each other in a circle make the constraint ignored", () => {
  const run = constrained(resources, `<rsc_order id="c">${set("s1", "AB")}<resource_set id-ref="s1"/></rsc_order>`);
  expect(run.relations).toEqual([]);
  expect(reported(run)).toEqual(["Ignoring constraint 'c' because its references to resource sets lead back to 's1'"]);
});

test("a set whose action has no inverse makes a symmetric constraint ignored", () => {
  const sets = set("s1", "AB", `action="monitor"`) + set("s2", "C");
  const setup = { unvalidated: true };
  const run = constrained(resources, `<rsc_order id="c">${sets}</rsc_order>`, setup);
  expect(run.relations).toEqual([]);
  expect(reported(run).at(-1)).toBe("Ignoring constraint 'c' because action 'monitor' has no inverse (set symmetrical to false)");
  const oneWay = constrained(resources, `<rsc_order id="c" symmetrical="false">${sets}</rsc_order>`, setup);
  expect(arrowsOf(oneWay)).toHaveLength(3);
});

test("a set's kind overrides the constraint's inside the set only", () => {
  const sets = set("s1", "AB", `kind="Optional"`) + set("s2", "C");
  const run = constrained(resources, `<rsc_order id="c" symmetrical="false">${sets}</rsc_order>`, { unvalidated: true });
  expect(relationsOf(run)).toEqual([
    "A_start_0 -> B_start_0: Ordered",
    "A_start_0 -> C_start_0: Ordered+Asymmetric",
    "B_start_0 -> C_start_0: Ordered+Asymmetric",
  ]);
});
