import { latestVersion, schemaNames } from "../../src/cib/schema/versions.ts";

/** Parts of a small CIB; what is not given is empty. */
export interface Parts {
  /** Number of the declared schema, or a whole `validate-with`. */
  readonly schema?: string;
  readonly attributes?: string;
  readonly options?: string;
  readonly nodes?: string;
  readonly resources?: string;
  readonly constraints?: string;
  /** More sections of the configuration. */
  readonly sections?: string;
  readonly status?: string;
}

/** The text of a small CIB, in one line. */
export function cib(parts: Parts = {}): string {
  const { schema = schemaNames[latestVersion]!, attributes = "", status = "<status/>", sections = "" } = parts;
  const declared = /^[0-9.]+$/.test(schema) ? `pacemaker-${schema}` : schema;
  const section = (name: string, content = ""): string => `<${name}>${content}</${name}>`;
  return (
    `<cib validate-with="${declared}" admin_epoch="0" epoch="1" num_updates="0"${attributes}><configuration>` +
    section("crm_config", parts.options) +
    section("nodes", parts.nodes) +
    section("resources", parts.resources) +
    section("constraints", parts.constraints) +
    `${sections}</configuration>${status}</cib>`
  );
}

/** A primitive that every schema accepts. */
export function primitive(id: string, content = ""): string {
  return `<primitive id="${id}" class="ocf" provider="pacemaker" type="Dummy">${content}</primitive>`;
}
