import { describe, expect, test } from "vitest";
import { defaultLimits } from "../../src/cib/limits.ts";
import { PengineError } from "../../src/errors.ts";
import { attribute, descendants, type XmlElement } from "../../src/xml/element.ts";
import { parseXml } from "../../src/xml/parse.ts";
import { cpuTime } from "../support/cpu-time.ts";

// Whether a document is accepted was tried with the reference for every line here.

const parse = (text: string): XmlElement => parseXml(text, defaultLimits).root;

function errorOf(text: string): PengineError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof PengineError) return error;
    throw error;
  }
  throw new Error(`accepted: ${text.slice(0, 100)}`);
}

describe("accepted", () => {
  test.each([
    "<a/>",
    "<a></a >",
    "<!--c--><?pi x?>\n<a/>\n<!--c--> <?pi?>",
    '<?xml version="1.0"?><a/>',
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?><a/>",
    '<?xml  version = "1.0"   ?><a/>',
    "<?xml-stylesheet href='x'?><a/>",
    "\n\t <a/>",
    "<a b = \"1\"\n c='2'\t/>",
    `<a b='"' c="'"/>`,
    '<a b=">"/>',
    "<a>></a>",
    "<a>]] ></a>",
    "<a><!----></a>",
    "<a><![CDATA[]]></a>",
    "<a><![CDATA[<&]]]]></a>",
    "<a><?pi it's?></a>",
    "<a><?pi ??></a>",
    '<é ü="1"/>',
    "<𐀀/>",
    "<a·b/>",
    "<a⁰/>",
    '<a xml:lang="x" xml:space="default" xml:id="i"/>',
    '<a xmlns:p="x"><p:b p:c="1" c="2"/></a>',
    '<a xmlns="http://x/"/>',
    '<a xmlns="urn:x"/>',
    '<a xmlns=""/>',
    "<!DOCTYPE a><a/>",
    '<!DOCTYPE a SYSTEM "x.dtd"><a/>',
    '<!DOCTYPE a PUBLIC "-//x" "x.dtd"><a/>',
    "<!DOCTYPE other []><a/>",
    '<!DOCTYPE a [<!ELEMENT a ANY><!ATTLIST a b CDATA "x"><!NOTATION n SYSTEM "n"> <!-- > --> <?pi ]> ?>]><a/>',
    '<!DOCTYPE a [<!ENTITY lt "&#38;#60;"><!ENTITY e SYSTEM "x" NDATA n><!ENTITY % p "x">]><a/>',
  ])("%s", (text) => {
    expect(parse(text).kind).toBe("element");
  });
});

describe("refused as not well-formed", () => {
  test.each([
    "",
    " \n",
    "hello",
    "<",
    "<!--x-->",
    '<?xml version="1.0"?>',
    "<a",
    '<a b="',
    "<a>",
    "<a></b>",
    "<a></A>",
    "<a><b></a></b>",
    "<a/>x",
    "<a/><b/>",
    "<a/><![CDATA[x]]>",
    "<a/>&#32;",
    "x<a/>",
    "<![CDATA[]]><a/>",
    "< a/>",
    "<1a/>",
    "<-a/>",
    "<·b/>",
    '<a b="<"/>',
    "<a b=c/>",
    "<a b/>",
    '<a b="1"c="2"/>',
    '<a b="1" b="2"/>',
    '<a b="1"/ >',
    '<a></a b="1">',
    "<a>]]></a>",
    "<a><!-- a -- b --></a>",
    "<a><!-- a ---></a>",
    "<a><!---></a>",
    "<a><!-- x</a>",
    "<a><![cdata[x]]></a>",
    "<a><![CDATA[x</a>",
    "<a><?pi x></a>",
    "<a><??></a>",
    "<a><?pi+x?></a>",
    "<a><?xml version='1.0'?></a>",
    "<a><?xMl x?></a>",
    "<?xml-x y?><a/>",
    "<a><!DOCTYPE a></a>",
    ' <?xml version="1.0"?><a/>',
    '<?xml version="1.0"?><?xml version="1.0"?><a/>',
    '<?xml version="1.1"?><a/>',
    '<?xml version="2.0"?><a/>',
    '<?xml encoding="UTF-8"?><a/>',
    '<?xml version="1.0"encoding="UTF-8"?><a/>',
    '<?xml version="1.0" standalone="yes" encoding="UTF-8"?><a/>',
    '<?xml version="1.0" standalone="maybe"?><a/>',
    '<?XML version="1.0"?><a/>',
    "<a>\0</a>",
    "<a/>\0",
    "<a/>\u0001",
    '<a b="\u001f"/>',
    "<a/>\f",
    "<!--\ufffe--><a/>",
    "<!--\ud800--><a/>",
    "<!doctype a><a/>",
    "<!DOCTYPE><a/>",
    "<!DOCTYPEa><a/>",
    '<!DOCTYPE a PUBLIC "-//x"><a/>',
    "<!DOCTYPE a><!DOCTYPE a><a/>",
    "<!DOCTYPE a [ x ]><a/>",
    '<!DOCTYPE a [<!ENTITY amp "x">]><a/>',
    "<:a/>",
    "<p:a/>",
    '<a p:b="1"/>',
    '<a xmlns:p="http://x"><b><p:/></b></a>',
    '<a xmlns:p="http://x"><p:b:c/></a>',
    '<a xmlns:p="http://x"><p:1/></a>',
    '<a><b xmlns:p="http://x"/><p:c/></a>',
    '<a xmlns:p="http://x" xmlns:q="http://x"><b p:c="1" q:c="2"/></a>',
    '<a xmlns="x"/>',
    '<a xmlns="a b"/>',
    '<a xmlns:p=""/>',
    '<a xmlns:p="é"/>',
    '<a xmlns:xml="http://x"/>',
    '<a xmlns:xmlns="http://x"/>',
    '<a xml:space="x"/>',
    '<a><b xml:id="x"/><c xml:id="x"/></a>',
    "<a><?p:q x?></a>",
  ])("%j", (text) => {
    expect(errorOf(text).code).toBe("xml-malformed");
  });
});

describe("references", () => {
  test.each([
    ["&lt;&gt;&amp;&quot;&apos;", "<>&\"'"],
    ["&#65;&#x41;&#x10FFFF;", "AA\u{10FFFF}"],
    ["&#9;&#10;&#13;", "\t\n\r"],
    ["&#127;&#x85;", "\u007f\u0085"],
    ["a\nb\tc\r\nd\re", "a b c d e"],
    ["&amp;amp;", "&amp;"],
  ])("%j in an attribute is %j", (raw, value) => {
    expect(attribute(parse(`<a b="${raw}"/>`), "b")).toBe(value);
    expect(parse(`<a>${raw}</a>`).children).toEqual([]);
  });

  test.each([
    "&#0;", "&#1;", "&#x1F;", "&#xD800;", "&#xFFFE;", "&#x110000;", "&#99999999999999999999;", "&#xZ;", "&#;", "&#x;",
    "&#X41;", "&# 65;", "&amp", "& amp;", "&", "&;", "&#65", "&é;", "&foo;",
  ])("%s is refused, in attributes and in text", (reference) => {
    expect(errorOf(`<a b="${reference}"/>`).code).toBe("xml-entity");
    expect(errorOf(`<a>${reference}</a>`).code).toMatch(/^xml-/);
  });
});

describe("entities of the document", () => {
  const declare = (entities: string): string => `<!DOCTYPE a [${entities}]>`;

  test("are replaced in attributes, also one inside the other", () => {
    const text = `${declare('<!ENTITY e "x&#38;amp;"><!ENTITY n "&e;-&e;"><!ENTITY e "second">')}<a b="&e;" c="&n;"/>`;
    expect(parse(text).attributes).toEqual(["b", "x&", "c", "x&-x&"]);
  });

  test("are only noted in text", () => {
    const { root, references } = parseXml(`${declare('<!ENTITY e "<b/>">')}<a><c>&e;</c></a>`, defaultLimits);
    expect(root.children).toHaveLength(1);
    expect(references).toEqual([{ name: "e", parent: root.children[0], offset: 39 }]);
  });

  test("of external files are never loaded, and refused in attributes", () => {
    const entity = declare('<!ENTITY e SYSTEM "file:///etc/passwd">');
    expect(errorOf(`${entity}<a b="&e;"/>`).code).toBe("xml-entity");
    expect(parseXml(`${entity}<a>&e;</a>`, defaultLimits).references).toHaveLength(1);
  });

  test.each([
    ["a loop", '<!ENTITY e "&e;">'],
    ["a loop of two", '<!ENTITY e "&f;"><!ENTITY f "&e;">'],
    ["exponential growth", `<!ENTITY e0 "0123456789">${Array.from({ length: 12 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join("")}<!ENTITY e "&e12;">`],
  ])("%s is refused quickly", (_, entities) => {
    for (const use of ['<a b="&e;"/>', "<a>&e;</a>"]) {
      let code = "";
      expect(cpuTime(() => (code = errorOf(declare(entities) + use).code))).toBeLessThan(2000);
      expect(code).toBe("limit-entity-expansion");
    }
  });

  test("may not smuggle in markup", () => {
    expect(errorOf(`${declare('<!ENTITY e "<b/>">')}<a b="&e;"/>`).code).toBe("xml-entity");
    expect(errorOf(`${declare('<!ENTITY e "&#60;">')}<a b="&e;"/>`).code).toBe("xml-entity");
  });
});

describe("the tree", () => {
  test("holds elements, comments and CDATA in order, without text", () => {
    const tree = parse("<a> x <b/>\n<!--c\r\nd--><![CDATA[ e\rf ]]>y<?pi?></a>");
    expect(tree.children.map((child) => (child.kind === "element" ? child.name : child.text))).toEqual(["b", "c\nd", " e\nf "]);
  });

  test("knows where elements begin in the source", () => {
    const text = '<?xml version="1.0"?>\r\n<!--x--><a>\r\n text<b c="&#65;">\r<d/></b></a>';
    const names = [...descendants(parse(text))].map(({ name, offset }) => `${name} ${text.slice(offset, offset + 2)}`);
    expect(names).toEqual(["a <a", "b <b", "d <d"]);
  });

  test("is frozen throughout", () => {
    for (const element of descendants(parse("<a b='c'><d><!--e--></d><f/></a>"))) {
      expect(Object.isFrozen(element) && Object.isFrozen(element.attributes) && Object.isFrozen(element.children)).toBe(true);
    }
  });

  test("keeps names that mean something to JavaScript", () => {
    const names = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "__defineGetter__"];
    const attributes = names.map((name, i) => ` ${name}="${i}"`).join("");
    const children = names.map((name) => `<${name}${attributes}/><${name}></${name}>`).join("");
    const tree = parse(`<__proto__${attributes}>${children}</__proto__>`);
    expect(tree.name).toBe("__proto__");
    expect(tree.attributes).toEqual(names.flatMap((name, i) => [name, String(i)]));
    const found = tree.children.map((child) => (child as XmlElement).name);
    expect(found).toEqual(names.flatMap((name) => [name, name]));
    expect((tree.children[0] as XmlElement).attributes).toEqual(tree.attributes);
  });

  test("keeps a tilde, which hides such names from the parser", () => {
    expect(parse('<constructor a="~x"><b c="~"/></constructor>').attributes).toEqual(["a", "~x"]);
  });
});

describe("errors", () => {
  test.each([
    ["<a>\n  <b c='<'/>\n</a>", 2, 9],
    ["<a>\r\n<b>\r\n</a>", 3, 1],
    ["<a>\n<b>", 2, 1],
    ["<a\n b='1'\n b='2'/>", 1, 1],
    ["<a/>\n\nx", 3, 1],
    ["<a>\n<b c='&foo;'/></a>", 2, 7],
    ["<a>\n \0</a>", 2, 2],
  ])("%j is wrong in line %i, column %i", (text, line, column) => {
    expect(errorOf(text)).toMatchObject({ line, column });
  });
});

describe("limits", () => {
  const limits = { depth: 3, elements: 5, attributeLength: 10, names: 4 };
  const codeOf = (text: string): string => {
    try {
      parseXml(text, limits);
      return "accepted";
    } catch (error) {
      return (error as PengineError).code;
    }
  };

  test.each([
    ["<a><b><c/></b></a>", "accepted"],
    ["<a><b><c><d/></c></b></a>", "limit-depth"],
    ["<a><b/><b/><!----><![CDATA[]]></a>", "accepted"],
    ["<a><b/><b/><!----><![CDATA[]]><b/></a>", "limit-elements"],
    [`<a b="${"x".repeat(10)}"/>`, "accepted"],
    [`<a b="${"x".repeat(11)}"/>`, "limit-attribute-length"],
    [`<a>${" ".repeat(11)}</a>`, "limit-attribute-length"],
    [`<a><!--${"x".repeat(11)}--></a>`, "limit-attribute-length"],
    ['<a b="" c="" d=""/>', "accepted"],
    ['<a b="" c="" d="" e=""/>', "limit-names"],
  ])("%s: %s", (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  test("256 levels are accepted by default, as by the reference, and 257 are not", () => {
    const nested = (levels: number): string => "<a>".repeat(levels) + "</a>".repeat(levels);
    expect(parse(nested(256)).name).toBe("a");
    expect(errorOf(nested(257)).code).toBe("limit-depth");
    expect(errorOf(nested(100_000)).code).toBe("limit-depth");
  });
});
