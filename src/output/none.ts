import type { Report } from "./report.ts";

/** Writes nothing at all. */
export class NoReport implements Report {
  note(): void {}
  current(): void {}
  modifications(): void {}
  scores(): void {}
  summary(): void {}
  execution(): void {}
  revised(): void {}
  beginTimings(): void {}
  timedScores(): void {}
  timing(): void {}
  endTimings(): void {}
  finish(): void {}
}
