import type { ClusterStatus, ScoreLine, SimulationEvent, Summary } from "../../index.ts";
import { resultCodeText } from "../../index.ts";
import type { Report, ReportOptions } from "../report.ts";

/** Writes a run as one JSON object, with the library's own data. Quiet makes no difference. */
export class JsonReport implements Report {
  private readonly write: (text: string) => void;
  private readonly options: ReportOptions;
  private readonly parts: [string, unknown][] = [];
  private readonly errors: string[] = [];
  private readonly timings: { readonly file: string; readonly seconds: number }[] = [];

  constructor(write: (text: string) => void, options: ReportOptions) {
    this.write = write;
    this.options = options;
  }

  note(): void {}

  current(status: ClusterStatus): void {
    this.parts.push(["status", status]);
  }

  modifications(events: readonly SimulationEvent[]): void {
    this.parts.push(["modifications", events]);
  }

  scores(lines: readonly ScoreLine[]): void {
    if (this.options.scores || this.options.utilization) this.parts.push(["scores", lines]);
  }

  summary(summary: Summary): void {
    this.parts.push(["summary", summary]);
  }

  execution(events: readonly SimulationEvent[], complete: boolean): void {
    this.parts.push(["execution", { events, complete }]);
  }

  revised(status: ClusterStatus): void {
    this.parts.push(["revisedStatus", status]);
  }

  beginTimings(): void {
    this.parts.push(["timings", this.timings]);
  }

  timedScores(): void {}

  timing(file: string, seconds: number): void {
    this.timings.push({ file, seconds });
  }

  endTimings(): void {}

  finish(exitStatus: number, error: string | null): void {
    if (error !== null) this.errors.push(error);
    const result = { code: exitStatus, message: resultCodeText(exitStatus), errors: this.errors };
    this.write(`${JSON.stringify({ ...Object.fromEntries(this.parts), result }, null, 2)}\n`);
  }
}
