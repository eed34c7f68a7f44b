// Unpacks `rsc_ticket`, and applies what a missing ticket means at once.
//
// Order   bans and fencing requests come in the order of the constraints, before any node criterion
// Traps   whether a role matters is judged by the original role; only resources without children are affected
// Rule    Pacemaker Explained, "Multi-Site Clusters and Tickets"

import { report } from "../diagnostics.ts";
import { invariant } from "../errors.ts";
import type { Ticket } from "../model/cluster.ts";
import { clearFlag, ResourceFlag, setFlag, type Resource } from "../model/resource.ts";
import { shiftEverywhere } from "../model/shift.ts";
import type { LossPolicy, TicketDependency } from "../model/ticket-dependency.ts";
import { requestFencing } from "../nodes/fence-need.ts";
import { requestTicket } from "../nodes/tickets.ts";
import type { Run } from "../run.ts";
import { Role } from "../values/role.ts";
import { INFINITY } from "../values/score.ts";
import { asciiLower } from "../values/text.ts";
import { attribute, childElements, idOf, type XmlElement } from "../xml/element.ts";
import {
  lossPolicyReset,
  ticketMissing,
  ticketReferenceInvalid,
  ticketResourceMissing,
  ticketSetResourceUnknown,
  ticketSetWithoutId,
} from "./messages.ts";
import { expandConstraint } from "./expand.ts";
import { findConstraintResource } from "./references.ts";
import { readRole } from "./role.ts";
import { hasSets, hasUnknownResource, printedId, setsInTurn, setsNeverEnd } from "./sets.ts";

/** Unpacks one `rsc_ticket`. */
export function unpackTicket(run: Run, constraint: XmlElement, id: string): void {
  const ticketId = attribute(constraint, "ticket");
  if (ticketId === undefined) {
    report(run, ticketMissing, { id });
    return;
  }
  const ticket = requestTicket(run, ticketId);
  const expanded = expandConstraint(run, constraint, id, "rsc-role", ticketReferenceInvalid);
  if (expanded === null) return;
  const lossPolicy = attribute(expanded, "loss-policy");
  if (hasSets(expanded)) unpackSets(run, expanded, ticket, lossPolicy);
  else unpackSimple(run, expanded, id, ticket, lossPolicy);
}

function unpackSimple(
  run: Run,
  constraint: XmlElement,
  id: string,
  ticket: Ticket,
  lossPolicy: string | undefined,
): void {
  const name = attribute(constraint, "rsc");
  if (name === undefined) {
    report(run, ticketResourceMissing, { id });
    return;
  }
  const resource = findConstraintResource(run, name);
  invariant(resource !== null, "a name that is no resource has been refused or converted");
  addDependency(run, id, resource, ticket, attribute(constraint, "rsc-role"), lossPolicy);
}

function unpackSets(run: Run, constraint: XmlElement, ticket: Ticket, lossPolicy: string | undefined): void {
  const stops = (set: XmlElement): boolean => idOf(set) === undefined || hasUnknownResource(run, set);
  if (setsNeverEnd(run, constraint, stops)) return;
  for (const set of setsInTurn(run, constraint)) {
    if (set === null || !unpackSet(run, set, ticket, lossPolicy)) return;
  }
}

function unpackSet(run: Run, set: XmlElement, ticket: Ticket, lossPolicy: string | undefined): boolean {
  const id = idOf(set);
  if (id === undefined) {
    report(run, ticketSetWithoutId, null);
    return false;
  }
  for (const reference of childElements(set, "resource_ref")) {
    const name = printedId(reference);
    const resource = findConstraintResource(run, name);
    if (resource === null) {
      report(run, ticketSetResourceUnknown, { set: id, resource: name });
      return false;
    }
    addDependency(run, id, resource, ticket, attribute(set, "role"), lossPolicy);
  }
  return true;
}

function addDependency(
  run: Run,
  id: string,
  resource: Resource,
  ticket: Ticket,
  roleText: string | undefined,
  lossPolicy: string | undefined,
): void {
  const role = readRole(run, id, roleText);
  if (role === null) return;
  const dependency = { id, resource, ticket, role, lossPolicy: readLossPolicy(run, ticket, role, lossPolicy) };
  resource.tickets.push(dependency);
  if (!ticket.granted || ticket.standby) apply(run, resource, dependency);
}

function readLossPolicy(run: Run, ticket: Ticket, role: Role, text: string | undefined): LossPolicy {
  const policy = text === undefined ? "" : asciiLower(text);
  switch (policy) {
    case "fence":
      if (run.cluster.fencingEnabled) return "fence";
      report(run, lossPolicyReset, { ticket: ticket.id });
      return "stop";
    case "freeze":
    case "demote":
    case "stop":
      return policy;
    default:
      return role === Role.Promoted ? "demote" : "stop";
  }
}

/** Does to everything below a resource what its ticket's being missing, or in standby, means. */
function apply(run: Run, resource: Resource, dependency: TicketDependency): void {
  if (resource.children.length > 0) {
    for (const child of resource.children) apply(run, child, dependency);
    return;
  }
  const { role, lossPolicy, ticket } = dependency;
  if (ticket.granted || resource.activeNodes.length === 0) {
    if (role !== Role.Promoted || lossPolicy === "stop") ban(run, resource, ticket);
    return;
  }
  const concerned = role === Role.Unknown || role === resource.originalRole;
  switch (lossPolicy) {
    case "stop":
      ban(run, resource, ticket);
      break;
    case "demote":
      if (role !== Role.Promoted) ban(run, resource, ticket);
      break;
    case "fence":
      if (!concerned) break;
      ban(run, resource, ticket);
      for (const node of resource.activeNodes) requestFencing(run, node, "deadman ticket was lost");
      break;
    case "freeze":
      if (!concerned) break;
      clearFlag(resource, ResourceFlag.Managed);
      setFlag(resource, ResourceFlag.Blocked);
      break;
  }
}

function ban(run: Run, resource: Resource, ticket: Ticket): void {
  shiftEverywhere(run, resource, -INFINITY, { kind: "ticket", ticket: ticket.id });
}
