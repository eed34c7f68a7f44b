import { either, element, from, inVersions, many, maybe, one, optional, required, some, upTo, when } from "../notation.ts";
import { boolean, id, idref, integer, matching, oneOf, valuesIn, text } from "../values.ts";
import { between, since, until, type Versions } from "../versions.ts";
import {
  collectiveMeta,
  instanceAttributes,
  operationMeta,
  operationParameters,
  primitiveMeta,
  primitiveParameters,
  utilization,
} from "./blocks.ts";

/** Roles, as constraints and operations name them. */
export const role = oneOf("Stopped", "Started", "Master", "Slave", ...valuesIn(since("3.7"), "Promoted", "Unpromoted"));

const op = element("op", "interleave", [
  required("id", id),
  required("name", text),
  required("interval", text),
  optional("description", text),
  either([], [required("start-delay", text)], [required("interval-origin", text)]),
  optional("timeout", text),
  optional("enabled", boolean),
  optional("record-pending", boolean),
  optional("role", role),
  upTo(
    "2.10",
    optional("requires", oneOf("nothing", "quorum", "fencing", ...valuesIn(between("1.3", "2.10"), "unfencing"))),
  ),
  optional(
    "on-fail",
    oneOf(
      "ignore", "block", "stop", "restart", "standby", "fence",
      ...valuesIn(since("1.2"), "restart-container"),
      ...valuesIn(since("3.4"), "demote"),
    ),
  ),
  many(operationParameters),
  many(operationMeta),
]);

const operations = element("operations", "list", [optional("id", id), optional("id-ref", idref), many(op)]);

const commonClasses = ["lsb", "heartbeat", "stonith"];
const primitiveClasses = oneOf(
  ...commonClasses,
  ...valuesIn(until("3.10"), "upstart"),
  ...valuesIn(since("1.2"), "service", "systemd"),
  ...valuesIn(between("1.2", "3.10"), "nagios"),
);
/** What the class of a template could be before it was what that of a primitive can be. */
const earlyTemplateClasses = oneOf(...commonClasses, "upstart");

function agent(classes: ReturnType<typeof oneOf>, versions?: Versions) {
  const ocf = [required("class", oneOf("ocf")), required("provider", text), required("type", text)];
  const other = [required("class", classes), required("type", text)];
  return versions === undefined ? [ocf, other] : [[when(versions, ...ocf)], [when(versions, ...other)]];
}

const primitiveContent = [
  many(primitiveParameters),
  many(primitiveMeta),
  maybe(operations),
  from("1.2", many(utilization)),
];

const primitive = element("primitive", "interleave", [
  required("id", id),
  optional("description", text),
  either(...agent(primitiveClasses), [from("1.2", required("template", idref))]),
  ...primitiveContent,
]);

const template = element("template", "interleave", [
  required("id", id),
  optional("description", text),
  either(...agent(earlyTemplateClasses, between("1.2", "2.6")), ...agent(primitiveClasses, since("2.7"))),
  ...primitiveContent,
]);

const collective = [
  required("id", id),
  optional("description", text),
  many(instanceAttributes),
  many(collectiveMeta),
];

const group = element("group", "interleave", [...collective, some(primitive)]);
const clone = element("clone", "interleave", [...collective, one(primitive, group)]);
const master = element("master", "interleave", [...collective, one(primitive, group)]);

function container(name: string) {
  return element(name, "interleave", [
    required("image", text),
    optional("replicas", integer),
    optional("replicas-per-host", integer),
    either(
      [],
      [upTo("3.10", required("masters", integer))],
      [from("3.0", required("promoted-max", integer))],
    ),
    optional("run-command", text),
    optional("network", text),
    optional("options", text),
  ]);
}

const portMapping = element("port-mapping", "interleave", [
  required("id", id),
  either(
    [required("port", integer), optional("internal-port", integer)],
    [required("range", matching(/^[0-9-]+$/, "digits and '-'"))],
  ),
]);

const network = element("network", "list", [
  optional("ip-range-start", text),
  optional("control-port", integer),
  optional("host-interface", text),
  optional("host-netmask", integer),
  from("3.0", optional("add-host", boolean)),
  many(portMapping),
]);

const storageMapping = element("storage-mapping", "interleave", [
  required("id", id),
  either([required("source-dir", text)], [required("source-dir-root", text)]),
  required("target-dir", text),
  optional("options", text),
]);

const storage = element("storage", "list", [many(storageMapping)]);

const docker = container("docker");
const rkt = container("rkt");
const podman = container("podman");

const bundle = element("bundle", "interleave", [
  ...collective,
  inVersions("2.8", "2.9", one(docker)),
  inVersions("2.10", "3.1", one(docker, rkt)),
  inVersions("3.2", "3.10", one(docker, rkt, podman)),
  from("4.0", one(docker, podman)),
  maybe(network),
  maybe(storage),
  maybe(primitive),
]);

export const resources = element("resources", "list", [
  many(primitive, group, clone),
  upTo("3.10", many(master)),
  from("1.2", many(template)),
  from("2.8", many(bundle)),
]);
