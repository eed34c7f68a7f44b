import { expect, test } from "vitest";
import { unpackConstraints } from "../../src/constraints/index.ts";
import { hasFlag, ResourceFlag } from "../../src/model/resource.ts";
import { requestTicket } from "../../src/nodes/tickets.ts";
import type { Run } from "../../src/run.ts";
import { Role } from "../../src/values/role.ts";
import { constrained, dummies, node, reported, resource, unpacked, type Setup } from "../actions/model.ts";

interface Situation {
  readonly ticket?: "granted" | "standby" | "missing";
  readonly role?: Role;
  readonly setup?: Setup;
}

/** A is active on n1 in a role, and depends on ticket t. */
function dependent(attributes: string, { ticket = "missing", role = Role.Started, setup = {} }: Situation = {}): Run {
  const constraints = `<rsc_ticket id="c" ticket="t" rsc="A" ${attributes}/>`;
  const run = unpacked(dummies("A", "B"), { ...setup, constraints });
  const t = requestTicket(run, "t");
  t.granted = ticket !== "missing";
  t.standby = ticket === "standby";
  const a = resource(run, "A");
  a.originalRole = role;
  if (role !== Role.Stopped) a.activeNodes.push(node(run, "n1"));
  unpackConstraints(run);
  return run;
}

function isBanned(run: Run): boolean {
  return ["n1", "n2", "n3"].every((name) => resource(run, "A").allowedNodes.get(node(run, name))?.score === -1_000_000);
}

const promoted = `rsc-role="Promoted"`;

test.each<[string, Situation, boolean]>([
  ["", {}, true],
  ["", { ticket: "granted" }, false],
  ["", { ticket: "standby" }, true],
  ["", { role: Role.Stopped }, true],
  [`loss-policy="demote"`, {}, true],
  [`${promoted} loss-policy="demote"`, { role: Role.Promoted }, false],
  [`${promoted} loss-policy="stop"`, { role: Role.Promoted }, true],
  [promoted, { role: Role.Promoted }, false],
  [promoted, { role: Role.Stopped }, false],
  [promoted, { ticket: "standby", role: Role.Promoted }, false],
  [`${promoted} loss-policy="stop"`, { ticket: "standby", role: Role.Promoted }, true],
  [`loss-policy="freeze"`, {}, false],
  [`loss-policy="freeze"`, { role: Role.Stopped }, true],
])("a dependency with '%s' in situation %j bans: %s", (attributes, situation, banned) => {
  expect(isBanned(dependent(attributes, situation))).toBe(banned);
});

test("freezing leaves an active resource alone", () => {
  const frozen = resource(dependent(`loss-policy="freeze"`), "A");
  expect(hasFlag(frozen, ResourceFlag.Managed)).toBe(false);
  expect(hasFlag(frozen, ResourceFlag.Blocked)).toBe(true);
  const other = resource(dependent(`loss-policy="freeze" rsc-role="Unpromoted"`), "A");
  expect(hasFlag(other, ResourceFlag.Managed)).toBe(true);
});

test("fencing hits the nodes where the resource is active", () => {
  const run = dependent(`loss-policy="fence"`, { setup: { options: { "fencing-enabled": "true" } } });
  expect(isBanned(run)).toBe(true);
  expect(run.cluster.nodes.map(({ name, unclean }) => [name, unclean])).toEqual([
    ["n1", true],
    ["n2", false],
    ["n3", false],
  ]);
  expect(run.actions.map(({ key, reason }) => [key, reason])).toEqual([["stonith-n1-reboot", "deadman ticket was lost"]]);
});

test("without fencing, loss-policy=fence means stop", () => {
  const run = dependent(`loss-policy="fence" rsc-role="Promoted"`, { role: Role.Promoted });
  expect(isBanned(run)).toBe(true);
  expect(reported(run)).toEqual(["Resetting 'loss-policy' for ticket 't' to 'stop' because fencing is not configured"]);
});

test.each([
  [`<rsc_ticket id="c" rsc="A"/>`, ["Ignoring constraint 'c' without ticket"]],
  [`<rsc_ticket id="c" ticket="t"/>`, ["Ignoring constraint 'c' without resource"]],
  [
    `<rsc_ticket id="c" ticket="t" rsc="X"/>`,
    ["No resource, template, or tag named 'X'", "Ignoring constraint 'c' because 'X' is not a valid resource or tag"],
  ],
  [`<rsc_ticket id="c" ticket="t" rsc="A" rsc-role="Boss"/>`, ["Ignoring constraint c: Invalid role 'Boss'"]],
  [
    `<rsc_ticket id="c" ticket="t"><resource_set><resource_ref id="A"/></resource_set></rsc_ticket>`,
    ["Ignoring <resource_set> without id"],
  ],
  [
    `<rsc_ticket id="c" ticket="t"><resource_set id="s"><resource_ref id="X"/><resource_ref id="A"/></resource_set></rsc_ticket>`,
    [
      "No resource, template, or tag named 'X'",
      "Ignoring resource sets for constraint 'c' because 'X' is not a valid resource or tag",
      "s: No resource found for X",
    ],
  ],
  [
    `<rsc_ticket id="c" ticket="t"><resource_set id="s"><resource_ref id="A"/></resource_set><resource_set id-ref="s"/></rsc_ticket>`,
    ["Ignoring constraint 'c' because its references to resource sets lead back to 's'"],
  ],
])("%s is ignored", (constraint, messages) => {
  const run = constrained(dummies("A"), constraint, { unvalidated: true });
  expect(resource(run, "A").tickets).toEqual([]);
  expect(reported(run)).toEqual(messages);
});

test("sets and tags give each resource a dependency", () => {
  const tags = `<tag id="T"><obj_ref id="B"/><obj_ref id="C"/></tag>`;
  const run = constrained(
    dummies("A", "B", "C"),
    `<rsc_ticket id="c1" ticket="t"><resource_set id="s" role="Started"><resource_ref id="A"/><resource_ref id="T"/></resource_set></rsc_ticket>
     <rsc_ticket id="c2" ticket="t" rsc="T" rsc-role="Promoted"/>`,
    { tags },
  );
  const dependencies = ["A", "B", "C"].map((id) => resource(run, id).tickets.map((t) => `${t.id} ${t.role} ${t.lossPolicy}`));
  expect(dependencies).toEqual([
    ["s 0 stop"],
    ["s 0 stop", "T 4 demote"],
    ["s 0 stop", "T 4 demote"],
  ]);
});
