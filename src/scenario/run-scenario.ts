// Tells a story: what happens in each step, how the cluster answers, and whether that is what was expected.

import type { Limits } from "../cib/limits.ts";
import { readCib, type Cib } from "../cib/read.ts";
import { PengineError } from "../errors.ts";
import { effectiveTime } from "../schedule.ts";
import { epochOf } from "../values/date.ts";
import { serializeXml } from "../xml/serialize.ts";
import { buildCib } from "./build-cib.ts";
import { carryOut, type Stage } from "./deeds.ts";
import { checkExpectation } from "./expect/index.ts";
import { createScene } from "./expect/scene.ts";
import type { ScenarioPath, ScenarioProblem } from "./problem.ts";
import type { ScenarioResult, StepResult } from "./result.ts";
import type { Scenario, ScenarioStep } from "./scenario.ts";
import { settle, todoOf, type Answer } from "./settle.ts";

/** The time in a scenario that starts from an outline and does not say what time it is: 2024-01-01 00:00:00 UTC. */
const OUTLINE_TIME = 1_704_067_200;

/** What a scenario needs besides itself. */
export interface ScenarioOptions {
  /** The CIB that the scenario's `cib` names. Default: `cib` itself, as XML. */
  readonly cib?: Cib | undefined;
  /** Limits that differ from the defaults. */
  readonly limits?: Partial<Limits> | undefined;
}

/**
 * Runs a scenario that `parseScenario` found nothing wrong with. What cannot be done is in the result: a failed step with a
 * problem, after which the story ends.
 */
export function runScenario(scenario: Scenario, options: ScenarioOptions = {}): ScenarioResult {
  const about = scenario.about ?? null;
  const steps: StepResult[] = [];
  let stage: Stage;
  let place = "time";
  try {
    const time = scenario.time === undefined ? null : epochOf(effectiveTime(timeless, { now: scenario.time })!);
    place = scenario.start === undefined ? "cib" : "start";
    stage = openingStage(scenario, options, time);
  } catch (error) {
    const first = impossible(1, scenario.steps[0]!, problemOf(error, [place]));
    return Object.freeze({ about, passed: false, steps: Object.freeze([first]), cib: null });
  }
  for (const [index, step] of scenario.steps.entries()) {
    const [result, after] = runStep(stage, step, index);
    steps.push(result);
    stage = after;
    if (result.end === "impossible") break;
  }
  const passed = steps.every((step) => step.passed);
  return Object.freeze({ about, passed, steps: Object.freeze(steps), cib: stage.cib });
}

function openingStage({ start, cib: text }: Scenario, { cib: given, limits }: ScenarioOptions, time: number | null): Stage {
  const rest = { failures: [], leftover: new Set<string>(), limits };
  if (start !== undefined) {
    const now = time ?? OUTLINE_TIME;
    return { cib: readCib(serializeXml(buildCib(start, now)), { limits }), time: now, ...rest };
  }
  const cib = given ?? readCib(text!, { limits });
  const recorded = effectiveTime(cib);
  if (time === null && recorded === null) {
    throw new PengineError("time-missing", "The CIB has no execution-date; say what time it is with 'time'");
  }
  return { cib, time: time ?? epochOf(recorded!), ...rest };
}

/** For times that stand for themselves. */
const timeless: Pick<Cib, "root"> = Object.freeze({
  root: Object.freeze({ kind: "element", name: "cib", attributes: Object.freeze([]), children: Object.freeze([]), offset: -1 }),
});

function runStep(before: Stage, step: ScenarioStep, index: number): readonly [StepResult, Stage] {
  const path: ScenarioPath = ["steps", index];
  let stage: Stage = { ...before, failures: [] };
  let place = path;
  try {
    for (const [position, deed] of (step.do ?? []).entries()) {
      place = [...path, "do", position];
      stage = carryOut(stage, deed, place);
    }
    place = path;
    const answer = settle(stage, step.transitions ?? null);
    const scene = createScene(answer);
    const checks = (step.expect ?? []).flatMap((expectation, position) =>
      checkExpectation(scene, expectation, [...path, "expect", position]),
    );
    const problems = stage.failures
      .filter((failure) => !answer.failed.has(failure))
      .map(({ phrase, path: at }) => ({
        path: at,
        message: `'${phrase.text}' does not happen in this step, so it cannot fail; for the result of something that runs already, use op-inject`,
      }));
    if (answer.end === "restless") problems.push({ path, message: unrest(answer) });
    const result: StepResult = Object.freeze({
      number: index + 1,
      about: step.about ?? null,
      passed: problems.length === 0 && checks.every((result) => result.passed),
      end: answer.end,
      problems: Object.freeze(problems),
      transitions: Object.freeze(answer.transitions),
      checks: Object.freeze(checks),
    });
    return [result, { ...stage, cib: answer.cib, leftover: answer.leftover }];
  } catch (error) {
    return [impossible(index + 1, step, problemOf(error, place)), stage];
  }
}

function unrest({ transitions, next }: Answer): string {
  const todo = todoOf(next);
  const shown = `${todo.slice(0, 5).join(", ")}${todo.length > 5 ? ` and ${todo.length - 5} more` : ""}`;
  return `The cluster does not come to rest: after ${transitions.length} ${transitions.length === 1 ? "transition" : "transitions"} there is still ${shown}; say after how many to look with 'transitions'`;
}

function impossible(number: number, step: ScenarioStep, problem: ScenarioProblem): StepResult {
  const about = step.about ?? null;
  return Object.freeze({ number, about, passed: false, end: "impossible", problems: Object.freeze([problem]), transitions: [], checks: [] });
}

/** What is wrong with a scenario for an error to occur; anything but a typed error is thrown on. */
function problemOf(error: unknown, path: ScenarioPath): ScenarioProblem {
  if (!(error instanceof PengineError)) throw error;
  return { path, message: error.message };
}
