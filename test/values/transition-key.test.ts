import { describe, expect, test } from "vitest";
import { problemText } from "../../src/values/problem.ts";
import { parseTransitionKey, parseTransitionMagic } from "../../src/values/transition-key.ts";

const uuid = "c2a2b2c1-4b3d-4f5e-9a6b-7c8d9e0f1a2b";

describe("parseTransitionKey", () => {
  test("reads action, transition, expected result and UUID", () => {
    expect(parseTransitionKey(`2:-1:7:${uuid}`)).toEqual({
      key: { action: 2, transition: -1, targetRc: 7, uuid },
      problems: [],
    });
  });

  test("ignores what follows the UUID, and complains about a short one", () => {
    expect(parseTransitionKey(`2:1:0:${uuid}tail`).key?.uuid).toBe(uuid);
    const { key, problems } = parseTransitionKey("2:1:0:short");
    expect(key?.uuid).toBe("short");
    expect(problems.map(problemText)).toEqual(["Invalid UUID 'short' in transition key '2:1:0:short'"]);
  });

  test.each(["", "2", "2:1", "2:1:0", "2:1:0:", "a:1:0:x", "2;1:0:x"])("rejects '%s'", (text) => {
    const { key, problems } = parseTransitionKey(text);
    expect(key).toBeNull();
    expect(problems.map(problemText)).toEqual([`Invalid transition key '${text}'`]);
  });
});

describe("parseTransitionMagic", () => {
  test("reads status and result before the key", () => {
    expect(parseTransitionMagic(`-1:193;2:1:0:${uuid}`).magic).toEqual({
      status: -1,
      rc: 193,
      key: { action: 2, transition: 1, targetRc: 0, uuid },
    });
  });

  test.each([
    ["0", "Transition information '0' incomplete (1 of 3 expected items)"],
    ["0:7", "Transition information '0:7' incomplete (2 of 3 expected items)"],
    ["0:7;", "Transition information '0:7;' incomplete (2 of 3 expected items)"],
    ["x", "Transition information 'x' incomplete (0 of 3 expected items)"],
    ["0:7;2:1", "Invalid transition key '2:1'"],
  ])("rejects '%s'", (text, reason) => {
    const { magic, problems } = parseTransitionMagic(text);
    expect(magic).toBeNull();
    expect(problems.map(problemText)).toEqual([reason]);
  });
});
