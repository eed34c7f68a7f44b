/**
 * The language of scenarios as data: a cluster to start from, steps in which something happens, and what is expected then.
 * `schema.ts` says the same as a JSON Schema, with a sentence for each word.
 */

/** A value of an option, attribute or parameter; what is not text is written as JSON writes it. */
export type ScenarioValue = string | number | boolean;

/** Names and values, in order. */
export type ScenarioValues = Readonly<Record<string, ScenarioValue>>;

type OneOrMore<T> = T | readonly T[];

/** A story about a cluster. It starts from a CIB, or from a cluster in short form. */
export interface Scenario {
  readonly about?: string;
  /** A file name, for whoever reads scenario files to resolve, or a CIB as XML text. */
  readonly cib?: string;
  readonly start?: ClusterOutline;
  /** Effective time to begin with: ISO 8601, or seconds since the epoch. */
  readonly time?: string | number;
  readonly steps: readonly ScenarioStep[];
}

/** A cluster in short form. Nothing has been probed or started yet. */
export interface ClusterOutline {
  readonly nodes?: readonly (string | NodeOutline)[];
  readonly options?: ScenarioValues;
  readonly resources?: readonly ResourceOutline[];
  readonly constraints?: readonly ConstraintOutline[];
}

export interface NodeOutline {
  readonly name: string;
  readonly attributes?: ScenarioValues;
  readonly utilization?: ScenarioValues;
  /** Default: true. */
  readonly online?: boolean;
}

/** A resource; one of `primitive`, `group`, `clone` and `bundle` gives its ID, and `xml` has all of it. */
export interface ResourceOutline {
  readonly primitive?: string;
  readonly group?: string;
  readonly clone?: string;
  readonly bundle?: string;
  readonly xml?: string;
  /** Primitives: `ocf:heartbeat:IPaddr2`, `systemd:haproxy`. */
  readonly agent?: string;
  readonly params?: ScenarioValues;
  readonly utilization?: ScenarioValues;
  /** With at least `name`; `interval` is 0 unless given. */
  readonly operations?: readonly ScenarioValues[];
  /** Groups. */
  readonly members?: readonly ResourceOutline[];
  /** What a clone has instances of, or what a bundle runs. */
  readonly of?: ResourceOutline;
  /** Bundles: attributes of the container. */
  readonly podman?: ScenarioValues;
  readonly docker?: ScenarioValues;
  readonly network?: ScenarioValues;
  readonly meta?: ScenarioValues;
}

/** A constraint, by its kind. */
export interface ConstraintOutline {
  readonly id?: string;
  readonly location?: string;
  readonly node?: string;
  /** Two resources: the second does not depend on the first. */
  readonly colocation?: readonly string[];
  readonly score?: ScenarioValue;
  readonly role?: string;
  readonly "with-role"?: string;
  /** Two or more of `web`, `promote db`. */
  readonly order?: readonly string[];
  readonly kind?: string;
  readonly symmetrical?: boolean;
  readonly ticket?: string;
  readonly resource?: string;
  readonly "loss-policy"?: string;
  readonly xml?: string;
}

/** Something happens, the cluster answers until there is nothing left to do, and is looked at. */
export interface ScenarioStep {
  readonly about?: string;
  readonly do?: readonly Deed[];
  /** The number of transitions after which to look, finished or not. Default: as many as it takes. */
  readonly transitions?: number;
  readonly expect?: readonly Expectation[];
}

/** An operation such as `start haproxy on node1`, alone or with its result. */
export type OperationOutline = string | { readonly operation: string; readonly result?: number; readonly interval?: string };

/** One thing that happens; exactly one of these is given. */
export interface Deed {
  readonly "node-fail"?: string;
  readonly "node-up"?: string;
  readonly "node-down"?: string;
  readonly "node-standby"?: string;
  readonly "node-unstandby"?: string;
  readonly "op-fail"?: OperationOutline;
  readonly "op-inject"?: OperationOutline;
  readonly "set-attribute"?: {
    readonly node: string;
    readonly name: string;
    readonly value: ScenarioValue | null;
    readonly lifetime?: "forever" | "reboot";
  };
  readonly "set-meta"?: { readonly resource: string; readonly name: string; readonly value: ScenarioValue | null };
  readonly "set-option"?: { readonly name: string; readonly value: ScenarioValue | null };
  readonly quorum?: boolean;
  readonly "ticket-grant"?: string;
  readonly "ticket-revoke"?: string;
  readonly "ticket-standby"?: string;
  readonly "ticket-activate"?: string;
  readonly "advance-time"?: string;
  readonly cleanup?: string;
  readonly edit?: ConfigurationEdit;
}

/** A change of the configuration; one of `add`, `remove`, `element` and `xml` is given. */
export interface ConfigurationEdit {
  readonly add?: ClusterOutline;
  readonly remove?: string;
  readonly element?: string;
  readonly set?: Readonly<Record<string, ScenarioValue | null>>;
  readonly xml?: string;
  readonly into?: string;
}

/** What is to be true at the end of a step, of a resource or of what happened; everything given has to hold. */
export interface Expectation {
  readonly resource?: string;
  readonly on?: OneOrMore<string>;
  readonly "not-on"?: OneOrMore<string>;
  readonly role?: string;
  readonly running?: boolean;
  readonly instances?: number;
  readonly with?: string;
  readonly "apart-from"?: string;
  readonly score?: string | number;
  readonly at?: string;
  readonly happens?: OneOrMore<string>;
  readonly never?: OneOrMore<string>;
  readonly order?: readonly string[];
  readonly fenced?: OneOrMore<string>;
  readonly settled?: boolean;
}

/** The elements of something that may be given alone. */
export function listed<T>(value: OneOrMore<T> | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
