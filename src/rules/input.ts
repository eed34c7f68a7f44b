/** What rules are evaluated against. */

import type { IdIndex } from "../cib/id-ref.ts";
import type { Clock, CrmTime } from "../values/date.ts";
import type { Report } from "../values/problem.ts";
import type { PatternMatch } from "../values/regex.ts";
import type { HealthColours } from "../values/score.ts";

/** Anything that has values by name: a node's attributes, a resource's parameters or meta-attributes. */
export interface ValueSource {
  get(name: string): string | undefined;
}

/** The agent of a resource; names compare case-sensitively in rules. */
export interface Agent {
  readonly standard: string;
  /** Unset for standards without providers. */
  readonly provider: string | undefined;
  readonly type: string;
}

/** What is the same for all rules of a run. */
export interface RuleSetting {
  /** Effective time; its local fields are what `date_spec` looks at. */
  readonly now: CrmTime;
  /** The machine's clock, for dates without a date or an offset. */
  readonly clock: Clock;
  /** What colours mean in the scores of blocks; those of the run before, until the cluster options have been read. */
  readonly healthColours: HealthColours;
  /** The whole document. */
  readonly cib: IdIndex;
  readonly report: Report;
}

/** A setting and the facts of one context; what a context does not have is `null`, and conditions about it fail. */
export interface RuleInput extends RuleSetting {
  /** Where references of rules and blocks are looked up: the whole document, or a resource's own expanded tree. */
  readonly references: IdIndex;
  readonly agent: Agent | null;
  /** Name of the operation; the interval does not matter without it. */
  readonly operation: string | null;
  readonly intervalMs: number;
  readonly nodeAttributes: ValueSource | null;
  /** Parameters of the resource, for values with source `param`. */
  readonly parameters: ValueSource | null;
  /** Meta-attributes of the resource, for values with source `meta`. */
  readonly metaAttributes: ValueSource | null;
  /** How a constraint's `rsc-pattern` matched the resource's id, for `%0` to `%9`. */
  readonly match: PatternMatch | null;
}

/** The facts of a context that are not absent. */
export type RuleFacts = Partial<Omit<RuleInput, keyof RuleSetting>>;

/** Creates an input; references are looked up in the whole document unless the facts say otherwise. */
export function ruleInput(setting: RuleSetting, facts: RuleFacts = {}, report: Report = setting.report): RuleInput {
  return {
    now: setting.now,
    clock: setting.clock,
    healthColours: setting.healthColours,
    cib: setting.cib,
    report,
    references: facts.references ?? setting.cib,
    agent: facts.agent ?? null,
    operation: facts.operation ?? null,
    intervalMs: facts.intervalMs ?? 0,
    nodeAttributes: facts.nodeAttributes ?? null,
    parameters: facts.parameters ?? null,
    metaAttributes: facts.metaAttributes ?? null,
    match: facts.match ?? null,
  };
}
