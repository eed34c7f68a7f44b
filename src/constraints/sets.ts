import type { Run } from "../run.ts";
import type { XmlElement } from "../xml/element.ts";

/**
 * Replaces templates and tags in the direct `resource_set` children by their members. Gives `null` if there are no such
 * children; the constraint itself if there was nothing to replace, or (reported) if something could not be.
 */
export function expandSets(run: Run, constraint: XmlElement): XmlElement | null {
  void [run, constraint];
  throw new Error("not built yet");
}
