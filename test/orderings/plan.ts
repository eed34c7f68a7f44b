// Schedules a small cluster and shows what came of it: two online nodes, no fencing, and what a test adds.

import { readCib } from "../../src/cib/read.ts";
import { TextWriter } from "../../src/output/text/writer.ts";
import { writeSummary } from "../../src/output/text/summary.ts";
import { transitionToXml } from "../../src/graph/xml.ts";
import { schedule } from "../../src/schedule.ts";
import { meta, NOW } from "../resources/model.ts";

export { meta, primitive } from "../resources/model.ts";

export interface Facts {
  readonly constraints?: string;
  readonly options?: Readonly<Record<string, string>>;
  /** By resource, the nodes where it was started; it is known to be inactive on all others. */
  readonly active?: Readonly<Record<string, readonly string[]>>;
  /** By resource, the node where a stop failed. */
  readonly failedStops?: Readonly<Record<string, string>>;
  readonly nodes?: readonly string[];
  /** Nodes that are to leave. */
  readonly leaving?: readonly string[];
}

/** What is decided, as it is printed, drawn and written. */
export interface Plan {
  /** Lines of the summary, blanks squeezed. */
  readonly summary: readonly string[];
  readonly dot: readonly string[];
  readonly xml: string;
  /** Texts of all diagnostics. */
  readonly diagnostics: readonly string[];
}

const DIGEST = "f2317cad3d54cec5d7d7aa7d0bf35cf8";

function entry(resource: string, task: string, rc: string): string {
  const key = `1:1:${rc}:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee`;
  return `<lrm_resource id="${resource}" class="ocf" provider="pacemaker" type="Dummy"><lrm_rsc_op id="${resource}_last_0"
    operation_key="${resource}_${task}_0" operation="${task}" crm_feature_set="3.20.5" transition-key="${key}"
    transition-magic="0:${rc};${key}" call-id="5" rc-code="${rc}" op-status="0" interval="0"
    last-rc-change="1718450000" op-digest="${DIGEST}"/></lrm_resource>`;
}

export function cibText(resources: string, facts: Facts = {}): string {
  const { constraints = "", active = {}, failedStops = {}, nodes = ["n1", "n2"], leaving = [] } = facts;
  const options = meta("o", { "fencing-enabled": "false", ...facts.options }).replaceAll("meta_attributes", "cluster_property_set");
  const states = nodes.map((name, i) => {
    const histories = [
      ...Object.entries(active).map(([id, where]) => (where.includes(name) ? entry(id, "start", "0") : entry(id, "monitor", "7"))),
      ...Object.entries(failedStops).map(([id, where]) => (where === name ? entry(id, "stop", "1") : entry(id, "monitor", "7"))),
    ];
    const attributes = leaving.includes(name)
      ? `<transient_attributes id="${i + 1}">${meta(`t${i}`, { shutdown: "1718452000" }).replaceAll("meta_attributes", "instance_attributes")}</transient_attributes>`
      : "";
    return `<node_state id="${i + 1}" uname="${name}" in_ccm="1" crmd="1" join="member" expected="member">${attributes}
      <lrm id="${i + 1}"><lrm_resources>${histories.join("")}</lrm_resources></lrm></node_state>`;
  });
  return `<cib validate-with="pacemaker-4.0" crm_feature_set="3.20.5" epoch="1" num_updates="0" admin_epoch="0"
    have-quorum="1" dc-uuid="1" execution-date="${NOW}"><configuration><crm_config>${options}</crm_config>
    <nodes>${nodes.map((name, i) => `<node id="${i + 1}" uname="${name}"/>`).join("")}</nodes>
    <resources>${resources}</resources><constraints>${constraints}</constraints></configuration>
    <status>${states.join("")}</status></cib>`;
}

/** Schedules the cluster with these resources. */
export function planned(resources: string, facts: Facts = {}): Plan {
  const result = schedule(readCib(cibText(resources, facts)), { dot: { all: false, withIds: false } });
  let text = "";
  const writer = new TextWriter(
    { out: (part) => void (text += part), error: (part) => void (text += part) },
    { quiet: false, fancy: true },
  );
  writeSummary(writer, result.summary);
  writer.flush();
  const lines = text.split("\n").filter((line) => line.startsWith("  * "));
  return {
    summary: lines.map((line) => line.slice(4).trimEnd().replaceAll(/ +/g, " ")),
    dot: result.dot!.split("\n").slice(1, -2),
    xml: transitionToXml(result.transition),
    diagnostics: result.diagnostics.map((diagnostic) => diagnostic.text),
  };
}

/** Only the edges of a drawing. */
export function edges(plan: Plan): string[] {
  return plan.dot.filter((line) => line.includes(" -> "));
}
