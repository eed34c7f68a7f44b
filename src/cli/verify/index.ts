// The drop-in for crm_verify.

import { writeFileSync } from "node:fs";
import {
  parseCib,
  PengineError,
  serializeXml,
  verifyCib,
  type Advice,
  type CibDocument,
  type Clock,
  type Verification,
  type VerificationEntry,
} from "../../index.ts";
import { addResultStatus, createResult } from "../../output/xml/report.ts";
import { redirected, type OutputStreams } from "../create-report.ts";
import { CommandError, ExitStatus } from "../exit-status.ts";
import { isSystemError, readBytes } from "../files.ts";
import { upgradeLog } from "../input.ts";
import { logLines } from "../log.ts";
import { problemData, problemsOf, problemsOfError, problemsText, shownText, type Problem, type ShownSource } from "../problems.ts";
import { parseVerifyArguments, verifyOptions, type VerifyArguments } from "./options.ts";
import { helpText } from "../parse-options.ts";

const NO_CLUSTER = "Transport endpoint is not connected";

/** Runs `pe-sim verify` and returns the exit status. */
export async function runVerify(
  args: readonly string[],
  request: string,
  program: string,
  clock: Clock,
  streams: OutputStreams,
): Promise<number> {
  const parsed = parseVerifyArguments(args, (text) => streams.error(`${text}\n`));
  if (parsed.help) {
    streams.out(helpText(`${program} [OPTION…]`, "Check a Pacemaker configuration for errors", verifyOptions));
    return ExitStatus.Ok;
  }
  if (!["text", "xml", "json", "none"].includes(parsed.outputAs)) {
    throw new CommandError(
      ExitStatus.Error,
      `${program}: Error creating output format ${parsed.outputAs}: Unknown output format`,
    );
  }
  const output = new VerifyOutput(parsed, request, redirected(parsed.outputTo, streams), streams);
  const document = await readDocument(parsed, program, output);
  if (typeof document === "number") return output.finish(document, null);
  if (parsed.save !== null) saveQuietly(parsed.save, document);
  try {
    const verification = verifyCib(document, { now: clock.now, clock, limits: parsed.limits });
    output.tell(verification);
    output.show(problemsOf(verification.violations, document.source.text), document.source);
    return output.finish(verification.outcome === "valid" ? ExitStatus.Ok : ExitStatus.Config, verification);
  } catch (error) {
    if (!(error instanceof PengineError)) throw error;
    output.error(`${program}: Verification failed: ${error.message}`);
    return output.finish(ExitStatus.Config, null);
  }
}

async function readDocument(args: VerifyArguments, program: string, output: VerifyOutput): Promise<CibDocument | number> {
  const text = args.file ?? args.text;
  if (text === null && !args.pipe && !args.live) {
    output.error(`${program}: No input specified`);
    return ExitStatus.Error;
  }
  if (text === null && !args.pipe) {
    output.error(`Could not connect to the CIB: ${NO_CLUSTER}`);
    output.error(`${program}: Verification failed: ${NO_CLUSTER}`);
    return ExitStatus.NotConnected;
  }
  const isXml = text !== null && text.trimStart().startsWith("<");
  const file = text === null || text === "-" || isXml ? null : text;
  let input: string | Uint8Array | null = isXml ? text : null;
  try {
    input ??= await readBytes(file, args.limits);
    return parseCib(input, { file: file ?? undefined, limits: args.limits });
  } catch (error) {
    if (!(error instanceof PengineError) && !isSystemError(error)) throw error;
    output.error(`${program}: Verification failed: Unable to parse CIB XML`);
    if (error instanceof PengineError) {
      const shown = input === null || typeof input === "string" ? input : shownText(input);
      output.show(problemsOfError(error, shown), { file: file ?? undefined, text: shown });
    }
    return ExitStatus.Config;
  }
}

function saveQuietly(file: string, { root }: CibDocument): void {
  try {
    writeFileSync(file, serializeXml(root), { mode: 0o640 });
  } catch {
    // the reference goes on without a word
  }
}

/** Collects what is to be printed, and prints it in the format that was asked for. */
class VerifyOutput {
  private readonly args: VerifyArguments;
  private readonly request: string;
  private readonly out: OutputStreams;
  private readonly streams: OutputStreams;
  private readonly errors: string[] = [];
  private readonly problems: Problem[] = [];

  constructor(args: VerifyArguments, request: string, out: OutputStreams, streams: OutputStreams) {
    this.args = args;
    this.request = request;
    this.out = out;
    this.streams = streams;
  }

  /** An error line. */
  error(text: string): void {
    if (this.args.outputAs === "text") this.streams.error(`${text}\n`);
    else this.errors.push(text);
  }

  /** What is wrong, with its place; like advice it is for people and left out where only the drop-in is wanted. */
  show(problems: readonly Problem[], source: ShownSource): void {
    this.problems.push(...problems);
    if (this.args.outputAs !== "text" || this.args.quiet || !this.args.advice) return;
    this.out.out(problemsText(problems, source, this.out.colors?.out === true));
  }

  tell(verification: Verification): void {
    for (const entry of verification.entries) this.tellEntry(entry);
    if (verification.outcome === "valid" || this.args.quiet) return;
    const kinds = { errors: "invalid", warnings: "may need attention", "not-a-cib": "" } as const;
    const hint = this.showsDetails ? "" : " (-V may provide more detail)";
    this.error(`Configuration ${kinds[verification.outcome]}${hint}`);
  }

  finish(status: number, verification: Verification | null): number {
    const advice = this.args.advice ? (verification?.advice ?? []) : [];
    switch (this.args.outputAs) {
      case "text":
        if (!this.args.quiet) for (const item of advice) this.out.out(adviceLine(item));
        break;
      case "xml": {
        const root = createResult(this.request);
        addResultStatus(root, status, this.errors);
        this.out.out(root.toXml());
        break;
      }
      case "json":
        this.out.out(`${JSON.stringify({ status, errors: this.errors, violations: this.problems.map(problemData), advice }, null, 2)}\n`);
        break;
      default:
        break;
    }
    return status;
  }

  private get showsDetails(): boolean {
    return this.args.verbosity > 0 || this.args.outputAs === "xml" || this.args.outputAs === "json";
  }

  private tellEntry(entry: VerificationEntry): void {
    const { verbosity } = this.args;
    if (entry.kind === "line") this.error(entry.text);
    else if (entry.kind === "upgrade") this.streams.error(upgradeLog([entry.message], verbosity));
    else if (entry.diagnostic.kind === "config-error") this.detail(`error: ${entry.diagnostic.text}`);
    else if (entry.diagnostic.kind === "config-warning") this.detail(`warning: ${entry.diagnostic.text}`);
    else if (entry.diagnostic.kind === "output") this.notice(entry.diagnostic.text);
    else this.streams.error(logLines([entry.diagnostic], verbosity));
  }

  /** What a simulation prints as part of its output; this is never asked for, and cannot be left out. */
  private notice(text: string): void {
    if (this.args.outputAs === "text") this.out.out(`${text}\n`);
  }

  private detail(text: string): void {
    if (this.showsDetails) this.error(withRawSeparator(text));
  }
}

/** What a log shows as a bar between a message and its technical details comes out as it is here (observed). */
function withRawSeparator(text: string): string {
  return text.replace(/ \| (?=xpath=)/, " \u0007 ");
}

function adviceLine({ code, text }: Advice): string {
  return `advice: [${code}] ${text}\n`;
}
