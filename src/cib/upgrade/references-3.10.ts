import { attribute, childElements, descendants, idOf, withAttribute, type XmlElement, type XmlNode } from "../../xml/element.ts";
import { Budget } from "./budget.ts";
import { asCopy, asOriginal, isChanged, isOriginal, MADE } from "./marks-3.10.ts";
import { indexById, replaceAttribute, rewrite, withChildren } from "./rewrite.ts";
import { type Say, type StageLimits, UpgradeFailure } from "./step.ts";

// 3.10 to 4.0, first and last stage: every reference is replaced by a copy of what it names, so that each can be
// translated in its place; at the end, copies become references again.

/** References inside what references name. The reference gives up at about this depth. */
const REFERENCE_DEPTH = 250;

/** Marks everything as original and replaces each element with an `id-ref` by copies of the elements of that id. */
export function expandAllReferences(root: XmlElement, _say: Say, limits: StageLimits): XmlElement {
  const index = indexById(descendants(root));
  const budget = new Budget(limits);
  const leave = (element: XmlElement, children: readonly XmlNode[]): XmlElement => {
    budget.spend(1);
    return asCopy({ ...element, children });
  };

  const expand = (reference: XmlElement, id: string, active: readonly string[]): readonly XmlNode[] => {
    if (active.includes(id) || active.length > REFERENCE_DEPTH) throw new UpgradeFailure(`'${id}' refers to itself`);
    const originals = index.get(id) ?? [];
    const name = attribute(reference, "name");
    if (reference.name === "nvpair" && name !== undefined) {
      let pair = asCopy({ ...reference, attributes: [] });
      for (const original of originals) {
        for (let i = 0; i < original.attributes.length; i += 2) {
          pair = withAttribute(pair, original.attributes[i]!, original.attributes[i + 1]!);
        }
      }
      return [withAttribute(withAttribute(pair, "id", `${MADE}${id}-${name}`), "name", name)];
    }
    const inner = [...active, id];
    const enter = (element: XmlElement): readonly XmlNode[] | null => {
      const innerId = attribute(element, "id-ref");
      return innerId === undefined ? null : expand(element, innerId, inner);
    };
    return originals.flatMap((original) => enter(original) ?? [rewrite(original, { enter, leave })]);
  };

  return rewrite(root, {
    enter: (element) => {
      const id = attribute(element, "id-ref");
      return id === undefined ? null : expand(element, id, []);
    },
    leave: (element, children) => asOriginal(withChildren(element, children)),
  });
}

const ACL_WARNING =
  'WARNING: CIB syntax changes may invalidate ACLs that use "xpath". It is strongly recommended to run "cibadmin --upgrade" and then examine the updated CIB carefully to ensure ACLs still match the desired intent.';

/** Makes references of copies, settles ACLs whose target is gone, and takes off the marks. */
export function contractAllReferences(root: XmlElement, say: Say): XmlElement {
  const first = new Map<string, XmlElement>();
  const originalIds = new Set<string>();
  let hasXpath = false;
  let hasChange = root.name === "cib" && childElements(root).some((child) => !isOriginal(child));
  for (const element of descendants(root)) {
    // Observed: an attribute of the mark's name counts as one.
    if (isChanged(element) || attribute(element, "changed") !== undefined) hasChange = true;
    if (element.name === "acl_permission" && attribute(element, "xpath") !== undefined) hasXpath = true;
    const id = idOf(element);
    if (id === undefined) continue;
    if (!first.has(id)) first.set(id, element);
    if (isOriginal(element)) originalIds.add(id);
  }
  if (hasXpath && hasChange) say(ACL_WARNING);

  return rewrite(root, {
    enter: (element) => {
      // Observed: an element of this name anywhere, even in the status, goes.
      if (element.name === "dropped") return [];
      const id = idOf(element);
      if (id === undefined || isOriginal(element)) return null;
      if (!originalIds.has(id) && first.get(id) === element) return null;
      return [plain({ ...element, attributes: ["id-ref", id] }, [])];
    },
    leave: (element, children) => {
      const result = plain(element, children);
      const reference = element.name === "acl_permission" ? attribute(element, "reference") : undefined;
      if (reference === undefined || first.has(reference)) return result;
      return replaceAttribute(result, "reference", "xpath", "/*[false()]");
    },
  });
}

/** The element without marks. Observed: attributes that are called like the reference's marks go, too. */
function plain({ kind, name, attributes, offset }: XmlElement, children: readonly XmlNode[]): XmlElement {
  const hasMark = attributes.some((text, i) => i % 2 === 0 && isMark(text));
  const kept = hasMark ? attributes.filter((_, i, list) => !isMark(list[i - (i % 2)]!)) : attributes;
  return { kind, name, attributes: kept, children, offset };
}

function isMark(attributeName: string | undefined): boolean {
  return attributeName === "original" || attributeName === "changed";
}
