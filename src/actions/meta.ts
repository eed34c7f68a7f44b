import type { Node } from "../model/node.ts";
import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import type { KeyedTable } from "../tables/keyed-table.ts";
import type { XmlElement } from "../xml/element.ts";

/** The meta-data of an operation, normalised: what goes into the graph as `CRM_meta_*`. The caller may change it. */
export function operationMeta(
  run: Run,
  resource: Resource,
  node: Node | null,
  task: string,
  interval: number,
  configuration: XmlElement | null,
): KeyedTable<string> {
  void [run, resource, node, task, interval, configuration];
  throw new Error("not built yet");
}
