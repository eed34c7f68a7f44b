import { expect, test } from "vitest";
import { hasFlag, ResourceFlag } from "../../src/model/resource.ts";
import { findResource } from "../../src/resources/find.ts";
import { createRemovedResource, linkRemovedLaunched } from "../../src/resources/removed.ts";
import { INFINITY } from "../../src/values/score.ts";
import { createElement } from "../../src/xml/element.ts";
import { meta, node, primitive, resource, unpacked } from "./model.ts";

const { Removed, RemovedLaunched, Managed } = ResourceFlag;
const entry = (...attributes: string[]) => createElement("lrm_resource", attributes);

test("a removed resource comes last, is banned everywhere, and gets defaults like any other", () => {
  const run = unpacked(primitive("A", meta("A", { priority: "-5" })), { defaults: meta("d", { priority: "3" }) });
  const old = createRemovedResource(run, entry("id", "old", "type", "Dummy", "class", "ocf", "provider", "pacemaker"))!;
  expect(run.cluster.resources.map(({ id }) => id)).toEqual(["A", "old"]);
  expect(findResource(run, "old")).toBe(old);
  expect(old.priority).toBe(3);
  expect(old.meta.get("type")).toBe("Dummy");
  expect(hasFlag(old, Removed) && hasFlag(old, Managed) && !hasFlag(old, RemovedLaunched)).toBe(true);
  expect(old.allowedNodes.values().map(({ score }) => score)).toEqual([-INFINITY, -INFINITY]);
});

test("if removed resources are not to be stopped, it is unmanaged instead", () => {
  const run = unpacked("", { options: { "stop-removed-resources": "false" } });
  const old = createRemovedResource(run, entry("id", "old", "type", "x", "class", "lsb"))!;
  expect(hasFlag(old, Managed)).toBe(false);
  expect(old.allowedNodes.values().map(({ score }) => score)).toEqual([0, 0]);
});

test("a removed connection brings its node back, which is to shut down", () => {
  const run = unpacked("", { options: { "fencing-enabled": "true", "have-watchdog": "true" } });
  const old = createRemovedResource(run, entry("id", "r1", "class", "ocf", "provider", "pacemaker", "type", "remote"))!;
  const r1 = node(run, "r1");
  expect(r1.connection).toBe(old);
  expect([r1.type, r1.shutdown, r1.unclean]).toEqual(["remote", true, true]);
  expect(run.cluster.haveRemoteNodes).toBe(true);
});

test("removed launched resources find their launcher once the node's history is complete", () => {
  const run = unpacked(primitive("vm") + primitive("own", meta("own", { container: "vm" })));
  const entries = [
    entry("id", "g1", "class", "ocf", "provider", "pacemaker", "type", "remote", "container", "vm"),
    entry("id", "gone", "class", "ocf", "provider", "pacemaker", "type", "Dummy", "container", "nix"),
    entry("id", "own", "class", "ocf", "provider", "pacemaker", "type", "Dummy", "container", "vm"),
  ];
  const g1 = createRemovedResource(run, entries[0]!)!;
  createRemovedResource(run, entries[1]!);
  expect(hasFlag(g1, RemovedLaunched)).toBe(true);
  expect(g1.launcher).toBeNull();
  linkRemovedLaunched(run, createElement("lrm_resources", [], entries));
  expect(g1.launcher).toBe(resource(run, "vm"));
  expect(resource(run, "gone").launcher).toBeNull();
  expect(resource(run, "vm").launched.map(({ id }) => id)).toEqual(["own", "g1"]);
});
