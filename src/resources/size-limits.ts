// Keeps a few characters of XML from asking for millions of resources.

import { PengineError } from "../errors.ts";
import { outermostOf, type Resource } from "../model/resource.ts";
import { cacheOf, type Run } from "../run.ts";

/**
 * Most pairs of a resource and a node where it may run. A hundred clones on a hundred nodes have a million; some ten
 * million fill the memory that a process usually gets.
 */
export const MAX_PLACES = 10_000_000;

/** Most text in all that tells the containers of one bundle about each other; it grows with the square of replicas. */
const MAX_HOST_TEXT = 256 * 1024 * 1024;

/** Most text in all that notifications tell instances about each other; it grows with the square of instances. */
const MAX_TOLD_TEXT = 128 * 1024 * 1024;

interface Taken {
  instances: number;
  places: number;
  told: number;
}

const key = Symbol("size of the model");

function takenBy(run: Run): Taken {
  return cacheOf<Taken>(run, key, () => ({ instances: 0, places: 0, told: 0 }));
}

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
  checkInstances(run, id, count);
  takenBy(run).instances += count;
}

/**
 * Checks how many instances a clone, or replicas a bundle is going to have.
 *
 * @throws PengineError `limit-instances` if these are too many
 */
export function checkCollective(run: Run, id: string, count: number): void {
  const { maxCloneInstances } = run.settings;
  if (count <= maxCloneInstances) return;
  throw new PengineError(
    "limit-instances",
    `'${id}' has more than ${maxCloneInstances} instances; lower clone-max or replicas, or raise the limit`,
  );
}

/**
 * Checks whether so many instances more are too many.
 *
 * @throws PengineError `limit-instances` if they are
 */
export function checkInstances(run: Run, id: string, count: number): void {
  if (takenBy(run).instances + count <= run.settings.maxInstances) return;
  throw new PengineError(
    "limit-instances",
    `With '${id}' clones and bundles have more than ${run.settings.maxInstances} instances in all; ` +
      "lower clone-max or replicas, or raise the limit",
  );
}

/**
 * Counts the nodes that a resource is about to get as places to run.
 *
 * @throws PengineError `limit-instances` if the resources of the model have too many of them
 */
export function takePlaces(run: Run, id: string): void {
  const taken = takenBy(run);
  taken.places += run.cluster.nodes.length;
  if (taken.places <= MAX_PLACES) return;
  throw new PengineError(
    "limit-instances",
    `With '${id}' there are more than ${MAX_PLACES} pairs of a resource and a node; ` +
      "a cluster of this size is not supported",
  );
}

/**
 * Counts the text that each instance of a clone is about to be told.
 *
 * @throws PengineError `limit-instances` if that is too much
 */
export function takeToldText(run: Run, id: string, length: number, instances: number): void {
  const taken = takenBy(run);
  taken.told += length * instances;
  if (taken.told <= MAX_TOLD_TEXT) return;
  throw new PengineError(
    "limit-instances",
    `Clone '${id}' has too many instances to notify each of all others; lower clone-max, or set notify to false`,
  );
}

/**
 * Checks the text that is to be repeated in the options of every container of a bundle.
 *
 * @throws PengineError `limit-instances` if that is too much
 */
export function checkHostOptions(id: string, text: string, replicas: number): void {
  if (text.length * replicas <= MAX_HOST_TEXT) return;
  throw new PengineError(
    "limit-instances",
    `Bundle '${id}' has too many replicas to tell each container about all others; lower replicas`,
  );
}
