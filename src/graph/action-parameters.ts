import type { Action } from "../actions/action.ts";
import { parametersOf } from "../resources/parameters.ts";
import type { Run } from "../run.ts";
import type { KeyedTable } from "../tables/keyed-table.ts";

/** The parameters of its resource that an action is told; `null` if it is told none. */
export function actionParameters(run: Run, action: Action): KeyedTable<string> | null {
  const { node, resource } = action;
  if (resource === null || (node === null && resource.variant !== "primitive")) return null;
  return parametersOf(run, resource, node);
}
