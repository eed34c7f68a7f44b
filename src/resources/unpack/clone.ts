// Unpacks a clone: how many instances there may be, and the instances.

import { report, type Message } from "../../diagnostics.ts";
import { hasFlag, ResourceFlag, setFlag, type Clone } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { isTrue } from "../../values/boolean.ts";
import type { XmlElement } from "../../xml/element.ts";
import { cloneNodeMaxIgnored, cloneWithoutChild, masterMaxDeprecated, masterNodeMaxDeprecated } from "../messages.ts";
import { readCount, readMinInteger } from "./count-option.ts";
import { createInstance } from "./instances.ts";
import { checkCollective, checkInstances } from "../size-limits.ts";

export function unpackClone(clone: Clone, run: Run): boolean {
  const { meta } = clone;
  if (hasFlag(clone, ResourceFlag.Promotable)) {
    clone.promotedMax = readPromoted(run, clone, "promoted-max", "master-max", masterMaxDeprecated);
    clone.promotedNodeMax = readPromoted(run, clone, "promoted-node-max", "master-node-max", masterNodeMaxDeprecated);
  }
  clone.cloneNodeMax = readMinInteger(run, clone, "clone-node-max", 0, 1);
  // all nodes known by now: members, remote and guest nodes, and the nodes of bundles configured before this clone
  clone.cloneMax = readMinInteger(run, clone, "clone-max", 0, Math.max(1, run.cluster.nodes.length));
  if (isTrue(meta.get("ordered"))) setFlag(clone, ResourceFlag.Ordered);
  const unique = hasFlag(clone, ResourceFlag.Unique);
  if (!unique && clone.cloneNodeMax > 1) {
    report(run, cloneNodeMaxIgnored, { id: clone.id, value: clone.cloneNodeMax });
    clone.cloneNodeMax = 1;
  }
  const child = childOf(clone.xml);
  if (child === null) {
    report(run, cloneWithoutChild, { id: clone.id });
    return false;
  }
  clone.childXml = child;
  // Only for the instances to inherit: the clone's own stickiness is read already.
  meta.setDefault("resource-stickiness", "1");
  meta.set("globally-unique", String(unique));
  return createInstances(run, clone);
}

function readPromoted(
  run: Run,
  clone: Clone,
  name: string,
  alias: string,
  deprecated: Message<{ id: string }>,
): number {
  const text = clone.meta.get(name);
  if (text !== undefined) return readCount(run, text, 0);
  const oldText = clone.meta.get(alias);
  if (oldText === undefined) return 1;
  report(run, deprecated, { id: clone.id });
  return readCount(run, oldText, 0);
}

function childOf(xml: XmlElement): XmlElement | null {
  for (const child of xml.children) {
    if (child.kind === "element" && (child.name === "primitive" || child.name === "group")) return child;
  }
  return null;
}

// The bound is read anew each time, since an instance can lower it. Without any instance history could not be matched,
// so there is always one, which is then in excess.
function createInstances(run: Run, clone: Clone): boolean {
  do {
    if (createInstance(run, clone) === null) return false;
    // the first one may have lowered the bound; beyond all limits is to be seen before the work is done
    if (clone.totalInstances === 1) {
      checkCollective(run, clone.id, clone.cloneMax);
      checkInstances(run, clone.id, clone.cloneMax - 1);
    }
  } while (clone.totalInstances < clone.cloneMax);
  return true;
}
