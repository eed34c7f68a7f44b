import type { Bundle } from "../../model/resource.ts";
import type { Propagation } from "../propagation.ts";
import type { Work } from "../work.ts";
import { updateInstances } from "./instances.ts";
import type { PairUpdate } from "./pair.ts";

export function updateBundle(_bundle: Bundle, state: Propagation, pair: PairUpdate): Work<number> {
  return updateInstances(state, pair);
}
