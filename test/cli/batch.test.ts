// The command as it is bundled, since worker threads load a file of their own.

import { buildSync } from "esbuild";
import { spawn, spawnSync, type SpawnSyncReturns } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const cib = (resources: number): string => {
  const primitives = Array.from({ length: resources }, (_, i) => `<primitive id="r${i}" class="ocf" provider="pacemaker" type="Dummy"/>`);
  return `<cib validate-with="pacemaker-4.0" admin_epoch="0" epoch="1" num_updates="0" have-quorum="1" execution-date="1700000000"><configuration>
    <crm_config><cluster_property_set id="o"><nvpair id="o1" name="fencing-enabled" value="false"/></cluster_property_set></crm_config>
    <nodes><node id="1" uname="n1"/></nodes><resources>${primitives.join("")}</resources><constraints/></configuration>
    <status><node_state id="1" uname="n1" in_ccm="true" crmd="online" join="member" expected="member"/></status></cib>`;
};

describe("pe-sim batch", () => {
  let folder: string;
  let bundle: string;
  const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  const run = (...args: string[]): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, [join(bundle, "pe-sim.js"), "batch", ...args], { encoding: "utf8" });
  const lines = (text: string): Record<string, unknown>[] => text.trimEnd().split("\n").map((line) => JSON.parse(line));

  beforeAll(() => {
    const root = join(import.meta.dirname, "../..");
    const cache = join(root, "node_modules/.cache");
    mkdirSync(cache, { recursive: true });
    bundle = mkdtempSync(join(cache, "batch-test-"));
    buildSync({
      entryPoints: [
        { in: join(root, "src/cli/program.ts"), out: "pe-sim" },
        { in: join(root, "src/cli/batch/worker.ts"), out: "batch-worker" },
      ],
      bundle: true,
      splitting: true,
      external: ["tinypool"],
      format: "esm",
      platform: "node",
      outdir: bundle,
      banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    });
    folder = mkdtempSync(join(tmpdir(), "batch-"));
  });
  afterAll(() => {
    for (const path of [folder, bundle]) rmSync(path, { recursive: true, force: true });
  });

  test("gives a line of JSON for each input, in order, whatever worker was first", () => {
    // the first ones take longest
    for (let i = 0; i < 40; i++) put(`in-${String(i).padStart(2, "0")}.xml`, cib(40 - i));
    const { stdout, stderr, status } = run(folder, "-w", "2", "--output-as", "jsonl");
    const results = lines(stdout);
    expect(results.map(({ file }) => file)).toEqual(
      Array.from({ length: 40 }, (_, i) => join(folder, `in-${String(i).padStart(2, "0")}.xml`)),
    );
    // a probe and a start for each resource
    expect(results.map(({ actions }) => actions)).toEqual(Array.from({ length: 40 }, (_, i) => 2 * (40 - i)));
    expect(results[0]).toMatchObject({ failure: null, fenced: [], changes: { Start: 40 }, errors: 0 });
    expect(stderr).toBe("40 of 40 inputs, 0 failed\n");
    expect(status).toBe(0);
  });

  test("goes on after inputs that cannot be scheduled, and fails in the end", () => {
    const own = mkdtempSync(join(folder, "failing-"));
    writeFileSync(join(own, "a.xml"), "<cib");
    writeFileSync(join(own, "b.xml"), cib(1));
    const { stdout, stderr, status } = run(join(own, "gone.xml"), own, "--output-as", "jsonl");
    const [gone, broken, good] = lines(stdout);
    expect(gone).toMatchObject({ failure: { code: "file-unreadable" }, actions: 0 });
    expect(broken).toMatchObject({ failure: { code: "xml-malformed" }, actions: 0 });
    expect(good).toMatchObject({ failure: null, actions: 2 });
    expect(stderr).toBe("3 of 3 inputs, 2 failed\n");
    expect(status).toBe(1);
  });

  test("holds every input to the limits", () => {
    const own = mkdtempSync(join(folder, "limited-"));
    writeFileSync(join(own, "a.xml"), cib(9));
    writeFileSync(join(own, "b.xml"), cib(1));
    const { stdout, status } = run(own, "--output-as", "jsonl", "--limit", "elements=18");
    const [large, small] = lines(stdout);
    expect(large).toMatchObject({ failure: { code: "limit-elements" } });
    expect(small).toMatchObject({ failure: null });
    expect(status).toBe(1);
  });

  test("ends soon and cleanly when it is interrupted", async () => {
    const own = mkdtempSync(join(folder, "many-"));
    for (let i = 0; i < 400; i++) writeFileSync(join(own, `in-${i}.xml`), cib(150));
    const child = spawn(process.execPath, [join(bundle, "pe-sim.js"), "batch", own, "-w", "1", "--output-as", "jsonl"]);
    let out = "";
    let error = "";
    child.stdout.on("data", (data: Buffer) => {
      if (out === "") child.kill("SIGINT");
      out += String(data);
    });
    child.stderr.on("data", (data: Buffer) => (error += String(data)));
    const status = await new Promise((resolve) => child.once("close", resolve));
    expect(status).toBe(130);
    expect(lines(out).length).toBeLessThan(400);
    expect(error).toMatch(/^\d+ of 400 inputs, 0 failed, interrupted\n$/);
  });
});
