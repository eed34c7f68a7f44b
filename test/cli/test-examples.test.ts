// The scenarios that are shipped for users to start from: each passes, and nothing else is among them.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { runPeSim } from "../support/pe-sim.ts";

const folder = "scenarios/examples";
const files = readdirSync(folder);
const scenarios = files.filter((file) => /\.(?:yaml|json)$/.test(file));

test.each(scenarios)("%s passes", async (file) => {
  const { status, out } = await runPeSim(["test", join(folder, file)]);
  expect(out).not.toContain("FAIL");
  expect(status).toBe(0);
});

test("there is the walk-through, and no file that nobody reads", () => {
  expect(scenarios).toContain("walk-through.yaml");
  const cibs = scenarios.flatMap((file) => (parse(readFileSync(join(folder, file), "utf8")) as { cib?: string }).cib ?? []);
  expect(files.filter((file) => !scenarios.includes(file))).toEqual(cibs);
});

test("every word of the language is in some example", () => {
  const text = scenarios.map((file) => readFileSync(join(folder, file), "utf8")).join("\n");
  const words = ["node-fail", "node-up", "node-down", "node-standby", "op-fail", "op-inject", "set-option", "set-meta", "ticket-grant", "ticket-revoke", "ticket-standby", "advance-time", "cleanup", "edit", "quorum", "happens", "never", "order", "fenced", "settled", "score", "instances", "role", "with", "apart-from"];
  expect(words.filter((word) => !new RegExp(`\\b${word}\\b"?:`).test(text))).toEqual([]);
});
