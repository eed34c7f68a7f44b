/**
 * The reference's list sort: a recursive merge sort that splits at `floor(n / 2)` and takes from the first part while
 * the comparison is not greater than 0. With a consistent comparison it is just a stable sort; some comparisons of the
 * scheduler are not consistent, and then the exact sequence of comparisons shows. The second part is sorted first, which
 * shows where a comparison reports something (observed).
 *
 * @returns a new array
 */
export function listSort<T>(items: readonly T[], compare: (a: T, b: T) => number): T[] {
  const size = items.length;
  if (size < 2) return items.slice();
  const half = size >> 1;
  const right = listSort(items.slice(half), compare);
  const left = listSort(items.slice(0, half), compare);
  const result: T[] = [];
  let l = 0;
  let r = 0;
  while (l < left.length && r < right.length) {
    result.push(compare(left[l]!, right[r]!) <= 0 ? left[l++]! : right[r++]!);
  }
  while (l < left.length) result.push(left[l++]!);
  while (r < right.length) result.push(right[r++]!);
  return result;
}
