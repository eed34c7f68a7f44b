import type { ScenarioPath } from "../problem.ts";
import type { CheckResult } from "../result.ts";
import type { Expectation } from "../scenario.ts";
import { checkActions } from "./actions.ts";
import { checkPlacement } from "./placement.ts";
import { checkScore } from "./score.ts";
import type { Scene } from "./scene.ts";

/** Checks every word of an expectation. */
export function checkExpectation(scene: Scene, expectation: Expectation, path: ScenarioPath): CheckResult[] {
  return [
    ...checkPlacement(scene, expectation, path),
    ...checkScore(scene, expectation, path),
    ...checkActions(scene, expectation, path),
  ];
}
