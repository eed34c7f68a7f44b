import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import type { XmlElement } from "../xml/element.ts";

/**
 * The `op` that configures an operation of a resource: the first with that name and interval (milliseconds). Entries
 * that are disabled by attribute are passed over unless asked for. `migrate_to` and `migrate_from` fall back on `migrate`.
 */
export function findOperation(
  run: Run,
  resource: Resource,
  task: string,
  interval: number,
  includeDisabled: boolean,
): XmlElement | null {
  void [run, resource, task, interval, includeDisabled];
  throw new Error("not built yet");
}
