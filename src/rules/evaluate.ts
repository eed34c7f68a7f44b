/**
 * Evaluates a rule: its conditions in document order, up to the one that decides. Conditions behind that one are not
 * looked at, so they neither report anything nor take part in the time of the next change.
 *
 * Rule    Pacemaker Explained, "Rules"; a rule without conditions passes whatever its operator is (observed).
 */

import { resolveReference } from "../cib/id-ref.ts";
import { PengineError } from "../errors.ts";
import { problem } from "../values/problem.ts";
import { equalsIgnoreCase } from "../values/text.ts";
import { type XmlElement, attribute, idOf } from "../xml/element.ts";
import { evaluateDateExpression } from "./conditions/date-expression.ts";
import { evaluateExpression } from "./conditions/expression.ts";
import { evaluateOperationExpression } from "./conditions/op-expression.ts";
import { evaluateResourceExpression } from "./conditions/rsc-expression.ts";
import type { RuleInput } from "./input.ts";
import { badBooleanOp, badCondition, emptyRule, ruleWithoutId } from "./messages.ts";
import type { NextChange } from "./next-change.ts";

/**
 * Most rules that one evaluation may visit. Rules can refer to each other, even in a circle, and references in a few
 * levels can multiply to more visits than any machine makes.
 */
const MAX_RULE_VISITS = 100_000;
/** Most levels of rules within rules; twice what a document can nest without references. */
const MAX_RULE_DEPTH = 512;

interface Visits {
  count: number;
}

/**
 * Whether the rule passes. Times at which that will change are offered to `change`.
 *
 * @throws PengineError `limit-iterations` for rules that refer to each other in a circle or visit too many others
 */
export function evaluateRule(rule: XmlElement, input: RuleInput, change: NextChange): boolean {
  return evaluateNested(rule, input, change, { count: 0 }, 0);
}

function evaluateNested(
  element: XmlElement,
  input: RuleInput,
  change: NextChange,
  visits: Visits,
  depth: number,
): boolean {
  const rule = resolveReference(element, input.references, input.report);
  if (rule === null) return false;
  visits.count += 1;
  if (visits.count > MAX_RULE_VISITS || depth > MAX_RULE_DEPTH) {
    throw new PengineError("limit-iterations", `Rule '${idOf(rule) ?? ""}' refers to itself or to too many other rules`);
  }
  const id = idOf(rule);
  if (id === undefined || id === "") {
    input.report(problem(ruleWithoutId, null));
    return false;
  }
  const operator = attribute(rule, "boolean-op");
  const any = operator !== undefined && equalsIgnoreCase(operator, "or");
  if (operator !== undefined && !any && !equalsIgnoreCase(operator, "and")) {
    input.report(problem(badBooleanOp, { id, value: operator }));
    return false;
  }

  let empty = true;
  for (const condition of rule.children) {
    if (condition.kind !== "element") continue;
    empty = false;
    if (evaluateCondition(condition, input, change, visits, depth) === any) return any;
  }
  if (!empty) return !any;
  input.report(problem(emptyRule, { id }));
  return true;
}

function evaluateCondition(
  condition: XmlElement,
  input: RuleInput,
  change: NextChange,
  visits: Visits,
  depth: number,
): boolean {
  switch (condition.name) {
    case "rule":
      return evaluateNested(condition, input, change, visits, depth + 1);
    case "date_expression":
      return evaluateDateExpression(condition, input, change);
    case "expression":
      return evaluateExpression(condition, input);
    case "rsc_expression":
      return evaluateResourceExpression(condition, input);
    case "op_expression":
      return evaluateOperationExpression(condition, input);
    default:
      input.report(problem(badCondition, { id: idOf(condition), name: condition.name }));
      return false;
  }
}
