// The transition as XML, each element on its own line, indented by two blanks a level.
//
// A transition can be much larger than its input, so it is written straight to text, synapse by synapse.

import { escapeAttribute } from "../xml/serialize.ts";
import type { ActionDetails, ActionHead, Synapse, Transition } from "./transition.ts";

/** The transition as XML text, ending with a newline. */
export function transitionToXml(transition: Transition): string {
  let text = "";
  writeTransitionXml(transition, (part) => {
    text += part;
  });
  return text;
}

/** Hands the XML text of a transition to `write`, piece by piece, for transitions that are too large for one text. */
export function writeTransitionXml(transition: Transition, write: (part: string) => void): void {
  const start = `<transition_graph${pairs(transition.attributes)}`;
  if (transition.synapses.length === 0) {
    write(`${start}/>\n`);
    return;
  }
  write(`${start}>\n`);
  const heads: (string | undefined)[] = [];
  for (const synapse of transition.synapses) write(synapseText(synapse, heads));
  write("</transition_graph>\n");
}

function synapseText(synapse: Synapse, heads: (string | undefined)[]): string {
  const priority = synapse.priority > 0 ? ` priority="${synapse.priority}"` : "";
  let text = `  <synapse id="${synapse.id}"${priority}>\n    <action_set>\n`;
  text += actionText(synapse.action);
  text += "    </action_set>\n";
  if (synapse.inputs.length === 0) return `${text}    <inputs/>\n  </synapse>\n`;
  text += "    <inputs>\n";
  for (const input of synapse.inputs) {
    text += `      <trigger>\n        <${(heads[input.id] ??= headText(input))}/>\n      </trigger>\n`;
  }
  return `${text}    </inputs>\n  </synapse>\n`;
}

function headText(head: ActionHead): string {
  let text: string = head.element;
  if (head.cibOnly) text += ' mode="cib"';
  text += ` id="${head.id}" operation="${escapeAttribute(head.task)}" operation_key="${escapeAttribute(head.key)}"`;
  if (head.internalKey !== null) text += ` internal_operation_key="${escapeAttribute(head.internalKey)}"`;
  if (head.node !== null) {
    text += ` on_node="${escapeAttribute(head.node.name)}" on_node_uuid="${escapeAttribute(head.node.id)}"`;
  }
  if (head.router !== null) text += ` router_node="${escapeAttribute(head.router)}"`;
  return text;
}

function actionText(details: ActionDetails): string {
  const { head, resource, attributes, parameters, downed, maintenance } = details;
  const lock = details.shutdownLock === null ? "" : ` shutdown-lock="${details.shutdownLock}"`;
  let text = `      <${headText(head)}${lock}>\n`;
  if (resource !== null) text += `        <${resource.name}${pairs(resource.attributes)}/>\n`;
  text += attributesText(attributes, parameters);
  if (downed !== null) text += nodesText("downed", downed.map((id) => pairs(["id", id])));
  if (maintenance !== null) {
    const states = maintenance.map(({ id, maintenance: on }) => pairs(["id", id, "node_in_maintenance", on ? "1" : "0"]));
    text += nodesText("maintenance", states);
  }
  return `${text}      </${head.element}>\n`;
}

function attributesText(attributes: readonly string[], parameters: readonly string[]): string {
  const start = `        <attributes${pairs(attributes)}`;
  if (parameters.length === 0) return `${start}/>\n`;
  let text = `${start}>\n`;
  for (let i = 0; i < parameters.length; i += 2) {
    text += `          <param${pairs(["name", parameters[i]!, "value", parameters[i + 1]!])}/>\n`;
  }
  return `${text}        </attributes>\n`;
}

function nodesText(name: string, nodes: readonly string[]): string {
  if (nodes.length === 0) return `        <${name}/>\n`;
  return `        <${name}>\n${nodes.map((node) => `          <node${node}/>\n`).join("")}        </${name}>\n`;
}

function pairs(list: readonly string[]): string {
  let text = "";
  for (let i = 0; i < list.length; i += 2) text += ` ${list[i]}="${escapeAttribute(list[i + 1]!)}"`;
  return text;
}
