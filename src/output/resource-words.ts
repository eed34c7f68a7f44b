import type { ClusterStatus, FailedOperationStatus, NodeStatus, PrimitiveStatus } from "../index.ts";

/** What every line about a resource needs to know. */
export interface StatusView {
  readonly status: ClusterStatus;
  /** Operations in progress are shown. */
  readonly pending: boolean;
  /** By name, which an invalid configuration can give to several of them. */
  readonly nodes: ReadonlyMap<string, readonly NodeStatus[]>;
}

/** Prepares a status for display. */
export function viewOf(status: ClusterStatus, pending: boolean): StatusView {
  const nodes = new Map<string, NodeStatus[]>();
  for (const node of status.nodes) {
    const namesakes = nodes.get(node.name);
    if (namesakes === undefined) nodes.set(node.name, [node]);
    else namesakes.push(node);
  }
  return { status, pending, nodes };
}

/** The node of that name where something runs; failing that, the first one of that name. */
export function nodeOf(view: StatusView, name: string, resource: string): NodeStatus | undefined {
  const nodes = view.nodes.get(name) ?? [];
  if (nodes.length < 2) return nodes[0];
  return nodes.find(({ running }) => running.includes(resource)) ?? nodes[0];
}

const pendingWords: ReadonlyMap<string, string> = new Map([
  ["start", "Starting"],
  ["stop", "Stopping"],
  ["migrate_to", "Migrating"],
  ["migrate_from", "Migrating"],
  ["promote", "Promoting"],
  ["demote", "Demoting"],
]);

/** The word for an operation in progress, if it is shown and is one that changes the state. */
export function pendingWord(view: StatusView, resource: PrimitiveStatus): string | null {
  if (!view.pending || resource.pendingTask === null) return null;
  return pendingWords.get(resource.pendingTask) ?? null;
}

/** True if a probe or recurring monitor in progress is shown. */
export function isMonitoring(view: StatusView, resource: PrimitiveStatus): boolean {
  return view.pending && resource.pendingTask === "monitor";
}

/** The first probe of a resource that failed because the software is missing; on any node unless one is given. */
export function maskedProbe(view: StatusView, probedAs: string, node: string | null): FailedOperationStatus | null {
  const found = view.status.failedOperations.find(
    (failed) =>
      failed.maskedProbe &&
      failed.onNode !== null &&
      (node === null || failed.onNode.toLowerCase() === node.toLowerCase()) &&
      failed.resource === probedAs,
  );
  return found ?? null;
}
