/** What the evaluation of rules and blocks can find wrong with them. */

import { type Message, message } from "../values/problem.ts";
import { type ParseError, parseErrorText } from "../values/parse-error.ts";

interface Id {
  readonly id: string;
}

interface IdAndValue extends Id {
  readonly value: string;
}

function error<P>(code: string, origin: string, text: (p: P) => string): Message<P> {
  return message({ code, kind: "config-error", origin, text });
}

const inRule = "pcmk_evaluate_rule";
export const ruleWithoutId = error("rule-without-id", inRule, () => "Treating rule without id as not passing");
export const badBooleanOp = error(
  "rule-boolean-op-invalid",
  inRule,
  (p: IdAndValue) => `Treating rule ${p.id} as not passing because '${p.value}' is not a valid boolean-op`,
);
export const emptyRule = message({
  code: "rule-without-conditions",
  kind: "config-warning",
  origin: inRule,
  text: (p: Id) => `Ignoring rule ${p.id} because it contains no conditions`,
});

export const badCondition = error(
  "condition-type-invalid",
  "pcmk__evaluate_condition",
  (p: { id: string | undefined; name: string }) =>
    `Treating rule condition ${p.id ?? "without ID"} as not passing because ${p.name} is not a valid condition type`,
);

const inDate = "pcmk__evaluate_date_expression";
function dateError<P>(code: string, origin: string, reason: (p: P) => string): Message<P & Id> {
  return error(code, origin, (p) => `Treating date_expression ${p.id} as not passing because ${reason(p)}`);
}
export const dateWithoutId = error(
  "date-expression-without-id",
  inDate,
  () => "Treating date_expression without id as not passing",
);
export const badDateOperation = dateError(
  "date-expression-operation-invalid",
  inDate,
  (p: { value: string }) => `'${p.value}' is not a valid operation`,
);
export const missingDateSpec = dateError(
  "date-spec-missing",
  inDate,
  () => "date_spec operations require a date_spec subelement",
);
export const dateSpecWithoutId = dateError(
  "date-spec-without-id",
  "pcmk__evaluate_date_spec",
  () => "date_spec subelement has no id",
);
export const badDateSpecRange = dateError(
  "date-spec-range-invalid",
  "check_range",
  (p: { value: string; attribute: string }) =>
    `'${p.value}' is not a valid range for date_spec attribute ${p.attribute}`,
);

interface Bound {
  readonly bound: "start" | "end";
}
export const badRangeBound = dateError(
  "in-range-bound-invalid",
  "evaluate_in_range",
  (p: Bound) => `${p.bound} is invalid`,
);
export const missingRangeBound = dateError(
  "in-range-bound-missing",
  "evaluate_in_range",
  () => "in_range requires at least one of start or end",
);
export const badRangeDuration = dateError(
  "in-range-duration-invalid",
  "evaluate_in_range",
  () => "duration is invalid",
);
export const missingGtStart = dateError("gt-start-missing", "evaluate_gt", () => "gt requires start");
export const badGtStart = dateError("gt-start-invalid", "evaluate_gt", () => "start is invalid");
// The reference names the wrong operation here.
export const missingLtEnd = dateError("lt-end-missing", "evaluate_lt", () => "gt requires end");
export const badLtEnd = dateError("lt-end-invalid", "evaluate_lt", () => "end is invalid");

export const durationWithoutId = dateError(
  "duration-without-id",
  "pcmk__unpack_duration",
  () => "duration subelement has no id",
);
export const badDurationAttribute = dateError(
  "duration-attribute-invalid",
  "pcmk__unpack_duration",
  (p: { duration: string; attribute: string; error: ParseError }) =>
    `duration ${p.duration} attribute ${p.attribute} is invalid: ${parseErrorText(p.error)}`,
);

const inExpression = "pcmk__evaluate_attr_expression";
function expressionError<P>(code: string, reason: (p: P) => string): Message<P & Id> {
  return error(code, inExpression, (p) => `Treating expression ${p.id} as not passing because ${reason(p)}`);
}
export const expressionWithoutId = error(
  "expression-without-id",
  inExpression,
  () => "Treating expression without id as not passing",
);
export const missingAttribute = expressionError("expression-attribute-missing", () => "attribute was not specified");
export const missingOperation = expressionError("expression-operation-missing", () => "it has no operation");
export const badOperation = expressionError(
  "expression-operation-invalid",
  (p: { value: string }) => `'${p.value}' is not a valid operation`,
);
export const badValueSource = expressionError(
  "expression-value-source-invalid",
  (p: { value: string }) => `'${p.value}' is not a valid value-source`,
);
export const valueNotAllowed = expressionError(
  "expression-value-not-allowed",
  (p: { operation: string }) => `value is not allowed when operation is ${p.operation}`,
);
export const missingValue = expressionError(
  "expression-value-missing",
  (p: { operation: string }) => `value is required when operation is ${p.operation}`,
);
export const badType = expressionError(
  "expression-type-invalid",
  (p: { value: string }) => `'${p.value}' is not a valid type`,
);
export const comparedAsStrings = message({
  code: "expression-compared-as-strings",
  kind: "warning",
  origin: "pcmk__cmp_by_type",
  text: (p: { actual: string; reference: string; type: "integers" | "numbers" }) =>
    `Comparing '${p.actual}' and '${p.reference}' as strings because invalid as ${p.type}`,
});

export const resourceExpressionWithoutId = error(
  "rsc-expression-without-id",
  "pcmk__evaluate_rsc_expression",
  () => "Treating rsc_expression without id as not passing",
);

const inOperation = "pcmk__evaluate_op_expression";
export const operationExpressionWithoutId = error(
  "op-expression-without-id",
  inOperation,
  () => "Treating op_expression without id as not passing",
);
export const missingOperationName = error(
  "op-expression-name-missing",
  inOperation,
  (p: Id) => `Treating op_expression ${p.id} as not passing because it has no name`,
);
export const badOperationInterval = error(
  "op-expression-interval-invalid",
  inOperation,
  (p: IdAndValue) => `Treating op_expression ${p.id} as not passing because '${p.value}' is not a valid interval`,
);

export const explicitDefault = message({
  code: "explicit-default-deprecated",
  kind: "config-warning",
  origin: "unpack_nvpair",
  text: (p: { name: string }) =>
    `Support for setting meta-attributes (such as ${p.name}) to the explicit value '#default' is deprecated ` +
    "and will be removed in a future release",
});
export const badBlockScore = message({
  code: "block-score-invalid",
  kind: "config-warning",
  origin: "pcmk__cmp_nvpair_blocks",
  text: (p: { id: string; value: string; error: ParseError }) =>
    `Using 0 as ${p.id} score because '${p.value}' is not a valid score: ${parseErrorText(p.error)}`,
});
