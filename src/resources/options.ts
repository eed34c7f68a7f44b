// Reads the meta-attributes that are scores or words. A bad value is reported and replaced by the default.
//
// Rule    Pacemaker Explained, "Resource Options"

import { report, reportProblems } from "../diagnostics.ts";
import type { MultipleActive, Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { parseInterval } from "../values/interval.ts";
import { parseErrorText } from "../values/parse-error.ts";
import { INFINITY, parseScore, type Score } from "../values/score.ts";
import { asciiLower, equalsIgnoreCase } from "../values/text.ts";
import {
  multipleActiveInvalid,
  priorityInvalid,
  stickinessDefaultDeprecated,
  stickinessInvalid,
  thresholdDefaultDeprecated,
  thresholdInvalid,
} from "./messages.ts";

export function readPriority(run: Run, resource: Resource): Score {
  const value = resource.meta.get("priority");
  const { score, error } = parseScore(value, 0, run.memory.healthColours);
  if (value !== undefined && error !== null) report(run, priorityInvalid, { id: resource.id, value });
  return score;
}

export function readStickiness(run: Run, resource: Resource): Score {
  const value = resource.meta.get("resource-stickiness");
  if (value === undefined) return 0;
  if (equalsIgnoreCase(value, "default")) {
    report(run, stickinessDefaultDeprecated, null);
    return 0;
  }
  const { score, error } = parseScore(value, 0, run.memory.healthColours);
  if (error !== null) report(run, stickinessInvalid, { id: resource.id, value });
  return score;
}

export function readMigrationThreshold(run: Run, resource: Resource): Score {
  const value = resource.meta.get("migration-threshold");
  if (value === undefined) return INFINITY;
  if (equalsIgnoreCase(value, "default")) {
    report(run, thresholdDefaultDeprecated, null);
    return INFINITY;
  }
  const { score, error } = parseScore(value, INFINITY, run.memory.healthColours);
  if (error === null && score >= 0) return score;
  report(run, thresholdInvalid, { id: resource.id, value, reason: parseErrorText(error) });
  return INFINITY;
}

export function readMultipleActive(run: Run, resource: Resource): MultipleActive {
  const value = resource.meta.get("multiple-active");
  if (value === undefined) return "stop_start";
  const policy = asciiLower(value);
  switch (policy) {
    case "stop_start":
    case "stop_only":
    case "block":
    case "stop_unexpected":
      return policy;
    default:
      report(run, multipleActiveInvalid, { value });
      return "stop_start";
  }
}

/** Reads an interval in milliseconds. */
export function readInterval(run: Run, value: string): number {
  const { ms, problems } = parseInterval(value);
  reportProblems(run, problems);
  return ms;
}
