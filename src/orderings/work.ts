// Runs procedures that call each other to a depth that the input decides, without using the call stack for it.
//
// Propagation follows orderings from action to action, and what comes after a step depends on all that it led to. So
// the procedures are written as generators which yield the work that has to be done next, and are resumed when it is
// done. Nesting that the structure of resources bounds (bundle, clone, group, primitive) uses `yield*` as usual.

/** A procedure under way: yields other work that must be done before it goes on, and finally gives a result. */
export interface Work<R = unknown> extends Generator<Work, R, undefined> {}

/** Carries out work, with all that it leads to, in the order in which it would happen if everything were called. */
export function runWork(work: Work): void {
  const waiting: Work[] = [];
  let current = work;
  for (;;) {
    const step = current.next();
    if (step.done !== true) {
      waiting.push(current);
      current = step.value;
      continue;
    }
    const caller = waiting.pop();
    if (caller === undefined) return;
    current = caller;
  }
}
