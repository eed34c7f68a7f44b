// Evaluates the name/value blocks of resources, once for all resources that must get the same.
//
// Instances of a clone share the children of their elements, and most blocks have no rules, or rules about time alone,
// so their values can be worked out once for each list of children. What was to be reported is reported again at each
// use, like the reference, which evaluates anew.

import { IdIndex } from "../cib/id-ref.ts";
import { fillFromBlocks } from "../model/fill.ts";
import type { BlockName } from "../rules/blocks.ts";
import { explicitDefault } from "../rules/messages.ts";
import { ruleInput, type Agent } from "../rules/input.ts";
import { cacheOf, type Run } from "../run.ts";
import { KeyedTable } from "../tables/keyed-table.ts";
import type { Problem } from "../values/problem.ts";
import { attribute, descendants, type XmlElement, type XmlNode } from "../xml/element.ts";

/** Blocks whose values depend on nothing that differs between two requests. */
export interface FixedBlocks {
  readonly values: KeyedTable<string>;
  readonly problems: readonly Problem[];
}

/** What rules among the blocks look at, apart from the time. */
interface Dependence {
  readonly agent: boolean;
  readonly node: boolean;
}

interface BlockCache {
  readonly dependence: Map<readonly XmlNode[], Dependence>;
  /** By list of children and, if rules look at it, agent; `null` for blocks that take values away. */
  readonly fixed: Map<readonly XmlNode[], Map<string, FixedBlocks | null>>;
}

type Caches = { readonly [B in BlockName]: BlockCache };

const key = Symbol("resource blocks");

function cacheFor(run: Run, name: BlockName): BlockCache {
  return cacheOf<Caches>(run, key, createCaches)[name];
}

function createCaches(): Caches {
  return {
    cluster_property_set: createCache(),
    instance_attributes: createCache(),
    meta_attributes: createCache(),
    utilization: createCache(),
  };
}

function createCache(): BlockCache {
  return { dependence: new Map(), fixed: new Map() };
}

/**
 * Adds the values of an element's blocks to a table, without replacing any that is there; only the explicit value
 * `#default` removes.
 *
 * @param references where blocks and rules refer to: by default the element's own tree, as in all resources
 */
export function addBlocks(
  run: Run,
  element: XmlElement,
  name: BlockName,
  agent: Agent | null,
  into: KeyedTable<string>,
  references: IdIndex | null = null,
): void {
  const fixed = fixedBlocks(run, element, name, agent, references);
  if (fixed === null) {
    fillFromBlocks(run, element, name, into, ruleInput(run.rules, { references: references ?? new IdIndex(element), agent }));
    return;
  }
  for (const problem of fixed.problems) run.report(problem);
  for (const [attributeName, value] of fixed.values.unordered()) into.setDefault(attributeName, value);
}

/** What an element's blocks contribute if that is the same for all nodes; else, or if they take values away, `null`. */
export function nodelessBlocks(run: Run, element: XmlElement, name: BlockName): FixedBlocks | null {
  return dependenceOf(run, element, name).node ? null : fixedBlocks(run, element, name, null, null);
}

/** Evaluates an element's blocks for one node (`null`: without a node). */
export function addBlocksForNode(
  run: Run,
  element: XmlElement,
  name: BlockName,
  nodeAttributes: KeyedTable<string> | null,
  into: KeyedTable<string>,
): void {
  fillFromBlocks(run, element, name, into, ruleInput(run.rules, { references: new IdIndex(element), nodeAttributes }));
}

function fixedBlocks(
  run: Run,
  element: XmlElement,
  name: BlockName,
  agent: Agent | null,
  references: IdIndex | null,
): FixedBlocks | null {
  const { fixed } = cacheFor(run, name);
  let byAgent = fixed.get(element.children);
  if (byAgent === undefined) {
    byAgent = new Map();
    fixed.set(element.children, byAgent);
  }
  const agentKey = dependenceOf(run, element, name).agent ? nameOfAgent(agent) : "";
  let blocks = byAgent.get(agentKey);
  if (blocks === undefined) {
    blocks = evaluate(run, element, name, agent, references ?? new IdIndex(element));
    byAgent.set(agentKey, blocks);
  }
  return blocks;
}

function evaluate(
  run: Run,
  element: XmlElement,
  name: BlockName,
  agent: Agent | null,
  references: IdIndex,
): FixedBlocks | null {
  const values = new KeyedTable<string>();
  const problems: Problem[] = [];
  const report = (problem: Problem): void => {
    problems.push(problem);
  };
  fillFromBlocks(run, element, name, values, ruleInput(run.rules, { references, agent }, report));
  // a removal depends on the table that it is made from
  return problems.some((problem) => problem.message === explicitDefault) ? null : { values, problems };
}

// No XML can contain the character that separates the parts.
function nameOfAgent(agent: Agent | null): string {
  return agent === null ? "" : `${agent.standard}\0${agent.provider ?? "\0"}\0${agent.type}`;
}

const independent: Dependence = { agent: false, node: false };
const unknown: Dependence = { agent: true, node: true };

function dependenceOf(run: Run, element: XmlElement, name: BlockName): Dependence {
  const { dependence } = cacheFor(run, name);
  let found = dependence.get(element.children);
  if (found === undefined) {
    found = findDependence(element, name);
    dependence.set(element.children, found);
  }
  return found;
}

function findDependence(element: XmlElement, name: BlockName): Dependence {
  let agent = false;
  let node = false;
  for (const block of element.children) {
    if (block.kind !== "element" || block.name !== name) continue;
    if (attribute(block, "id-ref") !== undefined) return unknown;
    for (const part of descendants(block)) {
      if (part.name === "rsc_expression") agent = true;
      else if (part.name === "expression") node = true;
      else if (part.name === "rule" && attribute(part, "id-ref") !== undefined) return unknown;
    }
  }
  return agent || node ? { agent, node } : independent;
}
