import bitIterator from "unbzip2-stream/lib/bit_iterator.js";
import bzip2 from "unbzip2-stream/lib/bzip2.js";
import { defaultLimits, PengineError } from "../index.ts";

/**
 * Decompresses the first bzip2 stream of a file; what follows it is ignored.
 *
 * @throws PengineError if it is damaged, cut short, or becomes too large
 */
export function decompress(bytes: Uint8Array, limit = defaultLimits.decompressedBytes): Uint8Array {
  const output = new GrowingBuffer(limit);
  let given = false;
  const bits = bitIterator(() => {
    if (given) throw new PengineError("bzip2-invalid", "The bzip2 file is cut short");
    given = true;
    return bytes;
  });
  try {
    const size = 100_000 * bzip2.header(bits);
    const block = new Int32Array(size);
    let crc: number | null = 0;
    while (crc !== null) crc = bzip2.decompress(bits, (byte) => output.push(byte), block, size, crc);
  } catch (error) {
    if (error instanceof PengineError) throw error;
    throw new PengineError("bzip2-invalid", "The file is not valid bzip2, or it is damaged");
  }
  return output.bytes();
}

class GrowingBuffer {
  private buffer: Uint8Array;
  private length = 0;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
    this.buffer = new Uint8Array(Math.min(1 << 16, limit));
  }

  push(byte: number): void {
    if (this.length === this.buffer.length) this.grow();
    this.buffer[this.length++] = byte;
  }

  bytes(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }

  private grow(): void {
    if (this.length >= this.limit) {
      throw new PengineError("limit-decompressed-bytes", `The file decompresses to more than ${this.limit} bytes`);
    }
    const larger = new Uint8Array(Math.min(this.buffer.length * 2, this.limit));
    larger.set(this.buffer);
    this.buffer = larger;
  }
}
