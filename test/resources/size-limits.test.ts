import { describe, expect, test } from "vitest";
import { PengineError } from "../../src/errors.ts";
import { MAX_PLACES, takePlaces } from "../../src/resources/size-limits.ts";
import { readCib, schedule } from "../../src/index.ts";
import { cibText, onlineNode } from "../support/cib-text.ts";
import { cpuTime } from "../support/cpu-time.ts";
import { meta, primitive, unpacked } from "./model.ts";

const clone = (id: string, max: number) => `<clone id="${id}">${meta(id, { "clone-max": String(max) })}${primitive(`${id}p`)}</clone>`;

const bundle = (replicas: number) =>
  `<bundle id="b"><docker image="i" replicas="${replicas}"/><network ip-range-start="10.0.0.1"/></bundle>`;

function codeOf(resources: string, maxInstances: number, maxCloneInstances = maxInstances): string | null {
  try {
    unpacked(resources, { maxInstances, maxCloneInstances });
    return null;
  } catch (error) {
    if (error instanceof PengineError) return error.code;
    throw error;
  }
}

describe("the limit on instances", () => {

  test("goes for all clones together", () => {
    expect(codeOf(clone("a", 10) + clone("b", 10), 20)).toBeNull();
    expect(codeOf(clone("a", 10) + clone("b", 10), 19)).toBe("limit-instances");
  });

  test("goes for each clone and bundle alone, too", () => {
    expect(codeOf(clone("a", 10) + clone("c", 10) + bundle(10), 1000, 10)).toBeNull();
    expect(codeOf(clone("a", 11), 100, 10)).toBe("limit-instances");
    expect(codeOf(bundle(11), 100, 10)).toBe("limit-instances");
  });

  test("stops a huge clone-max or number of replicas at once", () => {
    expect(codeOf(clone("a", 2_147_483_647), 1000)).toBe("limit-instances");
    expect(codeOf('<bundle id="b"><docker image="i" replicas="2147483647"/></bundle>', 1000)).toBe("limit-instances");
    expect(
      codeOf(`<bundle id="b"><docker image="i" replicas="2147483647"/><network control-port="1"/>${primitive("P")}</bundle>`, 1000),
    ).toBe("limit-instances");
  });

  test("counts the members of cloned groups, and nothing outside clones and bundles", () => {
    const members = Array.from({ length: 10 }, (_, i) => primitive(`m${i}`)).join("");
    expect(codeOf(`<group id="g">${members}</group>`, 1)).toBeNull();
    expect(codeOf(`<clone id="c"><group id="g">${members}</group></clone>`, 22)).toBeNull();
    expect(codeOf(`<clone id="c"><group id="g">${members}</group></clone>`, 21)).toBe("limit-instances");
  });
});

test("there is a limit on pairs of a resource and a node, too", () => {
  const run = unpacked(primitive("A"));
  const [node] = run.cluster.nodes;
  // as if there were a million nodes; A has two places already
  run.cluster.nodes.length = 0;
  for (let i = 0; i < 1_000_000; i++) run.cluster.nodes.push(node!);
  for (let places = 2 + 1_000_000; places <= MAX_PLACES; places += 1_000_000) takePlaces(run, "A");
  expect(() => takePlaces(run, "B")).toThrow(PengineError);
});

test("the replicas of a bundle with addresses are limited by what their containers are told about each other", () => {
  expect(codeOf(bundle(500), 100_000)).toBeNull();
  expect(codeOf(bundle(20_000), 100_000)).toBe("limit-instances");
});

test("the instances of a clone are limited by what notifications tell them about each other", () => {
  const notified = (count: number): (() => unknown) => {
    const values = { "clone-max": String(count), "clone-node-max": String(count), "globally-unique": "true", notify: "true" };
    const cib = readCib(
      cibText({ resources: `<clone id="c">${meta("m", values)}${primitive("A")}</clone>`, status: onlineNode("1", "n1") }),
    );
    return () => schedule(cib);
  };
  expect(notified(300)).not.toThrow();
  expect(notified(4000)).toThrow(expect.objectContaining({ code: "limit-instances" }));
});

test("a clone of as many instances as are allowed takes little time", () => {
  const values = { "clone-max": "5000", "clone-node-max": "5000", "globally-unique": "true" };
  const cib = readCib(
    cibText({ resources: `<clone id="c">${meta("m", values)}${primitive("A")}</clone>`, status: onlineNode("1", "n1") + onlineNode("2", "n2") }),
  );
  expect(cpuTime(() => schedule(cib))).toBeLessThan(3000);
});
