/**
 * How much a document may ask for.
 *
 * No real CIB comes near the defaults; they keep a hostile one from using up time or memory. Passing a limit is a
 * `PengineError` with a code that begins with `limit-`.
 */

/** All limits; each can be changed alone. */
export interface Limits {
  /** Size of the input in bytes (of a string: in UTF-16 units). */
  readonly bytes: number;
  /** Size of a bzip2 file's content in bytes. */
  readonly decompressedBytes: number;
  /** Levels of nested elements; the root is level 1. */
  readonly depth: number;
  /** Elements, comments and CDATA sections in the document. */
  readonly elements: number;
  /** Length of one attribute's value, or another piece of text, in UTF-16 units. */
  readonly attributeLength: number;
  /** Different names of elements and attributes. */
  readonly names: number;
  /** Instances that all clones and bundles together expand to. */
  readonly instances: number;
  /** Instances of one clone, replicas of one bundle. */
  readonly cloneInstances: number;
  /** Actions carried out in one simulated transition. */
  readonly iterations: number;
}

export const defaultLimits: Limits = {
  // The largest saved inputs known are a few megabytes.
  bytes: 256 * 1024 * 1024,
  // bzip2 can shrink a repetitive text by a factor of many thousands.
  decompressedBytes: 256 * 1024 * 1024,
  // The reference's XML library stops here, so a deeper document has no answer to be compared with.
  depth: 256,
  // About a gigabyte of tree.
  elements: 5_000_000,
  // The reference's XML library stops here.
  attributeLength: 9_999_908,
  // The whole schema has about 200; what a cluster adds to its status is of the same few kinds.
  names: 10_000,
  // A hundred clones on a hundred nodes are 10,000.
  instances: 20_000,
  // The reference takes a minute for them.
  cloneInstances: 5_000,
  // A transition of the largest known cluster has some thousands.
  iterations: 1_000_000,
};

/** The limits to use: those given, the defaults for the rest. */
export function limitsFrom(options: Partial<Limits> | undefined): Limits {
  return options === undefined ? defaultLimits : { ...defaultLimits, ...options };
}
