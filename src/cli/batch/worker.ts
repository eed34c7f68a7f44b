import type { BatchOptions, BatchResult } from "./result.ts";
import { scheduleFile } from "./schedule-file.ts";

/** A share of the work: several files, so that handing over costs little beside scheduling. */
export interface Share {
  readonly files: readonly string[];
  readonly options: BatchOptions;
}

export default async function scheduleShare({ files, options }: Share): Promise<readonly BatchResult[]> {
  const results: BatchResult[] = [];
  for (const file of files) results.push(await scheduleFile(file, options));
  return results;
}
