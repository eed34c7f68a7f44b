import { expect, test } from "vitest";
import { ActionFlag, OrderFlag } from "../../src/actions/action.ts";
import { createPropagation } from "../../src/orderings/propagation.ts";
import { applyRule, isVoid } from "../../src/orderings/update/rule.ts";
import { Role } from "../../src/values/role.ts";
import { operation, primitive, resource, unpacked } from "./model.ts";

const { Migratable, Optional, Pseudo, Runnable } = ActionFlag;

/** All combinations of some flags. */
function combinations(...flags: readonly number[]): number[] {
  return flags.reduce<number[]>((found, flag) => [...found, ...found.map((others) => others | flag)], [0]);
}

test("a rule that is void for FIRST changes nothing, whatever THEN is like", () => {
  const run = unpacked(primitive("a") + primitive("b"));
  const first = operation(run, "a", "start");
  const then = operation(run, "b", "start");
  // a role with which no rule holds back
  resource(run, "b").originalRole = Role.Promoted;
  const state = createPropagation(run);
  const seen = combinations(Optional, Runnable, Migratable);
  const wrong = new Set<number>();
  let effective = 0;
  for (const type of Object.values(OrderFlag)) {
    for (const firstFlags of seen) {
      for (const thenFlags of combinations(Optional, Runnable, Migratable, Pseudo)) {
        for (const flags of seen) {
          for (const filter of combinations(Optional, Runnable)) {
            first.flags = firstFlags;
            then.flags = thenFlags;
            const pair = { firstAction: first, thenAction: then, node: null, flags, filter, type };
            const isExpected = isVoid(pair);
            const changed = applyRule(state, pair);
            if (changed !== 0) effective++;
            if (isExpected && changed !== 0) wrong.add(type);
          }
        }
      }
    }
  }
  expect([...wrong]).toEqual([]);
  expect(effective).toBeGreaterThan(0);
});
