// Makes a document smaller as long as something stays true of it: whole elements go first, then containers, then attributes.

import { parseCib, readCib, serializeXml, type XmlElement, type XmlNode } from "../../../src/index.ts";
import type { State } from "./programs.ts";

interface Place {
  /** Indices of children, from the root. */
  readonly path: readonly number[];
  readonly element: XmlElement;
  readonly size: number;
}

function placesOf(root: XmlElement): Place[] {
  const places: Place[] = [];
  const visit = (element: XmlElement, path: readonly number[]): number => {
    const position = places.length;
    places.push({ path, element, size: 0 });
    let size = 1;
    element.children.forEach((child, index) => {
      if (child.kind === "element") size += visit(child, [...path, index]);
    });
    places[position] = { path, element, size };
    return size;
  };
  visit(root, []);
  return places;
}

/** The tree with an element replaced; depth is that of a document that was just read. */
function replaced(element: XmlElement, path: readonly number[], by: readonly XmlNode[]): XmlElement {
  const [index, ...rest] = path;
  const children = element.children.flatMap((child, position) => {
    if (position !== index || child.kind !== "element") return [child];
    return rest.length === 0 ? by : [replaced(child, rest, by)];
  });
  return { ...element, children };
}

function idsIn(element: XmlElement): Set<string> {
  const ids = new Set<string>();
  for (const { element: inner } of placesOf(element)) {
    const position = inner.attributes.indexOf("id");
    if (position % 2 === 0) ids.add(inner.attributes[position + 1]!);
  }
  return ids;
}

/** Attributes by which one element needs another. */
const references = ["rsc", "with-rsc", "first", "then", "id-ref", "template", "id"];

/** The tree without an element, and without what refers to it. */
function without(root: XmlElement, { path, element }: Place): XmlElement {
  let result = replaced(root, path, []);
  const ids = idsIn(element);
  for (;;) {
    const needy = placesOf(result).find(({ element: other }) => refers(other, ids) || isEmptied(other));
    if (needy === undefined || needy.path.length === 0) return result;
    result = replaced(result, needy.path, []);
  }
}

function refers(element: XmlElement, ids: ReadonlySet<string>): boolean {
  for (let i = 0; i < element.attributes.length; i += 2) {
    const name = element.attributes[i]!;
    if (name === "id" && element.name !== "resource_ref" && element.name !== "obj_ref" && element.name !== "lrm_resource") continue;
    if (references.includes(name) && ids.has(element.attributes[i + 1]!)) return true;
  }
  return false;
}

function isEmptied(element: XmlElement): boolean {
  return element.children.length === 0 && (element.name === "resource_set" || element.name === "tag") && !element.attributes.includes("id-ref");
}

const containers = new Set(["clone", "group"]);
const kept = new Set(["cib", "configuration", "crm_config", "nodes", "resources", "constraints", "status"]);
const keptAttributes = new Set(["id", "execution-date", "validate-with"]);

function isReadable(text: string): boolean {
  try {
    readCib(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * A state from which nothing can be taken without `holds` becoming false. Stops after `limit` attempts.
 */
export async function shrinkState(state: State, holds: (state: State) => Promise<boolean>, limit = 400): Promise<State> {
  let attempts = 0;
  let current = state;
  const attempt = async (next: State): Promise<boolean> => {
    if (attempts >= limit || next.text === "" || !isReadable(next.text)) return false;
    attempts++;
    if (!(await holds(next))) return false;
    current = next;
    return true;
  };
  const attemptTree = (root: XmlElement): Promise<boolean> => attempt({ ...current, text: serializeXml(root) });
  const rootOf = (): XmlElement => parseCib(current.text).root;

  for (let before = ""; before !== current.text && attempts < limit; ) {
    before = current.text;
    for (const event of current.events) await attempt({ ...current, events: current.events.filter((other) => other !== event) });
    // Largest first; places are found anew after each success, since paths change.
    for (let skipped = 0; ; ) {
      const root = rootOf();
      const places = placesOf(root).filter(({ element }) => !kept.has(element.name)).toSorted((a, b) => b.size - a.size);
      const place = places[skipped];
      if (place === undefined || attempts >= limit) break;
      if (!(await attemptTree(without(root, place)))) skipped++;
    }
    for (let skipped = 0; ; ) {
      const root = rootOf();
      const place = placesOf(root).filter(({ element }) => containers.has(element.name))[skipped];
      if (place === undefined || attempts >= limit) break;
      const inner = place.element.children.filter((child) => child.kind === "element" && (child.name === "primitive" || child.name === "group"));
      if (!(await attemptTree(replaced(root, place.path, inner)))) skipped++;
    }
    for (let skipped = 0; ; ) {
      const root = rootOf();
      const candidates = placesOf(root).flatMap(({ path, element }) =>
        element.attributes.flatMap((name, index) => (index % 2 === 0 && !keptAttributes.has(name) ? [{ path, element, index }] : [])),
      );
      const candidate = candidates[skipped];
      if (candidate === undefined || attempts >= limit) break;
      const { path, element, index } = candidate;
      const smaller = { ...element, attributes: element.attributes.filter((_, position) => position !== index && position !== index + 1) };
      if (!(await attemptTree(path.length === 0 ? smaller : replaced(root, path, [smaller])))) skipped++;
    }
  }
  return current;
}
