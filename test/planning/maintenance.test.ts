import { expect, test } from "vitest";
import { connection, primitive, synapses, type NodeFacts } from "./model.ts";

/** Whether the maintenance state of remote node r1 is recorded anew, and how. */
function recorded(facts: NodeFacts): unknown {
  const steps = synapses({
    resources: connection("r1") + primitive("A"),
    states: { n1: { knows: { r1: "start monitor/10000 @ocf:pacemaker:remote" } }, r1: { remote: true, ...facts } },
  });
  return Object.values(steps).find(({ action }) => action.head.task === "maintenance_nodes")?.action.maintenance ?? null;
}

test("maintenance of a Pacemaker Remote node is recorded when it begins and when it ends", () => {
  expect(recorded({ attributes: { maintenance: "true" } })).toEqual([{ id: "r1", maintenance: true }]);
  expect(recorded({ more: { node_in_maintenance: "1" } })).toEqual([{ id: "r1", maintenance: false }]);
});

test("a state that is recorded already is not recorded again", () => {
  expect(recorded({})).toBe(null);
  expect(recorded({ attributes: { maintenance: "true" }, more: { node_in_maintenance: "1" } })).toBe(null);
});
