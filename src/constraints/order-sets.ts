// The relations of an `rsc_order` with resource sets: inside each set, and between neighbouring sets.
//
// Order   for each set: inside it, then the previous set before it, then the reverse
// Traps   a missing `sequential` means true inside a set and false between sets; inside, kind and symmetry are the set's,
//         between, the constraint's (observed)

import { OrderFlag } from "../actions/action.ts";
import { keyOf } from "../actions/key.ts";
import { requestPseudo } from "../actions/pseudo.ts";
import { orderBeforeOperation, orderKeys, orderOperationBefore, orderOperations } from "../actions/relation.ts";
import { report } from "../diagnostics.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { isTrue, parseBoolean } from "../values/boolean.ts";
import { attribute, childElements, type XmlElement } from "../xml/element.ts";
import { orderSetNotInvertible, orderSetResourceUnknown } from "./messages.ts";
import { flagsFor, inverseOf, isSymmetric, kindOf, type Direction, type OrderKind } from "./order-kind.ts";
import { findConstraintResource } from "./references.ts";
import { hasUnknownResource, printedId, setsInTurn, setsNeverEnd } from "./sets.ts";

/** A set whose resources all exist. */
interface OrderSet {
  readonly element: XmlElement;
  readonly action: string;
  /** How the set's own resources are ordered, like {@link symmetric}. */
  readonly kind: OrderKind;
  readonly symmetric: boolean;
  readonly resources: readonly Resource[];
}

/** Records the relations of all sets of a constraint, whose own kind and symmetry are given. */
export function unpackOrderSets(
  run: Run,
  constraint: XmlElement,
  id: string,
  kind: OrderKind,
  symmetric: boolean,
): void {
  if (setsNeverEnd(run, constraint, (set) => hasUnknownResource(run, set))) return;
  const recorded = run.relations.length;
  const symmetrical = attribute(constraint, "symmetrical");
  let previous: OrderSet | null = null;
  for (const element of setsInTurn(run, constraint)) {
    const set: OrderSet | null = element === null ? null : readSet(run, element, kind, symmetrical);
    if (set === null) return;
    const action =
      orderInside(run, set) ??
      (previous === null ? null : orderNeighbours(run, previous, set, kind, symmetric));
    if (action !== null) {
      report(run, orderSetNotInvertible, { id, action });
      forgetRelations(run, recorded);
      return;
    }
    previous = set;
  }
}

function readSet(
  run: Run,
  element: XmlElement,
  parentKind: OrderKind,
  symmetrical: string | undefined,
): OrderSet | null {
  const kind = attribute(element, "kind") === undefined ? parentKind : kindOf(run, element);
  const symmetric = isSymmetric(run, element, parentKind, symmetrical);
  const resources: Resource[] = [];
  for (const reference of childElements(element, "resource_ref")) {
    const name = printedId(reference);
    const resource = findConstraintResource(run, name);
    if (resource === null) {
      report(run, orderSetResourceUnknown, { set: printedId(element), resource: name });
      return null;
    }
    resources.push(resource);
  }
  return { element, action: attribute(element, "action") ?? "start", kind, symmetric, resources };
}

/** Takes back the relations recorded since there were `count`. */
function forgetRelations(run: Run, count: number): void {
  const first = run.relations[count];
  if (first !== undefined) run.nextRelationId = first.id;
  run.relations.length = count;
}

/** Relations inside a set. Gives the action whose reverse is called for and does not exist, if there is one. */
function orderInside(run: Run, set: OrderSet): string | null {
  const { element, action, kind, symmetric, resources } = set;
  const sequentialText = attribute(element, "sequential");
  const sequential = sequentialText === undefined || isTrue(sequentialText);
  if (resources.length === 1) return null;

  const flags = flagsFor(kind, action, symmetric ? "forward" : "asymmetric");
  for (let i = 0; i < resources.length; i++) {
    const end = kind === "Serialize" ? resources.length : sequential ? Math.min(i + 2, resources.length) : i;
    for (let j = i + 1; j < end; j++) orderOperations(run, resources[i]!, action, resources[j]!, action, flags);
  }
  if (!symmetric) return null;

  const inverse = inverseOf(run, action);
  if (!sequential || resources.length === 0) return null;
  if (inverse === null) return action;
  const inverseFlags = flagsFor(kind, inverse, "inverse");
  for (let i = 1; i < resources.length; i++) {
    orderOperations(run, resources[i]!, inverse, resources[i - 1]!, inverse, inverseFlags);
  }
  return null;
}

/**
 * Relations between a set and the one before it. Gives the action whose reverse is called for and does not exist, if
 * there is one.
 */
function orderNeighbours(
  run: Run,
  previous: OrderSet,
  set: OrderSet,
  kind: OrderKind,
  symmetric: boolean,
): string | null {
  orderSets(run, previous, previous.action, set, set.action, kind, symmetric ? "forward" : "asymmetric");
  if (!symmetric) return null;
  const firstTask = inverseOf(run, set.action);
  const thenTask = inverseOf(run, previous.action);
  if (previous.resources.length === 0 || set.resources.length === 0) return null;
  if (firstTask === null) return set.action;
  if (thenTask === null) return previous.action;
  orderSets(run, set, firstTask, previous, thenTask, kind, "inverse");
  return null;
}

function orderSets(
  run: Run,
  first: OrderSet,
  firstTask: string,
  then: OrderSet,
  thenTask: string,
  kind: OrderKind,
  direction: Direction,
): void {
  const flags = flagsFor(kind, firstTask, direction);
  if (!requiresAll(first, firstTask)) {
    orderAfterAny(run, first, firstTask, then, thenTask, flags);
    return;
  }
  const inverse = direction === "inverse";
  const ends = representatives(then, inverse ? -1 : 0).map((resource) => ({
    resource,
    key: keyOf(resource, thenTask),
  }));
  for (const resource of representatives(first, inverse ? 0 : -1)) {
    const key = keyOf(resource, firstTask);
    for (const end of ends) orderKeys(run, resource, key, end.resource, end.key, flags);
  }
}

function requiresAll(set: OrderSet, task: string): boolean {
  if (task === "stop" || task === "demote") return true;
  return parseBoolean(attribute(set.element, "require-all") ?? "") ?? true;
}

function orderAfterAny(
  run: Run,
  first: OrderSet,
  firstTask: string,
  then: OrderSet,
  thenTask: string,
  flags: number,
): void {
  const any = requestPseudo(run, `one-or-more:${printedId(first.element)}`);
  any.requiredRunnableBefore = 1;
  for (const resource of first.resources) {
    orderOperationBefore(run, resource, firstTask, any, OrderFlag.MinRunnable | OrderFlag.FirstImpliesThenGraphed);
  }
  for (const resource of then.resources) {
    orderBeforeOperation(run, any, resource, thenTask, flags | OrderFlag.UnrunnableFirstBlocks);
  }
}

/** The resources that stand for a set: one end of a set that is explicitly sequential, else all. */
function representatives(set: OrderSet, end: 0 | -1): readonly Resource[] {
  if (!isTrue(attribute(set.element, "sequential"))) return set.resources;
  const resource = set.resources.at(end);
  return resource === undefined ? [] : [resource];
}
