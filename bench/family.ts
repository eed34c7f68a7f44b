import type { Random } from "./random.ts";

/** One load of a family. */
export interface Load {
  /** In words: "1,000 primitives, 32 nodes". */
  readonly title: string;
  /** Resource instances: every member, instance and replica counts. */
  readonly resources: number;
  /** Nodes of all kinds. */
  readonly nodes: number;
  /** Whether the reference is worth waiting for. */
  readonly reference: "often" | "once" | "never";
  cib(random: Random): string;
}

/** Loads of one shape, at growing sizes. */
export interface Family {
  readonly name: string;
  readonly about: string;
  /** What both commands are called with, beside the input. */
  readonly args: readonly string[];
  readonly loads: readonly Load[];
}
