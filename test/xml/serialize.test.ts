import { expect, test } from "vitest";
import { defaultLimits } from "../../src/cib/limits.ts";
import { createElement, type XmlElement } from "../../src/xml/element.ts";
import { parseXml } from "../../src/xml/parse.ts";
import { escapeAttribute, serializeXml } from "../../src/xml/serialize.ts";

const parse = (text: string): XmlElement => parseXml(text, defaultLimits).root;

test("every tag has a line of its own, indented by two blanks a level", () => {
  const tree = parse("<a><b x='1'  y=''><c/></b><!-- n\n o --><d></d></a>");
  expect(serializeXml(tree)).toBe('<a>\n  <b x="1" y="">\n    <c/>\n  </b>\n  <!-- n\n o -->\n  <d/>\n</a>\n');
});

test("what XML reserves and control characters are escaped, everything else is not", () => {
  expect(escapeAttribute("a<b>c&d\"e'f\n\t\u007fé\u0085𝄞")).toBe("a&lt;b&gt;c&amp;d&quot;e'f&#x0A;&#x09;&#x7F;é\u0085𝄞");
});

test("CDATA sections and comments are written as they are", () => {
  const text = "<a>\n  <![CDATA[<&>]]>\n  <!--<&>-->\n</a>\n";
  expect(serializeXml(parse(text))).toBe(text);
});

test("what has been written reads as the same tree", () => {
  const withoutOffsets = (tree: XmlElement): unknown =>
    JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === "offset" ? undefined : value)));
  const tree = parse('<a b="&#10;&#9;&#13; &lt;&quot;\'"><c __proto__="x" constructor="y"><toString/></c></a>');
  expect(withoutOffsets(parse(serializeXml(tree)))).toEqual(withoutOffsets(tree));
});

test("nesting far beyond what is read can be written", () => {
  let tree = createElement("a");
  for (let depth = 0; depth < 5_000; depth++) tree = createElement("a", [], [tree]);
  expect(serializeXml(tree).split("\n").length).toBe(10_002);
});
