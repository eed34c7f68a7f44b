// The text form of a run, section by section.
//
// Trap   whether an empty line comes before a section depends on whether anything was "printed" before; what counts as
//        printed is the reference's memory of it, not what can be seen (observed)

import type { ClusterStatus, ScoreLine, SimulationEvent, Summary } from "../../index.ts";
import type { Report, ReportOptions } from "../report.ts";
import { writeEvents } from "./events.ts";
import { writeScoreLines, writeScores } from "./scores.ts";
import { writeStatus } from "./status.ts";
import { writeSummary } from "./summary.ts";
import { TextWriter, type Sink } from "./writer.ts";

/** Writes a run as text. */
export class TextReport implements Report {
  private readonly writer: TextWriter;
  private readonly options: ReportOptions;
  private readonly fancy: boolean;
  private printed = false;

  constructor(sink: Sink, options: ReportOptions) {
    this.options = options;
    this.fancy = !(options.scores && options.quiet);
    this.writer = new TextWriter(sink, { quiet: options.quiet, fancy: this.fancy });
  }

  note(text: string): void {
    this.writer.info(text);
  }

  current(status: ClusterStatus): void {
    if (this.options.quiet) return;
    if (status.maintenanceMode) {
      this.writer.spacer();
      this.writer.info("              *** Resource management is DISABLED ***");
      this.writer.info("  The cluster will not attempt to start, stop or recover services");
      this.printed = true;
    }
    const { instances, disabled, blocked } = status.counts;
    if (disabled > 0 || blocked > 0) {
      if (this.printed) this.writer.spacer();
      this.writer.info(
        `${disabled} of ${instances} resource instances DISABLED and ${blocked} BLOCKED from further action due to failure`,
      );
      this.printed = true;
    }
    if (this.printed) this.writer.spacer();
    this.status("Current cluster status", status, true);
    this.printed = true;
  }

  modifications(events: readonly SimulationEvent[]): void {
    if (this.printed) this.writer.spacer();
    this.printed = true;
    this.list("Performing Requested Modifications", events);
  }

  scores(lines: readonly ScoreLine[]): void {
    const { scores, utilization } = this.options;
    if (!scores && !utilization) return;
    if (this.printed) this.writer.spacer();
    let title = "Utilization Information";
    if (scores) title = utilization ? "Assignment Scores and Utilization Information" : "Assignment Scores";
    this.printed = true;
    writeScores(this.writer, title, lines);
  }

  summary(summary: Summary): void {
    if (this.options.quiet) return;
    this.writer.spacer();
    writeSummary(this.writer, summary);
  }

  execution(events: readonly SimulationEvent[], complete: boolean): void {
    if (this.printed) this.writer.spacer();
    this.list("Executing Cluster Transition", events);
    if (complete) return;
    this.writer.error("Transition failed: terminated");
    this.writer.error("An invalid transition was produced");
  }

  revised(status: ClusterStatus): void {
    if (this.options.quiet) return;
    this.writer.spacer();
    this.status("Revised Cluster Status", status, false);
  }

  beginTimings(): void {
    this.writer.beginList("Timings");
  }

  timedScores(lines: readonly ScoreLine[]): void {
    writeScoreLines(this.writer, lines);
  }

  timing(file: string, seconds: number): void {
    this.writer.item(`Testing ${file} ... ${seconds.toFixed(2)} secs`);
  }

  endTimings(): void {
    this.writer.endList();
  }

  finish(_exitStatus: number, error: string | null): void {
    this.writer.flush();
    if (error !== null) this.writer.error(error);
  }

  private list(title: string, events: readonly SimulationEvent[]): void {
    this.writer.beginList(this.options.quiet ? null : title);
    writeEvents(this.writer, events);
    this.writer.endList();
  }

  private status(title: string, status: ClusterStatus, pending: boolean): void {
    const { attributes, failCounts, clock } = this.options;
    writeStatus(this.writer, title, status, { pending, attributes, failCounts, clock });
  }
}
