// What follows when a resource has got another agent.

import { triggerUnfencing } from "../actions/fence.ts";
import { requestOperation } from "../actions/request.ts";
import { report } from "../diagnostics.ts";
import { agentChanged } from "../history/messages.ts";
import type { Node } from "../model/node.ts";
import { ResourceFlag, setFlag, type Primitive } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { attribute, type XmlElement } from "../xml/element.ts";

/** Compared in this order. */
const agentAttributes = ["type", "class", "provider"] as const;

/** The agent that an element names, as one text; `undefined` and empty are not the same. */
export function describeAgent(element: XmlElement): string {
  // no XML can contain the character
  return agentAttributes.map((name) => attribute(element, name) ?? "\0").join("\0");
}

/**
 * Compares a resource's agent with the one that its history is about, and tells whether it changed. An active resource is
 * then stopped, by the old agent as far as the node is concerned.
 */
export function handleChangedAgent(run: Run, resource: Primitive, node: Node, element: XmlElement, active: boolean): boolean {
  let changed = false;
  for (const name of agentAttributes) {
    const before = attribute(element, name);
    const now = attribute(resource.xml, name);
    if (before === now) continue;
    changed = true;
    triggerUnfencing(run, resource, node, "Device definition changed", null);
    if (active) {
      const facts = { resource: resource.id, node: node.name, attribute: name };
      report(run, agentChanged, { ...facts, before: before ?? "", now: now ?? "" });
    }
  }
  if (changed && active) {
    requestOperation(run, resource, "stop", 0, node, false);
    // neither reloaded nor migrated
    setFlag(resource, ResourceFlag.StartPending);
  }
  return changed;
}
