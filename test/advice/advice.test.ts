import { describe, expect, test } from "vitest";
import { adviceCodes, parseCib, verifyCib, type AdviceCode } from "../../src/index.ts";
import { cibText, meta, onlineNode, primitive, type CibParts } from "../support/cib-text.ts";

function adviceOn(parts: CibParts): string[] {
  return verifyCib(parseCib(cibText(parts))).advice.map(({ code, about }) => `${code} ${about.join(" ")}`.trim());
}

const two = primitive("A") + primitive("B");
const location = (id: string, score: string): string => `<rsc_location id="${id}" rsc="A" node="n1" score="${score}"/>`;
const failures = (value: string): string =>
  onlineNode("1", "n1").replace(
    "<lrm",
    `<transient_attributes id="1"><instance_attributes id="i"><nvpair id="f" name="fail-count-A#start_0" value="${value}"/></instance_attributes></transient_attributes><lrm`,
  ) + onlineNode("2", "n2");

const rows: Readonly<Record<Exclude<AdviceCode, "fencing-without-device">, { readonly parts: CibParts; readonly said: string }>> = {
  "fencing-disabled": { parts: {}, said: "fencing-disabled" },
  "constraint-unknown-resource": {
    parts: { constraints: '<rsc_location id="l" rsc="Z" node="n1" score="1"/>', schema: "none" },
    said: "constraint-unknown-resource l Z",
  },
  "constraint-unknown-node": {
    parts: { constraints: '<rsc_location id="l" rsc="A" node="elsewhere" score="1"/>' },
    said: "constraint-unknown-node l elsewhere",
  },
  "constraint-duplicate": { parts: { constraints: location("l", "5") + location("m", "5") }, said: "constraint-duplicate l m" },
  "constraint-contradiction": {
    parts: { constraints: location("l", "INFINITY") + location("m", "-INFINITY") },
    said: "constraint-contradiction l m",
  },
  "ordering-cycle": {
    parts: { resources: two, constraints: '<rsc_order id="o" first="A" then="B"/><rsc_order id="p" first="B" then="A"/>' },
    said: "ordering-cycle A B",
  },
  "resource-nowhere": {
    parts: { constraints: location("l", "-INFINITY") + location("m", "-INFINITY").replace('"n1"', '"n2"') },
    said: "resource-nowhere A",
  },
  "start-failure-trap": { parts: { status: failures("INFINITY") }, said: "start-failure-trap A n1" },
  "fail-count-threshold": {
    parts: { resources: primitive("A", meta("m", { "migration-threshold": "3" })), status: failures("3") },
    said: "fail-count-threshold A n1",
  },
};

describe("advice", () => {
  test.each(Object.entries(rows))("%s", (_code, { parts, said }) => {
    expect(adviceOn(parts)).toContain(said);
  });

  test("missing fencing devices are told of where fencing is on", () => {
    const text = cibText().replace('name="fencing-enabled" value="false"', 'name="fencing-enabled" value="true"');
    expect(verifyCib(parseCib(text)).advice.map(({ code }) => code)).toContain("fencing-without-device");
  });

  test("a cluster that is fine gets none, but for fencing that is off", () => {
    expect(adviceOn({ resources: two })).toEqual(["fencing-disabled"]);
  });

  test("every code has a sentence", () => {
    for (const sentence of Object.values(adviceCodes)) expect(sentence.length).toBeGreaterThan(20);
  });

  test("a circle of 3,000 resources is found", () => {
    const ids = Array.from({ length: 3000 }, (_, i) => `r${i}`);
    const constraints = ids.map((id, i) => `<rsc_order id="o${i}" first="${id}" then="r${(i + 1) % ids.length}" symmetrical="false"/>`);
    const advice = verifyCib(parseCib(cibText({ resources: ids.map((id) => primitive(id)).join(""), constraints: constraints.join("") }))).advice;
    expect(advice.find(({ code }) => code === "ordering-cycle")?.about).toHaveLength(3000);
  });
});
