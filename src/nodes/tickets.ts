import { report } from "../diagnostics.ts";
import type { Ticket } from "../model/cluster.ts";
import type { Run } from "../run.ts";
import { KeyedTable } from "../tables/keyed-table.ts";
import { isTrue } from "../values/boolean.ts";
import { scanInteger } from "../values/integer.ts";
import { childElements, idOf, type XmlElement } from "../xml/element.ts";
import { invalidLastGranted } from "./messages.ts";

/** The ticket of that ID; one that is not known yet is not granted. */
export function requestTicket(run: Run, id: string): Ticket {
  let ticket = run.cluster.tickets.get(id);
  if (ticket === undefined) {
    ticket = { id, granted: false, standby: false, lastGranted: -1, state: new KeyedTable<string>() };
    run.cluster.tickets.set(id, ticket);
  }
  return ticket;
}

/** Reads the `tickets` of the status. */
export function unpackTickets(run: Run, tickets: XmlElement): void {
  for (const state of childElements(tickets, "ticket_state")) {
    const id = idOf(state);
    if (id !== undefined && id !== "") unpackTicketState(run, requestTicket(run, id), state);
  }
}

function unpackTicketState(run: Run, ticket: Ticket, element: XmlElement): void {
  const { attributes } = element;
  for (let i = 0; i < attributes.length; i += 2) {
    if (attributes[i] !== "id") ticket.state.set(attributes[i]!, attributes[i + 1]!);
  }
  ticket.granted = isTrue(ticket.state.get("granted"));
  const lastGranted = ticket.state.get("last-granted");
  if (lastGranted !== undefined) {
    const { value, error } = scanInteger(lastGranted);
    if (error !== null) report(run, invalidLastGranted, { ticket: ticket.id, value: lastGranted, error });
    ticket.lastGranted = error === null ? value : 0;
  }
  ticket.standby = isTrue(ticket.state.get("standby"));
}
