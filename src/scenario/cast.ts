// Who there is: nodes and resources of a status by all names that a scenario may use for them.

import { namedPrimitives } from "../result/explain.ts";
import type { BundleStatus, ClusterStatus, CloneStatus, GroupStatus, PrimitiveStatus, RoleName } from "../result/cluster-status.ts";

/** Something that runs as a whole: a primitive, a group, one instance, one replica. */
export interface Unit {
  readonly id: string;
  /** Nodes on which any part of it is active. */
  readonly nodes: readonly string[];
  readonly role: RoleName;
  /** All of it is active. */
  readonly active: boolean;
}

export class Cast {
  readonly nodes: readonly string[];
  /** All names of resources. */
  readonly resources: readonly string[];
  private readonly namesById = new Map<string, readonly string[]>();
  private readonly units = new Map<string, Unit[]>();

  constructor(status: ClusterStatus) {
    this.nodes = status.nodes.map(({ name }) => name);
    for (const resource of status.resources) {
      if (resource.kind === "group") this.units.set(resource.id, [groupUnit(resource, false)]);
      if (resource.kind === "clone") this.addClone(resource);
      if (resource.kind === "bundle") this.units.set(resource.id, replicaUnits(resource));
    }
    for (const [primitive, names] of namedPrimitives(status)) {
      this.namesById.set(primitive.id, names);
      for (const name of ownNames(primitive)) this.add(name, primitiveUnit(primitive));
    }
    this.resources = [...this.units.keys()];
  }

  /** What goes by a name; empty if nothing does. */
  unitsOf(name: string): readonly Unit[] {
    return this.units.get(name) ?? [];
  }

  knowsResource(name: string): boolean {
    return this.units.has(name);
  }

  /** All names of a primitive, those of what it is in among them. */
  namesOf(id: string): readonly string[] {
    return this.namesById.get(id) ?? [id];
  }

  /** IDs of the primitives that go by a name or are in what does. */
  primitivesOf(name: string): string[] {
    return [...this.namesById].flatMap(([id, names]) => (names.includes(name) ? [id] : []));
  }

  private addClone(clone: CloneStatus): void {
    for (const instance of clone.instances) {
      const unit = instance.kind === "group" ? groupUnit(instance, clone.promotable) : primitiveUnit(instance);
      this.add(clone.id, unit);
      if (instance.kind === "group") this.add(instance.id, unit);
      if (!ownNames(instance).has(clone.inner)) this.add(clone.inner, unit);
    }
    if (clone.instances.length === 0) this.units.set(clone.id, []);
  }

  private add(name: string, unit: Unit): void {
    const units = this.units.get(name);
    if (units === undefined) this.units.set(name, [unit]);
    else units.push(unit);
  }
}

function ownNames(resource: PrimitiveStatus | GroupStatus): ReadonlySet<string> {
  if (resource.kind === "group") return new Set([resource.id]);
  const { id, name, historyId } = resource;
  return new Set(historyId === null ? [id, name] : [id, name, historyId]);
}

function primitiveUnit({ id, nodes, shownRole }: PrimitiveStatus): Unit {
  return { id, nodes, role: nodes.length === 0 ? "Stopped" : shownRole, active: nodes.length > 0 };
}

function groupUnit({ id, places, role, active }: GroupStatus, promotable: boolean): Unit {
  const shown = promotable && role === "Started" ? "Unpromoted" : role;
  return { id, nodes: places, role: places.length === 0 ? "Stopped" : shown, active: active && places.length > 0 };
}

function replicaUnits({ replicas }: BundleStatus): Unit[] {
  return replicas.map(({ container, instance }) => {
    const unit = primitiveUnit(container);
    if (instance === null || !unit.active) return unit;
    return { ...unit, role: instance.shownRole, active: instance.nodes.length > 0 };
  });
}
