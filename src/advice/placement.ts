// Looks at what scheduling left without a place, and why failures keep resources away.

import { failCount } from "../history/fail-counts.ts";
import { hasFlag, ResourceFlag, type Primitive, type Resource } from "../model/resource.ts";
import { isAvailable } from "../nodes/availability.ts";
import { isDisabled } from "../resources/target-role.ts";
import type { Run } from "../run.ts";
import { INFINITY } from "../values/score.ts";
import { advise, type Advice } from "./advice.ts";

/** Resources that should run but can run nowhere. To be called after assignment. */
export function adviseOnPlacement(run: Run): Advice[] {
  const { cluster } = run;
  if (cluster.stopAll || cluster.maintenanceMode || !cluster.nodes.some(isAvailable)) return [];
  const result: Advice[] = [];
  for (const resource of cluster.resources) {
    for (const part of partsToPlace(resource)) {
      const where = allowedText(part);
      result.push(advise("resource-nowhere", [part.id], `Resource '${part.id}' should run, but ${where}`));
    }
  }
  return result;
}

/** The parts that are to be named: a clone as a whole, everything else by its primitives. */
function partsToPlace(resource: Resource): Resource[] {
  const wanted = primitivesOf(resource).filter(isWanted);
  const without = wanted.filter((primitive) => primitive.assignedNode === null);
  if (resource.variant !== "clone") return without;
  return wanted.length > 0 && without.length === wanted.length ? [resource] : [];
}

function primitivesOf(resource: Resource): Primitive[] {
  return resource.variant === "primitive" ? [resource] : resource.children.flatMap(primitivesOf);
}

function isWanted(resource: Primitive): boolean {
  return hasFlag(resource, ResourceFlag.Managed) && !hasFlag(resource, ResourceFlag.Removed) && !isDisabled(resource);
}

function allowedText(resource: Resource): string {
  const entries = resource.allowedNodes.values();
  if (entries.length === 0) return "no constraint allows it on any node";
  const open = entries.filter((entry) => entry.score >= 0);
  if (open.length === 0) return "it is banned from every node";
  const names = open.map((entry) => entry.node.name).join(", ");
  return `no node that it may use is available (${names})`;
}

/** Failures that keep resources off a node. */
export function adviseOnFailures(run: Run): Advice[] {
  const result: Advice[] = [];
  for (const node of run.cluster.nodes) {
    for (const resource of run.cluster.resources.flatMap(primitivesOf)) {
      const { count } = failCount(run, resource, node, "effective");
      if (count === 0 || resource.banAfterFailures === 0 || count < resource.banAfterFailures) continue;
      result.push(failureAdvice(run, resource, node.name, count));
    }
  }
  return result;
}

function failureAdvice(run: Run, resource: Primitive, node: string, count: number): Advice {
  const about = [resource.id, node];
  const forEver = resource.failureTimeout === 0;
  if (count >= INFINITY && run.cluster.startFailureFatal && forEver) {
    const text = `A start or stop of '${resource.id}' failed on ${node}; it will not return there before it is cleaned up`;
    return advise("start-failure-trap", about, text);
  }
  const end = forEver ? "before it is cleaned up" : "before its failures expire";
  const text = `Resource '${resource.id}' failed ${count} times on ${node}; it will not return there ${end}`;
  return advise("fail-count-threshold", about, text);
}
