// Finds resources by name. Of several matches the first one wins in the order of a walk over the cluster's list, each
// tree depth first and a parent before its children.

import type { Node } from "../model/node.ts";
import { hasFlag, ResourceFlag, topOf, type Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { bearersOf, bearersOfBaseName, firstInOrder } from "./directory.ts";
import { baseName, configuredId } from "./names.ts";

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

/** Which names count apart from the ID itself, and where the resource must be. */
export interface NameSearch {
  readonly history?: boolean;
  /** The ID without instance number: of any resource, or only of instances that are not unique. */
  readonly base?: "any" | "anonymous";
  /** Only resources that are active on this node or assigned to it. */
  readonly on?: Node;
}

/** The first resource that a search matches. */
export function searchResource(run: Run, name: string, search: NameSearch): Resource | null {
  const candidates = new Set(bearersOf(run, name));
  if (search.base !== undefined) for (const resource of bearersOfBaseName(run, name)) candidates.add(resource);
  return firstInOrder(
    run,
    [...candidates].filter((resource) => matches(resource, name, search)),
  );
}

function matches(resource: Resource, name: string, search: NameSearch): boolean {
  const { on } = search;
  if (on !== undefined && !resource.activeNodes.includes(on) && resource.assignedNode?.node !== on) return false;
  if (resource.id === name) return true;
  if (search.history === true && resource.historyId === name) return true;
  if (search.base === undefined || baseName(resource.id) !== name) return false;
  return search.base === "any" || !hasFlag(resource, ResourceFlag.Unique);
}

/** The resource that a name filter of a tool means: by ID, name in history, or ID without instance number. */
export function findForFilter(run: Run, name: string): Resource | null {
  return searchResource(run, name, { history: true, base: "any" });
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
