import { expect, test } from "vitest";
import { operationMeta } from "../../src/actions/meta.ts";
import { findOperation } from "../../src/actions/operation.ts";
import type { Run } from "../../src/run.ts";
import { meta, node, NOW, primitive, reported, resource, unpacked } from "./model.ts";

function ops(content: string): string {
  return `<operations>${content}</operations>`;
}

/** The meta-data of an operation of resource A on n1. */
function metaOf(run: Run, task: string, interval = 0): Record<string, string> {
  const a = resource(run, "A");
  const configuration = findOperation(run, a, task, interval, true);
  return Object.fromEntries(operationMeta(run, a, node(run, "n1"), task, interval, configuration).unordered());
}

test("timeouts: the op's attribute, its blocks, the most frequent monitor's for probes, the defaults", () => {
  const run = unpacked(
    primitive(
      "A",
      ops(`<op id="m10" name="monitor" interval="10s" timeout="33s"/>
        <op id="m5" name="monitor" interval="5s"/>
        <op id="s" name="start" interval="0" timeout="40">${meta("sm", { timeout: "77s" })}</op>
        <op id="p" name="promote" interval="0">${meta("pm", { timeout: "1min" })}</op>`),
    ),
    { opDefaults: meta("d", { timeout: "55s" }) },
  );
  expect(metaOf(run, "monitor", 10_000)["timeout"]).toBe("33000");
  expect(metaOf(run, "monitor", 5_000)["timeout"]).toBe("55000");
  expect(metaOf(run, "start")["timeout"]).toBe("40000");
  expect(metaOf(run, "promote")["timeout"]).toBe("60000");
  expect(metaOf(run, "stop")["timeout"]).toBe("55000");
  expect(metaOf(run, "monitor")["timeout"]).toBe("55000");
});

test("a probe takes the timeout of the most frequent enabled monitor before the defaults", () => {
  const monitors = `<op id="m5" name="monitor" interval="5s" enabled="false" timeout="5"/>
    <op id="m20" name="monitor" interval="20s" timeout="21"/><op id="m10" name="monitor" interval="10s" timeout="11"/>`;
  const run = unpacked(primitive("A", ops(monitors)), { opDefaults: meta("d", { timeout: "55s" }) });
  expect(metaOf(run, "monitor")["timeout"]).toBe("11000");
});

test.each([
  [undefined, "20000"],
  ["0", "20000"],
  ["-5", "20000"],
  ["soon", "20000"],
  ["99999999", "2147483647"],
  ["30ms", "30"],
])("timeout %s counts as %s ms", (timeout, expected) => {
  const attribute = timeout === undefined ? "" : `timeout="${timeout}"`;
  const run = unpacked(primitive("A", ops(`<op id="s" name="start" ${attribute}/>`)), { unvalidated: true });
  expect(metaOf(run, "start")["timeout"]).toBe(expected);
});

test("all attributes of the op are there except its id, and the interval in milliseconds if it recurs", () => {
  const op = `<op id="m" name="monitor" interval="1min" role="Started" description="often">${meta("x", { name: "no", extra: "yes" })}</op>`;
  const run = unpacked(primitive("A", ops(op)));
  expect(metaOf(run, "monitor", 60_000)).toEqual({
    extra: "yes",
    name: "monitor",
    interval: "60000",
    role: "Started",
    description: "often",
    timeout: "20000",
  });
  expect(metaOf(run, "start")).toEqual({ timeout: "20000" });
});

test("a fence device's pcmk_monitor_timeout rules its starts and probes", () => {
  const parameters = `<instance_attributes id="i"><nvpair id="j" name="pcmk_monitor_timeout" value="7"/></instance_attributes>`;
  const device = `<primitive id="A" class="stonith" type="fence_dummy">${parameters}${ops(
    `<op id="s" name="start" interval="0" timeout="40"/><op id="m" name="monitor" interval="10s" timeout="41"/>`,
  )}</primitive>`;
  const run = unpacked(device);
  expect(metaOf(run, "start")["timeout"]).toBe("7000");
  expect(metaOf(run, "monitor")["timeout"]).toBe("7000");
  expect(metaOf(run, "monitor", 10_000)["timeout"]).toBe("41000");
  expect(metaOf(run, "stop")["timeout"]).toBe("20000");
});

test("rules see the operation and the agent", () => {
  const defaults = `<meta_attributes id="d"><rule id="r" score="INFINITY">
      <op_expression id="e1" name="start"/><rsc_expression id="e2" type="Dummy"/></rule>
      <nvpair id="n" name="timeout" value="9s"/></meta_attributes>`;
  const run = unpacked(primitive("A"), { opDefaults: defaults });
  expect(metaOf(run, "start")["timeout"]).toBe("9000");
  expect(metaOf(run, "stop")["timeout"]).toBe("20000");
});

test.each([
  ["start-delay", "5s", "5000"],
  ["start-delay", "-5s", "0"],
  ["start-delay", "99999999s", "2147483647"],
])("%s=%s becomes %s ms", (name, value, expected) => {
  const run = unpacked(primitive("A", ops(`<op id="s" name="start" ${name}="${value}"/>`)), { unvalidated: true });
  expect(metaOf(run, "start")["start-delay"]).toBe(expected);
});

const origin = Date.parse("2020-01-01T00:00:00Z") / 1000;
test.each([
  ["60s", origin + 10, "50000"],
  ["60s", origin - 10, "10000"],
  ["60s", origin + 120, "0"],
  ["1500ms", origin + 3, "1000"],
])("interval %s at %d after the origin 2020-01-01 is delayed by %s ms", (interval, now, delay) => {
  const op = `<op id="m" name="monitor" interval="${interval}" interval-origin="2020-01-01 00:00:00Z"/>`;
  const run = unpacked(primitive("A", ops(op)), { now });
  const ms = interval === "60s" ? 60_000 : 1_500;
  expect(metaOf(run, "monitor", ms)["start-delay"]).toBe(delay);
});

test("an invalid interval origin is reported at each use, and gives no delay", () => {
  const op = `<op id="m" name="monitor" interval="60s" interval-origin="never"/>`;
  const run = unpacked(primitive("A", ops(op)), { unvalidated: true, now: NOW });
  expect(metaOf(run, "monitor", 60_000)["start-delay"]).toBeUndefined();
  metaOf(run, "monitor", 60_000);
  const error = "Ignoring 'interval-origin' for operation 'm' because 'never' is not valid";
  expect(reported(run).filter((text) => text === error)).toHaveLength(2);
});

test("each action may change its meta-data without the others noticing", () => {
  const run = unpacked(primitive("A"));
  const a = resource(run, "A");
  const [one, two] = ["n1", "n2"].map((name) => operationMeta(run, a, node(run, name), "stop", 0, null));
  one!.set("mine", "1");
  expect(two!.has("mine")).toBe(false);
  expect(operationMeta(run, a, node(run, "n3"), "stop", 0, null).has("mine")).toBe(false);
});

test("an operation is found by exact name and interval, and disabled ones only if asked for", () => {
  const run = unpacked(
    primitive("A", ops(`<op id="1" name="monitor" interval="10s" enabled="off"/><op id="2" name="monitor" interval="PT10S"/><op id="3" name="migrate"/>`)),
    { unvalidated: true },
  );
  const find = (task: string, interval: number, disabled: boolean) =>
    findOperation(run, resource(run, "A"), task, interval, disabled)?.attributes[1];
  expect(find("monitor", 10_000, true)).toBe("1");
  expect(find("monitor", 10_000, false)).toBe("2");
  expect(find("Monitor", 10_000, true)).toBeUndefined();
  expect(find("migrate_to", 0, false)).toBe("3");
});
