import { element, from, many, maybe, one, optional, required } from "../notation.ts";
import { boolean, schemaName, text, unsigned } from "../values.ts";
import { alerts } from "./alerts.ts";
import { clusterOptions, operationDefaults, resourceDefaults } from "./blocks.ts";
import { constraints } from "./constraints.ts";
import { nodes } from "./nodes.ts";
import { resources } from "./resources.ts";
import { acls, fencingTopology, tags } from "./topology-tags-acls.ts";

const configuration = element("configuration", "interleave", [
  one(element("crm_config", "list", [many(clusterOptions)])),
  one(nodes),
  one(resources),
  one(constraints),
  maybe(element("rsc_defaults", "list", [many(resourceDefaults)])),
  maybe(element("op_defaults", "list", [many(operationDefaults)])),
  from("1.2", maybe(fencingTopology), maybe(acls)),
  from("1.3", maybe(tags)),
  from("2.5", maybe(alerts)),
]);

/** Everything the cluster records about itself: not checked at all. */
const status = element("status", "anything", []);

/** The root of every version. */
export const cib = element("cib", "sequence", [
  required("validate-with", schemaName),
  required("admin_epoch", unsigned),
  required("epoch", unsigned),
  required("num_updates", unsigned),
  optional("crm_feature_set", text),
  optional("remote-tls-port", unsigned),
  optional("remote-clear-port", unsigned),
  optional("have-quorum", boolean),
  optional("dc-uuid", text),
  optional("cib-last-written", text),
  optional("no-quorum-panic", boolean),
  from(
    "1.2",
    optional("update-origin", text),
    optional("update-client", text),
    optional("update-user", text),
    optional("execution-date", text),
  ),
  one(configuration),
  maybe(status),
]);
