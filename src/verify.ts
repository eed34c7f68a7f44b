// The entry function for checking a CIB: grammar, upgrade, everything that unpacking and scheduling complain about, and
// what an administrator should look at besides.

import { adviseOn } from "./advice/index.ts";
import type { Advice } from "./advice/advice.ts";
import { CibError, upgradeRoot, type CibDocument } from "./cib/read.ts";
import { findVersion, NO_SCHEMA } from "./cib/schema/versions.ts";
import { validate } from "./cib/schema/validate.ts";
import { violationLines, type Violation } from "./cib/schema/violation.ts";
import type { UpgradeMessage } from "./cib/upgrade/index.ts";
import type { Diagnostic } from "./diagnostics.ts";
import { buildGraph } from "./graph/index.ts";
import { runStages, scheduling, unpack } from "./pipeline.ts";
import { startRun, type RunOptions } from "./schedule.ts";
import { attribute } from "./xml/element.ts";

/** Something that was said while verifying, in order. */
export type VerificationEntry =
  /** A violation of the grammar in the words of the reference, or another line that is always shown. */
  | { readonly kind: "line"; readonly text: string }
  | { readonly kind: "upgrade"; readonly message: UpgradeMessage }
  | { readonly kind: "diagnostic"; readonly diagnostic: Diagnostic };

/** What verifying found. */
export interface Verification {
  /** `not-a-cib`: the root element is another one. */
  readonly outcome: "valid" | "warnings" | "errors" | "not-a-cib";
  readonly entries: readonly VerificationEntry[];
  /** All violations of the grammar that the CIB names, in document order. */
  readonly violations: readonly Violation[];
  /** Worth a look, but no reason to call the CIB invalid. */
  readonly advice: readonly Advice[];
}

const NO_SCHEMA_DEPRECATED =
  "Support for validate-with='none' is deprecated and will be removed in a future release without the possibility of upgrades (manually edit to use a supported schema)";

/**
 * Checks a CIB as `crm_verify` does, by default at the time that the CIB has recorded, where `crm_verify` takes the machine's. A
 * document without a status section of its own is checked up to its constraints; the input counts as complete unless
 * `sanitized` says otherwise.
 *
 * @throws PengineError if there is no effective time, or a limit is passed
 */
export function verifyCib(document: CibDocument, options: RunOptions = {}): Verification {
  return new Verifier(document, options).run();
}

class Verifier {
  private readonly document: CibDocument;
  private readonly options: RunOptions;
  private readonly entries: VerificationEntry[] = [];
  private violations: readonly Violation[] = [];
  private advice: readonly Advice[] = [];

  constructor(document: CibDocument, options: RunOptions) {
    this.document = document;
    this.options = options;
  }

  run(): Verification {
    const { root } = this.document;
    if (root.name !== "cib") {
      this.line(`Input is not a CIB (outermost element is ${root.name} not cib)`);
      return this.result("not-a-cib");
    }
    if (this.isDeclaredSchemaBroken() || this.isUpgradeImpossible()) {
      this.note("config-error", "CIB did not pass schema validation");
      return this.result("errors");
    }
    const has = (kind: Diagnostic["kind"]): boolean =>
      this.entries.some((entry) => entry.kind === "diagnostic" && entry.diagnostic.kind === kind);
    if (has("config-error")) {
      this.note("config-error", "CIB did not pass schema validation");
      return this.result("errors");
    }
    return this.result(has("config-warning") ? "warnings" : "valid");
  }

  private isDeclaredSchemaBroken(): boolean {
    const { root, entities } = this.document;
    const declared = attribute(root, "validate-with");
    if (declared === NO_SCHEMA) {
      this.note("config-warning", NO_SCHEMA_DEPRECATED);
      this.note("config-warning", NO_SCHEMA_DEPRECATED);
      return false;
    }
    const version = declared === undefined ? -1 : findVersion(declared);
    if (version < 0) {
      const what = declared === undefined ? "missing" : "unknown";
      this.note("config-error", `Cannot validate CIB with ${what} validate-with (manually edit to use a known schema)`);
      return true;
    }
    this.violations = validate(root, version, { entities });
    for (const text of this.violations.flatMap(violationLines)) this.line(`${text}\n`);
    return this.violations.length > 0;
  }

  /** Upgrades and, if that succeeds, schedules. */
  private isUpgradeImpossible(): boolean {
    try {
      const cib = upgradeRoot(this.document, { limits: this.options.limits });
      this.upgradeMessages(cib.messages);
      const run = startRun(cib, { ...this.options, sanitized: this.options.sanitized ?? false });
      const known = unpack(run, this.document.statusAdded ? "tags" : undefined);
      if (!known) unpack(run);
      runStages(run, scheduling, this.document.statusAdded ? "constraints" : undefined);
      if (!this.document.statusAdded) {
        buildGraph(run);
        this.advice = adviseOn(run);
      }
      for (const diagnostic of run.diagnostics) this.entries.push({ kind: "diagnostic", diagnostic });
      return false;
    } catch (error) {
      if (!(error instanceof CibError)) throw error;
      this.upgradeMessages(error.messages);
      this.line(
        "The cluster will NOT be able to use this configuration.\n" +
          "Please manually update the configuration to conform to the pacemaker-4.0 syntax.",
      );
      return true;
    }
  }

  private upgradeMessages(messages: readonly UpgradeMessage[]): void {
    for (const message of messages) this.entries.push({ kind: "upgrade", message });
  }

  private line(text: string): void {
    this.entries.push({ kind: "line", text });
  }

  private note(kind: Diagnostic["kind"], text: string): void {
    const diagnostic = { code: "schema-validation", kind, origin: "pcmk__verify", text };
    this.entries.push({ kind: "diagnostic", diagnostic });
  }

  private result(outcome: Verification["outcome"]): Verification {
    return Object.freeze({
      outcome,
      entries: Object.freeze(this.entries),
      violations: Object.freeze(this.violations),
      advice: this.advice,
    });
  }
}
