/**
 * Inserts an item before the first one to which it compares as not greater, so that of equal items the newest comes
 * first.
 */
export function sortedInsert<T>(items: T[], item: T, compare: (a: T, b: T) => number): void {
  let at = 0;
  while (at < items.length && compare(item, items[at]!) > 0) at++;
  items.splice(at, 0, item);
}
