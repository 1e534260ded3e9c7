// Formats of the module struct: the text becomes a list of runs, which pack and unpack follow.

import { arrayCopy, I64Array, type int, intDiv, U8Array } from "../rts/index.ts";
import { raise0, w_Exception } from "./errors.ts";
import type { W_Str } from "./text.ts";
import { builtinType } from "./type.ts";

export const w_struct_error = builtinType("struct.error", w_Exception);

// --- kinds of items
export const PAD = 0;
export const INTEGER = 1;
export const UNSIGNED = 2;
export const FLOATING = 3;
export const CHAR = 4;
export const BYTES = 5;
export const PASCAL = 6;
export const BOOL = 7;
export const COMPLEX = 8;

interface Code {
  kind: number;
  standard: number;
  native: number;
}
/** Sizes by format character; standard 0: native formats only. Native sizes are those of 64-bit Unix. */
const codes: Record<string, Code> = {
  x: { kind: PAD, standard: 1, native: 1 },
  c: { kind: CHAR, standard: 1, native: 1 },
  b: { kind: INTEGER, standard: 1, native: 1 },
  B: { kind: UNSIGNED, standard: 1, native: 1 },
  "?": { kind: BOOL, standard: 1, native: 1 },
  h: { kind: INTEGER, standard: 2, native: 2 },
  H: { kind: UNSIGNED, standard: 2, native: 2 },
  i: { kind: INTEGER, standard: 4, native: 4 },
  I: { kind: UNSIGNED, standard: 4, native: 4 },
  l: { kind: INTEGER, standard: 4, native: 8 },
  L: { kind: UNSIGNED, standard: 4, native: 8 },
  q: { kind: INTEGER, standard: 8, native: 8 },
  Q: { kind: UNSIGNED, standard: 8, native: 8 },
  n: { kind: INTEGER, standard: 0, native: 8 },
  N: { kind: UNSIGNED, standard: 0, native: 8 },
  P: { kind: UNSIGNED, standard: 0, native: 8 },
  e: { kind: FLOATING, standard: 2, native: 2 },
  f: { kind: FLOATING, standard: 4, native: 4 },
  d: { kind: FLOATING, standard: 8, native: 8 },
  F: { kind: COMPLEX, standard: 8, native: 8 },
  D: { kind: COMPLEX, standard: 16, native: 16 },
  s: { kind: BYTES, standard: 1, native: 1 },
  p: { kind: PASCAL, standard: 1, native: 1 },
};
const NO_CODE = 255;
const kinds = new U8Array(128).fill(NO_CODE) as U8Array;
const standardSizes = new U8Array(128);
const nativeSizes = new U8Array(128);
for (const [character, code] of Object.entries(codes)) {
  const c = character.charCodeAt(0);
  kinds[c] = code.kind;
  standardSizes[c] = code.standard;
  nativeSizes[c] = code.native;
}
const LARGEST = 4503599627370496;
/** With a further digit, and times the size of an item, it stays an int in both of its lives. */
const LARGEST_COUNT = 50000000000000;

export class Layout {
  /** Runs: kind, item's size, where it begins, number of items (of a string: one, and its size is its length), character. */
  readonly runs: I64Array;
  readonly size: int;
  /** Number of Python objects. */
  readonly values: int;
  readonly big: boolean;
  readonly native: boolean;
  constructor(runs: I64Array, size: int, values: int, big: boolean, native: boolean) {
    this.runs = runs;
    this.size = size;
    this.values = values;
    this.big = big;
    this.native = native;
  }
}
export const FIELDS = 5;

/** Reads a format. Raises struct.error. */
export function layoutOf(format: W_Str): Layout {
  const n = format.length;
  const first = n > 0 ? format.charAt(0) : 0;
  // @ = < > !
  const prefixed = first === 64 || first === 61 || first === 60 || first === 62 || first === 33;
  const native = !prefixed || first === 64;
  const runs = new I64Array(FIELDS * n);
  let used = 0;
  let size = 0;
  let values = 0;
  let at = prefixed ? 1 : 0;
  while (at < n) {
    let c = format.charAt(at);
    at++;
    if (c === 32 || (c >= 9 && c <= 13)) continue;
    let count = 1;
    if (c >= 48 && c <= 57) {
      count = c - 48;
      for (;;) {
        if (at >= n) throw raise0(w_struct_error, "repeat count given without format specifier");
        c = format.charAt(at);
        at++;
        if (c < 48 || c > 57) break;
        if (count > LARGEST_COUNT) throw raise0(w_struct_error, "overflow in item count");
        count = count * 10 + (c - 48);
      }
    }
    if (c === 0) throw raise0(w_struct_error, "embedded null character");
    const kind: int = c < 128 ? kinds[c]! : NO_CODE;
    const itemSize: int = kind === NO_CODE ? 0 : native ? nativeSizes[c]! : standardSizes[c]!;
    if (itemSize === 0) throw raise0(w_struct_error, "bad char in struct format");
    if (native) {
      const alignment = kind === COMPLEX ? intDiv(itemSize, 2) : itemSize;
      if (size % alignment !== 0) size = size + (alignment - (size % alignment));
    }
    const text = kind === BYTES || kind === PASCAL;
    if (kind === PAD) {
      size = size + count;
    } else if (text || count > 0) {
      runs[used] = kind;
      runs[used + 1] = text ? count : itemSize;
      runs[used + 2] = size;
      runs[used + 3] = text ? 1 : count;
      runs[used + 4] = c;
      used = used + FIELDS;
      size = size + itemSize * count;
      values = values + (text ? 1 : count);
    }
    if (size > LARGEST) throw raise0(w_struct_error, "total struct size too long");
  }
  const exact = new I64Array(used);
  arrayCopy(runs, 0, exact, 0, used);
  return new Layout(exact, size, values, first === 62 || first === 33, native);
}
