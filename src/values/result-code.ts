/** Result codes of agents and of tools, execution status of operations, and the texts of both. */

/** What an agent returned, as far as the scheduler distinguishes it. */
export const ResultCode = {
  Ok: 0,
  UnknownError: 1,
  InvalidParameter: 2,
  Unimplemented: 3,
  InsufficientPrivileges: 4,
  NotInstalled: 5,
  NotConfigured: 6,
  NotRunning: 7,
  Promoted: 8,
  FailedPromoted: 9,
  /** Obsolete: the connection to a remote node died. */
  ConnectionDied: 189,
  Degraded: 190,
  DegradedPromoted: 191,
  /** No result yet. */
  Unknown: 193,
} as const;

/** How the execution of an operation ended, `op-status`. */
export const ExecStatus = {
  Unknown: -2,
  Pending: -1,
  Done: 0,
  Cancelled: 1,
  TimedOut: 2,
  Unsupported: 3,
  Error: 4,
  HardError: 5,
  FatalError: 6,
  NotInstalled: 7,
  Internal: 8,
  CannotExecute: 9,
  NoFenceDevice: 10,
  NoSecrets: 11,
} as const;

const resultTexts = new Map<number, string>([
  [0, "OK"],
  [1, "Error occurred"],
  [2, "Invalid parameter"],
  [3, "Unimplemented"],
  [4, "Insufficient privileges"],
  [5, "Not installed"],
  [6, "Not configured"],
  [7, "Not running"],
  [8, "Promoted"],
  [9, "Failed in promoted role"],
  [64, "Incorrect usage"],
  [65, "Invalid data given"],
  [66, "Input file not available"],
  [67, "User does not exist"],
  [68, "Host does not exist"],
  [69, "Necessary service unavailable"],
  [70, "Internal software bug"],
  [71, "Operating system error occurred"],
  [72, "System file not available"],
  [73, "Cannot create output file"],
  [74, "I/O error occurred"],
  [75, "Temporary failure, try again"],
  [76, "Protocol violated"],
  [77, "Insufficient privileges"],
  [78, "Invalid configuration"],
  [100, "Fatal error occurred, will not respawn"],
  [101, "System panic required"],
  [102, "Not connected"],
  [103, "Update was older than existing configuration"],
  [104, "Digest mismatch"],
  [105, "No such object"],
  [106, "Quorum required"],
  [107, "Operation not safe"],
  [108, "Requested item already exists"],
  [109, "Multiple items match request"],
  [110, "Requested item has expired"],
  [111, "Requested item is not yet in effect"],
  [112, "Could not determine status"],
  [113, "Not applicable under current conditions"],
  [114, "DC is not yet elected"],
  [124, "Timeout occurred"],
  [190, "Service is active but might fail soon"],
  [191, "Service is promoted but might fail soon"],
  [193, "No exit status available"],
  [255, "Error occurred"],
]);

const statusTexts = new Map<number, string>([
  [ExecStatus.Pending, "Pending"],
  [ExecStatus.Done, "Done"],
  [ExecStatus.Cancelled, "Cancelled"],
  [ExecStatus.TimedOut, "Timed out"],
  [ExecStatus.Unsupported, "Unsupported"],
  [ExecStatus.Error, "Error"],
  [ExecStatus.HardError, "Hard error"],
  [ExecStatus.FatalError, "Fatal error"],
  [ExecStatus.NotInstalled, "Not installed"],
  [ExecStatus.Internal, "Internal communication failure"],
  [ExecStatus.CannotExecute, "Cannot execute now"],
  [ExecStatus.NoFenceDevice, "No fence device"],
  [ExecStatus.NoSecrets, "CIB secrets unavailable"],
]);

/** The text of a result code of an agent or an exit status of a tool. */
export function resultCodeText(code: number): string {
  const text = resultTexts.get(code);
  if (text !== undefined) return text;
  return code > 128 && code < 255 ? "Interrupted by signal" : "Unknown exit status";
}

/** The text of an execution status. */
export function execStatusText(status: number): string {
  return statusTexts.get(status) ?? "Unrecognized status (bug?)";
}

/** Whether a probe's failure counts as "not running": agent not installed or not usable on that node. */
export function isMaskedProbeFailure(rc: number, status: number): boolean {
  return rc === ResultCode.NotInstalled || rc === ResultCode.InvalidParameter || status === ExecStatus.NotInstalled;
}
