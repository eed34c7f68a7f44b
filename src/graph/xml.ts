import type { Run } from "../run.ts";
import type { Graph } from "./index.ts";

/** The transition as XML text, ending with a newline. */
export function graphToXml(_run: Run, _graph: Graph): string {
  throw new Error("not built yet");
}
