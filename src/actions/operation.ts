// Finds the `op` that configures an operation.
//
// Order   document order of the `operations` in force; the first match counts
// Traps   an interval that does not parse counts as 0, and is reported each time the entry is looked at (observed)
// Rule    Pacemaker Explained, "Resource Operations"

import { reportProblems } from "../diagnostics.ts";
import type { Resource } from "../model/resource.ts";
import { cacheOf, type Run } from "../run.ts";
import { isExplicitlyFalse } from "../values/boolean.ts";
import { UINT32_MAX } from "../values/integer.ts";
import { parseInterval } from "../values/interval.ts";
import type { Problem } from "../values/problem.ts";
import { attribute, childElements, type XmlElement } from "../xml/element.ts";

/** An `op` with what look-ups compare. */
export interface ConfiguredOperation {
  readonly element: XmlElement;
  readonly name: string | undefined;
  /** Milliseconds; 0 if missing or invalid. */
  readonly interval: number;
  readonly intervalProblems: readonly Problem[];
  /** Not disabled by the XML attribute, which is the only place that counts. */
  readonly enabled: boolean;
}

const none: readonly ConfiguredOperation[] = Object.freeze([]);
const operationsKey = Symbol("configured operations");

/** The operations that a resource configures, in document order. */
export function configuredOperations(run: Run, resource: Resource): readonly ConfiguredOperation[] {
  if (resource.operations === null) return none;
  const cache = cacheOf(run, operationsKey, () => new Map<XmlElement, readonly ConfiguredOperation[]>());
  let list = cache.get(resource.operations);
  if (list === undefined) {
    list = childElements(resource.operations, "op").map(readOperation);
    cache.set(resource.operations, list);
  }
  return list;
}

function readOperation(element: XmlElement): ConfiguredOperation {
  const { ms, problems } = parseInterval(attribute(element, "interval"));
  return {
    element,
    name: attribute(element, "name"),
    interval: ms,
    intervalProblems: problems,
    enabled: !isExplicitlyFalse(attribute(element, "enabled")),
  };
}

/**
 * The `op` that configures an operation of a resource: the first with that name and interval (milliseconds). Entries
 * that are disabled by attribute are passed over unless asked for. `migrate_to` and `migrate_from` fall back on `migrate`.
 */
export function findOperation(
  run: Run,
  resource: Resource,
  task: string,
  interval: number,
  includeDisabled: boolean,
): XmlElement | null {
  const found = search(run, resource, task, interval, includeDisabled);
  if (found !== null || (task !== "migrate_to" && task !== "migrate_from")) return found;
  return search(run, resource, "migrate", 0, includeDisabled);
}

function search(
  run: Run,
  resource: Resource,
  task: string,
  interval: number,
  includeDisabled: boolean,
): XmlElement | null {
  for (const operation of configuredOperations(run, resource)) {
    if (!includeDisabled && !operation.enabled) continue;
    reportProblems(run, operation.intervalProblems);
    if (operation.interval === interval && operation.name === task) return operation.element;
  }
  return null;
}

/**
 * The enabled recurring monitor with the smallest interval, the first of several; `null` if nothing is monitored. One with
 * the greatest interval that there is does not count (observed).
 */
export function mostFrequentMonitor(run: Run, resource: Resource): XmlElement | null {
  let best: XmlElement | null = null;
  let smallest = UINT32_MAX;
  for (const operation of configuredOperations(run, resource)) {
    if (operation.name !== "monitor") continue;
    reportProblems(run, operation.intervalProblems);
    if (operation.interval === 0 || !operation.enabled || operation.interval >= smallest) continue;
    smallest = operation.interval;
    best = operation.element;
  }
  return best;
}
