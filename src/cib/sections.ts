import { childElements, type XmlElement } from "../xml/element.ts";

// Finds the sections of a CIB. The reference searches the whole document for each and takes it only if exactly one
// element matches; so a section that is doubled, be it inside `status`, counts as absent. With a schema in force this
// cannot happen in `configuration`.

/** The sections; `null` for one that is absent or not unique. */
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

/** Finds all sections in one pass over the document. Keep the result: it costs a walk over everything. */
export function findSections(root: XmlElement): Sections {
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

  const stack: XmlElement[] = [root];
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    const section = byName.get(element.name);
    if (section !== undefined) note(section, element);
    if (element.name === "cib") {
      for (const configuration of childElements(element, "configuration")) {
        for (const child of configuration.children) {
          const path = child.kind === "element" ? byPath.get(child.name) : undefined;
          if (path !== undefined) note(path, child as XmlElement);
        }
      }
    }
    for (const child of element.children) if (child.kind === "element") stack.push(child);
  }
  for (const section of doubled) found[section] = null;
  return found;
}
