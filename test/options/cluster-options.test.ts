import { describe, expect, test } from "vitest";
import { clusterOptions, lookUpOption, type ClusterOptionName } from "../../src/options/cluster-options.ts";
import { KeyedTable } from "../../src/tables/keyed-table.ts";
import { problemText } from "../../src/values/problem.ts";

function tableOf(values: Record<string, string>): KeyedTable<string> {
  const table = new KeyedTable<string>();
  for (const [name, value] of Object.entries(values)) table.set(name, value);
  return table;
}

function lookUp(table: KeyedTable<string>, name: ClusterOptionName): { value: string | undefined; reports: string[] } {
  const option = clusterOptions.find((candidate) => candidate.name === name)!;
  const { value, problems } = lookUpOption(table, option);
  return { value, reports: problems.map(problemText) };
}

/** Whether the text is used as it is. */
function accepts(name: ClusterOptionName, text: string): boolean {
  return lookUp(tableOf({ [name]: text }), name).value === text;
}

test("an option that is not set has its default, and is set from then on", () => {
  const table = tableOf({});
  expect(lookUp(table, "cluster-delay")).toEqual({ value: "60s", reports: [] });
  expect(table.get("cluster-delay")).toBe("60s");
  expect(lookUp(table, "cluster-name")).toEqual({ value: undefined, reports: [] });
  expect(table.has("cluster-name")).toBe(false);
});

test("values keep their spelling", () => {
  expect(lookUp(tableOf({ "cluster-delay": "30" }), "cluster-delay").value).toBe("30");
});

test("a former name counts if the new one is not set, with one warning", () => {
  const table = tableOf({ "stonith-enabled": "no" });
  const reports = [
    "Support for legacy name 'stonith-enabled' for cluster option 'fencing-enabled' is deprecated " +
      "and will be removed in a future release",
  ];
  expect(lookUp(table, "fencing-enabled")).toEqual({ value: "no", reports });
  expect(lookUp(table, "fencing-enabled")).toEqual({ value: "no", reports: [] });
  expect(lookUp(tableOf({ "stonith-enabled": "no", "fencing-enabled": "yes" }), "fencing-enabled")).toEqual({
    value: "yes",
    reports: [],
  });
});

test("an invalid value gives way to the default, with one error", () => {
  const table = tableOf({ "cluster-delay": "-1" });
  expect(lookUp(table, "cluster-delay")).toEqual({
    value: "60s",
    reports: [
      "Using 0 instead of invalid interval specification '-1'",
      "Using default value for cluster option 'cluster-delay' because '-1' is invalid",
    ],
  });
  expect(lookUp(table, "cluster-delay").reports).toEqual([]);
});

describe("validation", () => {
  test.each([
    ["symmetric-cluster", ["true", "OFF", "1"], ["", "maybe", "2", " true"]],
    ["cluster-delay", ["0", "5min", "P2D", "4294967296ms"], ["", "-1", "5d", "99999999999999999999"]],
    ["batch-limit", ["12x", "-3", "INFINITY", "-INFINITY", "+INFINITY"], ["abc", "", "99999999999999999999", "infinity"]],
    ["fencing-max-attempts", ["1", "INFINITY"], ["0", "-1", "-INFINITY", "x"]],
    ["load-threshold", ["80%", "0%", "200%x", "1.5%"], ["80", "-1%", "%", "80 %"]],
    ["fencing-action", ["reboot", "off"], ["Reboot", "poweroff", "on"]],
    ["no-quorum-policy", ["Stop", "suicide"], ["stops", ""]],
    ["placement-strategy", ["Balanced"], ["best"]],
    ["node-health-strategy", ["custom", "Only-Green"], ["green"]],
    ["fencing-reaction", ["anything", ""], []],
  ] as const)("of %s", (name, valid, invalid) => {
    expect(valid.filter((text) => !accepts(name, text))).toEqual([]);
    expect(invalid.filter((text) => accepts(name, text))).toEqual([]);
  });

  test("accepts every default", () => {
    for (const { name, defaultValue } of clusterOptions) {
      if (defaultValue !== null) expect(accepts(name, defaultValue)).toBe(true);
    }
  });
});
