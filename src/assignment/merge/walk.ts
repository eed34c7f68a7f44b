// The walk over the graph of colocations that a merge makes.
//
// The walk is iterative, because a configuration can chain colocations to any length. Scores are worked on in an array
// parallel to the numbers of the table's nodes; a step writes to a second one, which takes its place if it is kept.

import { PengineError } from "../../errors.ts";
import type { Colocation } from "../../model/colocation.ts";
import type { NodeTable } from "../../model/node-table.ts";
import { clearFlag, hasFlag, ResourceFlag, setFlag, type Resource } from "../../model/resource.ts";
import { isAvailable } from "../../nodes/availability.ts";
import type { Run } from "../../run.ts";
import { addScores, INFINITY, type Score } from "../../values/score.ts";
import { linkedList } from "../colocations.ts";
import type { Side } from "../linked/list.ts";
import { tellsNodes } from "../places.ts";
import { stateOf, type AssignmentState } from "../state.ts";
import { addSteps, applyCompound, stepsBetween, type Compound } from "./compound.ts";
import { findCompound, memoryOf, type Memory } from "./compounds.ts";
import { contributedTable, scoresByPlace, sourceOf } from "./contribution.ts";
import { nextOf, reachesLoop } from "./loops.ts";
import { deltaOf, isOnlyPlace, nextFactor } from "./step.ts";

/**
 * Most steps that the walks of one run may take. A walk takes a step for every path through the graph of colocations, and
 * where compounds cannot help, a ladder of a few dozen rungs has more paths than anything can walk. The reference never
 * returns from such input.
 */
const MAX_STEPS = 50_000_000;

/** Marks a score that must not be looked at again; below -INFINITY, so its node counts as unavailable. */
const UNUSABLE = -100_000_000;

/** From so many steps on, a walk remembers what changed nothing. */
const LONG_WALK = 64;

/** How a walk goes on and what it leaves out. */
export interface MergeOptions {
  /** Walk on to primaries instead of dependents. */
  readonly thisWith?: boolean;
  /** Do not let a score that was not negative become so. */
  readonly nonNegative?: boolean;
  /** Give up a first step that leaves no node available. */
  readonly active?: boolean;
}

/** A resource whose list is being walked. */
interface Frame {
  readonly list: readonly Colocation[];
  next: number;
  readonly factor: number;
  readonly source: Resource;
  /** The group through which the source was entered, or the source again. */
  readonly through: Resource;
  /** By which it was entered; `null` where the walk began. */
  readonly colocation: Colocation | null;
  /** What was known when it was entered, to find out what it changed. */
  readonly version: number;
  readonly steps: number;
}

/** A part of the walk that changed no score. */
interface Idle {
  readonly version: number;
  readonly steps: number;
}

/** One walk; its result is in `scores`, parallel to `slots`. */
export class Walk {
  /** The numbers of the table's nodes. */
  readonly slots: readonly number[];
  scores: Score[];
  private spare: Score[];
  private readonly run: Run;
  private readonly state: AssignmentState;
  private readonly target: Resource;
  private readonly table: NodeTable;
  private readonly usable: readonly boolean[];
  private readonly side: Side;
  private readonly nonNegative: boolean;
  private readonly frames: Frame[] = [];
  private hasMarks = false;
  /** Counts changes of scores. */
  private version = 0;
  private taken = 0;
  private steps = 0;
  /** What changed nothing, if the walk is long. */
  private idle: Map<Colocation, Map<number, Idle>> | null = null;
  private readonly memory: Memory | null;
  /** The attribute last asked for, and whether it tells nodes as far as the target is concerned. */
  private attribute: string | null = null;
  private isPlain = false;

  constructor(run: Run, target: Resource, table: NodeTable, options: MergeOptions) {
    this.run = run;
    this.state = stateOf(run);
    this.target = target;
    this.table = table;
    this.side = options.thisWith === true ? "thisWith" : "withThis";
    this.nonNegative = options.nonNegative === true;
    this.slots = table.present();
    this.scores = this.slots.map((slot) => table.at(slot)!.score);
    this.spare = this.scores.slice();
    this.usable = this.slots.map((slot) => isAvailable(table.at(slot)!.node));
    this.memory = this.state.takesShortCuts && !this.nonNegative ? memoryOf(run, this.side) : null;
  }

  /** Starts from the target's own table. */
  begin(source: Resource, through: Resource): void {
    for (let i = 0; i < this.scores.length; i++) {
      if (this.scores[i]! >= 0 && this.usable[i]!) {
        this.push(linkedList(this.state, source, this.side), source, through, null, 1);
        return;
      }
    }
  }

  /** Adds one source's scores, and goes on from there later if there is more to follow. */
  enter(resource: Resource, colocation: Colocation, factor: number, isActive: boolean): void {
    if (hasFlag(resource, ResourceFlag.Merging)) return;
    const source = sourceOf(resource);
    if (hasFlag(source, ResourceFlag.Merging)) return;
    const list = linkedList(this.state, source, this.side);
    if (list.length > 0 && this.takeShortCut(source, colocation, factor, list)) return;
    this.countStep();
    const isPossible = this.add(source, colocation, factor);
    if (!isPossible && isActive) return;
    const { scores } = this;
    this.scores = this.spare;
    this.spare = scores;
    if (isPossible) this.push(list, source, resource, colocation, factor);
    else this.complete();
  }

  private countStep(): void {
    this.taken++;
    this.state.mergeSteps++;
    if (this.state.mergeSteps > MAX_STEPS) {
      throw new PengineError("limit-iterations", "Colocations are connected by too many paths; remove redundant ones");
    }
  }

  /** Does at once what entering the source, and going on from there, comes to; false if that is not known. */
  private takeShortCut(source: Resource, colocation: Colocation, factor: number, list: readonly Colocation[]): boolean {
    if (this.passIdle(colocation, factor)) return true;
    if (this.memory === null) return false;
    const compound = findCompound(this.run, this.memory, this.target, source, colocation, factor, list);
    if (compound === null || !this.staysPossible(compound)) return false;
    this.countStep();
    this.state.shortCuts++;
    const { slots, scores } = this;
    let isChanged = false;
    for (let i = 0; i < scores.length; i++) {
      const score = applyCompound(compound, slots[i]!, scores[i]!);
      isChanged ||= score !== scores[i];
      scores[i] = score;
    }
    if (isChanged) this.version++;
    this.steps = addSteps(this.steps, compound.steps);
    this.table.reorder(compound.steps);
    return true;
  }

  /** Some node remains available all along, so that nothing would be given up. */
  private staysPossible(compound: Compound): boolean {
    const { slots, scores, usable } = this;
    for (let i = 0; i < scores.length; i++) {
      if (usable[i]! && scores[i]! >= compound.low[slots[i]!]!) return true;
    }
    return false;
  }

  // Even where there are no compounds, what changed nothing need not be done again.
  private passIdle(colocation: Colocation, factor: number): boolean {
    const idle = this.idle?.get(colocation)?.get(factor);
    if (idle === undefined || idle.version !== this.version) return false;
    this.countStep();
    this.state.shortCuts++;
    this.steps = addSteps(this.steps, idle.steps);
    this.table.reorder(idle.steps);
    return true;
  }

  private push(
    list: readonly Colocation[],
    source: Resource,
    through: Resource,
    colocation: Colocation | null,
    factor: number,
  ): void {
    if (list.length === 0) {
      this.complete();
      return;
    }
    setFlag(source, ResourceFlag.Merging);
    setFlag(through, ResourceFlag.Merging);
    const { version, steps } = this;
    this.frames.push({ list, next: 0, factor, source, through, colocation, version, steps });
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
        if (this.taken > LONG_WALK && this.state.takesShortCuts) this.rememberIfIdle(frame);
        continue;
      }
      const next = nextOf(this.side, colocation);
      if (next !== null) this.enter(next, colocation, nextFactor(frame.factor, colocation), true);
    }
  }

  /** What the end of a step does to the table. */
  private complete(): void {
    if (this.hasMarks) {
      const { scores } = this;
      for (let i = 0; i < scores.length; i++) if (scores[i] === UNUSABLE) scores[i] = 1;
      this.hasMarks = false;
      this.version++;
    }
    this.steps = addSteps(this.steps, 1);
    this.table.reorder(1);
  }

  /** Computes the scores after one source; tells whether a node remains available. */
  private add(source: Resource, colocation: Colocation, factor: number): boolean {
    const { target, slots, scores, spare, usable } = this;
    const table = contributedTable(source, colocation);
    const raw = this.isByNode(source, colocation.nodeAttribute) ? table.raw() : null;
    const byPlace = raw === null ? scoresByPlace(target, this.table, slots, source, table, colocation.nodeAttribute) : null;
    let isPossible = false;
    let isChanged = false;
    let mayHarm: boolean | null = null;
    for (let i = 0; i < slots.length; i++) {
      const score = scores[i]!;
      let own: Score = -INFINITY;
      if (byPlace !== null) own = byPlace[i]!;
      else if (usable[i]!) own = raw![slots[i]!]?.score ?? -INFINITY;
      let result = score;
      if (own !== 0 && score !== UNUSABLE) {
        let applies = true;
        if (factor < 0 && own < 0) {
          mayHarm ??= isOnlyPlace(colocation);
          applies = mayHarm && colocation.primary.stickiness < -own;
        }
        if (applies) result = this.sum(score, deltaOf(factor, own));
      }
      spare[i] = result;
      isChanged ||= result !== score;
      isPossible ||= result >= 0 && usable[i]!;
    }
    if (isChanged) this.version++;
    return isPossible;
  }

  /** Whether each node is a place of its own for the target and a source. */
  private isByNode(source: Resource, attribute: string): boolean {
    if (attribute !== this.attribute) {
      this.attribute = attribute;
      this.isPlain = tellsNodes(this.run, attribute, this.target, this.target);
    }
    return this.isPlain && (!this.run.cluster.haveRemoteNodes || tellsNodes(this.run, attribute, source, source));
  }

  private sum(score: Score, delta: Score): Score {
    const sum = addScores(delta, score);
    if (!this.nonNegative || sum >= 0 || score < 0) return sum;
    if (score === 0) return 0;
    this.hasMarks = true;
    return UNUSABLE;
  }

  private rememberIfIdle(frame: Frame): void {
    const { source, colocation, factor, version } = frame;
    if (colocation === null || version !== this.version || reachesLoop(this.state, this.side, source)) return;
    this.idle ??= new Map();
    let byFactor = this.idle.get(colocation);
    if (byFactor === undefined) {
      byFactor = new Map();
      this.idle.set(colocation, byFactor);
    }
    byFactor.set(factor, { version, steps: stepsBetween(frame.steps, this.steps) });
  }
}
