import { readFileSync, writeFileSync } from "node:fs";
import { decompress } from "./bzip2.ts";

/** The bytes of a file (decompressed if its name ends in `.bz2`), or of standard input. */
export function readBytes(file: string | null): Uint8Array {
  if (file === null) return readFileSync(0);
  const bytes = readFileSync(file);
  return file.endsWith(".bz2") ? decompress(bytes) : bytes;
}

/** Writes a file, readable for its owner and group only. */
export function writeText(file: string, text: string): void {
  if (file === "-") process.stdout.write(text);
  else writeFileSync(file, text, { mode: 0o640 });
}

const systemTexts: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "No such file or directory"],
  ["EACCES", "Permission denied"],
  ["EISDIR", "Is a directory"],
  ["ENOTDIR", "Not a directory"],
  ["EROFS", "Read-only file system"],
  ["ENOSPC", "No space left on device"],
  ["EIO", "Input/output error"],
]);

/** What the system says about a failure. */
export function systemText(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return systemTexts.get(code ?? "") ?? message;
}
