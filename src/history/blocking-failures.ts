// Whether a failure is one after which a resource is blocked, which a failure timeout could not undo.
//
// Trap    only the XML attribute `on-fail="block"` of operations inside the resource's own definition counts (observed)

import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import { baseName } from "../resources/names.ts";
import { cacheOf, type Run } from "../run.ts";
import { parseInterval } from "../values/interval.ts";
import { operationKey } from "../values/operation-key.ts";
import { equalsIgnoreCase } from "../values/text.ts";
import { parseTransitionKey } from "../values/transition-key.ts";
import { attribute, descendants, type XmlElement } from "../xml/element.ts";
import { parseInt32 } from "../values/integer.ts";
import type { HistoryEntry } from "./entry.ts";
import { recordedEntries } from "./status-index.ts";

interface BlockingOperation {
  readonly name: string;
  /** Milliseconds. */
  readonly interval: number;
}

const none: readonly BlockingOperation[] = Object.freeze([]);
const operationsKey = Symbol("blocking operations");

/** True if the entry, or without one any recorded operation of the resource on the node, blocks the resource. */
export function blocksOnFailure(run: Run, resource: Resource, node: Node, entry: HistoryEntry | null): boolean {
  const operations = blockingOperations(run, resource);
  if (operations.length === 0) return false;
  const base = baseName(resource.id);
  for (const operation of operations) {
    if (entry !== null) {
      if (isFailureOf(operation, base, entry)) return true;
      continue;
    }
    const interval = String(operation.interval);
    for (const recorded of recordedEntries(run, node.name, base)) {
      if (recorded.task !== operation.name || recorded.intervalText !== interval) continue;
      if (isFailureOf(operation, base, recorded)) return true;
    }
  }
  return false;
}

function blockingOperations(run: Run, resource: Resource): readonly BlockingOperation[] {
  const cache = cacheOf(run, operationsKey, () => new Map<XmlElement, readonly BlockingOperation[]>());
  let operations = cache.get(resource.xml);
  if (operations === undefined) {
    operations = findBlockingOperations(resource.xml);
    cache.set(resource.xml, operations);
  }
  return operations;
}

function findBlockingOperations(definition: XmlElement): readonly BlockingOperation[] {
  let found: BlockingOperation[] | null = null;
  for (const element of descendants(definition)) {
    if (element.name !== "op" || attribute(element, "on-fail") !== "block") continue;
    const name = attribute(element, "name");
    if (name === undefined) continue;
    (found ??= []).push({ name, interval: parseInterval(attribute(element, "interval")).ms });
  }
  return found ?? none;
}

function isFailureOf(operation: BlockingOperation, base: string, entry: HistoryEntry): boolean {
  const { id, task } = entry;
  if (id === undefined || task === undefined) return false;
  if (entry.interval !== operation.interval || !equalsIgnoreCase(task, operation.name)) return false;
  if (equalsIgnoreCase(id, `${base}_last_failure_0`)) return true;
  if (!equalsIgnoreCase(id, operationKey(base, operation.name, operation.interval))) return false;
  return parseInt32(entry.rcText, 0) !== expectedRc(entry);
}

function expectedRc(entry: HistoryEntry): number {
  if (entry.transitionKey === undefined) return -1;
  return parseTransitionKey(entry.transitionKey).key?.targetRc ?? -1;
}
