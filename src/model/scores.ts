import type { Score } from "../values/score.ts";

/** A line of the reference's score output, in printing order, as data. */
export type ScoreLine =
  | {
      readonly kind: "allocation";
      /** The function name that the reference prints in front. */
      readonly label: string;
      readonly resource: string;
      readonly node: string;
      readonly score: Score;
    }
  | { readonly kind: "promotion"; readonly resource: string; readonly node: string | null; readonly score: Score }
  | {
      readonly kind: "capacity";
      readonly label: "Original" | "Remaining";
      readonly node: string;
      readonly attributes: readonly (readonly [string, string])[];
    }
  | {
      readonly kind: "usage";
      readonly label: string;
      readonly resource: string;
      readonly node: string;
      readonly attributes: readonly (readonly [string, string])[];
    }
  /** Something else that is printed while scheduling. */
  | { readonly kind: "message"; readonly text: string };

/** Why a score changed, in terms of what a user wrote. */
export type ScoreCause =
  | { readonly kind: "location"; readonly constraint: string }
  | { readonly kind: "colocation"; readonly constraint: string; readonly with: string }
  | { readonly kind: "stickiness" }
  | { readonly kind: "health" }
  | { readonly kind: "failures"; readonly count: number }
  | { readonly kind: "failed-operation"; readonly operation: string }
  | { readonly kind: "ticket"; readonly ticket: string }
  | { readonly kind: "shutdown-lock" }
  | { readonly kind: "exclusive-discovery" }
  | { readonly kind: "removed" }
  | { readonly kind: "unmanaged" }
  | { readonly kind: "multiply-active" }
  | { readonly kind: "utilization" }
  /** It is not to run at all. */
  | { readonly kind: "target-role" }
  /** No more instances are wanted, there or anywhere. */
  | { readonly kind: "instance-limit" }
  | { readonly kind: "promotion-score" }
  | { readonly kind: "default" }
  | { readonly kind: "structure" };

/** One change of one score; `score` is the result, since saturating addition does not associate. */
export interface ScoreChange {
  readonly resource: string;
  readonly node: string;
  readonly delta: Score;
  readonly score: Score;
  readonly cause: ScoreCause;
}
