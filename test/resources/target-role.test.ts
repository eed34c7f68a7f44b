import { describe, expect, test } from "vitest";
import { isDisabled } from "../../src/resources/target-role.ts";
import { Role } from "../../src/values/role.ts";
import { complaints, meta, primitive, resource, unpacked } from "./model.ts";

const needsPromotable = (value: string, id: string) =>
  `Ignoring 'target-role' for ${id} because '${value}' only makes sense for promotable clones`;

describe("target-role", () => {
  test.each([
    ["Started", Role.Unknown, false, []],
    ["sTARTED", Role.Unknown, false, []],
    ["stopped", Role.Stopped, true, []],
    ["Promoted", Role.Unknown, false, [needsPromotable("Promoted", "A")]],
    ["Unpromoted", Role.Unknown, false, [needsPromotable("Unpromoted", "A")]],
    ["bar", Role.Unknown, false, ["Ignoring 'target-role' for A because 'bar' is not valid"]],
    ["Unknown", Role.Unknown, false, ["Ignoring 'target-role' for A because 'Unknown' is not valid"]],
    [
      "default",
      Role.Unknown,
      false,
      [
        "Support for setting target-role to the explicit value 'default' is deprecated and will be removed in a future release (just leave it unset)",
      ],
    ],
    [
      "Master",
      Role.Unknown,
      false,
      [
        "Support for the Master role is deprecated and will be removed in a future release. Use Promoted instead.",
        needsPromotable("Master", "A"),
      ],
    ],
  ] as const)("%j of a primitive", (value, expected, disabled, errors) => {
    const run = unpacked(primitive("A", meta("A", { "target-role": value })));
    expect(resource(run, "A").nextRole).toBe(expected);
    expect(isDisabled(resource(run, "A"))).toBe(disabled);
    expect(complaints(run)).toEqual(errors);
  });

  test.each([
    ["Promoted", Role.Unknown, false],
    ["Unpromoted", Role.Unpromoted, true],
    ["Slave", Role.Unpromoted, true],
    ["Stopped", Role.Stopped, true],
  ] as const)("%j of a promotable clone, and so of its instances", (value, expected, disabled) => {
    const run = unpacked(
      `<clone id="C">${meta("C", { promotable: "true", "target-role": value })}<primitive id="A" class="ocf" provider="pacemaker" type="Stateful"/></clone>`,
    );
    for (const id of ["C", "A:0", "A:1"]) {
      expect(resource(run, id).nextRole).toBe(expected);
      expect(isDisabled(resource(run, id))).toBe(disabled);
    }
  });
});
