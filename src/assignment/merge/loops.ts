// From which resources a walk along colocations can come back to where it was. Without that, what a walk does does not
// depend on how it got there.

import type { Colocation } from "../../model/colocation.ts";
import type { Resource } from "../../model/resource.ts";
import { cacheOf, type Run } from "../../run.ts";
import { hasInfluence } from "../affects.ts";
import { thisWithOf, withThisOf } from "../colocations.ts";
import type { Side } from "../linked/list.ts";
import { stateOf } from "../state.ts";
import { sourceOf } from "./contribution.ts";

interface Findings {
  version: number;
  /** `open`: on the way from where the search began. */
  found: Map<Resource, "open" | "clear" | "loop">;
}

const keys: Readonly<Record<Side, symbol>> = { withThis: Symbol("loops to dependents"), thisWith: Symbol("loops to primaries") };

/** The colocations along which a walk goes on from a source. */
export function listOf(run: Run, side: Side, source: Resource): readonly Colocation[] {
  return side === "withThis" ? withThisOf(run, source) : thisWithOf(run, source);
}

/** The resource that a colocation leads to, `null` if a walk does not follow it. */
export function nextOf(side: Side, colocation: Colocation): Resource | null {
  if (side === "thisWith") return colocation.primary;
  return hasInfluence(colocation) ? colocation.dependent : null;
}

/** True if a walk that enters a source can come to a resource twice on one path. */
export function reachesLoop(run: Run, side: Side, source: Resource): boolean {
  const findings = cacheOf<Findings>(run, keys[side], () => ({ version: -1, found: new Map() }));
  const { linkedVersion } = stateOf(run);
  if (findings.version !== linkedVersion) {
    findings.version = linkedVersion;
    findings.found = new Map();
  }
  return (findings.found.get(source) ?? search(run, side, findings.found, source)) === "loop";
}

function search(run: Run, side: Side, found: Findings["found"], from: Resource): "clear" | "loop" {
  const path = [{ source: from, list: listOf(run, side, from), next: 0 }];
  found.set(from, "open");
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const colocation = top.list[top.next++];
    if (colocation === undefined) {
      found.set(top.source, "clear");
      path.pop();
      continue;
    }
    const next = nextOf(side, colocation);
    if (next === null) continue;
    const source = sourceOf(next);
    const known = found.get(source);
    if (known === undefined) {
      found.set(source, "open");
      path.push({ source, list: listOf(run, side, source), next: 0 });
    } else if (known !== "clear") {
      // whatever is on the path gets to the loop
      for (const { source: passed } of path) found.set(passed, "loop");
      return "loop";
    }
  }
  return "clear";
}
