import type { Primitive } from "../../model/resource.ts";
import type { Propagation } from "../propagation.ts";
import type { Work } from "../work.ts";
import { updateActions } from "./actions.ts";
import type { PairUpdate } from "./pair.ts";

export function updatePrimitive(_resource: Primitive, state: Propagation, pair: PairUpdate): number | Work<number> {
  return updateActions(state, pair);
}
