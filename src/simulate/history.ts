import { asciiLower } from "../values/text.ts";
import { idOf } from "../xml/element.ts";
import type { SimulationEvent } from "./events.ts";
import type { MutableElement } from "./mutable.ts";
import type { NodeState, WorkingCib } from "./working-cib.ts";

/** What identifies a resource's history, and what a new one needs. */
export interface HistoryIdentity {
  readonly resource: string;
  readonly historyName: string;
  readonly class: string | null;
  readonly type: string | null;
  readonly provider: string | null;
}

const classes = new Set(["ocf", "stonith", "service", "systemd", "lsb"]);

/** The history of a resource on a node, created if missing; `null`, with an error event, if that is impossible. */
export function requestHistory(
  cib: WorkingCib,
  state: NodeState,
  identity: HistoryIdentity,
  events: SimulationEvent[],
): MutableElement | null {
  const { resource, historyName, class: standard, type, provider } = identity;
  const found = cib.findHistory(state, resource) ?? cib.findHistory(state, historyName);
  if (found !== null) return found;
  const problem = problemOf(identity, idOf(state.element)!);
  if (problem !== null) {
    events.push({ kind: "error", text: problem });
    return null;
  }
  const attributes = ["id", historyName, "class", standard!];
  if (provider !== null) attributes.push("provider", provider);
  attributes.push("type", type!);
  return cib.appendHistory(state, attributes);
}

function problemOf({ resource, class: standard, type, provider }: HistoryIdentity, nodeId: string): string | null {
  if (standard === null || type === null) {
    return `Resource ${resource} not found in the status section of ${nodeId} (supply class and type to continue)`;
  }
  if (!classes.has(asciiLower(standard))) return `Invalid class for ${resource}: ${standard}`;
  if (asciiLower(standard) === "ocf" && provider === null) {
    return `Please specify the provider for resource ${resource}`;
  }
  return null;
}
