import type { Node } from "../../model/node.ts";
import type { Group } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { probe } from "./index.ts";
import { canBeOn } from "./primitive.ts";

/** Each member is probed. */
export function probeGroup(group: Group, run: Run, node: Node): boolean {
  if (!canBeOn(group, node)) return false;
  let created = false;
  for (const member of group.children) if (probe(member, run, node)) created = true;
  return created;
}
