/** What came of a scenario. */

import type { Cib } from "../cib/read.ts";
import type { Explanation } from "../result/explain.ts";
import type { ScenarioTransition } from "./happenings.ts";
import type { ScenarioPath, ScenarioProblem } from "./problem.ts";

/** One expectation, or one word of it. */
export interface CheckResult {
  /** What is expected, as a sentence: `VIP runs on node1`. */
  readonly expected: string;
  readonly passed: boolean;
  /** Where in the scenario it is. */
  readonly path: ScenarioPath;
  /** What is the case instead, as sentences; empty if it passed. */
  readonly instead: readonly string[];
  /** What was done about the resource in question, as sentences with reasons; empty if it passed. */
  readonly causes: readonly string[];
  /** Why resources are where they are, on the nodes in question; empty if it passed, or is about something else. */
  readonly explanations: readonly Explanation[];
}

/**
 * How a step ended: nothing was left to do; the same was left to do again and again; the number of transitions asked for was
 * reached; the cluster would not come to rest; or the step could not be done.
 */
export type StepEnd = "settled" | "repeating" | "stopped" | "restless" | "impossible";

export interface StepResult {
  /** From 1. */
  readonly number: number;
  readonly about: string | null;
  readonly passed: boolean;
  readonly end: StepEnd;
  /** Why it could not be done, or what it did not lead to. */
  readonly problems: readonly ScenarioProblem[];
  readonly transitions: readonly ScenarioTransition[];
  readonly checks: readonly CheckResult[];
}

export interface ScenarioResult {
  readonly about: string | null;
  readonly passed: boolean;
  /** Steps after one that could not be done are missing. */
  readonly steps: readonly StepResult[];
  /** The cluster at the end; `null` if there was none to start from. */
  readonly cib: Cib | null;
}
