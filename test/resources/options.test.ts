import { describe, expect, test } from "vitest";
import { hasFlag, ResourceFlag } from "../../src/model/resource.ts";
import { INFINITY } from "../../src/values/score.ts";
import { complaints, meta, primitive, resource, unpacked } from "./model.ts";

function withMeta(values: Readonly<Record<string, string>>, options: Readonly<Record<string, string>> = {}) {
  const run = unpacked(primitive("A", meta("A", values)), { options });
  return { a: resource(run, "A"), texts: complaints(run), run };
}

const leaveUnset = (name: string) =>
  `Support for setting ${name} to the explicit value 'default' is deprecated and will be removed in a future release (just leave it unset)`;

describe("scores", () => {
  test.each([
    ["priority", "12", 12, []],
    ["priority", "9999999", INFINITY, []],
    ["priority", "1.9", 1, []],
    [
      "priority",
      "y",
      0,
      ["Using default (0) for resource A priority because 'y' is not a valid value: Bad input value provided"],
    ],
    [
      "priority",
      "default",
      0,
      ["Using default (0) for resource A priority because 'default' is not a valid value: Bad input value provided"],
    ],
    ["resource-stickiness", "-INFINITY", -INFINITY, []],
    ["resource-stickiness", "DEFAULT", 0, [leaveUnset("resource-stickiness")]],
    [
      "resource-stickiness",
      "x",
      0,
      ["Using default (0) for resource A resource-stickiness because 'x' is not a valid value: Bad input value provided"],
    ],
    ["migration-threshold", "0", 0, []],
    ["migration-threshold", "default", INFINITY, [leaveUnset("migration-threshold")]],
    [
      "migration-threshold",
      "-1",
      INFINITY,
      ["Using default (INFINITY) for resource A meta-attribute migration-threshold because '-1' is not a valid value: OK"],
    ],
    [
      "migration-threshold",
      "x",
      INFINITY,
      [
        "Using default (INFINITY) for resource A meta-attribute migration-threshold because 'x' is not a valid value: Bad input value provided",
      ],
    ],
  ] as const)("%s of %j is %j", (name, value, expected, errors) => {
    const { a, texts } = withMeta({ [name]: value });
    const read = { priority: a.priority, "resource-stickiness": a.stickiness, "migration-threshold": a.banAfterFailures };
    expect(read[name]).toBe(expected);
    expect(texts).toEqual(errors);
  });
});

test.each([
  ["Stop_Only", "stop_only", []],
  ["block", "block", []],
  ["stop_unexpected", "stop_unexpected", []],
  ["default", "stop_start", ['default is not a valid value for multiple-active, using default of "stop_start"']],
] as const)("multiple-active %j is %j", (value, expected, errors) => {
  const { a, texts } = withMeta({ "multiple-active": value });
  expect(a.multipleActive).toBe(expected);
  expect(texts).toEqual(errors);
});

test("failure-timeout is an interval, with the interval parser's warnings", () => {
  expect(withMeta({ "failure-timeout": "2min" }).a.failureTimeout).toBe(120_000);
  const { a, run } = withMeta({ "failure-timeout": "q" });
  expect(a.failureTimeout).toBe(0);
  expect(run.diagnostics.map(({ text }) => text)).toEqual(
    expect.arrayContaining([
      "'q' is not a valid time duration: Bad input value provided",
      "Using 0 instead of invalid interval specification 'q'",
    ]),
  );
});

describe("flags", () => {
  const { Critical, Notify, Managed, Maintenance, Migratable, Unassigned, Unique } = ResourceFlag;
  test.each([
    [{}, {}, Critical | Managed | Unique],
    [{ critical: "garbage", notify: "yes" }, {}, Notify | Managed | Unique],
    [{ "is-managed": "garbage" }, {}, Critical | Unique],
    [{ maintenance: "true", "is-managed": "true" }, {}, Critical | Maintenance | Unique],
    [{ "is-managed": "true" }, { "maintenance-mode": "true" }, Critical | Maintenance | Unique],
    [{ "allow-migrate": "on" }, {}, Critical | Managed | Migratable | Unique],
  ])("of %j with options %j", (values, options, expected) => {
    const { a } = withMeta(values, options);
    expect(a.flags & (Critical | Notify | Managed | Maintenance | Migratable | Unique)).toBe(expected);
    expect(hasFlag(a, Unassigned)).toBe(true);
  });

  test("is-managed=default changes nothing and is reported", () => {
    const { a, texts } = withMeta({ "is-managed": "Default" });
    expect(hasFlag(a, Managed)).toBe(true);
    expect(texts).toEqual([leaveUnset("is-managed")]);
  });

  test("each member has its own, whatever its group has", () => {
    const run = unpacked(
      `<group id="G">${meta("G", { "is-managed": "false" })}${primitive("A", meta("A", { "is-managed": "true" }))}${primitive("B")}</group>`,
    );
    expect(["G", "A", "B"].map((id) => hasFlag(resource(run, id), Managed))).toEqual([false, true, false]);
  });
});

describe("requires", () => {
  const { NeedsQuorum, NeedsFencing, NeedsUnfencing } = ResourceFlag;
  const enabled = { "fencing-enabled": "true" };
  const noDevices = expect.stringContaining("Resource start-up disabled") as unknown;
  test.each([
    ["nothing", {}, 0, []],
    ["QUORUM", {}, NeedsQuorum, []],
    ["fencing", {}, NeedsFencing, ["A requires fencing but fencing is disabled"]],
    ["fencing", enabled, NeedsFencing, [noDevices]],
    ["unfencing", {}, NeedsQuorum, ['Resetting "requires" for A to "quorum" because fencing is disabled']],
    ["unfencing", enabled, NeedsFencing | NeedsUnfencing, [noDevices]],
    ["zz", {}, NeedsQuorum, ["Resetting 'requires' for A to 'quorum' because 'zz' is not valid"]],
    ["zz", enabled, NeedsFencing, ["Resetting 'requires' for A to 'fencing' because 'zz' is not valid", noDevices]],
    [
      "zz",
      { "no-quorum-policy": "ignore" },
      0,
      ["Resetting 'requires' for A to 'nothing' because 'zz' is not valid"],
    ],
  ])("%s with %j", (value, options, expected, errors) => {
    const { a, texts } = withMeta({ requires: value }, options);
    expect(a.flags & (NeedsQuorum | NeedsFencing | NeedsUnfencing)).toBe(expected);
    expect(texts).toEqual(errors);
  });

  test("fence devices and connections need quorum only, also where unfencing is the default", () => {
    const run = unpacked(
      `<primitive id="F" class="stonith" type="fence_dummy">${meta("F", { provides: "unfencing" })}</primitive>
       <primitive id="R" class="ocf" provider="pacemaker" type="remote"/>${primitive("A")}
       <primitive id="E" class="stonith" type="fence_dummy">${meta("E", { requires: "unfencing" })}</primitive>`,
      { options: { "fencing-enabled": "true" } },
    );
    const needs = NeedsQuorum | NeedsFencing | NeedsUnfencing;
    expect(["F", "R", "A", "E"].map((id) => resource(run, id).flags & needs)).toEqual([
      NeedsQuorum,
      NeedsQuorum,
      NeedsFencing | NeedsUnfencing,
      NeedsQuorum,
    ]);
    expect(run.cluster.haveFencing).toBe(true);
    expect(complaints(run)).toEqual([
      'Resetting "requires" for E to "quorum" because fencing devices cannot require unfencing',
    ]);
  });

  test("with unfencing somewhere but fencing disabled, the default is replaced too", () => {
    const run = unpacked(primitive("A") + primitive("B", meta("B", { requires: "nothing", provides: "unfencing" })));
    expect(hasFlag(resource(run, "A"), NeedsQuorum)).toBe(true);
    expect(complaints(run)).toEqual(['Resetting "requires" for A to "quorum" because fencing is disabled']);
  });
});
