import type { Group } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import type { SelectedAction } from "../index.ts";
import { offerActions } from "../offer-action.ts";
import { offerResource } from "./index.ts";

/** The group's own actions first, then its members. */
export function offerGroup(group: Group, run: Run, synapses: SelectedAction[]): void {
  offerActions(run, synapses, group.actions);
  for (const member of group.children) offerResource(member, run, synapses);
}
