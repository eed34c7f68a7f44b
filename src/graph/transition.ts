/** The transition as plain data: what is to be done, in which order, in terms that can be stored, compared and executed. */

/** How an action is carried out: by an agent, by the cluster itself, or not at all. */
export type ActionElement = "rsc_op" | "crm_event" | "pseudo_event";

/** What identifies an action, to those that wait for it as well. */
export interface ActionHead {
  readonly element: ActionElement;
  readonly id: number;
  /** Is carried out by a change of the CIB alone. */
  readonly cibOnly: boolean;
  readonly task: string;
  readonly key: string;
  /** The scheduler's own key, where another one is written. */
  readonly internalKey: string | null;
  /** Where it is carried out; `null` for mere points in time. */
  readonly node: { readonly name: string; readonly id: string } | null;
  /** Name of the cluster node that an action on a Pacemaker Remote node is sent to. */
  readonly router: string | null;
}

/** Everything that is needed to carry out an action. */
export interface ActionDetails {
  readonly head: ActionHead;
  /** Since when the resource is locked to the node, in seconds since the epoch; `null` if it is not. */
  readonly shutdownLock: number | null;
  /** The resource as an element: its name, and its attributes as names and values in turn. */
  readonly resource: { readonly name: string; readonly attributes: readonly string[] } | null;
  /** Names and values in turn, sorted by name. */
  readonly attributes: readonly string[];
  /** Parameters whose names cannot be those of XML attributes, names and values in turn. */
  readonly parameters: readonly string[];
  /** IDs of the nodes that the action takes down; `null` if that is not its purpose. */
  readonly downed: readonly string[] | null;
  /** The nodes whose maintenance state is to be recorded; `null` if that is not its purpose. */
  readonly maintenance: readonly { readonly id: string; readonly maintenance: boolean }[] | null;
}

/** One action of the transition with what it waits for. */
export interface Synapse {
  /** 0, 1, 2 ... in order of writing. */
  readonly id: number;
  /** The higher of the priorities of the action and of its resource; only a positive one means anything. */
  readonly priority: number;
  readonly action: ActionDetails;
  /** Actions that must be done before, by ascending ID. */
  readonly inputs: readonly ActionHead[];
}

/** A transition: attributes of the whole, and its actions in order of writing. */
export interface Transition {
  /** Names and values in turn, in order of writing: `cluster-delay`, `batch-limit`, `transition_id` ... */
  readonly attributes: readonly string[];
  readonly synapses: readonly Synapse[];
}
