import type { Action, Relation } from "./actions/action.ts";
import type { Diagnostic } from "./diagnostics.ts";
import type { HistoryEntry } from "./history/entry.ts";
import type { Cluster } from "./model/cluster.ts";
import type { Colocation } from "./model/colocation.ts";
import type { Location } from "./model/location.ts";
import type { Node } from "./model/node.ts";
import type { NodeKeys } from "./model/node-table.ts";
import type { Resource } from "./model/resource.ts";
import type { ScoreChange, ScoreLine } from "./model/scores.ts";
import type { Outline, Sections } from "./cib/outline.ts";
import type { IdIndex } from "./cib/id-ref.ts";
import type { RuleSetting } from "./rules/input.ts";
import type { Clock, CrmTime } from "./values/date.ts";
import type { Report } from "./values/problem.ts";
import type { HealthColours } from "./values/score.ts";
import type { XmlElement } from "./xml/element.ts";

/**
 * What the reference keeps for the life of its process, and what a caller therefore hands from one run to the next:
 * warnings that are given only once, the number of the last transition, and the scores of the health colours.
 */
export interface Memory {
  readonly warned: Set<string>;
  transitions: number;
  healthColours: HealthColours;
}

/** What a caller asks for. */
export interface RunSettings {
  /** Effective time, with the local fields that date specifications look at. */
  readonly time: CrmTime;
  /** The same in seconds since the epoch. */
  readonly now: number;
  /** The machine's clock and zone, for dates that leave out their date or offset. */
  readonly clock: Clock;
  /** Parameters that are private may be hidden in the input, as in what is handed to support. */
  readonly sanitized: boolean;
  readonly showScores: boolean;
  readonly showUtilization: boolean;
  /** Most instances that the resources of one model may have in all. */
  readonly maxInstances: number;
  /** Most instances of one clone, or replicas of one bundle. */
  readonly maxCloneInstances: number;
}

/**
 * One run: handed first to every stage. The input is never changed; everything else is the working model, mutable and
 * private to the run.
 */
export interface Run {
  readonly settings: RunSettings;
  readonly memory: Memory;
  /**
   * The document's root. Replaced, never changed: unpacking appends the connections of guest nodes to it, so that a
   * copy saved afterwards has them.
   */
  root: XmlElement;
  /** What else was found in the document as it was read. */
  readonly outline: Outline;
  /** The sections of {@link root}; replaced with it. */
  sections: Sections;
  readonly cluster: Cluster;
  readonly nodeKeys: NodeKeys;
  readonly diagnostics: Diagnostic[];
  /** Takes what the document layer has to report (rules, name/value blocks); adds to {@link diagnostics}. */
  readonly report: Report;
  /** Elements of the document by ID. */
  ids: IdIndex;
  /** What rules are evaluated against, whatever the context; its document is that of {@link ids}. */
  readonly rules: RuleSetting & { cib: IdIndex };

  /** Failed operations in the order in which they are shown: history entries as found, with what locates them. */
  readonly failedOperations: FailedOperation[];
  /** Location preferences in order of creation; the reference walks them newest first, that is backwards. */
  readonly locations: Location[];
  /** Colocations in order of creation. */
  readonly colocations: Colocation[];
  /** All actions in order of creation; the reference walks them newest first, that is backwards. */
  readonly actions: Action[];
  /** Actions without resource, by key. */
  readonly singletons: Map<string, Action>;
  /** Recorded orderings, in order of creation. */
  readonly relations: Relation[];
  nextActionId: number;
  nextRelationId: number;
  /** Launchers whose stop is to be scheduled once all history is read; in order of discovery. */
  readonly launchersToStop: Resource[];
  /** Parameter checks that wait until a bundle's address is known; in order of discovery. */
  readonly deferredChecks: DeferredCheck[];

  /** Recorded operations that are to run again because their failure expired. */
  readonly expired: Set<HistoryEntry>;
  /** What unpacking notes at entries of the history; a saved copy of the input has these attributes. */
  readonly marks: HistoryMark[];

  /** Seconds since the epoch at which another run could give another answer; 0: none. */
  recheckBy: number;
  /** Scores as printed, in the order in which they are printed; filled only if asked for. */
  readonly scoreLines: ScoreLine[];
  /** Every change of every score with its cause; `null` unless asked for. */
  readonly ledger: ScoreChange[] | null;
  /** Caches of stages, by name; each stage has one typed accessor for its own. */
  readonly caches: Map<symbol, unknown>;
}

/** Attributes (names and values in turn) that unpacking sets on an element of the status. */
export interface HistoryMark {
  readonly element: XmlElement;
  readonly attributes: readonly string[];
}

/** A failed history entry, as kept for display. */
export interface FailedOperation {
  readonly element: XmlElement;
  /** `uname` of the node whose history has it. */
  readonly nodeName: string;
  /** Identity of the resource as shown: its ID, or the ID in history. */
  readonly resourceId: string;
}

/** A check of recorded against current parameters that has to wait for the assignment of a bundle's container. */
export interface DeferredCheck {
  readonly resource: Resource;
  /** The node whose history has the entry. */
  readonly node: Node;
  readonly entry: HistoryEntry;
  readonly reason: "definition" | "failure";
}

/** Proposes a time for the next run; the earliest one after now wins. */
export function proposeRecheck(run: Run, time: number): void {
  if (time > run.settings.now && (run.recheckBy === 0 || time < run.recheckBy)) run.recheckBy = time;
}

/** A stage's own cache on the run, created at first use. */
export function cacheOf<T>(run: Run, key: symbol, create: () => T): T {
  return cached(run.caches, key, create);
}

/**
 * A stage's own cache on the document, for all runs over it. What it holds must follow from the document alone: neither from
 * the time nor from options, and nothing that a run changes.
 */
export function documentCacheOf<T>(run: Run, key: symbol, create: () => T): T {
  return cached(run.outline.caches, key, create);
}

function cached<T>(caches: Map<symbol, unknown>, key: symbol, create: () => T): T {
  let value = caches.get(key) as T | undefined;
  if (value === undefined) {
    value = create();
    caches.set(key, value);
  }
  return value;
}
