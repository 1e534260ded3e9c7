// The machine code of a whole VM, and the file it is kept in (`dist/vm-<target>.bin`).
//
//   0 u32 magic "TVC1" | 4 u32 bytes of the head | 8 u32 functions | 12 u32 code start | 16 u32 code bytes
//   20 u32 fault map start | 24 u32 fault map bytes | 28 u32 0
//   32 function offsets: i32 by function id, -1 = no code | head: JSON (interface Head), short, since it is read at every start
//   code, at a multiple of 4096 | fault map (fault-map.ts), at a multiple of 4096
//
// The code runs at any address. What it needs from outside are the addresses of C functions, which the loader writes into its
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

const MAGIC = 0x31435654; // "TVC1"
const PAGE = 4096;
const FIXED = 32;
const toPage = (offset: number): number => Math.ceil(offset / PAGE) * PAGE;

interface Head extends Pick<VmCode, "target" | "debug" | "stubs" | "externals"> {
  /** Of the build that made the image, too: files of different builds do not go together. */
  readonly build: string;
}

/** A file's tables and where its large parts stand in it, in bytes. */
export interface VmCodeFile extends Head {
  readonly functionOffsets: Int32Array;
  readonly codeStart: number;
  readonly codeBytes: number;
  readonly faultMapStart: number;
  readonly faultMapBytes: number;
}

/** The VM's code as the bytes of its file. */
export function encodeVmCode(code: VmCode, faultMap: Uint8Array, build: string): Uint8Array {
  const { target, debug, stubs, externals, functionOffsets, bytes } = code;
  const head = new TextEncoder().encode(JSON.stringify({ build, target, debug, stubs, externals } satisfies Head));
  const headStart = FIXED + 4 * functionOffsets.length;
  const codeStart = toPage(headStart + head.length);
  const faultMapStart = toPage(codeStart + bytes.length);
  const file = new Uint8Array(faultMapStart + faultMap.length);
  const view = new DataView(file.buffer);
  const words = [MAGIC, head.length, functionOffsets.length, codeStart, bytes.length, faultMapStart, faultMap.length];
  words.forEach((word, i) => {
    view.setUint32(4 * i, word, true);
  });
  functionOffsets.forEach((offset, i) => {
    view.setInt32(FIXED + 4 * i, offset, true);
  });
  file.set(head, headStart);
  file.set(bytes, codeStart);
  file.set(faultMap, faultMapStart);
  return file;
}

/** Where the code starts, from the file's first 16 bytes: what is to be read for `decodeVmCode`. Throws when it is no such file. */
export function vmCodeStart(file: Uint8Array): number {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 16 || view.getUint32(0, true) !== MAGIC) throw new Error("not a VM code file of this version");
  return view.getUint32(12, true);
}

/** Reads the tables of what `encodeVmCode` wrote; `file` need not reach beyond the start of the code. */
export function decodeVmCode(file: Uint8Array): VmCodeFile {
  const codeStart = vmCodeStart(file);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const [headBytes, functions, codeBytes, faultMapStart, faultMapBytes] = [4, 8, 16, 20, 24].map((at) =>
    view.getUint32(at, true),
  );
  const headStart = FIXED + 4 * functions!;
  // copied at once: the machines that run such code are little-endian
  const functionOffsets = new Int32Array(new Uint8Array(file.subarray(FIXED, headStart)).buffer);
  const head = JSON.parse(new TextDecoder().decode(file.subarray(headStart, headStart + headBytes!))) as Head;
  return {
    ...head,
    functionOffsets,
    codeStart,
    codeBytes: codeBytes!,
    faultMapStart: faultMapStart!,
    faultMapBytes: faultMapBytes!,
  };
}

/** The position that holds at a code offset; 0 where none is known. */
export function positionAt(positions: Uint32Array, offset: number): number {
  let low = 0;
  let high = positions.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (positions[2 * middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : positions[2 * low - 1]!;
}
