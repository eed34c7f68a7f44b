// Asks both programs about one state: one call each, with everything that they can write.

import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runPeSim } from "../../support/pe-sim.ts";
import { settle } from "../../support/scenario-run.ts";
import type { Answer } from "./stages.ts";

/** A document and what happens to the cluster. */
export interface State {
  readonly text: string;
  /** Options of the simulation. */
  readonly events: readonly string[];
}

/** `died` is a crash, an abort, or no answer in time. */
export type Asked = Answer | "died";

/** The reference, which may take as many kilobytes as this: on odd inputs it can take all there are. */
const BOUNDED = 'ulimit -v 3000000; exec crm_simulate "$@"';
/** Milliseconds; where it takes this long, it never ends. */
const TIMEOUT = 3_000;

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** A folder in which both programs write, to be removed after use. */
export class Workplace {
  private readonly folder = mkdtempSync(join(tmpdir(), "pengine-differential-"));

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Both answers; the reference works while pengine does. */
  async ask(state: State): Promise<{ readonly ours: Asked; readonly theirs: Asked }> {
    const input = join(this.folder, "in.xml");
    writeFileSync(input, state.text);
    const date = Number(/<cib\b[^>]*\sexecution-date="(\d+)"/.exec(state.text)?.[1] ?? 0);
    const clock = seconds();
    const asked = this.reference(input, state.events, date);
    const ours = await this.pengine(input, state.events, clock, date);
    const theirs = await asked;
    // both have to have seen the same moment
    return theirs.clock === clock ? { ours, theirs: theirs.answer } : { ours: await this.pengine(input, state.events, theirs.clock, date), theirs: theirs.answer };
  }

  private files(who: string): readonly [saved: string, graph: string, dot: string] {
    return [join(this.folder, `${who}.xml`), join(this.folder, `${who}.graph`), join(this.folder, `${who}.dot`)];
  }

  /** `last` is the machine's time when the program ended. */
  private collect(who: string, status: number, out: string, error: string, clock: number, date: number, last = clock): Answer {
    const settled = (text: string): string => {
      let result = settle(text, clock, date);
      for (let second = clock + 1; second <= last; second++) result = result.replaceAll(String(second), String(date));
      return result;
    };
    const [saved, graph, dot] = this.files(who).map((file) => {
      if (!existsSync(file)) return "";
      const text = readFileSync(file, "utf8");
      rmSync(file);
      return settled(text);
    }) as [string, string, string];
    const local = (text: string): string => settled(text.replaceAll(`${this.folder}/${who}.`, "./"));
    return { status, out: local(out), error: local(error), graph, dot, saved };
  }

  private arguments(who: string, input: string, events: readonly string[]): string[] {
    const [saved, graph, dot] = this.files(who);
    return ["-x", input, "-S", "-s", "-O", saved, "-G", graph, "-D", dot, ...events];
  }

  private async pengine(input: string, events: readonly string[], clock: number, date: number): Promise<Asked> {
    try {
      const { status, out, error } = await runPeSim(this.arguments("ours", input, events), clock, "crm_simulate");
      return this.collect("ours", status, out, error, clock, date);
    } catch {
      return "died";
    }
  }

  /** Asks again if a second passed meanwhile, so that all moments that it notes are the same; not for ever on a busy machine. */
  private async reference(input: string, events: readonly string[], date: number, attempts = 2): Promise<{ readonly answer: Asked; readonly clock: number }> {
    const clock = seconds();
    const answer = await new Promise<Asked>((resolve) => {
      const options = { encoding: "utf8", maxBuffer: 1 << 28, timeout: TIMEOUT, killSignal: "SIGKILL", env: { ...process.env, TZ: "UTC", LC_ALL: "C.UTF-8" } } as const;
      execFile("sh", ["-c", BOUNDED, "sh", ...this.arguments("theirs", input, events)], options, (failure, out, error) => {
        const status = failure === null ? 0 : typeof failure.code === "number" ? failure.code : null;
        if (status === null || status >= 128) {
          for (const file of this.files("theirs")) rmSync(file, { force: true });
          resolve("died");
        } else {
          resolve(this.collect("theirs", status, out, error, clock, date, seconds()));
        }
      });
    });
    return answer !== "died" && seconds() !== clock && attempts > 0 ? this.reference(input, events, date, attempts - 1) : { answer, clock };
  }
}
