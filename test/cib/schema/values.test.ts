import { describe, expect, test } from "vitest";
import { parseCib } from "../../../src/cib/read.ts";
import { validate } from "../../../src/cib/schema/validate.ts";
import { cib, primitive } from "../documents.ts";

// Which values the reference accepts; white space counts only where it says so.

const accepted = (text: string): boolean => validate(parseCib(text).root).length === 0;
const epoch = (value: string): string => cib().replace(' epoch="1"', ` epoch="${value}"`);
const score = (value: string): string =>
  cib({ resources: primitive("a"), constraints: `<rsc_location id="l" rsc="a" node="n" score="${value}"/>` });
const level = (index: string, devices: string): string =>
  cib({
    sections: `<fencing-topology><fencing-level id="f" target="n" index="${index}" devices="${devices}"/></fencing-topology>`,
  });
const order = (attribute: string, value: string): string =>
  cib({
    resources: primitive("a") + primitive("b"),
    constraints: `<rsc_order id="o" first="a" then="b" ${attribute}="${value}"/>`,
  });
const ports = (value: string): string =>
  cib({
    resources: `<bundle id="b"><docker image="i"/><network><port-mapping id="p" range="${value}"/></network></bundle>`,
  });
const optionName = (name: string): string =>
  cib({ options: `<cluster_property_set id="s"><nvpair id="p" name="${name}" value="1"/></cluster_property_set>` });

interface Table {
  readonly what: string;
  readonly make: (value: string) => string;
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

const tables: readonly Table[] = [
  {
    what: "a count",
    make: epoch,
    good: ["0", "7", "+5", "-0", "007", " 5 ", "&#9;5&#10;", "9".repeat(200)],
    bad: ["", "-1", "abc", "5.0", "5.", "&#160;5", "1 2"],
  },
  {
    what: "a score",
    make: score,
    good: ["0", "-5", "+5", " 5 ", "INFINITY", " INFINITY ", "+INFINITY", "-INFINITY", "1".repeat(40)],
    bad: ["", "infinity", "INF", "1.5", "- 5", "--5"],
  },
  { what: "a fencing level", make: (value) => level(value, "x"), good: ["1", "09", "+9", " 9 "], bad: ["0", "-1", "10", "9.0", ""] },
  {
    what: "a list of devices",
    make: (value) => level("1", value),
    good: ["a", "a,b", "a-.b_9"],
    bad: ["", " ", "a,", ",a", "a, b", " a", "a ", "a b", "é"],
  },
  { what: "a range of ports", make: ports, good: ["1-2", "80", "-"], bad: ["", " 1-2", "1-2 ", "1 2", "a"] },
  {
    what: "an id",
    make: (value) => cib({ resources: primitive(value) }),
    good: ["A", " A ", "_a", "é", "a.b-c", "a·", "&#9;A"],
    bad: ["", "A B", "a:b", "1a", "-a", "·a"],
  },
  {
    what: "a reference",
    make: (value) =>
      cib({
        resources: primitive("A"),
        constraints: `<rsc_location id="l" rsc="${value}" node="n" score="1"/>`,
      }),
    good: ["A", " A ", "A&#10;", "l"],
    bad: ["B", "a", "A:", "A A"],
  },
  {
    what: "a kind",
    make: (value) => order("kind", value),
    good: ["Mandatory", " Mandatory "],
    bad: ["mandatory", "Man datory", ""],
  },
  { what: "a truth value", make: (value) => order("symmetrical", value), good: ["true", "false", "1", "0", " true "], bad: ["TRUE", "yes", "no", ""] },
  {
    what: "the name of an option",
    make: optionName,
    good: ["x", "", "crmd"],
    bad: ["crmd-transition-delay", " crmd-transition-delay ", "&#9;remove-after-stop"],
  },
];

describe.each(tables)("$what", ({ make, good, bad }) => {
  test.each(good)("can be '%s'", (value) => {
    expect(accepted(make(value))).toBe(true);
  });

  test.each(bad)("cannot be '%s'", (value) => {
    expect(accepted(make(value))).toBe(false);
  });
});
