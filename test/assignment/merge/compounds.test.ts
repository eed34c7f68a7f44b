import { describe, expect, test } from "vitest";
import { stateOf } from "../../../src/assignment/state.ts";
import { Random } from "../../support/random.ts";
import { assigned, cib, clone, group, prefers, primitive, together, type NodeFacts } from "../support.ts";

// Short cuts must not show: every situation is assigned with and without them.

const SCORES = ["INFINITY", "INFINITY", "-INFINITY", "-INFINITY", "100", "-100", "500000", "-500000", "7"];

/** A random cluster with many colocations; most have no loops, some nodes are offline. */
function randomSituation(random: Random): string {
  const names = Array.from({ length: 2 + random.below(5) }, (_, i) => `n${i}`);
  const active = new Map<string, string[]>(names.map((name) => [name, []]));
  const references: string[] = [];
  let resources = "";
  const count = 4 + random.below(9);
  for (let i = 0; i < count; i++) {
    const meta = { "resource-stickiness": random.pick([0, 0, 5, 100]) };
    const kind = random.next();
    if (kind < 0.6) {
      resources += primitive(`p${i}`, { meta });
      if (random.chance(0.4)) active.get(random.pick(names))!.push(`p${i}`);
      references.push(`p${i}`);
    } else if (kind < 0.85) {
      const members = Array.from({ length: 1 + random.below(4) }, (_, j) => `g${i}m${j}`);
      resources += group(`g${i}`, members.map((id) => primitive(id, { meta })).join(""));
      references.push(`g${i}`, members.at(-1)!);
    } else {
      resources += clone(`c${i}`, primitive(`i${i}`), { interleave: String(random.chance(0.5)) });
      references.push(`c${i}`);
    }
  }
  const hasLoops = random.chance(0.3);
  let constraints = "";
  for (let i = 0; i < count * 2; i++) {
    const [a, b] = [random.below(references.length), random.below(references.length)];
    if (a === b) continue;
    const [dependent, primary] = hasLoops || a > b ? [a, b] : [b, a];
    constraints += together(references[dependent]!, references[primary]!, random.pick(SCORES));
  }
  for (let i = 0; i < count; i++) {
    constraints += prefers(random.pick(references), random.pick(names), random.pick(["5", "-5", "-INFINITY", "30000", "900000"]));
  }
  const nodes: Record<string, NodeFacts> = {};
  for (const name of names) nodes[name] = { active: active.get(name)!, offline: random.chance(0.1) };
  const strategy = random.pick(["default", "default", "utilization"]);
  return cib({ resources, constraints, nodes, options: { "placement-strategy": strategy } });
}

test("short cuts do not show in any score", () => {
  let taken = 0;
  for (let seed = 1; seed <= 150; seed++) {
    const text = randomSituation(new Random(seed));
    const short = assigned(text);
    const long = assigned(text, "assignment", { shortCuts: false });
    expect(short.lines, `seed ${seed}`).toEqual(long.lines);
    taken += stateOf(short.run).shortCuts;
    expect(stateOf(long.run).shortCuts).toBe(0);
  }
  expect(taken).toBeGreaterThan(500);
});

describe("steps grow with the number of links", () => {
  const chain = (length: number, score: string): string => {
    const ids = Array.from({ length }, (_, i) => `p${i}`);
    const links = ids.slice(1).map((id, i) => together(ids[i]!, id, score));
    return cib({ resources: ids.map((id) => primitive(id)).join(""), constraints: links.join("") });
  };
  const stepsFor = (length: number, score: string): number => stateOf(assigned(chain(length, score)).run).mergeSteps;

  test.each(["INFINITY", "-INFINITY"])("of a chain with %s", (score) => {
    expect(stepsFor(400, score)).toBeLessThan(2.5 * stepsFor(200, score));
  });
});

test.each(["INFINITY", "500000"])("a chain of 20,000 links with %s needs no deep stack", (score) => {
  const ids = Array.from({ length: 20_001 }, (_, i) => `p${i}`);
  const links = ids.slice(1).map((id, i) => together(ids[i]!, id, score));
  const resources = ids.map((id) => primitive(id)).join("");
  const { places } = assigned({ resources, constraints: links.join("") + prefers("p20000", "n2", 10), nodes: { n1: {}, n2: {} } });
  expect(places["p0"]).toBe("n2");
  expect(Object.keys(places)).toHaveLength(20_001);
});
