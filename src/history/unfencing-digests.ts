import type { Node } from "../model/node.ts";
import type { Primitive } from "../model/resource.ts";
import type { Run } from "../run.ts";

/** A fence device's definition as compared with the one that a node was last unfenced with. */
export interface UnfencingDigests {
  readonly result: "unknown" | "match" | "mismatch";
  /** Digest of all parameters. */
  readonly all: string;
  /** Digest of those that are not private. */
  readonly secure: string;
}

/** Compares a fence device's parameters with a node's `#digests-all` and `#digests-secure`. */
export function unfencingDigests(run: Run, device: Primitive, node: Node): UnfencingDigests {
  void [run, device, node];
  throw new Error("not built yet");
}
