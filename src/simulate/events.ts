/** What can be asked of a simulation, and what it tells: closed unions of small records. */

/** An event that is put into the CIB before scheduling. */
export type Injection =
  | { readonly kind: "quorum"; readonly value: string }
  | { readonly kind: "watchdog"; readonly value: string }
  | { readonly kind: "node-up" | "node-down" | "node-fail"; readonly node: string }
  | {
      readonly kind: "ticket-grant" | "ticket-revoke" | "ticket-standby" | "ticket-activate";
      readonly ticket: string;
    }
  /** The result of an operation, as `KEY@NODE=RC`. */
  | { readonly kind: "operation"; readonly spec: string };

/** What happened, in order; `error` is something that could not be done. */
export type SimulationEvent =
  | { readonly kind: "injected"; readonly injection: Injection }
  | { readonly kind: "attribute-injected"; readonly name: string; readonly value: string; readonly nodeId: string }
  | { readonly kind: "pseudo-action"; readonly key: string; readonly node: string | null }
  | {
      readonly kind: "resource-action";
      readonly resource: string;
      readonly operation: string;
      /** Milliseconds; `null` where it is not told (clean-up). */
      readonly interval: number | null;
      readonly node: string;
    }
  | {
      readonly kind: "cluster-action";
      readonly operation: string;
      readonly resource: string | null;
      readonly node: string | null;
    }
  | { readonly kind: "fencing"; readonly node: string; readonly operation: string }
  | { readonly kind: "failure-pretended"; readonly action: number; readonly exitStatus: number }
  | { readonly kind: "error"; readonly text: string };
