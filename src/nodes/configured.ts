import { report } from "../diagnostics.ts";
import type { Run } from "../run.ts";
import { parseScore } from "../values/score.ts";
import { attribute, childElements, idOf } from "../xml/element.ts";
import { addNodeAttributes } from "./attributes.ts";
import { createNode } from "./create.ts";
import { invalidNodeScore, nodeWithoutId } from "./messages.ts";
import { applyStartupFencing } from "./startup-fencing.ts";

/** Reads the `nodes` section, in document order. A node that cannot be created ends the section. */
export function unpackConfiguredNodes(run: Run): void {
  const { nodes } = run.sections;
  if (nodes === null) return;
  for (const element of childElements(nodes, "node")) {
    const id = idOf(element);
    if (id === undefined) {
      report(run, nodeWithoutId, {});
      continue;
    }
    const name = attribute(element, "uname");
    const text = attribute(element, "score");
    const { score, error } = parseScore(text, 0, run.memory.healthColours);
    if (text !== undefined && error !== null) {
      report(run, invalidNodeScore, { node: name ?? "without name", score: text, error });
    }
    const node = createNode(run, { id, name, type: attribute(element, "type"), score });
    if (node === null) return;
    applyStartupFencing(run, node);
    addNodeAttributes(run, node, element, false);
  }
}
