import { describe, expect, test } from "vitest";
import { failCount, type FailCountKind } from "../../src/history/fail-counts.ts";
import { indexFailAttributes, matchingAttributes } from "../../src/history/fail-attributes.ts";
import { KeyedTable } from "../../src/tables/keyed-table.ts";
import { messages, node, primitive, recorded, resource, scheduled, scoreOn, state, unpacked } from "./support.ts";

const INFINITY = 1_000_000;

const found = (name: string, unique: boolean, ...attributes: readonly string[]) => {
  const table = new KeyedTable<string>();
  for (const attribute of attributes) table.set(attribute, "1");
  return [...matchingAttributes(indexFailAttributes(table).counts, name, unique)].toSorted();
};

describe("attributes about the failures of a resource", () => {
  test.each<[string, boolean, string, boolean]>([
    ["A", true, "fail-count-A#start_0", true],
    ["A", true, "fail-count-A#monitor_10000", true],
    ["A", true, "fail-count-A", false],
    ["A", true, "fail-count-A#start", false],
    ["A", true, "fail-count-A#_0", false],
    ["A", true, "fail-count-A#x_", false],
    ["A", true, "fail-count-A#start_0x", false],
    ["A", true, "fail-count-a#start_0", false],
    ["A", true, "fail-count-AA#start_0", false],
    ["A", true, "xfail-count-A#start_0", false],
    ["A", true, "last-failure-A#start_0", false],
    ["A", true, "fail-count-A:0#start_0", false],
    ["A", false, "fail-count-A:0#start_0", true],
    ["A", false, "fail-count-A:12#start_0", true],
    ["A", false, "fail-count-A:x#start_0", false],
    ["A", false, "fail-count-A#start_0", true],
    ["A:0", true, "fail-count-A:0#start_0", true],
    ["a.b", true, "fail-count-a.b#start_0", true],
    ["a.b", true, "fail-count-aXb#start_0", true],
    ["a.b", true, "fail-count-ab#start_0", false],
    ["a.b", false, "fail-count-a.b:3#start_0", true],
    ["(", true, "fail-count-(#start_0", false],
    ["a+", true, "fail-count-aa#start_0", true],
  ])("name %s, unique %s, %s: %s", (name, unique, attribute, expected) => {
    expect(found(name, unique, attribute)).toEqual(expected ? [attribute] : []);
  });

  test("all operations count", () => {
    expect(found("A", true, "fail-count-A#start_0", "fail-count-B#start_0", "fail-count-A#stop_0")).toEqual([
      "fail-count-A#start_0",
      "fail-count-A#stop_0",
    ]);
  });
});

const counted = (attributes: Record<string, string>, kind: FailCountKind = "recorded", meta: Record<string, string> = {}) => {
  const run = unpacked({
    resources: primitive("A", { meta }) + primitive("B", { meta: { container: "A" } }),
    states: [state("n1", { histories: [recorded("A", [{ task: "start" }])], attributes }), state("n2")],
  });
  const { count, last } = failCount(run, resource(run, "A"), node(run, "n1"), kind);
  return { run, count, last };
};

describe("a fail count", () => {
  test("is the sum over all operations, with the latest time", () => {
    const { count, last } = counted({
      "fail-count-A#start_0": "2",
      "fail-count-A#stop_0": "3",
      "last-failure-A#start_0": "20",
      "last-failure-A#stop_0": "10",
    });
    expect([count, last]).toEqual([5, 20]);
  });

  test("can be infinite", () => {
    expect(counted({ "fail-count-A#start_0": "INFINITY", "fail-count-A#stop_0": "5" }).count).toBe(INFINITY);
  });

  test("is without time if there is no failure", () => {
    const { count, last } = counted({ "last-failure-A#start_0": "20" });
    expect([count, last]).toEqual([0, 0]);
  });

  test("leaves out what is no number, with a report", () => {
    const { count, run } = counted({ "fail-count-A#start_0": "x", "fail-count-A#stop_0": "1", "last-failure-A#stop_0": "y" });
    expect(count).toBe(1);
    expect(messages(run, "update_failcount_for_attr")).toEqual([
      "Ignoring fail-count-A#start_0 for n1 because 'x' is not a valid fail count: Bad input value provided",
      "Ignoring invalid value 'y' for last-failure-A#stop_0: Bad input value provided",
    ]);
  });

  test("is effectively nothing more than its timeout after the last failure", () => {
    const meta = { "failure-timeout": "60" };
    const attributes = { "fail-count-A#start_0": "2", "last-failure-A#start_0": "1700003540" };
    expect(counted(attributes, "effective", meta).count).toBe(2);
    expect(counted({ ...attributes, "last-failure-A#start_0": "1700003539" }, "effective", meta).count).toBe(0);
    expect(counted({ ...attributes, "last-failure-A#start_0": "1700003539" }, "recorded", meta).count).toBe(2);
  });

  test("can include what the resource launched", () => {
    const attributes = {
      "fail-count-A#start_0": "2",
      "last-failure-A#start_0": "17",
      "fail-count-B#start_0": "3",
      "last-failure-B#start_0": "18",
    };
    expect(counted(attributes, "effective").count).toBe(2);
    const { run, count, last } = counted(attributes, "with-launched");
    expect([count, last]).toEqual([5, 18]);
    expect(messages(run, "pe_get_failcount")).toEqual([
      "B has failed 3 times on n1",
      "Container A and the resources within it have failed 5 times on n1",
    ]);
  });
});

const criteria = (meta: Record<string, string>, count: string) =>
  scheduled(
    {
      resources: primitive("A", { meta }),
      states: [
        state("n1", { histories: [recorded("A", [{ task: "start" }])], attributes: { "fail-count-A#start_0": count } }),
        state("n2"),
      ],
    },
    "criteria",
  );

describe("a resource that failed too often on a node", () => {
  test("is banned there", () => {
    const run = criteria({ "migration-threshold": "3" }, "3");
    expect([scoreOn(run, "A", "n1"), scoreOn(run, "A", "n2")]).toEqual([-INFINITY, 0]);
    expect(messages(run, "pcmk__threshold_reached")).toEqual([
      "A cannot run on n1 due to reaching migration threshold (clean up resource to allow again) | failures=3 migration-threshold=3",
    ]);
  });

  test("is not, as long as one failure more is allowed", () => {
    const run = criteria({ "migration-threshold": "3" }, "2");
    expect(scoreOn(run, "A", "n1")).toBe(0);
    expect(messages(run, "pcmk__threshold_reached")).toEqual(["A can fail 1 more time on n1 before reaching migration threshold (3)"]);
  });

  test("is not, with a threshold of 0", () => {
    expect(scoreOn(criteria({ "migration-threshold": "0" }, "INFINITY"), "A", "n1")).toBe(0);
  });

  test("is banned after infinitely many failures, which is what is allowed by default", () => {
    expect(scoreOn(criteria({}, "INFINITY"), "A", "n1")).toBe(-INFINITY);
  });
});
