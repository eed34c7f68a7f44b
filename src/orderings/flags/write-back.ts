import { clearActionFlag, type Action } from "../../actions/action.ts";
import { clearIn, type Propagation } from "../propagation.ts";

/** Clears a flag of a collective resource's own action because the parts say so. */
export function writeBack(action: Action, flag: number, state: Propagation | null): void {
  if (state === null) clearActionFlag(action, flag);
  else clearIn(state, action, flag);
}
