import { type CrmTime, compareTimes, epochOf } from "../values/date.ts";

/** The earliest time at which a set of rules will have another result, as far as its evaluation met one. */
export class NextChange {
  private time: CrmTime | null = null;

  /** Takes a time if it is earlier than those before. */
  offer(time: CrmTime): void {
    if (this.time === null || compareTimes(time, this.time) < 0) this.time = time;
  }

  /** Seconds since the epoch; `null` if no result depends on time. */
  epoch(): number | null {
    return this.time === null ? null : epochOf(this.time);
  }
}
