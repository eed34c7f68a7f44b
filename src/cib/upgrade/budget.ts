import { PengineError } from "../../errors.ts";
import type { StageLimits } from "./step.ts";

/** Elements that references may expand to, beside those of the document. Real ones come to some thousands. */
const MOST_COPIES = 200_000;

/** What a stage may still create, so that a document cannot grow without bounds by its own references. */
export class Budget {
  private readonly most: number;
  private left: number;

  constructor(limits: StageLimits) {
    this.most = Math.min(limits.elements, MOST_COPIES);
    this.left = this.most;
  }

  /** @throws PengineError if there is not so much left */
  spend(elements: number): void {
    this.left -= elements;
    if (this.left >= 0) return;
    throw new PengineError("limit-elements", `References in the document expand to more than ${this.most} elements`);
  }
}
