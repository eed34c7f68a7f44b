// How strictly an ordering is meant, and whether it holds in reverse.
//
// Traps   what is wrong with kind or symmetry is reported each time it is worked out, which a constraint without sets has
//         done to it twice (observed)
// Rule    Pacemaker Explained, "Specifying the Order in which Resources Should Start/Stop"

import { OrderFlag } from "../actions/action.ts";
import { isUpOperation } from "../actions/tasks.ts";
import { report } from "../diagnostics.ts";
import type { Run } from "../run.ts";
import { isTrue, parseBoolean } from "../values/boolean.ts";
import { parseScore } from "../values/score.ts";
import { attribute, idOf, type XmlElement } from "../xml/element.ts";
import {
  orderActionUnknown,
  orderKindInvalid,
  orderScoreDeprecated,
  orderSymmetricalIgnored,
} from "./messages.ts";

export type OrderKind = "Mandatory" | "Optional" | "Serialize";

/** The part of a constraint that a relation is made for: the only one, the one as written, or its reverse. */
export type Direction = "asymmetric" | "forward" | "inverse";

/** The kind of an ordering or of a set in it. */
export function kindOf(run: Run, element: XmlElement): OrderKind {
  const kind = attribute(element, "kind");
  if (kind !== undefined) {
    if (kind === "Mandatory" || kind === "Optional" || kind === "Serialize") return kind;
    report(run, orderKindInvalid, { id: idOf(element), value: kind });
    return "Mandatory";
  }
  const score = attribute(element, "score");
  if (score === undefined) return "Mandatory";
  report(run, orderScoreDeprecated, null);
  return parseScore(score, 0, run.memory.healthColours).score === 0 ? "Optional" : "Mandatory";
}

/** True if an ordering, or a set in an ordering with that kind and `symmetrical`, also holds in reverse. */
export function isSymmetric(run: Run, element: XmlElement, parentKind: OrderKind, parentText?: string): boolean {
  const hasOwn = attribute(element, "kind") !== undefined || attribute(element, "score") !== undefined;
  const kind = hasOwn ? kindOf(run, element) : parentKind;
  const explicit =
    parseBoolean(attribute(element, "symmetrical") ?? "") ?? (parentText === undefined ? undefined : isTrue(parentText));
  if (explicit === true && kind === "Serialize") {
    report(run, orderSymmetricalIgnored, { id: idOf(element) });
    return false;
  }
  return explicit ?? kind !== "Serialize";
}

/** The flags of a relation whose first action is `firstTask`. */
export function flagsFor(kind: OrderKind, firstTask: string, direction: Direction): number {
  if (kind === "Optional") return OrderFlag.Ordered;
  if (kind === "Serialize") return OrderFlag.Serialize;
  switch (direction) {
    case "asymmetric":
      return OrderFlag.Ordered | OrderFlag.Asymmetric;
    case "forward":
      return (
        OrderFlag.Ordered |
        OrderFlag.FirstImpliesThen |
        (isUpOperation(firstTask) ? OrderFlag.UnrunnableFirstBlocks : 0)
      );
    case "inverse":
      return OrderFlag.Ordered | OrderFlag.ThenImpliesFirst;
  }
}

const inverses = new Map([
  ["start", "stop"],
  ["stop", "start"],
  ["promote", "demote"],
  ["demote", "promote"],
  ["promoted", "demoted"],
  ["demoted", "promoted"],
  ["running", "stopped"],
  ["stopped", "running"],
]);

/** The action that undoes another one; `null`, reported, if there is none. */
export function inverseOf(run: Run, action: string): string | null {
  const inverse = inverses.get(action);
  if (inverse !== undefined) return inverse;
  report(run, orderActionUnknown, { action });
  return null;
}
