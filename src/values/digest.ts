/**
 * Digests of parameter sets: MD5 of a small piece of XML, by which the cluster tells whether the configuration that an
 * operation ran with has changed since.
 */

import { md5 } from "@noble/hashes/legacy.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { escapeAttribute } from "../xml/serialize.ts";
import { parseUint32 } from "./integer.ts";
import { compareBytes } from "./text.ts";

const META_PREFIX = "CRM_meta_";

/** The name under which a meta-attribute is exported; `null` for names that are not. */
export function exportedMetaName(name: string): string | null {
  if (name.includes("#") || name.includes(":")) return null;
  return META_PREFIX + name.replaceAll("-", "_");
}

/** Adds meta-attributes under their exported names; entries that are there already stay. */
export function addExportedMeta(into: Map<string, string>, meta: Iterable<readonly [string, string]>): void {
  for (const [name, value] of meta) {
    const exported = exportedMetaName(name);
    if (exported !== null && !into.has(exported)) into.set(exported, value);
  }
}

const neverDigested = new Set([
  "id",
  "crm_feature_set",
  "op-digest",
  "on_node",
  "on_node_uuid",
  "pcmk_external_ip",
]);

/**
 * Removes from a set what is not digested: all exported meta-attributes, except that recurring operations keep their
 * timeout, and what identifies an operation rather than describes it.
 */
export function filterParameters(parameters: Map<string, string>): void {
  const timeout = parameters.get("CRM_meta_timeout");
  const recurring = parseUint32(parameters.get("CRM_meta_interval"), 0) !== 0;
  for (const name of parameters.keys()) {
    if (neverDigested.has(name) || name.startsWith(META_PREFIX)) parameters.delete(name);
  }
  if (recurring && timeout !== undefined) parameters.set("CRM_meta_timeout", timeout);
}

/** The text that is hashed: a `parameters` element with the entries by ascending bytes of their names. */
export function digestInput(parameters: ReadonlyMap<string, string>): string {
  const names = [...parameters.keys()].toSorted(compareBytes);
  let text = " <parameters";
  for (const name of names) text += ` ${name}="${escapeAttribute(parameters.get(name) ?? "")}"`;
  return `${text}/>\n`;
}

/** The digest of a parameter set: 32 lower-case hexadecimal digits. */
export function digestOf(parameters: ReadonlyMap<string, string>): string {
  return md5Hex(digestInput(parameters));
}

/** MD5 of a text's UTF-8 bytes: 32 lower-case hexadecimal digits. */
export function md5Hex(text: string): string {
  return bytesToHex(md5(utf8ToBytes(text)));
}

const fencingParameters = new Set([
  "provides",
  "stonith-timeout",
  "pcmk_action_limit",
  "pcmk_delay_base",
  "pcmk_delay_max",
  "pcmk_host_argument",
  "pcmk_host_check",
  "pcmk_host_list",
  "pcmk_host_map",
]);

/** Whether a fencing device's parameter is for the cluster, not for the agent: `pcmk_reboot_timeout`, but `port` is not. */
export function isFencingParameter(name: string): boolean {
  if (fencingParameters.has(name)) return true;
  if (!name.startsWith("pcmk_")) return false;
  const mark = name.indexOf("_", 5);
  if (mark < 0) return false;
  const ending = name.slice(mark);
  return ending === "_action" || ending === "_timeout" || ending === "_retries";
}

/** Names of parameters taken as private where no history entry lists them. */
export const defaultPrivateParameters: readonly string[] = ["passwd", "password", "user"];

/** The names in a blank-separated list of a history entry. */
export function parameterNames(list: string): readonly string[] {
  return list.split(" ").filter((name) => name !== "");
}
