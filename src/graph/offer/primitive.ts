import type { Primitive } from "../../model/resource.ts";
import type { Run } from "../../run.ts";
import type { SelectedAction } from "../index.ts";
import { offerActions } from "../offer-action.ts";

export function offerPrimitive(primitive: Primitive, run: Run, synapses: SelectedAction[]): void {
  offerActions(run, synapses, primitive.actions);
}
