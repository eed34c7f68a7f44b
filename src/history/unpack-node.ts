import type { Node } from "../model/node.ts";
import type { Run } from "../run.ts";
import type { XmlElement } from "../xml/element.ts";

/** Reads what a node's status says about resources; `lrmResources` is the node's `lrm_resources`. */
export function unpackNodeHistory(run: Run, node: Node, lrmResources: XmlElement): void {
  void [run, node, lrmResources];
  throw new Error("not built yet");
}

/** Schedules the stops of launchers whose connections failed, once all history is read. */
export function scheduleLauncherStops(run: Run): void {
  void run;
  throw new Error("not built yet");
}
