// Inputs on which the reference ends with an assertion, and their harmless relatives: everything else is scheduled as
// usual, a configuration error says what was ignored, and the answer is the same every time.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { cibText, done, history, meta, onlineNode, primitive, type CibParts } from "../support/cib-text.ts";
import { runPeSim } from "../support/pe-sim.ts";
import { hasReference, runReference, runReferenceMerged } from "../support/reference.ts";

const folder = mkdtempSync(join(tmpdir(), "pengine-aborts-"));
afterAll(() => rmSync(folder, { recursive: true }));

const referencePresent = hasReference();

/** A cluster that has to start an unrelated resource besides. */
function fileWith(name: string, parts: CibParts): string {
  const file = join(folder, `${name.replaceAll(/\W+/g, "-")}.xml`);
  const resources = (parts.resources ?? "") + primitive("unrelated");
  writeFileSync(file, cibText({ ...parts, resources }));
  return file;
}

const started = (id: string, type = "Dummy"): string => history(id, done(id, "start"), type);
const remoteState = (id: string, histories: string): string =>
  `<node_state id="${id}" uname="${id}" remote_node="true"><lrm id="${id}"><lrm_resources>${histories}</lrm_resources></lrm></node_state>`;
const on = (first: string, second = "", others = ""): string => onlineNode("1", "n1", first) + onlineNode("2", "n2", second) + others;
const pair = (name: string, value: string): string => `<nvpair id="opt-${name}" name="${name}" value="${value}"/>`;

const bundle = `<bundle id="b"><docker image="i" replicas="1"/><network ip-range-start="10.0.0.1"/>${primitive("p")}</bundle>`;
const clonedGroup = `<clone id="c"><group id="g">${primitive("a")}${primitive("b")}</group></clone>`;
const remote = primitive("rem", "", "remote");
const vm = primitive("vm", meta("vm-meta", { "remote-node": "guest" }));
const replica = started("b-docker-0", "docker") + started("b-0", "remote") + started("b-ip-10.0.0.1", "IPaddr2");
const promotable = `<clone id="c">${meta("c-meta", { promotable: "true" })}${primitive("a", "", "Stateful")}</clone>`;
const promotedOnN1 = on(history("a", done("a", "promote"), "Stateful"), started("a", "Stateful"));

interface Row {
  readonly parts: CibParts;
  /** What the error says. */
  readonly error: string;
}

const orderItself = (action: string): string => `Ignoring constraint 'oo' because it orders '${action}' relative to itself`;

const aborting: Readonly<Record<string, Row>> = {
  "a resource ordered with itself": {
    parts: { resources: primitive("a"), constraints: '<rsc_order id="oo" first="a" then="a"/>' },
    error: orderItself("a_start_0"),
  },
  "a resource ordered with itself, in a set": {
    parts: {
      resources: primitive("a"),
      constraints:
        '<rsc_order id="oo"><resource_set id="s1"><resource_ref id="a"/></resource_set><resource_set id="s2"><resource_ref id="a"/></resource_set></rsc_order>',
    },
    error: orderItself("a_start_0"),
  },
  "a resource ordered with itself through a tag": {
    parts: {
      resources: primitive("a"),
      sections: '<tags><tag id="t"><obj_ref id="a"/></tag></tags>',
      constraints: '<rsc_order id="oo" first="t" then="a"/>',
    },
    error: orderItself("a_start_0"),
  },
  "a template ordered with a resource derived from it": {
    parts: {
      resources: '<template id="tp" class="ocf" provider="pacemaker" type="Dummy"/><primitive id="a" template="tp"/>',
      constraints: '<rsc_order id="oo" first="tp" then="a"/>',
    },
    error: orderItself("a_start_0"),
  },
  "a clone ordered with its own child": {
    parts: { resources: `<clone id="c">${primitive("a")}</clone>`, constraints: '<rsc_order id="oo" first="c" then="a"/>', status: on(started("a")) },
    error: orderItself("c_start_0"),
  },
  "two members of one clone ordered": {
    parts: { resources: clonedGroup, constraints: '<rsc_order id="oo" first="b" then="a"/>', status: on(started("a") + started("b")) },
    error: orderItself("c_start_0"),
  },
  "a bundle that prefers its own guest node": {
    parts: {
      resources: bundle,
      constraints: '<rsc_location id="l" rsc="b" node="b-0" score="100"/>',
      status: on(replica, "", remoteState("b-0", started("p"))),
    },
    error: "Ignoring constraint 'l' because it places b-docker-0 on b-0, which lives in it",
  },
  "a bundle that must be on its own guest node": {
    parts: { resources: bundle, constraints: '<rsc_location id="l" rsc="b" node="b-0" score="INFINITY"/>', status: on(replica) },
    error: "Ignoring constraint 'l' because it places b-docker-0 on b-0, which lives in it",
  },
  "a set that keeps a bundle from its primitive": {
    parts: {
      resources: bundle,
      constraints: '<rsc_colocation id="cc" score="-INFINITY"><resource_set id="s"><resource_ref id="b"/><resource_ref id="p"/></resource_set></rsc_colocation>',
      status: on(replica, "", remoteState("b-0", started("p"))),
    },
    error: "Ignoring colocation 's' because b-clone and b are a bundle and what runs in it",
  },
  "promoted instances where an asymmetric cluster does not allow their clone": {
    parts: { options: pair("symmetric-cluster", "false") + pair("maintenance-mode", "true"), resources: promotable, status: promotedOnN1 },
    error: "Ignoring promotion priority of a:0 because it is active on n1, where c is not allowed",
  },
  "a remote connection that is active on its own node": {
    parts: { resources: remote, status: on(started("rem", "remote"), "", remoteState("rem", started("rem", "remote"))) },
    error: "Ignoring order of 'rem_stop_0' on rem relative to itself because rem provides that node",
  },
  "a guest's connection that is active on its own node": {
    parts: { resources: vm, status: on(started("vm") + started("guest", "remote"), "", remoteState("guest", started("guest", "remote"))) },
    error: "Ignoring order of 'guest_stop_0' on guest relative to itself because guest provides that node",
  },
};

/** Lines of the assertions that do not end the reference. */
function withoutAssertions(text: string): string {
  return text.replaceAll(/^.*log_assertion_as.*\n/gm, "");
}

describe.each(Object.entries(aborting))("%s", (name, { parts, error }) => {
  const file = fileWith(name, parts);

  test("is reported, and the rest is scheduled", async () => {
    const result = await runPeSim(["-S", "-V", "-x", file]);
    expect(result.status).toBe(0);
    expect(result.error).toContain(`error: ${error}\n`);
    expect(result.out).toContain("Revised Cluster Status");
    const mayStart = !(parts.options ?? "").includes("maintenance-mode");
    if (mayStart) expect(result.out).toMatch(/Resource action: unrelated +start on/);
    expect((await runPeSim(["-S", "-x", file])).error).toBe("");
  });

  test("gives the same answer twice", async () => {
    expect(await runPeSim(["-S", "-s", "-VV", "-x", file])).toEqual(await runPeSim(["-S", "-s", "-VV", "-x", file]));
  });

  test("is a configuration error for verify", async () => {
    const verified = await runPeSim(["verify", "-V", "-x", file]);
    expect(verified.status).toBe(78);
    expect(verified.error).toContain(error);
  });

  test.runIf(referencePresent)("ends the reference", () => {
    expect(runReference("crm_simulate", ["-S", "-x", file]).status).toBe(-1);
  });
});

const harmless: Readonly<Record<string, CibParts>> = {
  "a bundle that is not running and prefers its own guest node": {
    resources: bundle,
    constraints: '<rsc_location id="l" rsc="b" node="b-0" score="100"/>',
  },
  "a bundle that has a better place than its own guest node": {
    resources: bundle,
    constraints: '<rsc_location id="l" rsc="b" node="b-0" score="100"/><rsc_location id="m" rsc="b" node="n1" score="5000"/>',
    status: on(replica, "", remoteState("b-0", started("p"))),
  },
  "a set that keeps a cloned group from its member": {
    resources: clonedGroup,
    constraints: '<rsc_colocation id="cc" score="-INFINITY"><resource_set id="s"><resource_ref id="c"/><resource_ref id="a"/></resource_set></rsc_colocation>',
    status: on(started("a") + started("b")),
  },
  "promoted instances where an asymmetric cluster does not allow their clone": {
    options: pair("symmetric-cluster", "false"),
    resources: promotable,
    status: promotedOnN1,
  },
  "numbers of instances that an anonymous clone no longer has": {
    resources: `<clone id="c">${meta("c-meta", { "clone-max": "1" })}${primitive("a")}</clone>`,
    status: on(started("a:5"), started("a:7")),
  },
  "a cancellation in a history": { resources: primitive("a"), status: on(history("a", done("a", "start") + done("a", "cancel", 10_000, 2))) },
  "a recurring notification in a history": {
    resources: `<clone id="c">${meta("c-meta", { notify: "true" })}${primitive("a")}</clone>`,
    status: on(history("a", done("a", "start") + done("a", "notify", 10_000, 2))),
  },
  "a recurring notification as an operation": {
    resources: `<clone id="c">${meta("c-meta", { notify: "true" })}${primitive("a", '<operations><op id="x" name="notify" interval="10s"/></operations>')}</clone>`,
    status: on(history("a", done("a", "start") + done("a", "notify", 10_000, 2))),
  },
  "a node_state without an id": { resources: primitive("a"), status: onlineNode("1", "n1") + '<node_state uname="n2"/>' },
  "two histories of one instance": {
    resources: `<clone id="c">${meta("c-meta", { "clone-max": "2" })}${primitive("a")}</clone>`,
    status: on(started("a") + started("a:0"), started("a:1") + started("a")),
  },
  "a remote connection that is active on nothing but its own node": {
    resources: remote,
    status: on("", "", remoteState("rem", started("rem", "remote"))),
  },
  "a virtual machine that is active on its own guest node": { resources: vm, status: on("", "", remoteState("guest", started("vm"))) },
};

describe("what comes close", () => {
  test.each(Object.entries(harmless))("%s", async (name, parts) => {
    const file = fileWith(`close ${name}`, parts);
    const result = await runPeSim(["-S", "-s", "-x", file]);
    expect(result.status).toBe(0);
    expect(result.out).toMatch(/Resource action: unrelated +monitor on/);
    expect(await runPeSim(["-S", "-s", "-x", file])).toEqual(result);
    if (!referencePresent) return;
    const theirs = runReferenceMerged("crm_simulate", ["-S", "-s", "-x", file]);
    expect({ status: result.status, out: result.merged }).toEqual({ status: theirs.status, out: withoutAssertions(theirs.out) });
  });
});

describe("events that make no sense", () => {
  test("an operation on an unknown node is an error that names it, and nothing is written", async () => {
    const file = fileWith("unknown node", { resources: primitive("a") });
    const output = join(folder, "unknown-after.xml");
    const result = await runPeSim(["-S", "-x", file, "-i", "a_monitor_0@nobody=0", "-G", output]);
    expect(result.status).toBe(105);
    expect(result.error).toBe("pe-sim: There is no node called 'nobody' in the CIB\n");
    expect(() => rmSync(output)).toThrow();
    if (referencePresent) expect(runReference("crm_simulate", ["-S", "-x", file, "-i", "a_monitor_0@nobody=0"]).status).toBe(-1);
  });

  test("an operation of a virtual machine on the guest node that it hosts leads to an answer", async () => {
    const file = fileWith("vm on guest", { resources: vm });
    const events = ["-i", "vm_monitor_0@guest=0"];
    const result = await runPeSim(["-S", "-x", file, ...events]);
    expect(result.status).toBe(0);
    expect(await runPeSim(["-S", "-x", file, ...events])).toEqual(result);
    if (referencePresent) expect(result.merged).toBe(runReferenceMerged("crm_simulate", ["-S", "-x", file, ...events]).out);
  });
});

test("bundles whose contents call for each other's assignment without end are an error", async () => {
  const web = `<bundle id="web"><docker image="i"/><network ip-range-start="10.0.0.1"/>${primitive("p")}</bundle>`;
  const db = `<bundle id="db"><podman image="i" replicas="2" promoted-max="2"/><network control-port="9999"/>${primitive("q", "", "Stateful")}</bundle>`;
  const set = (id: string, names: readonly string[], attributes: string): string =>
    `<resource_set id="${id}" ${attributes}>${names.map((name) => `<resource_ref id="${name}"/>`).join("")}</resource_set>`;
  const constraints = `<rsc_colocation id="c" score="-50">${set("s1", ["q", "db", "p"], 'role="Stopped"')}${set("s2", ["web"], 'sequential="false" score="10"')}</rsc_colocation>`;
  const promoted = history("q", done("q", "promote"), "Stateful");
  const status = remoteState("web-0", started("p")) + remoteState("db-1", promoted);
  const file = join(folder, "endless-bundles.xml");
  // without fencing devices resources are not managed, which is a part of it
  const text = cibText({ resources: web + db, constraints, nodes: "", status });
  writeFileSync(file, text.replace('name="fencing-enabled" value="false"', 'name="fencing-enabled" value="true"'));
  const { status: exit, error } = await runPeSim(["-R", "-x", file]);
  expect(exit).toBe(70);
  expect(error).toBe(
    "pe-sim: Bundle web cannot be assigned: its colocations, and those of what runs in it, lead back to it without end [limit-iterations]\n",
  );
  if (referencePresent) expect(runReference("crm_simulate", ["-R", "-x", file]).status).not.toBe(0);
});
