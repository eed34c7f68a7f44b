// The entry functions: state of a cluster, and what would be done about it.

import type { Cib } from "./cib/read.ts";
import { limitsFrom, type Limits } from "./cib/limits.ts";
import { createMemory, createRun } from "./create-run.ts";
import type { Diagnostic } from "./diagnostics.ts";
import { PengineError } from "./errors.ts";
import { elementOf } from "./graph/describe.ts";
import { graphToDot, type DotOptions } from "./graph/dot.ts";
import { buildGraph, publishTransition, type Graph } from "./graph/index.ts";
import type { Transition } from "./graph/transition.ts";
import type { ScoreChange, ScoreLine } from "./model/scores.ts";
import { runStages, scheduling, unpack } from "./pipeline.ts";
import type { ClusterStatus } from "./result/cluster-status.ts";
import { markInput } from "./result/mark-input.ts";
import { publishStatus } from "./result/publish-status.ts";
import { summarize, type Summary } from "./result/summary.ts";
import type { Memory, Run } from "./run.ts";
import { epochOf, timeFromEpoch, utcClock, type Clock, type CrmTime } from "./values/date.ts";
import { parseTime } from "./values/date-parse.ts";
import { scanInteger } from "./values/integer.ts";
import { attribute, type XmlElement } from "./xml/element.ts";

/** What state and schedule depend on besides the CIB. */
export interface RunOptions {
  /**
   * Effective time: seconds since the epoch, or an ISO 8601 date and time (whose own offset then decides what date rules
   * take for local time). Default: the CIB's `execution-date`.
   */
  readonly now?: number | string | undefined;
  /** The machine's clock and time zone. Default: the effective time, in UTC. */
  readonly clock?: Clock | undefined;
  /**
   * Private parameters may be missing from the input, as from what is handed to support; a difference in nothing but these
   * is then not a change. Default: true.
   */
  readonly sanitized?: boolean | undefined;
  /**
   * Work out what ping resources would reach with full connectivity (`NodeAttribute.expected`). This looks at their parameters,
   * whose rules can bring `recheckBy` forward, just as `--show-attrs` of `crm_simulate` does. Default: false.
   */
  readonly connectivity?: boolean | undefined;
  /** What an earlier result left: warnings that are given once, the number of the last transition. Default: nothing. */
  readonly memory?: Memory | undefined;
  /** Limits that differ from the defaults. */
  readonly limits?: Partial<Limits> | undefined;
}

/** What is wanted of a schedule beyond the transition. */
export interface ScheduleOptions extends RunOptions {
  /** Record scores as `crm_simulate --show-scores` prints them. Default: false. */
  readonly scores?: boolean | undefined;
  /** Record capacities and their use. Default: false. */
  readonly utilization?: boolean | undefined;
  /** Record every change of every score with its cause. Default: false. */
  readonly ledger?: boolean | undefined;
  /** Draw the transition in the DOT language. Default: no drawing. */
  readonly dot?: DotOptions | undefined;
}

interface RunResult {
  /** What `crm_simulate` prints, not only logs, while it works out the state. */
  readonly notes: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly memory: Memory;
}

/** The state of a cluster. */
export interface StatusResult extends RunResult {
  readonly status: ClusterStatus;
}

/** What would be done about the state of a cluster. */
export interface Plan extends RunResult {
  readonly summary: Summary;
  /** How many actions the transition has that something is to carry out. */
  readonly actionCount: number;
  /** Worked out at first use. */
  readonly transition: Transition;
  /** In the order in which scheduling arrived at them; empty unless asked for. */
  readonly scores: readonly ScoreLine[];
  /** Every change of every score; `null` unless asked for. */
  readonly ledger: readonly ScoreChange[] | null;
  /** The transition in the DOT language; `null` unless asked for. */
  readonly dot: string | null;
  /** Seconds since the epoch by which to schedule again although nothing happened; `null` if there is no such time. */
  readonly recheckBy: number | null;
}

/** The state of a cluster, and what would be done about it. */
export interface Schedule extends Plan, StatusResult {}

/**
 * The state of a cluster.
 *
 * @throws PengineError if there is no effective time, or a limit is passed
 */
export function clusterStatus(cib: Cib, options: RunOptions = {}): StatusResult {
  const run = startRun(cib, options);
  unpack(run);
  return Object.freeze({ status: publishStatus(run, options.connectivity ?? false), notes: takeNotes(run), ...published(run) });
}

/**
 * The transition that brings a cluster from its state to the configured one, without that state: what {@link schedule} says
 * otherwise, a little sooner.
 *
 * @throws PengineError if there is no effective time, or a limit is passed
 */
export function plan(cib: Cib, options: ScheduleOptions = {}): Plan {
  const run = startRun(cib, options);
  return carryOut(run, unpack(run), options, {});
}

/**
 * The state of a cluster, and the transition that brings it to the configured one.
 *
 * @throws PengineError if there is no effective time, or a limit is passed
 */
export function schedule(cib: Cib, options: ScheduleOptions = {}): Schedule {
  const run = startRun(cib, options);
  const known = unpack(run);
  return carryOut(run, known, options, { status: publishStatus(run, options.connectivity ?? false) });
}

/** Schedules from an unpacked model. */
function carryOut<T extends object>(run: Run, known: boolean, options: ScheduleOptions, first: T): T & Plan {
  const notes = takeNotes(run);
  // the reference tries again, and says so again, before it schedules nothing
  if (!known) unpack(run);
  runStages(run, scheduling);
  const summary = summarize(run);
  // what making the graph finds out comes too late
  const recheckBy = run.recheckBy === 0 ? null : run.recheckBy;
  const graph = buildGraph(run);
  const dot = options.dot === undefined ? null : graphToDot(run, options.dot);
  const result = {
    ...first,
    notes,
    summary,
    actionCount: graph.synapses.filter(({ action }) => elementOf(action) !== "pseudo_event").length,
    scores: Object.freeze(run.scoreLines),
    ledger: run.ledger === null ? null : Object.freeze(run.ledger),
    dot,
    recheckBy,
    ...published(run),
  };
  return Object.freeze(Object.assign(new LateTransition(run, graph), result));
}

/** The transition of a result, worked out at first use. */
class LateTransition {
  // enumerable and own, like the rest of the result; one function for all, as V8 keeps what a getter refers to for long
  static readonly #getter: PropertyDescriptor = {
    enumerable: true,
    get(this: LateTransition): Transition {
      this.#transition ??= publishTransition(this.#run, this.#graph);
      return this.#transition;
    },
  };

  declare readonly transition: Transition;
  readonly #run: Run;
  readonly #graph: Graph;
  #transition: Transition | null = null;

  constructor(run: Run, graph: Graph) {
    this.#run = run;
    this.#graph = graph;
    Object.defineProperty(this, "transition", LateTransition.#getter);
  }
}

/**
 * The CIB with what unpacking adds to it: connections of guest nodes, and marks at failed operations. This is what
 * `crm_simulate --save-input` writes.
 *
 * @throws PengineError if there is no effective time, or a limit is passed
 */
export function unpackedInput(cib: Cib, options: RunOptions = {}): XmlElement {
  const run = startRun(cib, options);
  unpack(run);
  return markInput(run.root, run.marks);
}

/** The effective time of a run, as options and CIB give it; `null` if neither does. */
export function effectiveTime(cib: Pick<Cib, "root">, options: RunOptions = {}): CrmTime | null {
  const clock = options.clock ?? utcClock(0);
  if (typeof options.now === "number") {
    if (Number.isSafeInteger(options.now)) return timeFromEpoch(options.now, clock);
    throw new PengineError("argument-invalid", `The time ${options.now} is not a whole number of seconds`);
  }
  if (typeof options.now === "string") {
    const { time } = parseTime(options.now, clock);
    if (time === null) throw new PengineError("argument-invalid", `'${options.now}' is not an ISO 8601 date and time`);
    return time;
  }
  const recorded = attribute(cib.root, "execution-date");
  const epoch = recorded === undefined ? 0 : scanInteger(recorded).value;
  return epoch === 0 ? null : timeFromEpoch(epoch, clock);
}

/** @internal Creates a run with the options settled. */
export function startRun(cib: Cib, options: ScheduleOptions): Run {
  const time = effectiveTime(cib, options);
  if (time === null) {
    throw new PengineError("time-missing", "The CIB has no execution-date; say which time to schedule for with `now`");
  }
  const now = epochOf(time);
  const { instances, cloneInstances } = limitsFrom(options.limits);
  const earlier = options.memory ?? createMemory();
  const memory: Memory = { ...earlier, warned: new Set(earlier.warned) };
  const settings = {
    time,
    now,
    clock: options.clock ?? utcClock(now),
    sanitized: options.sanitized ?? true,
    showScores: options.scores ?? false,
    showUtilization: options.utilization ?? false,
    maxInstances: instances,
    maxCloneInstances: cloneInstances,
  };
  return createRun(cib, settings, memory, options.ledger ?? false);
}

/** The messages that unpacking left among the score lines: they belong above the output of the status. */
function takeNotes(run: Run): readonly string[] {
  const lines = run.scoreLines.splice(0);
  return Object.freeze(lines.flatMap((line) => (line.kind === "message" ? [line.text] : [])));
}

function published(run: Run): { readonly diagnostics: readonly Diagnostic[]; readonly memory: Memory } {
  // a copy: describing a transition, which is put off, can still look up the address of a host
  return { diagnostics: Object.freeze([...run.diagnostics]), memory: Object.freeze(run.memory) };
}
