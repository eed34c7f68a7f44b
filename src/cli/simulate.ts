// The drop-in for crm_simulate: the order of a run.

import {
  clusterStatus,
  executeTransition,
  effectiveTime,
  epochOf,
  formatUtc,
  injectEvents,
  parseTime,
  PengineError,
  plan,
  schedule,
  serializeXml,
  transitionToXml,
  unpackedInput,
  type Cib,
  type Clock,
  type ClusterStatus,
  type Memory,
  type Plan,
  type RunOptions,
  type Schedule,
  type ScheduleOptions,
} from "../index.ts";
import { createReport, type OutputStreams } from "./create-report.ts";
import { CommandError, ExitStatus, exitStatusOf, exitStatusOfSystemError } from "./exit-status.ts";
import { systemText, writeText } from "./files.ts";
import { loadCib } from "./input.ts";
import { logLines } from "./log.ts";
import type { Report } from "../output/report.ts";
import type { SimulateArguments } from "./simulate-options.ts";

/** Runs a simulation and returns the exit status. */
export async function runSimulation(
  args: SimulateArguments,
  request: string,
  program: string,
  clock: Clock,
  streams: OutputStreams,
): Promise<number> {
  const report = createReport(args, request, clock, streams);
  let status: number = ExitStatus.Ok;
  let message: string | null = null;
  try {
    status = await new Simulation(args, program, clock, streams, report).run();
  } catch (error) {
    if (error instanceof CommandError) {
      status = error.status;
      // reported past the writer, in every format
      if (error.message.startsWith(`${program}: `)) streams.error(`${error.message}\n`);
      else if (error.message !== "") message = error.message;
      if (args.verbosity > 0) streams.error(error.details(streams.colors?.error === true));
    } else if (error instanceof PengineError) {
      status = exitStatusOf(error.code);
      message = `${program}: ${error.message}${error.code.startsWith("limit-") ? ` [${error.code}]` : ""}`;
    } else {
      throw error;
    }
  }
  report.finish(status, message);
  return status;
}

class Simulation {
  private readonly args: SimulateArguments;
  private readonly program: string;
  private readonly clock: Clock;
  private readonly streams: OutputStreams;
  private readonly report: Report;
  private memory: Memory | undefined = undefined;

  constructor(args: SimulateArguments, program: string, clock: Clock, streams: OutputStreams, report: Report) {
    this.args = args;
    this.program = program;
    this.clock = clock;
    this.streams = streams;
    this.report = report;
  }

  async run(): Promise<number> {
    const { args, report } = this;
    if (args.profile !== null) {
      await this.profile(args.profile);
      return ExitStatus.Ok;
    }
    let cib = await this.load();
    const outputFile = this.outputFile();
    if (outputFile !== null) this.saveOutput(outputFile, cib);

    const injects = args.injections.length > 0;
    this.announceTime(cib);
    let planned = args.run && !injects && args.saveInput === null ? this.schedule(cib) : null;
    const state: ClusterStatus = planned === null ? this.unpack(cib) : planned.status;
    if (planned !== null) this.tellNotes(planned.notes);
    report.current(state);

    if (injects) {
      const injected = injectEvents(cib, state, args.injections, this.options(cib));
      report.modifications(injected.events);
      cib = injected.cib;
      this.announceTime(cib);
      if (!args.run) this.unpack(cib);
    }
    if (args.saveInput !== null) this.save(args.saveInput, serializeXml(unpackedInput(cib, this.options(cib))), "input");
    let status: number = ExitStatus.Ok;
    if (args.run) {
      if (planned === null) {
        planned = this.schedule(cib);
        this.tellNotes(planned.notes);
      }
      this.tellPlan(planned);
      if (args.simulate) {
        const execution = this.execute(cib, planned);
        cib = execution.cib;
        if (!execution.complete) status = ExitStatus.Error;
      }
    }
    if (outputFile !== null) this.saveOutput(outputFile, cib);
    return status;
  }

  private async profile(folder: string): Promise<void> {
    const { runProfile } = await import("./profile.ts");
    const { args, program, streams, report } = this;
    const time = args.dateTime === null ? null : `Setting effective cluster time: ${args.dateTime}`;
    const planOf = (cib: Cib): Plan => this.noted(plan(cib, this.scheduleOptions(cib)));
    const { repeat, verbosity, limits } = args;
    await runProfile({ folder, repeat, program, verbosity, streams, report, time, plan: planOf, limits });
  }

  private load(): Promise<Cib> {
    return loadCib(this.args.input, this.program, this.args.verbosity, this.streams.error, this.args.limits);
  }

  private outputFile(): string | null {
    const { args } = this;
    if (!args.inPlace) return args.saveOutput;
    return args.input.kind === "file" ? args.input.file : "-";
  }

  private saveOutput(file: string, cib: Cib): void {
    if (file.endsWith(".bz2") || (this.args.inPlace && file === "-")) {
      throw new CommandError(ExitStatus.Config, `${this.program}: Could not write '${file}': it would not be compressed`);
    }
    this.save(file, serializeXml(cib.document), "output");
  }

  private save(file: string, text: string, what: "input" | "output" | "graph"): void {
    try {
      writeText(file, text);
    } catch (error) {
      if (what === "graph") throw new CommandError(ExitStatus.IoError, "");
      const status = exitStatusOfSystemError(error);
      if (what === "input") throw new CommandError(status, "");
      throw new CommandError(status, `${this.program}: Could not create '${file}': ${systemText(error)}`);
    }
  }

  private options(cib: Cib): RunOptions {
    const { args } = this;
    const connectivity = args.showAttributes && (!args.quiet || args.outputAs !== "text");
    return { now: this.now(cib), clock: this.clock, memory: this.memory, limits: args.limits, connectivity };
  }

  /** The time asked for, if it is one; else the CIB's; else the machine's. */
  private now(cib: Cib): number | string {
    const { dateTime } = this.args;
    if (dateTime !== null && parseTime(dateTime, this.clock).time !== null) return dateTime;
    const recorded = dateTime === null ? effectiveTime(cib) : null;
    return recorded === null ? this.clock.now : executionDate(cib);
  }

  private announceTime(cib: Cib): void {
    const { dateTime } = this.args;
    if (dateTime !== null) {
      this.report.note(`Setting effective cluster time: ${dateTime}`);
      return;
    }
    const recorded = effectiveTime(cib);
    if (recorded !== null) this.report.note(`Using the original execution date of: ${formatUtc(recorded)}`);
  }

  private unpack(cib: Cib, sanitized = true): ClusterStatus {
    const result = clusterStatus(cib, { ...this.options(cib), sanitized });
    this.memory = result.memory;
    this.streams.error(logLines(result.diagnostics, this.args.verbosity));
    this.tellNotes(result.notes);
    return result.status;
  }

  private tellNotes(notes: readonly string[]): void {
    for (const note of notes) this.report.note(note);
  }

  private schedule(cib: Cib): Schedule {
    const options = this.scheduleOptions(cib);
    // the state after an injection is not shown
    const connectivity = options.connectivity === true && this.args.injections.length === 0;
    return this.noted(schedule(cib, { ...options, connectivity }));
  }

  private scheduleOptions(cib: Cib): ScheduleOptions {
    const { args } = this;
    return {
      ...this.options(cib),
      scores: args.showScores,
      utilization: args.showUtilization,
      dot: args.saveDot === null ? undefined : { all: args.allActions, withIds: args.verbosity > 0 },
    };
  }

  /** Keeps what the next run has to know, and logs what was reported. */
  private noted<T extends Plan>(result: T): T {
    this.memory = result.memory;
    this.streams.error(logLines(result.diagnostics, this.args.verbosity));
    return result;
  }

  private tellPlan(planned: Schedule): void {
    const { args, report } = this;
    report.scores(planned.scores);
    if (args.saveGraph !== null) this.save(args.saveGraph, transitionToXml(planned.transition), "graph");
    if (args.saveDot !== null) this.save(args.saveDot, planned.dot ?? "", "graph");
    report.summary(planned.summary);
  }

  private execute(cib: Cib, planned: Schedule): { readonly cib: Cib; readonly complete: boolean } {
    const { args, report } = this;
    const request = {
      failures: args.failures,
      createNodes: args.injections.some(({ kind }) => kind === "node-up"),
    };
    const execution = executeTransition(cib, planned.status, planned.transition, request, this.options(cib));
    report.execution(execution.events, execution.complete);
    if (!args.quiet || args.outputAs !== "text") {
      this.announceTime(execution.cib);
      // by now the reference takes the input for complete
      report.revised(this.unpack(execution.cib, false));
    }
    return execution;
  }
}

function executionDate(cib: Cib): number {
  return epochOf(effectiveTime(cib)!);
}
