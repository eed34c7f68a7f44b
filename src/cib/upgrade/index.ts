import { attribute, withAttribute, type XmlElement } from "../../xml/element.ts";
import type { EntityReference } from "../../xml/parse.ts";
import { type IdReference, validate } from "../schema/validate.ts";
import { findVersion, latestVersion, NO_SCHEMA, schemaNames, type VersionIndex, versionIndex } from "../schema/versions.ts";
import { type Violation, violationLines } from "../schema/violation.ts";
import { upgradeFrom13 } from "./acls-1.3.ts";
import { rewrite, withChildren } from "./rewrite.ts";
import { type StageLimits, UpgradeFailure, type UpgradeStep } from "./step.ts";
import { upgradeFrom210 } from "./translate-2.10.ts";
import { upgradeFrom310 } from "./translate-3.10.ts";

// Brings a document to the latest schema.
//
// From the declared version upwards, each version is tried. A version that accepts the document changes nothing but
// `validate-with`; only where a new version does not accept what the one before it did, and the document needs it, is it
// transformed. So what the latest version tolerates stays as it is.

/** What was said on the way. */
export interface UpgradeMessage {
  /** `plain` is printed as it is, at any verbosity; the others are log entries of that level. */
  readonly level: "plain" | "error" | "info" | "debug";
  /** The function of the reference that logs it; `null` for plain lines. */
  readonly origin: string | null;
  readonly text: string;
}

/** How an upgrade ended. */
export interface UpgradeResult {
  /** `ok`: of the latest schema, or none. The others: there is no usable result. */
  readonly outcome: "ok" | "schema-missing" | "schema-unknown" | "schema-invalid" | "upgrade-failed";
  /** The document, as far as it got. */
  readonly document: XmlElement;
  /** `validate-with` as it was; `undefined` if missing. */
  readonly declared: string | undefined;
  /** `validate-with` as it is now. */
  readonly effective: string | undefined;
  readonly messages: readonly UpgradeMessage[];
  /** What the last version tried did not accept; empty after success. */
  readonly violations: readonly Violation[];
}

const steps: ReadonlyMap<VersionIndex, UpgradeStep> = new Map([
  [versionIndex("1.3"), upgradeFrom13],
  [versionIndex("2.10"), upgradeFrom210],
  [versionIndex("3.10"), upgradeFrom310],
]);

const UNVALIDATED =
  'Schema validation of configuration is disabled (support for validate-with set to "none" is deprecated and will be removed in a future release)';

/** Upgrades a document. `entities` are references in its content, which no version accepts. */
export function upgrade(
  document: XmlElement,
  limits: StageLimits,
  entities: readonly EntityReference[] = [],
): UpgradeResult {
  const declared = attribute(document, "validate-with");
  const ended = (outcome: UpgradeResult["outcome"], messages: readonly UpgradeMessage[] = []): UpgradeResult => ({
    outcome,
    document,
    declared,
    effective: declared,
    messages,
    violations: [],
  });
  if (declared === undefined) return ended("schema-missing");
  if (declared === NO_SCHEMA) return ended("ok", [{ level: "plain", origin: null, text: UNVALIDATED }]);
  const version = findVersion(declared);
  if (version === -1) return ended("schema-unknown");
  return new Walk(document, version, limits, entities).run();
}

class Walk {
  private readonly declared: VersionIndex;
  private readonly limits: StageLimits;
  private readonly entities: readonly EntityReference[];
  private readonly messages: UpgradeMessage[] = [];
  private document: XmlElement;
  /** References found in the document by the versions tried so far. */
  private remembered: IdReference[] = [];
  private violations: readonly Violation[] = [];
  /** The latest version that accepts the document. */
  private best: VersionIndex | null = null;
  private isFailed = false;
  /** A version that is known to accept the document. */
  private known: VersionIndex | null = null;

  constructor(document: XmlElement, declared: VersionIndex, limits: StageLimits, entities: readonly EntityReference[]) {
    this.document = document;
    this.declared = declared;
    this.limits = limits;
    this.entities = entities;
  }

  run(): UpgradeResult {
    for (let version = this.declared; version <= latestVersion; version++) {
      if (!this.isValid(version)) {
        if (this.best !== null) break;
        continue;
      }
      this.best = version;
      const step = steps.get(version);
      if (step !== undefined) this.cross(version, step);
    }
    const { best, declared, isFailed } = this;
    if (best !== null && best > declared) this.document = withAttribute(this.document, "validate-with", schemaNames[best]!);
    return this.result(best === null || isFailed ? "invalid" : best);
  }

  private result(end: VersionIndex | "invalid"): UpgradeResult {
    const declared = schemaNames[this.declared]!;
    const latest = schemaNames[latestVersion]!;
    const start = `Cannot upgrade configuration (claiming ${declared} schema) to at least ${latest} because it`;
    if (end === "invalid" && this.declared < latestVersion) {
      this.say(`${start} does not validate with any schema from ${declared} to the latest`);
    } else if (end !== "invalid" && end < latestVersion) {
      this.say(`${start} would not upgrade past ${schemaNames[end]}`);
    } else if (end === latestVersion && this.declared < latestVersion) {
      this.log("info", "pcmk__update_schema", `Transformed the configuration schema to ${latest}`);
    }
    const isOk = end === latestVersion;
    return {
      outcome: isOk ? "ok" : this.best === null ? "schema-invalid" : "upgrade-failed",
      document: this.document,
      declared,
      effective: attribute(this.document, "validate-with"),
      messages: this.messages,
      violations: isOk ? [] : this.violations,
    };
  }

  /** Whether a version accepts the document as it is; if not, says why. */
  private isValid(version: VersionIndex): boolean {
    // Apart from the steps, a version accepts whatever the one before it does.
    const isKnown = this.known === version || (this.best === version - 1 && !steps.has(version - 1));
    if (!isKnown) this.reportViolations(this.validate(version));
    const isValid = isKnown || this.violations.length === 0;
    // Of a document that declares the latest version, nothing is said but what is wrong.
    if (this.declared < latestVersion) this.logSchema(version, isValid);
    return isValid;
  }

  /** Takes the document over a step, unless the next version accepts it as it is. */
  private cross(version: VersionIndex, step: UpgradeStep): void {
    if (this.validate(version + 1).length === 0) {
      this.known = version + 1;
      return;
    }
    const names = `from ${schemaNames[version]} to ${schemaNames[version + 1]}`;
    let document = this.document;
    for (const stage of step) {
      this.log("debug", "apply_upgrade", `Upgrading schema ${names}: applying XSL transform ${stage.stylesheet}`);
      try {
        document = stage.apply(document, (line) => this.say(line), this.limits);
      } catch (error) {
        if (!(error instanceof UpgradeFailure)) throw error;
        this.log("error", "apply_upgrade", `XSL transform ${stage.stylesheet} failed, aborting upgrade`);
        this.isFailed = true;
        return;
      }
    }
    document = withoutCdata(document);
    const remembered: IdReference[] = [];
    const violations = validate(document, version + 1, { entities: this.entities, remembered });
    this.reportViolations(violations);
    if (violations.length > 0) {
      this.log(
        "error",
        "apply_upgrade",
        `Schema upgrade ${names} failed: XSL transform pipeline produced an invalid configuration`,
      );
      this.isFailed = true;
      return;
    }
    this.log("info", "apply_upgrade", `Schema upgrade ${names} succeeded`);
    this.document = document;
    this.remembered = remembered;
    this.known = version + 1;
  }

  private validate(version: VersionIndex): Violation[] {
    return validate(this.document, version, { entities: this.entities, remembered: this.remembered });
  }

  /** Observed: once a version has accepted the document, what later ones say is only for the log. */
  private reportViolations(violations: readonly Violation[]): void {
    this.violations = violations;
    for (const text of violations.flatMap(violationLines)) {
      if (this.best === null) this.say(text);
      else this.log("error", "xml_log", text);
    }
  }

  private logSchema(version: VersionIndex, isValid: boolean): void {
    const verdict = isValid ? "validates" : "does not validate";
    this.log("debug", "pcmk__update_schema", `Schema ${schemaNames[version]} ${verdict}`);
  }

  private say(text: string): void {
    this.messages.push({ level: "plain", origin: null, text });
  }

  private log(level: "error" | "info" | "debug", origin: string, text: string): void {
    this.messages.push({ level, origin, text });
  }
}

/** A transformation makes text of CDATA sections, and text is not kept. */
function withoutCdata(document: XmlElement): XmlElement {
  return rewrite(document, {
    leave: (element, children) =>
      children.some((child) => child.kind === "cdata")
        ? withChildren(element, children.filter((child) => child.kind !== "cdata"))
        : withChildren(element, children),
  });
}
