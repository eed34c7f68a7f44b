import { putAttribute, type MutableElement } from "../mutable.ts";
import type { WorkingCib } from "../working-cib.ts";

type NodeEvent = "node-up" | "node-down" | "node-fail";

const up = ["in_ccm", "true", "crmd", "online", "join", "member", "expected", "member"];
const failed = ["in_ccm", "false", "crmd", "online", "join", "member", "expected", "member"];
const down = ["in_ccm", "false", "crmd", "offline", "join", "down", "expected", "down"];

/** Brings a node up, takes it down cleanly, or lets it fail; one that is taken down loses its history. */
export function injectNodeEvent(cib: WorkingCib, kind: NodeEvent, node: string): void {
  const membership = { "node-up": up, "node-down": down, "node-fail": failed }[kind];
  const state = cib.requestState(node);
  cib.changeState(state, (element) => {
    const changed = putAll(element, membership);
    return putAttribute(element, "crm-debug-origin", "crm_simulate") || changed;
  });
  if (kind === "node-down") forgetNode(cib, node);
}

/** Marks a node as down by fencing; its state is put in place as a whole. The ID is for a node that nothing else knows. */
export function markFenced(cib: WorkingCib, node: string, id: string): void {
  const state = cib.requestState(node, undefined, id);
  cib.replace(state, (element) => {
    putAll(element, down);
    putAttribute(element, "crm-debug-origin", "simulate_fencing_action");
  });
  forgetNode(cib, node);
}

function putAll(element: MutableElement, attributes: readonly string[]): boolean {
  let changed = false;
  for (let i = 0; i < attributes.length; i += 2) {
    if (putAttribute(element, attributes[i]!, attributes[i + 1]!)) changed = true;
  }
  return changed;
}

/** Removes history and transient attributes of a node. */
function forgetNode(cib: WorkingCib, node: string): void {
  const state = cib.findState(node);
  if (state === null) return;
  cib.removeFrom(state, "lrm");
  cib.removeFrom(state, "transient_attributes");
}
