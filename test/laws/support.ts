// How laws are checked: on clusters at random, as often as PENGINE_PROPERTY_RUNS says, from the seed that
// PENGINE_PROPERTY_SEED says. A failure tells the seed, and shows the smallest cluster that breaks the law.

import fc, { type Arbitrary } from "fast-check";
import { test } from "vitest";
import { attribute, childElements, readCib, schedule, simulate, transitionToXml, type Cib, type PrimitiveStatus, type ResourceStatus, type Schedule, type Simulation, type XmlElement } from "../../src/index.ts";
import { cibText, cibTree, clusterModel, type ClusterModel, type Mode } from "../support/arbitrary/index.ts";

export const runs = Number(process.env["PENGINE_PROPERTY_RUNS"] ?? 10);
const seed = Number(process.env["PENGINE_PROPERTY_SEED"] ?? Date.now() % 1_000_000);

/** A drawing of nothing but the transition. */
export const drawing = { all: false, withIds: false };

/** A drawn cluster; what is asked of it is worked out once. */
export class Cluster {
  readonly model: ClusterModel;
  private readCib: Cib | null = null;
  private planned: Schedule | null = null;
  private simulated: Simulation | null = null;
  private written: string | null = null;

  constructor(model: ClusterModel) {
    this.model = model;
  }

  get text(): string {
    return (this.written ??= cibText(this.model));
  }

  get tree(): XmlElement {
    return cibTree(this.model);
  }

  get cib(): Cib {
    return (this.readCib ??= readCib(this.text));
  }

  get schedule(): Schedule {
    return (this.planned ??= schedule(this.cib, { scores: true, dot: drawing }));
  }

  get simulation(): Simulation {
    return (this.simulated ??= simulate(this.cib));
  }

  option(name: string): string | undefined {
    return this.schedule.status.options.find((option) => option.name === name)?.value;
  }

  [fc.toStringMethod](): string {
    return `\n${this.text}`;
  }
}

export function clusters(mode: Mode = "well-formed", favoured: readonly string[] = []): Arbitrary<Cluster> {
  return clusterModel(mode, favoured).map((model) => new Cluster(model));
}

const nothingKnown = { transient: [], configured: undefined } as const;
const member = [["in_ccm", "true"], ["crmd", "online"], ["join", "member"], ["expected", "member"]] as const;

type Resource = ClusterModel["resources"][number];

function withoutHistory<R extends Resource>(resource: R): R {
  switch (resource.kind) {
    case "primitive":
      return { ...resource, history: [] };
    case "group":
      return { ...resource, members: resource.members.map(withoutHistory) };
    case "clone":
      return { ...resource, inner: withoutHistory(resource.inner) };
    case "bundle":
      return { ...resource, replicas: [], inner: resource.inner === undefined ? undefined : withoutHistory(resource.inner) };
    default:
      return resource;
  }
}

/** A cluster as it is when all nodes have just come up: no resource was ever started. */
export function freshModel(model: ClusterModel): ClusterModel {
  const { status } = model;
  return {
    ...model,
    root: { ...model.root, quorum: "1" },
    resources: model.resources.map(withoutHistory),
    status: {
      ...status,
      cluster: status.cluster.map(() => ({ ...nothingKnown, membership: member })),
      remote: status.remote.map(() => ({ ...nothingKnown, membership: null })),
      removed: [],
      probed: false,
    },
  };
}

export function freshClusters(favoured: readonly string[] = []): Arbitrary<Cluster> {
  return clusterModel("well-formed", favoured).map((model) => new Cluster(freshModel(model)));
}

/** Tells if names of nodes differ in nothing but case, if at all: such nodes are taken for one another. */
export function hasNamesakes({ schedule: { status } }: Cluster): boolean {
  return new Set(status.nodes.map(({ name }) => name.toLowerCase())).size < status.nodes.length;
}

/** Checks that something is so for all clusters. `share` makes cheap laws run more often, expensive ones less. */
export function law<T>(name: string, arbitrary: Arbitrary<T>, holds: (drawn: T) => void, share = 1): void {
  test(name, { timeout: Math.max(60_000, runs * 200) }, () => {
    fc.assert(fc.property(arbitrary, holds), { numRuns: Math.max(1, Math.ceil(runs * share)), seed });
  });
}

/** Everything that was worked out, as text. */
export function allBytes(planned: Schedule): string {
  const { status, summary, scores, transition, dot, recheckBy, diagnostics } = planned;
  return `${JSON.stringify({ status, summary, scores, recheckBy, diagnostics })}\n${transitionToXml(transition)}\n${dot}`;
}

/** All primitives of a resource, with the instances of clones and the parts of bundles. */
export function primitives(resource: ResourceStatus | null): PrimitiveStatus[] {
  if (resource === null) return [];
  if (resource.kind === "primitive") return [resource];
  if (resource.kind === "group") return [...resource.members];
  if (resource.kind === "clone") return resource.instances.flatMap(primitives);
  return resource.replicas.flatMap(({ ip, container, connection, instance }) => [ip, container, connection, instance].flatMap(primitives));
}

/** Elements of one name below an element. */
export function descendants(root: XmlElement, name: string): XmlElement[] {
  return childElements(root).flatMap((child) => [...(child.name === name ? [child] : []), ...descendants(child, name)]);
}

export function attributesOf(element: XmlElement): Readonly<Record<string, string | undefined>> {
  const pairs = element.attributes.flatMap((name, index) => (index % 2 === 0 ? [[name, attribute(element, name)] as const] : []));
  return Object.fromEntries(pairs);
}

/** The attribute of an action in a transition. */
export function valueIn(list: readonly string[], name: string): string | undefined {
  for (let i = 0; i < list.length; i += 2) if (list[i] === name) return list[i + 1];
  return undefined;
}
