import type { Action } from "../../actions/action.ts";
import { scanInteger } from "../../values/integer.ts";

/** True for what is repeated, and for its cancellation: the meta-attribute `interval` is greater than 0. */
export function isRecurring(action: Action): boolean {
  const interval = action.meta.get("interval");
  if (interval === undefined) return false;
  const { value, error } = scanInteger(interval);
  return error === null && value > 0;
}
