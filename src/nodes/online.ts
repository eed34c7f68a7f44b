// Decides from a node's status entry whether a cluster node is online, pending, or must be fenced.
//
// Rule    Pacemaker Explained, "Node Status"; the sequence of conditions is observed
// Trap    a boolean `in_ccm` is the older format and counts as "member since now", so such a node never times out

import { report } from "../diagnostics.ts";
import type { Node } from "../model/node.ts";
import { proposeRecheck, type Run } from "../run.ts";
import { parseBoolean } from "../values/boolean.ts";
import { scanInteger } from "../values/integer.ts";
import { INFINITY } from "../values/score.ts";
import { secondsOfMilliseconds } from "../values/interval.ts";
import { equalsIgnoreCase } from "../values/text.ts";
import { attribute, type XmlElement } from "../xml/element.ts";
import { attributeOf, isShutdownRequested } from "./attributes.ts";
import { requestFencing } from "./fence-need.ts";
import { nodeUnclean, unrecognizedMembership, unrecognizedProcess, unrecognizedTerminate } from "./messages.ts";

/** What a status entry says about membership. */
interface Membership {
  /** Seconds since the epoch when the node became a member; 0: no member, -1: unknown. */
  readonly memberSince: number;
  /** The same for the controller process; 0: offline, 1: online at an unknown time. */
  readonly processSince: number;
  readonly join: string | undefined;
  readonly expected: string | undefined;
}

/** Sets whether a cluster node is online, and requests its fencing where needed. */
export function determineOnline(run: Run, node: Node, state: XmlElement): void {
  node.shutdown = isShutdownRequested(node);
  const expected = attribute(state, "expected");
  if (!node.shutdown && expected !== undefined && equalsIgnoreCase(expected, "member")) node.expectedUp = true;
  const membership: Membership = {
    memberSince: memberSince(run, state),
    processSince: processSince(run, state),
    join: attribute(state, "join"),
    expected,
  };
  const online = run.cluster.fencingEnabled
    ? onlineWithFencing(run, node, membership)
    : onlineWithoutFencing(run, node, membership);
  if (online) node.online = true;
  if (!online || node.shutdown) node.baseScore = -INFINITY;
  if (node.unclean) report(run, nodeUnclean, { node: node.name });
}

function memberSince(run: Run, state: XmlElement): number {
  const text = attribute(state, "in_ccm");
  if (text === undefined) return -1;
  const flag = parseBoolean(text);
  if (flag !== undefined) return flag ? run.settings.now : 0;
  const { value, error } = scanInteger(text);
  if (error === null && value >= 0) return value;
  report(run, unrecognizedMembership, { value: text });
  return -1;
}

function processSince(run: Run, state: XmlElement): number {
  const text = attribute(state, "crmd");
  if (text === undefined || equalsIgnoreCase(text, "offline")) return 0;
  if (equalsIgnoreCase(text, "online")) return 1;
  const { value, error } = scanInteger(text);
  if (error === null && value >= 0) return value;
  report(run, unrecognizedProcess, { value: text });
  return 0;
}

/** True if the attribute `terminate` asks for fencing. */
function isTerminationRequested(run: Run, node: Node): boolean {
  const text = attributeOf(node, "terminate");
  if (text === undefined) return false;
  const flag = parseBoolean(text);
  if (flag !== undefined) return flag;
  const { value, error } = scanInteger(text);
  if (error === null) return value > 0;
  report(run, unrecognizedTerminate, { node: node.name, value: text, error });
  return false;
}

function onlineWithFencing(run: Run, node: Node, membership: Membership): boolean {
  const { memberSince: member, processSince: process, join, expected } = membership;
  const terminate = isTerminationRequested(run, node);
  if (node.shutdown) return process > 0;
  if (member < 0) {
    requestFencing(run, node, "peer has not been seen by the cluster");
    return false;
  }
  if (join === "banned") {
    requestFencing(run, node, "peer failed Pacemaker membership criteria");
    return member > 0;
  }
  if (terminate) {
    const alreadyFenced = member === 0 && process === 0 && join === "down";
    if (!alreadyFenced) requestFencing(run, node, "fencing was requested");
    return member > 0;
  }
  if (expected === undefined || expected === "down") {
    if (isPendingTooLong(run, member, process)) {
      requestFencing(run, node, "peer pending timed out on joining the process group");
    } else if (member > 0 || process > 0) {
      holdPending(node);
    }
    return member > 0;
  }
  if (member === 0) {
    requestFencing(run, node, "peer is no longer part of the cluster", true);
    return false;
  }
  if (process === 0) {
    requestFencing(run, node, "peer process is no longer available");
  } else if (join === "pending" || join === "down") {
    holdPending(node);
  } else if (join !== "member") {
    requestFencing(run, node, "peer was in an unknown state");
  }
  return true;
}

/** A node that is still joining can run nothing yet. */
function holdPending(node: Node): void {
  node.standby = true;
  node.pending = true;
}

function isPendingTooLong(run: Run, member: number, process: number): boolean {
  const timeout = run.cluster.nodePendingTimeout;
  if (timeout === 0 || member <= 0 || process !== 0) return false;
  const deadline = member + secondsOfMilliseconds(timeout);
  if (run.settings.now >= deadline) return true;
  proposeRecheck(run, deadline);
  return false;
}

function onlineWithoutFencing(run: Run, node: Node, membership: Membership): boolean {
  if (membership.memberSince <= 0) return false;
  if (membership.processSince > 0) {
    return membership.join !== undefined && equalsIgnoreCase(membership.join, "member");
  }
  if (node.expectedUp) requestFencing(run, node, "peer is unexpectedly down");
  return false;
}
