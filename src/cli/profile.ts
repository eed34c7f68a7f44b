// `--profile DIR`: schedules every saved input in a folder a number of times and says how long that took.
//
// Order   files by name, byte by byte; each one is read once, then scheduled again and again
// Time    processor time of upgrading, validating and scheduling; parsing does not count
// Trap    a file that cannot be scheduled is passed over without a line of its own (observed)

import { readdirSync, statSync } from "node:fs";
import { compareBytes, PengineError, type Cib, type Limits, type Plan } from "../index.ts";
import type { Report } from "../output/report.ts";
import type { OutputStreams } from "./create-report.ts";
import { CommandError, exitStatusOfSystemError } from "./exit-status.ts";
import { parseSource, upgradeSource } from "./input.ts";
import { expectLongRun } from "./tune-runtime.ts";

/** What profiling is done with. */
export interface Profile {
  readonly folder: string;
  readonly repeat: number;
  readonly program: string;
  readonly verbosity: number;
  readonly streams: OutputStreams;
  readonly report: Report;
  /** Schedules an input as a single run would. */
  readonly plan: (cib: Cib) => Plan;
  /** What is said about the effective time before each run; `null`: nothing. */
  readonly time: string | null;
  readonly limits: Partial<Limits>;
}

/**
 * Profiles a folder.
 *
 * @throws CommandError if it cannot be listed
 */
export async function runProfile(profile: Profile): Promise<void> {
  const { folder, report } = profile;
  const names = inputsIn(folder);
  if (names.length === 0) return;
  expectLongRun();
  report.beginTimings();
  for (const name of names) await profileFile(profile, `${folder}/${name}`);
  report.endTimings();
}

/** Names of the regular files (links followed) that can be inputs. */
function inputsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".xml") && !name.startsWith("."))
      .filter((name) => statSync(`${folder}/${name}`, { throwIfNoEntry: false })?.isFile() === true)
      .toSorted(compareBytes);
  } catch (error) {
    throw new CommandError(exitStatusOfSystemError(error), "");
  }
}

async function profileFile(profile: Profile, file: string): Promise<void> {
  const { repeat, report, time, streams, verbosity, program, limits } = profile;
  try {
    const document = await parseSource({ kind: "file", file }, program, verbosity, streams.error, limits);
    const start = process.cpuUsage();
    const cib = upgradeSource(document, verbosity, streams.error, limits);
    for (let i = 0; i < repeat; i++) {
      if (time !== null) report.note(time);
      report.timedScores(profile.plan(cib).scores);
    }
    const { user, system } = process.cpuUsage(start);
    report.timing(file, (user + system) / 1_000_000);
  } catch (error) {
    if (!(error instanceof CommandError) && !(error instanceof PengineError)) throw error;
    if (error.message !== "") streams.error(`${error.message} (${file})\n`);
  }
}
