import { report } from "../diagnostics.ts";
import type { Run } from "../run.ts";
import { compareVersions } from "../values/version.ts";
import { attribute } from "../xml/element.ts";
import { deprecatedOperationRules, featureSetTooNew } from "./messages.ts";

/** The newest feature set that is understood. */
export const FEATURE_SET = "3.20.5";

/** Whether the CIB's feature set is understood; if not, nothing of it is unpacked and an empty cluster is scheduled. */
export function isFeatureSetKnown(run: Run): boolean {
  const theirs = attribute(run.root, "crm_feature_set");
  if (theirs === undefined || compareVersions(theirs, FEATURE_SET) <= 0) return true;
  report(run, featureSetTooNew, { theirs, ours: FEATURE_SET });
  return false;
}

/**
 * Warns of a rule with a node attribute in the configuration of operations; only if there is exactly one in the whole
 * document (observed).
 */
export function checkDeprecatedRules(run: Run): void {
  if (run.outline.operationExpressions === 1) report(run, deprecatedOperationRules, {});
}
