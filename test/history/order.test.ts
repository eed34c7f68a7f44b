import { describe, expect, test } from "vitest";
import { readEntry } from "../../src/history/entry.ts";
import { compareEntries, sortEntries } from "../../src/history/order.ts";
import { createElement } from "../../src/xml/element.ts";
import { newRun } from "../support/run.ts";

const UUID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
const OTHER = "ffffffff-bbbb-cccc-dddd-eeeeeeeeeeee";

interface Facts {
  readonly id?: string;
  readonly call?: string;
  readonly node?: string;
  readonly time?: string;
  readonly transition?: number;
  readonly uuid?: string;
  readonly magic?: string;
}

function entry({ id, call, node, time, transition, uuid = UUID, magic }: Facts) {
  const attributes: string[] = [];
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined) attributes.push(name, value);
  };
  add("id", id);
  add("call-id", call);
  add("on_node", node);
  add("last-rc-change", time);
  add("transition-magic", magic ?? (transition === undefined ? undefined : `0:0;3:${transition}:0:${uuid}`));
  return readEntry(createElement("lrm_rsc_op", attributes));
}

function emptyRun() {
  return newRun(createElement("cib"), 0);
}

function order(a: Facts, b: Facts): number {
  return Math.sign(compareEntries(emptyRun(), entry(a), entry(b)));
}

describe("which of two entries is older", () => {
  test.each<[string, Facts, Facts, number]>([
    ["the lower call ID on one node", { id: "a", call: "3" }, { id: "b", call: "4" }, -1],
    ["the lower call ID, node names differing in case", { id: "a", call: "5", node: "N" }, { id: "b", call: "4", node: "n" }, 1],
    ["neither while both are in progress", { id: "a", call: "-1" }, { id: "b", call: "-1" }, 0],
    ["a missing call ID counts as in progress", { id: "a" }, { id: "b", call: "-1" }, 0],
    ["the earlier one on different nodes", { id: "a", call: "9", node: "x", time: "1" }, { id: "b", call: "1", node: "y", time: "2" }, -1],
    ["the one with a time against one without", { id: "a", call: "9", node: "x", time: "5" }, { id: "b", call: "1", node: "y" }, 0],
    ["the earlier one of equal call IDs", { id: "a", call: "2", time: "9" }, { id: "b", call: "2", time: "8" }, 1],
    ["the earlier transition if one is in progress", { id: "a", call: "-1", transition: 5 }, { id: "b", call: "7", transition: 6 }, -1],
    ["the later transition is newer though it is done", { id: "a", call: "7", transition: 6 }, { id: "b", call: "-1", transition: 5 }, 1],
    ["what is done, within one transition", { id: "a", call: "7", transition: 5 }, { id: "b", call: "-1", transition: 5 }, -1],
    ["what is done, between controllers", { id: "a", call: "-1", transition: 1, uuid: OTHER }, { id: "b", call: "7", transition: 5 }, 1],
    ["controllers' names ignore case", { id: "a", call: "-1", transition: 1, uuid: UUID.toUpperCase() }, { id: "b", call: "7", transition: 5 }, -1],
    ["a transition of -1 is the latest", { id: "a", call: "-1", transition: 4 }, { id: "b", call: "7", transition: -1 }, -1],
    ["nothing can be said without magic", { id: "a", call: "-1" }, { id: "b", call: "7", transition: 5 }, 0],
  ])("%s", (_, a, b, expected) => {
    expect(order(a, b)).toBe(expected);
    expect(order(b, a)).toBe(expected === 0 ? 0 : -expected);
  });
});

test("one ID twice on a node is reported, and the entries count as equal", () => {
  const run = emptyRun();
  expect(compareEntries(run, entry({ id: "A_last_0", call: "1" }), entry({ id: "A_last_0", call: "2" }))).toBe(0);
  expect(run.diagnostics.map(({ text }) => text)).toEqual(["Duplicate lrm_rsc_op entries named A_last_0"]);
});

test("magic that cannot be read is reported", () => {
  const run = emptyRun();
  compareEntries(run, entry({ id: "a", call: "-1", magic: "0:0" }), entry({ id: "b", call: "7", transition: 5 }));
  expect(run.diagnostics.map(({ text }) => text)).toEqual(["Transition information '0:0' incomplete (2 of 3 expected items)"]);
});

test("entries that compare equal are sorted against the document", () => {
  const entries = ["a", "b", "c"].map((id) => entry({ id, call: "-1" }));
  expect(sortEntries(emptyRun(), entries).map(({ id }) => id)).toEqual(["c", "b", "a"]);
});

test("entries are sorted by call ID", () => {
  const entries = ["3", "20", "-1", "1"].map((call) => entry({ id: `e${call}`, call, transition: 5 }));
  expect(sortEntries(emptyRun(), entries).map(({ id }) => id)).toEqual(["e1", "e3", "e20", "e-1"]);
});
