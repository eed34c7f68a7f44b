import type { Resource } from "../model/resource.ts";
import { operationKey } from "../values/operation-key.ts";

/** The key of an operation of the resource that is not recurring. Each is built once, since they are looked up often. */
export function keyOf(resource: Resource, task: string): string {
  let key = resource.keys.get(task);
  if (key === undefined) {
    key = operationKey(resource.id, task, 0);
    resource.keys.set(task, key);
  }
  return key;
}
