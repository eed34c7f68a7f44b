/** The way to a part of a scenario: names and positions. */
export type ScenarioPath = readonly (string | number)[];

/** Something that is wrong with a scenario itself, as against what it tells of. */
export interface ScenarioProblem {
  readonly path: ScenarioPath;
  readonly message: string;
}

/** A path as text: `steps[2].expect[0].on`. */
export function formatPath(path: ScenarioPath): string {
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else text += text === "" ? part : `.${part}`;
  }
  return text;
}

/** Of the names that there are, the one that may have been meant: within two changes of letters. */
export function nearest(name: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Math.min(3, name.length);
  for (const candidate of known) {
    const distance = distanceOf(name.toLowerCase(), candidate.toLowerCase(), least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** A sentence that a name is unknown, with a guess or with what there is. */
export function unknownName(what: string, name: string, known: readonly string[]): string {
  const guess = nearest(name, known);
  const few = known.length > 0 && known.length <= 8 ? ` (there is ${known.join(", ")})` : "";
  return `There is no ${what} '${name}'${guess === null ? few : `; did you mean '${guess}'?`}`;
}

/** Letters to insert, drop or replace; `limit` or more if it would be that many. */
function distanceOf(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
