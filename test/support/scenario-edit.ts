// Changes of a CIB that a story can make. They work on the text, so that what they leave alone stays as it was.

/**
 * One change. An element is named by its id, by `name#id` where the id is not unique, or by its name alone if there is only
 * one of that name (`constraints`, `cib`).
 */
export type Edit =
  /** Sets a cluster option; `null` removes it. */
  | { readonly option: string; readonly value: string | null }
  /** Sets attributes of an element; `null` removes one. */
  | { readonly element: string; readonly set: Readonly<Record<string, string | null>> }
  /** Adds XML as the last child of an element. */
  | { readonly add: string; readonly to: string }
  | { readonly remove: string }
  /** Forgets what is recorded about a resource, and its failures, on one node or on all. */
  | { readonly cleanup: string; readonly node?: string };

interface Span {
  readonly name: string;
  /** Where the start tag begins, where it ends, and where the element ends. */
  readonly start: number;
  readonly open: number;
  readonly end: number;
  readonly isEmpty: boolean;
}

const tagPattern = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([\w.:-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;

/** All elements of a document, in the order of their start tags. */
function elementsOf(xml: string): Span[] {
  const found: (Span | null)[] = [];
  const open: { index: number; name: string; start: number; open: number }[] = [];
  for (const match of xml.matchAll(tagPattern)) {
    const [text, slash, name, , empty] = match;
    if (name === undefined) continue;
    const end = match.index + text.length;
    if (slash === "/") {
      const element = open.pop();
      if (element === undefined || element.name !== name) throw new Error(`unexpected </${name}>`);
      found[element.index] = { name, start: element.start, open: element.open, end, isEmpty: false };
    } else if (empty === "/") {
      found.push({ name, start: match.index, open: end, end, isEmpty: true });
    } else {
      open.push({ index: found.length, name, start: match.index, open: end });
      found.push(null);
    }
  }
  return found.filter((element) => element !== null);
}

function attributeOf(xml: string, element: Span, name: string): string | undefined {
  const pattern = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  const match = pattern.exec(xml.slice(element.start, element.open));
  return match === null ? undefined : (match[1] ?? match[2]);
}

function matching(xml: string, selector: string): Span[] {
  const elements = elementsOf(xml);
  const [name, id] = selector.includes("#") ? selector.split("#", 2) : [null, selector];
  const byId = elements.filter((element) => attributeOf(xml, element, "id") === id && (name === null || name === element.name));
  return byId.length > 0 || name !== null ? byId : elements.filter((element) => element.name === selector);
}

function theOne(xml: string, selector: string): Span {
  const found = matching(xml, selector);
  if (found.length !== 1) throw new Error(`${found.length} elements match ${selector}`);
  return found[0]!;
}

function escape(value: string): string {
  return value.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;").replace(/>/g, "&gt;");
}

function setAttribute(xml: string, selector: string, name: string, value: string | null): string {
  const element = theOne(xml, selector);
  const tag = xml.slice(element.start, element.open);
  const pattern = new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`);
  const text = value === null ? "" : ` ${name}="${escape(value)}"`;
  const changed = pattern.test(tag) ? tag.replace(pattern, () => text) : tag.replace(/\s*\/?>$/, (end) => text + end.trimStart());
  return xml.slice(0, element.start) + changed + xml.slice(element.open);
}

function add(xml: string, selector: string, content: string): string {
  const { name, start, open, end, isEmpty } = theOne(xml, selector);
  if (isEmpty) return `${xml.slice(0, start)}${xml.slice(start, open).replace(/\s*\/>$/, ">")}${content}</${name}>${xml.slice(end)}`;
  const close = xml.lastIndexOf("</", end - 1);
  return xml.slice(0, close) + content + xml.slice(close);
}

function remove(xml: string, element: Span): string {
  const before = xml.slice(0, element.start).replace(/\n[ \t]*$/, "");
  return before + xml.slice(element.end);
}

function setOption(xml: string, option: string, value: string | null): string {
  const section = theOne(xml, "crm_config");
  const pairs = elementsOf(xml).filter(
    (element) => element.name === "nvpair" && element.start > section.start && element.end <= section.end,
  );
  const pair = pairs.find((element) => attributeOf(xml, element, "name") === option);
  if (pair !== undefined) {
    return value === null ? remove(xml, pair) : setAttribute(xml, `nvpair#${attributeOf(xml, pair, "id")}`, "value", value);
  }
  if (value === null) throw new Error(`no option ${option} to remove`);
  const set = elementsOf(xml).find((element) => element.name === "cluster_property_set");
  if (set === undefined) throw new Error("no cluster_property_set to add an option to");
  const id = attributeOf(xml, set, "id") ?? "";
  return add(xml, `cluster_property_set#${id}`, `<nvpair id="${id}-${option}" name="${option}" value="${escape(value)}"/>`);
}

function cleanUp(xml: string, resource: string, node: string | undefined): string {
  const isAbout = (name: string): boolean =>
    name === `fail-count-${resource}` || name.startsWith(`fail-count-${resource}#`) ||
    name === `last-failure-${resource}` || name.startsWith(`last-failure-${resource}#`);
  const states = elementsOf(xml).filter(
    (element) => element.name === "node_state" && (node === undefined || attributeOf(xml, element, "uname") === node),
  );
  const gone = elementsOf(xml).filter(
    (element) =>
      states.some((state) => element.start > state.start && element.end < state.end) &&
      ((element.name === "lrm_resource" && attributeOf(xml, element, "id") === resource) ||
        (element.name === "nvpair" && isAbout(attributeOf(xml, element, "name") ?? ""))),
  );
  if (gone.length === 0) throw new Error(`nothing is recorded about ${resource}`);
  return gone.reduceRight(remove, xml);
}

/** The document after a change. Throws an `Error` if it does not have what is to be changed. */
export function applyEdit(xml: string, edit: Edit): string {
  if ("option" in edit) return setOption(xml, edit.option, edit.value);
  if ("add" in edit) return add(xml, edit.to, edit.add);
  if ("remove" in edit) return remove(xml, theOne(xml, edit.remove));
  if ("cleanup" in edit) return cleanUp(xml, edit.cleanup, edit.node);
  return Object.entries(edit.set).reduce((text, [name, value]) => setAttribute(text, edit.element, name, value), xml);
}
