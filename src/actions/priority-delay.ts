// How long the fencing of a node is delayed, so that of two halves the one with the more important resources survives.
//
// Rule    Pacemaker Explained, "Cluster Options" (priority-fencing-delay)

import type { Node } from "../model/node.ts";
import type { Run } from "../run.ts";
import { secondsOfMilliseconds } from "../values/interval.ts";

/** The delay in whole seconds; 0 unless the node is the most important one, and too few others are left. */
export function priorityDelayOf(run: Run, node: Node): number {
  const delay = run.cluster.priorityFencingDelay;
  if (delay === 0 || node.type !== "member" || node.online) return 0;
  let members = 0;
  let online = 0;
  let lowest = 0;
  let highest = 0;
  for (const member of run.cluster.nodes) {
    if (member.type !== "member") continue;
    if (members === 0 || member.priority < lowest) lowest = member.priority;
    if (members === 0 || member.priority > highest) highest = member.priority;
    members++;
    if (member.online) online++;
  }
  if (online > Math.floor(members / 2)) return 0;
  if (lowest === highest || node.priority < highest) return 0;
  return secondsOfMilliseconds(delay);
}
