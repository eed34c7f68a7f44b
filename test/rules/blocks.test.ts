import { describe, expect, test } from "vitest";
import { IdIndex } from "../../src/cib/id-ref.ts";
import { type BlockName, unpackBlocks } from "../../src/rules/blocks.ts";
import { KeyedTable } from "../../src/tables/keyed-table.ts";
import type { XmlElement } from "../../src/xml/element.ts";
import { inputFor, xml, type Situation } from "./support.ts";

interface Unpacked {
  readonly values: Record<string, string>;
  readonly reports: readonly string[];
  readonly change: number | null;
}

interface Request extends Situation {
  readonly name?: BlockName;
  readonly first?: string;
  /** What is in the table already. */
  readonly before?: Record<string, string>;
}

function unpackedFrom(parent: XmlElement, request: Request = {}): Unpacked {
  const { name = "instance_attributes", first = null, before = {}, ...situation } = request;
  const { input, reports } = inputFor(parent, situation);
  const table = new KeyedTable<string>();
  for (const [key, value] of Object.entries(before)) table.set(key, value);
  const change = unpackBlocks(parent, name, table, input, first);
  return { values: Object.fromEntries(table.unordered()), reports, change };
}

function unpacked(blocks: string, request: Request = {}): Unpacked {
  return unpackedFrom(xml(`<primitive id="A">${blocks}</primitive>`), request);
}

function block(id: string, pairs: Record<string, string>, attributes = "", content = ""): string {
  const children = Object.entries(pairs).map(([name, value]) => `<nvpair id="${id}-${name}" name="${name}" value="${value}"/>`);
  return `<instance_attributes id="${id}" ${attributes}>${content}${children.join("")}</instance_attributes>`;
}

describe("the order of blocks", () => {
  test("is that of their scores, and the later block wins at equal score", () => {
    const pairs = `<nvpair id="q1" name="q" value="x"/><nvpair id="q2" name="q" value="y"/>`;
    const blocks = [
      block("i1", { p: "first" }),
      block("i2", { p: "second" }),
      block("i3", { p: "low" }, `score="-1"`),
      `<instance_attributes id="i4">${pairs}</instance_attributes>`,
    ];
    expect(unpacked(blocks.join(""))).toEqual({ values: { q: "x", p: "second" }, reports: [], change: null });
  });

  test("begins with the block asked for", () => {
    const blocks = block("top", { p: "1" }, `score="INFINITY"`) + block("boot", { p: "2" }, `score="-5"`);
    expect(unpacked(blocks, { first: "boot" }).values).toEqual({ p: "2" });
    expect(unpacked(blocks).values).toEqual({ p: "1" });
  });

  test("takes an invalid score as 0, and mentions it where it is compared", () => {
    const report = "Using 0 as i2 score because 'x' is not a valid score: Bad input value provided";
    const blocks = block("i1", { p: "1" }, `score="1"`) + block("i2", { p: "2" }, `score="x"`);
    expect(unpacked(blocks)).toEqual({ values: { p: "1" }, reports: [report], change: null });
    expect(unpacked(block("i2", { p: "2" }, `score="x"`)).reports).toEqual([]);
  });

  test("mentions invalid scores of the last blocks first", () => {
    const blocks = [1, 2, 3, 4, 5].map((i) => block(`i${i}`, {}, `score="x"`)).join("");
    const mentioned = unpacked(blocks).reports.map((text) => text.split(" ")[3]);
    expect([...new Set(mentioned)]).toEqual(["i2", "i1", "i3", "i5", "i4"]);
  });
});

test("values that are there already stay, and other elements do not matter", () => {
  const blocks = `${block("i1", { p: "new", q: "" })}<meta_attributes id="m"><nvpair id="n" name="r" value="x"/></meta_attributes>`;
  expect(unpacked(blocks, { before: { p: "old" } }).values).toEqual({ p: "old", q: "" });
});

test("pairs without a name or value are skipped", () => {
  const pairs = `<nvpair id="n1" name="p"/><nvpair id="n2" value="x"/><nvpair id="n3" name="" value="y"/>`;
  expect(unpacked(`<instance_attributes id="i">${pairs}</instance_attributes>`)).toEqual({
    values: { "": "y" },
    reports: [],
    change: null,
  });
});

test("very old blocks have their pairs one level further down", () => {
  const pairs = `<attributes><nvpair id="n" name="p" value="x"/></attributes>`;
  expect(unpacked(`<instance_attributes id="i">${pairs}</instance_attributes>`).values).toEqual({ p: "x" });
});

describe("#default", () => {
  const report =
    "Support for setting meta-attributes (such as role) to the explicit value '#default' is deprecated " +
    "and will be removed in a future release";

  test("takes a value out again", () => {
    const blocks = block("i1", { role: "#DEFAULT" }) + block("i2", { role: "Stopped" });
    expect(unpacked(blocks)).toEqual({ values: {}, reports: [report], change: null });
  });

  test("lets a later block set the value", () => {
    const blocks = block("i1", { role: "Stopped" }) + block("i2", { role: "#default" });
    expect(unpacked(blocks, { before: { role: "Started" } }).values).toEqual({ role: "Stopped" });
  });
});

function onNode(name: string, id = "r"): string {
  return `<rule id="${id}"><expression id="${id}-e" attribute="#uname" operation="eq" value="${name}"/></rule>`;
}

describe("a rule", () => {
  const nodeAttributes = new Map([["#uname", "n1"]]);

  test("decides about its whole block, wherever it stands", () => {
    expect(unpacked(block("i", { p: "1" }, "", onNode("n1")), { nodeAttributes }).values).toEqual({ p: "1" });
    expect(unpacked(block("i", { p: "1" }, "", onNode("n2")), { nodeAttributes }).values).toEqual({});
  });

  test("is the first one of its block", () => {
    const rules = onNode("n1", "r1") + onNode("n2", "r2");
    expect(unpacked(block("i", { p: "1" }, "", rules), { nodeAttributes }).values).toEqual({ p: "1" });
  });

  test("tells when the values will change", () => {
    const rule = `<rule id="r"><date_expression id="d" operation="gt" start="2024-07-15 12:00:00Z"/></rule>`;
    expect(unpacked(block("i", { p: "1" }, "", rule))).toEqual({ values: {}, reports: [], change: 1_721_044_801 });
  });
});

function invalid(name: string, id: string): string {
  const target = `//${name}[@id='${id}']`;
  return `Ignoring invalid ${name} configuration: id-ref '${id}' does not reference a valid object | xpath=${target}`;
}

describe("references", () => {
  const document = xml(`<cib>
    <primitive id="A">${block("a", { p: "1", q: "2" })}</primitive>
    <primitive id="B">
      <instance_attributes id-ref="a"/>
      <instance_attributes id="b"><nvpair id-ref="a-q" name="other"/><nvpair id-ref="nowhere"/></instance_attributes>
    </primitive>
  </cib>`);
  const b = document.children[1] as XmlElement;

  test("of blocks in a resource reach its own tree only, those of pairs the whole document", () => {
    expect(unpackedFrom(b, { document, references: new IdIndex(b) })).toEqual({
      values: { q: "2" },
      reports: [invalid("instance_attributes", "a"), invalid("nvpair", "nowhere")],
      change: null,
    });
  });

  test("of other blocks reach the whole document", () => {
    expect(unpackedFrom(b, { document })).toEqual({
      values: { q: "2", p: "1" },
      reports: [invalid("nvpair", "nowhere")],
      change: null,
    });
  });
});
