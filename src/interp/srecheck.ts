// Checks code words before they are translated: _sre.compile may be called with anything, and neither translator nor matcher looks again.
// Every skip leads to the end of its block, operands are there and in range, sets end.

import { type I64Array, type int, intDiv } from "../rts/index.ts";
import { AT, CATEGORY, SRE, SRE_MAXREPEAT } from "./srecodes.ts";

/** A look behind is at most this long, a repeat's bounds and characters are below. */
const LARGE = 1073741824;

class Checker {
  readonly words: I64Array;
  readonly groups: int;
  constructor(words: I64Array, groups: int) {
    this.words = words;
    this.groups = groups;
  }
  /** Where the set at `at` ends (behind its FAILURE), which has to be at most `end`; -1. */
  private set(start: int, end: int): int {
    const words = this.words;
    let at = start;
    while (at < end) {
      switch (words[at]!) {
        case SRE.FAILURE:
          return at + 1;
        case SRE.NEGATE:
          at = at + 1;
          break;
        case SRE.LITERAL:
          at = at + 2;
          break;
        case SRE.CATEGORY:
          if (at + 1 >= end || words[at + 1]! > CATEGORY.UNI_NOT_LINEBREAK) return -1;
          at = at + 2;
          break;
        case SRE.RANGE:
        case SRE.RANGE_UNI_IGNORE:
          at = at + 3;
          break;
        case SRE.CHARSET:
          at = at + 9;
          break;
        case SRE.BIGCHARSET: {
          if (at + 66 > end) return -1;
          const blocks = words[at + 1]!;
          if (blocks > 256 || at + 66 + 8 * blocks > end) return -1;
          // each page's block has to be one of them
          for (let i = 0; i < 64; i++) {
            let rest = words[at + 2 + i]!;
            for (let k = 0; k < 4; k++) {
              if (rest % 256 >= blocks) return -1;
              rest = intDiv(rest, 256);
            }
          }
          at = at + 66 + 8 * blocks;
          break;
        }
        default:
          return -1;
      }
    }
    return -1;
  }
  /** The end of the block that the skip at `at` bounds; -1 when it does not end within `end`. */
  private blockEnd(at: int, end: int): int {
    if (at >= end) return -1;
    const to = at + this.words[at]!;
    return to <= end && to > at ? to : -1;
  }
  /** The instruction for a single character at `at`: where it ends; -1: it is none. */
  private single(at: int, end: int): int {
    const words = this.words;
    switch (words[at]!) {
      case SRE.ANY:
      case SRE.ANY_ALL:
        return at + 1;
      case SRE.LITERAL:
      case SRE.NOT_LITERAL:
      case SRE.LITERAL_IGNORE:
      case SRE.NOT_LITERAL_IGNORE:
      case SRE.LITERAL_LOC_IGNORE:
      case SRE.NOT_LITERAL_LOC_IGNORE:
      case SRE.LITERAL_UNI_IGNORE:
      case SRE.NOT_LITERAL_UNI_IGNORE:
        return at + 2 <= end && words[at + 1]! < LARGE ? at + 2 : -1;
      case SRE.IN:
      case SRE.IN_IGNORE:
      case SRE.IN_LOC_IGNORE:
      case SRE.IN_UNI_IGNORE: {
        const to = this.blockEnd(at + 1, end);
        return to >= 0 && this.set(at + 2, to) === to ? to : -1;
      }
      default:
        return -1;
    }
  }
  private group(at: int, end: int): boolean {
    return at < end && this.words[at]! < this.groups;
  }
  private bounds(at: int, end: int): boolean {
    if (at + 1 >= end) return false;
    const min = this.words[at]!;
    const max = this.words[at + 1]!;
    return min <= max && min < LARGE && max <= SRE_MAXREPEAT;
  }
  /** Checks instructions from `start` to `end`. `inYes`: a JUMP may stand at the end. Answers where it stopped; -1. */
  block(start: int, end: int, inYes: boolean): int {
    const words = this.words;
    let at = start;
    while (at < end) {
      const single = this.single(at, end);
      if (single >= 0) {
        at = single;
        continue;
      }
      switch (words[at]!) {
        case SRE.FAILURE:
          at++;
          break;
        case SRE.CATEGORY:
          if (at + 1 >= end || words[at + 1]! > CATEGORY.UNI_NOT_LINEBREAK) return -1;
          at = at + 2;
          break;
        case SRE.JUMP:
          return inYes && at + 2 === end ? at : -1;
        case SRE.INFO: {
          const to = this.blockEnd(at + 1, end);
          if (to < at + 5) return -1;
          at = to;
          break;
        }
        case SRE.MARK:
          if (at + 1 >= end || words[at + 1]! >= 2 * this.groups) return -1;
          at = at + 2;
          break;
        case SRE.AT:
          if (at + 1 >= end || words[at + 1]! > AT.UNI_NON_BOUNDARY) return -1;
          at = at + 2;
          break;
        case SRE.BRANCH:
          at = this.branch(at + 1, end);
          break;
        case SRE.REPEAT_ONE:
        case SRE.MIN_REPEAT_ONE:
        case SRE.POSSESSIVE_REPEAT_ONE: {
          const to = this.blockEnd(at + 1, end);
          if (to < at + 6 || !this.bounds(at + 2, to)) return -1;
          if (this.single(at + 4, to) !== to - 1 || words[to - 1] !== SRE.SUCCESS) return -1;
          at = to;
          break;
        }
        case SRE.REPEAT:
        case SRE.POSSESSIVE_REPEAT: {
          const to = this.blockEnd(at + 1, end);
          if (to < at + 4 || to >= end || !this.bounds(at + 2, to) || this.block(at + 4, to, false) !== to) return -1;
          const last = words[to]!;
          const possessive = words[at] === SRE.POSSESSIVE_REPEAT;
          if (possessive ? last !== SRE.SUCCESS : last !== SRE.MAX_UNTIL && last !== SRE.MIN_UNTIL) return -1;
          at = to + 1;
          break;
        }
        case SRE.ATOMIC_GROUP: {
          const to = this.blockEnd(at + 1, end);
          if (to < at + 3 || words[to - 1] !== SRE.SUCCESS || this.block(at + 2, to - 1, false) !== to - 1) return -1;
          at = to;
          break;
        }
        case SRE.ASSERT:
        case SRE.ASSERT_NOT: {
          const to = this.blockEnd(at + 1, end);
          if (to < at + 4 || words[at + 2]! >= LARGE || words[to - 1] !== SRE.SUCCESS) return -1;
          if (this.block(at + 3, to - 1, false) !== to - 1) return -1;
          at = to;
          break;
        }
        case SRE.GROUPREF:
        case SRE.GROUPREF_IGNORE:
        case SRE.GROUPREF_LOC_IGNORE:
        case SRE.GROUPREF_UNI_IGNORE:
          if (!this.group(at + 1, end)) return -1;
          at = at + 2;
          break;
        case SRE.GROUPREF_EXISTS: {
          if (!this.group(at + 1, end) || at + 2 >= end) return -1;
          const behindYes = at + 1 + words[at + 2]!;
          if (behindYes < at + 3 || behindYes > end) return -1;
          const stopped = this.block(at + 3, behindYes, true);
          if (stopped < 0) return -1;
          if (stopped === behindYes) at = behindYes;
          else {
            const behindNo = this.blockEnd(stopped + 1, end);
            if (behindNo < behindYes || this.block(behindYes, behindNo, false) !== behindNo) return -1;
            at = behindNo;
          }
          break;
        }
        default:
          return -1;
      }
      if (at < 0) return -1;
    }
    return at === end ? end : -1;
  }
  /** Behind the alternatives that begin with the skip at `start`; -1. */
  private branch(start: int, end: int): int {
    const words = this.words;
    let at = start;
    while (at < end && words[at] !== 0) {
      const to = this.blockEnd(at, end);
      if (to < at + 3 || words[to - 2] !== SRE.JUMP || this.block(at + 1, to - 2, false) !== to - 2) return -1;
      at = to;
    }
    return at < end && at > start ? at + 1 : -1;
  }
}

/** Whether these are code words of a pattern with so many groups. */
export function isValidCode(words: I64Array, groups: int): boolean {
  const n = words.length;
  if (n === 0 || words[n - 1] !== SRE.SUCCESS) return false;
  return new Checker(words, groups).block(0, n - 1, false) === n - 1;
}
