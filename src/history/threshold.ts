// Bans resources from nodes where they failed too often.
//
// Rule    Pacemaker Explained, "Resource Options": `migration-threshold`

import { findExactActions } from "../actions/find.ts";
import { keyOf } from "../actions/key.ts";
import { report } from "../diagnostics.ts";
import type { Node } from "../model/node.ts";
import { hasFlag, ResourceFlag, type Primitive, type Resource } from "../model/resource.ts";
import { shiftScore } from "../model/shift.ts";
import type { Run } from "../run.ts";
import { INFINITY } from "../values/score.ts";
import { failCount, hasFailCounts } from "./fail-counts.ts";
import { thresholdAhead, thresholdReached } from "./messages.ts";
import { banTarget } from "./reading.ts";

/** Bans a resource (each primitive below it) from a node where it failed too often, unless its failures are being cleared. */
export function banForFailures(run: Run, resource: Resource, node: Node): void {
  if (!hasFailCounts(run, node)) return;
  if (resource.variant === "primitive") banPrimitive(run, resource, node);
  else for (const child of resource.children) banForFailures(run, child, node);
}

function banPrimitive(run: Run, resource: Primitive, node: Node): void {
  if (findExactActions(resource, keyOf(resource, "clear_failcount"), node).length > 0) return;
  const reached = reachedThreshold(run, resource, node);
  if (reached === null) return;
  shiftScore(run, reached.target, node, -INFINITY, { kind: "failures", count: reached.count });
}

/** What may no longer run on a node because a primitive failed too often there; `null` if it did not. Reports either. */
export function reachedThreshold(
  run: Run,
  resource: Primitive,
  node: Node,
): { readonly target: Resource; readonly count: number } | null {
  const threshold = resource.banAfterFailures;
  if (threshold === 0 || hasFlag(resource, ResourceFlag.IgnoreFailure)) return null;
  const { count } = failCount(run, resource, node, "with-launched");
  if (count <= 0) return null;
  const target = banTarget(resource);
  const facts = { resource: target.id, node: node.name, count, threshold };
  if (threshold > count) {
    report(run, thresholdAhead, facts);
    return null;
  }
  report(run, thresholdReached, facts);
  return { target, count };
}
