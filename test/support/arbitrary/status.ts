// States of nodes, and of tickets.

import fc, { type Arbitrary } from "fast-check";
import { oneOf, sometimes, upTo, weighted } from "./draft.ts";
import { place, type Place } from "./history.ts";
import { attributeNames, attributeValues, moment, NOW, tickets, truth, type Mode } from "./values.ts";

type Texts = readonly (readonly [name: string, value: string])[];

/** What the cluster knows about one node; `null` is nothing at all. */
export interface NodeState {
  readonly membership: Texts | null;
  /** Pacemaker Remote nodes: has an entry among the configured nodes. */
  readonly configured: boolean | undefined;
  readonly transient: Texts;
}

const member = [["in_ccm", "true"], ["crmd", "online"], ["join", "member"], ["expected", "member"]] as const;

function state(in_ccm: string, crmd: string, join: string, expected: string): Texts {
  return [["in_ccm", in_ccm], ["crmd", crmd], ["join", join], ["expected", expected]];
}

const membership = weighted<Texts | null>(
  [14, fc.constant(member)],
  [5, fc.constant(state(String(NOW - 5000), String(NOW - 4999), "member", "member"))],
  [2, fc.constant(state("false", "offline", "down", "down"))],
  [2, fc.constant(state("false", "offline", "down", "member"))],
  [2, oneOf(state("true", "online", "pending", "member"), state("true", "online", "pending", "down"), state("true", "online", "down", "member"), state("true", "offline", "down", "member"), state("true", "offline", "member", "member"), state("false", "online", "member", "member"), state(String(NOW - 7200), "0", "pending", "down"), state("0", "0", "down", "member"), state(String(NOW - 90), "0", "banned", "member"))],
  [1, oneOf([["in_ccm", "true"]], [["crmd", "online"]], [], [["in_ccm", "x"], ["crmd", "y"], ["join", "z"]] as Texts)],
  [1, fc.constant(null)],
);

const remoteMembership = weighted<Texts | null>(
  [6, fc.constant([["in_ccm", "true"]])],
  [1, fc.constant([["in_ccm", "false"]])],
  [2, fc.constant([])],
  [1, oneOf([["in_ccm", "true"], ["node_fenced", String(NOW - 5)]], [["in_ccm", "true"], ["node_fenced", "0"]], [["node_in_maintenance", "1"]], [["in_ccm", "true"], ["node_in_maintenance", "true"]] as Texts)],
  [2, fc.constant(null)],
);

function pairs(of: Readonly<Record<string, readonly [percent: number, value: Arbitrary<string>]>>): Arbitrary<Texts> {
  const list = Object.entries(of).map(([name, [percent, value]]) => sometimes(percent, value.map((text) => [name, text] as const)));
  return fc.tuple(...list).map((drawn) => drawn.filter((pair) => pair !== undefined));
}

function transient(mode: Mode): Arbitrary<Texts> {
  return pairs({
    standby: [6, truth(mode)],
    maintenance: [4, truth(mode)],
    shutdown: [7, weighted([2, moment], [1, oneOf("1", "0")])],
    terminate: [3, weighted([2, truth(mode)], [1, moment])],
    ...Object.fromEntries(attributeNames.map((name) => [name, [8, oneOf(...attributeValues)]])),
    "#health-cpu": [8, oneOf("red", "yellow", "green", "-10", "10")],
    "resource-discovery-enabled": [2, truth(mode)],
    "#node-unfenced": [8, moment],
    "#digests-all": [3, oneOf("Fencing:fence_xvm:00000000000000000000000000000000,", "")],
    "#digests-secure": [3, oneOf("Fencing:fence_xvm:f2317cad3d54cec5d7d7aa7d0bf35cf8,")],
    "#feature-set": [5, oneOf("3.20.5", "3.19.0", "x")],
  });
}

/** Everything of the status section that does not belong to a resource. */
export interface StatusModel {
  /** For as many nodes as there may be; a node takes the one at its place. */
  readonly cluster: readonly NodeState[];
  readonly remote: readonly NodeState[];
  readonly tickets: readonly Texts[];
  /** Of resources that are not configured any more. */
  readonly removed: readonly { readonly name: string; readonly type: string; readonly container: string | undefined; readonly place: Place }[];
  /** Nodes that nothing is recorded about know that a resource does not run there. */
  readonly probed: boolean;
}

export function status(mode: Mode): Arbitrary<StatusModel> {
  const node = (of: Arbitrary<Texts | null>): Arbitrary<NodeState> => fc.record({ membership: of, configured: sometimes(25, fc.constant(true)), transient: weighted([1, fc.constant<Texts>([])], [1, transient(mode)]) });
  const ticket = fc
    .tuple(oneOf(...tickets), sometimes(80, oneOf("true", "false")), sometimes(30, oneOf("true", "false")), sometimes(50, moment))
    .map(([name, granted, standby, last]): Texts =>
      Object.entries({ id: name, granted, standby, "last-granted": last }).filter((pair): pair is [string, string] => pair[1] !== undefined),
    );
  const removed = fc.record({
    name: oneOf("gone", "gone:0", "gone-2", "oldremote"),
    type: weighted([5, oneOf("Dummy", "Stateful")], [1, oneOf("remote")]),
    container: sometimes(5, oneOf("A", "vip")),
    place: place(mode, false),
  });
  return fc.record({
    cluster: fc.array(node(membership), { minLength: 5, maxLength: 5 }),
    remote: fc.array(node(remoteMembership), { minLength: 4, maxLength: 4 }),
    tickets: weighted<readonly Texts[]>([2, fc.constant([])], [1, upTo(2, ticket)]),
    removed: weighted<StatusModel["removed"]>([6, fc.constant([])], [1, upTo(2, removed, 1)]),
    probed: fc.boolean(),
  });
}
