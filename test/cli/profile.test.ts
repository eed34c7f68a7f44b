import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runPeSim } from "../support/pe-sim.ts";

const cib = (resources: string): string => `<cib validate-with="pacemaker-4.0" admin_epoch="0" epoch="1" num_updates="0"><configuration>
  <crm_config/><nodes><node id="1" uname="n1"/></nodes><resources>${resources}</resources><constraints/></configuration>
  <status><node_state id="1" uname="n1" in_ccm="true" crmd="online" join="member" expected="member"/></status></cib>`;

const dummy = '<primitive id="a" class="ocf" provider="pacemaker" type="Dummy"/>';

/** The output with every time replaced. */
const timeless = (text: string): string => text.replace(/\d+\.\d\d secs/g, "T secs").replace(/"\d+\.\d{6}"/g, '"T"');

describe("profiling a folder", () => {
  let folder: string;
  const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "profile-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("takes the regular files that end in .xml, in the order of their bytes, links included", async () => {
    put("b.xml", cib(dummy));
    put("A.xml", cib(dummy));
    put(".hidden.xml", cib(dummy));
    put("c.XML", cib(dummy));
    put("notes.txt", "");
    mkdirSync(join(folder, "d.xml"));
    symlinkSync(join(folder, "b.xml"), join(folder, "link.xml"));
    const { out, status } = await runPeSim(["--profile", folder]);
    expect(timeless(out)).toBe(
      `Timings:\n${["A", "b", "link"].map((name) => `  * Testing ${folder}/${name}.xml ... T secs\n`).join("")}`,
    );
    expect(status).toBe(0);
  });

  test("says the time of each repetition, and prints scores before the line of their file", async () => {
    put("a.xml", cib(dummy));
    const { out } = await runPeSim(["--profile", folder, "-N", "2", "-s", "-t", "2024-01-01"]);
    const run = `Setting effective cluster time: 2024-01-01\n  * pcmk__primitive_assign: a allocation score on n1: 0\n`;
    expect(timeless(out)).toBe(`Timings:\n${run}${run}  * Testing ${folder}/a.xml ... T secs\n`);
  });

  test("keeps the line of a file that is repeated zero times", async () => {
    put("a.xml", cib(dummy));
    const { out } = await runPeSim(["--profile", folder, "-N", "0", "-s", "-Q"]);
    expect(timeless(out)).toBe(`Testing ${folder}/a.xml ... T secs\n`);
  });

  test("writes an XML list with seconds to six places", async () => {
    put("a.xml", cib(dummy));
    const { out } = await runPeSim(["--profile", `${folder}/`, "--output-as", "xml", "-s"]);
    expect(timeless(out)).toContain(
      [
        "  <timings>",
        '    <node_weight function="pcmk__primitive_assign" node="n1" score="0" id="a"/>',
        `    <timing file="${folder}//a.xml" duration="T"/>`,
        "  </timings>",
      ].join("\n"),
    );
  });

  test("passes over what is no CIB, and goes on", async () => {
    put("a.xml", "<cib");
    put("b.xml", cib("<nonsense/>"));
    put("c.xml", cib(dummy));
    const { out, error, status } = await runPeSim(["--profile", folder]);
    expect(timeless(out)).toBe(`Timings:\n  * Testing ${folder}/c.xml ... T secs\n`);
    expect(error).toContain(`(${folder}/a.xml)`);
    expect(status).toBe(0);
  });

  test("prints nothing for a folder without inputs, and fails without words for one that is not there", async () => {
    expect(await runPeSim(["--profile", folder])).toMatchObject({ status: 0, out: "", error: "" });
    expect(await runPeSim(["--profile", join(folder, "gone")])).toMatchObject({ status: 105, out: "", error: "" });
    put("a.xml", cib(dummy));
    expect(await runPeSim(["--profile", join(folder, "a.xml")])).toMatchObject({ status: 1, out: "", error: "" });
  });
});
