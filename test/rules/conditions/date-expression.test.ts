import { describe, expect, test } from "vitest";
import { NOW, verdictOf } from "../support.ts";

const failed = (reason: string): string => `Treating date_expression d as not passing because ${reason}`;

describe("the next change", () => {
  test.each([
    [`operation="gt" start="2024-06-15 12:00:00Z"`, "", false, NOW + 1],
    [`operation="gt" start="2024-06-15 11:59:59Z"`, "", true, null],
    [`operation="gt" start="2024-07-15 12:00:00Z"`, "", false, 1_721_044_801],
    [`operation="lt" end="2024-06-15 12:00:00Z"`, "", false, null],
    [`operation="LT" end="2024-06-15 12:00:01Z"`, "", true, NOW + 1],
    [`operation="in_range" end="2024-06-15 12:00:00Z"`, "", true, NOW + 1],
    [`start="2024-06-15 12:00:00Z"`, "", true, null],
    [`start="2024-06-16" end="2024-06-17"`, "", false, 1_718_496_000],
    [`start="2024-06-01"`, `<duration id="l" days="20"/>`, true, 1_718_928_001],
    [`start="2024-06-01"`, `<duration id="l" days="10"/>`, false, null],
    [`start="2024-06-01" end="2024-06-02"`, `<duration id="l" days="20"/>`, false, null],
    [`end="2024-06-02"`, `<duration id="l" days="20"/>`, false, null],
  ])("with %s", (attributes, content, passes, change) => {
    const { reports, ...verdict } = verdictOf(`<date_expression id="d" ${attributes}>${content}</date_expression>`);
    expect(verdict).toEqual({ passes, change });
    expect(reports).toEqual([]);
  });

  test("is the earliest of several", () => {
    const dates = ["2024-07-01", "2024-06-20", "2024-06-25"];
    const conditions = dates.map((date, i) => `<date_expression id="d${i}" operation="gt" start="${date}"/>`);
    expect(verdictOf(conditions.join(""), {}, `id="r" boolean-op="or"`).change).toBe(1_718_841_601);
  });
});

test.each([
  [`operation="between"`, failed("'between' is not a valid operation")],
  [`operation="in_range"`, failed("in_range requires at least one of start or end")],
  [`operation="gt" end="2024-01-01"`, failed("gt requires start")],
  [`operation="lt" start="2024-01-01"`, failed("gt requires end")],
  [`operation="date_spec"`, failed("date_spec operations require a date_spec subelement")],
])("%s fails", (attributes, report) => {
  expect(verdictOf(`<date_expression id="d" ${attributes}/>`)).toEqual({
    passes: false,
    change: null,
    reports: [report],
  });
});

test.each(["gt", "in_range"])("an invalid start of %s is reported after what is wrong with it", (operation) => {
  expect(verdictOf(`<date_expression id="d" operation="${operation}" start="junk" end="junk"/>`).reports).toEqual([
    "'junk' is not a valid ISO 8601 date/time specification",
    failed("start is invalid"),
  ]);
});

test.each(["lt", "in_range"])("an invalid end of %s is reported after what is wrong with it", (operation) => {
  expect(verdictOf(`<date_expression id="d" operation="${operation}" end=""/>`).reports).toEqual([
    "No ISO 8601 date/time specification given",
    failed("end is invalid"),
  ]);
});

test.each([undefined, ""])("a condition with id %s fails", (id) => {
  const attribute = id === undefined ? "" : `id="${id}"`;
  const { passes, reports } = verdictOf(`<date_expression ${attribute} start="2024-01-01"/>`);
  expect([passes, reports]).toEqual([false, ["Treating date_expression without id as not passing"]]);
});

function endAfter(duration: string): number | null {
  const child = `<duration id="l" ${duration}/>`;
  return verdictOf(`<date_expression id="d" start="2024-06-15 12:00:00Z">${child}</date_expression>`).change;
}

describe("a duration", () => {
  test.each([
    [`hours="1"`, NOW + 3600],
    [`minutes="2" seconds="3"`, NOW + 123],
    [`weeks="1" days="1"`, NOW + 8 * 86_400],
    [`hours="12" minutes="0"`, NOW + 12 * 3600],
    [`days="5x"`, NOW + 5 * 86_400],
    [`months="1"`, NOW + 30 * 86_400],
    // Years keep the day of the year, and 2024 has one more.
    [`years="1"`, NOW + 366 * 86_400],
  ])("of %s ends when it has passed", (attributes, last) => {
    expect(endAfter(attributes)).toBe(last + 1);
  });

  test.each([
    ["days", "x", "Unable to parse CIB XML"],
    ["days", "99999999999999999999", "Unable to parse CIB XML"],
    ["seconds", "2147483648", "Numerical result out of range"],
  ])("with %s of %s is invalid", (name, value, reason) => {
    const duration = `<duration id="l" ${name}="${value}"/>`;
    expect(verdictOf(`<date_expression id="d" start="2024-06-01">${duration}</date_expression>`)).toEqual({
      passes: false,
      change: null,
      reports: [failed(`duration l attribute ${name} is invalid: ${reason}`), failed("duration is invalid")],
    });
  });

  test("without an id is invalid", () => {
    const duration = `<duration days="1"/>`;
    expect(verdictOf(`<date_expression id="d" start="2024-06-01">${duration}</date_expression>`).reports).toEqual([
      failed("duration subelement has no id"),
      failed("duration is invalid"),
    ]);
  });
});

describe("midnight in a zone west of UTC", () => {
  const situation = { now: "2024-06-16 00:00:00Z" };

  test("sorts before the same midnight in UTC", () => {
    const local = "2024-06-15 19:00:00 -05:00";
    expect(verdictOf(`<date_expression id="d" operation="gt" start="${local}"/>`, situation).passes).toBe(true);
    expect(verdictOf(`<date_expression id="d" operation="in_range" end="${local}"/>`, situation).passes).toBe(false);
  });
});
