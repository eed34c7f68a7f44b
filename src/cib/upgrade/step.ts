import type { XmlElement } from "../../xml/element.ts";

/** Prints a line, as the reference does while it transforms. */
export type Say = (line: string) => void;

/** One transformation of a document. The result is not frozen. */
export interface Stage {
  /** The name under which the reference logs it. */
  readonly stylesheet: string;
  readonly apply: (root: XmlElement, say: Say, limits: StageLimits) => XmlElement;
}

/** How large a stage may let a document grow. */
export interface StageLimits {
  readonly elements: number;
}

/** What leads from one version to the next, where the next does not accept what the one does. */
export type UpgradeStep = readonly Stage[];

/** A document that cannot be transformed. What has to be said about it has been said. */
export class UpgradeFailure extends Error {}
