import { PengineError } from "../../errors.ts";
import { scanInteger } from "../../values/integer.ts";
import { parseOperationKey } from "../../values/operation-key.ts";
import type { SimulationEvent } from "../events.ts";
import { addFailure, isCounted } from "../fail-count.ts";
import { requestHistory } from "../history.ts";
import { recordResult } from "../record.ts";
import type { WorkingCib } from "../working-cib.ts";

/** A resource as far as an injected result needs to know it. */
export interface InjectionTarget {
  readonly class: string | null;
  readonly type: string | null;
  readonly provider: string | null;
}

/** What injected results depend on besides the CIB. */
export interface InjectionContext {
  /** Real time, seconds since the epoch. */
  readonly time: number;
  readonly startFailureIsFatal: boolean;
  /** Looks a resource up by ID or name in history, in the status before any injection. */
  readonly findResource: (name: string) => InjectionTarget | null;
}

/** Records the result of an operation, given as `KEY@NODE=RC`, together with its fail count. */
export function injectOperation(
  cib: WorkingCib,
  spec: string,
  context: InjectionContext,
  events: SimulationEvent[],
): void {
  const fields = splitSpec(spec);
  if (fields.found < 3) {
    events.push({ kind: "error", text: `Invalid operation spec: ${spec}.  Only found ${fields.found} fields` });
    return;
  }
  const parts = parseOperationKey(fields.key);
  const target = parts === null ? null : context.findResource(parts.resource);
  if (parts === null || target === null) {
    events.push({ kind: "error", text: `Invalid resource name: ${parts === null ? "(null)" : parts.resource}` });
    return;
  }
  const { resource, action: task, intervalMs: interval } = parts;
  const state = cib.requestState(fields.node);
  cib.changeState(state, () => {
    if (isCounted(fields.exitStatus, interval)) {
      const infinite = task === "stop" || (task === "start" && context.startFailureIsFatal);
      addFailure(state, { operation: `${resource}#${task}_${interval}`, infinite, time: context.time }, events);
    }
    const history = requestHistory(cib, state, { resource, historyName: resource, ...target }, events);
    if (history === null) {
      throw new PengineError("history-impossible", `No result of ${resource} can be recorded: it has no class and type`);
    }
    recordResult(history, {
      resource,
      task,
      interval,
      exitStatus: fields.exitStatus,
      expectedStatus: 0,
      exitReason: "Simulated action result",
      node: fields.node,
      time: context.time,
      parameters: null,
    });
    return true;
  });
}

interface SpecFields {
  /** How many of the three were there; -1 for an empty text (observed). */
  readonly found: number;
  readonly key: string;
  readonly node: string;
  readonly exitStatus: number;
}

function splitSpec(spec: string): SpecFields {
  const at = spec.indexOf("@");
  const key = at < 0 ? spec : spec.slice(0, at);
  const rest = at < 0 ? "" : spec.slice(at + 1);
  const equals = rest.indexOf("=");
  const node = equals < 0 ? rest : rest.slice(0, equals);
  const status = equals < 0 ? null : scanInteger(rest.slice(equals + 1));
  let found = 3;
  if (spec === "") found = -1;
  else if (key === "") found = 0;
  else if (node === "") found = 1;
  else if (status === null || status.error === "bad-input") found = 2;
  return { found, key, node, exitStatus: status?.value ?? 0 };
}
