// What kind of agent a primitive uses, and what its standard allows. Standards compare without regard to case here,
// unlike in rules.

import type { Agent } from "../rules/input.ts";
import { asciiLower, equalsIgnoreCase } from "../values/text.ts";
import { attribute, type XmlElement } from "../xml/element.ts";

/** The agent as rules see it; `null` for an element that names none, as collectives do. */
export function agentOf(xml: XmlElement): Agent | null {
  const standard = attribute(xml, "class");
  const provider = attribute(xml, "provider");
  const type = attribute(xml, "type");
  if (standard === undefined && provider === undefined && type === undefined) return null;
  return { standard: standard ?? "", provider, type: type ?? "" };
}

/** True if that is the agent of an element. */
export function isAgentOf(xml: XmlElement, agent: Agent | null): boolean {
  const standard = attribute(xml, "class");
  const provider = attribute(xml, "provider");
  const type = attribute(xml, "type");
  if (agent === null) return standard === undefined && provider === undefined && type === undefined;
  return (standard ?? "") === agent.standard && provider === agent.provider && (type ?? "") === agent.type;
}

/** True for `ocf:pacemaker:remote`, the connection to a Pacemaker Remote node. */
export function isRemoteAgent(xml: XmlElement): boolean {
  return is(xml, "class", "ocf") && is(xml, "provider", "pacemaker") && is(xml, "type", "remote");
}

/** True for a fence device. */
export function isFenceAgent(xml: XmlElement): boolean {
  return is(xml, "class", "stonith");
}

function is(xml: XmlElement, name: string, value: string): boolean {
  const text = attribute(xml, name);
  return text !== undefined && equalsIgnoreCase(text, value);
}

/** True if instances of such an agent can be told apart on one node, so that a clone of it may be globally unique. */
export function canBeUnique(standard: string | undefined): boolean {
  if (standard === undefined) return false;
  const lower = asciiLower(standard);
  return lower === "ocf" || lower === "stonith";
}

/** True if such an agent knows promotion. */
export function canBePromoted(standard: string | undefined): boolean {
  return standard !== undefined && asciiLower(standard) === "ocf";
}
