import { expect, test } from "vitest";
import { messages, recorded, scheduled, state, type Recorded } from "../history/support.ts";

// without addresses of their own, the connections of a bundle are reached at the node that hosts the container
const bundle =
  '<bundle id="b"><docker image="i" replicas="2"/><network control-port="3121"/>' +
  '<primitive id="P" class="ocf" provider="pacemaker" type="Dummy"/></bundle>';

const OTHER = "0".repeat(32);
const container: Recorded = { task: "start" };
const remote = { type: "remote" };
const docker = { type: "docker", provider: "heartbeat" };

function deferred(connection: readonly Recorded[], last: string) {
  return scheduled(
    {
      resources: bundle,
      states: [
        state("n1", {
          histories: [recorded("b-docker-0", [container], docker), recorded("b-0", connection, remote)],
          attributes: { "fail-count-b-0#start_0": "1" },
        }),
        state("n2", {
          histories: [recorded("b-docker-1", [container], docker), recorded("b-1", [{ task: "start", digest: OTHER }], remote)],
        }),
      ],
    },
    last,
  );
}

const compared = (run: ReturnType<typeof deferred>) =>
  messages(run, "rsc_action_digest_cmp")
    .map((text) => /action for (\S+)/.exec(text)?.[1] ?? "")
    .filter((id) => !id.includes("docker"));

test("the parameters of such a connection are compared only once its address is known, the last one first", () => {
  const entries = [{ task: "start", digest: OTHER }];
  expect(compared(deferred(entries, "configuration changes"))).toEqual([]);
  expect(compared(deferred(entries, "deferred checks"))).toEqual(["b-1", "b-0"]);
});

test("a failure with other parameters is forgotten then", () => {
  const entries: Recorded[] = [
    { task: "start" },
    { task: "monitor", interval: 60000, rc: 1, call: 2, digest: OTHER, suffix: "last_failure_0" },
  ];
  const cleared = "Clearing failure of b-0 on n1 because resource parameters have changed | b-0_clear_failcount_0";
  expect(messages(deferred(entries, "configuration changes"), "pe__clear_failcount")).toEqual([]);
  expect(messages(deferred(entries, "deferred checks"), "pe__clear_failcount")).toContain(cleared);
});
