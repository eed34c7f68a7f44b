import { parseRole, Role, resultCodeText, type PrimitiveStatus } from "../../index.ts";
import { isMonitoring, maskedProbe, nodeOf, pendingWord, type StatusView } from "../resource-words.ts";

/** How a replica of a bundle differs from an ordinary line: another name, and the container's place. */
export interface LineOverride {
  readonly name: string;
  readonly node: string | null;
}

/** The line of a primitive. */
export function primitiveLine(view: StatusView, resource: PrimitiveStatus, override?: LineOverride): string {
  const node = shownNode(resource, override);
  const name = override?.name ?? resource.name;
  let text = `${name}\t(${agentName(resource)}):\t`;
  if (resource.removed) text += " ORPHANED";
  text += ` ${stateOf(view, resource)}`;
  if (node !== null) text += ` ${node}`;
  if (resource.shownRole === "Stopped") {
    const probe = maskedProbe(view, resource.probedAs, node);
    if (probe !== null) text += ` (${resultCodeText(probe.exitStatus)}) `;
  }
  const flags = flagsOf(view, resource, node);
  if (flags.length > 0) text += ` (${flags.join(", ")})`;
  if (resource.nodes.length > 1) {
    if (resource.description !== null) text += ` (${resource.description})`;
    text += ` [ ${resource.nodes.map((active) => `${active} `).join("")}]`;
  }
  return text;
}

function shownNode(resource: PrimitiveStatus, override: LineOverride | undefined): string | null {
  if (resource.nodes.length > 1) return null;
  const node = override === undefined ? (resource.currentNode ?? resource.pendingNode) : override.node;
  return node ?? resource.lockNode;
}

function agentName({ agent }: PrimitiveStatus): string {
  const standard = agent.class ?? "unknown";
  const provider = standard.toLowerCase() === "ocf" && agent.provider !== null ? `${agent.provider}:` : "";
  return `${standard}:${provider}${agent.type ?? "unknown"}`;
}

function stateOf(view: StatusView, resource: PrimitiveStatus): string {
  if (resource.failed) return resource.shownRole === "Promoted" ? "FAILED Promoted" : "FAILED";
  return pendingWord(view, resource) ?? resource.shownRole;
}

function flagsOf(view: StatusView, resource: PrimitiveStatus, node: string | null): string[] {
  const flags: string[] = [];
  const shown = node === null ? undefined : nodeOf(view, node, resource.id);
  if (shown !== undefined && !shown.online && shown.unclean) flags.push("UNCLEAN");
  if (node !== null && node === resource.lockNode) flags.push("LOCKED");
  if (isMonitoring(view, resource)) flags.push("Monitoring");
  if (resource.targetRole !== null) {
    const target = parseRole(resource.targetRole).role;
    if (target === Role.Stopped) flags.push("disabled");
    else if (target === Role.Unpromoted && resource.promotable) flags.push(`target-role:${resource.targetRole}`);
  }
  if (resource.blocked) flags.push("blocked");
  else if (resource.maintenance) flags.push("maintenance");
  else if (!resource.managed) flags.push("unmanaged");
  if (resource.failureIgnored) flags.push("failure ignored");
  return flags;
}
