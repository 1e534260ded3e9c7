// Numbers of the regular expression engine: the code words that re/_compiler.py writes (checked by their MAGIC), and the
// instructions of our own programs, into which they are translated (srecompile.ts).

import { U8Array } from "../rts/index.ts";

export const SRE_MAGIC = 20230612;
/** Bytes of a code word. */
export const SRE_CODESIZE = 4;
/** As a repeat's upper bound: no bound. */
export const SRE_MAXREPEAT = 4294967295;
export const SRE_MAXGROUPS = 1073741823;

/** Code words, in the order of OPCODES in re/_constants.py. */
export const SRE = {
  FAILURE: 0,
  SUCCESS: 1,
  ANY: 2,
  ANY_ALL: 3,
  ASSERT: 4,
  ASSERT_NOT: 5,
  AT: 6,
  BRANCH: 7,
  CATEGORY: 8,
  CHARSET: 9,
  BIGCHARSET: 10,
  GROUPREF: 11,
  GROUPREF_EXISTS: 12,
  IN: 13,
  INFO: 14,
  JUMP: 15,
  LITERAL: 16,
  MARK: 17,
  MAX_UNTIL: 18,
  MIN_UNTIL: 19,
  NOT_LITERAL: 20,
  NEGATE: 21,
  RANGE: 22,
  REPEAT: 23,
  REPEAT_ONE: 24,
  SUBPATTERN: 25,
  MIN_REPEAT_ONE: 26,
  ATOMIC_GROUP: 27,
  POSSESSIVE_REPEAT: 28,
  POSSESSIVE_REPEAT_ONE: 29,
  GROUPREF_IGNORE: 30,
  IN_IGNORE: 31,
  LITERAL_IGNORE: 32,
  NOT_LITERAL_IGNORE: 33,
  GROUPREF_LOC_IGNORE: 34,
  IN_LOC_IGNORE: 35,
  LITERAL_LOC_IGNORE: 36,
  NOT_LITERAL_LOC_IGNORE: 37,
  GROUPREF_UNI_IGNORE: 38,
  IN_UNI_IGNORE: 39,
  LITERAL_UNI_IGNORE: 40,
  NOT_LITERAL_UNI_IGNORE: 41,
  RANGE_UNI_IGNORE: 42,
} as const;

/** Positions, in the order of ATCODES. */
export const AT = {
  BEGINNING: 0,
  BEGINNING_LINE: 1,
  BEGINNING_STRING: 2,
  BOUNDARY: 3,
  NON_BOUNDARY: 4,
  END: 5,
  END_LINE: 6,
  END_STRING: 7,
  LOC_BOUNDARY: 8,
  LOC_NON_BOUNDARY: 9,
  UNI_BOUNDARY: 10,
  UNI_NON_BOUNDARY: 11,
} as const;

/** Categories, in the order of CHCODES. */
export const CATEGORY = {
  DIGIT: 0,
  NOT_DIGIT: 1,
  SPACE: 2,
  NOT_SPACE: 3,
  WORD: 4,
  NOT_WORD: 5,
  LINEBREAK: 6,
  NOT_LINEBREAK: 7,
  LOC_WORD: 8,
  LOC_NOT_WORD: 9,
  UNI_DIGIT: 10,
  UNI_NOT_DIGIT: 11,
  UNI_SPACE: 12,
  UNI_NOT_SPACE: 13,
  UNI_WORD: 14,
  UNI_NOT_WORD: 15,
  UNI_LINEBREAK: 16,
  UNI_NOT_LINEBREAK: 17,
} as const;

export const SRE_FLAG_LOCALE = 4;
export const SRE_FLAG_UNICODE = 32;
export const SRE_FLAG_ASCII = 256;

/**
 * Our instructions, with their operands. `set` is a number of a CharSet, `one` a pair (kind, argument) that says which single character:
 * kind CHAR and the character, NOTCHAR and the character, SET and the set's number, ANY, ANYALL. Registers: see srematch.ts.
 */
export const RE = {
  FAIL: 0,
  SUCCESS: 1,
  /** character */
  CHAR: 2,
  /** character */
  NOTCHAR: 3,
  /** set */
  SET: 4,
  /** (0): anything but a newline */
  ANY: 5,
  /** (0) */
  ANYALL: 6,
  /** n, n characters */
  STRING: 7,
  /** kind of AT */
  AT: 8,
  /** target */
  JUMP: 9,
  /** number of a Branch */
  BRANCH: 10,
  /** register */
  OPEN: 11,
  /** register */
  CLOSE: 12,
  /** one, min, max, what has to follow: kind (0: not known), argument */
  GREEDY: 13,
  LAZY: 14,
  POSSESSIVE: 15,
  /** register of count; the next is the position of the last round */
  LOOP_INIT: 16,
  /** register, min, max, body, set that a round begins with (-1: not known); behind it the tail */
  LOOP_MAX: 17,
  /** register, min, max, body */
  LOOP_MIN: 18,
  /** group's first register, 1: case does not matter (ASCII), 2: (Unicode) */
  GROUPREF: 19,
  /** group's first register, where to go when it is not set */
  IFGROUP: 20,
  /** register, characters to go back, where it goes on */
  ASSERT: 21,
  /** register */
  ASSERT_END: 22,
  ASSERT_NOT: 23,
  ASSERT_NOT_END: 24,
  /** register */
  ATOMIC: 25,
  ATOMIC_END: 26,
  /** register (three) */
  POSS_INIT: 27,
  /** register, min, max, exit */
  POSS_LOOP: 28,
  /** register, min, loop, exit */
  POSS_NEXT: 29,
} as const;

/** Words of each instruction; STRING has n more. */
export const RE_LENGTHS = new U8Array([
  1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 7, 7, 7, 2, 6, 5, 3, 3, 4, 2, 4, 2, 2, 2, 2, 5, 5,
]);
