// What a notification says: which instances are in which role, and which of them are going to be, or were, started,
// stopped, promoted and demoted, and where.
//
// Trap    an empty list is a single space (observed)

import { ActionFlag, actionIs, type Action } from "../../actions/action.ts";
import { actionsWithTask } from "../../actions/find.ts";
import { report } from "../../diagnostics.ts";
import { isGuestNode, type Node } from "../../model/node.ts";
import type { Clone, Resource } from "../../model/resource.ts";
import { currentNode } from "../../resources/state/current-node.ts";
import type { Run } from "../../run.ts";
import { listSort } from "../../tables/list-sort.ts";
import { Role, roleName } from "../../values/role.ts";
import { compareBytes, equalsIgnoreCase } from "../../values/text.ts";
import { sortedAllowedNodes } from "../allowed-nodes.ts";
import { leavesOf } from "../leaves.ts";
import { roleNotNotifiable } from "../messages.ts";
import { notifiedOperations, type NotifiedOperation } from "./points.ts";

/** An instance, and where it is or what happens to it happens. */
interface Notified {
  readonly resource: Resource;
  readonly node: Node | null;
}

/** Names and values, which become meta-attributes. */
export type NotificationValues = readonly (readonly [string, string])[];

export interface NotificationData {
  readonly values: NotificationValues;
  /** Operations that happen to at least one instance. */
  readonly happening: ReadonlySet<NotifiedOperation>;
}

type Lists = Readonly<Record<NotifiedOperation | "active" | "inactive" | "promoted" | "unpromoted", Notified[]>>;

/** Collects what the notifications of a clone say at this moment. */
export function collectNotificationData(run: Run, clone: Clone): NotificationData {
  const lists: Lists = {
    start: [],
    stop: [],
    promote: [],
    demote: [],
    active: [],
    inactive: [],
    promoted: [],
    unpromoted: [],
  };
  for (const instance of clone.children) {
    for (const leaf of leavesOf(instance)) {
      collectRole(run, leaf, lists);
      for (const operation of notifiedOperations) {
        for (const action of actionsWithTask(leaf, operation)) {
          if (happens(action)) lists[operation].push({ resource: leaf, node: action.node });
        }
      }
    }
  }
  const happening = new Set(notifiedOperations.filter((operation) => lists[operation].length > 0));
  return { values: [...listValues(lists), ...nodeValues(run, clone)], happening };
}

function collectRole(run: Run, resource: Resource, lists: Lists): void {
  const node = resource.activeNodes[0] ?? null;
  const entry: Notified = { resource, node };
  switch (resource.originalRole) {
    case Role.Stopped:
      lists.inactive.push(entry);
      return;
    case Role.Started:
      lists.active.push(entry);
      return;
    case Role.Unpromoted:
      lists.unpromoted.push(entry);
      lists.active.push(entry);
      return;
    case Role.Promoted:
      lists.promoted.push(entry);
      lists.active.push(entry);
      return;
    case Role.Unknown:
      report(run, roleNotNotifiable, {
        resource: resource.id,
        node: node?.name ?? "no node",
        role: roleName(resource.originalRole),
      });
  }
}

function happens(action: Action): boolean {
  if (actionIs(action, ActionFlag.Optional) || action.node === null) return false;
  return actionIs(action, ActionFlag.Runnable) || (action.task === "stop" && action.node.unclean);
}

function listValues(lists: Lists): (readonly [string, string])[] {
  return [
    ...namedPair(["stop"], lists.stop),
    ...namedPair(["start"], lists.start),
    ...namedPair(["demote"], lists.demote),
    ...namedPair(["promote"], lists.promote),
    ...namedPair(["active"], lists.active),
    ...namedPair(["unpromoted", "slave"], lists.unpromoted),
    ...namedPair(["promoted", "master"], lists.promoted),
    ["notify_inactive_resource", joined(sorted(lists.inactive).map((entry) => entry.resource.id))],
  ];
}

function nodeValues(run: Run, clone: Clone): (readonly [string, string])[] {
  const { nodes } = run.cluster;
  const values: (readonly [string, string])[] = [
    ["notify_available_uname", joined(sortedAllowedNodes(clone).map((node) => node.name))],
    ["notify_all_uname", joined(nodes.map((node) => node.name))],
  ];
  const target = clone.meta.get("container-attribute-target");
  if (target !== undefined && equalsIgnoreCase(target, "host")) {
    values.push(["notify_all_hosts", joined(nodes.map((node) => hostOf(node).name))]);
  }
  return values;
}

/** Where a node really is: a guest node whose guest is active is where that is. */
function hostOf(node: Node): Node {
  return (isGuestNode(node) ? currentNode(node.connection!.launcher!) : null) ?? node;
}

/** The instances of a list and, in parallel, their nodes; under each of the names. */
function namedPair(names: readonly string[], list: readonly Notified[]): (readonly [string, string])[] {
  const placed = sorted(list.filter((entry) => entry.node !== null));
  const resources = joined(placed.map((entry) => entry.resource.id));
  const nodes = joined(placed.map((entry) => entry.node!.name));
  return names.flatMap((name): (readonly [string, string])[] => [
    [`notify_${name}_resource`, resources],
    [`notify_${name}_uname`, nodes],
  ]);
}

/** By instance, then by node; of several nodes of an instance only the first is told. */
function sorted(list: readonly Notified[]): Notified[] {
  const ordered = listSort(
    list,
    (a, b) => compareBytes(a.resource.id, b.resource.id) || compareBytes(a.node?.id ?? "", b.node?.id ?? ""),
  );
  return ordered.filter((entry, i) => i === 0 || entry.resource !== ordered[i - 1]!.resource);
}

function joined(names: readonly string[]): string {
  return names.length === 0 ? " " : names.join(" ");
}
