// What an operation in progress says about a resource.

import { requestOperation } from "../actions/request.ts";
import { ResourceFlag, setFlag } from "../model/resource.ts";
import { findNodeByName } from "../nodes/find.ts";
import { recordPending } from "../resources/active.ts";
import { Role } from "../values/role.ts";
import { attribute } from "../xml/element.ts";
import { isProbe, type HistoryEntry } from "./entry.ts";
import { makeActive, type Reading } from "./reading.ts";

/** Applies an operation in progress. Only the first that is not a probe is remembered for display. */
export function applyPending(reading: Reading, entry: HistoryEntry): void {
  if (isOverdue(reading, entry)) return;
  const { run, resource, node } = reading;
  switch (entry.task) {
    case "start":
      setFlag(resource, ResourceFlag.StartPending);
      makeActive(resource);
      break;
    case "promote":
      resource.originalRole = Role.Promoted;
      break;
    case "migrate_to":
      if (node.unclean) {
        const name = attribute(entry.element, "migrate_target");
        const target = name === undefined ? null : findNodeByName(run, name);
        if (target !== null) requestOperation(run, resource, "stop", 0, target, false);
      }
      break;
  }
  if (resource.pendingTask === null && !isProbe(entry)) {
    resource.pendingTask = entry.task ?? null;
    recordPending(run, resource, node);
  }
}

/**
 * True if the operation has failed since: failures of recurring operations are recorded apart, and the record of the
 * attempt before, which says "in progress", sorts after them.
 */
function isOverdue({ lastFailure }: Reading, entry: HistoryEntry): boolean {
  if (lastFailure === null || lastFailure.intervalText === undefined) return false;
  if (lastFailure.task !== entry.task || lastFailure.interval !== entry.interval) return false;
  const failed = readableTime(lastFailure);
  const begun = readableTime(entry);
  return failed !== null && begun !== null && failed >= begun;
}

function readableTime(entry: HistoryEntry): number | null {
  return entry.timeText === undefined ? 0 : entry.time;
}
