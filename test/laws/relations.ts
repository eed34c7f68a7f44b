// What a document says about its resources, in terms of primitives.

import { attribute, childElements, type XmlElement } from "../../src/index.ts";
import { descendants } from "./support.ts";

const kinds = ["primitive", "group", "clone", "bundle"] as const;

/** The configured resource of that ID. */
export function resourceElement(tree: XmlElement, id: string): XmlElement | undefined {
  return kinds.flatMap((kind) => descendants(tree, kind)).find((element) => attribute(element, "id") === id);
}

/** Tells if a resource is what a clone or bundle has instances of, which constraints do not find by its own ID. */
export function isInstance(tree: XmlElement, id: string): boolean {
  const collectives = [...descendants(tree, "clone"), ...descendants(tree, "bundle")];
  return collectives.some((collective) => [...descendants(collective, "primitive"), ...descendants(collective, "group")].some((part) => attribute(part, "id") === id));
}

/** IDs of the primitives that are not in another resource, and that no connection of a bundle has, too. */
export function lonePrimitives(tree: XmlElement): Set<string> {
  const bundles = new Set(descendants(tree, "bundle").map((bundle) => attribute(bundle, "id") ?? ""));
  const ids = descendants(tree, "resources").flatMap((section) => childElements(section, "primitive")).map((element) => attribute(element, "id") ?? "");
  return new Set(ids.filter((id) => !bundles.has(id.replace(/-\d+$/, ""))));
}

function valuesIn(element: XmlElement | undefined, name: string): string[] {
  const pairs = element === undefined ? [] : descendants(element, "nvpair").filter((pair) => attribute(pair, "name") === name);
  return pairs.map((pair) => attribute(pair, "value") ?? "");
}

/** Tells if a Pacemaker Remote node is reached through, or lives in, a resource. */
export function isInside(tree: XmlElement, node: string, id: string): boolean {
  const resource = resourceElement(tree, id);
  if (resource?.name === "bundle") return node.replace(/-\d+$/, "") === id;
  return node === id || valuesIn(resource, "remote-node").includes(node);
}

/** IDs of the primitives that a name in a constraint means: that of a resource, a template or a tag. */
export function meant(tree: XmlElement, name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return new Set();
  seen.add(name);
  const resource = resourceElement(tree, name);
  const inside = resource === undefined ? [] : [resource, ...descendants(resource, "primitive")].filter((element) => element.name === "primitive");
  const made = descendants(tree, "primitive").filter((element) => attribute(element, "template") === name);
  const tagged = descendants(tree, "tag").filter((tag) => attribute(tag, "id") === name).flatMap((tag) => childElements(tag, "obj_ref"));
  const members = tagged.flatMap((reference) => [...meant(tree, attribute(reference, "id") ?? "", seen)]);
  return new Set([...[...inside, ...made].map((element) => attribute(element, "id") ?? ""), ...members]);
}

/** IDs of the primitives that a side of a constraint means. */
export function side(tree: XmlElement, constraint: XmlElement, name: string): Set<string> {
  return meant(tree, attribute(constraint, name) ?? "");
}

/** IDs of the primitives that the sets of a constraint mean. */
export function setMembers(tree: XmlElement, constraint: XmlElement): Set<string> {
  const sets = descendants(constraint, "resource_set").map((set) => {
    const repeated = attribute(set, "id-ref");
    return repeated === undefined ? set : (descendants(tree, "resource_set").find((other) => attribute(other, "id") === repeated) ?? set);
  });
  return new Set(sets.flatMap((set) => childElements(set, "resource_ref")).flatMap((reference) => [...meant(tree, attribute(reference, "id") ?? "")]));
}

/** The names in constraints and tags. */
export function references(tree: XmlElement): string[] {
  const constraints = ["rsc_location", "rsc_colocation", "rsc_order", "rsc_ticket"].flatMap((kind) => descendants(tree, kind));
  const named = constraints.flatMap((constraint) => ["rsc", "with-rsc", "first", "then"].map((name) => attribute(constraint, name)));
  const listed = [...descendants(tree, "resource_ref"), ...descendants(tree, "obj_ref")].map((reference) => attribute(reference, "id"));
  return [...named, ...listed].filter((id) => id !== undefined);
}

/** Tells if colocations, configured or implied, of whatever score, lead from a dependent to a primary, directly or not. */
export function goesWith(tree: XmlElement, dependent: string, primary: string): boolean {
  const links: [from: Set<string>, to: Set<string>][] = descendants(tree, "rsc_colocation").map((colocation) => [side(tree, colocation, "rsc"), side(tree, colocation, "with-rsc")]);
  const together = [...descendants(tree, "rsc_colocation").map((colocation) => setMembers(tree, colocation)), ...descendants(tree, "group").map((group) => meant(tree, attribute(group, "id") ?? ""))];
  for (const members of together) links.push([members, members]);
  for (const primitive of descendants(tree, "primitive")) links.push([new Set([attribute(primitive, "id") ?? ""]), new Set(valuesIn(primitive, "container"))]);
  const reached = new Set([dependent]);
  for (const from of reached) {
    for (const [froms, tos] of links) if (froms.has(from)) for (const to of tos) reached.add(to);
  }
  return reached.has(primary);
}
