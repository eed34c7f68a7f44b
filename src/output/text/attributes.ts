import { scanInteger, type NodeAttribute, type NodeStatus } from "../../index.ts";
import { shownAttributes } from "../attributes.ts";
import { left } from "./columns.ts";
import type { LazyList, TextWriter } from "./writer.ts";

/** The attributes of nodes that are online. */
export function writeAttributes(writer: TextWriter, list: LazyList, nodes: readonly NodeStatus[]): void {
  for (const node of nodes) {
    const attributes = node.online ? shownAttributes(node) : [];
    if (attributes.length === 0) continue;
    list.open();
    writer.beginList(`Node: ${node.name}`);
    for (const attribute of attributes) writer.item(attributeLine(attribute));
    writer.endList();
  }
}

function attributeLine({ name, value, expected }: NodeAttribute): string {
  const text = `${left(name, 32)}\t: ${left(value, 10)}`;
  if (expected === null) return text;
  const scanned = scanInteger(value);
  const number = scanned.error === "bad-input" ? -Infinity : scanned.value;
  if (number <= 0) return `${text}\t: Connectivity is lost`;
  return number < expected ? `${text}\t: Connectivity is degraded (Expected=${expected})` : text;
}
