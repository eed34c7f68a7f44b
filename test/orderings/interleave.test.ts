import { describe, expect, test } from "vitest";
import { OrderFlag } from "../../src/actions/action.ts";
import type { Run } from "../../src/run.ts";
import { link, meta, node, operation, point, primitive, propagated, resource, stateOf, unpacked } from "./model.ts";

const mandatory = OrderFlag.Ordered | OrderFlag.FirstImpliesThen | OrderFlag.UnrunnableFirstBlocks;

const clone = (id: string, content: string, interleave: string) =>
  `<clone id="${id}">${content}${meta(id, { interleave, "clone-max": "2" })}</clone>`;

/** Clones A of a and B of b; instance 0 of each is on n1, instance 1 on n2. */
function situation(interleaveA = "true", interleaveB = "true"): Run {
  const run = unpacked(clone("A", primitive("a"), interleaveA) + clone("B", primitive("b"), interleaveB));
  for (const id of ["a", "b"]) {
    [0, 1].forEach((i) => {
      const instance = resource(run, `${id}:${i}`);
      instance.assignedNode = instance.allowedNodes.request(node(run, `n${i + 1}`));
    });
  }
  return run;
}

const edgesTo = (run: Run, id: string) =>
  resource(run, id).actions.flatMap((action) => action.before.map((edge) => `${edge.action.key} ${edge.flags}`));

describe("between interleaved clones", () => {
  test("each instance waits for the one on its node, with a link for each meaning", () => {
    const run = situation();
    const running = point(run, "A", "running");
    const start = point(run, "B", "start");
    for (const id of ["a", "b"]) [0, 1].forEach((i) => operation(run, `${id}:${i}`, "start", { on: `n${i + 1}` }));
    link(running, start, mandatory);
    propagated(run);
    for (const i of [0, 1]) {
      expect(edgesTo(run, `b:${i}`)).toEqual([
        `a:${i}_start_0 ${OrderFlag.FirstImpliesThen}`,
        `a:${i}_start_0 ${OrderFlag.UnrunnableFirstBlocks}`,
        `a:${i}_start_0 ${OrderFlag.Ordered}`,
      ]);
    }
  });

  test("only the instance whose counterpart cannot start is blocked", () => {
    const run = situation();
    const running = point(run, "A", "running");
    const start = point(run, "B", "start");
    operation(run, "a:0", "start", { on: "n1", unrunnable: true });
    operation(run, "a:1", "start", { on: "n2" });
    const instances = [0, 1].map((i) => operation(run, `b:${i}`, "start", { on: `n${i + 1}` }));
    link(running, start, mandatory);
    propagated(run);
    expect(instances.map(stateOf)).toEqual(["required unrunnable (unrunnable a:0 start)", "required runnable"]);
  });

  test("an instance without counterpart gives up its node, once", () => {
    const run = situation();
    resource(run, "a:1").assignedNode = null;
    const running = point(run, "A", "running");
    const start = point(run, "B", "start");
    operation(run, "a:0", "start", { on: "n1" });
    const instances = [0, 1].map((i) => operation(run, `b:${i}`, "start", { on: `n${i + 1}` }));
    link(running, start, mandatory);
    propagated(run);
    expect(resource(run, "b:1").assignedNode).toBeNull();
    expect(stateOf(instances[1]!)).toContain("unrunnable");
    expect(run.diagnostics.filter(({ code }) => code === "ordering-instance-inhibited").map(({ text }) => text)).toEqual([
      "Inhibiting b:1 from being active because there is no A instance to interleave",
    ]);
  });

  test("an instance without the action is reported, and passed over", () => {
    const run = situation();
    const running = point(run, "A", "running");
    const start = point(run, "B", "start");
    operation(run, "a:0", "start", { on: "n1" });
    operation(run, "b:0", "start", { on: "n1" });
    link(running, start, mandatory);
    propagated(run);
    expect(run.diagnostics.find(({ code }) => code === "ordering-no-instance-action")).toMatchObject({
      kind: "error",
      text: "No start action found for a:1 to interleave (bug?)",
    });
  });
});

test.each([
  ["start", "running", "start", "false", "true", true],
  ["start", "running", "start", "true", "false", false],
  ["stop", "stopped", "stop", "true", "false", true],
  ["stop", "stopped", "stop", "false", "true", false],
])("for a %s, %s then %s, with interleave %s on the first and %s on the second: %s", (task, completion, then, first, second, expected) => {
  const run = situation(first, second);
  for (const id of ["a:0", "a:1", "b:0", "b:1"]) resource(run, id).activeNodes.push(node(run, id.endsWith("0") ? "n1" : "n2"));
  const firstPoint = point(run, "A", completion);
  const thenPoint = point(run, "B", then);
  for (const id of ["a", "b"]) [0, 1].forEach((i) => operation(run, `${id}:${i}`, task, { on: `n${i + 1}` }));
  link(firstPoint, thenPoint, OrderFlag.Ordered);
  propagated(run);
  expect(edgesTo(run, "b:0")).toEqual(expected ? [`a:0_${task}_0 1`] : []);
});
