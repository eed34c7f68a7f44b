import type { Resource } from "../model/resource.ts";
import { operationKey } from "../values/operation-key.ts";

/** Tasks and keys that are remembered. A resource has few, unless somebody wants to make a search among them slow. */
const MOST = 40;

/** The key of an operation of the resource that is not recurring. Each is built once, since they are looked up often. */
export function keyOf(resource: Resource, task: string): string {
  const { keys } = resource;
  for (let i = 0; i < keys.length; i += 2) if (keys[i] === task) return keys[i + 1]!;
  const key = operationKey(resource.id, task, 0);
  if (keys.length < MOST) keys.push(task, key);
  return key;
}
