import Bunzip from "seek-bzip";
import { defaultLimits, PengineError } from "../index.ts";

/**
 * Decompresses the first bzip2 stream of a file; what follows it is ignored.
 *
 * @throws PengineError if it is damaged, cut short, or becomes too large
 */
export function decompress(bytes: Uint8Array, limit = defaultLimits.decompressedBytes): Uint8Array {
  const output = new Output(limit);
  try {
    Bunzip.decode(new Input(bytes), output);
  } catch (error) {
    if (error instanceof PengineError) throw error;
    throw new PengineError("bzip2-invalid", `The file is not valid bzip2: ${(error as Error).message}`);
  }
  return output.bytes();
}

class Input {
  private readonly source: Uint8Array;
  private position = 0;

  constructor(source: Uint8Array) {
    this.source = source;
  }

  readByte(): number {
    if (this.position >= this.source.length) throw new PengineError("bzip2-invalid", "The bzip2 file is cut short");
    return this.source[this.position++]!;
  }

  read(buffer: Uint8Array, offset: number, length: number): number {
    for (let i = 0; i < length; i++) buffer[offset + i] = this.readByte();
    return length;
  }
}

class Output {
  private buffer = new Uint8Array(1 << 16);
  private length = 0;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  writeByte(byte: number): void {
    if (this.length === this.buffer.length) this.grow();
    this.buffer[this.length++] = byte;
  }

  write(buffer: Uint8Array, offset: number, length: number): number {
    for (let i = 0; i < length; i++) this.writeByte(buffer[offset + i]!);
    return length;
  }

  flush(): void {}

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
