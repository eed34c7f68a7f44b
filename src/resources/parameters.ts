// Resolves the parameters (instance attributes) of a resource for a node: its own blocks, then its ancestors', nearest
// first.
//
// Trap    a table is filled at the first request for a node and kept, even if the node's attributes change afterwards
// Trap    without a node, rules about node attributes see no attributes
// Speed   without rules about nodes a resource has one table for all nodes, and instances of a clone share it

import type { Node } from "../model/node.ts";
import { hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import { cacheOf, type Run } from "../run.ts";
import { KeyedTable } from "../tables/keyed-table.ts";
import { asciiLower } from "../values/text.ts";
import type { XmlNode } from "../xml/element.ts";
import { addBlocksForNode, nodelessBlocks, type FixedBlocks } from "./blocks.ts";

/** The parameters of a resource on a node (`null`: without a node). The table may be shared and must not be changed. */
export function parametersOf(run: Run, resource: Resource, node: Node | null): KeyedTable<string> {
  if (resource.nodelessParameters !== null) return resource.nodelessParameters;
  const name = node === null ? "" : asciiLower(node.name);
  const known = resource.parameters?.get(name);
  if (known !== undefined) return known;
  const chain = nodelessChain(run, resource);
  const table = chain === null ? tableForNode(run, resource, node) : sharedTable(run, chain);
  // what there is to report is reported for each node, and the address of a connection can be replaced in between
  const isSettled = chain?.every(({ blocks }) => blocks.problems.length === 0) === true;
  if (isSettled && !hasFlag(resource, ResourceFlag.RemoteConnection)) resource.nodelessParameters = table;
  else keepParameters(resource, name, table);
  return table;
}

/** Makes a table the parameters of a resource on the node with this lower-cased name (`""`: without a node). */
export function keepParameters(resource: Resource, name: string, table: KeyedTable<string>): void {
  resource.parameters ??= new Map();
  resource.parameters.set(name, table);
}

function tableForNode(run: Run, resource: Resource, node: Node | null): KeyedTable<string> {
  const table = new KeyedTable<string>();
  for (let at: Resource | null = resource; at !== null; at = at.parent) {
    addBlocksForNode(run, at.xml, "instance_attributes", node?.attributes ?? null, table);
  }
  return table;
}

/**
 * Tables that serve all nodes, by the children of the element whose blocks come first and the table that these precede.
 */
interface SharedTables {
  readonly merged: Map<readonly XmlNode[], Map<KeyedTable<string>, KeyedTable<string>>>;
}

const key = Symbol("shared parameters");

/** What a resource and those above it contribute, from the inside out. */
type Chain = readonly { readonly children: readonly XmlNode[]; readonly blocks: FixedBlocks }[];

/** `null` if a rule looks at nodes. */
function nodelessChain(run: Run, resource: Resource): Chain | null {
  const chain: Chain[number][] = [];
  for (let at: Resource | null = resource; at !== null; at = at.parent) {
    const blocks = nodelessBlocks(run, at.xml, "instance_attributes");
    if (blocks === null) return null;
    chain.push({ children: at.xml.children, blocks });
  }
  return chain;
}

function sharedTable(run: Run, chain: Chain): KeyedTable<string> {
  for (const { blocks } of chain) for (const problem of blocks.problems) run.report(problem);
  let table: KeyedTable<string> | null = null;
  for (let i = chain.length - 1; i >= 0; i--) {
    const { children, blocks } = chain[i]!;
    table = mergedTable(run, children, blocks.values, table);
  }
  return table!;
}

function mergedTable(
  run: Run,
  children: readonly XmlNode[],
  own: KeyedTable<string>,
  parent: KeyedTable<string> | null,
): KeyedTable<string> {
  if (parent === null || parent.size === 0) return own;
  if (own.size === 0) return parent;
  const { merged } = cacheOf<SharedTables>(run, key, () => ({ merged: new Map() }));
  let byParent = merged.get(children);
  if (byParent === undefined) {
    byParent = new Map();
    merged.set(children, byParent);
  }
  let table = byParent.get(parent);
  if (table === undefined) {
    table = new KeyedTable<string>();
    for (const [name, value] of own.unordered()) table.set(name, value);
    for (const [name, value] of parent.unordered()) table.setDefault(name, value);
    byParent.set(parent, table);
  }
  return table;
}
