// Gets the CIB that a command works on, and says what the reference says about it on the way.

import {
  CibError,
  parseCib,
  PengineError,
  upgradeCib,
  type Cib,
  type CibDocument,
  type UpgradeMessage,
} from "../index.ts";
import { CommandError, ExitStatus } from "./exit-status.ts";
import { isSystemError, readBytes } from "./files.ts";
import { logLine } from "./log.ts";
import type { InputSource } from "./simulate-options.ts";

const UNREADABLE = "Could not read input XML: Bad input value provided";
const NO_CLUSTER = "Could not connect to the CIB: Transport endpoint is not connected";

const shownFrom: Readonly<Record<UpgradeMessage["level"], number>> = {
  plain: 0,
  violation: 0,
  error: 1,
  info: 4,
  debug: 5,
};

/** The text of what was said while reading, as far as it is shown. */
export function upgradeLog(messages: readonly UpgradeMessage[], verbosity: number): string {
  let text = "";
  for (const { level, origin, text: message } of messages) {
    if (verbosity < shownFrom[level]) continue;
    const asLog = origin !== null && (level !== "violation" || verbosity > 0);
    const word = level === "violation" ? "error" : level;
    text += asLog ? logLine(origin, word, message) : `${message}\n`;
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
): Promise<Cib> {
  return upgradeSource(await parseSource(source, program, verbosity, error), verbosity, error);
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
): Promise<CibDocument> {
  if (source.kind === "live") throw new CommandError(ExitStatus.NotConnected, NO_CLUSTER);
  const file = source.kind === "file" ? source.file : null;
  try {
    return parseCib(await readBytes(file), { file: file ?? undefined });
  } catch (problem) {
    if (!(problem instanceof PengineError) && !isSystemError(problem)) throw problem;
    if (verbosity > 0) error(logLine("pcmk__log_xmllib_err", "error", `XML Error: ${detailOf(problem, file)}`));
    throw new CommandError(ExitStatus.BadInput, `${program}: ${UNREADABLE}`);
  }
}

/**
 * Upgrades and validates a document.
 *
 * @throws CommandError with the status that the command ends with
 */
export function upgradeSource(document: CibDocument, verbosity: number, error: (text: string) => void): Cib {
  try {
    const cib = upgradeCib(document);
    error(upgradeLog(cib.messages, verbosity));
    return cib;
  } catch (problem) {
    if (!(problem instanceof CibError)) throw problem;
    error(upgradeLog(problem.messages, verbosity));
    throw new CommandError(
      problem.code === "cib-not-found" ? ExitStatus.NoSuchObject : ExitStatus.Config,
      problem.code === "cib-not-found" ? "CIB query failed: No such device or address" : "",
    );
  }
}

function detailOf(problem: unknown, file: string | null): string {
  const { message } = problem as Error;
  if (!(problem instanceof PengineError) || problem.line === undefined) return message;
  return `${file ?? "-"}:${problem.line}: ${message}`;
}
