import type { Group, Primitive } from "../../model/resource.ts";
import type { GroupStatus } from "../cluster-status.ts";
import { publishCommon } from "./common.ts";
import { publishPrimitive } from "./primitive.ts";

export function publishGroup(resource: Group): GroupStatus {
  const members = resource.children.map((member) => publishPrimitive(member as Primitive));
  const { pendingTask } = resource;
  return Object.freeze({ kind: "group", ...publishCommon(resource), pendingTask, members: Object.freeze(members) });
}
