import { expect, test } from "vitest";
import { requestOperation } from "../../src/actions/request.ts";
import { completionAction } from "../../src/orderings/completion.ts";
import { meta, operation, point, primitive, resource, unpacked } from "./model.ts";

const group = `<group id="g">${primitive("m")}</group>`;
const clone = (options: Record<string, string> = {}) => `<clone id="c">${primitive("p")}${meta("c", options)}</clone>`;

test.each([
  ["start", "g_running_0"],
  ["stop", "g_stopped_0"],
])("%s of a group is followed by its completion", (task, key) => {
  const run = unpacked(group);
  for (const each of ["start", "running", "stop", "stopped"]) point(run, "g", each);
  expect(completionAction(run, point(run, "g", task))?.key).toBe(key);
});

test("a completion, a primitive's action and a recurring one stand for themselves", () => {
  const run = unpacked(group);
  const recurring = requestOperation(run, resource(run, "g"), "start", 1000, null, false);
  for (const action of [point(run, "g", "running"), operation(run, "m", "start"), recurring]) {
    expect(completionAction(run, action)).toBeNull();
  }
  expect(run.diagnostics.filter(({ code }) => code.startsWith("ordering-"))).toEqual([]);
});

test("with notifications, a clone is complete when these are confirmed", () => {
  const run = unpacked(clone({ notify: "true" }));
  point(run, "c", "running");
  const confirmed = point(run, "c", "confirmed-post_notify_running");
  expect(completionAction(run, point(run, "c", "start"))).toBe(confirmed);
});

test("a completion that does not exist is no replacement, which is reported", () => {
  const run = unpacked(clone());
  expect(completionAction(run, point(run, "c", "start"))).toBeNull();
  expect(run.diagnostics.at(-1)).toMatchObject({
    kind: "warning",
    text: "Not remapping c_start_0 to c_running_0 because c does not have remapped action",
  });
});

test("a name without a meaning is reported", () => {
  const run = unpacked(group);
  expect(completionAction(run, point(run, "g", "dance"))).toBeNull();
  expect(run.diagnostics.at(-1)).toMatchObject({ kind: "error", text: "Unknown action 'dance' in ordering" });
});

test("monitoring has no completion, and that is as it should be", () => {
  const run = unpacked(group);
  expect(completionAction(run, point(run, "g", "monitor"))).toBeNull();
  expect(run.diagnostics.filter(({ code }) => code.startsWith("ordering-"))).toEqual([]);
});
