// Gets the CIB that a command works on, and says what the reference says about it on the way.

import {
  CibError,
  parseCib,
  PengineError,
  upgradeCib,
  type Cib,
  type CibDocument,
  type ErrorCode,
  type Limits,
  type UpgradeMessage,
} from "../index.ts";
import { CommandError, ExitStatus } from "./exit-status.ts";
import { isSystemError, readBytes } from "./files.ts";
import { logLine } from "./log.ts";
import { problemsOfError, problemsText, shownText, type ShownSource } from "./problems.ts";
import type { InputSource } from "./simulate-options.ts";

const UNREADABLE = "Could not read input XML";
const NO_CLUSTER = "Could not connect to the CIB: Transport endpoint is not connected";

const shownFrom: Readonly<Record<UpgradeMessage["level"], number>> = {
  plain: 0,
  error: 1,
  info: 4,
  debug: 5,
};

/** The text of what was said while reading, as far as it is shown. */
export function upgradeLog(messages: readonly UpgradeMessage[], verbosity: number): string {
  let text = "";
  for (const { level, origin, text: message } of messages) {
    if (verbosity < shownFrom[level]) continue;
    text += origin === null ? `${message}\n` : logLine(origin, level, message);
  }
  return text;
}

/**
 * Reads, upgrades and validates the CIB.
 *
 * @throws CommandError with the status that the command ends with
 */
export async function loadCib(
  source: InputSource,
  program: string,
  verbosity: number,
  error: (text: string) => void,
  limits: Partial<Limits> = {},
): Promise<Cib> {
  return upgradeSource(await parseSource(source, program, verbosity, error, limits), verbosity, error, limits);
}

/**
 * Reads a document that need not be a CIB.
 *
 * @throws CommandError with the status that the command ends with
 */
export async function parseSource(
  source: InputSource,
  program: string,
  verbosity: number,
  error: (text: string) => void,
  limits: Partial<Limits> = {},
): Promise<CibDocument> {
  if (source.kind === "live") throw new CommandError(ExitStatus.NotConnected, NO_CLUSTER);
  const file = source.kind === "file" ? source.file : null;
  let bytes: Uint8Array | null = null;
  try {
    bytes = await readBytes(file, limits);
    return parseCib(bytes, { file: file ?? undefined, limits });
  } catch (problem) {
    if (!(problem instanceof PengineError) && !isSystemError(problem)) throw problem;
    if (verbosity > 0) error(logLine("pcmk__log_xmllib_err", "error", `XML Error: ${detailOf(problem, file)}`));
    throw new CommandError(ExitStatus.BadInput, `${program}: ${UNREADABLE}: ${reasonOf(problem, limits)}`, (hasColors) =>
      detailsOf(problem, { file: file ?? undefined, text: bytes === null ? null : shownText(bytes) }, hasColors),
    );
  }
}

/**
 * Upgrades and validates a document.
 *
 * @throws CommandError with the status that the command ends with
 */
export function upgradeSource(
  document: CibDocument,
  verbosity: number,
  error: (text: string) => void,
  limits: Partial<Limits> = {},
): Cib {
  try {
    const cib = upgradeCib(document, { limits });
    error(upgradeLog(cib.messages, verbosity));
    return cib;
  } catch (problem) {
    if (!(problem instanceof CibError)) throw problem;
    error(upgradeLog(problem.messages, verbosity));
    throw new CommandError(
      problem.code === "cib-not-found" ? ExitStatus.NoSuchObject : ExitStatus.Config,
      problem.code === "cib-not-found" ? "CIB query failed: No such device or address" : "",
      (hasColors) => detailsOf(problem, document.source, hasColors),
    );
  }
}

/** Limits that the reference has, too. */
const sharedLimits: ReadonlySet<ErrorCode> = new Set(["limit-depth", "limit-attribute-length", "limit-entity-expansion"]);

/** In the words of the reference, unless it is a limit of ours. */
function reasonOf(problem: Error, limits: Partial<Limits>): string {
  const isLimit = problem instanceof PengineError && problem.code.startsWith("limit-");
  if (!isLimit || (sharedLimits.has(problem.code) && Object.keys(limits).length === 0)) return "Bad input value provided";
  return `${problem.message} [${problem.code}]`;
}

function detailsOf(problem: Error, source: ShownSource, hasColors: boolean): string {
  const problems = problem instanceof PengineError ? problemsOfError(problem, source.text) : [];
  return problemsText(problems, source, hasColors);
}

function detailOf(problem: Error, file: string | null): string {
  const { message } = problem;
  if (!(problem instanceof PengineError) || problem.line === undefined) return message;
  return `${file ?? "-"}:${problem.line}: ${message}`;
}
