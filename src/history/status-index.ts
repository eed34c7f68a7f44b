// The recorded operations of the whole status section, parsed once and found by node name and resource ID.
//
// Migrations are judged by what other nodes recorded, so look-ups must not search the document.

import type { Run } from "../run.ts";
import { documentCacheOf } from "../run.ts";
import { attribute, childElements, idOf, type XmlElement } from "../xml/element.ts";
import { readEntry, type HistoryEntry } from "./entry.ts";
import { sortEntries } from "./order.ts";

/** What one node recorded about one resource (`lrm_resource`). */
export interface ResourceHistory {
  readonly element: XmlElement;
  /** In document order. */
  readonly entries: readonly HistoryEntry[];
  /** By age, worked out at first use; see {@link sortedEntries}. */
  sorted: readonly HistoryEntry[] | null;
  /** Sorting had something to report, which is repeated each time the order is asked for (observed). */
  reported: boolean;
}

const parsedKey = Symbol("resource histories");
const indexKey = Symbol("resource histories by node");

/** The history of a resource entry. */
export function historyOf(run: Run, element: XmlElement): ResourceHistory {
  const parsed = documentCacheOf(run, parsedKey, () => new Map<XmlElement, ResourceHistory>());
  let history = parsed.get(element);
  if (history === undefined) {
    history = { element, entries: childElements(element, "lrm_rsc_op").map(readEntry), sorted: null, reported: false };
    parsed.set(element, history);
  }
  return history;
}

/** The entries by age, oldest first. */
export function sortedEntries(run: Run, history: ResourceHistory): readonly HistoryEntry[] {
  if (history.sorted === null || history.reported) {
    const before = run.diagnostics.length;
    history.sorted = sortEntries(run, history.entries);
    history.reported = run.diagnostics.length > before;
  }
  return history.sorted;
}

const nothing: readonly XmlElement[] = Object.freeze([]);

/** The resource entries for a resource ID, as it stands in the status, of the node states with exactly that name. */
export function resourceEntries(run: Run, nodeName: string, resourceId: string): readonly XmlElement[] {
  const index = documentCacheOf(run, indexKey, () => new Map<string, Map<string, XmlElement[]>>());
  let ofNode = index.get(nodeName);
  if (ofNode === undefined) {
    ofNode = indexResources(nodeHistories(run, nodeName));
    index.set(nodeName, ofNode);
  }
  return ofNode.get(resourceId) ?? nothing;
}

/** All recorded operations of a resource on the node of that name, in document order. */
export function recordedEntries(run: Run, nodeName: string, resourceId: string): readonly HistoryEntry[] {
  const elements = resourceEntries(run, nodeName, resourceId);
  if (elements.length === 1) return historyOf(run, elements[0]!).entries;
  return elements.flatMap((element) => historyOf(run, element).entries);
}

function indexResources(histories: readonly XmlElement[]): Map<string, XmlElement[]> {
  const index = new Map<string, XmlElement[]>();
  for (const resources of histories) {
    for (const element of childElements(resources, "lrm_resource")) {
      const id = idOf(element);
      if (id === undefined) continue;
      const list = index.get(id);
      if (list === undefined) index.set(id, [element]);
      else list.push(element);
    }
  }
  return index;
}

const nodeIndexKey = Symbol("histories of nodes");

/** The `lrm_resources` of the node states with exactly that name. */
export function nodeHistories(run: Run, nodeName: string): readonly XmlElement[] {
  const index = documentCacheOf(run, nodeIndexKey, () => indexNodes(run.sections.status));
  return index.get(nodeName) ?? nothing;
}

function indexNodes(status: XmlElement | null): Map<string, XmlElement[]> {
  const index = new Map<string, XmlElement[]>();
  if (status === null) return index;
  for (const state of childElements(status, "node_state")) {
    const name = attribute(state, "uname");
    if (name === undefined) continue;
    const found = childElements(state, "lrm").flatMap((lrm) => childElements(lrm, "lrm_resources"));
    index.set(name, [...(index.get(name) ?? []), ...found]);
  }
  return index;
}
