import type { Action } from "../actions/action.ts";
import type { Run } from "../run.ts";

/** One action of the transition with what it waits for. */
export interface Synapse {
  /** 0, 1, 2 ... in order of writing. */
  readonly id: number;
  readonly priority: number;
  readonly action: Action;
  /** Actions that must be done before, by ascending ID. */
  readonly inputs: readonly Action[];
}

/** A transition: attributes of the whole, and its actions in order of writing. */
export interface Graph {
  /** Alternates names and values, in order of writing. */
  readonly attributes: readonly string[];
  readonly synapses: readonly Synapse[];
}

/** Selects what takes part in the transition. Creates the last actions: notifications of instances among them. */
export function buildGraph(_run: Run): Graph {
  throw new Error("not built yet");
}
