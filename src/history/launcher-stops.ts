import type { Run } from "../run.ts";

/** Schedules the stops of launchers whose connections failed, once all history is read. */
export function scheduleLauncherStops(run: Run): void {
  void run;
  throw new Error("not built yet");
}
