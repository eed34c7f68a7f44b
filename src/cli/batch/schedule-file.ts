import { PengineError, readCib, plan, effectiveTime, type Plan } from "../../index.ts";
import { machineClock } from "../clock.ts";
import { isSystemError, readBytes, systemText } from "../files.ts";
import type { BatchOptions, BatchResult } from "./result.ts";

const nothing = { actions: 0, fenced: [], changes: {}, errors: 0, warnings: 0 } as const;

/** Reads and schedules one saved input. What is wrong with it is part of the result. */
export async function scheduleFile(file: string, options: BatchOptions): Promise<BatchResult> {
  const started = performance.now();
  const done = (result: Omit<BatchResult, "file" | "milliseconds">): BatchResult => ({
    file,
    milliseconds: Math.round((performance.now() - started) * 1000) / 1000,
    ...result,
  });
  try {
    const clock = machineClock();
    const { limits } = options;
    const cib = readCib(await readBytes(file, limits), { file, limits });
    const now = options.now ?? (effectiveTime(cib) === null ? clock.now : undefined);
    return done({ failure: null, ...countsOf(plan(cib, { now, clock, limits })) });
  } catch (error) {
    if (error instanceof PengineError) return done({ failure: { code: error.code, message: error.message }, ...nothing });
    if (isSystemError(error)) return done({ failure: { code: "file-unreadable", message: systemText(error) }, ...nothing });
    throw error;
  }
}

function countsOf({ actionCount, summary, diagnostics }: Plan): Omit<BatchResult, "file" | "milliseconds" | "failure"> {
  const changes = new Map<string, number>();
  for (const { verb } of summary.resources) changes.set(verb, (changes.get(verb) ?? 0) + 1);
  return {
    actions: actionCount,
    fenced: summary.nodes.filter(({ task }) => task.startsWith("Fence")).map(({ node }) => node),
    changes: Object.fromEntries(changes),
    errors: diagnostics.filter(({ kind }) => kind === "config-error").length,
    warnings: diagnostics.filter(({ kind }) => kind === "config-warning").length,
  };
}
