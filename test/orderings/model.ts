// Hand-made situations for the tests of this folder: resources that are unpacked but not assigned, and actions made by
// request, with the flags that a test is about.

import { ActionFlag, type Action } from "../../src/actions/action.ts";
import { requestOperation } from "../../src/actions/request.ts";
import { requestResourcePseudo } from "../../src/actions/pseudo.ts";
import { linkActions } from "../../src/actions/link.ts";
import { createPropagation } from "../../src/orderings/propagation.ts";
import { updateForOrderings } from "../../src/orderings/propagate.ts";
import type { Run } from "../../src/run.ts";
import { node, resource } from "../resources/model.ts";

export { unpacked, primitive, meta, node, resource } from "../resources/model.ts";

const { Optional, Runnable } = ActionFlag;

/** What an action is to be like; required and runnable unless stated. */
export interface Shape {
  readonly on?: string;
  readonly optional?: boolean;
  readonly unrunnable?: boolean;
  readonly migratable?: boolean;
}

/** An operation of a resource, with exactly the flags asked for. */
export function operation(run: Run, id: string, task: string, shape: Shape = {}): Action {
  const on = shape.on === undefined ? null : node(run, shape.on);
  const action = requestOperation(run, resource(run, id), task, 0, on, true);
  action.flags &= ~(Optional | Runnable);
  return shaped(action, shape);
}

/** A pseudo-action of a collective resource. */
export function point(run: Run, id: string, task: string, shape: Shape = {}): Action {
  const action = requestResourcePseudo(run, resource(run, id), task, true, true);
  action.flags &= ~(Optional | Runnable);
  return shaped(action, shape);
}

function shaped(action: Action, shape: Shape): Action {
  if (shape.optional === true) action.flags |= Optional;
  if (shape.unrunnable !== true) action.flags |= Runnable;
  if (shape.migratable === true) action.flags |= ActionFlag.Migratable;
  return action;
}

/** Links two actions. */
export function link(first: Action, then: Action, flags: number): void {
  if (!linkActions(first, then, flags)) throw new Error(`${first.key} and ${then.key} are linked already`);
}

/** Updates every action of the run, newest first. */
export function propagated(run: Run): void {
  const state = createPropagation(run);
  for (let i = run.actions.length - 1; i >= 0; i--) updateForOrderings(state, run.actions[i]!);
}

/** The flags that propagation decides on, and the reason, in words. */
export function stateOf(action: Action): string {
  const words = [
    (action.flags & Optional) === 0 ? "required" : "optional",
    (action.flags & Runnable) === 0 ? "unrunnable" : "runnable",
  ];
  if ((action.flags & ActionFlag.Migratable) !== 0) words.push("migratable");
  if (action.reason !== null) words.push(`(${action.reason})`);
  return words.join(" ");
}
