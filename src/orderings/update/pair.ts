import type { Action } from "../../actions/action.ts";
import type { Node } from "../../model/node.ts";

/** One aspect of one link, to be applied to a pair of actions. */
export interface PairUpdate {
  readonly firstAction: Action;
  readonly thenAction: Action;
  /** Restricts the search for actions of parts; `null`: anywhere. */
  readonly node: Node | null;
  /** Flags of FIRST as orderings see them. */
  readonly flags: number;
  /** What may be changed: Optional, Runnable, or both. */
  readonly filter: number;
  /** The one flag of the link that is being applied. */
  readonly type: number;
}

/** What an update has changed; to be combined. */
export const Changed = { Nothing: 0, First: 1, Then: 2 } as const;
