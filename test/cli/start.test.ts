// The command as it is built: it runs whatever became of the code that V8 made of it. `npm test` builds it first.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const args = ["-S", "-x", join(root, "scenarios/examples/saved-cluster.xml")];

describe("pe-sim as built", () => {
  let folder: string;
  let code: string;
  const run = () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, "cli/main.js"), ...args], { encoding: "utf8" });
    return { status, stdout, stderr };
  };

  beforeAll(() => {
    expect(existsSync(join(root, "dist/cli/main.js")), "npm run build").toBe(true);
    folder = mkdtempSync(join(tmpdir(), "pengine-start-"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    cpSync(join(root, "dist/cli"), join(folder, "cli"), { recursive: true });
    code = join(folder, "cli/pe-sim.cjs.code");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("starts with the code, with code that is spoilt, and without any", () => {
    expect(statSync(code).size).toBeGreaterThan(100_000);
    const whole = run();
    expect(whole).toMatchObject({ status: 0, stderr: "" });
    expect(whole.stdout).toContain("Executing Cluster Transition:");
    truncateSync(code, 50_000);
    expect(run()).toEqual(whole);
    writeFileSync(code, "no code at all");
    expect(run()).toEqual(whole);
    rmSync(code);
    expect(run()).toEqual(whole);
  });
});
