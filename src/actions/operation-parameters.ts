// The parameters that an operation brings itself, beside those of its resource.

import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import { operationReferences } from "../resources/operations.ts";
import { unpackBlocks } from "../rules/blocks.ts";
import { ruleInput } from "../rules/input.ts";
import { proposeRecheck, type Run } from "../run.ts";
import { KeyedTable } from "../tables/keyed-table.ts";
import { firstChild, type XmlElement } from "../xml/element.ts";

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
