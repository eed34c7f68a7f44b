/**
 * pengine: what Pacemaker's scheduler would do, as a pure function of a CIB.
 *
 * In the order in which one meets things: read a CIB, see the state, schedule, look at the result, change things, write.
 */

// Read a CIB
export {
  CibError,
  parseCib,
  readCib,
  upgradeCib,
  type Cib,
  type CibDocument,
  type ReadOptions,
  type Source,
} from "./cib/read.ts";
export type { UpgradeMessage } from "./cib/upgrade/index.ts";
export { defaultLimits, type Limits } from "./cib/limits.ts";
export { decodeXml } from "./xml/decode.ts";
export { PengineError, type ErrorCode } from "./errors.ts";
export {
  attribute,
  childElements,
  type XmlCdata,
  type XmlComment,
  type XmlElement,
  type XmlNode,
} from "./xml/element.ts";

// See the state, and schedule
export {
  clusterStatus,
  effectiveTime,
  plan,
  schedule,
  unpackedInput,
  type Plan,
  type RunOptions,
  type Schedule,
  type ScheduleOptions,
  type StatusResult,
} from "./schedule.ts";
export type { Memory } from "./run.ts";

// Check a CIB
export { validateCib, type LocatedViolation } from "./cib/validate.ts";
export { verifyCib, type Verification, type VerificationEntry } from "./verify.ts";
export { adviceCodes, type Advice, type AdviceCode } from "./advice/advice.ts";
export { describeViolation, type Violation } from "./cib/schema/violation.ts";
export { codeFrame, formatCodeFrame, positionAt, type FrameLine, type Position } from "./xml/position.ts";

// Look at the result
export type * from "./result/cluster-status.ts";
export type { NodeAction, ResourceChange, Summary, Verb } from "./result/summary.ts";
export type { ActionDetails, ActionElement, ActionHead, Synapse, Transition } from "./graph/transition.ts";
export type { ScoreCause, ScoreChange, ScoreLine } from "./model/scores.ts";
export {
  explain,
  type ExplainedSchedule,
  type Explanation,
  type NodeExplanation,
  type NodeObstacle,
  type Question,
  type ResourceObstacle,
} from "./result/explain.ts";
export type { Diagnostic, DiagnosticKind } from "./diagnostics.ts";

// Change things
export {
  executeTransition,
  injectEvents,
  simulate,
  type Execution,
  type ExecutionRequest,
  type Outcome,
  type Simulation,
  type SimulationRequest,
} from "./simulation.ts";
export type { Injection, SimulationEvent } from "./simulate/events.ts";

// Tell stories, and say what is expected of them
export { parseScenario, type ParsedScenario } from "./scenario/parse.ts";
export { runScenario, type ScenarioOptions } from "./scenario/run-scenario.ts";
export type * from "./scenario/scenario.ts";
export type { CheckResult, ScenarioResult, StepEnd, StepResult } from "./scenario/result.ts";
export type { ScenarioAction, ScenarioTransition } from "./scenario/happenings.ts";
export { formatPath, type ScenarioPath, type ScenarioProblem } from "./scenario/problem.ts";
export { scenarioSchema, type JsonSchema } from "./scenario/schema.ts";

// Write
export { serializeXml, escapeAttribute } from "./xml/serialize.ts";
export { transitionToXml } from "./graph/xml.ts";
export type { DotOptions } from "./graph/dot.ts";

// Values and their texts
export { epochOf, timeFromEpoch, utcClock, type Clock, type CrmTime } from "./values/date.ts";
export { parseTime } from "./values/date-parse.ts";
export { formatCtime, formatLocal, formatUtc } from "./values/date-format.ts";
export { parseRole, Role, type ParsedRole } from "./values/role.ts";
export { scanInteger, type ScannedInteger } from "./values/integer.ts";
export { formatScore, INFINITY, type Score } from "./values/score.ts";
export { execStatusText, resultCodeText } from "./values/result-code.ts";
export { compareNames } from "./values/names.ts";
export { compareBytes } from "./values/text.ts";
