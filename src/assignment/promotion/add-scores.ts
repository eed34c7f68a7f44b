// Before assignment: what agents report about promotion makes nodes attractive for instances.

import type { Clone } from "../../model/resource.ts";
import { isAvailable } from "../../nodes/availability.ts";
import type { Run } from "../../run.ts";
import { addScores } from "../../values/score.ts";
import { tableChanged } from "../merge/compounds.ts";
import { recordCause } from "../score-change.ts";
import { setPriority } from "../state.ts";
import { indexInstances } from "./instance-index.ts";
import { promotionScore } from "./promotion-score.ts";

/** Adds promotion scores to those of the instances, and raises their priorities accordingly; once per clone. */
export function addPromotionScores(run: Run, clone: Clone): void {
  if (clone.promotionScoresAdded) return;
  clone.promotionScoresAdded = true;
  const index = indexInstances(clone);
  for (const instance of clone.children) {
    for (const entry of instance.allowedNodes.values()) {
      if (!isAvailable(entry.node)) continue;
      const score = promotionScore(run, index, instance, entry.node) ?? 0;
      if (score > 0) {
        const sum = addScores(entry.score, score);
        if (run.ledger !== null) recordCause(run, instance, entry, sum, { kind: "promotion-score" });
        instance.allowedNodes.setScore(entry, sum);
        tableChanged(run, instance);
      }
      if (score > instance.priority) setPriority(run, instance, score);
    }
  }
}
