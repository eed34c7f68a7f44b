import type { NodeKind, NodeStatus } from "../../index.ts";
import { nodeList } from "./columns.ts";
import type { LazyList } from "./writer.ts";

const typeNames: Readonly<Record<NodeKind, string>> = { cluster: "Node", remote: "RemoteNode", guest: "GuestNode" };

/** Nodes that something is wrong with have a line each; the others follow in lists. */
export function writeNodes(list: LazyList, nodes: readonly NodeStatus[]): void {
  const rest: NodeStatus[] = [];
  if (nodes.length > 0) list.open();
  for (const node of nodes) {
    if (!isShownAlone(node)) rest.push(node);
    else list.item(`${typeNames[node.kind]} ${node.name}: ${statusOf(node)}${healthNote(node)}`);
  }
  const collect = (label: string, kind: NodeKind, online: boolean): void => {
    const names = rest.filter((node) => node.kind === kind && node.online === online).map((node) => node.name);
    if (names.length > 0) list.item(nodeList(label, names));
  };
  collect("Online", "cluster", true);
  collect("OFFLINE", "cluster", false);
  collect("RemoteOnline", "remote", true);
  collect("RemoteOFFLINE", "remote", false);
  collect("GuestOnline", "guest", true);
}

function isShownAlone(node: NodeStatus): boolean {
  const failureStandby = node.standbyOnFail && node.online;
  return (
    node.unclean || node.pending || failureStandby || node.standby || node.maintenance || node.health !== "green"
  );
}

function healthNote(node: NodeStatus): string {
  return node.health === "green" ? "" : ` (health is ${node.health.toUpperCase()})`;
}

function statusOf(node: NodeStatus): string {
  if (node.unclean) {
    if (node.online) return "UNCLEAN (online)";
    return node.pending ? "UNCLEAN (pending)" : "UNCLEAN (offline)";
  }
  if (node.pending) return "pending";
  if (node.standbyOnFail && node.online) return "standby (on-fail)";
  if (node.standby) {
    if (!node.online) return "OFFLINE (standby)";
    return node.running.length === 0 ? "standby" : "standby (with active resources)";
  }
  if (node.maintenance) return node.online ? "maintenance" : "OFFLINE (maintenance)";
  return node.online ? "online" : "OFFLINE";
}
