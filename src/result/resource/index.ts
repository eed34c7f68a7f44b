import { byVariant } from "../../variants.ts";
import type { Resource } from "../../model/resource.ts";
import type { ResourceStatus } from "../cluster-status.ts";
import { publishBundle } from "./bundle.ts";
import { publishClone } from "./clone.ts";
import { publishGroup } from "./group.ts";
import { publishPrimitive } from "./primitive.ts";

/** A resource as read-only data. */
export const publishResource: (resource: Resource) => ResourceStatus = byVariant<[], ResourceStatus>({
  primitive: publishPrimitive,
  group: publishGroup,
  clone: publishClone,
  bundle: publishBundle,
});
