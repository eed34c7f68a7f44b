// Clusters at random, as documents that the schema accepts. What is drawn is a model; shrinking takes resources, nodes,
// constraints and results away from it and never breaks the document.

import type { Arbitrary } from "fast-check";
import { cibText, cibTree } from "./document.ts";
import { clusterModel, type ClusterModel } from "./model.ts";
import type { Mode } from "./values.ts";

export { cibText, cibTree, clusterModel };
export { edited, eventArguments, step, type StepModel } from "./events.ts";
export { resourceKinds } from "./resources.ts";
export { constraintKinds } from "./constraints.ts";
export type { ClusterModel, Mode };

/** A document as text. */
export function cib(mode: Mode = "well-formed", favoured: readonly string[] = []): Arbitrary<string> {
  return clusterModel(mode, favoured).map(cibText);
}
