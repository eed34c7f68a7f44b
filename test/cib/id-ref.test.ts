import { expect, test } from "vitest";
import { IdIndex, resolveReference } from "../../src/cib/id-ref.ts";
import { problemText } from "../../src/values/problem.ts";
import { createElement } from "../../src/xml/element.ts";

const first = createElement("rule", ["id", "a"]);
const chained = createElement("rule", ["id", "b", "id-ref", "a"]);
const twins = [createElement("rule", ["id", "twin"]), createElement("rule", ["id", "twin"])];
const index = new IdIndex(createElement("d", [], [first, chained, ...twins, createElement("nvpair", ["id", "c"])]));

function resolved(id: string): { target: unknown; reports: string[] } {
  const reports: string[] = [];
  const target = resolveReference(createElement("rule", ["id-ref", id]), index, (p) => reports.push(problemText(p)));
  return { target, reports };
}

test("an element without a reference stands for itself", () => {
  expect(resolveReference(first, index, () => expect.unreachable())).toBe(first);
});

test("references are followed one step", () => {
  expect(resolved("a")).toEqual({ target: first, reports: [] });
  expect(resolved("b").target).toBe(chained);
});

test.each(["nowhere", "c", "twin", ""])("a reference to '%s' leads nowhere", (id) => {
  expect(resolved(id)).toEqual({
    target: null,
    reports: [
      `Ignoring invalid rule configuration: id-ref '${id}' does not reference a valid object | xpath=//rule[@id='${id}']`,
    ],
  });
});
