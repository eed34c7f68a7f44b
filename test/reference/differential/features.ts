// What was in the documents that were compared, so that gaps show.

import { attribute, childElements, type XmlElement } from "../../../src/index.ts";

const EVERY = ["symmetrical", "require-all", "kind", "score", "first-action", "then-action", "rsc-role", "with-rsc-role", "role", "node-attribute", "influence", "resource-discovery", "loss-policy", "action", "sequential", "ordering", "rsc-pattern", "id-ref", "score-attribute"];
/** Attributes that are worth counting with their values. */
const TOLD = ["kind", "action", "first-action", "then-action", "loss-policy", "resource-discovery", "role", "rsc-role", "with-rsc-role", "on-fail"];

/** Counts, by category and feature, in how many states something occurred. */
export class Features {
  private readonly counts = new Map<string, Map<string, number>>();
  private states = 0;

  add(root: XmlElement, events: readonly string[]): void {
    this.states++;
    const seen = new Set<string>();
    const stack: { readonly element: XmlElement; readonly owner: XmlElement | null }[] = [{ element: root, owner: null }];
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      const { element, owner } = top;
      for (const feature of featuresOf(element, owner)) seen.add(feature);
      for (const child of childElements(element)) stack.push({ element: child, owner: element });
    }
    for (const event of events) seen.add(`events\t${event.replace(/=.*/, "")}`);
    if (events.length === 0) seen.add("events\tnone");
    for (const feature of seen) {
      const [category, name] = feature.split("\t") as [string, string];
      let names = this.counts.get(category);
      if (names === undefined) this.counts.set(category, (names = new Map()));
      names.set(name, (names.get(name) ?? 0) + 1);
    }
  }

  /** The table, one line per category. */
  text(): string {
    const lines = [`Features, by the number of states (of ${this.states}) that had them:`];
    for (const [category, names] of [...this.counts].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const list = [...names].toSorted(([, a], [, b]) => b - a).map(([name, count]) => `${name} ${count}`);
      lines.push(`  ${category}: ${list.join(", ")}`);
    }
    return `${lines.join("\n")}\n`;
  }
}

function featuresOf(element: XmlElement, owner: XmlElement | null): string[] {
  const get = (name: string): string => attribute(element, name) ?? "";
  switch (element.name) {
    case "cib":
      return [`documents\t${get("validate-with")}`, `documents\tquorum ${get("have-quorum") || "unset"}`];
    case "primitive": {
      const found = [`resources\t${attribute(element, "template") === undefined ? `${get("class")}:${get("type")}` : "by template"}`];
      if (owner !== null && owner.name !== "resources") found.push(`resources\tprimitive in ${owner.name}`);
      return found;
    }
    case "group":
    case "clone":
    case "bundle":
    case "template":
    case "docker":
    case "podman":
    case "storage":
    case "network":
    case "port-mapping":
      return [`resources\t${element.name}`, ...(owner?.name === "clone" ? ["resources\tgroup in clone"] : [])];
    case "cluster_property_set":
      return pairsOf(element).map((name) => `options\t${name}`);
    case "meta_attributes":
      return pairsOf(element).map((name) => `meta-attributes of ${owner?.name ?? ""}\t${name}`);
    case "op":
      return [`operations\t${get("name")}${get("role") === "" ? "" : ` role=${get("role")}`}`, ...told(element, "operations")];
    case "rule":
    case "expression":
    case "date_expression":
    case "rsc_expression":
    case "op_expression":
      return [`rules\t${element.name}${get("operation") === "" ? "" : ` ${get("operation")}`}`];
    case "rsc_location":
    case "rsc_colocation":
    case "rsc_order":
    case "rsc_ticket":
    case "resource_set": {
      const category = `constraints: ${element.name}`;
      const form = childElements(element, "resource_set").length > 0 ? "sets" : childElements(element, "rule").length > 0 ? "rule" : "plain";
      return [`${category}\t${form}`, ...EVERY.filter((name) => attribute(element, name) !== undefined).map((name) => `${category}\t${name}`), ...told(element, category)];
    }
    case "tag":
    case "fencing-level":
    case "utilization":
      return [`sections\t${element.name}`];
    case "lrm_rsc_op":
      return [
        `results: ${get("operation")}${get("interval") === "0" ? "" : " recurring"}\trc ${get("rc-code")}${get("op-status") === "0" ? "" : ` status ${get("op-status")}`}`,
        ...["op-digest", "op-restart-digest", "op-force-restart", "op-secure-params", "exit-reason", "migrate_target"].filter((name) => attribute(element, name) !== undefined).map((name) => `result attributes\t${name}`),
      ];
    case "node_state": {
      const since = (text: string): string => (/^\d{5,}$/.test(text) ? "time" : text || "unset");
      const kind = attribute(element, "remote_node") === undefined ? "node states" : "remote node states";
      return [`${kind}\t${["in_ccm", "crmd", "join", "expected"].map((name) => since(get(name))).join("/")}`];
    }
    case "instance_attributes":
      if (owner?.name !== "transient_attributes") return [];
      return pairsOf(element).map((name) => `transient attributes\t${name.replace(/^(fail-count|last-failure|master)-.*/, "$1")}`);
    case "ticket_state":
      return [`sections\tticket ${get("granted") || "unset"}${get("standby") === "true" ? " standby" : ""}`];
    default:
      return [];
  }
}

function told(element: XmlElement, category: string): string[] {
  return TOLD.flatMap((name) => {
    const value = attribute(element, name);
    return value === undefined ? [] : [`${category}\t${name}=${value}`];
  });
}

function pairsOf(element: XmlElement): string[] {
  return childElements(element, "nvpair").map((pair) => attribute(pair, "name") ?? "");
}
