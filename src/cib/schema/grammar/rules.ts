import { type ElementRule, either, element, maybe, one, optional, required, some, when } from "../notation.ts";
import { id, idref, oneOf, valuesIn, score, text } from "../values.ts";
import { between, since, until, type Versions } from "../versions.ts";

// Rules and their conditions. The grammar of rules went through six generations, which reached the places where rules
// can stand in different versions; within one generation it is the same everywhere.

/** The versions in which a place has each generation, from the first to the sixth. */
type Generations = readonly [Versions, Versions, Versions, Versions, Versions, Versions];

const latest = [between("3.5", "3.8"), between("3.9", "3.10"), since("4.0")] as const;

/** Rules in `crm_config`, `rsc_defaults` and `op_defaults`. */
export const optionRule = rule([until("2.10"), between("3.0", "3.3"), between("3.4", "3.4"), ...latest]);
/** Rules in `nodes` and `resources`. */
export const resourceRule = rule([until("2.8"), between("2.9", "3.3"), between("3.4", "3.4"), ...latest]);
/** Rules in `constraints`. */
export const constraintRule = rule([until("2.8"), between("2.9", "3.4"), 0, ...latest]);
/** Rules in `alerts`. */
export const alertRule = constraintRule;

function rule(generations: Generations): ElementRule {
  const [first, second, third, fourth, fifth, sixth] = generations;
  const early = first | second | third | fourth;
  const late = fifth | sixth;

  const expression = element("expression", "interleave", [
    required("id", id),
    required("attribute", text),
    required("operation", oneOf("lt", "gt", "lte", "gte", "eq", "ne", "defined", "not_defined")),
    optional("value", text),
    optional("type", oneOf("string", "number", "version", ...valuesIn(fourth | late, "integer"))),
    when(second | third | fourth | late, optional("value-source", oneOf("literal", "param", "meta"))),
  ]);
  const resourceExpression = element("rsc_expression", "interleave", [
    required("id", id),
    optional("class", text),
    optional("provider", text),
    optional("type", text),
  ]);
  const operationExpression = element("op_expression", "interleave", [
    required("id", id),
    required("name", text),
    optional("interval", text),
  ]);
  const duration = element("duration", "interleave", [
    required("id", id),
    ...optionals("hours", "monthdays", "weekdays", "yearsdays", "months", "weeks", "years", "weekyears", "moon"),
    when(late, ...optionals("days", "minutes", "seconds")),
  ]);
  const dateSpec = element("date_spec", "interleave", [
    required("id", id),
    ...optionals("hours", "monthdays", "weekdays", "yearsdays", "months", "weeks", "years", "weekyears"),
    when(early | fifth, optional("moon", text)),
    when(late, ...optionals("minutes", "seconds", "yeardays")),
  ]);
  const range = required("operation", oneOf("in_range"));
  const dateExpression = element("date_expression", "interleave", [
    required("id", id),
    either(
      [when(early, range, optional("start", text), required("end", text))],
      [when(early, range, required("start", text), one(duration))],
      [when(late, range, required("start", text), optional("end", text), maybe(duration))],
      [when(late, range, required("end", text), maybe(duration))],
      [required("operation", oneOf("gt")), required("start", text)],
      [required("operation", oneOf("lt")), required("end", text)],
      [required("operation", oneOf("date_spec")), one(dateSpec)],
    ),
  ]);

  return element("rule", "interleave", (self) => [
    either([required("id-ref", idref)], [
      required("id", id),
      optional("boolean-op", oneOf("or", "and")),
      optional("role", text),
      either(
        [required("score", score)],
        [required("score-attribute", text)],
        // Without a score.
        [when(late)],
      ),
      either(
        [when(first | second, some(expression, dateExpression, self))],
        [when(third | fourth | late, some(expression, dateExpression, self, resourceExpression, operationExpression))],
      ),
    ]),
  ]);
}

function optionals(...names: string[]) {
  return names.map((name) => optional(name, text));
}
