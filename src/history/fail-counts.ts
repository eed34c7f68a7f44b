// Reads fail counts from node attributes `fail-count-NAME#TASK_INTERVAL`, with `last-failure-NAME#TASK_INTERVAL` beside.
//
// Rule    Pacemaker Explained, "Failure Response"
// Traps   the name goes into a regular expression as it is, so a dot in an ID matches any character (observed); reading
//         can take the failure timeout away from a resource for the rest of the run

import { report } from "../diagnostics.ts";
import type { Node } from "../model/node.ts";
import { bundleOf, hasFlag, ResourceFlag, type Resource } from "../model/resource.ts";
import { baseName } from "../resources/names.ts";
import { cacheOf, type Run } from "../run.ts";
import { scanInteger } from "../values/integer.ts";
import { secondsOfMilliseconds } from "../values/interval.ts";
import { parseErrorText } from "../values/parse-error.ts";
import { addScores, parseScore } from "../values/score.ts";
import { blocksOnFailure } from "./blocking-failures.ts";
import type { HistoryEntry } from "./entry.ts";
import { indexFailAttributes, matchingAttributes, type FailAttributes } from "./fail-attributes.ts";
import {
  failuresCounted,
  failuresWithinCounted,
  failureTimeoutConflict,
  invalidFailCount,
  invalidLastFailure,
} from "./messages.ts";

/** How often a resource failed on a node, and when it last did. */
export interface FailCount {
  /** A score: 1,000,000 is infinity. */
  readonly count: number;
  /** Seconds since the epoch; 0 if unknown. */
  readonly last: number;
}

/**
 * What is counted: `recorded` as it stands; `effective`: nothing if all of it has expired; `with-launched`: effective,
 * including the failures of what the resource launched.
 */
export type FailCountKind = "recorded" | "effective" | "with-launched";

const none: FailCount = Object.freeze({ count: 0, last: 0 });

const attributesKey = Symbol("fail count attributes");

/** A resource's fail count on a node; with an entry, only that one decides whether the failure blocks the resource. */
export function failCount(
  run: Run,
  resource: Resource,
  node: Node,
  kind: FailCountKind,
  entry: HistoryEntry | null = null,
): FailCount {
  const attributes = failAttributesOf(run, node);
  if (attributes.empty) return none;
  const own = ownCount(run, resource, node, attributes, kind !== "recorded", entry);
  const launching = kind === "with-launched" && resource.launched.length > 0 && bundleOf(resource) === null;
  const total = launching ? withLaunched(run, resource, node, attributes, own, entry) : own;
  if (total.count <= 0) return total.count === 0 ? none : total;
  const text = launching ? failuresWithinCounted : failuresCounted;
  report(run, text, { resource: resource.id, node: node.name, count: total.count });
  return total;
}

/** The recorded count, for who only shows it: nothing is reported, and no failure timeout is taken away. */
export function shownFailCount(run: Run, resource: Resource, node: Node): FailCount {
  const attributes = failAttributesOf(run, node);
  return attributes.empty ? none : read(run, resource, node, attributes, () => {});
}

function ownCount(
  run: Run,
  resource: Resource,
  node: Node,
  attributes: FailAttributes,
  effective: boolean,
  entry: HistoryEntry | null,
): FailCount {
  const { count, last } = read(run, resource, node, attributes, report);
  if (count > 0 && resource.failureTimeout > 0 && blocksOnFailure(run, resource, node, entry)) {
    report(run, failureTimeoutConflict, { resource: resource.id, timeout: resource.failureTimeout });
    resource.failureTimeout = 0;
  }
  if (effective && count > 0 && last > 0 && resource.failureTimeout > 0) {
    if (run.settings.now > last + secondsOfMilliseconds(resource.failureTimeout)) return { count: 0, last };
  }
  return { count, last };
}

/** Adds up without regard to infinity (observed). What is launched can launch in its turn, and the input can make that a circle. */
function withLaunched(
  run: Run,
  resource: Resource,
  node: Node,
  attributes: FailAttributes,
  own: FailCount,
  entry: HistoryEntry | null,
): FailCount {
  let { count, last } = own;
  const seen = new Set<Resource>([resource]);
  const pending = resource.launched.toReversed();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const other = ownCount(run, next, node, attributes, true, entry);
    if (other.count > 0) report(run, failuresCounted, { resource: next.id, node: node.name, count: other.count });
    count += other.count;
    last = Math.max(last, other.last);
    if (bundleOf(next) === null) pending.push(...next.launched.toReversed());
  }
  return { count, last };
}

/** True if any failure of anything was counted on the node; where not, there is no need to ask. */
export function hasFailCounts(run: Run, node: Node): boolean {
  return !failAttributesOf(run, node).empty;
}

function failAttributesOf(run: Run, node: Node): FailAttributes {
  const cache = cacheOf(run, attributesKey, () => new Map<Node, FailAttributes>());
  let attributes = cache.get(node);
  // a Pacemaker Remote node gets its transient attributes late
  if (attributes === undefined || attributes.size !== node.attributes.size) {
    attributes = indexFailAttributes(node.attributes);
    cache.set(node, attributes);
  }
  return attributes;
}

function read(
  run: Run,
  resource: Resource,
  node: Node,
  attributes: FailAttributes,
  tell: typeof report,
): FailCount {
  const unique = hasFlag(resource, ResourceFlag.Unique);
  const id = resource.historyId ?? resource.id;
  const name = unique ? id : baseName(id);
  let count = 0;
  let last = 0;
  for (const attribute of matchingAttributes(attributes.counts, name, unique)) {
    const value = node.attributes.get(attribute) ?? "";
    const { score, error } = parseScore(value, 0, run.memory.healthColours);
    if (error === null) count = addScores(count, score);
    else tell(run, invalidFailCount, { attribute, node: node.name, value, reason: parseErrorText(error) });
  }
  for (const attribute of matchingAttributes(attributes.times, name, unique)) {
    const value = node.attributes.get(attribute) ?? "";
    const { value: time, error } = scanInteger(value);
    if (error === null) last = Math.max(last, time);
    else tell(run, invalidLastFailure, { attribute, value, reason: parseErrorText(error) });
  }
  return count === 0 && last === 0 ? none : { count, last };
}
