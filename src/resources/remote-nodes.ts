// Creates the nodes that resources imply: remote nodes from connection resources, guest nodes from `remote-node`. This
// happens before any resource is unpacked, so only what is written in an element counts: no templates, rules or
// defaults.
//
// Order   document order; the connections of guests come after all configured resources
// Traps   a template that is a connection makes a node of the template's name; clones and bundles are not searched, and
//         inside a group only guests are seen

import { IdIndex } from "../cib/id-ref.ts";
import { createNode } from "../nodes/create.ts";
import { findNodeByName } from "../nodes/find.ts";
import type { Run } from "../run.ts";
import { childElements, idOf, type XmlElement, type XmlNode } from "../xml/element.ts";
import { isRemoteAgent } from "./agent.ts";
import { guestConnection } from "./guest-connection.ts";

/** Creates remote and guest nodes, and appends the connections of guests to the `resources` section. */
export function discoverRemoteNodes(run: Run): void {
  const { resources } = run.sections;
  if (resources === null) return;
  const implied: XmlElement[] = [];
  for (const element of childElements(resources)) {
    const id = idOf(element);
    if (isRemoteAgent(element) && id !== undefined) requestNode(run, id);
    else if (element.name === "primitive") expandGuest(run, element, implied);
    else if (element.name === "group") for (const member of childElements(element)) expandGuest(run, member, implied);
  }
  // visiting the implied connections would change nothing: their nodes exist
  if (implied.length > 0) appendResources(run, resources, implied);
}

function expandGuest(run: Run, element: XmlElement, implied: XmlElement[]): void {
  const connection = guestConnection(element);
  if (connection === null) return;
  implied.push(connection);
  requestNode(run, idOf(connection)!);
}

function requestNode(run: Run, name: string): void {
  if (findNodeByName(run, name) === null) createNode(run, { id: name, name, type: "remote", score: 0 });
}

function appendResources(run: Run, resources: XmlElement, implied: readonly XmlElement[]): void {
  const extended: XmlElement = { ...resources, children: [...resources.children, ...implied] };
  run.root = replaceBelow(run.root, resources, extended);
  run.sections = { ...run.sections, resources: extended };
  run.ids = new IdIndex(run.root);
  run.rules.cib = run.ids;
}

/** A copy of a tree with one element replaced; the section is at most two levels below the root. */
function replaceBelow(root: XmlElement, old: XmlElement, replacement: XmlElement): XmlElement {
  return replaceChild(root, (configuration) =>
    replaceChild(configuration, (section) => (section === old ? replacement : section)),
  );
}

function replaceChild(element: XmlElement, replace: (child: XmlElement) => XmlElement): XmlElement {
  let changed = false;
  const children = element.children.map((child): XmlNode => {
    if (child.kind !== "element") return child;
    const replaced = replace(child);
    if (replaced !== child) changed = true;
    return replaced;
  });
  return changed ? { ...element, children } : element;
}
