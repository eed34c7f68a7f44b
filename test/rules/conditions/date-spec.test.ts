import { expect, test } from "vitest";
import { verdictOf, type Verdict } from "../support.ts";

function spec(attributes: string, now = "2024-06-15 12:34:56Z"): Verdict {
  const child = `<date_spec id="s" ${attributes}/>`;
  return verdictOf(`<date_expression id="d" operation="date_spec">${child}</date_expression>`, { now });
}

// 2024-06-15 is a Saturday, day 167 of the year, in week 24.
test.each([
  ["years", "2024", "2023"],
  ["months", "6-8", "7-12"],
  ["monthdays", "-15", "16-"],
  ["hours", "9-16", "13"],
  ["minutes", "34", "35-59"],
  ["seconds", "56-", "-55"],
  ["yeardays", "167", "166"],
  ["weekyears", "2024", "2025"],
  ["weeks", "24", "23"],
  ["weekdays", "6-7", "1-5"],
])("%s are compared with the effective time", (name, inside, outside) => {
  expect(spec(`${name}="${inside}"`)).toEqual({ passes: true, change: null, reports: [] });
  expect(spec(`${name}="${outside}"`)).toEqual({ passes: false, change: null, reports: [] });
});

test("the fields are those of the time's own offset", () => {
  expect(spec(`hours="23" monthdays="15"`, "2024-06-15 23:00:00 -05:00").passes).toBe(true);
});

test("the moon and unknown fields do not matter, nor does having none", () => {
  expect(spec(`moon="3" decades="1"`).passes).toBe(true);
  expect(spec("").passes).toBe(true);
});

test("fields are checked in a fixed order, up to the first that fails", () => {
  expect(spec(`weekdays="x" years="2023"`).reports).toEqual([]);
  expect(spec(`weekdays="6" months="6 - 7"`)).toEqual({
    passes: false,
    change: null,
    reports: [
      "Treating date_expression d as not passing because '6 - 7' is not a valid range for date_spec attribute months",
    ],
  });
});

test("only the first specification counts, and it needs an id", () => {
  const conditions = `<date_expression id="d" operation="date_spec"><date_spec/><date_spec id="s"/></date_expression>`;
  expect(verdictOf(conditions)).toMatchObject({
    passes: false,
    reports: ["Treating date_expression d as not passing because date_spec subelement has no id"],
  });
});
