import { expect, test } from "vitest";
import { requestOperation } from "../../src/actions/request.ts";
import { ignoreSelfOrderings } from "../../src/constraints/self-ordering.ts";
import { arrowsOf, constrained, dummies, meta, node, primitive, relationsOf, reported, resource } from "../actions/model.ts";

const AB = dummies("A", "B");

test("a mandatory ordering starts in order and stops in reverse", () => {
  const run = constrained(AB, `<rsc_order id="c" first="A" then="B"/>`);
  expect(relationsOf(run)).toEqual([
    "A_start_0 -> B_start_0: Ordered+FirstImpliesThen+UnrunnableFirstBlocks",
    "B_stop_0 -> A_stop_0: Ordered+ThenImpliesFirst",
  ]);
});

test.each([
  [`kind="Optional"`, ["A_start_0 -> B_start_0: Ordered", "B_stop_0 -> A_stop_0: Ordered"]],
  [`score="0"`, ["A_start_0 -> B_start_0: Ordered", "B_stop_0 -> A_stop_0: Ordered"]],
  [`kind="Serialize"`, ["A_start_0 -> B_start_0: Serialize"]],
  [`symmetrical="false"`, ["A_start_0 -> B_start_0: Ordered+Asymmetric"]],
  [
    `first-action="stop"`,
    ["A_stop_0 -> B_stop_0: Ordered+FirstImpliesThen", "B_start_0 -> A_start_0: Ordered+ThenImpliesFirst"],
  ],
  [
    `first-action="promote" then-action="start"`,
    [
      "A_promote_0 -> B_start_0: Ordered+FirstImpliesThen+UnrunnableFirstBlocks",
      "B_stop_0 -> A_demote_0: Ordered+ThenImpliesFirst",
    ],
  ],
])("an ordering with %s", (attributes, relations) => {
  const setup = { unvalidated: true };
  expect(relationsOf(constrained(AB, `<rsc_order id="c" first="A" then="B" ${attributes}/>`, setup))).toEqual(relations);
});

test("an invalid kind counts as mandatory, and is reported each of the four times that it is looked at", () => {
  const run = constrained(AB, `<rsc_order id="c" first="A" then="B" kind="Weird"/>`, { unvalidated: true });
  expect(arrowsOf(run)).toHaveLength(2);
  expect(reported(run)).toEqual(
    Array.from({ length: 4 }, () => "Resetting 'kind' for constraint c to 'Mandatory' because 'Weird' is not valid"),
  );
});

test("serializing cannot be symmetrical", () => {
  const run = constrained(AB, `<rsc_order id="c" first="A" then="B" kind="Serialize" symmetrical="true"/>`);
  const warning = "Ignoring symmetrical for 'c' because not valid with kind of 'Serialize'";
  expect(reported(run)).toEqual([warning, warning]);
});

test("an ordering of actions without inverse holds one way only", () => {
  const constraint = `<rsc_order id="c" first="A" then="B" first-action="monitor"/>`;
  const run = constrained(AB, constraint, { unvalidated: true });
  expect(arrowsOf(run)).toEqual(["A_monitor_0 -> B_monitor_0"]);
  expect(reported(run)).toEqual([
    "Unknown action 'monitor' specified in order constraint",
    "Unknown action 'monitor' specified in order constraint",
    "Cannot invert constraint 'c' (please specify inverse manually)",
  ]);
});

test.each([
  [`then="B"`, ["Ignoring constraint 'c' without first"]],
  [`first="A"`, ["Ignoring constraint 'c' without then"]],
  [`first="X"`, ["Ignoring constraint 'c' because resource 'X' does not exist"]],
  [
    `first="A" then="X"`,
    ["No resource, template, or tag named 'X'", "Ignoring constraint 'c' because 'X' is not a valid resource or tag"],
  ],
  [
    `first="unused" then="A"`,
    ["No resource is derived from template 'unused'", "Ignoring constraint 'c' because 'unused' is not a valid resource or tag"],
  ],
])("an ordering with only %s is ignored", (attributes, messages) => {
  const template = `<template id="unused" class="ocf" provider="pacemaker" type="Dummy"/>`;
  const run = constrained(template + AB, `<rsc_order id="c" ${attributes}/>`, { unvalidated: true });
  expect(run.relations).toEqual([]);
  expect(reported(run)).toEqual(messages);
});

test("an ordering of an action without name is ignored", () => {
  const run = constrained(AB, `<rsc_order id="c" first="A" then="B" first-action=""/>`, { unvalidated: true });
  expect(run.relations).toEqual([]);
  expect(reported(run)).toEqual(["Ignoring constraint 'c' because the name of an action is empty"]);
});

test("a constraint without id, or of an unknown type, is ignored", () => {
  const run = constrained(AB, `<rsc_order first="A" then="B"/><rsc_dance id="d"/>`, { unvalidated: true });
  expect(run.relations).toEqual([]);
  expect(reported(run)).toEqual(["Ignoring <rsc_order> constraint without id", "Unsupported constraint type: rsc_dance"]);
});

const cloneOf = (content: string): string => `<clone id="C">${content}${primitive("p")}</clone>${primitive("B")}`;

test("clone-min lets the rest start when that many instances can run", () => {
  const run = constrained(cloneOf(meta("m", { "clone-min": "2", "clone-max": "3" })), `<rsc_order id="c" first="C" then="B"/>`);
  expect(relationsOf(run)).toEqual([
    "p:0_start_0 -> clone-one-or-more:c: FirstImpliesThenGraphed+MinRunnable",
    "p:1_start_0 -> clone-one-or-more:c: FirstImpliesThenGraphed+MinRunnable",
    "p:2_start_0 -> clone-one-or-more:c: FirstImpliesThenGraphed+MinRunnable",
    "clone-one-or-more:c -> B_start_0: Ordered+FirstImpliesThen+UnrunnableFirstBlocks",
    "B_stop_0 -> C_stop_0: Ordered+ThenImpliesFirst",
  ]);
  expect(run.singletons.get("clone-one-or-more:c")?.requiredRunnableBefore).toBe(2);
});

test("require-all=false on the constraint is the deprecated way to ask for one instance", () => {
  const run = constrained(cloneOf(meta("m", { "clone-max": "1" })), `<rsc_order id="c" first="C" then="B" require-all="false"/>`);
  expect(run.singletons.get("clone-one-or-more:c")?.requiredRunnableBefore).toBe(1);
  expect(reported(run)).toEqual([
    "Support for require-all in ordering constraints is deprecated and will be removed in a future release (use clone-min clone meta-attribute instead)",
  ]);
});

test("a tag on one side turns both into sets, and a missing then-action becomes start", () => {
  const tags = `<tag id="T"><obj_ref id="A"/><obj_ref id="C"/></tag>`;
  const run = constrained(dummies("A", "B", "C"), `<rsc_order id="c" first="T" first-action="stop" then="B"/>`, { tags });
  expect(arrowsOf(run)).toEqual([
    "A_stop_0 -> B_start_0",
    "C_stop_0 -> B_start_0",
    "B_stop_0 -> A_start_0",
    "B_stop_0 -> C_start_0",
  ]);
});

test("a resource ordered with itself is ignored, and named, if there is such an action", () => {
  const constraints = `<rsc_order id="bad" first="A" then="A"/><rsc_order id="good" first="A" then="B"/>`;
  const run = constrained(AB, constraints);
  requestOperation(run, resource(run, "A"), "start", 0, node(run, "n1"), false);
  ignoreSelfOrderings(run);
  expect(arrowsOf(run)).toEqual(["A_start_0 -> B_start_0", "B_stop_0 -> A_stop_0"]);
  expect(reported(run)).toEqual(["Ignoring constraint 'bad' because it orders 'A_start_0' relative to itself"]);
});

test("a resource ordered with itself does no harm as long as there is no such action", () => {
  const tags = `<tag id="T"><obj_ref id="A"/><obj_ref id="B"/></tag>`;
  const run = constrained(AB, `<rsc_order id="c" first="T" then="A"/>`, { tags });
  ignoreSelfOrderings(run);
  expect(arrowsOf(run)).toEqual(["A_start_0 -> A_start_0", "B_start_0 -> A_start_0", "A_stop_0 -> A_stop_0", "A_stop_0 -> B_stop_0"]);
  expect(reported(run)).toEqual([]);
});

test("an ordering with itself counts if an earlier relation is going to create the action", () => {
  const run = constrained(AB, `<rsc_order id="c" first="A" then="B"/><rsc_order id="bad" first="A" then="A"/>`);
  ignoreSelfOrderings(run);
  expect(reported(run)).toEqual(["Ignoring constraint 'bad' because it orders 'A_start_0' relative to itself"]);
});
