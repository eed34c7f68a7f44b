// Keeps compounds of the additions that merging a source, and all behind it, makes, so that a chain of colocations is not
// walked again for each of its links, nor a fork once for every path.
//
// A compound stands for a walk only under conditions, otherwise the walk is made (walk.ts):
// - no loop can be reached from the source, so what was entered before does not matter (but for a clone whose instances
//   are being sorted, and which is never entered)
// - values of the colocations' attributes tell single nodes, so that what a source adds does not depend on the target
// - no colocation on the way favours the only place of a dependent, or speaks for a group's locations (step.ts,
//   contribution.ts)
// - scores that were not negative may become so
// and whoever uses it makes sure that the walk would not be given up anywhere.
//
// Invariant  a compound is dropped as soon as a table changes that it was made from, see {@link tableChanged}
// Cost       building is postponed until the same walk is asked for again; the number of compounds is limited, and where
//            they save less than they cost, as in chains that pass on ever smaller parts, there are none

import type { Colocation } from "../../model/colocation.ts";
import type { Node } from "../../model/node.ts";
import type { Resource } from "../../model/resource.ts";
import { isAvailable } from "../../nodes/availability.ts";
import { cacheOf, type Run } from "../../run.ts";
import { INFINITY } from "../../values/score.ts";
import { linkedList } from "../colocations.ts";
import type { Side } from "../linked/list.ts";
import { tellsNodes } from "../places.ts";
import { stateOf } from "../state.ts";
import { addSteps, appendAddition, appendCompound, emptyCompound, type Compound } from "./compound.ts";
import { sourceOf, speaksForGroup } from "./contribution.ts";
import { nextOf, reachesLoop } from "./loops.ts";
import { deltaOf, isOnlyPlace, nextFactor } from "./step.ts";

/** Most walks that are remembered at a time. */
const MAX_WALKS = 200_000;
/** Most walks that are remembered at a time, times nodes; some 100 megabytes. */
const MAX_SIZE = 6_000_000;
/** How many steps compounds must save for each one that is built. */
const WORTHWHILE = 4;

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

export interface Memory {
  readonly side: Side;
  /** A clone that is not entered. */
  excluded: Resource | null;
  version: number;
  walks: Map<Resource, Map<number, Remembered>>;
  count: number;
  /** Compounds built since everything was forgotten, and the steps that they saved. */
  built: number;
  saved: number;
  isWorthwhile: boolean;
  /** Walks whose compounds were made from the table of a resource. */
  readers: Map<Resource, Remembered[]>;
  /** Nodes by slot, and whether they are available. */
  nodes: readonly (Node | undefined)[];
  usable: readonly boolean[];
}

const keys: Readonly<Record<Side, symbol>> = { withThis: Symbol("walks to dependents"), thisWith: Symbol("walks to primaries") };
/** While a clone is excluded, there is another memory. */
const sortingKeys: Readonly<Record<Side, symbol>> = { withThis: Symbol("the same"), thisWith: Symbol("the same") };

/** The compounds of walks in one direction; `null` if they are not worthwhile. */
export function memoryOf(run: Run, side: Side): Memory | null {
  const { linkedVersion, sortedClone } = stateOf(run);
  const memory = cacheOf(run, (sortedClone === null ? keys : sortingKeys)[side], () => createMemory(side));
  if (memory.version !== linkedVersion || memory.excluded !== sortedClone) {
    memory.version = linkedVersion;
    memory.excluded = sortedClone;
    forgetAll(run, memory);
  }
  return memory.isWorthwhile ? memory : null;
}

function createMemory(side: Side): Memory {
  return {
    side,
    excluded: null,
    version: -1,
    walks: new Map(),
    count: 0,
    built: 0,
    saved: 0,
    isWorthwhile: true,
    readers: new Map(),
    nodes: [],
    usable: [],
  };
}

function forgetAll(run: Run, memory: Memory): void {
  memory.walks = new Map();
  memory.readers = new Map();
  memory.count = 0;
  memory.built = 0;
  memory.saved = 0;
  const nodes: (Node | undefined)[] = [];
  for (const node of run.cluster.nodes) {
    while (nodes.length <= node.slot) nodes.push(undefined);
    nodes[node.slot] = node;
  }
  memory.nodes = nodes;
  memory.usable = nodes.map((node) => node !== undefined && isAvailable(node));
}

const memoryKeys = [keys.withThis, keys.thisWith, sortingKeys.withThis, sortingKeys.thisWith];

/** To be called after a resource's table has changed while resources are being assigned. */
export function tableChanged(run: Run, resource: Resource): void {
  for (const key of memoryKeys) {
    const memory = run.caches.get(key) as Memory | undefined;
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
  memory: Memory,
  target: Resource,
  source: Resource,
  colocation: Colocation,
  factor: number,
  list: readonly Colocation[],
): Compound | null {
  if (!memory.isWorthwhile || !tellsNodes(run, colocation.nodeAttribute, target, target)) return null;
  if (!isOrdinary(run, source, colocation, factor) || reachesLoop(stateOf(run), memory.side, source)) return null;
  const known = memory.walks.get(source)?.get(factor);
  if (known === undefined) {
    if (isFull(memory)) startOver(run, memory);
    else remember(memory, source, factor, list);
    return null;
  }
  if (known.state === "seen") build(run, memory, known);
  if (known.compound !== null) memory.saved += known.compound.weight;
  return known.compound;
}

function isFull(memory: Memory): boolean {
  return memory.count >= MAX_WALKS || memory.count * memory.nodes.length >= MAX_SIZE;
}

function startOver(run: Run, memory: Memory): void {
  memory.isWorthwhile = memory.saved > memory.built * WORTHWHILE;
  forgetAll(run, memory);
}

function remember(memory: Memory, source: Resource, factor: number, list: readonly Colocation[]): Remembered {
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

function build(run: Run, memory: Memory, root: Remembered): void {
  const frames: Frame[] = [start(memory, root)];
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const { walk, compound } = frame;
    const colocation = walk.list[frame.next];
    if (colocation === undefined) {
      walk.compound = compound;
      walk.state = "valid";
      memory.built++;
      frames.pop();
      continue;
    }
    const part = findPart(run, memory, frame, colocation);
    if (part === "impossible") {
      for (const { walk: failed } of frames) failed.state = "impossible";
      return;
    }
    if (part === "full") {
      startOver(run, memory);
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
  frame: Frame,
  colocation: Colocation,
): Remembered | "impossible" | "full" | null {
  const { walk } = frame;
  const resource = nextOf(memory.side, colocation);
  if (resource === null || resource === memory.excluded) return null;
  const source = sourceOf(resource);
  const factor = nextFactor(walk.factor, colocation);
  if (factor < 0) addReader(memory, colocation.dependent, walk);
  if (!isOrdinary(run, source, colocation, factor)) return "impossible";
  const list = linkedList(stateOf(run), source, memory.side);
  if (list.length === 0) {
    addReader(memory, source, walk);
    appendOwn(memory, frame.compound, source, factor);
    return null;
  }
  let part = memory.walks.get(source)?.get(factor);
  if (part === undefined) {
    if (isFull(memory)) return "full";
    part = remember(memory, source, factor, list);
  }
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
  compound.weight += 1;
}

function addReader(memory: Memory, resource: Resource, walk: Remembered): void {
  const readers = memory.readers.get(resource);
  if (readers === undefined) memory.readers.set(resource, [walk]);
  else readers.push(walk);
}
