// `npm run fuzz:input -- --runs N --seed S`: damaged inputs through everything; nothing may come but an answer or a typed
// error, in time and in bounded memory. Workers do the work, so that one that hangs or bursts can be told and replaced.

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { type Finding, Tally, tryInput } from "./campaign.ts";
import { createInput, createPool, randomOf, type Pool } from "./inputs.ts";

/** Megabytes that a worker may use. */
const MEMORY = 1024;
/** Milliseconds after which a worker counts as hanging. */
const PATIENCE = 120_000;
/** Where a worker is before its first input. */
const NOT_YET = -1;
/** Inputs after which a worker tells how far it is. */
const REPORT = 200;

interface Share {
  readonly scenarios: string;
  readonly seed: number;
  readonly runs: number;
  readonly from: number;
  readonly step: number;
  /** The number of the input that is being tried. */
  readonly current: Int32Array;
}

type Message = { readonly next: number; readonly tally: Pick<Tally, "outcomes" | "slowest"> } | { readonly finding: Finding };

function tell(message: Message): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort!.postMessage(message);
}

function work({ scenarios, seed, runs, from, step, current }: Share): void {
  const pool = createPool(scenarios, seed);
  let tally = new Tally();
  let left = REPORT;
  const report = (next: number): void => {
    tell({ next, tally: { outcomes: tally.outcomes, slowest: tally.slowest } });
    const { kinds } = tally;
    tally = new Tally();
    for (const [kind, count] of kinds) tally.kinds.set(kind, count);
    left = REPORT;
  };
  for (let index = from; index < runs; index += step) {
    current[0] = index;
    const finding = tryInput(pool, seed, index, tally);
    if (finding !== null) tell({ finding });
    if (--left === 0) report(index + step);
  }
  report(runs);
}

class Campaign {
  private readonly outcomes = new Map<string, number>();
  private slowest = { index: -1, milliseconds: 0 };
  private readonly folder = mkdtempSync(join(tmpdir(), "pengine-fuzz-"));
  private readonly scenarios: string;
  private readonly seed: number;
  private readonly runs: number;
  private readonly workers: number;
  private readonly pool: Pool;
  private done = 0;
  private failed = 0;
  private memory = 0;
  private stopped = false;
  private readonly running = new Set<Worker>();

  constructor(scenarios: string, seed: number, runs: number, workers: number) {
    this.scenarios = scenarios;
    this.seed = seed;
    this.runs = runs;
    this.workers = workers;
    this.pool = createPool(scenarios, seed);
  }

  async run(): Promise<boolean> {
    const started = performance.now();
    const progress = setInterval(() => {
      this.memory = Math.max(this.memory, process.memoryUsage().rss);
    }, 1000);
    process.once("SIGINT", () => this.stop());
    await Promise.all(Array.from({ length: this.workers }, (_, number) => this.share(number)));
    clearInterval(progress);
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(`${this.done} inputs, seed ${this.seed}, in ${seconds} s; ${Math.round(this.memory / 2 ** 20)} MB at most`);
    for (const [outcome, count] of [...this.outcomes].sort(([, a], [, b]) => b - a)) console.log(`${String(count).padStart(8)}  ${outcome}`);
    console.log(`slowest: input ${this.slowest.index}, ${Math.round(this.slowest.milliseconds)} ms`);
    if (this.failed > 0) console.log(`failing inputs are in ${this.folder}`);
    return this.failed === 0;
  }

  /** Ends early; what is done by then is told. */
  private stop(): void {
    this.stopped = true;
    for (const worker of this.running) void worker.terminate();
  }

  /** Goes through one worker's inputs, with as many workers as it takes. */
  private async share(number: number): Promise<void> {
    for (let from = number; from < this.runs && !this.stopped; ) from = await this.part(from);
  }

  /** @returns the number of the input to go on with */
  private part(from: number): Promise<number> {
    const current = new Int32Array(new SharedArrayBuffer(4)).fill(NOT_YET);
    const share: Share = { scenarios: this.scenarios, seed: this.seed, runs: this.runs, from, step: this.workers, current };
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: share, resourceLimits: { maxOldGenerationSizeMb: MEMORY } });
    this.running.add(worker);
    let seen = NOT_YET;
    let next = this.runs;
    let since = performance.now();
    return new Promise((resolve, reject) => {
      const fail = (kind: string, text: string): void => {
        const index = current[0]!;
        if (index === NOT_YET) return reject(new Error(text));
        this.keep({ index, kind, text, input: createInput(this.pool, randomOf(this.seed, index)) });
        this.count(`failure ${kind}`, 1);
        next = index + this.workers;
      };
      const watch = setInterval(() => {
        if (current[0] !== seen) {
          seen = current[0]!;
          since = performance.now();
        } else if (performance.now() - since > PATIENCE) {
          fail("hangs", "no answer");
          clearInterval(watch);
          void worker.terminate();
        }
      }, 1000);
      worker.on("message", (message: Message) => {
        if ("finding" in message) return this.keep(message.finding);
        for (const [outcome, count] of message.tally.outcomes) this.count(outcome, count);
        if (message.tally.slowest.milliseconds > this.slowest.milliseconds) this.slowest = { ...message.tally.slowest };
      });
      worker.on("error", (error) => fail("worker ended", String(error.stack)));
      worker.on("exit", () => {
        clearInterval(watch);
        this.running.delete(worker);
        resolve(next);
      });
    });
  }

  private count(outcome: string, count: number): void {
    this.done += count;
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + count);
  }

  private keep({ index, kind, text, input }: Finding): void {
    this.failed++;
    const file = join(this.folder, `${index}.xml`);
    writeFileSync(file, input);
    writeFileSync(join(this.folder, `${index}.txt`), `${kind}\n\n${text}\n`);
    console.log(`input ${index}: ${kind}\n  ${file}`);
  }
}

if (isMainThread) {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "10000" },
      seed: { type: "string", default: "1" },
      workers: { type: "string", default: "1" },
    },
  });
  const campaign = new Campaign(resolve("scenarios"), Number(values.seed), Number(values.runs), Number(values.workers));
  process.exitCode = (await campaign.run()) ? 0 : 1;
} else {
  work(workerData as Share);
}
