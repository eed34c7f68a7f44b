import type { XmlElement } from "../../../src/index.ts";

/** An element; attributes without a value are left out. */
export function xml(name: string, attributes: Readonly<Record<string, string | undefined>>, children: readonly XmlElement[] = []): XmlElement {
  const list = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [key, value]));
  return { kind: "element", name, attributes: list, children, offset: -1 };
}
