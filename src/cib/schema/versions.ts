/** The schema versions, and sets of them as bits of a number: bit i stands for the i-th version. */

/** In order; each stands for `pacemaker-` and its name. There never was a 1.1. */
const numbers = [
  "1.0", "1.2", "1.3", "2.0", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "2.8", "2.9", "2.10",
  "3.0", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.7", "3.8", "3.9", "3.10", "4.0",
] as const;

export type VersionNumber = (typeof numbers)[number];

/** Names that `validate-with` can have, besides {@link NO_SCHEMA}, oldest first. */
export const schemaNames: readonly string[] = numbers.map((number) => `pacemaker-${number}`);

/** A `validate-with` that turns validation off. */
export const NO_SCHEMA = "none";

/** Position of a version among {@link schemaNames}. */
export type VersionIndex = number;

/** A set of versions. */
export type Versions = number;

export const everyVersion: Versions = 2 ** numbers.length - 1;

/** Position of the newest version. */
export const latestVersion: VersionIndex = numbers.length - 1;

/** The position of a version, by its number. */
export function versionIndex(number: VersionNumber): VersionIndex {
  return numbers.indexOf(number);
}

/** The position of a schema called `name`, exactly so; -1 if there is none. */
export function findVersion(name: string): VersionIndex {
  return schemaNames.indexOf(name);
}

/** This version and all later ones. */
export function since(first: VersionNumber): Versions {
  return everyVersion & ~(2 ** versionIndex(first) - 1);
}

/** This version and all earlier ones. */
export function until(last: VersionNumber): Versions {
  return 2 ** (versionIndex(last) + 1) - 1;
}

/** Both versions and those between them. */
export function between(first: VersionNumber, last: VersionNumber): Versions {
  return since(first) & until(last);
}

/** Whether a set contains a version. */
export function hasVersion(versions: Versions, index: VersionIndex): boolean {
  return ((versions >>> index) & 1) === 1;
}
