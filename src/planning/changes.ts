import type { Run } from "../run.ts";

/** Compares what is running with the configuration, and schedules what follows from differences. */
export function checkConfigurationChanges(run: Run): void {
  void run;
  throw new Error("not built yet");
}
