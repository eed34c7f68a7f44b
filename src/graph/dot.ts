// The transition as a drawing in the DOT language. Nothing is escaped in there.
//
// Order   nodes, then edges by their second action, both from the newest action to the oldest; the edges of one action by
//         ascending ID of the first

import { ActionFlag, actionIs, OrderFlag, type Action, type Link } from "../actions/action.ts";
import { hasFlag, ResourceFlag } from "../model/resource.ts";
import type { Run } from "../run.ts";
import { equalsIgnoreCase } from "../values/text.ts";
import { historyKey, notificationKey } from "./keys.ts";

export interface DotOptions {
  /** Also what is not part of the transition. */
  readonly all: boolean;
  /** Action IDs behind the names. */
  readonly withIds: boolean;
}

/** The transition as DOT text, ending with a newline; the graph must have been built. */
export function graphToDot(run: Run, options: DotOptions): string {
  const { actions } = run;
  const names: string[] = [];
  const nameOf = (action: Action): string => (names[action.id] ??= actionName(action, options.withIds));
  const drawn = new Set<Action>();
  let text = ' digraph "g" {\n';
  for (let i = actions.length - 1; i >= 0; i--) {
    const action = actions[i]!;
    const look = actionLook(action);
    if (look.extra && !options.all) continue;
    drawn.add(action);
    text += `"${nameOf(action)}" [ style=${look.style} color="${look.colour}" fontcolor="${look.font}"]\n`;
  }
  for (let i = actions.length - 1; i >= 0; i--) {
    const then = actions[i]!;
    for (let k = then.before.length - 1; k >= 0; k--) {
      const link = then.before[k]!;
      const style = edgeStyle(then, link, drawn, options.all);
      if (style !== null) text += `"${nameOf(link.action)}" -> "${nameOf(then)}" [ style = ${style}]\n`;
    }
  }
  return `${text}}\n`;
}

interface Look {
  readonly style: "bold" | "dashed";
  readonly colour: string;
  readonly font: string;
  /** Shown only if everything is. */
  readonly extra: boolean;
}

function actionLook(action: Action): Look {
  const font = actionIs(action, ActionFlag.Pseudo) ? "orange" : "black";
  if (actionIs(action, ActionFlag.AddedToGraph)) return { style: "bold", colour: "green", font, extra: false };
  if (action.resource !== null && !hasFlag(action.resource, ResourceFlag.Managed)) {
    return { style: "dashed", colour: "red", font: "purple", extra: true };
  }
  if (actionIs(action, ActionFlag.Optional)) return { style: "dashed", colour: "blue", font, extra: true };
  return { style: "dashed", colour: "red", font, extra: false };
}

function edgeStyle(then: Action, link: Link, drawn: ReadonlySet<Action>, all: boolean): "bold" | "dashed" | null {
  if (link.graphed) return "bold";
  if (link.flags === 0) return null;
  const shown = drawn.has(then) && drawn.has(link.action) && link.flags !== OrderFlag.IfOnSameNodeOrTarget;
  return shown || all ? "dashed" : null;
}

function actionName(action: Action, withId: boolean): string {
  const name = bareName(action);
  return withId ? `${name} (${action.id})` : name;
}

function bareName(action: Action): string {
  const { key, node, resource, task } = action;
  const pseudo = actionIs(action, ActionFlag.Pseudo);
  const host = node !== null ? node.name : pseudo ? null : "<none>";
  const prefix = task === "cancel" ? "Cancel " : "";
  const history = resource?.historyId ?? null;
  if (history !== null) {
    const known = isNotification(task)
      ? notificationKey(history, action, "notify_key_type", "notify_key_operation")
      : historyKey(history, action);
    return host === null ? `${prefix}${known}` : `${prefix}${known} ${host}`;
  }
  if (task === "stonith") return `${prefix}stonith '${action.meta.get("stonith_action") ?? ""}' ${host ?? ""}`;
  if (host === null) return key;
  return `${prefix}${resource === null ? task : key} ${host}`;
}

function isNotification(task: string): boolean {
  return equalsIgnoreCase(task, "notify") || equalsIgnoreCase(task, "notified");
}
