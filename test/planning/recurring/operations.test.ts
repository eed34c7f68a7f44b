import { describe, expect, test } from "vitest";
import { recurringOperations } from "../../../src/planning/recurring/operations.ts";
import { findResource } from "../../../src/resources/find.ts";
import { roleName } from "../../../src/values/role.ts";
import { messages, op, planned, primitive } from "../model.ts";

/** The operations that recur: `name interval role`. */
function recurring(operations: string): string[] {
  const run = planned({ resources: primitive("A", { operations }) }, "internal constraints");
  const found = [...recurringOperations(run, findResource(run, "A")!)];
  return found.map(({ name, interval, role }) => `${name} ${interval} ${roleName(role)}`);
}

function errors(operations: string): string[] {
  return messages(
    planned({ resources: primitive("A", { operations }) }, "actions"),
    "is_recurring_history",
    "is_op_dup",
  );
}

test("operations recur in document order, whatever their names", () => {
  const operations =
    op("a", "monitor", "PT1M", { role: "Promoted" }) + op("b", "check", "5s") + op("c", "monitor", "0") + op("d", "monitor", "7ms");
  expect(recurring(operations)).toEqual(["monitor 60000 Promoted", "check 5000 Unknown", "monitor 7 Unknown"]);
});

test("a disabled operation does not recur", () => {
  expect(recurring(op("a", "monitor", "10s", { enabled: "false" }))).toEqual([]);
  expect(recurring(op("a", "monitor", "10s", { enabled: "true" }))).toEqual(["monitor 10000 Unknown"]);
});

describe("what changes the state of a resource", () => {
  test.each(["stop", "start", "demote", "promote", "reload-agent", "migrate_to", "migrate_from"])(
    "cannot recur: %s",
    (name) => {
      expect(recurring(op("a", name, "10s"))).toEqual([]);
      expect(errors(op("a", name, "10s"))).toEqual([`Ignoring a because ${name} action cannot be recurring`]);
    },
  );
});

describe("operations with the same name and interval", () => {
  const twice = op("a", "monitor", "10s") + op("b", "monitor", "10000ms", { role: "Stopped" });

  test("are all ignored, with an error for each that names the first two", () => {
    const thrice = twice + op("c", "monitor", "10", { enabled: "false" });
    expect(recurring(thrice)).toEqual([]);
    const text =
      "Operation b is duplicate of a (do not use same name and interval combination more than once per resource)";
    expect(errors(thrice)).toEqual([text, text, text]);
  });

  test("do not concern others", () => {
    expect(recurring(twice + op("c", "monitor", "11s"))).toEqual(["monitor 11000 Unknown"]);
  });
});

