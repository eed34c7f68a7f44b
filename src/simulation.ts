// The entry functions for what-if: events put into a CIB, and a transition carried out.

import { outlineOf } from "./cib/outline.ts";
import type { Cib } from "./cib/read.ts";
import { limitsFrom } from "./cib/limits.ts";
import { PengineError } from "./errors.ts";
import type { Transition } from "./graph/transition.ts";
import type { ClusterStatus, ResourceStatus } from "./result/cluster-status.ts";
import { clusterStatus, effectiveTime, schedule, type RunOptions, type Schedule, type ScheduleOptions } from "./schedule.ts";
import { execute } from "./simulate/execute.ts";
import type { Injection, SimulationEvent } from "./simulate/events.ts";
import { createsNodes, inject } from "./simulate/inject/index.ts";
import type { InjectionTarget } from "./simulate/inject/operation.ts";
import { epochOf } from "./values/date.ts";
import { isTrue } from "./values/boolean.ts";
import type { XmlElement } from "./xml/element.ts";

/** A CIB after something happened to it. */
export interface Outcome {
  readonly cib: Cib;
  /** What was done, in order. */
  readonly events: readonly SimulationEvent[];
}

/** A CIB after a transition was carried out. */
export interface Execution extends Outcome {
  /** False if the transition contradicts itself, so that some of it was never ready to be done. */
  readonly complete: boolean;
}

/** What a simulated execution is asked for. */
export interface ExecutionRequest {
  /** Operations that are to fail, as `KEY@NODE=RC`. */
  readonly failures?: readonly string[] | undefined;
  /** Nodes that appear in the transition but not in the configuration are added to it. */
  readonly createNodes?: boolean | undefined;
}

/** What a simulation is asked for. */
export interface SimulationRequest {
  /** What happens before scheduling. */
  readonly events?: readonly Injection[] | undefined;
  /** Operations that are to fail, as `KEY@NODE=RC`. */
  readonly failures?: readonly string[] | undefined;
}

/** A whole simulation: what happened, what was planned, how it went, and where everything is afterwards. */
export interface Simulation {
  readonly injected: readonly SimulationEvent[];
  readonly schedule: Schedule;
  readonly executed: readonly SimulationEvent[];
  readonly complete: boolean;
  readonly cib: Cib;
  readonly status: ClusterStatus;
}

/**
 * Puts events into a CIB. Times that are recorded come from the clock.
 *
 * @param status the state of the CIB before, which tells what resources there are
 * @throws PengineError if an event makes no sense for the CIB: an unknown node, an ambiguous ticket ...
 */
export function injectEvents(
  cib: Cib,
  status: ClusterStatus,
  events: readonly Injection[],
  options: RunOptions = {},
): Outcome {
  const agents = agentsByName(status);
  const fatal = status.options.find(({ name }) => name === "start-failure-is-fatal")?.value;
  const result = inject(cib.root, events, {
    time: realTime(cib, options),
    startFailureIsFatal: isTrue(fatal),
    findResource: (name) => agents.get(name) ?? null,
  });
  return Object.freeze({ cib: withRoot(cib, result.root), events: Object.freeze(result.events) });
}

/**
 * Carries out a transition that was planned for a CIB, recording results as a cluster would.
 *
 * @throws PengineError if there is no time to record, or a limit is passed
 */
export function executeTransition(
  cib: Cib,
  status: ClusterStatus,
  transition: Transition,
  request: ExecutionRequest = {},
  options: RunOptions = {},
): Execution {
  const agents = agentsByName(status);
  const result = execute(cib.root, transition, {
    time: realTime(cib, options),
    failures: request.failures ?? [],
    createNodes: request.createNodes ?? false,
    knowsResource: (name) => agents.has(name),
    maxSteps: limitsFrom(options.limits).iterations,
  });
  return Object.freeze({
    cib: withRoot(cib, result.root),
    events: Object.freeze(result.events),
    complete: result.complete,
  });
}

/**
 * Puts events into a CIB, schedules, and carries the transition out.
 *
 * @throws PengineError if an event makes no sense for the CIB, there is no effective time, or a limit is passed
 */
export function simulate(cib: Cib, request: SimulationRequest = {}, options: ScheduleOptions = {}): Simulation {
  const events = request.events ?? [];
  const before = clusterStatus(cib, options);
  const injected = events.length === 0 ? { cib, events: [] } : injectEvents(cib, before.status, events, options);
  const planned = schedule(injected.cib, { ...options, memory: before.memory });
  const execution = executeTransition(
    injected.cib,
    planned.status,
    planned.transition,
    { failures: request.failures, createNodes: createsNodes(events) },
    options,
  );
  const after = clusterStatus(execution.cib, { ...options, memory: planned.memory });
  return Object.freeze({
    injected: injected.events,
    schedule: planned,
    executed: execution.events,
    complete: execution.complete,
    cib: execution.cib,
    status: after.status,
  });
}

function realTime(cib: Cib, options: RunOptions): number {
  if (options.clock !== undefined) return options.clock.now;
  const time = effectiveTime(cib, options);
  if (time === null) {
    throw new PengineError("time-missing", "The CIB has no execution-date; say which time it is with `clock` or `now`");
  }
  return epochOf(time);
}

function withRoot(cib: Cib, root: XmlElement): Cib {
  return Object.freeze({ ...cib, root, document: root, outline: outlineOf(root) });
}

const noAgent: InjectionTarget = Object.freeze({ class: null, type: null, provider: null });

/** Agents of all resources by ID and by name in history; of several the first, depth first. */
function agentsByName(status: ClusterStatus): Map<string, InjectionTarget> {
  const result = new Map<string, InjectionTarget>();
  const add = (name: string | null, agent: InjectionTarget): void => {
    if (name !== null && !result.has(name)) result.set(name, agent);
  };
  const visit = (resource: ResourceStatus | null): void => {
    if (resource === null) return;
    if (resource.kind === "primitive") {
      add(resource.id, resource.agent);
      add(resource.historyId, resource.agent);
      return;
    }
    add(resource.id, noAgent);
    if (resource.kind === "group") resource.members.forEach(visit);
    else if (resource.kind === "clone") resource.instances.forEach(visit);
    else for (const { container, ip, connection } of resource.replicas) [container, ip, connection].forEach(visit);
    if (resource.kind === "bundle") for (const { instance } of resource.replicas) visit(instance);
  };
  status.resources.forEach(visit);
  return result;
}
