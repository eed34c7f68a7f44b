// Sends an input through everything, and says how that ended.

import {
  parseCib,
  PengineError,
  schedule,
  serializeXml,
  simulate,
  transitionToXml,
  upgradeCib,
  utcClock,
  validateCib,
  verifyCib,
  type Cib,
  type ClusterStatus,
  type ErrorCode,
  type Injection,
  type SimulationRequest,
} from "../../src/index.ts";
import { schemaNames } from "../../src/cib/schema/versions.ts";
import type { Random } from "../support/random.ts";
import { hostileNames, hostileNumbers } from "./hostile.ts";

/** No stage may take longer, in milliseconds of processor time (or real time, if that is less). */
export const SLOW = 2000;
/** One in how many inputs is checked as `pe-sim verify` does, scheduled twice, and scheduled again after the simulation. */
const RARELY = 8;

export type Stage = "read" | "upgrade" | "verify" | "schedule" | "simulate" | "again";

/** How an input ended. */
export interface Attempt {
  /** `answer`, the code of the typed error, or `failure`. */
  readonly outcome: "answer" | ErrorCode | "failure";
  /** The stage that it came to. */
  readonly stage: Stage;
  /** The longest stage. */
  readonly milliseconds: number;
  /** What is wrong, and the same without what varies; `null` unless it is a failure. */
  readonly failure: { readonly text: string; readonly kind: string } | null;
}

const options = { now: 1_718_452_800, clock: utcClock(1_718_452_800) } as const;

/** Tries an input; the same source of choices gives the same events. */
export function attempt(input: Uint8Array, random: Random): Attempt {
  const run = new AttemptRun(random);
  const end = (outcome: Attempt["outcome"], text: string | null, kind = ""): Attempt => ({
    outcome,
    stage: run.stage,
    milliseconds: run.longest(),
    failure: text === null ? null : { text, kind },
  });
  let result: Attempt;
  try {
    run.through(input);
    result = end("answer", null);
  } catch (error) {
    if (error instanceof PengineError) return judged(end(error.code, null));
    const { name, message, stack } = error as Error;
    const frame = stack?.split("\n").find((line) => line.startsWith("    at ")) ?? "";
    result = end("failure", stack ?? message, `${run.stage}: ${name}: ${message.replaceAll(/'[^']*'|"[^"]*"|\d+/g, "?").slice(0, 80)} ${frame.trim().split(" ")[1] ?? ""}`);
  }
  return judged(result);
}

/** Slowness is a failure, too. */
function judged(result: Attempt): Attempt {
  if (result.failure !== null || result.milliseconds <= SLOW) return result;
  return { ...result, outcome: "failure", failure: { text: `took ${Math.round(result.milliseconds)} ms`, kind: `${result.stage}: slow` } };
}

function now(): { readonly real: number; readonly processor: number } {
  const { user, system } = process.cpuUsage();
  return { real: performance.now(), processor: (user + system) / 1000 };
}

class AttemptRun {
  stage: Stage = "read";
  private readonly random: Random;
  private since = now();
  private most = 0;

  constructor(random: Random) {
    this.random = random;
  }

  /** The longest stage so far, in milliseconds. */
  longest(): number {
    const { real, processor } = now();
    this.most = Math.max(this.most, Math.min(real - this.since.real, processor - this.since.processor));
    this.since = { real, processor };
    return this.most;
  }

  private enter(stage: Stage): void {
    this.longest();
    this.stage = stage;
  }

  through(input: Uint8Array): void {
    const { random } = this;
    const document = parseCib(input, { file: "input.xml" });
    this.enter("verify");
    if (random.below(RARELY) === 0) verifyCib(document, options);
    else validateCib(document, schemaNames.at(-1)!);
    this.enter("upgrade");
    const cib = upgradeCib(document);
    this.enter("schedule");
    const { graph, status } = answerTo(cib);
    if (random.below(RARELY) === 0 && answerTo(cib).graph !== graph) throw new Error("a second answer differs");
    this.enter("simulate");
    const after = simulate(cib, requestFor(status, random), options);
    if (random.below(RARELY) !== 0) return;
    this.enter("again");
    schedule(upgradeCib(parseCib(serializeXml(after.cib.document))), options);
  }
}

function answerTo(cib: Cib): { readonly graph: string; readonly status: ClusterStatus } {
  const { transition, status } = schedule(cib, { ...options, scores: true, utilization: true, ledger: true, dot: { all: true, withIds: true } });
  return { graph: transitionToXml(transition), status };
}

/** Events of every kind, mostly about things that exist. */
function requestFor(status: ClusterStatus, random: Random): SimulationRequest {
  const nodes = status.nodes.map(({ name }) => name);
  const resources = status.resources.map(({ id }) => id);
  const node = (): string => (nodes.length > 0 && random.chance(0.9) ? random.pick(nodes) : random.pick(hostileNames));
  const task = (): string => random.pick(["start_0", "stop_0", "monitor_0", "monitor_10000", "promote_0", "migrate_to_0", "", "x_99999999999"]);
  const resource = (): string => (resources.length > 0 && random.chance(0.9) ? random.pick(resources) : random.pick(hostileNames));
  const operation = (): string => `${resource()}_${task()}@${node()}=${random.chance(0.8) ? random.below(10) : random.pick(hostileNumbers)}`;
  const events: Injection[] = [];
  if (random.chance(0.5)) {
    const kind = random.pick(["quorum", "watchdog", "node-up", "node-down", "node-fail", "ticket-grant", "ticket-revoke", "operation"] as const);
    if (kind === "quorum" || kind === "watchdog") events.push({ kind, value: random.pick(hostileNumbers) });
    else if (kind === "operation") events.push({ kind, spec: random.chance(0.9) ? operation() : random.pick(hostileNames) });
    else if (kind === "node-up" || kind === "node-down" || kind === "node-fail") events.push({ kind, node: node() });
    else events.push({ kind, ticket: random.pick(hostileNames) });
  }
  return { events, failures: random.chance(0.3) ? [operation()] : [] };
}
