import { attribute, descendants, idOf, type XmlElement, type XmlNode } from "../../xml/element.ts";
import { Budget } from "./budget.ts";
import { indexById, rewrite, withAttributes } from "./rewrite.ts";
import { type Say, type StageLimits, UpgradeFailure } from "./step.ts";

// 2.10 to 3.0, around the translation: blocks that refer to another block are replaced by copies, so that each can be
// translated in its place; afterwards a copy that still equals its original becomes a reference again.

const PREFIX = "_cibtr-2_";

function isBlock(element: XmlElement): boolean {
  return (
    element.name === "cluster_property_set" ||
    element.name === "instance_attributes" ||
    element.name === "meta_attributes"
  );
}

/** Replaces references to blocks by copies with ids of their own. */
export function expandReferences(root: XmlElement, say: Say, limits: StageLimits): XmlElement {
  const index = indexById(descendants(root));
  const budget = new Budget(limits);
  const copyOf = (original: XmlElement, id: string): XmlElement =>
    rewrite(original, {
      leave: (element, children) => {
        budget.spend(1);
        return element === original
          ? { ...element, attributes: copiedAttributes(element, id), children }
          : { ...element, attributes: prefixedId(element, id), children };
      },
    });
  return rewrite(root, {
    enter: (element) => {
      if (!isBlock(element)) return null;
      const id = attribute(element, "id-ref");
      if (id === undefined) return null;
      const [original, second] = (index.get(id) ?? []).filter((other) => other.name === element.name);
      const complaint = `INTERNAL ERROR:${element.name}: dangling @id-ref (${id})`;
      if (original === undefined) throw failure(say, `${complaint}: no such @id found within the same element class`);
      if (second !== undefined) throw failure(say, `${complaint}: more than one @id found within the same element class`);
      return [copyOf(original, id)];
    },
  });
}

function copiedAttributes(original: XmlElement, id: string): string[] {
  const attributes = ["id", PREFIX + id];
  for (let i = 0; i < original.attributes.length; i += 2) {
    if (original.attributes[i] !== "id") attributes.push(original.attributes[i]!, original.attributes[i + 1]!);
  }
  return attributes;
}

function prefixedId(element: XmlElement, id: string): readonly string[] {
  if (element.name === "resource_ref") return element.attributes;
  return element.attributes.map((text, i, list) => (i % 2 === 1 && list[i - 1] === "id" ? `_${PREFIX}${id}__${text}` : text));
}

/** Makes references of the copies that still equal their originals. */
export function contractReferences(root: XmlElement, say: Say): XmlElement {
  const index = indexById(descendants(root));
  return rewrite(root, {
    enter: (element) => {
      const copyId = isBlock(element) ? idOf(element) : undefined;
      if (copyId === undefined || !copyId.startsWith(PREFIX)) return null;
      const id = copyId.slice(PREFIX.length);
      const [original, second] = (index.get(id) ?? []).filter((other) => other.name === element.name);
      if (second !== undefined) {
        throw failure(
          say,
          `INTERNAL ERROR:${element.name}: found several elements that possibly were originally pointed to with @id-ref (${id}); unexpected ambiguity`,
        );
      }
      if (original === undefined) {
        say(`DEBUG: ${element.name}: original element pointed to with @id-ref (${id}) disappeared during upgrade`);
        return null;
      }
      if (contentOf(element) !== contentOf(original)) return null;
      return [withAttributes({ ...element, children: [] }, ["id-ref", id])];
    },
  });
}

/** What has to be equal for a copy to become a reference again: all but ids. */
function contentOf(block: XmlElement): string {
  const parts: unknown[] = [];
  const stack: (XmlNode | null)[] = [block];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node === null) {
      parts.push(null);
    } else if (node.kind === "element") {
      parts.push(node.name, node.attributes.filter((_, i, list) => list[i - (i % 2)] !== "id"));
      stack.push(null, ...node.children.toReversed());
    } else {
      parts.push(node.text);
    }
  }
  return JSON.stringify(parts);
}

function failure(say: Say, line: string): UpgradeFailure {
  say(line);
  return new UpgradeFailure(line);
}
