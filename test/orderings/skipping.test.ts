// Visits that are known to change nothing are left out. This law compares with making all of them.

import fc from "fast-check";
import { expect, test } from "vitest";
import { ActionFlag, OrderFlag, type Action } from "../../src/actions/action.ts";
import { linkActions } from "../../src/actions/link.ts";
import { requestPseudo } from "../../src/actions/pseudo.ts";
import { createPropagation } from "../../src/orderings/propagation.ts";
import { updateForOrderings } from "../../src/orderings/propagate.ts";
import type { Run } from "../../src/run.ts";
import { meta, node, operation, point, primitive, resource, unpacked } from "./model.ts";

// what can set a flag again is made by the scheduler alone, in situations from which propagation does not come back
const flags = Object.values(OrderFlag).filter((flag) => flag !== OrderFlag.ThenCancelsFirst && flag !== OrderFlag.MinRunnable);

const shape = fc.record({
  on: fc.constantFrom("n1", "n2"),
  optional: fc.boolean(),
  unrunnable: fc.boolean(),
  migratable: fc.boolean(),
});

const linking = fc.record({
  from: fc.nat(),
  to: fc.nat(),
  flags: fc.array(fc.constantFrom(...flags), { minLength: 1, maxLength: 3 }),
});

const situation = fc.record({
  shapes: fc.array(shape, { minLength: 40, maxLength: 40 }),
  links: fc.array(linking, { minLength: 5, maxLength: 30 }),
  assigned: fc.array(fc.constantFrom("n1", "n2", null), { minLength: 8, maxLength: 8 }),
});

type Situation = typeof situation extends fc.Arbitrary<infer T> ? T : never;

const resources =
  primitive("a") +
  primitive("b") +
  `<group id="g">${primitive("m1")}${primitive("m2")}</group>` +
  ["c", "d"].map((id) => `<clone id="${id}">${primitive(`p${id}`)}${meta(id, { interleave: "true", "clone-max": "2" })}</clone>`).join("") +
  `<clone id="e"><group id="eg">${primitive("em")}</group>${meta("e", { "clone-max": "2" })}</clone>`;

function build({ shapes, links, assigned }: Situation): Run {
  const run = unpacked(resources);
  const leaves = ["a", "b", "m1", "m2", "pc:0", "pc:1", "pd:0", "pd:1", "em:0", "em:1"];
  const actions: Action[] = [];
  const next = () => shapes[actions.length % shapes.length]!;
  for (const id of leaves) for (const task of ["start", "stop"]) actions.push(operation(run, id, task, next()));
  for (const id of ["g", "c", "d", "e", "eg:0"]) {
    for (const task of ["start", "running", "stop", "stopped"]) actions.push(point(run, id, task, { ...next(), on: "n1" }));
  }
  const gate = requestPseudo(run, "one-or-more:s");
  gate.requiredRunnableBefore = 2;
  actions.push(gate);
  leaves.slice(0, assigned.length).forEach((id, i) => {
    const name = assigned[i]!;
    if (name === null) return;
    resource(run, id).assignedNode = resource(run, id).allowedNodes.request(node(run, name));
  });
  for (const { from, to, flags: list } of links) {
    const second = actions[to % actions.length]!;
    const combined = second === gate ? OrderFlag.MinRunnable : list.reduce((a, b) => a | b, 0);
    linkActions(actions[from % actions.length]!, second, combined);
  }
  return run;
}

function outcome(run: Run, withAllVisits: boolean): readonly unknown[] {
  const state = createPropagation(run);
  // everything has always changed just now
  if (withAllVisits) Object.defineProperty(state, "changedAnywhere", { get: () => Infinity, set() {} });
  for (let i = run.actions.length - 1; i >= 0; i--) updateForOrderings(state, run.actions[i]!);
  const changes = run.actions.map(({ key, node: on, flags: own, reason, before, after }) => [
    key,
    on?.name,
    own,
    reason,
    before.map((link) => [link.action.key, link.flags]),
    after.map((link) => [link.action.key, link.flags]),
  ]);
  return [state.now, state.unassigned.size, changes];
}

test("leaving visits out changes nothing about the outcome", () => {
  let busy = 0;
  let unassigned = 0;
  fc.assert(
    fc.property(situation, (input) => {
      const skipping = outcome(build(input), false);
      expect(skipping).toEqual(outcome(build(input), true));
      if ((skipping[0] as number) > 10) busy++;
      unassigned += skipping[1] as number;
    }),
    { numRuns: 300, seed: 20_240_615 },
  );
  // the law would be empty if propagation had nothing to do
  expect(busy).toBeGreaterThan(150);
  expect(unassigned).toBeGreaterThan(20);
});

test("no action but a gate is ever made runnable", () => {
  fc.assert(
    fc.property(situation, (input) => {
      const run = build(input);
      const before = run.actions.map(({ flags: own }) => own & ActionFlag.Runnable);
      outcome(run, false);
      run.actions.forEach(({ flags: own, requiredRunnableBefore }, i) => {
        if (requiredRunnableBefore === 0 && before[i] === 0) expect(own & ActionFlag.Runnable).toBe(0);
      });
    }),
    { numRuns: 100, seed: 20_240_616 },
  );
});
