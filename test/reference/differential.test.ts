// The comparison with the reference is itself tested: it must see whatever differs, say where it begins, and make it small.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCib } from "../../src/index.ts";
import { cib } from "../support/arbitrary/index.ts";
import { hasReference } from "../support/reference.ts";
import { Features } from "./differential/features.ts";
import { Workplace } from "./differential/programs.ts";
import { shrinkState } from "./differential/shrink.ts";
import { firstDifference, stages, type Answer } from "./differential/stages.ts";

const answer: Answer = {
  status: 0,
  out: `Current cluster status:
  * Node List:
    * Online: [ n1 ]

Assignment Scores:
  * pcmk__primitive_assign: A allocation score on n1: 5

Transition Summary:
  * Start      A     ( n1 )

Executing Cluster Transition:
  * Resource action: A               start on n1

Revised Cluster Status:
  * Node List:
    * Online: [ n1 ]
`,
  error: "",
  graph: '<transition_graph cluster-delay="60s" batch-limit="0" transition_id="1">\n  <synapse id="0"/>\n</transition_graph>\n',
  dot: ' digraph "g" {\n"A_start_0 n1" [ style=bold]\n"A_monitor_0 n1" [ style=bold]\n}\n',
  saved: '<cib epoch="1"/>\n',
};

describe("the comparison", () => {
  test("finds no difference between equal answers", () => expect(firstDifference(answer, { ...answer })).toBeNull());

  test.each([
    ["exit status", { status: 1 }],
    ["errors", { error: "crm_simulate: no\n" }],
    ["status", { out: answer.out.replace("Online: [ n1 ]", "OFFLINE: [ n1 ]") }],
    ["scores", { out: answer.out.replace("on n1: 5", "on n1: 6") }],
    ["actions", { out: answer.out.replace("Start  ", "Stop   ") }],
    ["graph", { graph: answer.graph.replace('id="0"', 'id="1"') }],
    ["dot", { dot: answer.dot.replace("style=bold", "style=dashed") }],
    ["execution", { out: answer.out.replace("start on n1", "stop on n1") }],
    ["revised status", { out: answer.out.replace(/Online: \[ n1 \]\n$/, "OFFLINE: [ n1 ]\n") }],
    ["saved CIB", { saved: '<cib epoch="2"/>\n' }],
  ] as const)("sees a change in the %s", (stage, change) => {
    expect(firstDifference({ ...answer, ...change }, answer)?.stage).toBe(stage);
    expect(firstDifference(answer, { ...answer, ...change })?.stage).toBe(stage);
  });

  test("sees a missing artifact", () => {
    for (const name of ["graph", "dot", "saved", "out"] as const) expect(firstDifference({ ...answer, [name]: "" }, answer)).not.toBeNull();
  });

  test("tells the first stage that differs, since the others follow from it", () => {
    const other = { ...answer, out: answer.out.replace("on n1: 5", "on n1: 6").replace("Start", "Stop "), saved: "", graph: "" };
    expect(firstDifference(other, answer)?.stage).toBe("scores");
    expect(stages.indexOf("scores")).toBeLessThan(stages.indexOf("graph"));
  });

  test("does not mind the order of lines in a drawing, nor the batch limit", () => {
    const dot = ' digraph "g" {\n"A_monitor_0 n1" [ style=bold]\n"A_start_0 n1" [ style=bold]\n}\n';
    expect(firstDifference({ ...answer, dot, graph: answer.graph.replace('batch-limit="0"', 'batch-limit="9"') }, answer)).toBeNull();
  });
});

test("shrinking leaves what the difference needs, and a document that the schema accepts", async () => {
  const [text] = fc.sample(cib("well-formed", ["clone"]).filter((drawn) => drawn.includes("<clone") && drawn.includes('name="notify"')), { numRuns: 1, seed: 3 });
  const { text: small, events } = await shrinkState({ text: text!, events: ["--node-fail=n1"] }, (state) => Promise.resolve(/<clone[\s\S]*name="notify"/.test(state.text)), 2000);
  expect(events).toEqual([]);
  expect(small.length).toBeLessThan(1000);
  expect(small.match(/<primitive/g)).toHaveLength(1);
  expect(small).not.toContain("lrm_rsc_op");
});

test("features are counted once for each state", () => {
  const features = new Features();
  const { root } = parseCib('<cib validate-with="pacemaker-4.0"><configuration><constraints><rsc_order id="o" first="A" then="B" kind="Optional"/><rsc_order id="p" first="B" then="A" kind="Optional"/></constraints></configuration></cib>');
  features.add(root, []);
  features.add(root, ["--node-fail=n1"]);
  expect(features.text()).toContain("constraints: rsc_order: plain 2, kind 2, kind=Optional 2");
  expect(features.text()).toContain("events: none 1, --node-fail 1");
});

if (!hasReference()) {
  test.skip("no crm_simulate of the right version on PATH: nothing is compared with the reference", () => {});
} else {
  test("clusters drawn from a fixed seed are scheduled as the reference does", { timeout: 120_000 }, async () => {
    const workplace = new Workplace();
    const texts = [...fc.sample(cib("well-formed"), { numRuns: 6, seed: 42 }), ...fc.sample(cib("hostile"), { numRuns: 4, seed: 43 })];
    let compared = 0;
    for (const text of texts) {
      const { ours, theirs } = await workplace.ask({ text, events: [] });
      if (theirs === "died") continue;
      compared++;
      expect(ours === "died" ? ours : firstDifference(ours, theirs)).toBeNull();
    }
    workplace.remove();
    expect(compared).toBeGreaterThan(5);
  });
}
