import { expect, test } from "vitest";
import { verdictOf } from "../support.ts";

const agent = { standard: "ocf", provider: "pacemaker", type: "Dummy" };
const unprovided = { standard: "systemd", provider: undefined, type: "httpd" };

test.each([
  [`class="ocf" provider="pacemaker" type="Dummy"`, true, false],
  [`class="ocf"`, true, false],
  [`class="OCF"`, false, false],
  [`type="Dummy" provider="heartbeat"`, false, false],
  [`type="httpd"`, false, true],
  [`class="systemd" provider=""`, false, false],
  ["", true, true],
])("what is given must be equal: %s", (attributes, provided, plain) => {
  const condition = `<rsc_expression id="e" ${attributes}/>`;
  expect(verdictOf(condition, { agent }).passes).toBe(provided);
  expect(verdictOf(condition, { agent: unprovided }).passes).toBe(plain);
});

test("without an agent only a condition about nothing passes", () => {
  expect(verdictOf(`<rsc_expression id="e" type="Dummy"/>`).passes).toBe(false);
  expect(verdictOf(`<rsc_expression id="e"/>`).passes).toBe(true);
});

test("a condition without an id fails", () => {
  expect(verdictOf(`<rsc_expression/>`, { agent })).toMatchObject({
    passes: false,
    reports: ["Treating rsc_expression without id as not passing"],
  });
});
