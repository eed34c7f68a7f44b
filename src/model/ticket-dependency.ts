import type { Role } from "../values/role.ts";
import type { Ticket } from "./cluster.ts";
import type { Resource } from "./resource.ts";

export type LossPolicy = "stop" | "demote" | "fence" | "freeze";

/** A resource that may run (or be promoted) only while a ticket is granted. */
export interface TicketDependency {
  readonly id: string;
  readonly resource: Resource;
  readonly ticket: Ticket;
  /** Unknown: any role. */
  readonly role: Role;
  readonly lossPolicy: LossPolicy;
}
