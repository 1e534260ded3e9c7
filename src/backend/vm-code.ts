// The machine code of a whole VM, and the file it is kept in (`dist/vm-<target>.bin`).
//
//   file:  u32 length of the JSON header | header | padding to 4096 | blob
//
// The blob runs at any address. What it needs from outside are the addresses of C functions, which the loader writes into the blob's
// slots before the code is mapped (they are data, the code itself is never patched).
//
// `compileProgram` knows no CPU by name; the caller passes what compiles for one.

export interface VmCode {
  /** `x86_64-linux`, ... */
  readonly target: string;
  readonly debug: boolean;
  readonly bytes: Uint8Array;
  /** By function id: offset of the code in the blob, or -1: the function has no code. Fills FUNCTION_TABLE. */
  readonly functionOffsets: Int32Array;
  /** Offsets of the stubs by name. */
  readonly stubs: Readonly<Record<string, number>>;
  /** C functions, and the offset of the 8-byte slot that takes the address of each. */
  readonly externals: readonly { readonly name: string; readonly slot: number }[];
  /** Pairs (code offset, index into Program.positions), ascending: a position holds up to the next pair. */
  readonly positions: Uint32Array;
}

const PAGE = 4096;

/** The VM's code as the bytes of its file. */
export function encodeVmCode(code: VmCode): Uint8Array {
  const header = new TextEncoder().encode(
    JSON.stringify({
      target: code.target,
      debug: code.debug,
      bytes: code.bytes.length,
      functionOffsets: [...code.functionOffsets],
      stubs: code.stubs,
      externals: code.externals,
      positions: [...code.positions],
    }),
  );
  const start = Math.ceil((4 + header.length) / PAGE) * PAGE;
  const file = new Uint8Array(start + code.bytes.length);
  new DataView(file.buffer).setUint32(0, header.length, true);
  file.set(header, 4);
  file.set(code.bytes, start);
  return file;
}

/** Reads what `encodeVmCode` wrote. `bytes` is a view of `file`. */
export function decodeVmCode(file: Uint8Array): VmCode {
  const length = new DataView(file.buffer, file.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(file.subarray(4, 4 + length)));
  const start = Math.ceil((4 + length) / PAGE) * PAGE;
  return {
    ...header,
    bytes: file.subarray(start, start + header.bytes),
    functionOffsets: Int32Array.from(header.functionOffsets),
    positions: Uint32Array.from(header.positions),
  };
}

/** The position that holds at a code offset; 0 where none is known. */
export function positionAt(positions: Uint32Array, offset: number): number {
  let low = 0;
  let high = positions.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (positions[2 * middle] <= offset) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : positions[2 * low - 1];
}
