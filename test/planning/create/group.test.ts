import { expect, test } from "vitest";
import { actions, clone, group, planned, primitive } from "../model.ts";

const members = group("G", primitive("A") + primitive("B"));
const known = { knows: { A: "monitor=7", B: "monitor=7" } };

function created(resources: string): string[] {
  return actions(planned({ resources, states: { n1: known, n2: known } }, "actions")).map((text) => text.split(" ")[0]!);
}

test("members come first, then the group's own points in time", () => {
  expect(created(members)).toEqual(["A_start_0", "B_start_0", "G_start_0", "G_running_0", "G_stop_0", "G_stopped_0"]);
});

test("a group in a promotable clone has points in time for promotion, too", () => {
  const ofGroup = created(clone("C", members, { promotable: "true", "clone-max": "1" })).filter((key) => key.startsWith("G"));
  expect(ofGroup).toEqual([
    "G:0_start_0",
    "G:0_running_0",
    "G:0_stop_0",
    "G:0_stopped_0",
    "G:0_demote_0",
    "G:0_demoted_0",
    "G:0_promote_0",
    "G:0_promoted_0",
  ]);
});
