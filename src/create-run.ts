import { IdIndex } from "./cib/id-ref.ts";
import type { Cib } from "./cib/read.ts";
import { report, type Diagnostic } from "./diagnostics.ts";
import type { Cluster } from "./model/cluster.ts";
import { NodeKeys } from "./model/node-table.ts";
import type { RuleSetting } from "./rules/input.ts";
import type { Memory, Run, RunSettings } from "./run.ts";
import { KeyedTable } from "./tables/keyed-table.ts";
import type { Clock, CrmTime } from "./values/date.ts";
import type { Problem, Report } from "./values/problem.ts";
import { noHealthColours, type HealthColours } from "./values/score.ts";

/** The memory of a process that has run nothing yet. */
export function createMemory(): Memory {
  return { warned: new Set(), transitions: 0, healthColours: noHealthColours };
}

/** Creates a run over a CIB, with an empty model. */
export function createRun(
  { root, outline }: Pick<Cib, "root" | "outline">,
  settings: RunSettings,
  memory: Memory,
  withLedger: boolean,
): Run {
  const diagnostics: Diagnostic[] = [];
  const ids = new IdIndex(root);
  const take = (problem: Problem): void => report(run, problem.message, problem.params as never);
  const run: Run = {
    settings,
    memory,
    root,
    outline,
    sections: outline.sections,
    cluster: createCluster(),
    nodeKeys: new NodeKeys(),
    diagnostics,
    report: take,
    ids,
    rules: new RunRules(settings, memory, take, ids),
    failedOperations: [],
    locations: [],
    colocations: [],
    actions: [],
    singletons: new Map(),
    relations: [],
    nextActionId: 1,
    nextRelationId: 1,
    launchersToStop: [],
    deferredChecks: [],
    expired: new Set(),
    marks: [],
    recheckBy: 0,
    scoreLines: [],
    ledger: withLedger ? [] : null,
    caches: new Map(),
  };
  return run;
}

class RunRules implements RuleSetting {
  readonly now: CrmTime;
  readonly clock: Clock;
  readonly report: Report;
  cib: IdIndex;
  private readonly memory: Memory;

  constructor(settings: RunSettings, memory: Memory, report: Report, cib: IdIndex) {
    this.now = settings.time;
    this.clock = settings.clock;
    this.report = report;
    this.cib = cib;
    this.memory = memory;
  }

  /** Those of the run before, until the options have been read. */
  get healthColours(): HealthColours {
    return this.memory.healthColours;
  }
}

function createCluster(): Cluster {
  return {
    quorate: false,
    noQuorumPolicy: "stop",
    options: new KeyedTable<string>(),
    symmetric: false,
    maintenanceMode: false,
    stopAll: false,
    fencingEnabled: false,
    haveFencing: false,
    startupFencing: false,
    concurrentFencing: false,
    unfencing: false,
    fenceRemoteWithoutQuorum: false,
    stopRemovedResources: false,
    cancelRemovedActions: false,
    startFailureFatal: false,
    probeResources: false,
    shutdownLock: false,
    shutdownLockLimit: 0,
    nodePendingTimeout: 0,
    priorityFencingDelay: 0,
    fenceAction: "reboot",
    fencingTimeout: 0,
    placementStrategy: "default",
    haveRemoteNodes: false,
    nodes: [],
    nodesByName: new Map(),
    nodesById: new Map(),
    dc: null,
    resources: [],
    tickets: new KeyedTable(),
    tags: new KeyedTable(),
    templates: new KeyedTable(),
    instanceCount: 0,
    disabledCount: 0,
    blockedCount: 0,
  };
}
