import { assignResources } from "./assignment/assign-resources.ts";
import { applyCriteria } from "./assignment/criteria.ts";
import { applyNodeHealth } from "./assignment/health.ts";
import { unpackConstraints } from "./constraints/index.ts";
import { checkFencingTopology } from "./nodes/fencing-topology.ts";
import { checkDeprecatedRules, isFeatureSetKnown } from "./nodes/feature-set.ts";
import { unpackConfiguredNodes } from "./nodes/configured.ts";
import { unpackOptions } from "./nodes/options.ts";
import { unpackStatus } from "./nodes/status.ts";
import { unpackTags } from "./nodes/tags.ts";
import { applyOrderings } from "./orderings/index.ts";
import { checkConfigurationChanges } from "./planning/changes.ts";
import { createActions } from "./planning/create/index.ts";
import { checkDeferred } from "./planning/deferred-checks.ts";
import { scheduleFencingAndShutdowns } from "./planning/fencing/index.ts";
import { createInternalConstraints } from "./planning/internal/index.ts";
import { createProbes } from "./planning/probe/index.ts";
import { clearRemovedFailCounts } from "./planning/removed-fail-counts.ts";
import { orderRemoteConnections } from "./planning/remote/index.ts";
import { countInstances } from "./resources/count.ts";
import { discoverRemoteNodes } from "./resources/remote-nodes.ts";
import { unpackResources } from "./resources/unpack/index.ts";
import type { Run } from "./run.ts";

/** A stage: a name, and a function that reads what earlier stages wrote to the model and writes its own part. */
export type Stage = readonly [name: string, (run: Run) => void];

/** Phase U: from the document to the state of the cluster. The order is observable: history already creates actions. */
export const unpacking = [
  ["rules", checkDeprecatedRules],
  ["options", unpackOptions],
  ["nodes", unpackConfiguredNodes],
  ["remote nodes", discoverRemoteNodes],
  ["resources", unpackResources],
  ["fencing topology", checkFencingTopology],
  ["tags", unpackTags],
  ["status", unpackStatus],
  ["counts", countInstances],
] as const satisfies readonly Stage[];

/** Phase S: from the state to the actions of a transition. IDs are handed out as these stages create things. */
export const scheduling = [
  ["health", applyNodeHealth],
  ["constraints", unpackConstraints],
  ["criteria", applyCriteria],
  ["internal constraints", createInternalConstraints],
  ["configuration changes", checkConfigurationChanges],
  ["assignment", assignResources],
  ["deferred checks", checkDeferred],
  ["probes", createProbes],
  ["removed fail counts", clearRemovedFailCounts],
  ["actions", createActions],
  ["remote connections", orderRemoteConnections],
  ["fencing", scheduleFencingAndShutdowns],
  ["orderings", applyOrderings],
] as const satisfies readonly Stage[];

/** Runs a list of stages, or the part of it that ends with the stage called `last`. */
export function runStages(run: Run, stages: readonly Stage[], last?: string): void {
  for (const [name, stage] of stages) {
    stage(run);
    if (name === last) return;
  }
}

/**
 * Unpacks the model, or the part of it that ends with the stage called `last`.
 *
 * @returns false if the CIB's feature set is too new; the model then stays empty
 */
export function unpack(run: Run, last?: string): boolean {
  if (!isFeatureSetKnown(run)) return false;
  runStages(run, unpacking, last);
  return true;
}
