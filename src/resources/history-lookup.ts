// Finds the resource that a history entry is about.
//
// The number in the name of an anonymous clone's instance means nothing in history: whichever instance fits is taken,
// and remembers the name. So instances are numbered in the order in which history is read.
//
// Trap    history under the name of a cloned group goes to an instance of that group, as if it were a primitive; only a
//         group or clone that has exactly that name, now or in history, is passed over

import type { Node } from "../model/node.ts";
import { hasFlag, ResourceFlag, topOf, type Clone, type Resource } from "../model/resource.ts";
import { cacheOf, type Run } from "../run.ts";
import { chooseInstance } from "./choose-instance.ts";
import { bearersOf, renamingsSoFar, setHistoryId } from "./directory.ts";
import { findResource } from "./find.ts";
import { baseName, zerothName } from "./names.ts";
import { replicaOnNode } from "./replicas.ts";

/** The resource that history calls by this name on a node; `null` if it is not configured, and so has been removed. */
export function findForHistory(run: Run, node: Node, historyId: string): Resource | null {
  const found = findNamed(run, node, historyId);
  if (found !== null && historyId !== found.id && historyId !== found.historyId) setHistoryId(run, found, historyId);
  return found;
}

function findNamed(run: Run, node: Node, historyId: string): Resource | null {
  const clone = commonClone(run, historyId);
  if (clone !== null) return instanceOn(run, clone, node, historyId);
  const named = findResource(run, historyId);
  if (named !== null && named.variant !== "primitive") return null;
  const candidate = named ?? findZeroth(run, historyId);
  if (candidate === null) return null;
  const top = topOf(candidate);
  return isAnonymousClone(top) ? instanceOn(run, top, node, historyId) : candidate;
}

function isAnonymousClone(resource: Resource): resource is Clone {
  return resource.variant === "clone" && !hasFlag(resource, ResourceFlag.Unique);
}

/**
 * The anonymous clone in which all bearers of a name are; which of them comes first does not matter then. Every
 * instance that has history bears the same name, so finding the first one each time would be slow.
 */
function commonClone(run: Run, name: string): Clone | null {
  const bearers = bearersOf(run, name);
  if (bearers.length < 2) return null;
  const clone = topOf(bearers[0]!);
  if (!isAnonymousClone(clone)) return null;
  const checked = cacheOf(run, checkedKey, () => new Map<string, Checked>());
  const known = checked.get(name);
  const renamings = renamingsSoFar(run);
  for (let i = known !== undefined && known.renamings === renamings ? known.count : 0; i < bearers.length; i++) {
    const bearer = bearers[i]!;
    if (bearer.variant !== "primitive" || topOf(bearer) !== clone) return null;
    if (bearer.id !== name && bearer.historyId !== name) return null;
  }
  checked.set(name, { renamings, count: bearers.length });
  return clone;
}

const checkedKey = Symbol("bearers found to be in one clone");

/** How many bearers of a name, from the first one on, were found to be in one clone. */
interface Checked {
  readonly renamings: number;
  readonly count: number;
}

function findZeroth(run: Run, historyId: string): Resource | null {
  const found = findResource(run, zerothName(historyId));
  return found !== null && !hasFlag(found, ResourceFlag.Unique) ? found : null;
}

function instanceOn(run: Run, clone: Clone, node: Node, historyId: string): Resource | null {
  const bundle = clone.parent;
  if (bundle !== null && bundle.variant === "bundle") return replicaOnNode(bundle, node)?.child ?? null;
  return chooseInstance(run, clone, node, baseName(historyId));
}
