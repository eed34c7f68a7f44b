import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { IdIndex } from "../../src/cib/id-ref.ts";
import { evaluateRule } from "../../src/rules/evaluate.ts";
import { type RuleSetting, ruleInput } from "../../src/rules/input.ts";
import { NextChange } from "../../src/rules/next-change.ts";
import { epochOf, utcClock } from "../../src/values/date.ts";
import { problemText } from "../../src/values/problem.ts";
import { compilePattern, matchPattern } from "../../src/values/regex.ts";
import { noHealthColours } from "../../src/values/score.ts";
import type { XmlElement } from "../../src/xml/element.ts";
import { escapeAttribute, serializeXml } from "../../src/xml/serialize.ts";
import { Random } from "../support/random.ts";
import { hasReference } from "../support/reference.ts";
import { RuleMaker, attributeNames, attributeValues } from "./random-rules.ts";
import { time, xml } from "./support.ts";

// Compares verdicts, reports and the next change of made-up rules with the reference. Each rule decides about a preference
// of its own resource for each node, so that the scores show all verdicts of a document at once.

const RULES = 25;
const nodes = ["n1", "n2", "n3"] as const;
/** What the reference logs about rules, as opposed to everything else. */
const aboutRules =
  /^\((pcmk__evaluate|pcmk_evaluate|evaluate_|check_range|pcmk__unpack_duration|pcmk__cmp_by_type|parse_|pcmk__parse_ms|pcmk_parse_interval)/;

interface Outcome {
  /** `resource node` of each preference that applies. */
  readonly passing: readonly string[];
  /** Messages with label and level, in order. */
  readonly reports: readonly string[];
  /** Seconds since the epoch, 0 for none. */
  readonly recheckBy: number;
}

type NodeAttributes = ReadonlyMap<string, ReadonlyMap<string, string>>;

function randomAttributes(random: Random): NodeAttributes {
  return new Map(
    nodes.map((node, i) => {
      const values = new Map([["#uname", node], ["#is_dc", String(i === 0)]]);
      for (const name of attributeNames) if (random.chance(0.75)) values.set(name, random.pick(attributeValues));
      return [node, values];
    }),
  );
}

const resourceOf = (i: number): string => `p${i}-s-t`;
const patternOf = (i: number): string => `^p${i}-(.)-(.)`;
const parameterOf = (i: number): string => attributeValues[i % attributeValues.length]!;
/** Every other constraint names its resource by a pattern, whose groups rules can use. */
const hasPattern = (i: number): boolean => i % 2 === 0;

function pair(id: string, name: string, value: string): string {
  return `<nvpair id="${id}" name="${name}" value="${escapeAttribute(value)}"/>`;
}

function documentWith(rules: readonly XmlElement[], attributes: NodeAttributes): string {
  const nodeElements = nodes.map((node, i) => {
    const own = [...attributes.get(node)!].filter(([name]) => !name.startsWith("#"));
    const pairs = own.map(([name, value]) => pair(`${node}-${name}`, name, value));
    return `<node id="${i + 1}" uname="${node}"><instance_attributes id="${node}-a">${pairs.join("")}</instance_attributes></node>`;
  });
  const states = nodes.map(
    (node, i) => `<node_state id="${i + 1}" uname="${node}" in_ccm="true" crmd="online" join="member" expected="member"/>`,
  );
  const resources = rules.map(
    (_, i) => `<primitive id="${resourceOf(i)}" class="ocf" provider="pacemaker" type="Dummy">
      <instance_attributes id="p${i}-i">${pair(`p${i}-p`, "p", parameterOf(i))}</instance_attributes>
      <meta_attributes id="p${i}-m">${pair(`p${i}-pr`, "priority", "5")}</meta_attributes></primitive>`,
  );
  const constraints = rules.map((rule, i) => {
    const resource = hasPattern(i) ? `rsc-pattern="${patternOf(i)}"` : `rsc="${resourceOf(i)}"`;
    return `<rsc_location id="c${i}" ${resource}>${serializeXml(rule)}</rsc_location>`;
  });
  return `<cib validate-with="none" crm_feature_set="3.20.5" epoch="1" num_updates="0" admin_epoch="0" have-quorum="1" dc-uuid="1">
    <configuration>
      <crm_config><cluster_property_set id="o">${pair("o-f", "fencing-enabled", "false")}</cluster_property_set></crm_config>
      <nodes>${nodeElements.join("")}</nodes><resources>${resources.join("")}</resources>
      <constraints>${constraints.join("")}</constraints>
    </configuration><status>${states.join("")}</status></cib>`;
}

function ours(rules: readonly XmlElement[], document: string, attributes: NodeAttributes, now: string): Outcome {
  const reports: string[] = [];
  const passing: string[] = [];
  const setting: RuleSetting = {
    now: time(now),
    clock: utcClock(0),
    healthColours: noHealthColours,
    cib: new IdIndex(xml(document)),
    report(problem) {
      const level = problem.message.kind.endsWith("warning") ? "warning" : "error";
      reports.push(`(${problem.message.origin}) \t${level}: ${problemText(problem)}`);
    },
  };
  let recheckBy = 0;
  for (const [i, rule] of rules.entries()) {
    const facts = {
      parameters: new Map([["p", parameterOf(i)]]),
      metaAttributes: new Map([["priority", "5"]]),
      match: hasPattern(i) ? matchPattern(compilePattern(patternOf(i))!, resourceOf(i)) : null,
    };
    const change = new NextChange();
    for (const [node, nodeAttributes] of attributes) {
      if (evaluateRule(rule, ruleInput(setting, { ...facts, nodeAttributes }), change)) passing.push(`${resourceOf(i)} ${node}`);
    }
    const next = change.epoch();
    if (next !== null && next > epochOf(setting.now) && (recheckBy === 0 || next < recheckBy)) recheckBy = next;
  }
  return { passing: passing.toSorted(), reports, recheckBy };
}

function reference(document: string, folder: string, now: string): Outcome {
  const file = join(folder, "cib.xml");
  const graph = join(folder, "graph.xml");
  writeFileSync(file, document);
  const shown = spawnSync("crm_simulate", ["-x", file, "-s", "-S", "-t", now, "-G", graph], { encoding: "utf8" });
  const logged = spawnSync("crm_simulate", ["-x", file, "-S", "-VV", "-t", now], { encoding: "utf8" });
  const scores = [...shown.stdout.matchAll(/pcmk__primitive_assign: (\S+) allocation score on (\S+): 7$/gm)];
  return {
    passing: [...new Set(scores.map(([, resource, node]) => `${resource} ${node}`))].toSorted(),
    reports: logged.stderr.split("\n").filter((line) => aboutRules.test(line)),
    recheckBy: Number(/recheck-by="(\d+)"/.exec(readFileSync(graph, "utf8"))?.[1] ?? 0),
  };
}

function withoutReference(): boolean {
  if (hasReference()) return false;
  console.warn("Pacemaker 3.0.3 is not installed: rules are not compared with the reference");
  return true;
}

describe.skipIf(withoutReference())("made-up rules", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "pengine-rules-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    [1, "2024-06-15 12:00:00Z"],
    [2, "2024-06-15 12:00:00Z"],
    [3, "2024-06-16 00:00:00Z"],
    [4, "2024-06-15 23:30:00 -05:00"],
  ])("have the reference's verdicts, reports and next change (seed %d, %s)", (seed, now) => {
    const random = new Random(seed);
    const maker = new RuleMaker(random);
    const attributes = randomAttributes(random);
    const rules = Array.from({ length: RULES }, () => maker.rule());
    const document = documentWith(rules, attributes);
    const expected = reference(document, folder, now);
    expect(expected.passing.length).toBeGreaterThan(RULES / 2);
    expect(expected.reports.length).toBeGreaterThan(RULES / 2);
    expect(ours(rules, document, attributes, now)).toEqual(expected);
  });
});
