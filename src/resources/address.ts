// The address `#uname` of a bundle's connection: it stands for the node that hosts the container, which is not known
// before the container is assigned.

import { bundleOf, hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { KeyedTable } from "../tables/keyed-table.ts";
import { equalsIgnoreCase } from "../values/text.ts";
import { attribute, withAttribute, type XmlElement, type XmlNode } from "../xml/element.ts";
import { keepParameters, parametersOf } from "./parameters.ts";
import { currentNode } from "./state/current-node.ts";

/** True for a connection whose address is still to be replaced by the name of the node that hosts its container. */
export function needsHostAddress(run: Run, resource: Resource): boolean {
  // first, also for what is no connection: rules about time among the parameters are to be seen now (observed)
  const address = parametersOf(run, resource, null).get("addr");
  if (!hasFlag(resource, ResourceFlag.RemoteConnection)) return false;
  return address !== undefined && equalsIgnoreCase(address, "#uname");
}

/** The name of the node that hosts the container: the one chosen for it, or else its current one. */
export function hostAddress(resource: Resource): string | null {
  const { launcher } = resource;
  if (launcher === null || bundleOf(resource) === null) return null;
  const node = launcher.assignedNode?.node ?? currentNode(launcher);
  return node?.name ?? null;
}

/**
 * Replaces the address of a connection that needs it, in its element and in its parameters without a node; those for
 * nodes keep the literal text. Does nothing as long as no host is known.
 */
export function settleAddress(run: Run, resource: Resource): void {
  if (!needsHostAddress(run, resource)) return;
  const address = hostAddress(resource);
  if (address === null) return;
  resource.xml = replaceAddress(resource.xml, address);
  const parameters = new KeyedTable<string>();
  for (const [name, value] of parametersOf(run, resource, null).unordered()) {
    parameters.set(name, name === "addr" ? address : value);
  }
  keepParameters(resource, "", parameters);
}

// A connection is generated, so its shape is known: one pair `addr` among its instance attributes.
function replaceAddress(xml: XmlElement, address: string): XmlElement {
  return replaceChildren(xml, "instance_attributes", (block) =>
    replaceChildren(block, "nvpair", (pair) =>
      attribute(pair, "name") === "addr" ? withAttribute(pair, "value", address) : pair,
    ),
  );
}

function replaceChildren(xml: XmlElement, name: string, replace: (child: XmlElement) => XmlElement): XmlElement {
  const children: XmlNode[] = xml.children.map((child) =>
    child.kind === "element" && child.name === name ? replace(child) : child,
  );
  return { ...xml, children };
}
