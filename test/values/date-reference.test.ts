import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { parseTime } from "../../src/values/date-parse.ts";
import { formatLocal, formatUtc } from "../../src/values/date-format.ts";
import { epochOf, utcClock } from "../../src/values/date.ts";
import { problemText } from "../../src/values/problem.ts";
import { Random } from "../support/random.ts";

// Compares the reading of dates with the reference's own tool, on dates put together from odd parts.

const CASES = 150;
const SEED = 20_240_615;

const years = ["2024", "2023", "2000", "1900", "1", "0000", "2147483648", "99", "9999", "1970", "2009", "2021"];
const months = ["1", "01", "2", "12", "13", "0", "-0", "006"];
const days = ["1", "01", "28", "29", "30", "31", "32", "0"];
const ordinals = ["060", "1", "365", "366", "367", "12", "0"];
const weeks = ["1", "01", "52", "53", "54", "9"];
const others = ["20240229", "20230229", "2024060", "2024W094", "202401", "epoch", "epochx", "2024", "junk"];
const times = [
  "10", "10:20", "10:20:30", "1:2:3", "1020", "102030", "102", "24:00", "24:01", "23:59:59", "25:00",
  "10:60", "10:20:60", "10:20:30.5", "", "junk", "1:", "-1:00", "21",
];
const offsets = ["Z", " Z", "+5", "-05:00", " -05:00", "+0530", "-12", " 05:30", "+24:00", "-25", "Zfoo", " junk", "+", "-5Z"];

function oddDate(random: Random): string {
  const year = random.pick(years);
  switch (random.below(4)) {
    case 0:
      return `${year}-${random.pick(ordinals)}`;
    case 1:
      // A week date of year 0 is accepted, but leads to a day that does not exist.
      return year === "0000" ? random.pick(others) : `${year}-W${random.pick(weeks)}-${random.pick(["1", "7", "0", "8"])}`;
    case 2:
      return random.pick(others);
    default:
      return `${year}-${random.pick(months)}-${random.pick(days)}`;
  }
}

function oddText(random: Random): string {
  const date = oddDate(random);
  if (random.chance(0.3)) return date;
  return date + random.pick(["T", " ", "  ", "x"]) + random.pick(times) + random.pick(offsets);
}

function ask(...args: string[]): { out: string; errors: string[] } {
  const { stdout, stderr } = spawnSync("iso8601", args, { encoding: "utf8", env: { ...process.env, TZ: "UTC" } });
  const errors = (stderr ?? "").split("\n").filter((line) => line.startsWith("(parse_"));
  return { out: (stdout ?? "").trim(), errors };
}

function withoutReference(): boolean {
  const missing = spawnSync("iso8601", ["--version"]).error !== undefined;
  if (missing) console.warn("iso8601 is not installed: the reading of dates is not compared with the reference");
  return missing;
}

describe.skipIf(withoutReference())("dates", () => {
  test("are read as iso8601 reads them", () => {
    const random = new Random(SEED);
    let valid = 0;
    for (let i = 0; i < CASES; i++) {
      const text = oddText(random);
      const { time, problem } = parseTime(text, utcClock(0));
      const local = ask("-V", "-L", "-d", text);
      const errors = problem === null ? [] : [`(${problem.message.origin}) \terror: ${problemText(problem)}`];
      expect([text, errors]).toEqual([text, local.errors]);
      if (time === null) continue;
      valid++;
      expect([text, `Date: ${formatLocal(time)}`]).toEqual([text, local.out]);
      expect([text, `Date: ${formatUtc(time)}`]).toEqual([text, ask("-d", text).out]);
      expect([text, `Date: ${epochOf(time)}`]).toEqual([text, ask("-S", "-d", text).out]);
    }
    expect(valid).toBeGreaterThan(CASES / 8);
  });
});
