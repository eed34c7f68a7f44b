import { readFileSync, writeFileSync } from "node:fs";

/** The bytes of a file (decompressed if its name ends in `.bz2`), or of standard input. */
export async function readBytes(file: string | null): Promise<Uint8Array> {
  if (file === null) return readFileSync(0);
  const bytes = readFileSync(file);
  if (!file.endsWith(".bz2")) return bytes;
  const { decompress } = await import("./bzip2.ts");
  return decompress(bytes);
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

/** True for an error that the system gave, as against one of ours. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}
