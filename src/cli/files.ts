import { closeSync, openSync, readSync, writeFileSync } from "node:fs";
import { defaultLimits, PengineError, type Limits } from "../index.ts";

/** Bytes read at a time. */
const CHUNK = 1 << 16;
/** Milliseconds between two looks at an input that has nothing yet. */
const PAUSE = 10;

/**
 * The bytes of a file (decompressed if its name ends in `.bz2`), or of standard input.
 *
 * @throws PengineError if there are more than allowed, which is noticed without reading the rest
 */
export async function readBytes(file: string | null, limits: Partial<Limits> = {}): Promise<Uint8Array> {
  const most = limits.bytes ?? defaultLimits.bytes;
  if (file === null) return readAll(0, most);
  const descriptor = openSync(file, "r");
  let bytes: Uint8Array;
  try {
    bytes = readAll(descriptor, most);
  } finally {
    closeSync(descriptor);
  }
  if (!file.endsWith(".bz2")) return bytes;
  const { decompress } = await import("./bzip2.ts");
  return decompress(bytes, limits.decompressedBytes);
}

/** Reads to the end; devices and pipes, which do not tell their size, included. */
function readAll(descriptor: number, most: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (let size = CHUNK; ; size = Math.min(size * 2, CHUNK * 256)) {
    const chunk = new Uint8Array(size);
    const length = readSome(descriptor, chunk);
    if (length === 0) return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
    total += length;
    if (total > most) throw new PengineError("limit-bytes", `The input is larger than ${most} bytes`);
    chunks.push(chunk.subarray(0, length));
  }
}

function readSome(descriptor: number, chunk: Uint8Array): number {
  for (;;) {
    try {
      return readSync(descriptor, chunk);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Windows has an error for the end of a pipe
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
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
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
