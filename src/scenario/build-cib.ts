// Writes the short form of a cluster as elements of a CIB. IDs are made up from the names that they belong to.

import { createElement, type XmlElement } from "../xml/element.ts";
import { parseXml } from "../xml/parse.ts";
import { defaultLimits } from "../cib/limits.ts";
import { toXmlName } from "../xml/names.ts";
import type {
  ClusterOutline,
  ConstraintOutline,
  NodeOutline,
  ResourceOutline,
  ScenarioValue,
  ScenarioValues,
} from "./scenario.ts";

/** The sections that an outline adds to. */
export interface OutlineElements {
  readonly options: readonly XmlElement[];
  readonly nodes: readonly XmlElement[];
  readonly resources: readonly XmlElement[];
  readonly constraints: readonly XmlElement[];
  readonly states: readonly XmlElement[];
}

/**
 * A whole CIB from an outline; nodes get IDs from 1.
 *
 * @throws PengineError if XML given in it is malformed
 */
export function buildCib(outline: ClusterOutline, time: number): XmlElement {
  const parts = buildElements(outline, 0, new Set());
  const section = (name: string, children: readonly XmlElement[]): XmlElement => createElement(name, [], children);
  const set = createElement("cluster_property_set", ["id", "options"], parts.options);
  return createElement(
    "cib",
    ["validate-with", "pacemaker-4.0", "admin_epoch", "0", "epoch", "1", "num_updates", "0", "have-quorum", "1", "execution-date", String(time)],
    [
      createElement("configuration", [], [
        section("crm_config", [set]),
        section("nodes", parts.nodes),
        section("resources", parts.resources),
        section("constraints", parts.constraints),
      ]),
      section("status", parts.states),
    ],
  );
}

/** The elements that an outline stands for. IDs that are made up avoid those taken, and become taken. */
export function buildElements(outline: ClusterOutline, nodesBefore: number, taken: Set<string>): OutlineElements {
  const builder = new Builder(taken);
  const nodes = (outline.nodes ?? []).map((node) => (typeof node === "string" ? { name: node } : node));
  return {
    options: builder.pairs("options", outline.options ?? {}),
    nodes: nodes.map((node, index) => builder.node(node, String(nodesBefore + index + 1))),
    states: nodes.map((node, index) => nodeState(node, String(nodesBefore + index + 1))),
    resources: (outline.resources ?? []).map((resource) => builder.resource(resource)),
    constraints: (outline.constraints ?? []).flatMap((constraint) => builder.constraint(constraint)),
  };
}

function nodeState({ name, online }: NodeOutline, id: string): XmlElement {
  const state =
    online === false
      ? ["in_ccm", "false", "crmd", "offline", "join", "down", "expected", "down"]
      : ["in_ccm", "true", "crmd", "online", "join", "member", "expected", "member"];
  return createElement("node_state", ["id", id, "uname", name, ...state]);
}

/** The element that a text holds. */
export function parseElement(xml: string): XmlElement {
  return parseXml(xml, defaultLimits).root;
}

class Builder {
  private readonly taken: Set<string>;

  constructor(taken: Set<string>) {
    this.taken = taken;
  }

  node({ name, attributes, utilization }: NodeOutline, id: string): XmlElement {
    const base = `node-${name}`;
    return createElement("node", ["id", id, "uname", name], [
      ...this.block("instance_attributes", `${base}-attributes`, attributes),
      ...this.block("utilization", `${base}-utilization`, utilization),
    ]);
  }

  resource(resource: ResourceOutline): XmlElement {
    if (resource.xml !== undefined) return parseElement(resource.xml);
    if (resource.primitive !== undefined) return this.primitive(resource, resource.primitive);
    if (resource.bundle !== undefined) return this.bundle(resource, resource.bundle);
    const id = (resource.group ?? resource.clone)!;
    const inner = resource.members ?? (resource.of === undefined ? [] : [resource.of]);
    const meta = this.block("meta_attributes", `${id}-meta`, resource.meta);
    return createElement(resource.group === undefined ? "clone" : "group", ["id", id], [
      ...meta,
      ...inner.map((child) => this.resource(child)),
    ]);
  }

  constraint(constraint: ConstraintOutline): XmlElement[] {
    if (constraint.xml !== undefined) return [parseElement(constraint.xml)];
    const score = ["score", text(constraint.score ?? "INFINITY")];
    const role = optional("role", constraint.role);
    const id = (...parts: string[]): string => constraint.id ?? this.id(parts.join("-"));
    if (constraint.location !== undefined) {
      const { location, node } = constraint;
      const attributes = ["rsc", location, "node", node!, ...score, ...role];
      return [createElement("rsc_location", ["id", id("location", location, node!), ...attributes])];
    }
    if (constraint.colocation !== undefined) {
      const [dependent, primary] = constraint.colocation as [string, string];
      const roles = [...optional("rsc-role", constraint.role), ...optional("with-rsc-role", constraint["with-role"])];
      const attributes = ["rsc", dependent, "with-rsc", primary, ...score, ...roles];
      return [createElement("rsc_colocation", ["id", id("colocation", dependent, primary), ...attributes])];
    }
    if (constraint.ticket !== undefined) {
      const { ticket, resource } = constraint;
      const attributes = ["rsc", resource!, "ticket", ticket, ...optional("rsc-role", constraint.role), ...optional("loss-policy", constraint["loss-policy"])];
      return [createElement("rsc_ticket", ["id", id("ticket", ticket, resource!), ...attributes])];
    }
    return this.orders(constraint);
  }

  /** One element for each pair of neighbours. */
  private orders(constraint: ConstraintOutline): XmlElement[] {
    const steps = constraint.order!.map((step) => {
      const space = step.indexOf(" ");
      return { action: space < 0 ? undefined : step.slice(0, space), resource: step.slice(space + 1) };
    });
    const symmetrical = constraint.symmetrical === undefined ? undefined : String(constraint.symmetrical);
    return steps.slice(1).map((then, index) => {
      const first = steps[index]!;
      const base = constraint.id === undefined || steps.length > 2 ? `${constraint.id ?? "order"}-${first.resource}-${then.resource}` : null;
      const firstPart = ["first", first.resource, ...optional("first-action", first.action)];
      const thenPart = ["then", then.resource, ...optional("then-action", then.action)];
      return createElement("rsc_order", [
        "id",
        base === null ? constraint.id! : this.id(base),
        ...firstPart,
        ...thenPart,
        ...optional("kind", constraint.kind),
        ...optional("symmetrical", symmetrical),
      ]);
    });
  }

  private primitive(resource: ResourceOutline, id: string): XmlElement {
    const operations = (resource.operations ?? []).map((operation) => this.operation(operation, id));
    return createElement("primitive", ["id", id, ...agentAttributes(resource.agent!)], [
      ...this.block("meta_attributes", `${id}-meta`, resource.meta),
      ...this.block("instance_attributes", `${id}-params`, resource.params),
      ...(operations.length === 0 ? [] : [createElement("operations", [], operations)]),
      ...this.block("utilization", `${id}-utilization`, resource.utilization),
    ]);
  }

  private operation(operation: ScenarioValues, resource: string): XmlElement {
    const values = { interval: "0", ...operation };
    const id = this.id(`${resource}-${text(operation["name"]!)}-${text(values.interval)}`);
    return createElement("op", ["id", id, ...Object.entries(values).flatMap(([name, value]) => [name, text(value)])]);
  }

  private bundle(resource: ResourceOutline, id: string): XmlElement {
    const container = resource.docker === undefined ? "podman" : "docker";
    const pairsOf = (values: ScenarioValues | undefined): string[] =>
      Object.entries(values ?? {}).flatMap(([name, value]) => [name, text(value)]);
    return createElement("bundle", ["id", id], [
      ...this.block("meta_attributes", `${id}-meta`, resource.meta),
      createElement(container, pairsOf(resource.docker ?? resource.podman)),
      ...(resource.network === undefined ? [] : [createElement("network", pairsOf(resource.network))]),
      ...(resource.of === undefined ? [] : [this.resource(resource.of)]),
    ]);
  }

  private block(name: string, id: string, values: ScenarioValues | undefined): XmlElement[] {
    if (values === undefined || Object.keys(values).length === 0) return [];
    const unique = this.id(id);
    return [createElement(name, ["id", unique], this.pairs(unique, values))];
  }

  pairs(prefix: string, values: ScenarioValues): XmlElement[] {
    return Object.entries(values).map(([name, value]) =>
      createElement("nvpair", ["id", this.id(`${prefix}-${name}`), "name", name, "value", text(value)]),
    );
  }

  private id(wanted: string): string {
    return freeId(wanted, this.taken);
  }
}

/** An ID like the one that is wanted, and unlike all that are taken; it is taken from then on. */
export function freeId(wanted: string, taken: Set<string>): string {
  const base = toXmlName(wanted);
  let id = base;
  for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
  taken.add(id);
  return id;
}

/** A value as it stands in an attribute. */
export function text(value: ScenarioValue): string {
  return String(value);
}

function optional(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [name, value];
}

function agentAttributes(agent: string): string[] {
  const [agentClass, second, third] = agent.split(":") as [string, string, string?];
  return third === undefined
    ? ["class", agentClass, "type", second]
    : ["class", agentClass, "provider", second, "type", third];
}
