import { report } from "../diagnostics.ts";
import type { Run } from "../run.ts";
import { scanInteger } from "../values/integer.ts";
import { parseErrorText } from "../values/parse-error.ts";
import { invalidMigrationLimit } from "./messages.ts";

/** The attributes of the transition as a whole, names and values in turn. Counts the transition. */
export function graphAttributes(run: Run): string[] {
  const { options, startFailureFatal } = run.cluster;
  run.memory.transitions++;
  const attributes = [
    "cluster-delay",
    options.get("cluster-delay") ?? "60s",
    "fencing-timeout",
    options.get("fencing-timeout") ?? "60s",
    "failed-stop-offset",
    "INFINITY",
    "failed-start-offset",
    startFailureFatal ? "INFINITY" : "1",
    "batch-limit",
    options.get("batch-limit") ?? "0",
    "transition_id",
    String(run.memory.transitions),
  ];
  const migrations = migrationLimit(run);
  if (migrations !== null) attributes.push("migration-limit", migrations);
  if (run.recheckBy > 0) attributes.push("recheck-by", String(run.recheckBy));
  return attributes;
}

/** The limit as configured, if it is one. */
function migrationLimit(run: Run): string | null {
  const text = run.cluster.options.get("migration-limit");
  if (text === undefined) return null;
  const { value, error } = scanInteger(text);
  if (error === "bad-input") report(run, invalidMigrationLimit, { value: text, problem: parseErrorText(error) });
  return value > 0 ? text : null;
}
