import { hasFlag, ResourceFlag, type Bundle, type Primitive, type Replica } from "../../model/resource.ts";
import type { BundleStatus, PrimitiveStatus, ReplicaStatus } from "../cluster-status.ts";
import { publishCommon } from "./common.ts";
import { publishPrimitive } from "./primitive.ts";

export function publishBundle(resource: Bundle): BundleStatus {
  return Object.freeze({
    kind: "bundle",
    ...publishCommon(resource),
    agent: resource.containerAgent,
    image: resource.image,
    unique: hasFlag(resource, ResourceFlag.Unique),
    maxReplicas: resource.maxReplicas,
    replicas: Object.freeze(resource.replicas.map((replica) => publishReplica(replica))),
  });
}

function publishReplica(replica: Replica): ReplicaStatus {
  const optional = (part: Primitive | null): PrimitiveStatus | null => (part === null ? null : publishPrimitive(part));
  return Object.freeze({
    number: replica.offset,
    address: replica.ipAddress,
    ip: optional(replica.ip),
    instance: optional(replica.child),
    container: publishPrimitive(replica.container),
    connection: optional(replica.remote),
  });
}
