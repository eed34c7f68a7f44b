import { describe, expect, test } from "vitest";
import { createMemory } from "../../src/create-run.ts";
import { block, complaints, meta, NOW, primitive, resource, unpacked } from "./model.ts";

const missing = (tag: string, id: string) =>
  `Ignoring invalid ${tag} configuration: id-ref '${id}' does not reference a valid object`;

const texts = (resources: string) => {
  const run = unpacked(resources);
  return { run, errors: complaints(run).map((text) => text.split(" | ")[0]) };
};

const role = (value: string) => ({ "target-role": value });

const rule = (id: string, type: string) => `<rule id="${id}"><rsc_expression id="${id}-e" type="${type}"/></rule>`;

const stickiness = (value: string | number) => ({ "resource-stickiness": String(value) });

describe("stickiness, with a default of 100 for dummies only", () => {
  const defaults = `<meta_attributes id="d"><rule id="dr"><rsc_expression id="de" class="ocf" provider="pacemaker" type="Dummy"/></rule>
    <nvpair id="dv" name="resource-stickiness" value="100"/></meta_attributes>`;
  test.each([
    ["a member takes its group's", `<group id="G">${meta("G", stickiness(20))}${primitive("A")}</group>`, "A", 20],
    [
      "of blocks with equal scores the later one wins",
      `<group id="G">${meta("G", stickiness(20))}${primitive("A", meta("A", stickiness(30)) + block("meta_attributes", "A-n", stickiness(31)))}</group>`,
      "A",
      31,
    ],
    [
      "a higher score wins",
      `<group id="G">${primitive("A", meta("A", stickiness(30), 5) + block("meta_attributes", "A-n", stickiness(31)))}</group>`,
      "A",
      30,
    ],
    ["an instance takes the default that its clone cannot have", `<clone id="C">${primitive("X")}</clone>`, "X:0", 100],
    ["the clone itself has none", `<clone id="C">${primitive("X")}</clone>`, "C", 0],
    ["an instance takes its clone's", `<clone id="C">${meta("C", stickiness(7))}${primitive("X")}</clone>`, "X:0", 7],
    ["a plain primitive takes the default", primitive("A"), "A", 100],
  ])("%s", (_, resources, id, expected) => {
    expect(resource(unpacked(resources, { defaults }), id).stickiness).toBe(expected);
  });
});

test("an instance has a stickiness of 1 if nothing else says so", () => {
  const run = unpacked(`<clone id="C">${primitive("X")}</clone>`);
  expect(resource(run, "X:0").stickiness).toBe(1);
  expect(resource(run, "C").stickiness).toBe(0);
  expect(resource(run, "C").meta.get("resource-stickiness")).toBe("1");
});

test("XML attributes count as meta-attributes and beat all blocks; a parent's come last", () => {
  const run = unpacked(
    `<group id="G" description="of the group"><primitive id="A" class="ocf" provider="pacemaker" type="Dummy"/>
      <primitive id="B" class="ocf" provider="pacemaker" type="Dummy" description="own">${meta("B", { type: "no" })}</primitive></group>`,
    { defaults: meta("d", { description: "default" }) },
  );
  expect(resource(run, "A").meta.get("description")).toBe("default");
  expect(resource(run, "B").meta.get("description")).toBe("own");
  expect(resource(run, "B").meta.get("type")).toBe("Dummy");
  const without = unpacked(`<group id="G" description="of the group">${primitive("A")}</group>`);
  expect(resource(without, "A").meta.get("description")).toBe("of the group");
});

test("a rule in a group's block is evaluated for each member's agent", () => {
  const run = unpacked(
    `<group id="G"><meta_attributes id="m">${rule("r", "Dummy")}<nvpair id="v" name="priority" value="3"/></meta_attributes>
       ${primitive("A")}<primitive id="B" class="ocf" provider="pacemaker" type="Stateful"/></group>`,
  );
  expect(["G", "A", "B"].map((id) => resource(run, id).priority)).toEqual([0, 3, 0]);
});

describe("the value #default", () => {
  test.each([
    ["leaves the way to the defaults", meta("A", role("#default")), meta("d", role("Stopped")), "Stopped"],
    [
      "takes away what a block before it in order of evaluation has set",
      meta("A", role("#default")) + block("meta_attributes", "A-n", role("Stopped")),
      "",
      undefined,
    ],
    [
      "lets a later block set it",
      meta("A", role("Stopped")) + block("meta_attributes", "A-n", role("#default")),
      "",
      "Stopped",
    ],
    ["in the defaults takes away the resource's own", meta("A", role("Stopped")), meta("d", role("#default")), undefined],
  ])("%s", (_, blocks, defaults, expected) => {
    const run = unpacked(primitive("A", blocks), { defaults });
    expect(resource(run, "A").meta.get("target-role")).toBe(expected);
    expect(complaints(run)).toContain(
      "Support for setting meta-attributes (such as target-role) to the explicit value '#default' is deprecated and will be removed in a future release",
    );
  });

  test("in a group's block does not touch a member's own value", () => {
    const run = unpacked(`<group id="G">${meta("G", role("#default"))}${primitive("A", meta("A", role("Stopped")))}</group>`);
    expect(resource(run, "A").meta.get("target-role")).toBe("Stopped");
  });

  test("as an XML attribute is reported and left out", () => {
    const run = unpacked(`<primitive id="A" class="ocf" provider="pacemaker" type="Dummy" description="#default"/>`);
    expect(resource(run, "A").meta.has("description")).toBe(false);
    expect(run.diagnostics.filter(({ origin }) => origin === "dup_attr").map(({ text }) => text)).toEqual([
      "Support for setting meta-attributes (such as description) to the explicit value '#default' is deprecated and will be removed in a future release",
    ]);
  });
});

describe("references", () => {
  const rule = `<rule id="RR"><date_expression id="RRd" operation="gt" start="2020-01-01"/></rule>`;
  const lender = primitive(
    "A",
    `<meta_attributes id="Am">${rule}<nvpair id="Amx" name="resource-stickiness" value="12"/></meta_attributes>`,
  );

  test("of a rule do not reach into another resource", () => {
    const { run, errors } = texts(
      lender +
        primitive("B", `<meta_attributes id="Bm"><rule id-ref="RR"/><nvpair id="Bx" name="resource-stickiness" value="13"/></meta_attributes>`),
    );
    expect(resource(run, "B").stickiness).toBe(0);
    expect(errors).toEqual([missing("rule", "RR")]);
  });

  test("of a pair reach everywhere", () => {
    const { run, errors } = texts(lender + primitive("C", `<meta_attributes id="Cm"><nvpair id-ref="Amx"/></meta_attributes>`));
    expect(resource(run, "C").stickiness).toBe(12);
    expect(errors).toEqual([]);
  });

  test("of a group's block reach its members' blocks, those of a member only its own", () => {
    const { run, errors } = texts(
      `<group id="G"><meta_attributes id-ref="Em"/>
        ${primitive("E", block("meta_attributes", "Em", stickiness(14)))}${primitive("F")}
        ${primitive("H", '<meta_attributes id-ref="Em"/>')}</group>`,
    );
    expect(["G", "E", "F", "H"].map((id) => resource(run, id).stickiness)).toEqual([14, 14, 14, 14]);
    expect(errors).toEqual([missing("meta_attributes", "Em")]);
  });

  test("in the defaults reach everywhere", () => {
    const run = unpacked(lender + primitive("B"), { defaults: '<meta_attributes id-ref="Am"/>' });
    expect(resource(run, "B").stickiness).toBe(12);
  });
});

test("a rule about time in a clone's child is evaluated for all instances and asks to look again", () => {
  const later = "2024-07-15 12:00:00Z";
  const run = unpacked(
    `<clone id="C">${primitive(
      "X",
      `<meta_attributes id="m"><rule id="r"><date_expression id="e" operation="gt" start="${later}"/></rule>
       <nvpair id="v" name="priority" value="3"/></meta_attributes>`,
    )}</clone>`,
  );
  expect(resource(run, "X:1").priority).toBe(0);
  expect(run.recheckBy).toBe(1_721_044_801);
  expect(run.recheckBy).toBeGreaterThan(NOW);
});

test("complaints about a shared block are made for each instance", () => {
  const run = unpacked(
    `<clone id="C">${primitive("X", `<meta_attributes id="m"><rule id="r" boolean-op="xor"><rsc_expression id="e"/></rule></meta_attributes>`)}</clone>`,
    { unvalidated: true, memory: createMemory() },
  );
  expect(complaints(run)).toEqual([
    "Treating rule r as not passing because 'xor' is not a valid boolean-op",
    "Treating rule r as not passing because 'xor' is not a valid boolean-op",
  ]);
});
