import type { Random } from "./random.ts";
import type { DraftElement } from "./schema-cib.ts";

// Breaks documents a little: elements and attributes dropped, doubled, renamed, moved, added, values changed.

const elementNames = [
  "acl_group", "acl_permission", "acl_role", "acl_target", "acl_user", "acls", "alert", "alerts", "attribute", "bundle",
  "cib", "clone", "cluster_property_set", "configuration", "constraints", "crm_config", "date_expression", "date_spec",
  "deny", "docker", "duration", "expression", "fencing-level", "fencing-topology", "group", "instance_attributes",
  "lifetime", "master", "meta_attributes", "network", "node", "nodes", "nvpair", "obj_ref", "op", "op_defaults",
  "op_expression", "operations", "podman", "port-mapping", "primitive", "read", "recipient", "resource_ref",
  "resource_set", "resources", "rkt", "role", "role_ref", "rsc_colocation", "rsc_defaults", "rsc_expression",
  "rsc_location", "rsc_order", "rsc_ticket", "rule", "select", "select_attributes", "select_fencing", "select_nodes",
  "status", "storage", "storage-mapping", "tag", "tags", "template", "unknown", "utilization", "write",
];

const attributeNames = [
  "action", "add-host", "attribute", "boolean-op", "class", "control-port", "description", "devices", "enabled", "end",
  "first", "first-action", "id", "id-ref", "image", "index", "influence", "interval", "interval-origin", "kind",
  "loss-policy", "masters", "moon", "name", "node", "node-attribute", "object-type", "on-fail", "operation", "options",
  "ordering", "path", "port", "promoted-max", "provider", "range", "record-pending", "ref", "reference", "replicas",
  "require-all", "requires", "resource-discovery", "role", "rsc", "rsc-pattern", "rsc-role", "score",
  "score-attribute", "score-attribute-mangle", "seconds", "sequential", "source-dir", "start", "start-delay",
  "symmetrical", "tag", "target", "target-attribute", "target-pattern", "target-value", "template", "then",
  "then-action", "ticket", "timeout", "type", "uname", "unknown", "validate-with", "value", "value-source", "with-rsc",
  "with-rsc-role", "xmlns", "xmlns:p", "xpath", "yeardays", "years",
];

const values = [
  "", " ", "abc", "0", "1", "-1", "10", " 5 ", "+7", "007", "1.5", "INFINITY", "-INFINITY", "+INFINITY", "infinity", "true",
  "false", "yes", "TRUE", "Started", "Promoted", "Master", "master", "start", "Mandatory", "Serialize", "ocf", "lsb",
  "systemd", "nagios", "upstart", "heartbeat", "member", "ping", "remote", "normal", "in_range", "gt", "lt",
  "date_spec", "defined", "eq", "integer", "number", "literal", "param", "and", "or", "stop", "demote", "fence",
  "block", "restart-container", "listed", "group", "a,b", "a, b", "a:b", "1a", "a b", "é", "http://x/",
];

interface Place {
  readonly element: DraftElement;
  readonly parent: DraftElement | null;
}

/** Changes a document in one or a few ways. */
export function mutate(root: DraftElement, random: Random): void {
  const times = random.chance(0.7) ? 1 : 1 + random.below(3);
  for (let i = 0; i < times; i++) mutateOnce(root, random);
}

function mutateOnce(root: DraftElement, random: Random): void {
  const places = placesIn(root);
  const { element, parent } = random.pick(places);
  const kind = random.below(12);
  if (kind < 5) {
    mutateAttributes(element, places, kind, random);
  } else if (kind === 5) {
    element.name = random.pick(elementNames);
  } else if (kind === 6) {
    element.children.splice(random.below(element.children.length + 1), 0, made(random, places));
  } else if (parent !== null) {
    mutatePlace(element, parent, places, kind, random);
  }
}

function mutateAttributes(element: DraftElement, places: readonly Place[], kind: number, random: Random): void {
  const { attributes } = element;
  const isFree = (name: string): boolean => !attributes.some(([other]) => other === name);
  const name = random.pick(attributeNames);
  if (kind === 0 || attributes.length === 0) {
    if (isFree(name)) attributes.push([name, anyValue(random, places)]);
    return;
  }
  const index = random.below(attributes.length);
  if (kind === 1) attributes.splice(index, 1);
  else if (kind === 2 && isFree(name)) attributes[index]![0] = name;
  else attributes[index]![1] = anyValue(random, places);
}

function mutatePlace(
  element: DraftElement,
  parent: DraftElement,
  places: readonly Place[],
  kind: number,
  random: Random,
): void {
  const index = parent.children.indexOf(element);
  switch (kind) {
    case 7:
      parent.children.splice(index, 1);
      break;
    case 8:
      parent.children.splice(index, 0, structuredClone(element));
      break;
    case 9:
      parent.children.splice(index, 1);
      parent.children.splice(random.below(parent.children.length + 1), 0, element);
      break;
    default: {
      const inside = new Set(placesIn(element).map((place) => place.element));
      const targets = places.filter((place) => !inside.has(place.element));
      const target = random.pick(targets).element;
      // A copy with ids of its own, or the element itself.
      if (kind === 10) parent.children.splice(index, 1);
      const moved = kind === 10 ? element : withoutIds(structuredClone(element), random);
      target.children.splice(random.below(target.children.length + 1), 0, moved);
    }
  }
}

function withoutIds(element: DraftElement, random: Random): DraftElement {
  for (const place of placesIn(element)) {
    for (const attribute of place.element.attributes) if (attribute[0] === "id") attribute[1] += `-${random.below(1e6)}`;
  }
  return element;
}

function made(random: Random, places: readonly Place[]): DraftElement {
  const element: DraftElement = { name: random.pick(elementNames), attributes: [], children: [] };
  if (random.chance(0.7)) element.attributes.push(["id", `made-${random.below(1e6)}`]);
  if (random.chance(0.4)) element.attributes.push([random.pick(attributeNames.filter((name) => name !== "id")), anyValue(random, places)]);
  return element;
}

function anyValue(random: Random, places: readonly Place[]): string {
  if (random.chance(0.75)) return random.pick(values);
  const other = random.pick(places).element.attributes;
  return other.length === 0 ? "" : random.pick(other)[1];
}

/** Elements outside of the status section, whose content no grammar restricts. */
function placesIn(root: DraftElement): Place[] {
  const places: Place[] = [];
  const stack: Place[] = [{ element: root, parent: null }];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    places.push(place);
    if (place.element.name === "status") continue;
    for (const child of place.element.children) {
      if ("name" in child) stack.push({ element: child, parent: place.element });
    }
  }
  return places;
}
