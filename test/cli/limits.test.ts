// Limits, and the option that changes them.

import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readCib, simulate } from "../../src/index.ts";
import { cibText, meta, primitive } from "../support/cib-text.ts";
import { runPeSim } from "../support/pe-sim.ts";

const folder = mkdtempSync(join(tmpdir(), "pengine-limits-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, "cib.xml");
writeFileSync(file, cibText({ resources: `<clone id="C">${meta("m", { "clone-max": "4", "clone-node-max": "4" })}${primitive("A")}</clone>` }));
// "hello" and a newline, a thousand times
const compressed = join(folder, "cib.xml.bz2");
writeFileSync(
  compressed,
  Buffer.from("QlpoOTFBWSZTWcx3Y78ABdvBAAAQAkSgAFBmgE1UY2pBlSD9SDKkG1SDhdyRThQkMx3Y78A=", "base64"),
);

const clone = '{ clone: C, meta: { clone-max: 4, clone-node-max: 4 }, of: { primitive: A, agent: "ocf:pacemaker:Dummy" } }';
const outlined = join(folder, "outlined.yaml");
writeFileSync(outlined, `start:\n  nodes: [n1]\n  options: { stonith-enabled: false }\n  resources:\n    - ${clone}\nsteps:\n  - expect: [{ resource: C, on: n1 }]\n`);
const saved = join(folder, "saved.yaml");
writeFileSync(saved, `cib: cib.xml\ntime: 2024-01-01T00:00:00Z\nsteps:\n  - expect: [{ settled: false }]\n`);

const reading = [
  ["bytes", "100"],
  ["depth", "3"],
  ["elements", "5"],
  ["attribute-length", "4"],
  ["names", "3"],
] as const;

describe.each(reading)("--limit %s=%s", (name, value) => {
  const option = `--limit=${name}=${value}`;

  test("stops a simulation", async () => {
    const result = await runPeSim(["-S", "-x", file, option]);
    expect(result).toMatchObject({ status: 65, out: "" });
    expect(result.error).toContain(value);
    expect(result.error).toContain(`[limit-${name}]`);
  });

  test("stops verify and upgrade", async () => {
    const verified = await runPeSim(["verify", "-x", file, option]);
    expect(verified.status).toBe(78);
    expect(verified.out).toContain(`[limit-${name}]`);
    const upgraded = await runPeSim(["upgrade", "-x", file, option]);
    expect(upgraded).toMatchObject({ status: 65, out: "" });
    expect(upgraded.error).toContain(`[limit-${name}]`);
  });

  test("stops an input of a folder that is profiled, and a scenario that starts from one", async () => {
    const own = mkdtempSync(join(folder, "profile-"));
    copyFileSync(file, join(own, "cib.xml"));
    expect((await runPeSim(["--profile", own])).out).toContain("Testing");
    const profiled = await runPeSim(["--profile", own, option]);
    expect(profiled.out).not.toContain("Testing");
    expect(profiled.error).toContain(`[limit-${name}]`);
    expect((await runPeSim(["test", saved])).status).not.toBe(65);
    expect(await runPeSim(["test", saved, option])).toMatchObject({ status: 65 });
  });
});

test("instances and actions of a transition can be limited", async () => {
  const instances = await runPeSim(["-S", "-x", file, "--limit", "instances=3"]);
  expect(instances.status).toBe(78);
  expect(instances.error).toContain("more than 3 instances");
  expect(instances.error).toContain("[limit-instances]");
  const iterations = await runPeSim(["-S", "-x", file, "--limit", "iterations=3"]);
  expect(iterations.status).toBe(70);
  expect(iterations.error).toContain("more than 3 steps");
  expect(iterations.error).toContain("[limit-iterations]");
  expect((await runPeSim(["-R", "-x", file, "--limit", "iterations=3"])).status).toBe(0);
});

test("so can those of a scenario's cluster", async () => {
  expect((await runPeSim(["test", outlined])).status).toBe(0);
  for (const limit of ["instances=3", "iterations=3", "elements=9"]) {
    const { out, status } = await runPeSim(["test", outlined, "--limit", limit]);
    expect(status).toBe(1);
    expect(out).toContain(`more than ${limit.split("=")[1]} `);
  }
});

test("a limit that is not passed changes nothing", async () => {
  const plain = await runPeSim(["-S", "-x", file]);
  const limited = await runPeSim(["-S", "-x", file, "--limit", "instances=4", "--limit", "iterations=100", "--limit", "depth=9"]);
  expect(plain.status).toBe(0);
  expect(limited).toEqual(plain);
});

test("what a bzip2 file contains is limited apart from its size", async () => {
  const result = await runPeSim(["-S", "-x", compressed, "--limit", "decompressed-bytes=3000"]);
  expect(result.status).toBe(65);
  expect(result.error).toContain("decompresses to more than 3000 bytes [limit-decompressed-bytes]");
});

test("an input without end is read no further than the limit", async () => {
  const result = await runPeSim(["-S", "-x", "/dev/zero", "--limit", "bytes=1000000"]);
  expect(result.status).toBe(65);
  expect(result.error).toContain("[limit-bytes]");
});

test("the library's simulation has the same limit", () => {
  const cib = readCib(cibText());
  expect(() => simulate(cib, {}, { limits: { iterations: 1 } })).toThrow(expect.objectContaining({ code: "limit-iterations" }));
  expect(simulate(cib, {}, { limits: { iterations: 10 } }).complete).toBe(true);
});

test("an unknown limit, or one that is no positive number, is a usage error", async () => {
  for (const command of [[], ["verify"], ["upgrade"], ["batch"], ["test"]]) {
    for (const limit of ["widgets=3", "depth", "depth=", "depth=0", "depth=-1", "depth=1e3", "depth=x", "__proto__=1"]) {
      const result = await runPeSim([...command, ...(command[0] === "batch" || command[0] === "test" ? [] : ["-x"]), file, `--limit=${limit}`]);
      expect(result).toMatchObject({ status: 64, out: "" });
      expect(result.error).toContain(limit.split("=")[0]);
    }
  }
});

test("help names all limits in a group of their own", async () => {
  for (const command of [[], ["verify"], ["upgrade"], ["batch"], ["test"]]) {
    const { out } = await runPeSim([...command, "--help"]);
    expect(out).toContain("Limits:\n");
    for (const name of ["bytes", "decompressed-bytes", "depth", "elements", "attribute-length", "names", "instances", "clone-instances", "iterations"]) {
      expect(out).toContain(name);
    }
  }
});
