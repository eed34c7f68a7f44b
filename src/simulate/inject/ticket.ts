import { PengineError } from "../../errors.ts";
import { childElements, firstChild, idOf } from "../../xml/element.ts";
import { putAttribute } from "../mutable.ts";
import { requestChild, type WorkingCib } from "../working-cib.ts";

type TicketEvent = "ticket-grant" | "ticket-revoke" | "ticket-standby" | "ticket-activate";

const effects: Readonly<Record<TicketEvent, readonly [name: string, value: string]>> = {
  "ticket-grant": ["granted", "true"],
  "ticket-revoke": ["granted", "false"],
  "ticket-standby": ["standby", "true"],
  "ticket-activate": ["standby", "false"],
};

/** Changes the state of a ticket; one that is not known yet is added. */
export function injectTicketEvent(cib: WorkingCib, kind: TicketEvent, ticket: string): void {
  cib.changeStatus((status) => {
    const known = firstChild(status, "tickets");
    const same = known === undefined ? [] : childElements(known, "ticket_state").filter((state) => idOf(state) === ticket);
    if (same.length > 1) {
      throw new PengineError("ticket-ambiguous", `Multiple ticket_states match ticket_id=${ticket}`);
    }
    const state = requestChild(requestChild(status, "tickets", []), "ticket_state", ["id", ticket], ticket);
    const [name, value] = effects[kind];
    return putAttribute(state, name, value) || same.length === 0;
  });
}
