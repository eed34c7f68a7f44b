// The four artifacts of a run, brought into the form in which regression corpora keep them.

import { mkdtempSync, readFileSync, rmSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compareBytes } from "../../src/index.ts";
import type { CommandResult } from "./pe-sim.ts";

/** Graph without what depends on the version and the machine; DOT sorted, without repetitions; scores sorted. */
export interface Artifacts {
  readonly summary: string;
  readonly exp: string;
  readonly dot: string;
  readonly scores: string;
}

export const artifactKinds = ["summary", "scores", "exp", "dot"] as const satisfies readonly (keyof Artifacts)[];

function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

/** A graph without its feature set and batch limit. */
export function normalizeGraph(text: string): string {
  return text.replace(/crm_feature_set="[^"]*"/g, "").replace(/batch-limit="[0-9]*"/g, "");
}

/** A drawing with its lines sorted and each only once. */
export function normalizeDot(text: string): string {
  const lines = linesOf(text);
  return lines[0] + [...new Set(lines.slice(1, -1))].sort(compareBytes).join("") + (lines.at(-1) ?? "");
}

/** Lines sorted. */
export function sortLines(text: string): string {
  return linesOf(text).sort(compareBytes).join("");
}

/** Hides times that come from the machine's clock, for runs that record results. */
export function hideClock(text: string): string {
  return text.replace(/(last-failure-[^=\s]*)=\d+/g, "$1=NOW").replace(/recheck-by="\d+"/g, 'recheck-by="NOW"');
}

/** Runs a command twice, as the regression harness does, and collects what it made. */
export async function collectArtifacts(
  run: (args: readonly string[]) => CommandResult | Promise<CommandResult>,
  input: string,
  args: readonly string[],
): Promise<Artifacts> {
  const folder = mkdtempSync(join(tmpdir(), "pengine-"));
  try {
    const dot = join(folder, "dot");
    const graph = join(folder, "graph");
    const simulated = await run(["-x", input, "-S", ...args]);
    const scheduled = await run(["-x", input, "-D", dot, "-G", graph, "-sSQ", ...args]);
    const read = (file: string): string => (existsSync(file) ? readFileSync(file, "utf8") : "");
    return {
      summary: simulated.merged,
      exp: normalizeGraph(read(graph)),
      dot: existsSync(dot) ? normalizeDot(read(dot)) : "",
      scores: sortLines(scheduled.out),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The kinds in which two results differ. */
export function differingKinds(ours: Artifacts, theirs: Artifacts, args: readonly string[]): (keyof Artifacts)[] {
  const settle = args.some((arg) => arg === "-i" || arg === "-F") ? hideClock : (text: string): string => text;
  return artifactKinds.filter((kind) => settle(ours[kind]) !== settle(theirs[kind]));
}
