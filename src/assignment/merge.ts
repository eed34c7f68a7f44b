// Merges the preferences of dependents (or primaries) into the scores of a resource: a walk over the graph of colocations
// in which every step passes on a part of the scores, as large as the colocation's score is compared with INFINITY.
//
// Order    depth first along effective lists; a resource that is being merged is not entered again
// Rule     Pacemaker Explained, "Placing Resources Relative to other Resources"; the details are observed
// Traps    fractions are single precision, so every product and quotient is rounded by itself; saturating addition does not
//          associate; each completed step puts a copied table in place, which can exchange nodes in its order
//
// The walk is iterative, because a configuration can chain colocations to any length. Scores are worked on in an array
// parallel to the table's entries; a step writes to a second one, which takes the place of the first if it is kept.

import { PengineError } from "../errors.ts";
import type { Colocation } from "../model/colocation.ts";
import type { Entry } from "../model/node.ts";
import type { NodeTable } from "../model/node-table.ts";
import { clearFlag, hasFlag, ResourceFlag, setFlag, type Resource } from "../model/resource.ts";
import { isAvailable } from "../nodes/availability.ts";
import type { Run } from "../run.ts";
import { addScores, INFINITY, type Score } from "../values/score.ts";
import { hasInfluence } from "./affects.ts";
import { thisWithOf, withThisOf } from "./colocations.ts";
import { contribution } from "./contribution.ts";
import { recordChange } from "./score-change.ts";
import { stateOf } from "./state.ts";

/**
 * Most steps that the walks of one run may take. A walk takes a step for every path through the graph of colocations, and
 * a ladder of a few dozen rungs has more paths than anything can walk; the reference never returns from such input.
 */
const MAX_STEPS = 200_000_000;

/** Marks a score that must not be looked at again; below -INFINITY, so its node counts as unavailable. */
const UNUSABLE = -100_000_000;

/** How a walk goes on and what it leaves out. */
export interface MergeOptions {
  /** Walk on to primaries instead of dependents. */
  readonly thisWith?: boolean;
  /** Do not let a score that was not negative become so. */
  readonly nonNegative?: boolean;
  /** Give up a first step that leaves no node available. */
  readonly active?: boolean;
}

/** The part of its scores that a colocation passes on. */
export function factorOf(score: Score): number {
  return Math.fround(score / INFINITY);
}

/**
 * Merges the scores of `source`, and of what follows it, into a table.
 *
 * @param target the resource that the table belongs to
 * @param colocation the one between them
 * @param factor single precision; see {@link factorOf}
 */
export function mergeInto(
  run: Run,
  target: Resource,
  table: NodeTable,
  source: Resource,
  colocation: Colocation,
  factor: number,
  options: MergeOptions,
): void {
  const walk = new Walk(run, target, table, options);
  walk.enter(source, colocation, factor, options.active === true);
  walk.proceed();
  const { scores } = walk;
  for (let i = 0; i < scores.length; i++) {
    const entry = walk.entries[i]!;
    if (run.ledger !== null && table === target.allowedNodes) recordChange(run, target, entry, scores[i]!, colocation, source);
    entry.score = scores[i]!;
  }
}

/**
 * A copy of a resource's table (of a group: its last member's) with the scores of its primaries, and theirs, merged in.
 */
export function tableWithPrimaries(run: Run, resource: Resource): NodeTable {
  const source = resource.variant === "group" ? (resource.children.at(-1) ?? resource) : resource;
  const table = source.allowedNodes.copy();
  const walk = new Walk(run, source, table, { thisWith: true });
  walk.begin(source, resource);
  walk.proceed();
  for (let i = 0; i < walk.scores.length; i++) walk.entries[i]!.score = walk.scores[i]!;
  return table;
}

/** A resource whose list is being walked. */
interface Frame {
  list: readonly Colocation[];
  next: number;
  factor: number;
  source: Resource;
  /** The group through which the source was entered, or the source again. */
  through: Resource;
}

class Walk {
  readonly entries: readonly Entry[];
  scores: Score[];
  private spare: Score[];
  private readonly run: Run;
  private readonly target: Resource;
  private readonly table: NodeTable;
  private readonly usable: boolean[] = [];
  private readonly thisWith: boolean;
  private readonly nonNegative: boolean;
  private readonly frames: Frame[] = [];
  private hasMarks = false;

  constructor(run: Run, target: Resource, table: NodeTable, options: MergeOptions) {
    this.run = run;
    this.target = target;
    this.table = table;
    this.thisWith = options.thisWith === true;
    this.nonNegative = options.nonNegative === true;
    const entries: Entry[] = [];
    this.scores = [];
    this.spare = [];
    for (const entry of table.raw()) {
      if (entry === undefined) continue;
      entries.push(entry);
      this.scores.push(entry.score);
      this.spare.push(0);
      this.usable.push(isAvailable(entry.node));
    }
    this.entries = entries;
  }

  /** Starts from the target's own table. */
  begin(source: Resource, through: Resource): void {
    let isPossible = false;
    for (let i = 0; i < this.scores.length; i++) isPossible ||= this.scores[i]! >= 0 && this.usable[i]!;
    if (isPossible) this.push(source, through, 1);
  }

  /** Adds one source's scores, and puts it on the stack if there is more to follow. */
  enter(resource: Resource, colocation: Colocation, factor: number, isActive: boolean): void {
    if (hasFlag(resource, ResourceFlag.Merging)) return;
    const source = resource.variant === "group" ? (resource.children[0] ?? resource) : resource;
    if (hasFlag(source, ResourceFlag.Merging)) return;
    const state = stateOf(this.run);
    state.merges++;
    if (state.merges > MAX_STEPS) {
      throw new PengineError("limit-iterations", "Colocations are connected by too many paths; remove redundant ones");
    }
    const isPossible = this.add(source, colocation, factor);
    if (!isPossible && isActive) return;
    const { scores } = this;
    this.scores = this.spare;
    this.spare = scores;
    if (isPossible) this.push(source, resource, factor);
    else this.complete();
  }

  private push(source: Resource, through: Resource, factor: number): void {
    const list = this.thisWith ? thisWithOf(this.run, source) : withThisOf(this.run, source);
    if (list.length === 0) {
      this.complete();
      return;
    }
    setFlag(source, ResourceFlag.Merging);
    setFlag(through, ResourceFlag.Merging);
    this.frames.push({ list, next: 0, factor, source, through });
  }

  /** Walks on until everything that was entered is completed. */
  proceed(): void {
    for (let frame = this.frames.at(-1); frame !== undefined; frame = this.frames.at(-1)) {
      const colocation = frame.list[frame.next++];
      if (colocation === undefined) {
        this.frames.pop();
        clearFlag(frame.source, ResourceFlag.Merging);
        clearFlag(frame.through, ResourceFlag.Merging);
        this.complete();
      } else if (this.thisWith || hasInfluence(colocation)) {
        const factor = Math.fround(Math.fround(frame.factor * colocation.score) / INFINITY);
        this.enter(this.thisWith ? colocation.primary : colocation.dependent, colocation, factor, true);
      }
    }
  }

  /** What the end of a step does to the table. */
  private complete(): void {
    if (this.hasMarks) {
      const { scores } = this;
      for (let i = 0; i < scores.length; i++) if (scores[i] === UNUSABLE) scores[i] = 1;
      this.hasMarks = false;
    }
    this.table.reorder();
  }

  /** Computes the scores after one source; tells whether a node remains available. */
  private add(source: Resource, colocation: Colocation, factor: number): boolean {
    const { entries, scores, spare, usable } = this;
    const found = contribution(this.run, this.target, entries, usable, source, colocation);
    let isPossible = false;
    let mayHarm: boolean | null = null;
    for (let i = 0; i < entries.length; i++) {
      const score = scores[i]!;
      const own = found[i]!;
      let result = score;
      if (own !== 0 && score !== UNUSABLE) {
        let applies = true;
        if (factor < 0 && own < 0) {
          mayHarm ??= isOnlyPlace(colocation);
          applies = mayHarm && colocation.primary.stickiness < -own;
        }
        if (applies) result = this.sum(score, own, factor);
      }
      spare[i] = result;
      isPossible ||= result >= 0 && usable[i]!;
    }
    return isPossible;
  }

  private sum(score: Score, own: Score, factor: number): Score {
    const product = Math.fround(factor * own);
    let delta = Math.trunc(product < 0 ? product - 0.5 : product + 0.5);
    if (delta === 0) delta = factor > 0 ? 1 : factor < 0 ? -1 : 0;
    const sum = addScores(delta, score);
    if (!this.nonNegative || sum >= 0 || score < 0) return sum;
    if (score === 0) return 0;
    this.hasMarks = true;
    return UNUSABLE;
  }
}

// A dependent that must stay away and has a single node left deserves that node, unless the primary sticks to it.
function isOnlyPlace(colocation: Colocation): boolean {
  if (!hasInfluence(colocation)) return false;
  let places = 0;
  for (const entry of colocation.dependent.allowedNodes.raw()) if (entry !== undefined && entry.score >= 0) places++;
  return places === 1;
}
