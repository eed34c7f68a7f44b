import { describe, expect, test } from "vitest";
import { ResourceFlag } from "../../src/model/resource.ts";
import { Role } from "../../src/values/role.ts";
import {
  activeOn,
  actionsOf,
  flagsOf,
  messages,
  primitive,
  recorded,
  resource,
  state,
  unpacked,
  type Recorded,
} from "./support.ts";

const onFirst = { on_node: "n1" };
const onSecond = { on_node: "n2" };
const nodes = { migrate_source: "n1", migrate_target: "n2" };
const start: Recorded = { task: "start", call: 1, time: 0, more: onFirst };
const probe: Recorded = { task: "monitor", rc: 7, expected: 7, call: 1, time: 0, more: onSecond };
const to: Recorded = { task: "migrate_to", call: 5, time: 10, more: { ...onFirst, ...nodes } };
const from: Recorded = { task: "migrate_from", call: 5, time: 15, more: { ...onSecond, ...nodes } };
const stopFirst: Recorded = { task: "stop", call: 6, time: 20, more: onFirst };
const pending = { rc: 193, status: -1, call: -1 };
const failed = { rc: 1, status: 4 };

function after(first: readonly Recorded[], second: readonly Recorded[] | null) {
  return unpacked({
    resources: primitive("A", { meta: { "allow-migrate": "true" }, operations: "" }),
    states: [
      state("n1", { histories: [recorded("A", first)] }),
      state("n2", { histories: second === null ? [] : [recorded("A", second)] }),
    ],
  });
}

const healthy = ["Managed"];
const broken = ["Managed", "Failed", "StopIfFailed"];

describe("a migration from n1 to n2", () => {
  test.each<[string, Recorded[], Recorded[] | null, string[], string[]]>([
    ["is going on", [start, to], [probe, { ...from, ...pending }], ["n2", "n1"], healthy],
    ["has not begun on the target", [start, to], [probe], ["n2", "n1"], healthy],
    ["to a node that does not know the resource", [start, to], null, ["n1"], healthy],
    ["was followed by a probe of the target", [start, to], [{ ...probe, time: 90 }], ["n1"], broken],
    ["lacks only the stop on the source", [start, to], [probe, from], ["n2"], healthy],
    ["is complete", [to, stopFirst], [probe, from], ["n2"], healthy],
    ["was stopped on the source before it arrived", [to, stopFirst], [probe], ["n2"], healthy],
    ["failed to arrive", [start, to], [probe, { ...from, ...failed }], ["n2", "n1"], broken],
    ["failed to depart", [start, { ...to, ...failed }], [probe], ["n2", "n1"], broken],
    ["failed to depart, then the target was stopped", [start, { ...to, ...failed }], [{ task: "stop", call: 2, time: 20, more: onSecond }], ["n1"], broken],
    ["does not say whence", [start, { ...to, more: onFirst }], [probe], ["n1"], healthy],
  ])("%s", (_, first, second, active, flags) => {
    const run = after(first, second);
    expect(activeOn(run, "A")).toEqual(active);
    expect(flagsOf(run, "A")).toEqual(flags);
    expect(resource(run, "A").originalRole).toBe(Role.Started);
  });

  test("is partial while it is going on", () => {
    const { partialMigrationSource, partialMigrationTarget } = resource(after([start, to], [probe, { ...from, ...pending }]), "A");
    expect([partialMigrationSource?.name, partialMigrationTarget?.name]).toEqual(["n1", "n2"]);
  });

  test("leaves a dangling source if only the stop is missing", () => {
    const { danglingMigrationSources } = resource(after([start, to], [probe, from]), "A");
    expect(danglingMigrationSources.map(({ name }) => name)).toEqual(["n1"]);
  });

  test("cannot be repeated once the target turned out not to run the resource", () => {
    const { flags } = resource(after([start, to], [{ ...probe, time: 90 }]), "A");
    expect(flags & ResourceFlag.Migratable).toBe(0);
  });

  test("must name its nodes", () => {
    const run = after([start, { ...to, more: onFirst }], [probe]);
    expect(messages(run, "get_migration_node_names")).toEqual([
      "Ignoring resource history entry A_migrate_to_0 without migrate_source and migrate_target",
    ]);
  });

  test("must name the node in whose history its departure is", () => {
    const run = after([start, { ...to, more: { ...to.more, migrate_source: "n2" } }], [probe]);
    expect(messages(run, "get_migration_node_names")).toEqual([
      "Ignoring resource history entry A_migrate_to_0 because migrate_source='n2' does not match n1",
    ]);
  });

  test("must name the node in whose history its failed arrival is", () => {
    const run = after([start], [probe, { ...from, ...failed, more: { ...from.more, migrate_target: "n1" } }]);
    expect(messages(run, "get_migration_node_names")).toEqual([
      "Ignoring resource history entry A_migrate_from_0 because migrate_target='n1' does not match n2",
    ]);
  });

  test("compares names of nodes without regard to case where it is about its own node", () => {
    const run = after([start, { ...to, more: { ...to.more, migrate_source: "N1" } }], [probe]);
    expect(messages(run, "get_migration_node_names")).toEqual([]);
  });
});

test("a departure in progress on a node that is lost requires a stop on the target", () => {
  const run = unpacked({
    resources: primitive("A", { meta: { "allow-migrate": "true" }, operations: "" }) + '<primitive id="F" class="stonith" type="fence_dummy"/>',
    states: [
      `<node_state id="1" uname="n1" in_ccm="false" crmd="offline" join="member" expected="member"><lrm id="1"><lrm_resources>${recorded(
        "A",
        [start, { ...to, ...pending }],
      )}</lrm_resources></lrm></node_state>`,
      state("n2"),
    ],
    options: { "stonith-enabled": "true" },
  });
  expect(actionsOf(run)).toContain("A_stop_0 n2 required");
});
