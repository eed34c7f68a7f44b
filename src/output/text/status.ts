import type { Clock, ClusterStatus } from "../../index.ts";
import { viewOf } from "../resource-words.ts";
import { writeAttributes } from "./attributes.ts";
import { writeFailCounts, writeFailedOperations } from "./failures.ts";
import { writeNodes } from "./nodes.ts";
import { writeResources } from "./resources.ts";
import { LazyList, type TextWriter } from "./writer.ts";

/** What of a status is shown. */
export interface StatusOptions {
  /** Operations in progress. */
  readonly pending: boolean;
  readonly attributes: boolean;
  readonly failCounts: boolean;
  readonly clock: Clock;
}

/** The status of a cluster, as one list. */
export function writeStatus(writer: TextWriter, title: string, status: ClusterStatus, options: StatusOptions): void {
  let printed = false;
  const section = (name: string, write: (list: LazyList) => void): void => {
    const list = new LazyList(writer, name, printed);
    write(list);
    if (list.close()) printed = true;
  };
  const view = viewOf(status, options.pending);
  writer.beginList(title);
  section("Node List", (list) => writeNodes(list, status.nodes));
  section("Full List of Resources", (list) => writeResources(writer, list, view));
  if (options.attributes) section("Node Attributes", (list) => writeAttributes(writer, list, status.nodes));
  if (options.failCounts) {
    section("Migration Summary", (list) => writeFailCounts(writer, list, status.failCounts, options.clock));
    section("Failed Resource Actions", (list) => writeFailedOperations(list, status.failedOperations, options.clock));
  }
  writer.endList();
}
