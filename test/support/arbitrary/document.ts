// The document that a drawn cluster stands for: valid by the schema that it names.

import { attribute, childElements, serializeXml, type XmlElement } from "../../../src/index.ts";
import { madeUpId, type Draft, type Value } from "./draft.ts";
import type { ClusterModel } from "./model.ts";
import { nameAll, Unique, type Names } from "./names.ts";
import type { PrimitiveModel, ResourceModel } from "./resources.ts";
import { statusSection } from "./status-section.ts";
import { pickStable } from "./targets.ts";
import { xml } from "./xml.ts";

/** Elements that cannot be empty. */
const neverEmpty = new Set(["resource_set", "tag", "rule", "tags"]);

class Writer {
  readonly names: Names;
  private readonly ids: Unique;
  private readonly made = new Map<Draft, string>();
  private readonly definitions = new Map<string, string[]>();

  private readonly selfOrders: boolean;

  constructor(model: ClusterModel) {
    this.ids = new Unique();
    this.selfOrders = model.root.selfOrders;
    this.names = nameAll(model, this.ids);
  }

  /** Makes up ids for a draft and what is in it. */
  declare(draft: Draft): void {
    const id = draft.attributes.find(([name]) => name === "id")?.[1];
    if (id === madeUpId) {
      const name = this.ids.take(`${draft.name}-1`);
      this.made.set(draft, name);
      const list = this.definitions.get(draft.name);
      if (list === undefined) this.definitions.set(draft.name, [name]);
      else list.push(name);
    }
    if (draft.name === "tag" && typeof id === "string") {
      const name = this.ids.take(id);
      this.made.set(draft, name);
      this.names.targets.add("tag", name);
    }
    for (const child of draft.children) this.declare(child);
  }

  value(value: Value, draft: Draft): string | undefined {
    if (value === madeUpId) return this.made.get(draft);
    if (typeof value === "string") return value;
    if (value.to === "same element") return pickStable(value.pick, this.definitions.get(draft.name) ?? []);
    return this.names.targets.resolve(value);
  }

  /** The element, or nothing if it would have to refer to something that is not there. */
  write(draft: Draft): XmlElement[] {
    const attributes: string[] = [];
    for (const [name, value] of draft.attributes) {
      const text = name === "id" && this.made.has(draft) ? this.made.get(draft) : this.value(value, draft);
      if (text === undefined) return [];
      attributes.push(name, text);
    }
    const children = draft.children.flatMap((child) => this.write(child));
    const needsContent = neverEmpty.has(draft.name) || draft.name.startsWith("rsc_");
    if (children.length === 0 && needsContent && (draft.children.length > 0 || neverEmpty.has(draft.name))) {
      if (!attributes.includes("id-ref")) return [];
    }
    const element = { ...xml(draft.name, {}, children), attributes };
    return draft.name === "rsc_order" && !this.selfOrders ? withoutSelf(element) : [element];
  }

  section(draft: Draft): XmlElement {
    return xml(draft.name, {}, draft.children.flatMap((child) => this.write(child)));
  }

  resource(resource: ResourceModel): XmlElement {
    const id = this.names.resources.get(resource)!;
    const content = resource.content.flatMap((draft) => this.write(draft));
    switch (resource.kind) {
      case "primitive":
        return xml("primitive", { id, ...this.agentOf(resource) }, content);
      case "template":
        return xml("template", { id, class: resource.agent.class, provider: resource.agent.provider, type: resource.agent.type }, content);
      case "group":
        return xml("group", { id }, [...content, ...resource.members.map((member) => this.resource(member))]);
      case "clone":
        return xml("clone", { id }, [...content, this.resource(resource.inner)]);
      case "bundle":
        return xml("bundle", { id }, resource.inner === undefined ? content : [...content, this.resource(resource.inner)]);
    }
  }

  private agentOf({ agent, template }: PrimitiveModel): Readonly<Record<string, string | undefined>> {
    const named = template === undefined || typeof template !== "object" ? undefined : this.names.targets.resolve(template);
    return named === undefined ? { class: agent.class, provider: agent.provider, type: agent.type } : { template: named };
  }
}

/** An ordering in which nothing comes before itself, which ends the reference; nothing if that leaves nothing. */
function withoutSelf(order: XmlElement): XmlElement[] {
  const [first, then] = ["first", "then"].map((name) => attribute(order, name));
  if (first !== undefined && first === then) return [];
  const sets = childElements(order, "resource_set");
  if (sets.length === 0) return [order];
  const seen = new Set<string>();
  const left = sets.flatMap((set) => {
    // the repeated set may have any members
    if (attribute(set, "id-ref") !== undefined && sets.length > 1) return [];
    const members = childElements(set).filter((member) => {
      const id = attribute(member, "id") ?? "";
      return !seen.has(id) && seen.add(id) !== undefined;
    });
    return members.length === 0 && set.children.length > 0 ? [] : [{ ...set, children: members }];
  });
  return left.length === 0 ? [] : [{ ...order, children: left }];
}

function draftsOf(resource: ResourceModel): readonly Draft[] {
  if (resource.kind === "group") return [...resource.content, ...resource.members.flatMap(draftsOf)];
  if (resource.kind === "clone") return [...resource.content, ...draftsOf(resource.inner)];
  if (resource.kind === "bundle") return resource.inner === undefined ? resource.content : [...resource.content, ...draftsOf(resource.inner)];
  return resource.content;
}

const references = ["id-ref", "rsc", "with-rsc", "first", "then"];

/** Elements whose ID is that of something else. */
const isReference = (element: XmlElement): boolean => element.name === "resource_ref" || element.name === "obj_ref";

/** Without references to what did not make it into the document. */
function withoutDangling(element: XmlElement, ids: ReadonlySet<string>): XmlElement[] {
  const targets = (isReference(element) ? ["id"] : references).map((name) => attribute(element, name));
  if (targets.some((target) => target !== undefined && !ids.has(target))) return [];
  const before = childElements(element);
  const children = before.flatMap((child) => withoutDangling(child, ids));
  const needsContent = neverEmpty.has(element.name) || element.name.startsWith("rsc_");
  return children.length === 0 && before.length > 0 && needsContent ? [] : [{ ...element, children }];
}

function idsIn(element: XmlElement, ids = new Set<string>()): Set<string> {
  const id = attribute(element, "id");
  if (id !== undefined && !isReference(element)) ids.add(id);
  for (const child of childElements(element)) idsIn(child, ids);
  return ids;
}

/** The tree of the document. */
export function cibTree(model: ClusterModel): XmlElement {
  const writer = new Writer(model);
  const { names } = writer;
  const drafts = [model.options, ...model.nodes.map(({ draft }) => draft), ...model.resources.flatMap(draftsOf), model.constraints, ...model.sections];
  for (const draft of drafts) writer.declare(draft);

  const nodes = model.nodes.flatMap(({ draft }, index) => {
    const own = [["id", names.nodeIds[index]!], ["uname", names.nodes[index]!]] as const;
    return writer.write({ ...draft, attributes: [...own, ...draft.attributes] });
  });
  const remotes = names.remotes.flatMap((name, index) => {
    const { configured } = model.status.remote[index % model.status.remote.length]!;
    return configured === true ? [xml("node", { id: name, uname: name, type: "remote" })] : [];
  });
  let configuration = xml("configuration", {}, [
    writer.section(model.options),
    xml("nodes", {}, [...nodes, ...remotes]),
    xml("resources", {}, model.resources.map((resource) => writer.resource(resource))),
    writer.section(model.constraints),
    ...model.sections.flatMap((draft) => writer.write(draft)),
  ]);
  // what goes can be what others refer to
  for (let ids = idsIn(configuration), before = 0; ids.size !== before; ids = idsIn(configuration)) {
    before = ids.size;
    [configuration] = withoutDangling(configuration, ids) as [XmlElement];
  }
  const { root } = model;
  return xml(
    "cib",
    {
      "validate-with": root.schema,
      admin_epoch: "0",
      epoch: "1",
      num_updates: "0",
      crm_feature_set: root.featureSet,
      "have-quorum": root.quorum,
      "dc-uuid": names.nodeIds[root.dc % names.nodeIds.length],
      "execution-date": String(root.now),
    },
    [configuration, statusSection(model, names)],
  );
}

/** The document as text. */
export function cibText(model: ClusterModel): string {
  return serializeXml(cibTree(model));
}
