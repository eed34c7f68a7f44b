import { report } from "../../diagnostics.ts";
import type { Colocation } from "../../model/colocation.ts";
import { hasFlag, ResourceFlag, type Group, type Primitive, type Resource } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import { addScores, INFINITY, type Score } from "../../values/score.ts";
import { setPriority } from "../state.ts";
import { follow } from "./index.ts";
import { mandatoryOfScatteredGroup, mandatoryWithScatteredGroup } from "./messages.ts";

/** Applies the place of a group: for "must", of the last member, which comes last; otherwise of the first. */
export function followGroup(primary: Group, run: Run, dependent: Primitive, colocation: Colocation): Score {
  if (hasFlag(primary, ResourceFlag.Unassigned)) return 0;
  const isMandatory = colocation.score >= INFINITY;
  if (hasFlag(primary, ResourceFlag.Colocated)) {
    const member = isMandatory ? primary.children.at(-1) : primary.children[0];
    return member === undefined ? 0 : follow(dependent, run, member, colocation);
  }
  if (isMandatory) {
    report(run, mandatoryWithScatteredGroup, { dependent: dependent.id, primary: primary.id });
    return 0;
  }
  let sum: Score = 0;
  for (const member of primary.children) sum = addScores(sum, follow(dependent, run, member, colocation));
  return sum;
}

/** Applies a colocation to a group, which happens when the roles of an instance are chosen. */
export function followAsGroup(dependent: Group, run: Run, primary: Resource, colocation: Colocation): Score {
  let sum: Score = 0;
  if (hasFlag(dependent, ResourceFlag.Colocated)) {
    const first = dependent.children[0];
    if (first !== undefined) sum = follow(first, run, primary, colocation);
  } else if (colocation.score >= INFINITY) {
    report(run, mandatoryOfScatteredGroup, { dependent: dependent.id, primary: primary.id });
    return 0;
  } else if (primary.variant === "primitive") {
    // with anything else, a group that is not colocated has no effect at all (observed)
    for (const member of dependent.children) sum = addScores(sum, follow(member, run, primary, colocation));
  }
  if (sum !== 0) setPriority(run, dependent, addScores(sum, dependent.priority));
  return sum;
}
