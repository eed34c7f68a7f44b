/** What an administrator should look at, although the cluster can work with it. Codes are stable, texts are not. */

export const adviceCodes = {
  "constraint-unknown-resource": "A constraint names something that is no resource, template or tag, so it has no effect",
  "constraint-unknown-node": "A location constraint names a node that does not exist, so it has no effect",
  "constraint-duplicate": "Two constraints say the same",
  "constraint-contradiction": "Two constraints demand opposite things",
  "ordering-cycle": "Mandatory orderings go round in a circle, so none of the resources in it can start",
  "resource-nowhere": "A resource should run but has no node where it can",
  "fencing-disabled": "Fencing is disabled, so a failed node can corrupt shared data",
  "fencing-without-device": "Fencing is enabled but there is no fencing device, so nothing will start",
  "start-failure-trap": "A start failed and starts that fail are final, so the resource will not come back until it is cleaned up",
  "fail-count-threshold": "A resource failed so often on a node that it is banned from it until it is cleaned up",
} as const;

export type AdviceCode = keyof typeof adviceCodes;

/** One thing to look at. */
export interface Advice {
  readonly code: AdviceCode;
  /** A sentence that names what it is about. */
  readonly text: string;
  /** IDs of the constraints and resources, and names of the nodes, that it is about. */
  readonly about: readonly string[];
}

export function advise(code: AdviceCode, about: readonly string[], text: string): Advice {
  return Object.freeze({ code, text, about: Object.freeze([...about]) });
}
