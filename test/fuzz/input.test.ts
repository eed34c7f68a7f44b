// A short fuzzing run, and single hostile inputs. `npm run fuzz:input -- --runs N --seed S` is the long one.

import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { cibText, done, history, meta, onlineNode, primitive, type CibParts } from "../support/cib-text.ts";
import { attempt, SLOW } from "./attempt.ts";
import { type Finding, Tally, tryInput } from "./campaign.ts";
import { hostileNames, hostileNumbers, hostileTexts } from "./hostile.ts";
import { createInput, createPool, randomOf } from "./inputs.ts";
import { shrink } from "./shrink.ts";

const RUNS = 100;
const SEED = 1;

const scenarios = resolve(import.meta.dirname, "../../scenarios");

function outcomeOf(parts: CibParts | string): string {
  const text = typeof parts === "string" ? parts : cibText(parts);
  const { outcome, failure } = attempt(Buffer.from(text), randomOf(0, 0));
  return failure === null ? outcome : failure.text;
}

test("damaged inputs give answers or typed errors, in time", () => {
  const pool = createPool(join(scenarios, "clones"), SEED, 8);
  const tally = new Tally();
  const findings: Finding[] = [];
  for (let index = 0; index < RUNS; index++) {
    const finding = tryInput(pool, SEED, index, tally);
    if (finding !== null) findings.push(finding);
  }
  expect(findings.map(({ index, kind, text }) => ({ index, kind, text }))).toEqual([]);
  // damage that is always noticed, or never, tests little
  expect(tally.outcomes.get("answer")).toBeGreaterThan(RUNS / 5);
  expect(tally.outcomes.get("read xml-malformed")).toBeGreaterThan(RUNS / 20);
  expect(tally.outcomes.get("upgrade schema-invalid")).toBeGreaterThan(RUNS / 20);
});

test("an input depends on the seed and its number alone", () => {
  const pool = createPool(join(scenarios, "clones"), SEED, 4);
  for (let index = 0; index < 50; index++) {
    const input = createInput(pool, randomOf(SEED, index));
    expect(createInput(pool, randomOf(SEED, index))).toEqual(input);
  }
  expect(createInput(pool, randomOf(SEED, 1))).not.toEqual(createInput(pool, randomOf(SEED + 1, 1)));
});

test("shrinking does not change what does not fail", () => {
  const input = Buffer.from("<cib/>");
  expect(shrink(input, "schedule: slow", () => randomOf(0, 0))).toEqual(input);
});

describe("hostile inputs", () => {
  test("names that mean something to the language are names", () => {
    for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "valueOf"]) {
      const operations = `<operations><op id="${name}-op" name="monitor" interval="10s"/></operations>`;
      const attributes = `<instance_attributes id="${name}-ia"><nvpair id="${name}-nv" name="${name}" value="${name}"/></instance_attributes>`;
      const outcome = outcomeOf({
        options: `<nvpair id="x-${name}" name="${name}" value="${name}"/>`,
        nodes: `<node id="1" uname="${name}">${attributes.replaceAll(`${name}-`, "node-")}</node><node id="2" uname="n2"/>`,
        resources: `${primitive(name, `${meta("m", { [name]: name })}${attributes}${operations}`)}<clone id="c">${primitive("prototype-of")}</clone>`,
        constraints:
          `<rsc_location id="l" rsc="${name}" node="${name}" score="1"/><rsc_ticket id="t" rsc="${name}" ticket="${name}"/>` +
          `<rsc_colocation id="cc" rsc="c" with-rsc="${name}" score="1" node-attribute="${name}"/>`,
        sections: `<tags><tag id="tag-${name}"><obj_ref id="${name}"/></tag></tags>`,
        status: onlineNode("1", name, history(name, done(name, "start") + done(name, name, 0, 2))) + onlineNode("2", "n2"),
      });
      expect(outcome).toBe("answer");
    }
  });

  test("elements and attributes may be called anything", () => {
    for (const name of ["__proto__", "constructor", "toString", "prototype"]) {
      const text = cibText().replace("<nodes>", `<${name} ${name}="1"/><nodes>`).replace('validate-with="pacemaker-4.0"', 'validate-with="none"');
      expect(outcomeOf(text)).toBe("answer");
      expect(outcomeOf(text.replace('"none"', '"pacemaker-4.0"'))).toBe("schema-invalid");
      expect(outcomeOf(cibText({ root: `${name}="1"` }))).toBe("schema-invalid");
    }
  });

  const typed = /^(?:answer|[a-z]+(?:-[a-z]+)+)$/;

  test("any value anywhere leads to an answer or a typed error", () => {
    const all = [...hostileNames, ...hostileNumbers, ...hostileTexts].map((value) =>
      value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;"),
    );
    for (let i = 0; i < all.length; i += 3) {
      const [text, second, third] = [0, 1, 2].map((offset) => all[(i + offset) % all.length]!);
      const outcome = outcomeOf({
        schema: "none",
        options: `<nvpair id="o1" name="cluster-recheck-interval" value="${text}"/><nvpair id="o2" name="batch-limit" value="${second}"/>`,
        resources: `<clone id="c">${meta("m", { "clone-max": "2" }).replace("</meta", `<nvpair id="x" name="promoted-max" value="${text}"/></meta`)}${primitive("A")}</clone>${primitive("B")}`,
        constraints:
          `<rsc_location id="l1" rsc="B" node="n1" score="${text}"/><rsc_location id="l2" rsc-pattern="${second}" node="n1" score="5"/>` +
          `<rsc_location id="l4" rsc-pattern="${third}" node="n1" score="${second}"/><rsc_location id="l5" rsc-pattern="${text}" node="${third}" score="5"/>` +
          `<rsc_location id="l3" rsc="B"><rule id="r" score="1"><date_expression id="d" operation="gt" start="${third}"/></rule></rsc_location>`,
        status: onlineNode("1", "n1", history("B", done("B", "start").replace('call-id="1"', `call-id="${text}" last-rc-change="${second}"`))) + onlineNode("2", "n2"),
      });
      expect(outcome).toMatch(typed);
    }
  });

  test("references that lead back to themselves end", () => {
    const rows: readonly CibParts[] = [
      { schema: "none", resources: '<primitive id="A" template="A"/>' },
      { schema: "none", resources: '<template id="T" template="U"/><template id="U" template="T"/><primitive id="A" template="T"/>' },
      { schema: "none", resources: primitive("A", '<meta_attributes id-ref="m"/><meta_attributes id="m" id-ref="m"/>') },
      { schema: "none", constraints: '<rsc_location id="l" rsc="A"><rule id="r" id-ref="r"/></rsc_location>' },
      { schema: "none", sections: '<tags><tag id="t"><obj_ref id="t"/></tag></tags>', constraints: '<rsc_location id="l" rsc="t" node="n1" score="1"/>' },
      { schema: "none", constraints: '<rsc_order id="o"><resource_set id="s" id-ref="s"/></rsc_order>' },
      { schema: "none", resources: '<group id="g"/><clone id="c"/><bundle id="b"/><group id="h"><group id="h"/></group>' },
    ];
    for (const parts of rows) expect(outcomeOf(parts)).toMatch(typed);
  });

  test("sizes beyond all reason are refused at once", () => {
    const started = performance.now();
    for (const name of ["clone-max", "clone-node-max"]) {
      const values = { "clone-max": "2", "globally-unique": "true", [name]: "2000000000" };
      expect(outcomeOf({ resources: `<clone id="c">${meta("m", values)}${primitive("A")}</clone>` })).toMatch(typed);
    }
    expect(outcomeOf({ resources: `<bundle id="b"><docker image="i" replicas="2000000000"/></bundle>` })).toMatch(typed);
    expect(outcomeOf(`${"<a>".repeat(100_000)}`)).toBe("limit-depth");
    expect(performance.now() - started).toBeLessThan(5 * SLOW);
  });
});
