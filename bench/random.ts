/** A seeded source of choices: the same seed gives the same document everywhere. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** An integer of at least 0 and less than `bound`. */
  below(bound: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * bound);
  }

  /** An integer of at least `low` and at most `high`. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }
}
