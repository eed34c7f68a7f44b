/**
 * Conditions about a node attribute, compared with a literal value, a parameter or a meta-attribute of the resource.
 *
 * Rule    Pacemaker Explained, "Node Attribute Expressions"; the order of checks is observed, it decides which error shows.
 */

import { scanNumber } from "../../values/float.ts";
import { compareScanned, scanInteger } from "../../values/integer.ts";
import { problem } from "../../values/problem.ts";
import { expandSubmatches } from "../../values/regex.ts";
import { asciiLower, compareIgnoreCase } from "../../values/text.ts";
import { compareVersions } from "../../values/version.ts";
import { type XmlElement, attribute, idOf } from "../../xml/element.ts";
import type { RuleInput } from "../input.ts";
import {
  badOperation,
  badType,
  badValueSource,
  comparedAsStrings,
  expressionWithoutId,
  missingAttribute,
  missingOperation,
  missingValue,
  valueNotAllowed,
} from "../messages.ts";

const operations = ["defined", "not_defined", "eq", "ne", "lt", "lte", "gt", "gte"] as const;
const valueSources = ["literal", "param", "meta"] as const;
const types = ["string", "integer", "number", "version"] as const;

type Operation = (typeof operations)[number];
type ValueType = (typeof types)[number];

/** Whether the node's attribute is as described. */
export function evaluateExpression(condition: XmlElement, input: RuleInput): boolean {
  const id = idOf(condition);
  if (id === undefined || id === "") {
    input.report(problem(expressionWithoutId, null));
    return false;
  }
  const attributeName = attribute(condition, "attribute");
  if (attributeName === undefined) {
    input.report(problem(missingAttribute, { id }));
    return false;
  }
  const operationText = attribute(condition, "operation");
  if (operationText === undefined) {
    input.report(problem(missingOperation, { id }));
    return false;
  }
  const operation = findWord(operations, operationText);
  if (operation === undefined) {
    input.report(problem(badOperation, { id, value: operationText }));
    return false;
  }
  const sourceText = attribute(condition, "value-source") ?? "literal";
  const source = findWord(valueSources, sourceText);
  if (source === undefined) {
    input.report(problem(badValueSource, { id, value: sourceText }));
    return false;
  }
  const value = attribute(condition, "value");
  const takesValue = operation !== "defined" && operation !== "not_defined";
  if (takesValue !== (value !== undefined)) {
    input.report(problem(takesValue ? missingValue : valueNotAllowed, { id, operation: operationText }));
    return false;
  }

  const reference = value === undefined ? undefined : referenceValue(source, value, input);
  const actual = input.nodeAttributes?.get(expandSubmatches(attributeName, input.match));
  const typeText = attribute(condition, "type");
  const type = typeText === undefined ? defaultType(operation, actual, reference) : findWord(types, typeText);
  if (type === undefined) {
    input.report(problem(badType, { id, value: typeText ?? "" }));
    return false;
  }
  return holds(operation, actual, reference, type, input);
}

function findWord<W extends string>(words: readonly W[], text: string): W | undefined {
  const at = (words as readonly string[]).indexOf(asciiLower(text));
  return at < 0 ? undefined : words[at];
}

function referenceValue(
  source: (typeof valueSources)[number],
  value: string,
  input: RuleInput,
): string | undefined {
  switch (source) {
    case "literal":
      return value;
    case "param":
      return input.parameters?.get(value);
    case "meta":
      return input.metaAttributes?.get(value);
  }
}

function defaultType(operation: Operation, actual: string | undefined, reference: string | undefined): ValueType {
  switch (operation) {
    case "lt":
    case "lte":
    case "gt":
    case "gte":
      return actual?.includes(".") === true || reference?.includes(".") === true ? "number" : "integer";
    default:
      return "string";
  }
}

function holds(
  operation: Operation,
  actual: string | undefined,
  reference: string | undefined,
  type: ValueType,
  input: RuleInput,
): boolean {
  switch (operation) {
    case "defined":
      return actual !== undefined;
    case "not_defined":
      return actual === undefined;
    case "eq":
      return compareValues(actual, reference, type, input) === 0;
    case "ne":
      return compareValues(actual, reference, type, input) !== 0;
    default:
  }
  if (actual === undefined || reference === undefined) return false;
  const order = compareValues(actual, reference, type, input);
  switch (operation) {
    case "lt":
      return order < 0;
    case "lte":
      return order <= 0;
    case "gt":
      return order > 0;
    case "gte":
      return order >= 0;
  }
}

/** An unset value sorts before any other. */
function compareValues(
  actual: string | undefined,
  reference: string | undefined,
  type: ValueType,
  input: RuleInput,
): number {
  if (actual === undefined || reference === undefined) {
    return (actual === undefined ? 0 : 1) - (reference === undefined ? 0 : 1);
  }
  switch (type) {
    case "string":
      return compareIgnoreCase(actual, reference);
    case "version":
      return compareVersions(actual, reference);
    case "integer": {
      const left = scanInteger(actual);
      const right = scanInteger(reference);
      if (left.error === null && right.error === null) return compareScanned(left, right);
      input.report(problem(comparedAsStrings, { actual, reference, type: "integers" }));
      return compareIgnoreCase(actual, reference);
    }
    case "number": {
      const left = scanNumber(actual);
      const right = scanNumber(reference);
      if (left !== null && right !== null) return compareNumbers(left.value, right.value);
      input.report(problem(comparedAsStrings, { actual, reference, type: "numbers" }));
      return compareIgnoreCase(actual, reference);
    }
  }
}

/** Not-a-number equals everything. */
function compareNumbers(left: number, right: number): number {
  if (left < right) return -1;
  return left > right ? 1 : 0;
}
