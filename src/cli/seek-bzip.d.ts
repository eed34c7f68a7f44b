declare module "seek-bzip" {
  interface Input {
    readByte(): number;
    read(buffer: Uint8Array, offset: number, length: number): number;
  }
  interface Output {
    writeByte(byte: number): void;
    write(buffer: Uint8Array, offset: number, length: number): number;
    flush(): void;
  }
  const Bunzip: { decode(input: Input, output: Output, multistream?: boolean): void };
  export default Bunzip;
}
