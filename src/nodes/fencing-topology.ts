import { report } from "../diagnostics.ts";
import type { Run } from "../run.ts";
import { INT32_MAX, INT32_MIN, scanInteger } from "../values/integer.ts";
import { attribute, childElements, idOf } from "../xml/element.ts";
import { levelIndexInvalid, levelIndexOutOfRange, levelWithoutId } from "./messages.ts";

/** Checks the fencing topology; scheduling makes no other use of it. */
export function checkFencingTopology(run: Run): void {
  const { fencingTopology } = run.sections;
  if (fencingTopology === null) return;
  for (const level of childElements(fencingTopology, "fencing-level")) {
    const id = idOf(level);
    if (id === undefined || id === "") {
      report(run, levelWithoutId, {});
      continue;
    }
    const text = attribute(level, "index");
    const index = text === undefined ? null : scanInteger(text);
    if (index === null || index.error !== null || index.value < INT32_MIN || index.value > INT32_MAX) {
      report(run, levelIndexInvalid, { level: id });
    } else if (index.value < 1 || index.value > 9) {
      report(run, levelIndexOutOfRange, { level: id, index: index.value });
    }
  }
}
