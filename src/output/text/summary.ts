import type { NodeAction, ResourceChange, Summary } from "../../index.ts";
import { detailsOf } from "../change-details.ts";
import { left, right, width } from "./columns.ts";
import type { TextWriter } from "./writer.ts";

/** The transition in words: fencing first, then a line per change, in columns. */
export function writeSummary(writer: TextWriter, summary: Summary): void {
  writer.beginList("Transition Summary");
  for (const action of summary.nodes) if (action.reason !== null) writer.item(nodeActionLine(action));
  const details = summary.resources.map((change) => detailsOf(change).text);
  const columns = { id: idWidth(summary.resources), details: Math.max(5, ...details.map(width)) };
  summary.resources.forEach((change, i) => writer.item(changeLine(change, details[i]!, columns)));
  writer.endList();
}

function nodeActionLine({ task, node, launcher, reason }: NodeAction): string {
  const place = launcher === null ? node : `${node} (resource: ${launcher})`;
  return `${task} ${place} '${reason}'`;
}

/** Grows by two beyond each ID that does not fit, so it depends on their order (observed). */
function idWidth(changes: readonly ResourceChange[]): number {
  let columns = 5;
  for (const { resource } of changes) {
    const needed = width(resource);
    if (needed > columns) columns = needed + 2;
  }
  return columns;
}

function changeLine(
  change: ResourceChange,
  details: string,
  columns: { readonly id: number; readonly details: number },
): string {
  const { verb, resource } = change;
  const line = `${left(verb, 8)}   ${left(resource, columns.id)}   ( ${right(details, columns.details)} )`;
  const reason = reasonText(change);
  return reason === "" ? line : `${line}  ${reason}`;
}

function reasonText({ reason, blocked }: ResourceChange): string {
  if (reason === null) return blocked ? "blocked" : "";
  return blocked ? `due to ${reason} (blocked)` : `due to ${reason}`;
}
