import { availableParallelism } from "node:os";
import type { BatchOptions, BatchResult } from "./result.ts";
import type { Share } from "./worker.ts";

/** How many inputs are scheduled, and where. */
export interface ManyOptions extends BatchOptions {
  /** Worker threads; default: one for each processor. */
  readonly workers?: number | undefined;
  /** Stops early; what is done by then has been given. */
  readonly signal?: AbortSignal | undefined;
}

/** Most of what an input needs is gone when the next one comes; the larger the nursery, the less of it is copied before. */
const NURSERY_MB = 64;

/** Enough files to keep a worker busy for a while, few enough to share them evenly. */
const SHARE_SIZE = 16;

/**
 * Schedules saved inputs in parallel, on worker threads, and gives the results in the order of the files. A file that
 * cannot be scheduled is a result like any other.
 */
export async function* scheduleMany(files: readonly string[], options: ManyOptions = {}): AsyncGenerator<BatchResult> {
  const workers = Math.max(1, options.workers ?? availableParallelism());
  // finds its worker file beside its own, so it cannot be part of a bundle
  const { Tinypool } = await import("tinypool");
  const pool = new Tinypool({
    filename: new URL("./batch-worker.js", import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
    resourceLimits: { maxYoungGenerationSizeMb: NURSERY_MB },
  });
  const { now, limits } = options;
  try {
    const size = Math.max(1, Math.min(SHARE_SIZE, Math.ceil(files.length / workers)));
    const pending: Promise<readonly BatchResult[]>[] = [];
    for (let i = 0; i < files.length; i += size) {
      const share: Share = { files: files.slice(i, i + size), options: { now, limits } };
      const result = pool.run(share) as Promise<readonly BatchResult[]>;
      // a failure counts when its turn comes, and not at all if nobody waits any more
      result.catch(() => {});
      pending.push(result);
    }
    for (const share of pending) {
      if (options.signal?.aborted === true) return;
      yield* await untilAborted(share, options.signal);
    }
  } finally {
    await pool.destroy();
  }
}

async function untilAborted(
  share: Promise<readonly BatchResult[]>,
  signal: AbortSignal | undefined,
): Promise<readonly BatchResult[]> {
  if (signal === undefined) return share;
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve([]);
    signal.addEventListener("abort", stop, { once: true });
    share.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
