import { writeSync } from "node:fs";
import { isatty } from "node:tty";
import { wantsColors } from "./colors.ts";
import type { OutputStreams } from "./create-report.ts";

/** The process's own streams; synchronous, so that what is written keeps its order and is complete when the process ends. */
export const processStreams: OutputStreams = {
  out: (text) => writeAll(1, text),
  error: (text) => writeAll(2, text),
  get colors() {
    return { out: wantsColors(isatty(1), process.env), error: wantsColors(isatty(2), process.env) };
  },
};

function writeAll(descriptor: number, text: string): void {
  let bytes = Buffer.from(text);
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(descriptor, bytes));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // a reader that went away wants no more; one that is slow is waited for
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
    }
  }
}
