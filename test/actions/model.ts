// Unpacks a small cluster for the tests of actions and constraints: nodes n1 to n3 with quorum and without fencing, unless
// asked otherwise. Nothing is read from the status: nodes are online, resources are inactive.

import { actionIs, ActionFlag, OrderFlag, type Action, type Relation } from "../../src/actions/action.ts";
import { readCib } from "../../src/cib/read.ts";
import { unpackConstraints } from "../../src/constraints/index.ts";
import { unpackConfiguredNodes } from "../../src/nodes/configured.ts";
import { unpackOptions } from "../../src/nodes/options.ts";
import { unpackTags } from "../../src/nodes/tags.ts";
import { discoverRemoteNodes } from "../../src/resources/remote-nodes.ts";
import { unpackResources } from "../../src/resources/unpack/index.ts";
import type { Run } from "../../src/run.ts";
import { primitive } from "../support/cib-text.ts";
import { newRun } from "../support/run.ts";

export { primitive };
export { node, resource } from "../support/run.ts";

export interface Setup {
  readonly options?: Readonly<Record<string, string>>;
  /** Content of `constraints`. */
  readonly constraints?: string;
  /** Content of `tags`. */
  readonly tags?: string;
  /** Content of `op_defaults`. */
  readonly opDefaults?: string;
  readonly quorum?: boolean;
  /** What a schema would not allow. */
  readonly unvalidated?: boolean;
  /** Seconds since the epoch. */
  readonly now?: number;
}

/** 2024-06-15 12:00:00Z */
export const NOW = 1_718_452_800;

/** A run as far as tags, with a cluster of these resources. */
export function unpacked(resources: string, setup: Setup = {}): Run {
  const run = newRun(readCib(cibText(resources, setup)).root, setup.now ?? NOW);
  unpackOptions(run);
  unpackConfiguredNodes(run);
  discoverRemoteNodes(run);
  unpackResources(run);
  unpackTags(run);
  for (const member of run.cluster.nodes) {
    if (member.type !== "member") continue;
    member.online = true;
    member.unclean = false;
  }
  return run;
}

function cibText(resources: string, setup: Setup): string {
  const options = Object.entries({ "fencing-enabled": "false", ...setup.options }).map(
    ([name, value], i) => `<nvpair id="option-${i}" name="${name}" value="${value}"/>`,
  );
  const nodes = [1, 2, 3].map((i) => `<node id="${i}" uname="n${i}"/>`).join("");
  return `<cib validate-with="${setup.unvalidated === true ? "none" : "pacemaker-4.0"}" crm_feature_set="3.20.5"
      epoch="1" num_updates="0" admin_epoch="0" have-quorum="${setup.quorum === false ? 0 : 1}" dc-uuid="1">
    <configuration>
      <crm_config><cluster_property_set id="options">${options.join("")}</cluster_property_set></crm_config>
      <nodes>${nodes}</nodes>
      <resources>${resources}</resources>
      <constraints>${setup.constraints ?? ""}</constraints>
      <tags>${setup.tags ?? ""}</tags>
      <op_defaults>${setup.opDefaults ?? ""}</op_defaults>
    </configuration>
    <status/>
  </cib>`;
}

/** The same, with the constraints unpacked. */
export function constrained(resources: string, constraints: string, setup: Setup = {}): Run {
  const run = unpacked(resources, { ...setup, constraints });
  unpackConstraints(run);
  return run;
}

/** Primitives without operations: `dummies("A", "B")`. */
export function dummies(...ids: readonly string[]): string {
  return ids.map((id) => primitive(id)).join("");
}

/** A block of meta-attributes. */
export function meta(id: string, values: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(values).map(
    ([name, value], i) => `<nvpair id="${id}-${i}" name="${name}" value="${value}"/>`,
  );
  return `<meta_attributes id="${id}">${pairs.join("")}</meta_attributes>`;
}

/** What was reported by the code under test, without what the option section is told. */
export function reported(run: Run): string[] {
  return run.diagnostics.filter(({ origin }) => origin !== "unpack_config").map(({ text }) => text);
}

/** `ordered+firstImpliesThen` and so on. */
export function flagNames(flags: number): string {
  return Object.entries(OrderFlag)
    .filter(([, flag]) => (flags & flag) !== 0)
    .map(([name]) => name)
    .join("+");
}

/** `A_start_0 -> B_start_0: Ordered` for each relation, in order. */
export function relationsOf(run: Run): string[] {
  return run.relations.map((relation) => `${arrowOf(relation)}: ${flagNames(relation.flags)}`);
}

/** The same without flags. */
export function arrowsOf(run: Run): string[] {
  return run.relations.map(arrowOf);
}

function arrowOf(relation: Relation): string {
  return `${relation.firstKey} -> ${relation.thenKey}`;
}

/** What makes up an action's state, in words. */
export function stateOf(action: Action): string {
  const words = [
    actionIs(action, ActionFlag.Optional) ? "optional" : "required",
    actionIs(action, ActionFlag.Runnable) ? "runnable" : "unrunnable",
  ];
  if (actionIs(action, ActionFlag.Pseudo)) words.push("pseudo");
  if (action.reason !== null) words.push(`because ${action.reason}`);
  return words.join(" ");
}
