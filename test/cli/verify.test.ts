// Where pe-sim verify differs from a simulation in what it prints.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runPeSim } from "../support/pe-sim.ts";

const folder = mkdtempSync(join(tmpdir(), "pengine-verify-"));
afterAll(() => rmSync(folder, { recursive: true }));

const FAILED_AT = 1_717_232_390;

function write(name: string, resource: string, status = ""): string {
  const file = join(folder, name);
  writeFileSync(
    file,
    `<cib validate-with="pacemaker-4.0" admin_epoch="0" epoch="1" num_updates="0" have-quorum="1" execution-date="${FAILED_AT + 10}"><configuration>` +
      '<crm_config><cluster_property_set id="o"><nvpair id="f" name="fencing-enabled" value="false"/></cluster_property_set></crm_config>' +
      `<nodes><node id="1" uname="n1"/></nodes><resources>${resource}</resources><constraints/></configuration>` +
      `<status><node_state id="1" uname="n1" in_ccm="true" crmd="online" join="member" expected="member">${status}</node_state></status></cib>`,
  );
  return file;
}

const dangling =
  '<primitive id="A" class="ocf" provider="pacemaker" type="Dummy"><meta_attributes id="m"><nvpair id-ref="m"/></meta_attributes></primitive>';

test("technical details come behind the raw separator, which XML cannot hold", async () => {
  const file = write("separator.xml", dangling);
  const text = "Ignoring invalid nvpair configuration: id-ref 'm' does not reference a valid object";
  const { error } = await runPeSim(["verify", "-x", file, "-V"]);
  expect(error).toContain(`error: ${text} \u0007 xpath=//nvpair[@id='m']\n`);
  const { out } = await runPeSim(["verify", "-x", file, "-V", "--output-as=xml"]);
  expect(out).toContain(`<error>error: ${text} &#xFFFD; xpath=//nvpair[@id='m']</error>`);
  expect((await runPeSim(["-x", file, "-R", "-VV"])).error).toContain(`error: ${text} | xpath=//nvpair[@id='m']\n`);
});

test("the machine's time counts, not the one that the CIB has recorded", async () => {
  const resource =
    '<primitive id="A" class="ocf" provider="pacemaker" type="Dummy"><meta_attributes id="m"><nvpair id="t" name="failure-timeout" value="60s"/></meta_attributes></primitive>';
  const history = `<lrm id="1"><lrm_resources><lrm_resource id="A" class="ocf" provider="pacemaker" type="Dummy"><lrm_rsc_op id="A_last_failure_0" operation_key="A_monitor_10000" operation="monitor" call-id="3" rc-code="1" op-status="4" interval="10000" last-rc-change="${FAILED_AT}" transition-key="3:2:0:0f3ab1c2-5d1e-4b7a-9f6d-2f1c6f0a9b11"/></lrm_resource></lrm_resources></lrm>`;
  const file = write("expiry.xml", resource, history);
  const told = async (now: number): Promise<boolean> =>
    (await runPeSim(["verify", "--no-advice", "-x", file, "-VV"], now)).error.includes("Unexpected result (Error occurred)");
  expect([await told(FAILED_AT + 59), await told(FAILED_AT + 61)]).toEqual([true, false]);
  expect((await runPeSim(["-x", file, "-R", "-VV"], FAILED_AT + 61)).error).toContain("Unexpected result (Error occurred)");
});

test("what a simulation prints as output goes to standard output, however quiet, but not into XML", async () => {
  const file = join(import.meta.dirname, "../../scenarios/unfencing/device-changed/cib.xml");
  const notice = /^(?:notice: Unfencing node \w+ because the definition of \w+ changed\n)+$/;
  expect((await runPeSim(["verify", "-q", "-x", file])).out).toMatch(notice);
  expect((await runPeSim(["verify", "--no-advice", "-x", file])).out).toMatch(notice);
  expect((await runPeSim(["verify", "--no-advice", "-x", file, "--output-as=xml"])).out).not.toContain("Unfencing");
});
