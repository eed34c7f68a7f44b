import { either, element, from, many, optional, required, some, upTo, when } from "../notation.ts";
import { id, idref, matching, oneOf, positive, text, upToDigit } from "../values.ts";
import { since, until } from "../versions.ts";

const fencingLevel = element("fencing-level", "interleave", [
  required("id", id),
  either(
    [required("target", text)],
    [required("target-pattern", text)],
    [from("2.4", required("target-attribute", text), required("target-value", text))],
  ),
  upTo("3.10", required("index", positive)),
  from("4.0", required("index", upToDigit(9))),
  required("devices", matching(/^[\w.-]+(?:,[\w.-]+)*$/, "names of fence devices, separated by commas only")),
]);

export const fencingTopology = element("fencing-topology", "list", [many(fencingLevel)]);

const objectRef = element("obj_ref", "interleave", [
  upTo("3.2", required("id", idref)),
  from("3.3", required("id", text)),
]);
const tag = element("tag", "list", [required("id", id), some(objectRef)]);

export const tags = element("tags", "list", [many(tag)]);

// Access control lists, in the style of 1.2 and 1.3 and in that of 2.0.

function permission(name: string) {
  return element(name, "interleave", [
    required("id", id),
    either(
      [required("tag", text)],
      [required("ref", idref)],
      [required("tag", text), required("ref", idref)],
      [required("xpath", text)],
    ),
    optional("attribute", text),
  ]);
}

const earlyPermissions = [permission("read"), permission("write"), permission("deny")];
const roleRef = element("role_ref", "interleave", [required("id", idref)]);
const aclUser = element("acl_user", "list", [
  required("id", id),
  either([many(roleRef)], [many(...earlyPermissions)]),
]);
const earlyRole = element("acl_role", "list", [required("id", id), many(...earlyPermissions)]);

const role = element("role", "interleave", [required("id", idref)]);
const aclTarget = element("acl_target", "list", [
  required("id", text),
  from("3.8", optional("name", text)),
  many(role),
]);
const aclGroup = element("acl_group", "list", [required("id", id), from("3.8", optional("name", text)), many(role)]);
const aclPermission = element("acl_permission", "interleave", [
  required("id", id),
  required("kind", oneOf("read", "write", "deny")),
  optional("description", text),
  either(
    [required("xpath", text)],
    [required("reference", idref)],
    [required("object-type", text), optional("attribute", text)],
  ),
]);
const aclRole = element("acl_role", "list", [required("id", id), optional("description", text), many(aclPermission)]);

export const acls = element("acls", "list", [
  when(until("1.3"), many(aclUser, earlyRole)),
  when(since("2.0"), many(aclTarget, aclGroup, aclRole)),
]);
