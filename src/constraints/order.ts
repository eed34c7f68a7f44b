// Unpacks `rsc_order` into relations.
//
// Order   relations are numbered as the constraint is read; what was recorded before an error stays
// Traps   a template or tag on either side turns both into sets, which changes defaults: a missing `then-action` is then
//         `start`, and `require-all` and `clone-min` do not count (observed)
// Rule    Pacemaker Explained, "Specifying the Order in which Resources Should Start/Stop"

import { OrderFlag } from "../actions/action.ts";
import { requestPseudo } from "../actions/pseudo.ts";
import { orderBeforeOperation, orderOperationBefore, orderOperations } from "../actions/relation.ts";
import { report, reportProblems } from "../diagnostics.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { isTrue } from "../values/boolean.ts";
import { parseMinInteger } from "../values/integer.ts";
import { attribute, type XmlElement } from "../xml/element.ts";
import {
  orderActionEmpty,
  orderNotInvertible,
  orderReferenceInvalid,
  orderResourceUnknown,
  orderSideMissing,
  requireAllDeprecated,
} from "./messages.ts";
import { flagsFor, inverseOf, isSymmetric, kindOf } from "./order-kind.ts";
import { unpackOrderSets } from "./order-sets.ts";
import { convertReference, findConstraintResource, findReference } from "./references.ts";
import { noteSelfOrderings } from "./self-ordering.ts";
import { expandSets, hasSets } from "./sets.ts";

/** Unpacks one `rsc_order`. */
export function unpackOrder(run: Run, constraint: XmlElement, id: string): void {
  const recorded = run.relations.length;
  const kind = kindOf(run, constraint);
  const symmetric = isSymmetric(run, constraint, kind);
  const expanded = expand(run, constraint, id);
  if (expanded === null) return;
  if (hasSets(expanded)) unpackOrderSets(run, expanded, id, kind, symmetric);
  else unpackSimple(run, expanded, id);
  noteSelfOrderings(run, id, recorded);
}

/** The constraint without templates and tags; `null`, reported, if it must be ignored. */
function expand(run: Run, constraint: XmlElement, id: string): XmlElement | null {
  const expanded = expandSets(run, constraint);
  if (expanded !== constraint) return expanded;

  const firstId = attribute(constraint, "first");
  const thenId = attribute(constraint, "then");
  if (firstId === undefined || thenId === undefined) return constraint;
  const first = findReference(run, firstId);
  if (first.kind === "unknown") {
    report(run, orderReferenceInvalid, { id, reference: firstId });
    return null;
  }
  const then = findReference(run, thenId);
  if (then.kind === "unknown") {
    report(run, orderReferenceInvalid, { id, reference: thenId });
    return null;
  }
  if (first.kind === "resource" && then.kind === "resource") return constraint;
  const half = convertReference(constraint, "first", firstId, first, { from: "first-action", to: "action" });
  return convertReference(half, "then", thenId, then, { from: "then-action", to: "action" });
}

function unpackSimple(run: Run, constraint: XmlElement, id: string): void {
  const first = sideOf(run, constraint, id, "first");
  if (first === null) return;
  const then = sideOf(run, constraint, id, "then");
  if (then === null) return;
  const firstTask = attribute(constraint, "first-action") ?? "start";
  const thenTask = attribute(constraint, "then-action") ?? firstTask;
  const kind = kindOf(run, constraint);
  const symmetric = isSymmetric(run, constraint, kind);
  if (firstTask === "" || thenTask === "") {
    report(run, orderActionEmpty, { id });
    return;
  }

  const flags = flagsFor(kind, firstTask, symmetric ? "forward" : "asymmetric");
  const minimum = minimumInstances(run, constraint, first);
  if (minimum > 0) orderAfterMinimum(run, id, first, firstTask, then, thenTask, flags, minimum);
  else orderOperations(run, first, firstTask, then, thenTask, flags);
  if (!symmetric) return;

  const inverseFirst = inverseOf(run, firstTask);
  const inverseThen = inverseOf(run, thenTask);
  if (inverseFirst === null || inverseThen === null) {
    report(run, orderNotInvertible, { id });
    return;
  }
  orderOperations(run, then, inverseThen, first, inverseFirst, flagsFor(kind, inverseThen, "inverse"));
}

function sideOf(run: Run, constraint: XmlElement, id: string, side: "first" | "then"): Resource | null {
  const name = attribute(constraint, side);
  if (name === undefined) {
    report(run, orderSideMissing, { id, side });
    return null;
  }
  const resource = findConstraintResource(run, name);
  if (resource === null) report(run, orderResourceUnknown, { id, resource: name });
  return resource;
}

/** How many instances of a clone must be up before what comes then; 0: all that are to be. */
function minimumInstances(run: Run, constraint: XmlElement, first: Resource): number {
  if (first.variant !== "clone") return 0;
  const cloneMin = first.meta.get("clone-min");
  if (cloneMin !== undefined) {
    const { value, problems } = parseMinInteger(cloneMin, 0);
    reportProblems(run, problems);
    return value;
  }
  const requireAll = attribute(constraint, "require-all");
  if (requireAll === undefined) return 0;
  report(run, requireAllDeprecated, null);
  return isTrue(requireAll) ? 0 : 1;
}

function orderAfterMinimum(
  run: Run,
  id: string,
  clone: Resource,
  firstTask: string,
  then: Resource,
  thenTask: string,
  flags: number,
  minimum: number,
): void {
  const enough = requestPseudo(run, `clone-one-or-more:${id}`);
  enough.requiredRunnableBefore = minimum;
  for (const instance of clone.children) {
    orderOperationBefore(run, instance, firstTask, enough, OrderFlag.MinRunnable | OrderFlag.FirstImpliesThenGraphed);
  }
  orderBeforeOperation(run, enough, then, thenTask, flags | OrderFlag.UnrunnableFirstBlocks);
}
