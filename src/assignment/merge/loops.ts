// From which resources a walk along colocations can come back to where it was. Without that, what a walk does does not
// depend on how it got there.

import type { Colocation } from "../../model/colocation.ts";
import type { Resource } from "../../model/resource.ts";
import { hasInfluence } from "../affects.ts";
import { linkedList, linkedOf } from "../colocations.ts";
import type { Side } from "../linked/list.ts";
import type { AssignmentState } from "../state.ts";
import { sourceOf } from "./contribution.ts";

/** The resource that a colocation leads to, `null` if a walk does not follow it. */
export function nextOf(side: Side, colocation: Colocation): Resource | null {
  if (side === "thisWith") return colocation.primary;
  return hasInfluence(colocation) ? colocation.dependent : null;
}

/** True if a walk that enters a source can come to a resource twice on one path. */
export function reachesLoop(state: AssignmentState, side: Side, source: Resource): boolean {
  const key = side === "withThis" ? "loopsWithThis" : "loopsThisWith";
  return linkedOf(state, source)[key] ?? search(state, side, key, source);
}

interface Passed {
  readonly source: Resource;
  readonly list: readonly Colocation[];
  next: number;
}

function search(state: AssignmentState, side: Side, key: "loopsThisWith" | "loopsWithThis", from: Resource): boolean {
  const path: Passed[] = [{ source: from, list: linkedList(state, from, side), next: 0 }];
  const open = new Set<Resource>([from]);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const colocation = top.list[top.next++];
    if (colocation === undefined) {
      linkedOf(state, top.source)[key] = false;
      open.delete(top.source);
      path.pop();
      continue;
    }
    const next = nextOf(side, colocation);
    if (next === null) continue;
    const source = sourceOf(next);
    const known = open.has(source) || linkedOf(state, source)[key];
    if (known === true) {
      // whatever is on the path gets to the loop
      for (const passed of path) linkedOf(state, passed.source)[key] = true;
      return true;
    }
    if (known === null) {
      open.add(source);
      path.push({ source, list: linkedList(state, source, side), next: 0 });
    }
  }
  return false;
}
