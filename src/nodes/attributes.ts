// Fills a node's attributes and answers questions about them.
//
// Order   built-in attributes first, then blocks; a configured element never replaces what is there, a status entry does
// Trap    a node that is known from its connection alone has only `#kind`

import { fillFromBlocks } from "../model/fill.ts";
import { isGuestNode, type Node } from "../model/node.ts";
import { ruleInput } from "../rules/input.ts";
import type { Run } from "../run.ts";
import { KeyedTable } from "../tables/keyed-table.ts";
import { equalsIgnoreCase } from "../values/text.ts";
import { attribute, type XmlElement } from "../xml/element.ts";

/** An attribute in the node's own table. */
export function attributeOf(node: Node, name: string): string | undefined {
  return node.attributes.get(name);
}

/** True if a clean shutdown of the node was asked for. */
export function isShutdownRequested(node: Node): boolean {
  const value = attributeOf(node, "shutdown");
  return value !== undefined && value !== "0";
}

/**
 * An attribute as a resource sees it: with the target `host`, a guest node's value is that of the node which hosts it.
 *
 * @param target the resource's `container-attribute-target`
 * @param host whether the host is where the launcher is now, or where it is assigned to
 */
export function attributeFor(
  node: Node,
  name: string,
  target: string | undefined,
  host: "current" | "assigned",
): string | undefined {
  if (target === undefined || !equalsIgnoreCase(target, "host") || !isGuestNode(node)) return attributeOf(node, name);
  const launcher = node.connection!.launcher!;
  const holder = host === "assigned" ? launcher.assignedNode?.node : launcher.activeNodes[0];
  return holder === undefined ? undefined : attributeOf(holder, name);
}

/**
 * Adds the attributes and capacities that a `node`, or the `transient_attributes` of a `node_state`, gives to a node.
 *
 * @param element `null` if there is none; the built-in attributes are set all the same
 * @param overwrite values replace those that are there, built-in ones included
 */
export function addNodeAttributes(run: Run, node: Node, element: XmlElement | null, overwrite: boolean): void {
  const { cluster } = run;
  const table = node.attributes;
  table.set("#uname", node.name);
  table.set("#id", node.id);
  const dc = attribute(run.root, "dc-uuid");
  if (cluster.dc === null && dc !== undefined && equalsIgnoreCase(node.id, dc)) {
    cluster.dc = node;
    table.set("#is_dc", "true");
  } else if (cluster.dc !== node) {
    table.set("#is_dc", "false");
  }
  const clusterName = cluster.options.get("cluster-name");
  if (clusterName !== undefined) table.set("#cluster-name", clusterName);
  if (element !== null) {
    const input = ruleInput(run.rules);
    if (overwrite) {
      const values = new KeyedTable<string>();
      fillFromBlocks(run, element, "instance_attributes", values, input);
      for (const [name, value] of values.entries()) table.set(name, value);
    } else {
      fillFromBlocks(run, element, "instance_attributes", table, input);
    }
    fillFromBlocks(run, element, "utilization", node.utilization, input);
  }
  if (!table.has("#site-name")) {
    const site = attributeOf(node, "site-name") ?? clusterName;
    if (site !== undefined) table.set("#site-name", site);
  }
}
