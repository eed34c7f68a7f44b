import type { Run } from "../run.ts";
import type { XmlElement } from "../xml/element.ts";

/** Unpacks one `rsc_colocation` into colocations. */
export function unpackColocation(_run: Run, _element: XmlElement): void {
  throw new Error("not built yet");
}
