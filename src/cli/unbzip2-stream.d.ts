declare module "unbzip2-stream/lib/bzip2.js" {
  type BitReader = (count: number) => number;
  const bzip2: {
    /** Size of the stream's blocks in units of 100,000 bytes. */
    header(bits: BitReader): number;
    /** Decompresses one block; `null` at the end of the stream. */
    decompress(
      bits: BitReader,
      write: (byte: number) => void,
      buffer: Int32Array,
      size: number,
      streamCrc: number,
    ): number | null;
  };
  export default bzip2;
}

declare module "unbzip2-stream/lib/bit_iterator.js" {
  export default function bitIterator(nextBuffer: () => Uint8Array): (count: number) => number;
}
