import type { Resource } from "../model/resource.ts";
import type { Run } from "../run.ts";
import type { KeyedTable } from "../tables/keyed-table.ts";
import type { Role } from "../values/role.ts";
import type { OnFail } from "./action.ts";

/** What a failure of the operation calls for; `meta` is its meta-data. */
export function onFailOf(
  run: Run,
  resource: Resource,
  task: string,
  interval: number,
  meta: KeyedTable<string>,
): OnFail {
  void [run, resource, task, interval, meta];
  throw new Error("not built yet");
}

/** The role that a failure of the operation leaves; Started says nothing special. */
export function roleAfterFailure(
  run: Run,
  resource: Resource,
  task: string,
  onFail: OnFail,
  meta: KeyedTable<string>,
): Role {
  void [run, resource, task, onFail, meta];
  throw new Error("not built yet");
}
