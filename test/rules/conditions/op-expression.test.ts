import { expect, test } from "vitest";
import { verdictOf } from "../support.ts";

const monitor = { operation: "monitor", intervalMs: 10_000 };

test.each([
  [`name="monitor"`, true],
  [`name="Monitor"`, false],
  [`name="monitor" interval="10"`, true],
  [`name="monitor" interval="10000ms"`, true],
  [`name="monitor" interval="PT10S"`, true],
  [`name="monitor" interval="0"`, false],
  [`name="start" interval="10"`, false],
])("name and interval must agree: %s", (attributes, passes) => {
  expect(verdictOf(`<op_expression id="e" ${attributes}/>`, monitor)).toEqual({ passes, change: null, reports: [] });
});

test("an interval of 0 selects operations that do not recur", () => {
  expect(verdictOf(`<op_expression id="e" name="start" interval="0"/>`, { operation: "start" }).passes).toBe(true);
});

test("without an operation nothing passes", () => {
  expect(verdictOf(`<op_expression id="e" name="monitor"/>`).passes).toBe(false);
});

test.each([
  ["", ["Treating op_expression e as not passing because it has no name"]],
  [
    `name="start" interval="x"`,
    [
      "'x' is not a valid time duration: Bad input value provided",
      "Using 0 instead of invalid interval specification 'x'",
      "Treating op_expression e as not passing because 'x' is not a valid interval",
    ],
  ],
  [
    `name="start" interval="-5"`,
    [
      "Using 0 instead of invalid interval specification '-5'",
      "Treating op_expression e as not passing because '-5' is not a valid interval",
    ],
  ],
  [
    `name="start" interval="99999999999999999999"`,
    [
      "'99999999999999999999' will be clipped to 9223372036854775807",
      "Treating op_expression e as not passing because '99999999999999999999' is not a valid interval",
    ],
  ],
])("'%s' fails with a report, whatever the operation", (attributes, reports) => {
  expect(verdictOf(`<op_expression id="e" ${attributes}/>`, monitor)).toEqual({ passes: false, change: null, reports });
});

test("a condition without an id fails", () => {
  expect(verdictOf(`<op_expression name="monitor"/>`, monitor)).toMatchObject({
    passes: false,
    reports: ["Treating op_expression without id as not passing"],
  });
});
