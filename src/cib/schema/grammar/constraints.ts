import { either, element, from, many, maybe, one, optional, required, some, upTo } from "../notation.ts";
import { boolean, id, idref, oneOf, score, text } from "../values.ts";
import { role } from "./resources.ts";
import { constraintRule } from "./rules.ts";

const action = oneOf("start", "promote", "demote", "stop");
const kind = oneOf("Optional", "Mandatory", "Serialize");

/** When a constraint applies; gone in 4.0. */
const lifetime = element("lifetime", "list", [some(constraintRule)]);
const formerLifetime = upTo("3.10", maybe(lifetime));

const resourceRef = element("resource_ref", "interleave", [required("id", idref)]);

const resourceSet = element("resource_set", "list", [
  either([required("id-ref", idref)], [
    required("id", id),
    optional("sequential", boolean),
    from("1.2", optional("require-all", boolean)),
    from("2.1", optional("ordering", oneOf("group", "listed"))),
    optional("action", action),
    optional("role", role),
    either([], [required("score", score)], [from("3.0", required("kind", kind))]),
    some(resourceRef),
  ]),
]);

const location = element("rsc_location", "sequence", [
  required("id", id),
  either(
    [required("rsc", idref), from("1.2", optional("role", role))],
    [from("2.6", required("rsc-pattern", text), optional("role", role))],
    [from("1.2", some(resourceSet))],
  ),
  either(
    [required("score", score), required("node", text)],
    [upTo("3.10", some(constraintRule))],
    [from("4.0", one(constraintRule))],
  ),
  from("2.2", optional("resource-discovery", oneOf("always", "never", "exclusive"))),
  formerLifetime,
]);

const colocation = element("rsc_colocation", "sequence", [
  required("id", id),
  either(
    [],
    [required("score", score)],
    [upTo("2.10", required("score-attribute", text))],
    [upTo("2.10", required("score-attribute-mangle", text))],
  ),
  from("3.6", optional("influence", text)),
  formerLifetime,
  either([some(resourceSet)], [
    required("rsc", idref),
    required("with-rsc", idref),
    optional("node-attribute", text),
    optional("rsc-role", role),
    optional("with-rsc-role", role),
  ]),
]);

const order = element("rsc_order", "sequence", [
  required("id", id),
  optional("symmetrical", boolean),
  from("2.3", optional("require-all", boolean)),
  either([], [required("score", score)], [required("kind", kind)]),
  formerLifetime,
  either([some(resourceSet)], [
    required("first", idref),
    required("then", idref),
    optional("first-action", action),
    optional("then-action", action),
  ]),
]);

const ticket = element("rsc_ticket", "sequence", [
  required("id", id),
  required("ticket", text),
  optional("loss-policy", oneOf("stop", "demote", "fence", "freeze")),
  either([some(resourceSet)], [required("rsc", idref), optional("rsc-role", role)]),
]);

export const constraints = element("constraints", "list", [
  many(location, colocation, order),
  from("1.2", many(ticket)),
]);
