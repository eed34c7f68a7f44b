// Executes a transition against the CIB, as a cluster would if everything went as expected or as requested.
//
// Order    passes over the synapses in their order; an action sees what earlier ones of the same pass confirmed
// Rule     once something failed, only actions of infinite priority go on, and pseudo-actions
// Reads    the transition as published; nothing here depends on how it was made

import { PengineError } from "../errors.ts";
import type { ActionDetails, Synapse, Transition } from "../graph/transition.ts";
import { parseUint32, scanInteger } from "../values/integer.ts";
import { INFINITY } from "../values/score.ts";
import { asciiLower } from "../values/text.ts";
import type { XmlElement } from "../xml/element.ts";
import type { SimulationEvent } from "./events.ts";
import { addFailure, isCounted } from "./fail-count.ts";
import { requestHistory } from "./history.ts";
import { markFenced } from "./inject/node.ts";
import { recordResult } from "./record.ts";
import { WorkingCib } from "./working-cib.ts";

/** What executing depends on besides the transition. */
export interface ExecutionOptions {
  /** Real time, seconds since the epoch. */
  readonly time: number;
  /** Operations that are to fail, as `KEY@NODE=RC`. */
  readonly failures: readonly string[];
  /** Nodes of the transition are added to the configuration. */
  readonly createNodes: boolean;
  /** Tells whether the schedule knows a resource by that ID or name in history. */
  readonly knowsResource: (name: string) => boolean;
  /** The most actions that are carried out. */
  readonly maxSteps: number;
}

export interface Execution {
  readonly root: XmlElement;
  readonly events: readonly SimulationEvent[];
  /** False if the transition could not be carried through although nothing failed: it contradicts itself. */
  readonly complete: boolean;
}

/**
 * Executes a transition.
 *
 * @throws PengineError `limit-iterations` if it has more actions than allowed
 */
export function execute(root: XmlElement, transition: Transition, options: ExecutionOptions): Execution {
  return new Executor(root, transition, options).run();
}

class Executor {
  private readonly transition: Transition;
  private readonly options: ExecutionOptions;
  private readonly cib: WorkingCib;
  private readonly events: SimulationEvent[] = [];
  /** By position of a synapse: inputs that are not confirmed yet. */
  private readonly waiting: number[];
  private readonly executed: boolean[];
  /** By ID of an action: positions of the synapses that wait for it. */
  private readonly dependents = new Map<number, number[]>();
  private abortPriority = 0;
  private steps = 0;

  constructor(root: XmlElement, transition: Transition, options: ExecutionOptions) {
    this.transition = transition;
    this.options = options;
    this.cib = new WorkingCib(root, { createNodes: options.createNodes });
    this.waiting = transition.synapses.map(({ inputs }) => inputs.length);
    this.executed = transition.synapses.map(() => false);
    transition.synapses.forEach(({ inputs }, position) => {
      for (const input of inputs) {
        const positions = this.dependents.get(input.id);
        if (positions === undefined) this.dependents.set(input.id, [position]);
        else positions.push(position);
      }
    });
  }

  run(): Execution {
    while (this.pass());
    const complete = this.abortPriority > 0 || this.executed.every((done) => done);
    return { root: this.cib.finish(), events: this.events, complete };
  }

  /** @returns whether anything was done */
  private pass(): boolean {
    let fired = false;
    this.transition.synapses.forEach((synapse, position) => {
      if (this.executed[position] || this.waiting[position]! > 0) return;
      if (synapse.action.head.element !== "pseudo_event" && synapse.priority < this.abortPriority) return;
      this.executed[position] = true;
      this.countStep();
      if (this.fire(synapse)) fired = true;
    });
    return fired;
  }

  private countStep(): void {
    const { maxSteps } = this.options;
    if (++this.steps <= maxSteps) return;
    throw new PengineError("limit-iterations", `Carrying out the transition takes more than ${maxSteps} steps; raise the limit`);
  }

  /** @returns false if the action could not even be tried */
  private fire({ action }: Synapse): boolean {
    const { head } = action;
    switch (head.element) {
      case "pseudo_event":
        this.events.push({ kind: "pseudo-action", key: head.key, node: head.node?.name ?? null });
        this.confirm(action, false);
        return true;
      case "crm_event":
        if (head.task === "stonith") this.fence(action);
        else this.executeClusterAction(action);
        this.confirm(action, false);
        return true;
      case "rsc_op":
        return this.executeResourceAction(action);
    }
  }

  private confirm(action: ActionDetails, failed: boolean): void {
    for (const position of this.dependents.get(action.head.id) ?? []) {
      if (this.executed[position]) continue;
      if (failed && this.transition.synapses[position]!.priority !== INFINITY) continue;
      this.waiting[position]!--;
    }
  }

  private fence(action: ActionDetails): void {
    const operation = valueOf(action.attributes, "CRM_meta_stonith_action") ?? "";
    const { name: node, id } = action.head.node!;
    this.events.push({ kind: "fencing", node, operation });
    if (asciiLower(operation) !== "on") markFenced(this.cib, node, id);
  }

  private executeClusterAction(action: ActionDetails): void {
    const { task, node } = action.head;
    const resource = action.resource === null ? null : (valueOf(action.resource.attributes, "id") ?? null);
    this.events.push({ kind: "cluster-action", operation: task, resource, node: node?.name ?? null });
  }

  private executeResourceAction(action: ActionDetails): boolean {
    // a collective resource does nothing itself: the transition ends where one is to (observed)
    if (action.resource!.name !== "primitive") {
      this.abortPriority = INFINITY;
      return false;
    }
    const { task: operation, router } = action.head;
    const resource = identityOf(action);
    const name = this.displayName(resource);
    const node = action.head.node!.name;
    const lower = asciiLower(operation);
    if (lower === "delete" || lower === "meta-data") {
      this.events.push({ kind: "resource-action", resource: name, operation, interval: null, node });
      this.confirm(action, false);
      return true;
    }
    const state = this.cib.requestState(node, router === null ? action.head.node!.id : node);
    const interval = parseUint32(valueOf(action.attributes, "CRM_meta_interval"), 0);
    const expectedStatus = scanInteger(valueOf(action.attributes, "CRM_meta_op_target_rc") ?? "0").value;
    let failed = false;
    let possible = true;
    this.cib.changeState(state, () => {
      const identity = { ...resource, resource: name, historyName: resource.id };
      const history = requestHistory(this.cib, state, identity, this.events);
      if (history === null) {
        possible = false;
        return false;
      }
      this.events.push({ kind: "resource-action", resource: name, operation, interval, node });
      let exitStatus = expectedStatus;
      const failure = this.requestedFailure(action, [name, resource.id], interval);
      if (failure !== null) {
        failed = true;
        exitStatus = failure.exitStatus;
        this.events.push({ kind: "failure-pretended", action: action.head.id, exitStatus });
        if (isCounted(exitStatus, interval)) {
          const counted = `${failure.matched}#${operation}_${interval}`;
          addFailure(state, { operation: counted, infinite: this.isInfinite(operation), time: this.options.time }, this.events);
        }
      }
      recordResult(history, {
        resource: resource.id,
        task: operation,
        interval,
        exitStatus,
        expectedStatus,
        exitReason: "User-injected result",
        node,
        time: this.options.time,
        parameters: [...action.attributes, ...action.parameters],
      });
      return true;
    });
    if (!possible || failed) this.abortPriority = INFINITY;
    if (possible) this.confirm(action, failed);
    return possible;
  }

  /** Instances of an anonymous clone go by the name that they have in history, once they have one. */
  private displayName({ id, longId }: NamedResource): string {
    if (this.options.knowsResource(id)) return id;
    return longId !== null && this.options.knowsResource(longId) ? longId : id;
  }

  private isInfinite(task: string): boolean {
    if (task === "stop") return true;
    return task === "start" && valueOf(this.transition.attributes, "failed-start-offset") === "INFINITY";
  }

  private requestedFailure(
    { head }: ActionDetails,
    names: readonly string[],
    interval: number,
  ): { readonly matched: string; readonly exitStatus: number } | null {
    for (const spec of this.options.failures) {
      const matched = names.find((candidate) => {
        const prefix = `${candidate}_${head.task}_${interval}@${head.node!.name}=`;
        return asciiLower(spec).startsWith(asciiLower(prefix));
      });
      if (matched === undefined) continue;
      const { value, error } = scanInteger(spec.slice(spec.indexOf("=") + 1));
      if (error === null) return { matched, exitStatus: value };
      this.events.push({ kind: "error", text: `Invalid failed operation '${spec}' (result code must be integer)` });
    }
    return null;
  }
}

/** The resource that an action names. */
interface NamedResource {
  readonly id: string;
  readonly longId: string | null;
  readonly class: string | null;
  readonly provider: string | null;
  readonly type: string | null;
}

function identityOf(action: ActionDetails): NamedResource {
  const { attributes } = action.resource!;
  return {
    id: valueOf(attributes, "id") ?? "",
    longId: valueOf(attributes, "long-id") ?? null,
    class: valueOf(attributes, "class") ?? null,
    provider: valueOf(attributes, "provider") ?? null,
    type: valueOf(attributes, "type") ?? null,
  };
}

function valueOf(pairs: readonly string[], name: string): string | undefined {
  for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === name) return pairs[i + 1];
  return undefined;
}
