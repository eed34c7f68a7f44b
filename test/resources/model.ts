// Unpacks a small cluster for the tests of this folder: nodes n1 and n2, fencing disabled, unless asked otherwise.

import { createMemory } from "../../src/create-run.ts";
import { readCib } from "../../src/cib/read.ts";
import { unpackConfiguredNodes } from "../../src/nodes/configured.ts";
import { unpackOptions } from "../../src/nodes/options.ts";
import { discoverRemoteNodes } from "../../src/resources/remote-nodes.ts";
import { unpackResources } from "../../src/resources/unpack/index.ts";
import type { Memory, Run } from "../../src/run.ts";
import { newRun } from "../support/run.ts";

export { primitive } from "../support/cib-text.ts";
export { node, resource } from "../support/run.ts";

export interface Setup {
  readonly options?: Readonly<Record<string, string>>;
  /** Content of `nodes`. */
  readonly nodes?: string;
  /** Content of `rsc_defaults`. */
  readonly defaults?: string;
  /** What a schema would not allow. */
  readonly unvalidated?: boolean;
  readonly maxInstances?: number;
  readonly maxCloneInstances?: number;
  readonly memory?: Memory;
}

/** 2024-06-15 12:00:00Z */
export const NOW = 1_718_452_800;

/** A CIB with these resources. */
export function cibText(resources: string, setup: Setup = {}): string {
  const options = { "fencing-enabled": "false", ...setup.options };
  const pairs = Object.entries(options).map(
    ([name, value], i) => `<nvpair id="option-${i}" name="${name}" value="${value}"/>`,
  );
  return `<cib validate-with="${setup.unvalidated === true ? "none" : "pacemaker-4.0"}" crm_feature_set="3.20.5"
      epoch="1" num_updates="0" admin_epoch="0" have-quorum="1" dc-uuid="1">
    <configuration>
      <crm_config><cluster_property_set id="options">${pairs.join("")}</cluster_property_set></crm_config>
      <nodes>${setup.nodes ?? '<node id="1" uname="n1"/><node id="2" uname="n2"/>'}</nodes>
      <resources>${resources}</resources>
      <constraints/>
      <rsc_defaults>${setup.defaults ?? ""}</rsc_defaults>
    </configuration>
    <status/>
  </cib>`;
}

/** Reads a CIB and unpacks it as far as the resources; its nodes are online. */
export function unpacked(resources: string, setup: Setup = {}): Run {
  const { root } = readCib(cibText(resources, setup));
  const { maxInstances = 100_000, maxCloneInstances = 100_000, memory = createMemory() } = setup;
  const run = newRun(root, NOW, { sanitized: false, maxInstances, maxCloneInstances, memory });
  unpackOptions(run);
  unpackConfiguredNodes(run);
  discoverRemoteNodes(run);
  unpackResources(run);
  for (const node of run.cluster.nodes) if (node.type === "member") node.online = true;
  return run;
}

/** Errors and warnings about the configuration of resources, in order. */
export function complaints(run: Run): string[] {
  const ignored = new Set(["unpack_config"]);
  return run.diagnostics
    .filter(({ kind, origin }) => !ignored.has(origin) && (kind === "config-error" || kind === "config-warning"))
    .map(({ text }) => text);
}

/** A block of meta-attributes for the element with this ID. */
export function meta(id: string, values: Readonly<Record<string, string>>, score?: number): string {
  return block("meta_attributes", `${id}-m`, values, score);
}

/** A block of name/value pairs. */
export function block(tag: string, id: string, values: Readonly<Record<string, string>>, score?: number): string {
  const pairs = Object.entries(values).map(
    ([name, value], i) => `<nvpair id="${id}-${i}" name="${name}" value="${value}"/>`,
  );
  return `<${tag} id="${id}"${score === undefined ? "" : ` score="${score}"`}>${pairs.join("")}</${tag}>`;
}
