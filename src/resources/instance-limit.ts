// Keeps a few characters of XML from asking for millions of resources.

import { PengineError } from "../errors.ts";
import type { Resource } from "../model/resource.ts";
import { outermostOf } from "../model/resource.ts";
import { cacheOf, type Run } from "../run.ts";

const key = Symbol("number of instances");

/**
 * Counts a resource that is about to be unpacked inside a clone or bundle: instances, their members, and the parts of
 * replicas.
 *
 * @throws PengineError `limit-instances` if the model has too many of them
 */
export function countTowardsLimit(run: Run, parent: Resource | null): void {
  if (parent === null) return;
  const { variant, id } = outermostOf(parent);
  if (variant === "clone" || variant === "bundle") takeInstances(run, id, 1);
}

/**
 * Counts instances that are about to be created.
 *
 * @throws PengineError `limit-instances` if the model has too many of them
 */
export function takeInstances(run: Run, id: string, count: number): void {
  const counter = cacheOf(run, key, () => ({ taken: 0 }));
  counter.taken += count;
  if (counter.taken <= run.settings.maxInstances) return;
  throw new PengineError(
    "limit-instances",
    `With '${id}' clones and bundles have more than ${run.settings.maxInstances} instances in all; ` +
      "lower clone-max or replicas, or raise the limit",
  );
}
