import { checkSchema } from "./check-schema.ts";
import type { ScenarioProblem } from "./problem.ts";
import type { Scenario } from "./scenario.ts";
import { scenarioSchema } from "./schema.ts";

/** A scenario, or what is wrong with it, in the order of the data. */
export interface ParsedScenario {
  /** `null` if there is any problem. */
  readonly scenario: Scenario | null;
  readonly problems: readonly ScenarioProblem[];
}

/** Checks plain data, as from JSON or YAML, for being a scenario. */
export function parseScenario(data: unknown): ParsedScenario {
  const problems = checkSchema(data, scenarioSchema);
  return { scenario: problems.length === 0 ? (data as Scenario) : null, problems };
}
