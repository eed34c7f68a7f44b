import { asciiLower, equalsIgnoreCase } from "../values/text.ts";
import { attribute, childElements, firstChild, idOf, type XmlElement } from "../xml/element.ts";

/**
 * The ID of a node that is known by name only, ignoring case: the first match in document order among configured nodes,
 * connections of remote nodes, guest nodes, and recorded states of Pacemaker Remote nodes.
 */
export function nodeIdFor(root: XmlElement, name: string): string | null {
  const configuration = firstChild(root, "configuration");
  if (configuration !== undefined) {
    const found = configuredNodeId(configuration, name) ?? remoteNodeId(configuration, name);
    if (found !== null) return found;
  }
  const status = firstChild(root, "status");
  for (const state of status === undefined ? [] : childElements(status, "node_state")) {
    const id = idOf(state);
    if (attribute(state, "remote_node") === "true" && id !== undefined && equalsIgnoreCase(id, name)) {
      return attribute(state, "uname") ?? null;
    }
  }
  return null;
}

function configuredNodeId(configuration: XmlElement, name: string): string | null {
  const nodes = firstChild(configuration, "nodes");
  for (const node of nodes === undefined ? [] : childElements(nodes, "node")) {
    const uname = attribute(node, "uname");
    if (uname === undefined || !equalsIgnoreCase(uname, name)) continue;
    const remote = asciiLower(attribute(node, "type") ?? "") === "remote";
    return (remote ? uname : idOf(node)) ?? null;
  }
  return null;
}

function remoteNodeId(configuration: XmlElement, name: string): string | null {
  const resources = firstChild(configuration, "resources");
  for (const primitive of resources === undefined ? [] : childElements(resources, "primitive")) {
    const id = idOf(primitive);
    if (id !== undefined && equalsIgnoreCase(id, name) && isConnection(primitive)) return id;
    const guest = guestsOf(primitive).find((value) => equalsIgnoreCase(value, name));
    if (guest !== undefined) return guest;
  }
  return null;
}

function isConnection(primitive: XmlElement): boolean {
  return (
    attribute(primitive, "class") === "ocf" &&
    attribute(primitive, "provider") === "pacemaker" &&
    attribute(primitive, "type") === "remote"
  );
}

/** All values count here, whichever of them makes a guest node. */
function guestsOf(primitive: XmlElement): readonly string[] {
  const values: string[] = [];
  for (const block of childElements(primitive, "meta_attributes")) {
    for (const pair of childElements(block, "nvpair")) {
      const value = attribute(pair, "value");
      if (attribute(pair, "name") === "remote-node" && value !== undefined) values.push(value);
    }
  }
  return values;
}
