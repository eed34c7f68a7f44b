/** What the package offers to programs that run on Node, beside the library: `import { scheduleMany } from "pengine/node"`. */

export { scheduleMany, type ManyOptions } from "./batch/schedule-many.ts";
export type { BatchResult } from "./batch/result.ts";
