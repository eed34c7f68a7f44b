import { expect, test } from "vitest";
import { findResource } from "../../../src/resources/find.ts";
import { element, planned, primitive, relations } from "../model.ts";

function bundle(docker: Readonly<Record<string, string>>, network: Readonly<Record<string, string>>, content = ""): string {
  return element("bundle", { id: "B" }, element("docker", { image: "i", ...docker }) + element("network", network) + content);
}

const range = { "ip-range-start": "10.0.0.1" };
const port = { "control-port": "3121" };

test("an address comes before its container, and both are framed by the bundle", () => {
  const run = planned({ resources: bundle({}, range) }, "internal constraints");
  expect(relations(run, /^(\S+?)_(stop|lrm_delete)_0 → \1_/)).toEqual([
    "B_start_0 → B-docker-0_start_0 UnrunnableFirstBlocks ThenImpliesFirstGraphed",
    "B_stop_0 → B-docker-0_stop_0 ThenImpliesFirstGraphed",
    "B-docker-0_start_0 → B_running_0 FirstImpliesThenGraphed",
    "B-docker-0_stop_0 → B_stopped_0 FirstImpliesThenGraphed",
    "B-ip-10.0.0.1_start_0 → B-docker-0_start_0 UnrunnableFirstBlocks GuestAllowed",
    "B-docker-0_stop_0 → B-ip-10.0.0.1_stop_0 ThenImpliesFirst GuestAllowed",
  ]);
  expect(findResource(run, "B-ip-10.0.0.1")!.thisWith.map(({ id, score }) => [id, score])).toEqual([
    ["#ip-with-container", 1_000_000],
  ]);
});

test("a connection is tied to its container loosely, since it may run elsewhere", () => {
  const run = planned({ resources: bundle({}, port, primitive("A")) }, "internal constraints");
  expect(findResource(run, "B-0")!.thisWith.map(({ id, score }) => [id, score])).toEqual([
    ["#resource-with-container", 10_000],
  ]);
});

test("what is bundled starts and stops with the bundle, and is promoted with it", () => {
  const resources = bundle({ "promoted-max": "1" }, port, primitive("A", { agent: "ocf:pacemaker:Stateful" }));
  const all = relations(planned({ resources }, "internal constraints"), /B-docker|B-0|A:0/);
  const inner = "B-master";
  expect(all.slice(0, 4)).toEqual([
    `B_start_0 → ${inner}_start_0 ThenImpliesFirstGraphed`,
    `${inner}_running_0 → B_running_0 FirstImpliesThenGraphed`,
    `B_stop_0 → ${inner}_stop_0 ThenImpliesFirstGraphed`,
    `${inner}_stopped_0 → B_stopped_0 FirstImpliesThenGraphed`,
  ]);
  expect(all.slice(-11)).toEqual([
    "B_stopped_0 → B_start_0 Ordered",
    "B_stopped_0 → B_promote_0 Ordered",
    "B_demoted_0 → B_stop_0 Ordered",
    "B_demoted_0 → B_start_0 Ordered",
    "B_demoted_0 → B_promote_0 Ordered",
    "B_running_0 → B_promote_0 Ordered",
    "B_demote_0 → B_demoted_0 Ordered",
    `B_demote_0 → ${inner}_demote_0 ThenImpliesFirstGraphed`,
    `${inner}_demoted_0 → B_demoted_0 FirstImpliesThenGraphed`,
    `B_promote_0 → ${inner}_promote_0 ThenImpliesFirstGraphed`,
    `${inner}_promoted_0 → B_promoted_0 FirstImpliesThenGraphed`,
  ]);
});
