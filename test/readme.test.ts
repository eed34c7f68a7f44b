// What the README says is true: its program runs, its command lines are understood, its tables are complete.

import { build } from "esbuild";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { adviceCodes } from "../src/index.ts";
import { parseSimulateArguments } from "../src/cli/simulate-options.ts";
import { cibText } from "./support/cib-text.ts";

const root = resolve(import.meta.dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");

function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map((match) => match[1]!);
}

test("the program in the README runs", async () => {
  const [program] = blocks("ts");
  const folder = mkdtempSync(join(tmpdir(), "pengine-readme-"));
  try {
    const source = join(folder, "example.ts");
    const text = program!.replace("const cib", `const xml = ${JSON.stringify(cibText().replaceAll("n1", "node1"))};\nconst cib`);
    writeFileSync(source, `${text}\nexport { status, transition, after };\n`);
    const outfile = join(folder, "example.mjs");
    const { errors } = await build({
      entryPoints: [source],
      bundle: true,
      platform: "neutral",
      mainFields: ["module", "main"],
      conditions: ["import", "default"],
      nodePaths: [join(root, "node_modules")],
      alias: { pengine: join(root, "src/index.ts") },
      outfile,
      logLevel: "silent",
    });
    expect(errors).toEqual([]);
    const result = (await import(pathToFileURL(outfile).href)) as { after: { status: { nodes: { name: string; online: boolean }[] } } };
    expect(result.after.status.nodes.find(({ name }) => name === "node1")?.online).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the simulations in the README are understood", () => {
  const lines = blocks("sh").flatMap((block) => block.split("\n").filter((line) => line.startsWith("pe-sim -")));
  expect(lines.length).toBeGreaterThan(4);
  for (const line of lines) {
    const args = line.replace(/\s+#.*$/, "").split(/\s+/).slice(1);
    const notices: string[] = [];
    expect(parseSimulateArguments(args, (text) => notices.push(text)).run).toBe(true);
    expect(notices).toEqual([]);
  }
});

test("the files that the README names are there", () => {
  const [tryIt] = blocks("sh");
  const files = [...tryIt!.matchAll(/(?<= )scenarios\/\S+/g)].map((match) => match[0]);
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) expect(existsSync(join(root, file)), file).toBe(true);
});

test("the README lists every kind of advice", () => {
  const listed = [...readme.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1]!);
  for (const code of Object.keys(adviceCodes)) expect(listed).toContain(code);
});
