// Knows the resources of the model by name, so that looking one up does not walk all of them.
//
// Only what is attached to the cluster's list is entered; a resource that is still being unpacked cannot be found.
// A name can have several bearers, since instances of an anonymous clone share their name in history. Which of them
// comes first depends on lists that are sorted during assignment, so that is worked out anew at each look-up.

import { outermostOf, type Resource } from "../model/resource.ts";
import { cacheOf, type Run } from "../run.ts";

/** By ID and by name in history; a resource may have lost a name in history since. */
interface Directory {
  readonly bearers: Map<string, Resource[]>;
  /** How often a resource lost its name in history, or got another one. */
  renamings: number;
}

const key = Symbol("resource directory");

function directoryOf(run: Run): Directory {
  return cacheOf<Directory>(run, key, () => ({ bearers: new Map(), renamings: 0 }));
}

/** Makes a resource, and everything below it, known by ID. To be called when it becomes part of the cluster's tree. */
export function enterTree(run: Run, resource: Resource): void {
  add(directoryOf(run), resource.id, resource);
  for (const child of resource.children) enterTree(run, child);
}

/** Gives a resource its name in history, and makes it known by that. */
export function setHistoryId(run: Run, resource: Resource, id: string): void {
  if (resource.historyId === id) return;
  dropHistoryId(run, resource);
  resource.historyId = id;
  add(directoryOf(run), id, resource);
}

/** Takes its name in history from a resource. */
export function dropHistoryId(run: Run, resource: Resource): void {
  if (resource.historyId !== null) directoryOf(run).renamings++;
  resource.historyId = null;
}

function add({ bearers: byName }: Directory, name: string, resource: Resource): void {
  const bearers = byName.get(name);
  if (bearers === undefined) byName.set(name, [resource]);
  else bearers.push(resource);
}

const nobody: readonly Resource[] = [];

/** Everything that has, or in history has had, this name. */
export function bearersOf(run: Run, name: string): readonly Resource[] {
  return directoryOf(run).bearers.get(name) ?? nobody;
}

/** How often a resource has lost a name; as long as that stays the same, bearers only get more. */
export function renamingsSoFar(run: Run): number {
  return directoryOf(run).renamings;
}

/** The one that a walk of the cluster's list, depth first, parents before children, meets first. */
export function firstInOrder(run: Run, resources: readonly Resource[]): Resource | null {
  if (resources.length < 2) return resources[0] ?? null;
  const wanted = new Set(resources);
  const onTheWay = new Set<Resource>();
  for (const resource of wanted) {
    for (let at: Resource | null = resource; at !== null && !onTheWay.has(at); at = at.parent) onTheWay.add(at);
  }
  const tops = new Set<Resource>();
  for (const resource of wanted) tops.add(outermostOf(resource));
  let at: Resource | undefined = tops.size === 1 ? outermostOf(resources[0]!) : nextOf(run.cluster.resources, onTheWay);
  while (at !== undefined && !wanted.has(at)) at = nextOf(at.children, onTheWay);
  return at ?? null;
}

function nextOf(list: readonly Resource[], onTheWay: ReadonlySet<Resource>): Resource | undefined {
  return list.find((resource) => onTheWay.has(resource));
}
