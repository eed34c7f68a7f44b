// Keeps compounds of the additions that merging a source, and all behind it, makes, so that a chain of colocations is not
// walked again for each of its links, nor a fork once for every path.
//
// A compound stands for a walk only under conditions, otherwise the walk is made (walk.ts):
// - no loop can be reached from the source, so what was entered before does not matter
// - values of the colocations' attributes tell single nodes, so that what a source adds does not depend on the target
// - no colocation on the way favours the only place of a dependent, or speaks for a group's locations (step.ts,
//   contribution.ts)
// - scores that were not negative may become so
// and whoever uses it makes sure that the walk would not be given up anywhere.
//
// Invariant  a compound is dropped as soon as a table changes that it was made from, see {@link tableChanged}
// Cost       building is postponed until the same walk is asked for again; the number of compounds is limited

import type { Colocation } from "../../model/colocation.ts";
import type { Node } from "../../model/node.ts";
import type { Resource } from "../../model/resource.ts";
import { isAvailable } from "../../nodes/availability.ts";
import { cacheOf, type Run } from "../../run.ts";
import { INFINITY } from "../../values/score.ts";
import type { Side } from "../linked/list.ts";
import { tellsNodes } from "../places.ts";
import { stateOf } from "../state.ts";
import { addSteps, appendAddition, appendCompound, emptyCompound, type Compound } from "./compound.ts";
import { sourceOf, speaksForGroup } from "./contribution.ts";
import { listOf, nextOf, reachesLoop } from "./loops.ts";
import { deltaOf, isOnlyPlace, nextFactor } from "./step.ts";

/** Most walks that are remembered. */
const MAX_WALKS = 200_000;
/** Most walks that are remembered, times nodes; some 100 megabytes. */
const MAX_SIZE = 6_000_000;

/** What is known about one walk: from a source, with a factor. */
interface Remembered {
  readonly source: Resource;
  readonly factor: number;
  readonly list: readonly Colocation[];
  state: "seen" | "valid" | "impossible";
  /** If the state is `valid`. */
  compound: Compound | null;
  /** Walks that contain this one. */
  parents: Remembered[];
}

interface Memory {
  version: number;
  walks: Map<Resource, Map<number, Remembered>>;
  count: number;
  /** Walks whose compounds were made from the table of a resource. */
  readers: Map<Resource, Remembered[]>;
  /** Nodes by slot, and whether they are available. */
  nodes: readonly (Node | undefined)[];
  usable: readonly boolean[];
}

const keys: Readonly<Record<Side, symbol>> = { withThis: Symbol("walks to dependents"), thisWith: Symbol("walks to primaries") };

function memoryOf(run: Run, side: Side): Memory {
  const memory = cacheOf(run, keys[side], createMemory);
  const { linkedVersion } = stateOf(run);
  if (memory.version !== linkedVersion) {
    memory.version = linkedVersion;
    forgetAll(run, memory);
  }
  return memory;
}

function createMemory(): Memory {
  return { version: -1, walks: new Map(), count: 0, readers: new Map(), nodes: [], usable: [] };
}

function forgetAll(run: Run, memory: Memory): void {
  memory.walks = new Map();
  memory.readers = new Map();
  memory.count = 0;
  const nodes: (Node | undefined)[] = [];
  for (const node of run.cluster.nodes) {
    while (nodes.length <= node.slot) nodes.push(undefined);
    nodes[node.slot] = node;
  }
  memory.nodes = nodes;
  memory.usable = nodes.map((node) => node !== undefined && isAvailable(node));
}

/** To be called after a resource's table has changed while resources are being assigned. */
export function tableChanged(run: Run, resource: Resource): void {
  for (const side of ["withThis", "thisWith"] as const) {
    const memory = run.caches.get(keys[side]) as Memory | undefined;
    const readers = memory?.readers.get(resource);
    if (memory === undefined || readers === undefined) continue;
    memory.readers.delete(resource);
    for (let walk = readers.pop(); walk !== undefined; walk = readers.pop()) {
      if (walk.state === "seen") continue;
      walk.state = "seen";
      walk.compound = null;
      for (const parent of walk.parents) readers.push(parent);
      walk.parents = [];
    }
  }
}

/** {@link tableChanged} for a resource and everything below it. */
export function treeChanged(run: Run, resource: Resource): void {
  tableChanged(run, resource);
  for (const child of resource.children) treeChanged(run, child);
}

/** To be called after the state of a node has changed while resources are being assigned. */
export function nodeChanged(run: Run): void {
  stateOf(run).linkedVersion++;
}

/**
 * The compound of a walk that starts by entering `source`, `null` if there is none (yet).
 *
 * @param colocation the one by which the source is reached
 * @param list the colocations along which the walk goes on
 */
export function findCompound(
  run: Run,
  side: Side,
  target: Resource,
  source: Resource,
  colocation: Colocation,
  factor: number,
  list: readonly Colocation[],
): Compound | null {
  if (!tellsNodes(run, colocation.nodeAttribute, target, target)) return null;
  if (!isOrdinary(run, source, colocation, factor) || reachesLoop(run, side, source)) return null;
  const memory = memoryOf(run, side);
  const known = memory.walks.get(source)?.get(factor);
  if (known === undefined) {
    remember(memory, source, factor, list);
    return null;
  }
  if (known.state === "seen") build(run, memory, side, known);
  return known.compound;
}

function remember(
  memory: Memory,
  source: Resource,
  factor: number,
  list: readonly Colocation[],
): Remembered | null {
  if (memory.count >= MAX_WALKS || memory.count * memory.nodes.length >= MAX_SIZE) return null;
  memory.count++;
  const walk: Remembered = { source, factor, list, state: "seen", compound: null, parents: [] };
  const ofSource = memory.walks.get(source);
  if (ofSource === undefined) memory.walks.set(source, new Map([[factor, walk]]));
  else ofSource.set(factor, walk);
  return walk;
}

function isOrdinary(run: Run, source: Resource, colocation: Colocation, factor: number): boolean {
  if (!tellsNodes(run, colocation.nodeAttribute, source, source) || speaksForGroup(source, colocation)) return false;
  return factor >= 0 || !isOnlyPlace(colocation);
}

/** A walk whose compound is being built. */
interface Frame {
  readonly walk: Remembered;
  next: number;
  readonly compound: Compound;
}

function build(run: Run, memory: Memory, side: Side, root: Remembered): void {
  const frames: Frame[] = [start(memory, root)];
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const { walk, compound } = frame;
    const colocation = walk.list[frame.next];
    if (colocation === undefined) {
      walk.compound = compound;
      walk.state = "valid";
      frames.pop();
      continue;
    }
    const part = findPart(run, memory, side, frame, colocation);
    if (part === "impossible") {
      for (const { walk: failed } of frames) failed.state = "impossible";
      return;
    }
    if (part !== null && part.state === "seen") {
      frames.push(start(memory, part));
      continue;
    }
    if (part?.compound != null) appendCompound(compound, part.compound);
    frame.next++;
  }
}

/** The walk that goes on from a colocation; `null` if there is none, or nothing behind it, which is appended at once. */
function findPart(
  run: Run,
  memory: Memory,
  side: Side,
  frame: Frame,
  colocation: Colocation,
): Remembered | "impossible" | null {
  const { walk } = frame;
  const resource = nextOf(side, colocation);
  if (resource === null) return null;
  const source = sourceOf(resource);
  const factor = nextFactor(walk.factor, colocation);
  if (factor < 0) addReader(memory, colocation.dependent, walk);
  if (!isOrdinary(run, source, colocation, factor)) return "impossible";
  const list = listOf(run, side, source);
  if (list.length === 0) {
    addReader(memory, source, walk);
    appendOwn(memory, frame.compound, source, factor);
    return null;
  }
  const part = memory.walks.get(source)?.get(factor) ?? remember(memory, source, factor, list);
  if (part === null) return "impossible";
  part.parents.push(walk);
  return part.state === "impossible" ? "impossible" : part;
}

function start(memory: Memory, walk: Remembered): Frame {
  addReader(memory, walk.source, walk);
  const compound = emptyCompound(memory.nodes.length);
  appendOwn(memory, compound, walk.source, walk.factor);
  return { walk, next: 0, compound };
}

function appendOwn(memory: Memory, compound: Compound, source: Resource, factor: number): void {
  const raw = source.allowedNodes.raw();
  for (let slot = 0; slot < memory.nodes.length; slot++) {
    const own = memory.usable[slot]! ? (raw[slot]?.score ?? -INFINITY) : -INFINITY;
    appendAddition(compound, slot, factor < 0 && own < 0 ? 0 : deltaOf(factor, own));
  }
  compound.steps = addSteps(compound.steps, 1);
}

function addReader(memory: Memory, resource: Resource, walk: Remembered): void {
  const readers = memory.readers.get(resource);
  if (readers === undefined) memory.readers.set(resource, [walk]);
  else readers.push(walk);
}
