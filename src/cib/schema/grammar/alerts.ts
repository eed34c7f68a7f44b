import { element, from, inVersions, many, maybe, optional, required } from "../notation.ts";
import { id, text } from "../values.ts";
import { since } from "../versions.ts";
import { block } from "./blocks.ts";
import { alertRule } from "./rules.ts";

const style = { references: since("2.5"), rule: alertRule };
const parameters = block("instance_attributes", style);
const meta = block("meta_attributes", style);

const recipient = element("recipient", "interleave", [
  required("id", id),
  optional("description", text),
  required("value", text),
  many(parameters),
  many(meta),
]);

const attribute = element("attribute", "interleave", [required("id", id), required("name", text)]);

const select = element("select", "interleave", [
  maybe(element("select_attributes", "list", [many(attribute)])),
  maybe(element("select_fencing", "list", [])),
  maybe(element("select_nodes", "list", [])),
  maybe(element("select_resources", "list", [])),
]);

const alertAttributes = [required("id", id), optional("description", text), required("path", text)];

/** Recipients came last at first. */
const earlyAlert = element("alert", "sequence", [...alertAttributes, many(parameters, meta), many(recipient)]);

const alert = element("alert", "interleave", [
  ...alertAttributes,
  many(parameters),
  many(meta),
  maybe(select),
  many(recipient),
]);

export const alerts = element("alerts", "list", [
  inVersions("2.5", "2.9", many(earlyAlert)),
  from("2.10", many(alert)),
]);
