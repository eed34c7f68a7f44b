import type { Clock } from "../index.ts";

/** The machine's clock and time zone. */
export function machineClock(): Clock {
  return {
    now: Math.floor(Date.now() / 1000),
    offsetAt: (epoch) => -60 * new Date(epoch * 1000).getTimezoneOffset(),
  };
}
