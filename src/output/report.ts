import type { Clock, ClusterStatus, ScoreLine, SimulationEvent, Summary } from "../index.ts";

/** What of a run is shown. */
export interface ReportOptions {
  readonly attributes: boolean;
  readonly failCounts: boolean;
  readonly scores: boolean;
  readonly utilization: boolean;
  readonly quiet: boolean;
  readonly clock: Clock;
}

/** Takes the parts of a run in their order and turns them into output; one implementation per format. */
export interface Report {
  /** A line on its own: the effective time, or something that was noticed. */
  note(text: string): void;
  /** The state at the beginning. */
  current(status: ClusterStatus): void;
  /** Events that were put into the CIB. */
  modifications(events: readonly SimulationEvent[]): void;
  scores(lines: readonly ScoreLine[]): void;
  summary(summary: Summary): void;
  /** How the transition was carried out. */
  execution(events: readonly SimulationEvent[], complete: boolean): void;
  /** The state at the end. */
  revised(status: ClusterStatus): void;
  /** The timings of a profile begin. */
  beginTimings(): void;
  /** Scores that a timed run arrived at. */
  timedScores(lines: readonly ScoreLine[]): void;
  /** The processor time that a file took, in seconds. */
  timing(file: string, seconds: number): void;
  endTimings(): void;
  /** Everything has been said; `error` is why the run stopped early. */
  finish(exitStatus: number, error: string | null): void;
}
