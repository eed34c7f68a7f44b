// Gives everything in a drawn cluster a name of its own, and knows what references can be to.

import type { Draft } from "./draft.ts";
import type { ClusterModel } from "./model.ts";
import type { BundleModel, GroupModel, PrimitiveModel, ResourceModel } from "./resources.ts";
import { Targets } from "./targets.ts";

type Named = ResourceModel;

export interface Names {
  /** By place in the list. */
  readonly nodes: readonly string[];
  readonly nodeIds: readonly string[];
  readonly resources: ReadonlyMap<Named, string>;
  /** Names of Pacemaker Remote nodes, in the order of their resources. */
  readonly remotes: readonly string[];
  /** Primitives that are virtual machines, with the names of the nodes in them. */
  readonly guests: ReadonlyMap<PrimitiveModel, string>;
  readonly targets: Targets;
}

/** Makes names unique: a name that is taken gets a number. */
export class Unique {
  private readonly taken = new Set<string>();

  take(name: string): string {
    let unique = name;
    for (let number = 2; this.taken.has(unique); number++) unique = `${name}-${number}`;
    this.taken.add(unique);
    return unique;
  }
}

/** A pair's value in a block of a resource, if it is text. */
export function pairValue(content: readonly Draft[], name: string): string | undefined {
  for (const blockDraft of content) {
    for (const pair of blockDraft.children) {
      const text = (key: string): unknown => pair.attributes.find(([attribute]) => attribute === key)?.[1];
      const value = text("value");
      if (pair.name === "nvpair" && text("name") === name && typeof value === "string") return value;
    }
  }
  return undefined;
}

/** How many replicas a bundle has. */
export function replicaCount(bundle: BundleModel): number {
  const container = bundle.content.find(({ name }) => name === bundle.engine);
  const text = (key: string): string | undefined => {
    const value = container?.attributes.find(([name]) => name === key)?.[1];
    return typeof value === "string" ? value : undefined;
  };
  return Math.max(0, Number(text("replicas") ?? text("promoted-max") ?? "1"));
}

export function nameAll(model: ClusterModel, ids: Unique): Names {
  const nodeNames = new Unique();
  const targets = new Targets();
  const nodes = model.nodes.map(({ name }) => nodeNames.take(name));
  const nodeIds = nodes.map((name, index) => (model.numbered ? String(index + 1) : name));
  for (const name of nodes) for (const kind of ["node", "cluster node"] as const) targets.add(kind, name);
  const resources = new Map<Named, string>();
  const remotes: string[] = [];
  const guests = new Map<PrimitiveModel, string>();

  const namePrimitive = (primitive: PrimitiveModel): string => {
    const name = ids.take(primitive.name);
    resources.set(primitive, name);
    if (primitive.agent.class === "stonith") targets.add("fence device", name);
    if (primitive.template === undefined && primitive.agent.type === "remote") {
      remotes.push(name);
      targets.add("node", name);
    }
    const guest = pairValue(primitive.content, "remote-node");
    if (guest !== undefined) {
      const guestName = nodeNames.take(guest);
      guests.set(primitive, guestName);
      remotes.push(guestName);
      targets.add("node", guestName);
    }
    return name;
  };
  const nameGroup = (group: GroupModel): string => {
    const name = ids.take(group.name);
    resources.set(group, name);
    for (const member of group.members) targets.add("part", namePrimitive(member));
    return name;
  };

  for (const resource of model.resources) {
    switch (resource.kind) {
      case "primitive": {
        const name = namePrimitive(resource);
        targets.add("resource", name);
        targets.add("primitive", name);
        break;
      }
      case "group":
        targets.add("resource", nameGroup(resource));
        break;
      case "clone": {
        const name = ids.take(resource.name);
        resources.set(resource, name);
        targets.add("resource", name);
        if (resource.promotable) targets.add("promotable", name);
        targets.add("part", resource.inner.kind === "group" ? nameGroup(resource.inner) : namePrimitive(resource.inner));
        break;
      }
      case "bundle": {
        const name = ids.take(resource.name);
        resources.set(resource, name);
        targets.add("resource", name);
        if (resource.promotable) targets.add("promotable", name);
        if (resource.inner !== undefined) {
          targets.add("part", namePrimitive(resource.inner));
          for (let i = 0; i < Math.min(3, replicaCount(resource)); i++) {
            remotes.push(`${name}-${i}`);
            targets.add("node", `${name}-${i}`);
          }
        }
        break;
      }
      case "template": {
        const name = ids.take(resource.name);
        resources.set(resource, name);
        targets.add("template", name);
        break;
      }
    }
  }
  return { nodes, nodeIds, resources, remotes, guests, targets };
}
