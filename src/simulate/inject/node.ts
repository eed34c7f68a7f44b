import { putAttribute, type MutableElement } from "../mutable.ts";
import type { WorkingCib } from "../working-cib.ts";

type NodeEvent = "node-up" | "node-down" | "node-fail";

const up = ["in_ccm", "true", "crmd", "online", "join", "member", "expected", "member"];
const down = ["in_ccm", "false", "crmd", "offline", "join", "down", "expected", "down"];

/** Brings a node up, takes it down cleanly, or lets it fail; one that is taken down loses its history. */
export function injectNodeEvent(cib: WorkingCib, kind: NodeEvent, node: string): void {
  const state = cib.requestState(node);
  cib.changeState(state, (element) => {
    const membership = putAll(element, kind === "node-down" ? down : up);
    const origin = putAttribute(element, "crm-debug-origin", "crm_simulate");
    const lost = kind === "node-fail" && putAttribute(element, "in_ccm", "false");
    return membership || origin || lost;
  });
  if (kind === "node-down") forgetNode(cib, node);
}

/** Marks a node as down by fencing; its state is put in place as a whole. The ID is for a node that nothing else knows. */
export function markFenced(cib: WorkingCib, node: string, id: string): void {
  const state = cib.requestState(node, undefined, id);
  cib.replace(state, (element) => {
    const membership = putAll(element, down);
    return putAttribute(element, "crm-debug-origin", "simulate_fencing_action") || membership;
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
