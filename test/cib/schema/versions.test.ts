import { describe, expect, test } from "vitest";
import { parseCib } from "../../../src/cib/read.ts";
import { validate } from "../../../src/cib/schema/validate.ts";
import { schemaNames, versionIndex, type VersionNumber } from "../../../src/cib/schema/versions.ts";
import { cib, type Parts, primitive } from "../documents.ts";

// What each version of the schema brought, and what it took away. Versions as in Pacemaker's own account of its schemas;
// each line was tried with the reference.

const a = primitive("a");
const b = primitive("b");
const rule = (content: string, attributes = ' score="1"'): string => `<rule id="r"${attributes}>${content}</rule>`;
const defined = '<expression id="e" attribute="x" operation="defined"/>';
const location = (content: string, attributes = ' rsc="a"'): string => `<rsc_location id="l"${attributes}>${content}</rsc_location>`;
const op = (attributes: string, content = ""): string =>
  primitive("a", `<operations><op id="o" name="start" interval="0"${attributes}>${content}</op></operations>`);
const bundle = (content: string, container = "docker"): string =>
  `<bundle id="b"><${container} image="i"${content}/></bundle>`;
const pair = (name: string, value = ' value="1"'): string => `<nvpair id="p" name="${name}"${value}/>`;
const meta = (content: string): string => `<meta_attributes id="m">${content}</meta_attributes>`;
const options = (content: string): string => `<cluster_property_set id="s">${content}</cluster_property_set>`;
const condition = (content: string): Parts => ({ options: options(rule(content)) });

/** What it is, its place, and the versions that accept it, from the first to the last. */
type Line = readonly [what: string, parts: Parts, first: VersionNumber, last?: VersionNumber];

const lines: readonly Line[] = [
  ["an empty CIB", {}, "1.0"],
  ["a node without a type", { nodes: '<node id="1" uname="n"/>' }, "1.2"],
  ["a node of type normal", { nodes: '<node id="1" uname="n" type="normal"/>' }, "1.0", "2.10"],
  ["a node of type ping", { nodes: '<node id="1" uname="n" type="ping"/>' }, "1.0", "3.10"],
  ["a node of type remote", { nodes: '<node id="1" uname="n" type="remote"/>' }, "1.3"],
  ["a node with a score", { nodes: '<node id="1" uname="n" type="member" score="1"/>' }, "1.2"],
  ["utilization", { resources: primitive("a", '<utilization id="u"/>') }, "1.2"],
  ["templates", { resources: '<template id="t" class="lsb" type="x"/>' }, "1.2"],
  ["a primitive of a template", { resources: '<template id="t" class="lsb" type="x"/><primitive id="a" template="t"/>' }, "1.2"],
  ["a template of class service", { resources: '<template id="t" class="service" type="x"/>' }, "2.7"],
  ["a primitive of class systemd", { resources: '<primitive id="a" class="systemd" type="x"/>' }, "1.2"],
  ["a primitive of class nagios", { resources: '<primitive id="a" class="nagios" type="x"/>' }, "1.2", "3.10"],
  ["a primitive of class upstart", { resources: '<primitive id="a" class="upstart" type="x"/>' }, "1.0", "3.10"],
  ["a master", { resources: `<master id="ms">${a}</master>` }, "1.0", "3.10"],
  ["a bundle", { resources: bundle("") }, "2.8"],
  ["rkt", { resources: bundle("", "rkt") }, "2.10", "3.10"],
  ["podman", { resources: bundle("", "podman") }, "3.2"],
  ["masters of a bundle", { resources: bundle(' masters="1"') }, "2.8", "3.10"],
  ["promoted-max of a bundle", { resources: bundle(' promoted-max="1"') }, "3.0"],
  ["add-host", { resources: '<bundle id="b"><docker image="i"/><network add-host="true"/></bundle>' }, "3.0"],
  ["on-fail restart-container", { resources: op(' on-fail="restart-container"') }, "1.2"],
  ["on-fail demote", { resources: op(' on-fail="demote"') }, "3.4"],
  ["requires of an operation", { resources: op(' requires="quorum"') }, "1.0", "2.10"],
  ["requires unfencing", { resources: op(' requires="unfencing"') }, "1.3", "2.10"],
  ["an operation for the promoted role", { resources: op(' role="Promoted"') }, "3.7"],
  ["an operation for the master role", { resources: op(' role="Master"') }, "1.0"],
  ["a reference to a pair", { resources: primitive("a", `${meta(pair("x"))}<meta_attributes id="n"><nvpair id-ref="p"/></meta_attributes>`) }, "1.3"],
  ["a reference to an option", { options: `${options(pair("x"))}<cluster_property_set id="t"><nvpair id-ref="p"/></cluster_property_set>` }, "3.0"],
  ["a reference to a pair under a name", { resources: primitive("a", `${meta(pair("x"))}<meta_attributes id="n"><nvpair id-ref="p" name="y"/></meta_attributes>`) }, "1.3", "3.10"],
  ["a pair without a value", { resources: primitive("a", meta(pair("x", ""))) }, "1.0", "3.10"],
  ["the infrastructure corosync", { options: options(pair("cluster-infrastructure", ' value="corosync"')) }, "1.0"],
  ["an option of the old controller in 4.0", { options: options(pair("crmd-transition-delay")) }, "1.0", "3.10"],
  ["the fence action off", { options: options(pair("stonith-action", ' value="off"')) }, "1.0"],
  ["the fence action poweroff", { options: options(pair("stonith-action", ' value="poweroff"')) }, "1.0", "3.10"],
  ["restart-type", { resources: primitive("a", meta(pair("restart-type"))) }, "1.0", "3.10"],
  ["can_fail", { resources: op("", meta(pair("can_fail"))) }, "1.0", "3.10"],
  ["a role in a location", { resources: a, constraints: location("", ' rsc="a" node="n" score="1" role="Started"') }, "1.2"],
  ["sets in a location", { resources: a, constraints: location('<resource_set id="s"><resource_ref id="a"/></resource_set>', ' node="n" score="1"') }, "1.2"],
  ["a pattern in a location", { constraints: location("", ' rsc-pattern="." node="n" score="1"') }, "2.6"],
  ["resource-discovery", { resources: a, constraints: location("", ' rsc="a" node="n" score="1" resource-discovery="never"') }, "2.2"],
  ["two rules in a location", { resources: a, constraints: location(rule(defined) + rule(defined).replaceAll('id="', 'id="q')) }, "1.0", "3.10"],
  ["a lifetime", { resources: a, constraints: location(`<lifetime>${rule(defined)}</lifetime>`, ' rsc="a" node="n" score="1"') }, "1.0", "3.10"],
  ["tickets", { resources: a, constraints: '<rsc_ticket id="t" rsc="a" ticket="x"/>' }, "1.2"],
  ["a score attribute of a colocation", { resources: a + b, constraints: '<rsc_colocation id="c" rsc="a" with-rsc="b" score-attribute="x"/>' }, "1.0", "2.10"],
  ["influence", { resources: a + b, constraints: '<rsc_colocation id="c" rsc="a" with-rsc="b" influence="true"/>' }, "3.6"],
  ["require-all of an order", { resources: a + b, constraints: '<rsc_order id="c" first="a" then="b" require-all="true"/>' }, "2.3"],
  ["require-all of a set", { resources: a, constraints: '<rsc_order id="c"><resource_set id="s" require-all="true"><resource_ref id="a"/></resource_set></rsc_order>' }, "1.2"],
  ["ordering of a set", { resources: a, constraints: '<rsc_order id="c"><resource_set id="s" ordering="group"><resource_ref id="a"/></resource_set></rsc_order>' }, "2.1"],
  ["kind of a set", { resources: a, constraints: '<rsc_order id="c"><resource_set id="s" kind="Optional"><resource_ref id="a"/></resource_set></rsc_order>' }, "3.0"],
  ["fencing levels", { sections: '<fencing-topology><fencing-level id="f" target="n" index="1" devices="x"/></fencing-topology>' }, "1.2"],
  ["fencing levels by attribute", { sections: '<fencing-topology><fencing-level id="f" target-attribute="x" target-value="y" index="1" devices="x"/></fencing-topology>' }, "2.4"],
  ["a tenth fencing level", { sections: '<fencing-topology><fencing-level id="f" target="n" index="10" devices="x"/></fencing-topology>' }, "1.2", "3.10"],
  ["tags", { resources: a, sections: '<tags><tag id="t"><obj_ref id="a"/></tag></tags>' }, "1.3"],
  ["tags for what is not there", { sections: '<tags><tag id="t"><obj_ref id="a"/></tag></tags>' }, "3.3"],
  ["early access control", { resources: a, sections: '<acls><acl_user id="u"><read id="p" ref="a"/></acl_user></acls>' }, "1.2", "1.3"],
  ["access control", { sections: '<acls><acl_target id="u"><role id="r"/></acl_target><acl_role id="r"/></acls>' }, "2.0"],
  ["names of access control targets", { sections: '<acls><acl_target id="u" name="x"/></acls>' }, "3.8"],
  ["alerts", { sections: '<alerts><alert id="al" path="/x"><recipient id="rc" value="y"/></alert></alerts>' }, "2.5"],
  ["alert parameters after recipients", { sections: '<alerts><alert id="al" path="/x"><recipient id="rc" value="y"/><instance_attributes id="i"/></alert></alerts>' }, "2.10"],
  ["alert filters", { sections: '<alerts><alert id="al" path="/x"><select><select_nodes/></select></alert></alerts>' }, "2.10"],
  ["who updated the CIB", { attributes: ' update-user="x" execution-date="0"' }, "1.2"],
  ["a rule without a score", { options: options(rule(defined, "")) }, "3.9"],
  ["a condition on a value's source", condition('<expression id="e" attribute="x" operation="eq" value="y" value-source="meta"/>'), "3.0"],
  ["a value's source in a resource", { resources: primitive("a", meta(rule('<expression id="e" attribute="x" operation="eq" value="y" value-source="meta"/>'))) }, "2.9"],
  ["a condition on integers", condition('<expression id="e" attribute="x" operation="eq" type="integer"/>'), "3.5"],
  ["a condition on resources", condition('<rsc_expression id="e" class="ocf"/>'), "3.4"],
  ["a condition on resources in a constraint", { resources: a, constraints: location(rule('<rsc_expression id="e" class="ocf"/>')) }, "3.5"],
  ["a range without an end", condition('<date_expression id="e" operation="in_range" start="x"/>'), "3.9"],
  ["a range with a duration and an end", condition('<date_expression id="e" operation="in_range" end="x"><duration id="d" days="1"/></date_expression>'), "3.9"],
  ["a duration in hours", condition('<date_expression id="e" operation="in_range" start="x"><duration id="d" hours="1"/></date_expression>'), "1.0"],
  ["a duration in days", condition('<date_expression id="e" operation="in_range" start="x"><duration id="d" days="1"/></date_expression>'), "3.9"],
  ["the phase of the moon", condition('<date_expression id="e" operation="date_spec"><date_spec id="d" moon="1"/></date_expression>'), "1.0", "3.10"],
  ["the day of the year", condition('<date_expression id="e" operation="date_spec"><date_spec id="d" yeardays="1"/></date_expression>'), "3.9"],
];

function acceptingVersions(parts: Parts): string[] {
  return schemaNames.filter((schema, version) => validate(parseCib(cib({ ...parts, schema })).root, version).length === 0);
}

describe("accepted from the version that brought it to the one before it went", () => {
  for (const [what, parts, first, last = "4.0"] of lines) {
    test(what, () => {
      expect(acceptingVersions(parts)).toEqual(schemaNames.slice(versionIndex(first), versionIndex(last) + 1));
    });
  }
});

describe("forbidden in some versions only", () => {
  const without = (first: VersionNumber, last: VersionNumber): string[] =>
    schemaNames.filter((_, version) => version < versionIndex(first) || version > versionIndex(last));

  test("options that the upgrade to 3.0 renames", () => {
    expect(acceptingVersions({ options: options(pair("stonith_enabled")) })).toEqual(without("3.0", "3.10"));
    const infrastructure = pair("cluster-infrastructure", ' value="cman"');
    expect(acceptingVersions({ options: options(infrastructure) })).toEqual(without("3.0", "3.10"));
  });

  test("parameters of fence agents and operations, in 3.0", () => {
    const parameter = (name: string): string => `<instance_attributes id="i">${pair(name)}</instance_attributes>`;
    expect(acceptingVersions({ resources: primitive("a", parameter("pcmk_off_cmd")) })).toEqual(without("3.0", "3.0"));
    expect(acceptingVersions({ resources: op("", parameter("timeout")) })).toEqual(without("3.0", "3.0"));
  });

  test("what resources and operations required, or were isolated by", () => {
    expect(acceptingVersions({ resources: op("", meta(pair("requires"))) })).toEqual(without("3.0", "3.10"));
    expect(acceptingVersions({ resources: primitive("a", meta(pair("isolation"))) })).toEqual(without("3.0", "3.10"));
  });
});
