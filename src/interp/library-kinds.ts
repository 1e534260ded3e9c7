// What the request `library` is asked for, and which names of characters are computed. No imports: src/host uses them, too.

/** Kinds of the request `library` (requests.ts): a module; names of characters; their properties. */
export const LIBRARY = { module: 0, names: 1, properties: 2 } as const;

/** First and last code points of the ranges of ideographs, whose names are CJK UNIFIED IDEOGRAPH- and the code point (Unicode 16.0, NR2). */
export const IDEOGRAPHS: readonly number[] = [
  0x3400, 0x4dbf, 0x4e00, 0x9fff, 0x20000, 0x2a6df, 0x2a700, 0x2b739, 0x2b740, 0x2b81d, 0x2b820, 0x2cea1, 0x2ceb0,
  0x2ebe0, 0x2ebf0, 0x2ee5d, 0x30000, 0x3134a, 0x31350, 0x323af,
];
