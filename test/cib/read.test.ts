import { describe, expect, test } from "vitest";
import { CibError, parseCib, readCib } from "../../src/cib/read.ts";
import { PengineError } from "../../src/errors.ts";
import { attribute, childElements, descendants } from "../../src/xml/element.ts";
import { serializeXml } from "../../src/xml/serialize.ts";
import { cpuTime } from "../support/cpu-time.ts";
import { cib, type Parts, primitive } from "./documents.ts";

function errorOf(input: string | Uint8Array, options?: Parameters<typeof readCib>[1]): PengineError {
  try {
    readCib(input, options);
  } catch (error) {
    if (error instanceof PengineError) return error;
    throw error;
  }
  throw new Error("the input was accepted");
}

/** What is printed at default verbosity. */
function printed(messages: readonly { readonly level: string; readonly text: string }[]): string[] {
  return messages.filter(({ level }) => level === "plain").map(({ text }) => text);
}

describe("a readable CIB", () => {
  test("is the cib element, frozen, of the latest schema", () => {
    const { root, document, schema, messages } = readCib(cib({ schema: "3.8", resources: primitive("a") }));
    expect(root).toBe(document);
    expect(root.name).toBe("cib");
    expect(schema).toEqual({ declared: "pacemaker-3.8", effective: "pacemaker-4.0" });
    expect(attribute(root, "validate-with")).toBe("pacemaker-4.0");
    expect(printed(messages)).toEqual([]);
    for (const element of descendants(root)) expect(Object.isFrozen(element)).toBe(true);
  });

  test("keeps what it was read from, so that places can be shown", () => {
    const text = cib({ resources: primitive("a") });
    const { root, source } = readCib(text, { file: "x.xml" });
    expect(source).toEqual({ file: "x.xml", text });
    const found = [...descendants(root)].find(({ name }) => name === "primitive")!;
    expect(text.slice(found.offset)).toMatch(/^<primitive id="a"/);
  });

  test("comes as bytes, with or without a byte-order mark, or as text", () => {
    const text = cib({ attributes: ' dc-uuid="é"' });
    const written = serializeXml(readCib(text).root);
    expect(serializeXml(readCib(Buffer.from(text)).root)).toBe(written);
    expect(serializeXml(readCib(Buffer.from(`\ufeff${text}`)).root)).toBe(written);
    expect(serializeXml(readCib(`\ufeff${text}`).root)).toBe(written);
    const latin1 = Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${text}`, "latin1");
    expect(serializeXml(readCib(latin1).root)).toBe(written);
  });
});

describe("the status section", () => {
  const statuses = (text: string): number => childElements(readCib(text).document, "status").length;

  test("is added if there is none", () => {
    expect(statuses(cib({ status: "" }))).toBe(1);
    expect(parseCib(cib({ status: "" })).root.children.at(-1)).toMatchObject({ name: "status", children: [] });
  });

  test("is added as well if there are several, which no schema accepts", () => {
    expect(statuses(cib({ schema: "none", status: "<status/><status/>" }))).toBe(3);
    expect(errorOf(cib({ status: "<status/><status/>" })).code).toBe("schema-invalid");
  });
});

describe("validate-with", () => {
  test("is needed", () => {
    const error = errorOf(cib().replace(/validate-with="[^"]*" /, ""));
    expect(error).toMatchObject({ code: "schema-missing", messages: [], violations: [] });
  });

  test.each(["", "pacemaker-1.1", "pacemaker-4.1", "pacemaker-next", "transitional-0.6", "Pacemaker-4.0", " pacemaker-4.0", "4.0"])(
    "cannot be '%s'",
    (schema) => {
      expect(errorOf(cib({ schema: "none" }).replace('"none"', `"${schema}"`))).toMatchObject({
        code: "schema-unknown",
        messages: [],
      });
    },
  );

  test("can be none: then nothing is validated, and that is said", () => {
    const { root, messages, schema } = readCib(cib({ schema: "none", resources: "<foo/>" }));
    expect(attribute(root, "validate-with")).toBe("none");
    expect(schema).toEqual({ declared: "none", effective: "none" });
    expect(printed(messages)).toEqual([
      'Schema validation of configuration is disabled (support for validate-with set to "none" is deprecated and will be removed in a future release)',
    ]);
  });
});

describe("the one cib element", () => {
  test("may stand in another without a schema", () => {
    const inner = cib({ schema: "none", resources: primitive("a") });
    const { root, document } = readCib(`<foo validate-with="none">${inner}</foo>`);
    expect(root.name).toBe("cib");
    expect(document.name).toBe("foo");
  });

  test.each([
    ['<foo validate-with="none"/>'],
    [cib({ status: "<status><cib/></status>" })],
    [cib({ schema: "none", status: "<status><x><cib/></x></status>" })],
  ])("must be there once: %s", (text) => {
    expect(errorOf(text).code).toBe("cib-not-found");
  });
});

describe("a version declared too low", () => {
  const bundle = '<bundle id="b"><docker image="i"/></bundle>';

  test("is no obstacle, but every version that fails complains", () => {
    const { schema, messages } = readCib(cib({ schema: "2.0", resources: bundle }));
    expect(schema.effective).toBe("pacemaker-4.0");
    const twice = ["Did not expect element bundle there", "Element resources has extra content: bundle"];
    expect(printed(messages)).toEqual(Array.from({ length: 8 }, () => twice).flat());
  });

  test("does not help what no version accepts", () => {
    const error = errorOf(cib({ schema: "3.9", resources: "<foo/>" })) as CibError;
    expect(error.code).toBe("schema-invalid");
    const lines = printed(error.messages);
    expect(lines.filter((line) => line === "Did not expect element foo there")).toHaveLength(3);
    expect(lines.at(-1)).toBe(
      "Cannot upgrade configuration (claiming pacemaker-3.9 schema) to at least pacemaker-4.0 because it does not validate with any schema from pacemaker-3.9 to the latest",
    );
  });

  test("is told from one that cannot be upgraded, of which the log alone has the details", () => {
    const bundle310 = '<bundle id="b"><rkt image="i"/><network control-port="1"/><primitive id="p" class="lsb" type="x"/></bundle>';
    const constraint = '<rsc_location id="l" rsc="p" node="n" score="1"/>';
    const error = errorOf(cib({ schema: "3.10", resources: bundle310, constraints: constraint })) as CibError;
    expect(error.code).toBe("upgrade-failed");
    expect(printed(error.messages)).toEqual([
      "WARNING: Dropping bundle resource b because rkt containers are no longer supported",
      "Cannot upgrade configuration (claiming pacemaker-3.10 schema) to at least pacemaker-4.0 because it does not validate with any schema from pacemaker-3.10 to the latest",
    ]);
    expect(error.messages.filter(({ level }) => level === "error").map(({ origin, text }) => `${origin}: ${text}`)).toEqual(
      expect.arrayContaining([
        'xml_log: IDREF attribute rsc references an unknown ID "p"',
        "apply_upgrade: Schema upgrade from pacemaker-3.10 to pacemaker-4.0 failed: XSL transform pipeline produced an invalid configuration",
      ]),
    );
  });

  test("does not hide a dangling reference that was one when it was declared", () => {
    const dangling = { sections: '<tags><tag id="t"><obj_ref id="gone"/></tag></tags>' };
    expect(errorOf(cib({ schema: "3.2", ...dangling })).code).toBe("schema-invalid");
    expect(readCib(cib({ schema: "3.3", ...dangling })).schema.effective).toBe("pacemaker-4.0");
  });
});

describe("what is kept of a document", () => {
  const written = (parts: Parts): string => serializeXml(readCib(cib(parts)).document);

  test("are elements, comments and CDATA, but no text and no processing instructions", () => {
    const status = "<status>text<!--c--><?pi x?><a/><![CDATA[d]]></status>";
    expect(written({ status })).toContain("<status>\n    <!--c-->\n    <a/>\n    <![CDATA[d]]>\n  </status>");
    expect(written({ resources: `text${primitive("a")}` })).not.toContain("text");
  });

  test("are local names only", () => {
    const status = '<status><p:a xmlns:p="http://x" p:b="1" xml:lang="e"/><c xmlns="http://y"><d/></c></status>';
    expect(written({ status })).toContain('<a b="1" lang="e"/>\n    <c>\n      <d/>\n    </c>');
  });
});

describe("bad input is refused with a reason", () => {
  const entities = '<!DOCTYPE cib [<!ENTITY e "x"><!ENTITY f SYSTEM "file:///etc/passwd">]>';
  const cases: [what: string, input: string | Uint8Array, code: string][] = [
    ["nothing", "", "xml-malformed"],
    ["blanks", " \n ", "xml-malformed"],
    ["plain text", "hello", "xml-malformed"],
    ["a truncated document", cib().slice(0, -5), "xml-malformed"],
    ["mismatched tags", cib().replace("</configuration>", "</constraints>"), "xml-malformed"],
    ["text after the root", `${cib()}x`, "xml-malformed"],
    ["an element after the root", `${cib()}<a/>`, "xml-malformed"],
    ["NUL after the root", `${cib()}\0`, "xml-malformed"],
    ["invalid UTF-8", Buffer.concat([Buffer.from(cib()), Buffer.from([0xff])]), "encoding-invalid"],
    ["an unknown encoding", Buffer.from(`<?xml version="1.0" encoding="x"?>${cib()}`), "encoding-unknown"],
    ["XML 1.1", `<?xml version="1.1"?>${cib()}`, "xml-malformed"],
    ["a reference to NUL", cib({ attributes: ' dc-uuid="&#0;"' }), "xml-entity"],
    ["an external entity in an attribute", entities + cib({ attributes: ' dc-uuid="&f;"' }), "xml-entity"],
    ["an entity in content", entities + cib({ resources: "&e;" }), "schema-invalid"],
    ["an external entity in content", entities + cib({ status: "<status>&f;</status>" }), "schema-invalid"],
    ["a doubled attribute", cib({ attributes: ' dc-uuid="1" dc-uuid="1"' }), "xml-malformed"],
    ["bzip2 that is not called so", new Uint8Array([0x42, 0x5a, 0x68, 0x39, 0x31]), "xml-malformed"],
    ["gzip", new Uint8Array([0x1f, 0x8b, 8, 0]), "encoding-invalid"],
    ["another root", '<foo validate-with="pacemaker-4.0"/>', "schema-invalid"],
    ["a default namespace", cib().replace("<cib ", '<cib xmlns="http://x/" '), "schema-invalid"],
    ["no configuration", '<cib validate-with="pacemaker-4.0" admin_epoch="0" epoch="1" num_updates="0"/>', "schema-invalid"],
    ["sections out of place", cib({ status: "" }).replace("<configuration>", "<status/><configuration>"), "schema-invalid"],
  ];

  test.each(cases)("%s", (_, input, code) => {
    expect(errorOf(input).code).toBe(code);
  });

  test("with file, line and column", () => {
    expect(errorOf(`<cib>\n  <a b="<"/></cib>`, { file: "x.xml" })).toMatchObject({ file: "x.xml", line: 2, column: 9 });
    const invalid = errorOf(cib({ resources: "\n\n  <foo/>" }), { file: "x.xml" }) as CibError;
    expect(invalid).toMatchObject({ file: "x.xml", line: 3, column: 3 });
    expect(invalid.message).toBe(
      "The CIB is not valid: <resources> may not contain <foo>; expected: primitive, group, clone, template, bundle",
    );
  });

  test("counting what else is wrong", () => {
    const error = errorOf(cib({ resources: "<foo/><bar/><baz/>" })) as CibError;
    expect(error.violations).toHaveLength(3);
    expect(error.message).toMatch(/ \(and 2 more\)$/);
  });
});

describe("limits", () => {
  test("can be set one by one", () => {
    const text = cib({ resources: primitive("a") });
    expect(errorOf(text, { limits: { bytes: 100 } }).code).toBe("limit-bytes");
    expect(errorOf(text, { limits: { elements: 3 } }).code).toBe("limit-elements");
    expect(errorOf(text, { limits: { depth: 2 } }).code).toBe("limit-depth");
    expect(errorOf(text, { limits: { attributeLength: 5 } }).code).toBe("limit-attribute-length");
    expect(readCib(text, { limits: {} }).root.name).toBe("cib");
  });
});

describe("hostile documents are dealt with quickly", () => {
  const codeOf = (text: string): string => {
    try {
      readCib(text);
      return "accepted";
    } catch (error) {
      if (error instanceof PengineError) return error.code;
      throw error;
    }
  };
  const many = (count: number, make: (index: number) => string): string => Array.from({ length: count }, (_, i) => make(i)).join("");
  const normal = '<node id="1" uname="n" type="normal"/>';

  test.each<[string, () => string, string]>([
    ["names of JavaScript", () => cib({ resources: '<__proto__ constructor="x"/>', status: '<status><node_state id="__proto__" toString="1"/></status>' }), "schema-invalid"],
    ["ids of JavaScript", () => cib({ resources: primitive("__proto__") + primitive("constructor") + primitive("toString") }), "accepted"],
    ["100,000 levels", () => "<a>".repeat(100_000), "limit-depth"],
    ["100,000 different names", () => cib({ status: `<status>${many(100_000, (i) => `<a${i}/>`)}</status>` }), "limit-names"],
    ["20,000 operations of one resource", () => cib({ schema: "2.10", nodes: normal, resources: primitive("a", `<operations>${many(20_000, (i) => `<op id="o${i}" name="start" interval="0"><meta_attributes id="m${i}"><nvpair id="n${i}" name="requires" value="quorum"/></meta_attributes></op>`)}</operations>`) }), "accepted"],
    ["many blocks of one operation", () => cib({ schema: "2.10", nodes: normal, resources: primitive("a", `<operations><op id="o" name="start" interval="0">${many(10_000, (i) => `<instance_attributes id="m${i}"><nvpair id="n${i}" name="timeout" value="1"/></instance_attributes>`)}</op></operations>`) }), "accepted"],
    ["references that double at each step", () => cib({ schema: "3.10", resources: '<master id="ms"><primitive id="p" class="lsb" type="x"/></master>', constraints: `<rsc_location id="l" rsc="p"><rule id="r0" score="1"><expression id="e" attribute="x" operation="defined"/></rule>${many(40, (i) => `<rule id="r${i + 1}" score="1"><rule id-ref="r${i}"/><rule id-ref="r${i}"/></rule>`)}</rsc_location>` }), "limit-elements"],
    ["references that lead to themselves", () => cib({ schema: "3.10", resources: '<master id="ms"><primitive id="p" class="lsb" type="x"/></master>', constraints: '<rsc_location id="l" rsc="p"><rule id="r" score="1"><rule id-ref="r"/></rule></rsc_location>' }), "upgrade-failed"],
    ["a location with very many rules and sets", () => cib({ schema: "3.10", resources: primitive("a"), constraints: `<rsc_location id="l"><resource_set id="s">${'<resource_ref id="a"/>'.repeat(5000)}</resource_set>${many(5000, (i) => `<rule id="r${i}" score="1"><expression id="e${i}" attribute="x" operation="defined"/></rule>`)}</rsc_location>` }), "limit-elements"],
  ])("%s", (_, make, code) => {
    let result = "";
    expect(cpuTime(() => (result = codeOf(make())))).toBeLessThan(3000);
    expect(result).toBe(code);
  });
});
