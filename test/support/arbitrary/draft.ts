// Elements that are not written yet: they name what they refer to by a number, which picks one of what there is when the
// document is put together. So anything can be taken away, and what remains still makes a document.

import fc, { type Arbitrary } from "fast-check";

/** What a reference can be to. */
export type TargetKind =
  /** A resource that is not in another one. */
  | "resource"
  /** A resource in another one, if there is any. */
  | "part"
  | "promotable"
  | "primitive"
  | "template"
  | "tag"
  | "fence device"
  /** A name of a node of any kind. */
  | "node"
  | "cluster node"
  /** The id of another element of the same name. */
  | "same element";

/** A reference: the target is chosen so that it stays the same when others go. */
export interface Reference {
  readonly to: TargetKind;
  readonly pick: number;
}

/** An attribute's value: text, a reference, or an id to be made up. */
export type Value = string | Reference | typeof madeUpId;

/** Stands for an id that nothing but references of the same element's kind mention. */
export const madeUpId = Symbol("id");

export interface Draft {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: Value])[];
  readonly children: readonly Draft[];
}

/** Something with a probability, in percent; it shrinks to nothing. */
export function sometimes<T>(percent: number, arbitrary: Arbitrary<T>): Arbitrary<T | undefined> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 100 - percent, arbitrary: fc.constant(undefined) },
    { weight: percent, arbitrary },
  );
}

/** One of some values, the first ones being the simpler ones. */
export function oneOf<T>(...values: readonly T[]): Arbitrary<T> {
  return fc.constantFrom(...values);
}

/** Up to `most` of something; small numbers are likely. */
export function upTo<T>(most: number, arbitrary: Arbitrary<T>, least = 0): Arbitrary<T[]> {
  return fc.noBias(fc.array(arbitrary, { minLength: least, maxLength: most, size: "max" }));
}

/** The first choice is the simplest one; numbers say how often each is drawn. */
export function weighted<T>(...choices: readonly (readonly [weight: number, arbitrary: Arbitrary<T>])[]): Arbitrary<T> {
  return fc.oneof({ withCrossShrink: true }, ...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}

const anyPick = fc.noBias(fc.nat(0xffffff));

export function reference(to: TargetKind): Arbitrary<Value> {
  return anyPick.map((pick) => ({ to, pick }));
}

export const id: Arbitrary<Value> = fc.constant(madeUpId);

type Attributes = Readonly<Record<string, Arbitrary<Value | undefined> | string>>;
type Content = Arbitrary<Draft> | Arbitrary<Draft | undefined> | Arbitrary<readonly Draft[]> | Arbitrary<readonly Draft[] | undefined>;

/** An element; attributes that are undefined and content that is nothing are left out. */
export function element(name: string, attributes: Attributes, ...content: readonly Content[]): Arbitrary<Draft> {
  const names = Object.keys(attributes);
  const values = names.map((key) => {
    const value = attributes[key]!;
    return typeof value === "string" ? fc.constant(value as Value) : value;
  });
  return fc.tuple(fc.tuple(...values), fc.tuple(...(content as Arbitrary<Draft | readonly Draft[] | undefined>[]))).map(
    ([texts, parts]) => ({
      name,
      attributes: names.flatMap((key, index) => {
        const value = texts[index];
        return value === undefined ? [] : [[key, value] as const];
      }),
      children: parts.flatMap((part) => (part === undefined ? [] : (part as Draft | readonly Draft[]))),
    }),
  );
}

/** An element without choices. */
export function plain(name: string, attributes: Readonly<Record<string, Value | undefined>>, children: readonly Draft[] = []): Draft {
  const list = Object.entries(attributes).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  return { name, attributes: list, children };
}
