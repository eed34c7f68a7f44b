import { endOfName } from "./characters.ts";

// Namespaces, as far as they make a document acceptable or not. A CIB has none; the tree keeps names as written.

const XML = "http://www.w3.org/XML/1998/namespace";
const XMLNS = "http://www.w3.org/2000/xmlns/";

/** A URI: scheme, and what may follow. */
const uri =
  /^(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?:\/\/[^/?#[\]]*(?:\[[0-9A-Fa-f:.]*\][^/?#[\]]*)?)?[^?#[\]]*(?:\?[^#[\]]*)?(?:#[^#[\]]*)?$/;
const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:/;
/** What a URI consists of, delimiters included. */
const uriCharacters = /^(?:[\w\-.~!$&'()*+,;=:@/?#[\]]|%[0-9A-Fa-f]{2})*$/;

/** An attribute of a start tag, its value as it counts. */
export interface TagAttribute {
  readonly name: string;
  readonly value: string;
}

/** Reports malformed input; does not return. */
type Fail = (message: string) => never;

interface Binding {
  readonly prefix: string;
  readonly uri: string;
  /** Number of elements around the one that declares it. */
  readonly depth: number;
}

/** The declarations in force during a pass over a document. */
export class NamespaceScope {
  private readonly bindings: Binding[] = [{ prefix: "xml", uri: XML, depth: -1 }];
  private readonly ids = new Set<string>();

  /** Takes note of a start tag at a depth and checks its names. Declarations take effect in the tag that makes them. */
  enter(name: string, attributes: readonly TagAttribute[], depth: number, fail: Fail): void {
    for (const attribute of attributes) {
      if (attribute.name === "xmlns") this.checkDefault(attribute.value, fail);
      else if (attribute.name.startsWith("xmlns:")) this.declare(attribute, depth, fail);
    }
    this.resolve(name, fail);
    const seen = new Set<string>();
    for (const attribute of attributes) {
      if (!attribute.name.includes(":") || attribute.name.startsWith("xmlns:")) continue;
      const expanded = `${this.resolve(attribute.name, fail)} ${attribute.name.slice(attribute.name.indexOf(":"))}`;
      if (seen.has(expanded)) fail(`the attribute '${attribute.name}' is given twice, under two prefixes`);
      seen.add(expanded);
      this.checkReserved(attribute, fail);
    }
  }

  /** Forgets what an element at a depth has declared. */
  leave(depth: number): void {
    while (this.bindings.at(-1)!.depth >= depth) this.bindings.pop();
  }

  private checkDefault(value: string, fail: Fail): void {
    if (value === XML || value === XMLNS) fail(`the namespace '${value}' is reserved`);
    if (value !== "" && (!isUri(value) || !scheme.test(value))) fail(`the namespace '${value}' is not an absolute URI`);
  }

  private declare({ name, value }: TagAttribute, depth: number, fail: Fail): void {
    const prefix = name.slice("xmlns:".length);
    if (prefix === "xml" && value === XML) return;
    if (prefix === "xml" || prefix === "xmlns" || value === XML || value === XMLNS) fail(`'${name}' is reserved`);
    if (!isLocalName(prefix)) fail(`'${name}' is not a valid name`);
    if (value === "" || !isUri(value)) fail(`the namespace '${value}' is not a URI`);
    this.bindings.push({ prefix, uri: value, depth });
  }

  /** The URI of a name's prefix; empty without one. */
  private resolve(name: string, fail: Fail): string {
    const colon = name.indexOf(":");
    if (colon === -1) return "";
    const prefix = name.slice(0, colon);
    if (!isLocalName(prefix) || !isLocalName(name.slice(colon + 1))) {
      fail(`'${name}' is not a valid name with a namespace prefix`);
    }
    const binding = this.bindings.findLast((candidate) => candidate.prefix === prefix);
    return binding?.uri ?? fail(`the namespace prefix of '${name}' is not declared`);
  }

  private checkReserved({ name, value }: TagAttribute, fail: Fail): void {
    if (name === "xml:id") {
      if (!isLocalName(value) || this.ids.has(value)) fail(`'${value}' is not a unique name in xml:id`);
      this.ids.add(value);
    } else if (name === "xml:space" && value !== "default" && value !== "preserve") {
      fail(`xml:space must be 'default' or 'preserve', not '${value}'`);
    }
  }
}

function isUri(value: string): boolean {
  return uriCharacters.test(value) && uri.test(value);
}

function isLocalName(name: string): boolean {
  return name !== "" && endOfName(name, 0) === name.length && !name.includes(":");
}
