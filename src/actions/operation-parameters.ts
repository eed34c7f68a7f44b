// What rules in an operation's blocks are evaluated against, and the parameters that an operation brings itself.
//
// Traps   references inside the blocks only reach elements of the resource's own expanded tree, unless the whole
//         `operations` element was referenced from elsewhere (observed)

import { IdIndex } from "../cib/id-ref.ts";
import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import { unpackBlocks } from "../rules/blocks.ts";
import { ruleInput, type Agent } from "../rules/input.ts";
import { cacheOf, proposeRecheck, type Run } from "../run.ts";
import { KeyedTable } from "../tables/keyed-table.ts";
import { attribute, firstChild, type XmlElement } from "../xml/element.ts";

const referencesKey = Symbol("references of operations");

/** Where references in the blocks of a resource's operations are looked up. */
export function operationReferences(run: Run, resource: Resource): IdIndex {
  const { operations, xml } = resource;
  if (operations === null || !xml.children.includes(operations)) return run.ids;
  const cache = cacheOf(run, referencesKey, () => new Map<XmlElement, IdIndex>());
  let index = cache.get(xml);
  if (index === undefined) {
    index = new IdIndex(xml);
    cache.set(xml, index);
  }
  return index;
}

/** The agent behind a resource, as rules see it; `null` for a collective resource. */
export function agentOf(resource: Resource): Agent | null {
  const standard = attribute(resource.xml, "class");
  if (standard === undefined) return null;
  return { standard, provider: attribute(resource.xml, "provider"), type: attribute(resource.xml, "type") ?? "" };
}

/** The instance attributes of an `op`, with the attributes of a node for its rules; `null` if it has none at all. */
export function operationParameters(
  run: Run,
  resource: Resource,
  configuration: XmlElement,
  node: Node,
): KeyedTable<string> | null {
  if (firstChild(configuration, "instance_attributes") === undefined) return null;
  const parameters = new KeyedTable<string>();
  const references = operationReferences(run, resource);
  const input = ruleInput(run.rules, { references, nodeAttributes: node.attributes });
  const change = unpackBlocks(configuration, "instance_attributes", parameters, input);
  if (change !== null) proposeRecheck(run, change);
  return parameters;
}
