// What is asked of a document as a whole, found once when it is read and kept for all runs over it.

import { attribute, childElements, type XmlElement, type XmlNode } from "../xml/element.ts";

/**
 * The sections; `null` for one that is absent or not unique.
 *
 * The reference searches the whole document for each and takes it only if exactly one element matches; so a section that is
 * doubled, be it inside `status`, counts as absent. With a schema in force this cannot happen in `configuration`.
 */
export interface Sections {
  readonly crmConfig: XmlElement | null;
  readonly nodes: XmlElement | null;
  readonly resources: XmlElement | null;
  readonly constraints: XmlElement | null;
  readonly rscDefaults: XmlElement | null;
  readonly opDefaults: XmlElement | null;
  readonly fencingTopology: XmlElement | null;
  readonly tags: XmlElement | null;
  readonly status: XmlElement | null;
}

/** What a document is made up of. */
export interface Outline {
  readonly sections: Sections;
  /** How many `expression` elements stand in the configuration of operations; of nested ones each counts. */
  readonly operationExpressions: number;
  /**
   * Any meta-attribute of a resource or of the resource defaults says `unfencing` for `requires` or `provides`. A plain search:
   * rules, references and unused templates make no difference (observed).
   */
  readonly mentionsUnfencing: boolean;
  /** What runs found out about the document alone, for later ones; see `documentCacheOf` in run.ts. */
  readonly caches: Map<symbol, unknown>;
}

/** Sections that are searched by their name alone, wherever they stand. */
const byName: ReadonlyMap<string, keyof Sections> = new Map([
  ["crm_config", "crmConfig"],
  ["nodes", "nodes"],
  ["rsc_defaults", "rscDefaults"],
  ["op_defaults", "opDefaults"],
  ["fencing-topology", "fencingTopology"],
  ["tags", "tags"],
  ["status", "status"],
]);

/** Sections that must be children of `configuration` in a `cib` element. */
const byPath: ReadonlyMap<string, keyof Sections> = new Map([
  ["resources", "resources"],
  ["constraints", "constraints"],
]);

/** Walks over a document once. */
export function outlineOf(root: XmlElement): Outline {
  const found: { -readonly [Section in keyof Sections]: XmlElement | null } = {
    crmConfig: null,
    nodes: null,
    resources: null,
    constraints: null,
    rscDefaults: null,
    opDefaults: null,
    fencingTopology: null,
    tags: null,
    status: null,
  };
  const doubled = new Set<keyof Sections>();
  const note = (section: keyof Sections, element: XmlElement): void => {
    if (found[section] === null) found[section] = element;
    else doubled.add(section);
  };

  let operationExpressions = 0;
  const stack: XmlElement[] = [root];
  // inside how many configurations of operations each of these stands
  const depths = [0];
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    let depth = depths.pop()!;
    const { name } = element;
    const section = byName.get(name);
    if (section !== undefined) note(section, element);
    if (name === "expression") operationExpressions += depth;
    else if (name === "op" || name === "op_defaults") depth++;
    else if (name === "cib") {
      for (const configuration of childElements(element, "configuration")) {
        for (const child of childElements(configuration)) {
          const path = byPath.get(child.name);
          if (path !== undefined) note(path, child);
        }
      }
    }
    for (const child of element.children) {
      if (child.kind !== "element") continue;
      stack.push(child);
      depths.push(depth);
    }
  }
  for (const section of doubled) found[section] = null;
  return Object.freeze({
    sections: Object.freeze(found),
    operationExpressions,
    mentionsUnfencing: mentionsUnfencing(found),
    caches: new Map(),
  });
}

function mentionsUnfencing({ resources, rscDefaults }: Sections): boolean {
  if (rscDefaults?.children.some(asksForUnfencing) === true) return true;
  const stack = resources === null ? [] : childElements(resources);
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    if (asksForUnfencing(element)) return true;
    for (const child of element.children) if (child.kind === "element") stack.push(child);
  }
  return false;
}

function asksForUnfencing(block: XmlNode): boolean {
  if (block.kind !== "element" || block.name !== "meta_attributes") return false;
  return childElements(block, "nvpair").some((pair) => {
    if (attribute(pair, "value") !== "unfencing") return false;
    const name = attribute(pair, "name");
    return name === "requires" || name === "provides";
  });
}
