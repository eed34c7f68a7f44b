// Assigns a bundle: its containers like instances, then what belongs to each replica, then roles inside.
//
// Order   scores; containers; per replica address, connection, bundled instance; the clone around these
// Trap    nothing stops a bundle from being assigned again: each request shows its scores once more (observed)

import { recordColocation } from "../colocations.ts";
import { PengineError } from "../../errors.ts";
import { reachedThreshold } from "../../history/threshold.ts";
import { isPacemakerRemote, type Entry, type Node } from "../../model/node.ts";
import { clearFlag, ResourceFlag, setFlag, type Bundle, type Clone, type Primitive, type Replica } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { INFINITY } from "../../values/score.ts";
import { tableChanged } from "../merge/compounds.ts";
import { recordCause } from "../score-change.ts";
import { showScores } from "../score-lines.ts";
import { stateOf } from "../state.ts";
import { assign, type Assignment } from "./index.ts";
import { sortInstances } from "./instance-order.ts";
import { assignInstances } from "./instances.ts";

/**
 * How often a bundle may be assigned again while it is being assigned. Two bundles whose contents are colocated with each other
 * can call for that without end; the reference dies of it.
 */
const MAX_NESTING = 100;

/** Assigns a bundle, which has no node of its own. */
export function* assignBundle(bundle: Bundle, run: Run, prefer: Node | null, stopIfFail: boolean): Assignment {
  const { nesting } = stateOf(run);
  const depth = (nesting.get(bundle) ?? 0) + 1;
  if (depth > MAX_NESTING) throw new PengineError("limit-iterations", endless(bundle));
  nesting.set(bundle, depth);
  setFlag(bundle, ResourceFlag.Assigning);
  showScores(run, "pcmk__bundle_assign", bundle);
  const containers = bundle.replicas.map((replica) => replica.container);
  const sorted = sortInstances(run, bundle, containers);
  yield* assignInstances(run, bundle, sorted, bundle.replicas.length, bundle.replicasPerHost);
  for (const replica of bundle.replicas) yield* assignReplica(run, bundle, replica, prefer, stopIfFail);
  if (bundle.child !== null) {
    allowBundleNodesOnly(run, bundle, bundle.child);
    yield assign(bundle.child, run, prefer, stopIfFail);
  }
  clearFlag(bundle, ResourceFlag.Assigning | ResourceFlag.Unassigned);
  nesting.set(bundle, depth - 1);
  return null;
}

function endless({ id }: Bundle): string {
  return `Bundle ${id} cannot be assigned: its colocations, and those of what runs in it, lead back to it without end`;
}

function* assignReplica(
  run: Run,
  bundle: Bundle,
  replica: Replica,
  prefer: Node | null,
  stopIfFail: boolean,
): Generator<Assignment, void, Entry | null> {
  const { ip, remote, child, container, node } = replica;
  if (ip !== null) yield assign(ip, run, prefer, stopIfFail);
  if (remote !== null) {
    tieToHostConnection(run, remote, container);
    yield assign(remote, run, prefer, stopIfFail);
  }
  if (child === null || node === null || bundle.child === null) return;
  setFlag(bundle.child, ResourceFlag.Assigning);
  preferBundleNode(run, child, node.node);
  yield assign(child, run, node.node, stopIfFail);
  clearFlag(bundle.child, ResourceFlag.Assigning);
}

// A container on a Pacemaker Remote node can be reached only from where that node is.
function tieToHostConnection(run: Run, remote: Primitive, container: Primitive): void {
  const host = container.assignedNode?.node;
  if (host === undefined || !isPacemakerRemote(host) || host.connection === null) return;
  recordColocation(run, {
    id: "#replica-remote-with-host-remote",
    dependent: remote,
    primary: host.connection,
    score: INFINITY,
    influence: true,
    explicit: false,
  });
}

function preferBundleNode(run: Run, child: Primitive, bundleNode: Node): void {
  for (const entry of child.allowedNodes.raw()) {
    if (entry === undefined) continue;
    let { score } = entry;
    if (entry.node !== bundleNode) score = -INFINITY;
    else if (reachedThreshold(run, child, bundleNode) === null) score = INFINITY;
    recordCause(run, child, entry, score, { kind: "structure" });
    child.allowedNodes.setScore(entry, score);
  }
  tableChanged(run, child);
}

function allowBundleNodesOnly(run: Run, bundle: Bundle, clone: Clone): void {
  const own = new Set(bundle.replicas.map((replica) => replica.node?.node));
  for (const entry of clone.allowedNodes.raw()) {
    if (entry === undefined) continue;
    const score = own.has(entry.node) ? 0 : -INFINITY;
    recordCause(run, clone, entry, score, { kind: "structure" });
    clone.allowedNodes.setScore(entry, score);
  }
  tableChanged(run, clone);
}
