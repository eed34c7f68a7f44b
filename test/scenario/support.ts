import { expect } from "vitest";
import { parseScenario, runScenario, type CheckResult, type ClusterOutline, type ResourceOutline, type ScenarioResult, type ScenarioStep } from "../../src/index.ts";

export const options = { "stonith-enabled": false };

/** A primitive that runs anywhere. */
export function dummy(primitive: string, more: Partial<ResourceOutline> = {}): ResourceOutline {
  return { primitive, agent: "ocf:pacemaker:Dummy", ...more };
}

export function monitored(primitive: string): ResourceOutline {
  return dummy(primitive, { operations: [{ name: "monitor", interval: "10s" }] });
}

/** Runs steps on a cluster of three nodes without fencing. */
export function told(outline: ClusterOutline, ...steps: readonly ScenarioStep[]): ScenarioResult {
  const { scenario, problems } = parseScenario({ start: { nodes: ["n1", "n2", "n3"], options, ...outline }, steps });
  expect(problems).toEqual([]);
  return runScenario(scenario!);
}

/** The check of the last step, which has one. */
export function onlyCheck(result: ScenarioResult): CheckResult {
  const { checks, problems } = result.steps.at(-1)!;
  expect(problems).toEqual([]);
  expect(checks).toHaveLength(1);
  return checks[0]!;
}

/** What was wrong with the last step that was told. */
export function problemOf(result: ScenarioResult): string {
  expect(result.passed).toBe(false);
  const { problems } = result.steps.at(-1)!;
  expect(problems).toHaveLength(1);
  return problems[0]!.message;
}
