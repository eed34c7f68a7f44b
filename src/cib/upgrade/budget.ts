import { PengineError } from "../../errors.ts";
import type { StageLimits } from "./step.ts";

/** What a stage may still create, so that a document cannot grow without bounds by its own references. */
export class Budget {
  private readonly limits: StageLimits;
  private left: number;

  constructor(limits: StageLimits) {
    this.limits = limits;
    this.left = limits.elements;
  }

  /** @throws PengineError if there is not so much left */
  spend(elements: number): void {
    this.left -= elements;
    if (this.left >= 0) return;
    const most = this.limits.elements;
    throw new PengineError("limit-elements", `References in the document expand to more than ${most} elements`);
  }
}
