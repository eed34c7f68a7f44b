import type { ErrorCode } from "../index.ts";

/** Exit statuses of the commands; texts are those of `resultCodeText`. */
export const ExitStatus = {
  Ok: 0,
  Error: 1,
  NoPermission: 4,
  Usage: 64,
  BadInput: 65,
  Software: 70,
  IoError: 74,
  Config: 78,
  NotConnected: 102,
  NoSuchObject: 105,
} as const;

/** What a command ends with when a typed error stops it. */
const statusByCode: Readonly<Record<ErrorCode, number>> = {
  "bzip2-invalid": ExitStatus.BadInput,
  "encoding-unknown": ExitStatus.BadInput,
  "encoding-invalid": ExitStatus.BadInput,
  "xml-malformed": ExitStatus.BadInput,
  "xml-entity": ExitStatus.BadInput,
  "limit-bytes": ExitStatus.BadInput,
  "limit-decompressed-bytes": ExitStatus.BadInput,
  "limit-depth": ExitStatus.BadInput,
  "limit-names": ExitStatus.BadInput,
  "limit-elements": ExitStatus.BadInput,
  "limit-attribute-length": ExitStatus.BadInput,
  "limit-entity-expansion": ExitStatus.BadInput,
  "limit-instances": ExitStatus.Config,
  "limit-iterations": ExitStatus.Software,
  "time-missing": ExitStatus.Software,
  "schema-missing": ExitStatus.Config,
  "schema-unknown": ExitStatus.Config,
  "schema-invalid": ExitStatus.Config,
  "upgrade-failed": ExitStatus.Config,
  "cib-not-found": ExitStatus.NoSuchObject,
  "node-unknown": ExitStatus.NoSuchObject,
  "node-state-ambiguous": ExitStatus.Software,
  "ticket-ambiguous": ExitStatus.Software,
  "option-ambiguous": ExitStatus.Software,
  "edit-invalid": ExitStatus.Config,
  "history-impossible": ExitStatus.Software,
  "argument-invalid": ExitStatus.Usage,
};

export function exitStatusOf(code: ErrorCode): number {
  return statusByCode[code];
}

/** What a command ends with when the system refuses a file. */
export function exitStatusOfSystemError(error: unknown): number {
  switch ((error as NodeJS.ErrnoException).code) {
    case "ENOENT":
      return ExitStatus.NoSuchObject;
    case "EACCES":
      return ExitStatus.NoPermission;
    case "EIO":
      return ExitStatus.IoError;
    case "EINVAL":
      return ExitStatus.Software;
    default:
      return ExitStatus.Error;
  }
}

/** Ends a command; the message is for standard error, without the program's name. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly status: number;
  /** What is wrong at which place in the input, for commands that show it. */
  readonly details: (hasColors: boolean) => string;

  constructor(status: number, message: string, details: (hasColors: boolean) => string = () => "") {
    super(message);
    this.status = status;
    this.details = details;
  }
}
