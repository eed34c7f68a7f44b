import { PengineError } from "../../errors.ts";
import type { StageLimits } from "./step.ts";

/** The error of a document that grows beyond its limit by its own references. */
export function tooLarge(limits: StageLimits): PengineError {
  return new PengineError("limit-elements", `References in the document expand to more than ${limits.elements} elements`);
}
