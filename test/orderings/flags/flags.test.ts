import { describe, expect, test } from "vitest";
import { ActionFlag, type Action } from "../../../src/actions/action.ts";
import { actionFlags } from "../../../src/orderings/flags/index.ts";
import { meta, node, operation, point, primitive, unpacked } from "../model.ts";

const { Optional, Runnable } = ActionFlag;

function words(flags: number): string {
  return `${(flags & Optional) === 0 ? "required" : "optional"} ${(flags & Runnable) === 0 ? "unrunnable" : "runnable"}`;
}

/** The flags that are worked out, and those that the action is left with. */
function both(action: Action, on: string | null = null, run = unpacked("")): [string, string] {
  const flags = actionFlags(action, on === null ? null : node(run, on));
  return [words(flags), words(action.flags)];
}

test("a primitive's action speaks for itself", () => {
  const run = unpacked(primitive("a"));
  expect(both(operation(run, "a", "start", { optional: true, unrunnable: true }))).toEqual([
    "optional unrunnable",
    "optional unrunnable",
  ]);
});

describe("a group's action", () => {
  const situation = () => unpacked(`<group id="g">${primitive("m1")}${primitive("m2")}</group>`);

  test("is required with one of its members', and keeps that", () => {
    const run = situation();
    operation(run, "m1", "start", { optional: true });
    operation(run, "m2", "start");
    expect(both(point(run, "g", "start", { optional: true }))).toEqual(["required runnable", "required runnable"]);
  });

  test("can begin although a member cannot, but not be completed", () => {
    const run = situation();
    operation(run, "m1", "start");
    operation(run, "m2", "start", { unrunnable: true });
    expect(both(point(run, "g", "start"))).toEqual(["required runnable", "required runnable"]);
    expect(both(point(run, "g", "running"))).toEqual(["required unrunnable", "required unrunnable"]);
  });

  test("cannot run without an action of each member, which is not kept", () => {
    const run = situation();
    operation(run, "m1", "start");
    expect(both(point(run, "g", "start"))).toEqual(["required unrunnable", "required runnable"]);
  });

  test("stops without an action of each member", () => {
    const run = situation();
    operation(run, "m1", "stop");
    expect(both(point(run, "g", "stop"))).toEqual(["required runnable", "required runnable"]);
  });
});

describe("a clone's action", () => {
  const situation = (options: Record<string, string> = {}) =>
    unpacked(`<clone id="c">${primitive("p")}${meta("c", { "clone-max": "2", ...options })}</clone>`);

  test("can run if one instance's can, and is required if one instance's is", () => {
    const run = situation();
    operation(run, "p:0", "start", { on: "n1", optional: true });
    operation(run, "p:1", "start", { on: "n2", unrunnable: true });
    expect(both(point(run, "c", "running", { optional: true }))).toEqual(["required runnable", "required runnable"]);
  });

  test("cannot run without any instance's, and keeps that", () => {
    const run = situation();
    expect(both(point(run, "c", "start"))).toEqual(["optional unrunnable", "required unrunnable"]);
  });

  test("follows only the instances on a node, if one is given, and then stays able to run", () => {
    const run = situation();
    operation(run, "p:0", "start", { on: "n1" });
    operation(run, "p:1", "start", { on: "n2", optional: true, unrunnable: true });
    const start = point(run, "c", "start", { optional: true });
    expect(both(start, "n2", run)).toEqual(["optional unrunnable", "optional runnable"]);
    expect(both(start, "n1", run)).toEqual(["required runnable", "required runnable"]);
  });

  test("about a notification follows the operation that it is about", () => {
    const run = situation({ notify: "true" });
    operation(run, "p:0", "start", { on: "n1" });
    const notification = point(run, "c", "post_notify_running", { optional: true });
    notification.task = "notify";
    expect(both(notification)).toEqual(["required runnable", "required runnable"]);
  });

  test("of cloned groups is complete with the groups'", () => {
    const run = unpacked(`<clone id="c"><group id="g">${primitive("m")}</group>${meta("c", { "clone-max": "1" })}</clone>`);
    operation(run, "m:0", "start", { on: "n1", unrunnable: true });
    point(run, "g:0", "start");
    point(run, "g:0", "running");
    expect(both(point(run, "c", "start"))).toEqual(["required runnable", "required runnable"]);
    expect(both(point(run, "c", "running"))).toEqual(["required unrunnable", "required unrunnable"]);
  });
});
