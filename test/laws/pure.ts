// Scheduling is a function of its input, and leaves it alone.

import fc from "fast-check";
import { expect } from "vitest";
import { clusterStatus, plan, readCib, schedule, serializeXml, simulate, transitionToXml, type XmlElement } from "../../src/index.ts";
import { allBytes, clusters, drawing, law, type Cluster } from "./support.ts";

/** Paths to what could be changed. */
function unfrozen(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  const below = Reflect.ownKeys(value).flatMap((key) => unfrozen((value as Record<PropertyKey, unknown>)[key], `${path}.${String(key)}`));
  return Object.isFrozen(value) ? below : [path, ...below];
}

function withShuffledAttributes(element: XmlElement): XmlElement {
  const pairs: [string, string][] = [];
  for (let i = 0; i < element.attributes.length; i += 2) pairs.unshift([element.attributes[i]!, element.attributes[i + 1]!]);
  return { ...element, attributes: pairs.flat(), children: element.children.map((child) => (child.kind === "element" ? withShuffledAttributes(child) : child)) };
}

/** Without what is said about the input's text. */
function planText(text: string): string {
  const { scores, summary, transition, dot } = schedule(readCib(text), { scores: true, dot: drawing });
  return JSON.stringify({ scores, summary }) + transitionToXml(transition) + dot;
}

law("the same input gives the same bytes", clusters("hostile"), ({ text }: Cluster) => {
  const once = allBytes(schedule(readCib(text), { scores: true, dot: drawing }));
  expect(allBytes(schedule(readCib(text), { scores: true, dot: drawing }))).toBe(once);
});

law("a CIB can be scheduled again and again, with its state or without", clusters(), ({ cib, schedule: { status, ...first } }) => {
  const once = allBytes({ status, ...first });
  expect(allBytes(schedule(cib, { scores: true, dot: drawing }))).toBe(once);
  expect(allBytes({ status, ...plan(cib, { scores: true, dot: drawing }) })).toBe(once);
});

law("the input stays as it was", clusters(), (cluster) => {
  const before = serializeXml(cluster.cib.document);
  simulate(cluster.cib);
  expect(serializeXml(cluster.cib.document)).toBe(before);
});

law("what comes out is frozen", clusters(), ({ cib }) => {
  const planned = schedule(cib, { scores: true, utilization: true, ledger: true });
  const { status, summary, transition, scores, diagnostics, ledger } = planned;
  expect(unfrozen(Object.freeze({ status, summary, transition, scores, diagnostics, ledger }), "schedule")).toEqual([]);
  expect(Object.isFrozen(planned)).toBe(true);
});

law("the state of a cluster is the one that is scheduled for", clusters(), (cluster) => {
  expect(JSON.stringify(clusterStatus(cluster.cib).status)).toBe(JSON.stringify(cluster.schedule.status));
});

law("asking for scores, a drawing or reasons changes no decision", clusters(), (cluster) => {
  const plain = schedule(cluster.cib);
  const asked = schedule(cluster.cib, { scores: true, dot: { all: true, withIds: true }, utilization: true, ledger: true });
  expect(transitionToXml(asked.transition)).toBe(transitionToXml(plain.transition));
  expect(asked.summary).toEqual(plain.summary);
});

law("the order of attributes in XML changes nothing but where they are copied", clusters(), (cluster) => {
  const sorted = (text: string): string => planText(text);
  expect(sorted(serializeXml(withShuffledAttributes(cluster.tree)))).toBe(sorted(cluster.text));
});

law("an attribute of a node that nobody asks about changes nothing", fc.tuple(clusters(), fc.nat(7)), ([cluster, pick]) => {
  const nodes = cluster.model.nodes.length;
  const model = {
    ...cluster.model,
    nodes: cluster.model.nodes.map((node, index) =>
      index === pick % nodes
        ? { ...node, draft: { ...node.draft, children: [...node.draft.children, { name: "instance_attributes", attributes: [["id", "more"]] as const, children: [{ name: "nvpair", attributes: [["id", "more-1"], ["name", "irrelevant"], ["value", "1"]] as const, children: [] }] }] } }
        : node,
    ),
  };
  const more = new (cluster.constructor as new (drawn: typeof model) => Cluster)(model);
  expect(planText(more.text)).toBe(planText(cluster.text));
});
