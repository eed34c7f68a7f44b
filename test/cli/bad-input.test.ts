// What the command says about bad inputs: exit statuses and messages, of the simulation and of verify.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { cibText, meta, primitive, type CibParts } from "../support/cib-text.ts";
import { runPeSim } from "../support/pe-sim.ts";

const folder = mkdtempSync(join(tmpdir(), "pengine-bad-"));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;

function fileWith(content: string | Uint8Array, ending = ".xml"): string {
  const file = join(folder, `input-${count++}${ending}`);
  writeFileSync(file, content);
  return file;
}

const UNREADABLE = "pe-sim: Could not read input XML: Bad input value provided\n";
const UNPARSABLE = "pe-sim: Verification failed: Unable to parse CIB XML\n";

async function expectUnreadable(file: string): Promise<void> {
  const simulated = await runPeSim(["-S", "-x", file]);
  expect(simulated).toMatchObject({ status: 65, out: "", error: UNREADABLE });
  expect(await runPeSim(["verify", "--no-advice", "-x", file])).toMatchObject({ status: 78, out: "", error: UNPARSABLE });
}

describe("what is no XML", () => {
  const good = cibText();
  const inputs: readonly (readonly [string, string | Uint8Array])[] = [
    ["an empty file", ""],
    ["a blank file", " \n\t\n"],
    ["plain text", "hello\n"],
    ["a document that is cut short", good.slice(0, 400)],
    ["mismatched tags", good.replace("</nodes>", "</node>")],
    ["text after the root", `${good}more`],
    ["an element after the root", `${good}<more/>`],
    ["invalid UTF-8", new Uint8Array([...Buffer.from("<cib a='"), 0xff, 0xfe, ...Buffer.from("'/>")])],
    ["a NUL character", good.replace("<nodes>", "<nodes>\0")],
    ["a NUL character after the root", `${good}\0`],
    ["a control character", good.replace("<nodes>", "<nodes>\u0001")],
    ["a reference to a control character", good.replace('uname="n1"', 'uname="n&#1;"')],
    ["an unknown encoding", `<?xml version="1.0" encoding="klingon"?>${good}`],
    ["XML 1.1", `<?xml version="1.1"?>${good}`],
    ["an undefined entity", good.replace('uname="n1"', 'uname="&who;"')],
    ["an entity that contains itself", `<!DOCTYPE cib [<!ENTITY a "&a;">]>${good.replace('uname="n1"', 'uname="&a;"')}`],
    [
      "an external entity in an attribute",
      `<!DOCTYPE cib [<!ENTITY a SYSTEM "file:///etc/passwd">]>${good.replace('uname="n1"', 'uname="&a;"')}`,
    ],
    ["257 levels of elements", good.replace("</status>", `${"<a>".repeat(255)}${"</a>".repeat(255)}</status>`)],
    ["100,000 levels of elements", "<a>".repeat(100_000)],
    ["an attribute of 10.5 MB", good.replace('uname="n1"', `uname="${"n".repeat(10_500_000)}"`)],
    ["a duplicate attribute", good.replace('uname="n1"', 'uname="n1" uname="n1"')],
    ["an undeclared namespace prefix", good.replace("<nodes>", "<x:nodes>").replace("</nodes>", "</x:nodes>")],
  ];
  test.each(inputs)("%s", async (_name, content) => expectUnreadable(fileWith(content)));

  test("a billion laughs", async () => {
    const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("");
    const text = `<!DOCTYPE cib [<!ENTITY l0 "lol">${entities}]>${good.replace('uname="n1"', 'uname="&l9;"')}`;
    await expectUnreadable(fileWith(text));
  });

  test("a missing file, a directory, and what is compressed in other ways than its name says", async () => {
    await expectUnreadable(join(folder, "missing.xml"));
    mkdirSync(join(folder, "directory"));
    await expectUnreadable(join(folder, "directory"));
    await expectUnreadable(fileWith(good, ".xml.bz2"));
    await expectUnreadable(fileWith(new Uint8Array([0x42, 0x5a, 0x68, 0x39, 0x31]), ".xml"));
    await expectUnreadable(fileWith(new Uint8Array([0x1f, 0x8b, 0x08, 0x00]), ".gz"));
    await expectUnreadable(fileWith(new Uint8Array([0x42, 0x5a, 0x68, 0x39, 0x31, 0x41]), ".xml.bz2"));
  });

  test.each([
    ["ISO-8859-1", Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${good.replace("n1", "n\u00e9")}`, "latin1")],
    ["UTF-16 with a byte-order mark", Buffer.from(`\ufeff${good}`, "utf16le")],
    ["UTF-8 with a byte-order mark", Buffer.from(`\ufeff${good}`)],
  ])("%s is read", async (_name, bytes) => {
    expect((await runPeSim(["-S", "-x", fileWith(bytes)])).status).toBe(0);
  });
});

describe("what is no CIB", () => {
  const rows: readonly (readonly [string, string, number, string, string])[] = [
    ["another root, no schema", "<foo/>", 78, "", "Input is not a CIB (outermost element is foo not cib)"],
    ["another root", '<foo validate-with="pacemaker-4.0"/>', 78, "Expecting element cib, got foo", "outermost element is foo"],
    ["another root, not validated", '<foo validate-with="none"/>', 105, "CIB query failed: No such device or address", "outermost element is foo"],
    ["a root in capitals", '<CIB validate-with="pacemaker-4.0"/>', 78, "Expecting element cib, got CIB", "outermost element is CIB"],
    ["no schema", cibText().replace(/validate-with="[^"]*"/, ""), 78, "", "Cannot validate CIB with missing validate-with"],
    ["an unknown schema", cibText({ schema: "pacemaker-next" }), 78, "", "Cannot validate CIB with unknown validate-with"],
    ["a default namespace", cibText().replace("<cib ", '<cib xmlns="urn:x" '), 78, "Expecting no namespace for element cib", "Configuration invalid"],
    ["two status sections", cibText().replace("</cib>", "<status/></cib>"), 78, "status", "Configuration invalid"],
    ["an invalid epoch", cibText().replace('epoch="1"', 'epoch="abc"'), 78, "Type nonNegativeInteger doesn't allow value 'abc'", "Configuration invalid"],
    ["an invalid quorum flag", cibText().replace('have-quorum="1"', 'have-quorum="yes"'), 78, "have-quorum", "Configuration invalid"],
  ];
  test.each(rows)("%s", async (_name, text, status, simMessage, verifyMessage) => {
    const file = fileWith(text);
    const simulated = await runPeSim(["-S", "-x", file]);
    expect(simulated.status).toBe(status);
    expect(simulated.out).toBe("");
    if (simMessage === "") expect(simulated.error).toBe("");
    else expect(simulated.error).toContain(simMessage);
    const verified = await runPeSim(["verify", "-V", "-x", file]);
    expect(verified.status).toBe(78);
    expect(verified.error).toContain(verifyMessage);
  });

  test.each([
    ["no status section", cibText().replace(/<status>.*<\/status>/, "")],
    ["sections in another order", cibText().replace(/(<nodes>.*<\/nodes>)(<resources>.*<\/resources>)/, "$2$1")],
    ["a huge epoch", cibText().replace('epoch="1"', 'epoch="99999999999999999999"')],
    ["an invalid execution date", cibText().replace("1700000000", "abc")],
  ])("%s is accepted", async (_name, text) => {
    const file = fileWith(text);
    expect((await runPeSim(["-S", "-x", file])).status).toBe(0);
    expect((await runPeSim(["verify", "-x", file])).status).toBe(0);
  });

  test("a cib element inside the status section makes it ambiguous", async () => {
    const file = fileWith(cibText().replace("</status>", "<cib/></status>"));
    expect(await runPeSim(["-S", "-x", file])).toMatchObject({ status: 105 });
    expect((await runPeSim(["verify", "-x", file])).status).toBe(0);
  });

  test("a feature set that is too new gives an empty cluster", async () => {
    const file = fileWith(cibText().replace("3.19.0", "99.0"));
    const simulated = await runPeSim(["-S", "-x", file]);
    expect(simulated.status).toBe(0);
    expect(simulated.out).toContain("No resources");
    expect((await runPeSim(["verify", "-V", "-x", file])).error).toContain("Can't process CIB with feature set '99.0'");
  });
});

/** What a schema keeps out, and what the scheduler says about it where no schema is in force. */
interface SchemaRow {
  readonly parts: CibParts;
  /** Texts that verify shows without a schema; each must occur. */
  readonly said?: readonly string[];
  /** Exit status of the simulation without a schema; 0 by default. */
  readonly status?: number;
}

const pair = (id: string, name: string, value: string): string => `<nvpair id="${id}" name="${name}" value="${value}"/>`;
const withOp = (attributes: string): CibParts => ({ resources: primitive("A", `<operations><op ${attributes}/></operations>`) });
const constrained = (constraints: string): CibParts => ({ constraints });
const unknownZ = ["warning: No resource, template, or tag named 'Z'", "error: Ignoring constraint 'l' because 'Z' is not a valid resource or tag"];
const location = (content: string, attributes = ""): CibParts => constrained(`<rsc_location id="l" rsc="A" ${attributes}>${content}</rsc_location>`);
const expression = '<expression id="e" attribute="#uname" operation="eq" value="n1"/>';

const schemaRows: Readonly<Record<string, SchemaRow>> = {
  "two resources of one id": { parts: { resources: primitive("A") + primitive("A") } },
  "a location of an unknown resource": { parts: constrained('<rsc_location id="l" rsc="Z" node="n1" score="1"/>'), said: unknownZ },
  "a colocation of an unknown resource": { parts: constrained('<rsc_colocation id="l" rsc="Z" with-rsc="A" score="1"/>'), said: unknownZ },
  "an order of an unknown resource": { parts: constrained('<rsc_order id="l" first="Z" then="A"/>'), said: unknownZ },
  "a set with an unknown resource": {
    parts: constrained('<rsc_order id="o"><resource_set id="s"><resource_ref id="Z"/><resource_ref id="A"/></resource_set></rsc_order>'),
    said: ["error: Ignoring resource sets for constraint 'o' because 'Z' is not a valid resource or tag", "error: s: No resource found for Z"],
  },
  "a reference to no block": {
    parts: { resources: primitive("A", '<meta_attributes id-ref="zzz"/>') },
    said: ["error: Ignoring invalid meta_attributes configuration: id-ref 'zzz' does not reference a valid object"],
  },
  "a location without a valid score": {
    parts: constrained('<rsc_location id="l" rsc="A" node="n1" score="abc"/>'),
    said: ["error: Ignoring location constraint l because 'abc' is not a valid score"],
  },
  "an operation with an invalid role": {
    parts: withOp('id="o" name="monitor" interval="10" role="Foo"'),
    said: ["error: Ignoring o role because Foo is not a valid role"],
  },
  "an operation with an invalid failure response": {
    parts: withOp('id="o" name="monitor" interval="10" on-fail="foo"'),
    said: ["error: Using default 'on-fail' for monitor of A because 'foo' is not valid"],
  },
  "a colocation with an invalid role": {
    parts: { resources: primitive("A") + primitive("B"), constraints: '<rsc_colocation id="l" rsc="A" with-rsc="B" rsc-role="Foo" score="1"/>' },
    said: ["error: Ignoring constraint l: Invalid role 'Foo'"],
  },
  "a colocation without primary": {
    parts: constrained('<rsc_colocation id="c" rsc="A" score="1"/>'),
    said: ["error: Ignoring constraint 'c' because resource '(null)' does not exist"],
  },
  "an order without first": { parts: constrained('<rsc_order id="c" then="A"/>'), said: ["error: Ignoring constraint 'c' without first"] },
  "an order with an unknown action": {
    parts: { resources: primitive("A") + primitive("B"), constraints: '<rsc_order id="c" first="A" first-action="break" then="B"/>' },
    said: ["warning: Unknown action 'break' specified in order constraint", "warning: Cannot invert constraint 'c' (please specify inverse manually)"],
  },
  "an order of an unknown kind": {
    parts: { resources: primitive("A") + primitive("B"), constraints: '<rsc_order id="c" first="A" then="B" kind="break"/>' },
    said: ["error: Resetting 'kind' for constraint c to 'Mandatory' because 'break' is not valid"],
  },
  "an order without id": { parts: constrained('<rsc_order first="A" then="A"/>'), said: ["error: Ignoring <rsc_order> constraint without id"] },
  "a ticket constraint without ticket": {
    parts: constrained('<rsc_ticket id="t" rsc="A"/>'),
    said: ["error: Ignoring constraint 't' without ticket"],
  },
  "an empty clone": {
    parts: { resources: '<clone id="c"/>' },
    said: ["error: c has nothing to clone", "error: Ignoring <clone> resource 'c' because configuration is invalid"],
  },
  "an empty group": {
    parts: { resources: '<group id="g"/>' },
    said: ["error: Group g has no members", "error: Ignoring <group> resource 'g' because configuration is invalid"],
  },
  "a clone in a clone": { parts: { resources: `<clone id="c"><clone id="d">${primitive("A")}</clone></clone>` }, said: ["error: c has nothing to clone"] },
  "a clone of an empty group": {
    parts: { resources: '<clone id="c"><group id="g"/></clone>' },
    said: ["error: Group g:0 has no members", "error: Ignoring <clone> resource 'c' because configuration is invalid"],
  },
  "a clone of two primitives": { parts: { resources: `<clone id="c">${primitive("A")}${primitive("B")}</clone>` } },
  "a bundle without container": { parts: { resources: '<bundle id="b"/>' }, said: ["error: Ignoring <bundle> resource 'b' because configuration is invalid"] },
  "a container without image": { parts: { resources: '<bundle id="b"><docker/></bundle>' } },
  "a resource without id": {
    parts: { resources: '<primitive class="ocf" provider="pacemaker" type="Dummy"/>' },
    said: ["error: Ignoring <primitive> resource without ID"],
  },
  "an id that is no XML name": { parts: { resources: primitive("1 a") } },
  "an id with an instance number": { parts: { resources: primitive("a:0") } },
  "a resource without agent": { parts: { resources: '<primitive id="A"/>' } },
  "an OCF resource without provider": { parts: { resources: '<primitive id="A" class="ocf" type="Dummy"/>' } },
  "a resource with template and class": {
    parts: { resources: '<template id="T" class="ocf" provider="pacemaker" type="Dummy"/><primitive id="A" template="T" class="ocf" type="Dummy"/>' },
  },
  "a missing template": { parts: { resources: '<primitive id="A" template="T"/>' }, said: ["error: No template named 'T'"] },
  "an operation without name": { parts: withOp('id="o" interval="10"') },
  "an operation without interval": { parts: withOp('id="o" name="monitor"') },
  "a node without id": { parts: { nodes: '<node uname="n1"/>' }, said: ["error: Ignoring <node> entry in configuration without id"] },
  "a node without name": { parts: { nodes: '<node id="1"/>' } },
  "a node of an unknown type": { parts: { nodes: '<node id="1" uname="n1" type="foo"/>' }, said: ["error: Ignoring node n1 with unrecognized type 'foo'"] },
  "a node with an invalid score": {
    parts: { nodes: '<node id="1" uname="n1" score="abc"/>' },
    said: ["warning: Using 0 as score for node n1 because 'abc' is not a valid score: Bad input value provided"],
  },
  "a rule without conditions": { parts: location('<rule id="r" score="1"/>'), said: ["warning: Ignoring rule r because it contains no conditions"] },
  "a rule with an invalid score": {
    parts: location(`<rule id="r" score="abc">${expression}</rule>`),
    said: ["error: Ignoring location constraint rule r because 'abc' is not a valid score: Bad input value provided"],
  },
  "an unknown comparison": {
    parts: location(`<rule id="r" score="1">${expression.replace('"eq"', '"foo"')}</rule>`),
    said: ["error: Treating expression e as not passing because 'foo' is not a valid operation"],
  },
  "two rules in a location": { parts: location(`<rule id="r" score="1">${expression}</rule><rule id="q" score="1"/>`) },
  "a fencing level out of range": {
    parts: { sections: '<fencing-topology><fencing-level id="f" target="n1" index="10" devices="x"/></fencing-topology>' },
    said: ["error: Ignoring fencing level f with out-of-range index 10"],
  },
  "a tag without id": { parts: { sections: '<tags><tag><obj_ref id="A"/></tag></tags>' }, said: ["error: Ignoring <tag> without id"] },
  "a tag reference without id": {
    parts: { sections: '<tags><tag id="t"><obj_ref/></tag></tags>' },
    said: ["error: Ignoring <obj_ref> for tag 't' without id"],
  },
  "an empty set": { parts: constrained('<rsc_order id="o"><resource_set id="s"/></rsc_order>') },
  "a value without name": { parts: { resources: primitive("A", '<meta_attributes id="m"><nvpair id="n" value="v"/></meta_attributes>') } },
  "an unknown attribute": { parts: { resources: primitive("A").replace("<primitive ", '<primitive color="red" ') } },
  "an unknown element": { parts: { resources: `${primitive("A")}<color/>` } },
};

describe("what a schema keeps out", () => {
  test.each(Object.entries(schemaRows))("%s", async (_name, { parts, said = [], status = 0 }) => {
    const strict = fileWith(cibText(parts));
    const simulated = await runPeSim(["-S", "-x", strict]);
    expect(simulated).toMatchObject({ status: 78, out: "" });
    expect(simulated.error).not.toBe("");
    expect((await runPeSim(["verify", "-x", strict])).status).toBe(78);

    const loose = fileWith(cibText({ ...parts, schema: "none" }));
    const tolerated = await runPeSim(["-S", "-x", loose]);
    expect(tolerated.status).toBe(status);
    expect(tolerated.error).toContain("Schema validation of configuration is disabled");
    const verified = await runPeSim(["verify", "-V", "-x", loose]);
    expect(verified.status).toBe(78);
    for (const text of said) expect(verified.error).toContain(text);
  });
});

/** Nothing that a schema notices. */
const tolerated: Readonly<Record<string, { readonly parts: CibParts; readonly verify?: string; readonly status?: number }>> = {
  "a template that is the resource itself": { parts: { resources: '<primitive id="A" template="A"/>' }, verify: "The resource object 'A' should not reference itself" },
  "a template that is another resource": { parts: { resources: `<primitive id="A" template="B"/>${primitive("B")}` }, verify: "No template named 'B'" },
  "a resource ordered with itself": { parts: constrained('<rsc_order id="self" first="A" then="A"/>'), verify: "self" },
  "a resource twice in a set": {
    parts: constrained('<rsc_order id="self"><resource_set id="s"><resource_ref id="A"/><resource_ref id="A"/></resource_set></rsc_order>'),
    verify: "self",
  },
  "a colocation with itself": { parts: constrained('<rsc_colocation id="c" rsc="A" with-rsc="A" score="1"/>') },
  "orders in a circle": {
    parts: { resources: primitive("A") + primitive("B"), constraints: '<rsc_order id="c" first="A" then="B"/><rsc_order id="d" first="B" then="A"/>' },
    status: 1,
  },
  "colocations in a circle": {
    parts: {
      resources: primitive("A") + primitive("B"),
      constraints: '<rsc_colocation id="c" rsc="A" with-rsc="B" score="1"/><rsc_colocation id="d" rsc="B" with-rsc="A" score="1"/>',
    },
  },
  "an unknown node in a location": { parts: constrained('<rsc_location id="l" rsc="A" node="zz" score="1"/>') },
  "an operation with unreadable times": { parts: withOp('id="o" name="monitor" interval="foo" timeout="foo"') },
  "an unknown target role": { parts: { resources: primitive("A", meta("m", { "target-role": "Foo" })) }, verify: "Ignoring 'target-role' for A because 'Foo' is not valid" },
  "two operations alike": {
    parts: { resources: primitive("A", '<operations><op id="o" name="monitor" interval="10"/><op id="o2" name="monitor" interval="10"/></operations>') },
    verify: "Operation o2 is duplicate of o",
  },
  "a bundle without network": {
    parts: { resources: `<bundle id="b"><docker image="i"/>${primitive("A")}</bundle>` },
    verify: "Cannot control b inside A without either ip-range-start or control-port",
  },
  "an invalid pattern": { parts: constrained('<rsc_location id="l" rsc-pattern="(" node="n1" score="1"/>'), verify: "rsc-pattern has invalid value '('" },
  "two nodes of one name": { parts: { nodes: '<node id="1" uname="n1"/><node id="2" uname="n1"/>' }, verify: "More than one node entry has name 'n1'" },
  "a tag of itself": {
    parts: { sections: '<tags><tag id="t"><obj_ref id="t"/></tag></tags>', constraints: '<rsc_location id="l" rsc="t" node="n1" score="1"/>' },
    verify: "t: No resource found for t",
  },
  "a promotable clone of a class that cannot be": {
    parts: { resources: `<clone id="c">${meta("m", { promotable: "true" })}<primitive id="A" class="lsb" type="x"/></clone>` },
    verify: "cannot be used as a promotable clone resource",
  },
  "an invalid date": {
    parts: location('<rule id="r" score="1"><date_expression id="d" operation="gt" start="garbage"/></rule>'),
    verify: "Treating date_expression d as not passing because start is invalid",
  },
  "a rule without score": {
    parts: location(`<rule id="r">${expression}</rule>`),
    verify: "Ignoring location constraint rule r because neither score nor score-attribute was specified",
  },
  "no fencing device": {
    parts: { options: pair("opt-x", "stonith-enabled", "true") },
  },
};

describe("what no schema notices", () => {
  test.each(Object.entries(tolerated))("%s", async (_name, { parts, verify, status = 0 }) => {
    const file = fileWith(cibText(parts));
    const simulated = await runPeSim(["-S", "-x", file]);
    expect(simulated.status).toBe(status);
    expect(simulated.out).toContain("Revised Cluster Status");
    const verified = await runPeSim(["verify", "-V", "-x", file]);
    expect(verified.status).toBe(verify === undefined ? 0 : 78);
    if (verify !== undefined) expect(verified.error).toContain(verify);
  });
});
