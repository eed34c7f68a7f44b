import { expect, test } from "vitest";
import { clone, planned, primitive, relations, type Situation } from "../model.ts";

/** Relations of a clone, without those within an instance. */
function ofClone(situation: Situation): string[] {
  return relations(planned(situation, "internal constraints"), /^(A:\d)_.*→ \1_/);
}

const frame = [
  "C_stopped_0 → C_start_0 Ordered",
  "C_start_0 → C_running_0 UnrunnableFirstBlocks",
  "C_stop_0 → C_stopped_0 UnrunnableFirstBlocks",
];

function frameOf(id: string): string[] {
  return [
    `C_start_0 → ${id}_start_0 UnrunnableFirstBlocks ThenImpliesFirstGraphed`,
    `${id}_start_0 → C_running_0 FirstImpliesThenGraphed`,
    `C_stop_0 → ${id}_stop_0 ThenImpliesFirstGraphed`,
    `${id}_stop_0 → C_stopped_0 FirstImpliesThenGraphed`,
  ];
}

test("instances are framed by the clone", () => {
  expect(ofClone({ resources: clone("C", primitive("A")) })).toEqual([...frame, ...frameOf("A:0"), ...frameOf("A:1")]);
});

test("instances of an ordered clone wait for all before them", () => {
  const resources = clone("C", primitive("A"), { ordered: "true", "clone-max": "3" });
  expect(ofClone({ resources })).toEqual([
    ...frame,
    ...frameOf("A:0"),
    "A:0_start_0 → A:1_start_0 Ordered",
    "A:1_stop_0 → A:0_stop_0 Ordered",
    "A:0_start_0 → A:2_start_0 Ordered",
    "A:2_stop_0 → A:0_stop_0 Ordered",
    ...frameOf("A:1"),
    "A:1_start_0 → A:2_start_0 Ordered",
    "A:2_stop_0 → A:1_stop_0 Ordered",
    ...frameOf("A:2"),
  ]);
});

test("a promotable clone goes down completely before it comes up", () => {
  const resources = clone("C", primitive("A", { agent: "ocf:pacemaker:Stateful" }), {
    promotable: "true",
    ordered: "true",
  });
  const all = relations(planned({ resources }, "internal constraints"));
  expect(all.slice(0, 5)).toEqual([
    ...frame,
    "C_demoted_0 → C_stop_0 Ordered",
    "C_running_0 → C_promote_0 UnrunnableFirstBlocks",
  ]);
  expect(all.slice(all.indexOf("C_stopped_0 → C_promote_0 Ordered") - 1)).toEqual([
    "C_stopped_0 → C_start_0 Ordered",
    "C_stopped_0 → C_promote_0 Ordered",
    "C_demoted_0 → C_stop_0 Ordered",
    "C_demoted_0 → C_start_0 Ordered",
    "C_demoted_0 → C_promote_0 Ordered",
    "C_running_0 → C_promote_0 Ordered",
    "C_demote_0 → C_demoted_0 Ordered",
    "A:0_demote_0 → A:0_promote_0 Ordered",
    "C_promote_0 → A:0_promote_0 Ordered",
    "A:0_promote_0 → C_promoted_0 Ordered",
    "C_demote_0 → A:0_demote_0 ThenImpliesFirstGraphed",
    "A:0_demote_0 → C_demoted_0 FirstImpliesThenGraphed",
    "A:1_demote_0 → A:1_promote_0 Ordered",
    "C_promote_0 → A:1_promote_0 Ordered",
    "A:1_promote_0 → C_promoted_0 Ordered",
    "A:0_promote_0 → A:1_promote_0 Ordered",
    "C_demote_0 → A:1_demote_0 ThenImpliesFirstGraphed",
    "A:1_demote_0 → C_demoted_0 FirstImpliesThenGraphed",
    "A:1_demote_0 → A:0_demote_0 Ordered",
  ]);
});
