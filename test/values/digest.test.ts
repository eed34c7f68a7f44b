import { describe, expect, test } from "vitest";
import {
  addExportedMeta,
  digestInput,
  digestOf,
  filterParameters,
  isFencingParameter,
  md5Hex,
  parameterNames,
} from "../../src/values/digest.ts";

test("MD5 is printed in lower case", () => {
  expect(md5Hex("")).toBe("d41d8cd98f00b204e9800998ecf8427e");
});

test("no parameters at all have a digest", () => {
  expect(digestOf(new Map())).toBe("f2317cad3d54cec5d7d7aa7d0bf35cf8");
});

test("parameters are sorted by bytes, escaped and hashed as UTF-8", () => {
  const parameters = new Map([
    ["zeta", `a<b>&"q" 's'\tt\nn é`],
    ["id", "dropme"],
    ["alpha", ""],
    ["Alpha", "1"],
  ]);
  filterParameters(parameters);
  expect(digestInput(parameters)).toBe(
    ` <parameters Alpha="1" alpha="" zeta="a&lt;b&gt;&amp;&quot;q&quot; 's'&#x09;t&#x0A;n é"/>\n`,
  );
  expect(digestOf(parameters)).toBe("12e78f2c78fe3a5e9313519739be19fa");
});

function filtered(...pairs: [string, string][]): string[] {
  const parameters = new Map(pairs);
  filterParameters(parameters);
  return [...parameters].map(([name, value]) => `${name}=${value}`);
}

describe("filterParameters", () => {
  test("drops meta-attributes and what identifies an operation", () => {
    const dropped = ["id", "crm_feature_set", "op-digest", "on_node", "on_node_uuid", "pcmk_external_ip", "CRM_meta_x"];
    expect(filtered(["ip", "1"], ...dropped.map((name): [string, string] => [name, "x"]))).toEqual(["ip=1"]);
  });

  test("keeps the timeout of recurring operations only", () => {
    expect(filtered(["CRM_meta_timeout", "5"], ["CRM_meta_interval", "10"])).toEqual(["CRM_meta_timeout=5"]);
    expect(filtered(["CRM_meta_timeout", "5"], ["CRM_meta_interval", "0"])).toEqual([]);
    expect(filtered(["CRM_meta_timeout", "5"])).toEqual([]);
    expect(filtered(["CRM_meta_timeout", "5"], ["CRM_meta_interval", "x"])).toEqual([]);
  });
});

test("meta-attributes are exported under names with underscores, and never replace an entry", () => {
  const set = new Map([["CRM_meta_on_node", "kept"]]);
  addExportedMeta(set, [
    ["on-node", "lost"],
    ["start-delay", "5"],
    ["#uname", "x"],
    ["a:b", "x"],
  ]);
  expect([...set]).toEqual([
    ["CRM_meta_on_node", "kept"],
    ["CRM_meta_start_delay", "5"],
  ]);
});

test.each([
  ["provides", true],
  ["stonith-timeout", true],
  ["pcmk_host_map", true],
  ["pcmk_reboot_timeout", true],
  ["pcmk_off_retries", true],
  ["pcmk_on_action", true],
  ["pcmk_foo_bar_timeout", false],
  ["pcmk_timeout", false],
  ["pcmk_host_lists", false],
  ["port", false],
])("%s is for the cluster: %s", (name, expected) => {
  expect(isFencingParameter(name)).toBe(expected);
});

test("lists of names are separated by blanks, which may be at both ends", () => {
  expect(parameterNames(" ip  nic ")).toEqual(["ip", "nic"]);
});
