// Inputs of the fuzzer: documents of our own, damaged. An input depends on the seed and its number, and on nothing else.

import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseCib, type XmlElement } from "../../src/index.ts";
import { cib } from "../support/arbitrary/index.ts";
import { mutate } from "../support/mutate-cib.ts";
import { Random } from "../support/random.ts";
import { draftText, schemaCib, type DraftElement } from "../support/schema-cib.ts";
import { schemaNames } from "../../src/cib/schema/versions.ts";
import { damageBytes } from "./damage-bytes.ts";
import { damageTree } from "./damage-tree.ts";

/** Random clusters beside those of the scenarios. */
const CLUSTERS = 200;

/** Documents to damage. */
export interface Pool {
  readonly texts: readonly string[];
  readonly trees: readonly DraftElement[];
}

/** The CIBs of all scenarios in a folder, and random clusters in both modes of their generator. */
export function createPool(folder: string, seed: number, clusters = CLUSTERS): Pool {
  const scenarios = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("cib.xml"))
    .sort()
    .map((path) => readFileSync(join(folder, path), "utf8"))
    .filter(isXml);
  const drawn = (["well-formed", "hostile"] as const).flatMap((mode) => fc.sample(cib(mode), { seed, numRuns: clusters / 2 }));
  const texts = [...scenarios, ...drawn];
  return { texts, trees: texts.map((text) => draftOf(parseCib(text).root)) };
}

function isXml(text: string): boolean {
  try {
    parseCib(text);
    return true;
  } catch {
    return false;
  }
}

/** An element as something that can be changed. */
export function draftOf(element: XmlElement): DraftElement {
  const attributes: [string, string][] = [];
  for (let i = 0; i < element.attributes.length; i += 2) attributes.push([element.attributes[i]!, element.attributes[i + 1]!]);
  const children = element.children.flatMap((child) => (child.kind === "element" ? [draftOf(child)] : []));
  return { name: element.name, attributes, children };
}

/** The source of choices for one input. */
export function randomOf(seed: number, index: number): Random {
  return new Random(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
}

/** Makes an input. */
export function createInput(pool: Pool, random: Random): Uint8Array {
  if (random.chance(0.35)) return damageBytes(random.pick(pool.texts), random.pick(pool.texts), random);
  if (random.chance(0.15)) {
    const tree = schemaCib(random.below(schemaNames.length), random);
    if (random.chance(0.5)) mutate(tree, random);
    else damageTree(tree, random);
    return Buffer.from(draftText(tree));
  }
  const tree = structuredClone(random.pick(pool.trees));
  if (random.chance(0.2)) mutate(tree, random);
  damageTree(tree, random);
  const text = draftText(tree);
  return random.chance(0.05) ? damageBytes(text, text, random) : Buffer.from(text);
}
