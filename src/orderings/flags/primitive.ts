import type { Action } from "../../actions/action.ts";
import type { Primitive } from "../../model/resource.ts";

export function primitiveFlags(_resource: Primitive, action: Action): number {
  return action.flags;
}
