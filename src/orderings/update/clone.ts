import type { Clone } from "../../model/resource.ts";
import type { Propagation } from "../propagation.ts";
import type { Work } from "../work.ts";
import { updateInstances } from "./instances.ts";
import type { PairUpdate } from "./pair.ts";

export function updateClone(_clone: Clone, state: Propagation, pair: PairUpdate): Work<number> {
  return updateInstances(state, pair);
}
