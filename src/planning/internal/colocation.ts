import type { ColocationRequest } from "../../assignment/colocations.ts";
import type { Resource } from "../../model/resource.ts";

/** A colocation that nobody configured. It holds in whatever role. */
export function internalColocation(
  id: string,
  dependent: Resource,
  primary: Resource,
  score: number,
  influence: boolean,
): ColocationRequest {
  return { id, dependent, primary, score, influence, explicit: false };
}
