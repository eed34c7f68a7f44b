// What holds for every transition, whatever it is for.

import { expect } from "vitest";
import { attribute, childElements, parseCib, schedule, transitionToXml, type Transition } from "../../src/index.ts";
import { side } from "./relations.ts";
import { clusters, descendants, freshClusters, law, valueIn } from "./support.ts";

/** IDs of the actions in the order in which they can be done; those in a loop and behind it are missing. */
function doable({ synapses }: Transition, counts: (input: number) => boolean = () => true): number[] {
  const done: number[] = [];
  const waiting = new Map(synapses.map(({ action, inputs }) => [action.head.id, inputs.filter(({ id }) => counts(id)).length]));
  const followers = new Map<number, number[]>();
  for (const { action, inputs } of synapses) {
    for (const { id } of inputs) followers.set(id, [...(followers.get(id) ?? []), action.head.id]);
  }
  const ready = [...waiting].filter(([, count]) => count === 0).map(([id]) => id);
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    done.push(id);
    for (const next of followers.get(id) ?? []) {
      const left = waiting.get(next)! - 1;
      waiting.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  return done;
}

law("synapses are numbered from 0, and no action occurs twice", clusters("hostile"), ({ schedule: { transition } }) => {
  expect(transition.synapses.map(({ id }) => id)).toEqual(transition.synapses.map((_, index) => index));
  const ids = transition.synapses.map(({ action }) => action.head.id);
  expect(new Set(ids).size).toBe(ids.length);
});

law("every input is an action of the transition, or one that cannot be done, once, in ascending order", clusters(), ({ cib, simulation }) => {
  const { transition, dot } = schedule(cib, { dot: { all: true, withIds: true } });
  const actions = new Map(transition.synapses.map(({ action }) => [action.head.id, action.head]));
  for (const { action, inputs } of transition.synapses) {
    for (const [index, input] of inputs.entries()) {
      if (actions.has(input.id)) expect(actions.get(input.id)!.key).toBe(input.key);
      // such as stops on lost nodes, starts without a node, and what unmanaged resources would have to do: drawn in red; what is
      // not to be done at all is waited for only where orderings with a bundle and what runs in it block each other
      else if (!dot!.includes(`(${input.id})" [ style=dashed color="red"`)) expect(simulation.complete).toBe(false);
      expect(input.id).not.toBe(action.head.id);
      if (index > 0) expect(input.id).toBeGreaterThan(inputs[index - 1]!.id);
    }
  }
});

law("a transition without loops is carried out to its end, and only such a one", clusters("hostile"), (cluster) => {
  // what is done on a node cannot be recorded where it has two states
  const states = descendants(cluster.tree, "node_state").map((state) => attribute(state, "uname"));
  if (new Set(states).size < states.length) return;
  const { simulation } = cluster;
  const { transition } = simulation.schedule;
  expect(doable(transition).length === transition.synapses.length).toBe(simulation.complete);
});

law("the transition of a cluster whose orderings have no loops has none", freshClusters(), (cluster) => {
  const orders = descendants(cluster.tree, "rsc_order");
  const loops = orders.some((order) => [...side(cluster.tree, order, "first")].some((first) => side(cluster.tree, order, "then").has(first)));
  // a start on a Pacemaker Remote node waits for that of its connection, which can wait for the start
  if (loops || orders.length > 1 || orders.some((order) => childElements(order).length > 0) || /remote|<bundle|container/.test(cluster.text)) return;
  const { transition } = cluster.schedule;
  // to wait for what is not there is no loop
  const ids = new Set(transition.synapses.map(({ action }) => action.head.id));
  expect(doable(transition, (id) => ids.has(id)).length).toBe(transition.synapses.length);
});

law("the transition as XML says the same as the data", clusters("hostile"), ({ schedule: { transition } }) => {
  const graph = parseCib(transitionToXml(transition)).root;
  const synapses = descendants(graph, "synapse");
  expect(synapses.length).toBe(transition.synapses.length);
  synapses.forEach((synapse, index) => {
    const { action, inputs } = transition.synapses[index]!;
    const [set, waits] = [descendants(synapse, "action_set")[0]!, descendants(synapse, "trigger")];
    const [written] = childElements(set);
    expect(valueIn(written!.attributes, "id")).toBe(String(action.head.id));
    expect(waits.map((trigger) => valueIn(childElements(trigger)[0]!.attributes, "id"))).toEqual(inputs.map(({ id }) => String(id)));
  });
});

law("only what is carried out by somebody has a node, and it always has one", clusters(), ({ schedule: { transition } }) => {
  for (const { action } of transition.synapses) {
    if (action.head.element === "rsc_op") expect(action.head.node).not.toBeNull();
  }
});

law("the drawing shows every action that is carried out", clusters(), ({ schedule: { transition, dot } }) => {
  for (const { action } of transition.synapses) {
    const { head } = action;
    if (head.element !== "rsc_op" || head.task === "cancel") continue;
    // where the key is written as another one, what is notified of is so as well: "start" for "running"
    const told = `_notify_${valueIn(action.attributes, "CRM_meta_notify_key_operation")}_`;
    const keys = head.internalKey === null ? [head.key] : [head.key, head.internalKey].map((key) => (head.task === "notify" ? key.replace(/_notify_[a-z]+_/, told) : key));
    expect(keys.some((key) => dot!.includes(`"${key} ${head.node!.name}"`)), head.key).toBe(true);
  }
});

law("scores stay within the infinities", clusters("hostile"), ({ tree, schedule: { scores } }) => {
  const groups = new Map(descendants(tree, "group").map((group) => [attribute(group, "id"), childElements(group, "primitive").length]));
  for (const line of scores) {
    if (line.kind !== "allocation" && line.kind !== "promotion") continue;
    expect(Number.isInteger(line.score)).toBe(true);
    // the promotion score of a group is the plain sum of those of its members, and is cut only where it is shown
    const parts = line.kind === "promotion" ? (groups.get(line.resource.replace(/:\d+$/, "")) ?? 1) : 1;
    expect(Math.abs(line.score)).toBeLessThanOrEqual(parts * 1_000_000);
  }
});
