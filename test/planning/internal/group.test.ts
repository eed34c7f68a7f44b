import { expect, test } from "vitest";
import { findResource } from "../../../src/resources/find.ts";
import { clone, group, planned, primitive, relations, transition, type Situation } from "../model.ts";

/** Relations of the group, without those within a member. */
function ofGroup(situation: Situation): string[] {
  return relations(planned(situation, "internal constraints"), /^(A|B|D)(:0)?_.*→ \1/);
}

const frame = [
  "G_stop_0 → G_stopped_0 UnrunnableFirstBlocks",
  "G_stopped_0 → G_start_0 Ordered",
  "G_start_0 → G_running_0 UnrunnableFirstBlocks",
];
const two = primitive("A") + primitive("B");

test("members follow one another up and down", () => {
  expect(ofGroup({ resources: group("G", two) })).toEqual([
    ...frame,
    "G_stop_0 → A_stop_0 Ordered ThenImpliesFirstGraphed",
    "A_stop_0 → G_stopped_0 FirstImpliesThen",
    "G_start_0 → A_start_0 ThenImpliesFirstGraphed",
    "A_start_0 → G_running_0 FirstImpliesThen UnrunnableFirstBlocks FirstImpliesThenGraphed",
    "G_start_0 → A_start_0",
    "G_stop_0 → B_stop_0 ThenImpliesFirstGraphed",
    "B_stop_0 → G_stopped_0 FirstImpliesThenGraphed",
    "G_start_0 → B_start_0 ThenImpliesFirstGraphed",
    "B_start_0 → G_running_0 FirstImpliesThen UnrunnableFirstBlocks FirstImpliesThenGraphed",
    "A_start_0 → B_start_0 FirstImpliesThen UnrunnableFirstBlocks",
    "B_stop_0 → A_stop_0 Ordered IntermediateStop",
  ]);
});

test("members without order wait only for the group", () => {
  expect(ofGroup({ resources: group("G", two, { ordered: "false" }) })).toEqual([
    ...frame,
    ...["A", "B"].flatMap((id) => [
      `G_stop_0 → ${id}_stop_0 ThenImpliesFirstGraphed`,
      `${id}_stop_0 → G_stopped_0 FirstImpliesThenGraphed`,
      `G_start_0 → ${id}_start_0 ThenImpliesFirstGraphed`,
      `${id}_start_0 → G_running_0 FirstImpliesThen UnrunnableFirstBlocks FirstImpliesThenGraphed`,
      `G_start_0 → ${id}_start_0 FirstImpliesThen UnrunnableFirstBlocks ThenImpliesFirstGraphed`,
    ]),
  ]);
});

test("an active member stops before an inactive one ahead of it starts, and before the last active one stops", () => {
  const resources = group("G", two + primitive("D"));
  const states = { n1: { knows: { A: "start", B: "monitor=7", D: "start" } } };
  expect(ofGroup({ resources, states }).slice(-4)).toEqual([
    "B_start_0 → D_start_0 FirstImpliesThen UnrunnableFirstBlocks",
    "D_stop_0 → B_stop_0 Ordered IntermediateStop",
    "D_stop_0 → B_start_0 ThenImpliesFirst UnrunnableFirstBlocks",
    "D_stop_0 → A_stop_0 Ordered",
  ]);
});

test("members of a promotable group are promoted in order, too", () => {
  const resources = clone("C", group("G", two), { promotable: "true", "clone-max": "1" });
  const promotions = ofGroup({ resources }).filter((text) => /mote/.test(text) && !text.includes("C_"));
  expect(promotions).toEqual([
    "G:0_demote_0 → A:0_demote_0 Ordered ThenImpliesFirstGraphed",
    "A:0_demote_0 → G:0_demoted_0 FirstImpliesThen",
    "A:0_promote_0 → G:0_promoted_0 FirstImpliesThen UnrunnableFirstBlocks FirstImpliesThenGraphed",
    "G:0_promote_0 → A:0_promote_0 ThenImpliesFirstGraphed",
    "G:0_promote_0 → A:0_promote_0",
    "G:0_demote_0 → B:0_demote_0 ThenImpliesFirstGraphed",
    "B:0_demote_0 → G:0_demoted_0 FirstImpliesThenGraphed",
    "B:0_promote_0 → G:0_promoted_0 FirstImpliesThen UnrunnableFirstBlocks FirstImpliesThenGraphed",
    "G:0_promote_0 → B:0_promote_0 ThenImpliesFirstGraphed",
    "A:0_promote_0 → B:0_promote_0 FirstImpliesThen UnrunnableFirstBlocks",
    "B:0_demote_0 → A:0_demote_0 Ordered",
    "G:0_demote_0 → G:0_promote_0 Ordered",
  ]);
});

test("a member keeps to the one before it, with a say in that only if it is critical", () => {
  const resources = group("G", two + primitive("D", { meta: { critical: "false" } }));
  const run = planned({ resources }, "internal constraints");
  const kept = ["B", "D"].flatMap((id) => findResource(run, id)!.thisWith);
  expect(kept.map(({ id, primary, score, influence }) => [id, primary.id, score, influence])).toEqual([
    ["#group-members", "A", 1_000_000, true],
    ["#group-members", "B", 1_000_000, false],
  ]);
});

test("members that need not be together are not kept together", () => {
  const run = planned({ resources: group("G", two, { collocated: "false" }) }, "internal constraints");
  expect(findResource(run, "B")!.thisWith).toEqual([]);
});

test("a group starts member by member", () => {
  const states = { n1: { knows: { A: "monitor=7", B: "monitor=7" } }, n2: { knows: { A: "monitor=7", B: "monitor=7" } } };
  expect(transition({ resources: group("G", two), states })).toEqual([
    "1 A_start_0 n1 after 3",
    "2 B_start_0 n1 after 1 3",
    "3 (G_start_0)",
    "4 (G_running_0) after 1 2 3",
  ]);
});

test("active members are restarted for a new first one", () => {
  const states = {
    n1: { knows: { A: "monitor=7", B: "start", D: "start" } },
    n2: { knows: { A: "monitor=7", B: "monitor=7", D: "monitor=7" } },
  };
  expect(transition({ resources: group("G", two + primitive("D")), states })).toEqual([
    "1 A_start_0 n1 after 2 6",
    "2 B_stop_0 n1 after 4 8",
    "3 B_start_0 n1 after 1 2 6",
    "4 D_stop_0 n1 after 8",
    "5 D_start_0 n1 after 3 4 6",
    "6 (G_start_0) after 9",
    "7 (G_running_0) after 1 3 5 6",
    "8 (G_stop_0)",
    "9 (G_stopped_0) after 2 4 8",
  ]);
});
