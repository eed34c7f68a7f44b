// Finds resources by name. Of several matches the first one wins in the order of a walk over the cluster's list, each
// tree depth first and a parent before its children.

import { topOf, type Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { bearersOf, firstInOrder } from "./directory.ts";
import { configuredId } from "./names.ts";

/** The resource with this ID, or with this name in history. */
export function findResource(run: Run, name: string): Resource | null {
  const bearers = bearersOf(run, name);
  if (bearers.length === 0) return null;
  if (bearers.length === 1) return isNamed(bearers[0]!, name) ? bearers[0]! : null;
  return firstInOrder(
    run,
    bearers.filter((resource) => isNamed(resource, name)),
  );
}

function isNamed(resource: Resource, name: string): boolean {
  return resource.id === name || resource.historyId === name;
}

/**
 * What has this ID, or was configured under this name, in a clone's instance: the instance itself, which can be a
 * group, or a member of it.
 */
export function findInInstance(instance: Resource, name: string): Resource | null {
  if (topOf(instance).variant !== "clone") return null;
  if (isConfiguredAs(instance, name)) return instance;
  return instance.children.find((member) => isConfiguredAs(member, name)) ?? null;
}

function isConfiguredAs(resource: Resource, name: string): boolean {
  return resource.id === name || configuredId(resource) === name;
}
