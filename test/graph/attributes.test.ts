import { describe, expect, test } from "vitest";
import { actionAttributes } from "../../src/graph/attributes.ts";
import { guestAttributes } from "../../src/graph/guest-attributes.ts";
import { meta, node, operation, point, primitive, resource, unpacked } from "../orderings/model.ts";

function pairs(list: readonly string[]): Record<string, string> {
  return Object.fromEntries(list.flatMap((name, i) => (i % 2 === 0 ? [[name, list[i + 1]!]] : [])));
}

describe("on a guest node", () => {
  const situation = (task: string, more: Record<string, string> = {}) => {
    const run = unpacked(primitive("vm", meta("vm", { "remote-node": "guest" })) + primitive("a", meta("a", more)));
    const vm = resource(run, "vm");
    vm.activeNodes.push(node(run, "n1"));
    vm.assignedNode = vm.allowedNodes.request(node(run, "n2"));
    return operation(run, "a", task, { on: "guest" });
  };

  test.each([
    ["stop", "n1"],
    ["demote", "n1"],
    ["start", "n2"],
    ["monitor", "n2"],
    ["promote", "n2"],
  ])("%s is told the host: %s", (task, expected) => {
    expect(guestAttributes(situation(task))).toEqual(["CRM_meta_physical_host", expected]);
  });

  test("a notification is told the host for the operation that it is about", () => {
    const action = situation("notify");
    action.meta.set("notify_operation", "stop");
    expect(guestAttributes(action)).toEqual(["CRM_meta_physical_host", "n1"]);
  });

  test.each(["migrate_to", "delete", "reload-agent"])("%s is not", (task) => {
    expect(guestAttributes(situation(task))).toEqual([]);
  });

  test("an agent is told whose attributes count", () => {
    expect(guestAttributes(situation("start", { "container-attribute-target": "host" }))).toEqual([
      "CRM_meta_container_attribute_target",
      "host",
      "CRM_meta_physical_host",
      "n2",
    ]);
  });
});

describe("what the resource adds", () => {
  test("to an instance is its number and what its clone is like", () => {
    const run = unpacked(`<clone id="c">${primitive("p")}${meta("c", { "clone-max": "3", promotable: "true", "promoted-max": "2" })}</clone>`);
    const expected = {
      CRM_meta_clone_max: "3",
      CRM_meta_clone_node_max: "1",
      CRM_meta_globally_unique: "false",
      CRM_meta_master_max: "2",
      CRM_meta_master_node_max: "1",
      CRM_meta_notify: "false",
      CRM_meta_promoted_max: "2",
      CRM_meta_promoted_node_max: "1",
      CRM_meta_timeout: "20000",
      crm_feature_set: "3.20.5",
    };
    expect(pairs(actionAttributes(run, point(run, "c", "start")))).toEqual(expected);
    expect(pairs(actionAttributes(run, operation(run, "p:1", "start", { on: "n1" })))).toEqual({ CRM_meta_clone: "1", ...expected });
  });

  test("is the launcher of the resource, or rather that of the highest one above it", () => {
    const container = (above: boolean) => {
      const run = unpacked(`<group id="g">${primitive("m")}</group>${primitive("k1")}${primitive("k2")}`);
      resource(run, "m").launcher = resource(run, "k1");
      if (above) resource(run, "g").launcher = resource(run, "k2");
      return pairs(actionAttributes(run, operation(run, "m", "start", { on: "n1" })))["CRM_meta_container"];
    };
    expect([container(false), container(true)]).toEqual(["k1", "k2"]);
  });

  test("wins over meta-attributes of the operation", () => {
    const own = meta("o", { clone: "7", "clone-max": "8" });
    const run = unpacked(`<clone id="c">${primitive("p", `<operations><op id="o" name="start" interval="0">${own}</op></operations>`)}</clone>`);
    const start = pairs(actionAttributes(run, operation(run, "p:0", "start", { on: "n1" })));
    expect([start["CRM_meta_clone"], start["CRM_meta_clone_max"]]).toEqual(["0", "2"]);
  });
});
