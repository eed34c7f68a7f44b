import { produce, type Draft } from "immer";
import type { HistoryMark } from "../run.ts";
import { putAttribute } from "../simulate/mutable.ts";
import type { XmlElement, XmlNode } from "../xml/element.ts";

/** A document with attributes set on some of its elements. */
export function markInput(root: XmlElement, marks: readonly HistoryMark[]): XmlElement {
  if (marks.length === 0) return root;
  const wanted = new Map<XmlElement, readonly string[]>();
  for (const { element, attributes } of marks) wanted.set(element, [...(wanted.get(element) ?? []), ...attributes]);
  return produce(root, (draft) => {
    const open: [Draft<XmlNode>, XmlNode][] = [[draft, root]];
    for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
      const [copy, original] = pair;
      if (copy.kind !== "element" || original.kind !== "element") continue;
      const attributes = wanted.get(original);
      for (let i = 0; attributes !== undefined && i < attributes.length; i += 2) {
        putAttribute(copy, attributes[i]!, attributes[i + 1]!);
      }
      original.children.forEach((child, i) => open.push([copy.children[i]!, child]));
    }
  });
}
