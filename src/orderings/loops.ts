// Tells whether a link lies on a loop of links that count in the graph.

import { ActionFlag, actionIs, clearActionFlag, setActionFlag, type Action, type Link } from "../actions/action.ts";
import { countsInGraph } from "../graph/inputs.ts";
import type { Run } from "../run.ts";

/**
 * True if the action comes, over whatever others, before itself by that link.
 *
 * A search in depth, links newest first, which stops at the first loop. Asking whether a link counts can disable it, so
 * the links looked at are the same ones as in a plain recursion; only an action from which no loop was found is not
 * searched a second time, which a recursion would do on every way that leads there.
 */
export function closesLoop(run: Run, then: Action, link: Link): boolean {
  const target = then;
  if (!countsInGraph(run, then, link)) return false;
  if (link.action === target) return true;

  const searched: Action[] = [link.action];
  // What is being searched: the action and the index of its next link.
  const path: { action: Action; next: number }[] = [{ action: link.action, next: link.action.before.length - 1 }];
  setActionFlag(link.action, ActionFlag.DetectLoop);
  let found = false;
  while (!found) {
    const top = path.at(-1);
    if (top === undefined) break;
    if (top.next < 0) {
      path.pop();
      continue;
    }
    const next = top.action.before[top.next--]!;
    if (actionIs(next.action, ActionFlag.DetectLoop) || !countsInGraph(run, top.action, next)) continue;
    if (next.action === target) {
      found = true;
      continue;
    }
    setActionFlag(next.action, ActionFlag.DetectLoop);
    searched.push(next.action);
    path.push({ action: next.action, next: next.action.before.length - 1 });
  }
  for (const action of searched) clearActionFlag(action, ActionFlag.DetectLoop);
  return found;
}
