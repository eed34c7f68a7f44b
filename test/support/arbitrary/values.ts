// Values as they are found in CIBs. Each list begins with what is usual; the hostile ones follow.

import type { Arbitrary } from "fast-check";
import { oneOf, weighted } from "./draft.ts";

/** How odd names and values may be: as an administrator writes them, or such that everything is tried. */
export type Mode = "well-formed" | "hostile";

function chosen(mode: Mode, usual: readonly string[], odd: readonly string[]): Arbitrary<string> {
  return mode === "well-formed" ? oneOf(...usual) : weighted([4, oneOf(...usual)], [1, oneOf(...odd)]);
}

/** Names that can be confused: in which one begins another, case alone differs, numbers count as such, or hashing collides. */
export const resourceNames = [
  "A", "B", "C", "a", "b", "r1", "r2", "r10", "rsc", "rsc1", "rsc-1", "rsc-10", "vip", "web", "db", "DB", "db-0", "A-0", "z", "Z9", "_x", "x.y",
  "web_monitor", "r1_start_0", "m", "ms", "Fencing", "pgsql", "drbd0", "drbd1",
] as const;

export const nodeNames = [
  "n1", "n2", "n3", "n4", "n10", "n02", "N1", "node-1", "node-10", "node-2", "node1", "node2", "a", "b", "east.example", "west.example", "pcmk-1", "pcmk-2", "1", "host",
] as const;

export const score = (mode: Mode): Arbitrary<string> =>
  chosen(
    mode,
    ["0", "INFINITY", "-INFINITY", "1", "5", "10", "50", "100", "200", "1000", "-1", "-5", "-10", "-100", "-1000"],
    ["+INFINITY", "+5", "999999", "-999999", "1000000", "-1000000", "1000001", "500000", "-500000", "99999999999999999999", "007"],
  );

/** Scores that matter where infinite ones would decide everything. */
export const finiteScore = oneOf("1", "5", "10", "50", "100", "-1", "-5", "-50");

/** For texts that are booleans to the cluster. */
export const truth = (mode: Mode): Arbitrary<string> =>
  chosen(mode, ["false", "true", "false", "true", "yes", "no", "on", "off", "1", "0"], ["TRUE", "False", "y", "N", "t", "maybe", "", "2"]);

export const seconds = (mode: Mode): Arbitrary<string> =>
  chosen(mode, ["10s", "30s", "60s", "0", "1min", "5min", "20", "PT30S", "1h", "2000ms"], ["-5", "x", "", "INFINITY", "99999999999", "P1M", "1.5s", " 7 s", "10us"]);

export const count = (mode: Mode): Arbitrary<string> =>
  chosen(mode, ["1", "2", "3", "0", "4"], ["-1", "5", "INFINITY", "x", "", "1.9", "10"]);

/** Boolean attributes of the schema. */
export const flag = oneOf("true", "false", "1", "0");

export const role = weighted<string>([6, oneOf("Promoted", "Started", "Unpromoted", "Stopped")], [1, oneOf("Master", "Slave")]);

/** The moment at which things happen in all documents: 2024-06-15 12:00:00 UTC, a Saturday. */
export const NOW = 1_718_452_800;

/** Moments around {@link NOW} and the timeouts that are configured, in seconds since the epoch. */
export const moment = oneOf(NOW - 3600, NOW - 600, NOW - 60, NOW - 30, NOW - 10, NOW, NOW - 86_400, NOW + 20).map(String);

export const attributeNames = ["site", "rack", "pref", "ping", "X", "standby-x"] as const;
export const attributeValues = ["east", "west", "1", "2", "10", "-5", "100", "INFINITY", "", "1.0.2"] as const;
export const capacities = ["cpu", "memory", "Disk"] as const;
export const tickets = ["ticketA", "ticketB"] as const;
