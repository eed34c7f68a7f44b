import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CibError, readCib } from "../../../src/cib/read.ts";
import type { UpgradeMessage } from "../../../src/cib/upgrade/index.ts";
import { serializeXml } from "../../../src/xml/serialize.ts";
import { hasReference } from "../../support/reference.ts";
import { ReferenceFolder, upgradeLines } from "../../support/reference-cib.ts";

// One folder for each thing that an upgrade does: `cases/<declared version>/<what happens>/` with the document, what the
// reference makes of it (nothing if it refuses), and what it says. A new case is a new folder with a `cib.xml`; to have the
// reference fill in the rest, run this file with RECORD_UPGRADES=1.

const root = join(import.meta.dirname, "cases");
const cases = readdirSync(root)
  .flatMap((version) => readdirSync(join(root, version)).map((name) => `${version}/${name}`))
  .toSorted();

if (process.env["RECORD_UPGRADES"] !== undefined) await record();

async function record(): Promise<void> {
  if (!hasReference()) throw new Error("there is no reference program to record from");
  const folder = new ReferenceFolder();
  for (const name of cases) {
    const answer = await folder.ask(readFileSync(join(root, name, "cib.xml")), { verify: false });
    if (answer.upgraded !== null) writeFileSync(join(root, name, "upgraded.xml"), answer.upgraded);
    writeFileSync(join(root, name, "messages.txt"), upgradeLines(answer.stderr).join(""));
  }
  folder.remove();
}

/** The result of an upgrade; `null` if there is none. */
function upgraded(cib: string): { text: string | null; lines: string[] } {
  const printed = (messages: readonly UpgradeMessage[]): string[] =>
    upgradeLines(messages.map(({ text }) => `${text}\n`).join(""));
  try {
    const result = readCib(cib);
    return { text: serializeXml(result.document), lines: printed(result.messages) };
  } catch (error) {
    if (!(error instanceof CibError)) throw error;
    return { text: null, lines: printed(error.messages) };
  }
}

describe("an upgrade equals the reference's", () => {
  test.each(cases)("%s", (name) => {
    const read = (file: string): string => readFileSync(join(root, name, file), "utf8");
    const isRefused = !existsSync(join(root, name, "upgraded.xml"));
    const { text, lines } = upgraded(read("cib.xml"));
    expect(lines.join("")).toBe(read("messages.txt"));
    expect(text).toBe(isRefused ? null : read("upgraded.xml"));
    if (isRefused) expect(read("messages.txt")).toMatch(/^Cannot upgrade configuration/m);
  });
});

test("what has been upgraded needs no upgrade", () => {
  for (const name of cases) {
    const file = join(root, name, "upgraded.xml");
    if (!existsSync(file)) continue;
    const text = readFileSync(file, "utf8");
    expect(upgraded(text), name).toEqual({ text, lines: [] });
  }
});
