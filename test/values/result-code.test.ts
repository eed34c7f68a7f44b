import { expect, test } from "vitest";
import { execStatusText, isMaskedProbeFailure, resultCodeText } from "../../src/values/result-code.ts";

test.each([
  [0, "OK"],
  [7, "Not running"],
  [78, "Invalid configuration"],
  [124, "Timeout occurred"],
  [128, "Unknown exit status"],
  [137, "Interrupted by signal"],
  [190, "Service is active but might fail soon"],
  [192, "Interrupted by signal"],
  [193, "No exit status available"],
  [255, "Error occurred"],
  [256, "Unknown exit status"],
  [-1, "Unknown exit status"],
])("result %d is '%s'", (code, text) => {
  expect(resultCodeText(code)).toBe(text);
});

test("execution status has texts of its own", () => {
  expect([-2, -1, 0, 2, 8, 11, 12].map(execStatusText)).toEqual([
    "Unrecognized status (bug?)",
    "Pending",
    "Done",
    "Timed out",
    "Internal communication failure",
    "CIB secrets unavailable",
    "Unrecognized status (bug?)",
  ]);
});

test("a probe where the agent is not installed or usable finds nothing running", () => {
  expect(isMaskedProbeFailure(5, 0)).toBe(true);
  expect(isMaskedProbeFailure(2, 4)).toBe(true);
  expect(isMaskedProbeFailure(0, 7)).toBe(true);
  expect(isMaskedProbeFailure(1, 4)).toBe(false);
});
