/** The transition as plain data: what is to be done, in which order, in terms that can be stored, compared and executed. */

/** `rsc_op`: an agent is called. `crm_event`: the cluster does it itself. `pseudo_event`: a point in time. */
export type TransitionActionKind = "rsc_op" | "crm_event" | "pseudo_event";

/** The resource that an action names. */
export interface TransitionResource {
  /** Name of the configured element, normally `primitive`. */
  readonly element: string;
  readonly id: string;
  /** The full instance ID, where {@link id} is not it. */
  readonly longId: string | null;
  readonly class: string | null;
  readonly provider: string | null;
  readonly type: string | null;
}

/** A node that an action takes down, or whose maintenance state it changes. */
export interface TransitionNode {
  readonly id: string;
  /** For maintenance: the new state as text. */
  readonly maintenance: string | null;
}

export interface TransitionAction {
  readonly kind: TransitionActionKind;
  readonly id: number;
  /** `start`, `monitor`, `stonith` ... */
  readonly operation: string;
  readonly key: string;
  /** The key with the instance number, where {@link key} has the name in history. */
  readonly internalKey: string | null;
  readonly node: string | null;
  readonly nodeId: string | null;
  /** The node that carries out what happens on a Pacemaker Remote node. */
  readonly router: string | null;
  readonly resource: TransitionResource | null;
  /** Names and values in turn, as written in the attributes of `attributes`. */
  readonly attributes: readonly string[];
  /** Names and values in turn of parameters whose names cannot be XML attributes. */
  readonly params: readonly string[];
  /** IDs of the nodes that the action takes down. */
  readonly downed: readonly string[];
  readonly maintenance: readonly TransitionNode[];
}

/** One action with what it waits for. */
export interface Synapse {
  /** 0, 1, 2 ... in order of writing. */
  readonly id: number;
  readonly priority: number;
  readonly action: TransitionAction;
  /** What must be done before, by ascending ID of action. */
  readonly inputs: readonly TransitionInput[];
}

/** An input names its action just as the trigger in the graph does. */
export interface TransitionInput {
  readonly kind: TransitionActionKind;
  readonly id: number;
  readonly operation: string;
  readonly key: string;
  readonly internalKey: string | null;
  readonly node: string | null;
  readonly nodeId: string | null;
  readonly router: string | null;
}

/** A transition: attributes of the whole, and its actions in order of writing. */
export interface Transition {
  /** Names and values in turn, in order of writing: `cluster-delay`, `batch-limit`, `transition_id` ... */
  readonly attributes: readonly string[];
  readonly synapses: readonly Synapse[];
}
