// How problems of an input are shown: with their place, their code, and the lines around it.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runCommand } from "../../src/cli/command.ts";
import { wantsColors } from "../../src/cli/colors.ts";
import { utcClock } from "../../src/index.ts";
import { runPeSim } from "../support/pe-sim.ts";

const folder = mkdtempSync(join(tmpdir(), "pengine-problems-"));
afterAll(() => rmSync(folder, { recursive: true }));

const invalid = join(folder, "invalid.xml");
writeFileSync(
  invalid,
  `<cib validate-with="pacemaker-4.0" admin_epoch="0" epoch="1" num_updates="0">
  <configuration>
    <crm_config/>
    <nodes/>
    <resources>
      <primitive id="A" class="ocf" provider="pacemaker" typ="Dummy"/>
    </resources>
    <constraints>
      <rsc_location id="l" rsc="A" node="n1" score="lots"/>
    </constraints>
  </configuration>
</cib>
`,
);
const malformed = join(folder, "malformed.xml");
writeFileSync(malformed, "<cib>\n  <nodes>\n  </node>\n</cib>\n");

const shownViolation = `${invalid}:9:7: error: score="lots" is not valid in <rsc_location id="l">; expected: `;
const shownFrame = `
   7 |     </resources>
   8 |     <constraints>
>  9 |       <rsc_location id="l" rsc="A" node="n1" score="lots"/>
     |       ^
  10 |     </constraints>
  11 |   </configuration>
`;
const shownXmlFrame = `
  1 | <cib>
  2 |   <nodes>
> 3 |   </node>
    |`;

describe("violations of a schema", () => {
  test("verify shows all of them on standard output, and says what it said before on standard error", async () => {
    const { status, out, error } = await runPeSim(["verify", "-x", invalid]);
    expect(status).toBe(78);
    expect(out).toContain(shownViolation);
    expect(out).toContain(shownFrame);
    expect(out).toContain("invalid.xml:6:7: error:");
    expect(out).toContain("[attribute-value]\n");
    const dropIn = await runPeSim(["verify", "--no-advice", "-x", invalid]);
    expect(dropIn).toMatchObject({ status: 78, out: "", error });
    expect(await runPeSim(["verify", "-q", "-x", invalid])).toMatchObject({ status: 78, out: "" });
  });

  test("verify gives them as data in JSON", async () => {
    const { out } = await runPeSim(["verify", "--output-as=json", "-x", invalid]);
    const { violations } = JSON.parse(out) as { violations: readonly object[] };
    expect(violations).toContainEqual(
      expect.objectContaining({ code: "attribute-value", element: "rsc_location", id: "l", item: "score", value: "lots", line: 9, column: 7 }),
    );
  });

  test("upgrade shows them on standard error", async () => {
    const { status, out, error } = await runPeSim(["upgrade", "-x", invalid]);
    expect({ status, out }).toEqual({ status: 78, out: "" });
    expect(error).toContain(shownViolation);
    expect(error).toContain(shownFrame);
  });

  test("a simulation shows them with -V only", async () => {
    expect((await runPeSim(["-S", "-x", invalid])).merged).not.toContain("invalid.xml:9");
    expect((await runPeSim(["-S", "-V", "-x", invalid])).error).toContain(shownViolation + "");
  });
});

describe("what is not XML", () => {
  test.each([
    ["verify", 78, "out"],
    ["upgrade", 65, "error"],
  ] as const)("%s shows the place", async (command, status, stream) => {
    const result = await runPeSim([command, "-x", malformed]);
    expect(result.status).toBe(status);
    expect(result[stream]).toMatch(/malformed\.xml:3:\d+: error: Not well-formed XML: .* \[xml-malformed\]\n/);
    expect(result[stream]).toContain(shownXmlFrame);
  });

  test("a simulation shows it with -V only", async () => {
    expect((await runPeSim(["-S", "-x", malformed])).error).toBe("pe-sim: Could not read input XML: Bad input value provided\n");
    expect((await runPeSim(["-S", "-V", "-x", malformed])).error).toContain(shownXmlFrame);
  });

  test("control characters of the document do not reach the terminal", async () => {
    const hostile = join(folder, "hostile.xml");
    writeFileSync(hostile, "<cib>\u001b[2J\u009b31m<a></b></cib>");
    const { out } = await runPeSim(["verify", "-x", hostile]);
    expect(out).toContain("\ufffd[2J\ufffd31m");
    expect(out).not.toMatch(/[\u001b\u009b]/);
  });
});

describe("colours", () => {
  const terminal = { TERM: "xterm" };

  test.each([
    ["a terminal", true, terminal, true],
    ["a file", false, terminal, false],
    ["a terminal without abilities", true, { TERM: "dumb" }, false],
    ["a terminal, NO_COLOR", true, { ...terminal, NO_COLOR: "1" }, false],
    ["a terminal, an empty NO_COLOR", true, { ...terminal, NO_COLOR: "" }, true],
    ["a file, FORCE_COLOR", false, { FORCE_COLOR: "1" }, true],
    ["a terminal, FORCE_COLOR=0", true, { ...terminal, FORCE_COLOR: "0" }, false],
    ["a file, both", false, { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
  ])("%s: %s %o → %s", (_name, isTerminal, environment, expected) => {
    expect(wantsColors(isTerminal, environment)).toBe(expected);
  });

  test("change nothing but escape sequences", async () => {
    const coloured = { out: "", error: "" };
    await runCommand(["node", "pe-sim", "verify", "-x", invalid], {
      clock: utcClock(0),
      streams: { out: (text) => (coloured.out += text), error: (text) => (coloured.error += text), colors: { out: true, error: true } },
    });
    expect(coloured.out).toContain("\u001b[1;31merror:\u001b[0m");
    const plain = await runPeSim(["verify", "-x", invalid]);
    // oxlint-disable-next-line no-control-regex -- escape sequences are what this is about
    expect(coloured.out.replaceAll(/\u001b\[[0-9;]*m/g, "")).toBe(plain.out);
    expect(coloured.error).toBe(plain.error);
  });
});
