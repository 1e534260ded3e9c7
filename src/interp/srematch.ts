// The regular expression matcher: runs programs (srecodes.ts) on a text with a stack of its own for what it may have to come back to. So the depth
// of backtracking is bounded by memory alone, and a match never calls anything but itself.
//
// Registers hold groups' bounds, lastindex, loops' counters. What changes one leaves its old value on the stack, and coming back
// restores it. Entries differ in size; the word on top of each says what it is (its lowest 3 bits) and where to go on:
//
//   CHOICE     position, pc                     go on at pc
//   RESTORE    old value, register              then the entry below
//   CLOSED     old value, old lastindex, register
//   ROUND      last position, count, position, pc of LOOP_MAX        no further round: on behind the loop
//   ALTERNATIVE  k, position, pc of BRANCH
//   GIVE_BACK  least position, position, pc of GREEDY                one character less
//   TAKE_MORE  greatest position, position, pc of LAZY               one character more
//   AGAIN      position, pc of LOOP_MIN                              one more round
//
// While the stack is empty nothing is put there to restore registers: there is nothing to come back to.
//
// An assertion or atomic group that has matched takes from the stack what was put there since it began, except what
// restores groups.

import { arrayCopy, I32Array, type int, intAnd, intShr, U8Array } from "../rts/index.ts";
import { asciiLower, type CharSet, isAsciiWord, isUnicodeWord, unicodeLower } from "./srechars.ts";
import { AT, RE } from "./srecodes.ts";
import { COLUMNS, END_COLUMN, type Program, UNBOUNDED, WIDE_COLUMN } from "./srecompile.ts";
import { emptyStr, type W_Str } from "./text.ts";

const CHOICE = 0;
const RESTORE = 1;
const CLOSED = 2;
const ROUND = 3;
const ALTERNATIVE = 4;
const GIVE_BACK = 5;
const TAKE_MORE = 6;
const AGAIN = 7;
const TAG_BITS = 3;
const TAG = 8;
const TAG_MASK = 7;
/** Words of each kind of entry. */
const ENTRY_SIZES = new U8Array([2, 2, 3, 4, 3, 3, 3, 2]);
/** No instruction puts more on the stack than this. */
const ROOM = 8;
/** A stack that a match has made longer than this is not kept. */
const KEPT_STACK = 65536;
/** So many times it comes back before it asks whether to go on. */
const PATIENCE = 65536;

/** Asked now and then by a match that takes long; may raise. @jit immutable */
export class MatchHooks {
  poll: () => void = goOn;
}
function goOn(): void {}
export const matchHooks = new MatchHooks();

export class Matcher {
  text: W_Str = emptyStr;
  /** The text's items when each is a byte. */
  latin: U8Array = new U8Array(0);
  narrow: boolean = true;
  /** Where the text ends for this match. */
  end: int = 0;
  /** An empty match is none at this position; -1. */
  notEmptyAt: int = -1;
  /** The match has to end at `end`. */
  whole: boolean = false;
  registers: I32Array = new I32Array(64);
  /** Where the last match began. */
  matchStart: int = 0;
  private stack: I32Array = new I32Array(4096);
  private patience: int = PATIENCE;

  /** Prepares for matches of a program in a text up to `end`. */
  begin(program: Program, text: W_Str, end: int): void {
    this.text = text;
    this.latin = text.latin;
    this.narrow = text.width === 1;
    this.end = end;
    this.notEmptyAt = -1;
    this.whole = false;
    if (this.registers.length < program.registers) this.registers = new I32Array(program.registers * 2);
  }
  /** Lets go of the text. */
  finish(): void {
    this.text = emptyStr;
    this.latin = emptyStr.latin;
    if (this.stack.length > KEPT_STACK) this.stack = new I32Array(4096);
  }
  private grow(used: int): I32Array {
    const stack = new I32Array(this.stack.length * 2);
    arrayCopy(this.stack, 0, stack, 0, used);
    this.stack = stack;
    return stack;
  }

  private charAt(i: int): int {
    return this.narrow ? this.latin[i]! : this.text.charAt(i);
  }
  private isWordAt(i: int, unicode: boolean): boolean {
    if (i < 0 || i >= this.end) return false;
    const c = this.charAt(i);
    return unicode ? isUnicodeWord(c) : isAsciiWord(c);
  }
  private isAt(kind: int, pos: int): boolean {
    switch (kind) {
      case AT.BEGINNING:
      case AT.BEGINNING_STRING:
        return pos === 0;
      case AT.BEGINNING_LINE:
        return pos === 0 || this.charAt(pos - 1) === 10;
      case AT.END:
        return pos === this.end || (pos + 1 === this.end && this.charAt(pos) === 10);
      case AT.END_LINE:
        return pos === this.end || this.charAt(pos) === 10;
      case AT.END_STRING:
        return pos === this.end;
      case AT.BOUNDARY:
      case AT.LOC_BOUNDARY:
        return this.isWordAt(pos - 1, false) !== this.isWordAt(pos, false);
      case AT.NON_BOUNDARY:
      case AT.LOC_NON_BOUNDARY:
        return this.isWordAt(pos - 1, false) === this.isWordAt(pos, false);
      case AT.UNI_BOUNDARY:
        return this.isWordAt(pos - 1, true) !== this.isWordAt(pos, true);
      default:
        return this.isWordAt(pos - 1, true) === this.isWordAt(pos, true);
    }
  }
  private fits(program: Program, kind: int, argument: int, c: int): boolean {
    switch (kind) {
      case RE.CHAR:
        return c === argument;
      case RE.NOTCHAR:
        return c !== argument;
      case RE.SET:
        return program.sets[argument]!.has(c);
      case RE.ANY:
        return c !== 10;
      default:
        return true;
    }
  }
  /** The end of the run of such characters from pos, at most to `limit`. */
  private run(program: Program, kind: int, argument: int, start: int, limit: int): int {
    let pos = start;
    if (kind === RE.ANYALL) return limit;
    if (!this.narrow) {
      while (pos < limit && this.fits(program, kind, argument, this.text.charAt(pos))) pos++;
      return pos;
    }
    const latin = this.latin;
    switch (kind) {
      case RE.SET: {
        const map = program.sets[argument]!.map;
        while (pos < limit && map[latin[pos]!] !== 0) pos++;
        return pos;
      }
      case RE.ANY:
        while (pos < limit && latin[pos] !== 10) pos++;
        return pos;
      case RE.CHAR:
        while (pos < limit && latin[pos] === argument) pos++;
        return pos;
      default:
        while (pos < limit && latin[pos] !== argument) pos++;
        return pos;
    }
  }
  /** The text at pos is what group `register` holds; answers the end, or -1. */
  private repeatOfGroup(register: int, change: int, start: int): int {
    const from: int = this.registers[register]!;
    const to: int = this.registers[register + 1]!;
    if (from < 0 || to < from || start + (to - from) > this.end) return -1;
    let pos = start;
    for (let i = from; i < to; i++) {
      const a = this.charAt(i);
      const b = this.charAt(pos);
      if (a !== b) {
        if (change === 0) return -1;
        if (change === 1 ? asciiLower(a) !== asciiLower(b) : unicodeLower(a) !== unicodeLower(b)) return -1;
      }
      pos++;
    }
    return pos;
  }

  /** Takes from the stack what has been put there above `base`, except what restores groups. Answers the new top. */
  private cut(base: int, top: int, marks: int): int {
    if (marks === 1 || top === base) return base;
    const stack = this.stack;
    // entries are read from the top: those to keep move to the upper end of a second array first
    const kept = new I32Array(top - base);
    let at = top;
    let low = kept.length;
    while (at > base) {
      const word: int = stack[at - 1]!;
      const kind = intAnd(word, TAG_MASK);
      const size = ENTRY_SIZES[kind]!;
      if (kind === CLOSED || (kind === RESTORE && intShr(word, TAG_BITS) < marks)) {
        low = low - size;
        arrayCopy(stack, at - size, kept, low, size);
      }
      at = at - size;
    }
    const count = kept.length - low;
    arrayCopy(kept, low, stack, base, count);
    return base + count;
  }
  /** Restores registers down to `base`, and forgets all choices above it. */
  private unwind(base: int, top: int): void {
    const stack = this.stack;
    const registers = this.registers;
    let at = top;
    while (at > base) {
      const word: int = stack[at - 1]!;
      const kind = intAnd(word, TAG_MASK);
      const register = intShr(word, TAG_BITS);
      if (kind === RESTORE) registers[register] = stack[at - 2]!;
      else if (kind === CLOSED) this.unclose(register, at);
      at = at - ENTRY_SIZES[kind]!;
    }
  }
  private unclose(register: int, top: int): void {
    this.registers[register] = this.stack[top - 3]!;
    this.registers[this.lastIndexRegister] = this.stack[top - 2]!;
  }
  private lastIndexRegister: int = 0;

  /** Matches at `start`; answers where the match ends, or -1. The groups are in the registers. @jit opaque */
  matchAt(program: Program, start: int): int {
    const code = program.code;
    const registers = this.registers;
    const marks = program.marks;
    const lastIndex = marks - 1;
    this.lastIndexRegister = lastIndex;
    for (let i = 0; i < marks; i++) registers[i] = -1;
    const latin = this.latin;
    const narrow = this.narrow;
    const end = this.end;
    let stack = this.stack;
    let room = stack.length - ROOM;
    let sp = 0;
    let pc = 0;
    let pos = start;
    for (;;) {
      if (sp > room) {
        stack = this.grow(sp);
        room = stack.length - ROOM;
      }
      switch (code[pc]!) {
        case RE.SUCCESS:
          if ((this.whole && pos !== end) || pos === this.notEmptyAt) break;
          return pos;
        case RE.CHAR:
          if (pos >= end || (narrow ? latin[pos]! : this.text.charAt(pos)) !== code[pc + 1]!) break;
          pos++;
          pc = pc + 2;
          continue;
        case RE.NOTCHAR:
          if (pos >= end || (narrow ? latin[pos]! : this.text.charAt(pos)) === code[pc + 1]!) break;
          pos++;
          pc = pc + 2;
          continue;
        case RE.SET: {
          if (pos >= end) break;
          const set = program.sets[code[pc + 1]!]!;
          if (narrow ? set.map[latin[pos]!] === 0 : !set.has(this.text.charAt(pos))) break;
          pos++;
          pc = pc + 2;
          continue;
        }
        case RE.ANY:
          if (pos >= end || this.charAt(pos) === 10) break;
          pos++;
          pc = pc + 2;
          continue;
        case RE.ANYALL:
          if (pos >= end) break;
          pos++;
          pc = pc + 2;
          continue;
        case RE.STRING: {
          const count: int = code[pc + 1]!;
          if (pos + count > end) break;
          let i = 0;
          if (narrow) while (i < count && latin[pos + i] === code[pc + 2 + i]) i++;
          else while (i < count && this.text.charAt(pos + i) === code[pc + 2 + i]) i++;
          if (i < count) break;
          pos = pos + count;
          pc = pc + 2 + count;
          continue;
        }
        case RE.AT:
          if (!this.isAt(code[pc + 1]!, pos)) break;
          pc = pc + 2;
          continue;
        case RE.JUMP:
          pc = code[pc + 1]!;
          continue;
        case RE.BRANCH: {
          const branch = program.branches[code[pc + 1]!]!;
          const column: int = pos >= end ? END_COLUMN : narrow ? latin[pos]! : columnOf(this.text.charAt(pos));
          const count = branch.targets.length;
          const k: int = branch.table[column]!;
          if (k === count) break;
          const later: int = branch.table[(k + 1) * COLUMNS + column]!;
          if (later < count) {
            stack[sp] = later;
            stack[sp + 1] = pos;
            stack[sp + 2] = pc * TAG + ALTERNATIVE;
            sp = sp + 3;
          }
          pc = branch.targets[k]!;
          continue;
        }
        case RE.OPEN: {
          const register: int = code[pc + 1]!;
          if (sp !== 0) {
            stack[sp] = registers[register]!;
            stack[sp + 1] = register * TAG + RESTORE;
            sp = sp + 2;
          }
          registers[register] = pos;
          pc = pc + 2;
          continue;
        }
        case RE.CLOSE: {
          const register: int = code[pc + 1]!;
          if (sp !== 0) {
            stack[sp] = registers[register]!;
            stack[sp + 1] = registers[lastIndex]!;
            stack[sp + 2] = register * TAG + CLOSED;
            sp = sp + 3;
          }
          registers[register] = pos;
          registers[lastIndex] = intShr(register + 1, 1);
          pc = pc + 2;
          continue;
        }
        case RE.POSSESSIVE: {
          const max: int = code[pc + 4]!;
          const limit = max < end - pos ? pos + max : end;
          const to = this.run(program, code[pc + 1]!, code[pc + 2]!, pos, limit);
          if (to - pos < code[pc + 3]!) break;
          pos = to;
          pc = pc + 7;
          continue;
        }
        case RE.GREEDY: {
          const max: int = code[pc + 4]!;
          const limit = max < end - pos ? pos + max : end;
          const to = this.run(program, code[pc + 1]!, code[pc + 2]!, pos, limit);
          const least = pos + code[pc + 3]!;
          if (to < least) break;
          pos = to;
          if (to > least) {
            stack[sp] = least;
            stack[sp + 1] = to;
            stack[sp + 2] = pc * TAG + GIVE_BACK;
            sp = sp + 3;
          }
          pc = pc + 7;
          continue;
        }
        case RE.LAZY: {
          const min: int = code[pc + 3]!;
          const max: int = code[pc + 4]!;
          if (min > 0) {
            if (min > end - pos) break;
            const to = this.run(program, code[pc + 1]!, code[pc + 2]!, pos, pos + min);
            if (to < pos + min) break;
          }
          const greatest = max < end - pos ? pos + max : end;
          pos = pos + min;
          if (pos < greatest) {
            stack[sp] = greatest;
            stack[sp + 1] = pos;
            stack[sp + 2] = pc * TAG + TAKE_MORE;
            sp = sp + 3;
          }
          pc = pc + 7;
          continue;
        }
        case RE.LOOP_INIT: {
          const register: int = code[pc + 1]!;
          if (sp !== 0) {
            stack[sp] = registers[register]!;
            stack[sp + 1] = register * TAG + RESTORE;
            stack[sp + 2] = registers[register + 1]!;
            stack[sp + 3] = (register + 1) * TAG + RESTORE;
            sp = sp + 4;
          }
          registers[register] = -1;
          registers[register + 1] = -1;
          pc = pc + 2;
          continue;
        }
        case RE.LOOP_MAX: {
          const register: int = code[pc + 1]!;
          const count = registers[register]! + 1;
          if (count < code[pc + 2]!) {
            stack[sp] = registers[register]!;
            stack[sp + 1] = register * TAG + RESTORE;
            sp = sp + 2;
            registers[register] = count;
            pc = code[pc + 4]!;
            continue;
          }
          const max: int = code[pc + 3]!;
          if ((max !== UNBOUNDED && count >= max) || pos === registers[register + 1]!) {
            pc = pc + 6;
            continue;
          }
          const begins: int = code[pc + 5]!;
          if (begins >= 0 && (pos >= end || !program.sets[begins]!.has(this.charAt(pos)))) {
            pc = pc + 6;
            continue;
          }
          stack[sp] = registers[register + 1]!;
          stack[sp + 1] = registers[register]!;
          stack[sp + 2] = pos;
          stack[sp + 3] = pc * TAG + ROUND;
          sp = sp + 4;
          registers[register] = count;
          registers[register + 1] = pos;
          pc = code[pc + 4]!;
          continue;
        }
        case RE.LOOP_MIN: {
          const register: int = code[pc + 1]!;
          const count = registers[register]! + 1;
          if (count < code[pc + 2]!) {
            stack[sp] = registers[register]!;
            stack[sp + 1] = register * TAG + RESTORE;
            sp = sp + 2;
            registers[register] = count;
            pc = code[pc + 4]!;
            continue;
          }
          stack[sp] = pos;
          stack[sp + 1] = pc * TAG + AGAIN;
          sp = sp + 2;
          pc = pc + 5;
          continue;
        }
        case RE.GROUPREF: {
          const to = this.repeatOfGroup(code[pc + 1]!, code[pc + 2]!, pos);
          if (to < 0) break;
          pos = to;
          pc = pc + 3;
          continue;
        }
        case RE.IFGROUP: {
          const register: int = code[pc + 1]!;
          const from: int = registers[register]!;
          pc = from >= 0 && registers[register + 1]! >= from ? pc + 3 : code[pc + 2]!;
          continue;
        }
        case RE.ASSERT: {
          const back: int = code[pc + 2]!;
          if (pos < back) break;
          const register: int = code[pc + 1]!;
          registers[register] = sp;
          registers[register + 1] = pos;
          pos = pos - back;
          pc = pc + 4;
          continue;
        }
        case RE.ASSERT_END: {
          const register: int = code[pc + 1]!;
          pos = registers[register + 1]!;
          sp = this.cut(registers[register]!, sp, marks);
          pc = pc + 2;
          continue;
        }
        case RE.ASSERT_NOT: {
          const back: int = code[pc + 2]!;
          if (pos < back) {
            pc = code[pc + 3]!;
            continue;
          }
          registers[code[pc + 1]!] = sp;
          stack[sp] = pos;
          stack[sp + 1] = code[pc + 3]! * TAG + CHOICE;
          sp = sp + 2;
          pos = pos - back;
          pc = pc + 4;
          continue;
        }
        case RE.ASSERT_NOT_END: {
          const base: int = registers[code[pc + 1]!]!;
          this.unwind(base, sp);
          sp = base;
          break;
        }
        case RE.ATOMIC:
          registers[code[pc + 1]!] = sp;
          pc = pc + 2;
          continue;
        case RE.ATOMIC_END:
          sp = this.cut(registers[code[pc + 1]!]!, sp, marks);
          pc = pc + 2;
          continue;
        case RE.POSS_INIT:
          registers[code[pc + 1]!] = 0;
          pc = pc + 2;
          continue;
        case RE.POSS_LOOP: {
          const register: int = code[pc + 1]!;
          const count: int = registers[register]!;
          const max: int = code[pc + 3]!;
          if (max !== UNBOUNDED && count >= max) {
            pc = code[pc + 4]!;
            continue;
          }
          registers[register + 1] = sp;
          registers[register + 2] = pos;
          if (count >= code[pc + 2]!) {
            stack[sp] = pos;
            stack[sp + 1] = code[pc + 4]! * TAG + CHOICE;
            sp = sp + 2;
          }
          pc = pc + 5;
          continue;
        }
        case RE.POSS_NEXT: {
          const register: int = code[pc + 1]!;
          const count = registers[register]! + 1;
          registers[register] = count;
          sp = this.cut(registers[register + 1]!, sp, marks);
          pc = count >= code[pc + 2]! && pos === registers[register + 2]! ? code[pc + 4]! : code[pc + 3]!;
          continue;
        }
      }

      // it does not match here: back to the last choice
      this.patience = this.patience - 1;
      if (this.patience < 0) {
        this.patience = PATIENCE;
        matchHooks.poll();
      }
      let back = true;
      while (back) {
        if (sp === 0) return -1;
        const word: int = stack[sp - 1]!;
        const where = intShr(word, TAG_BITS);
        switch (intAnd(word, TAG_MASK)) {
          case RESTORE:
            registers[where] = stack[sp - 2]!;
            sp = sp - 2;
            break;
          case CLOSED:
            registers[where] = stack[sp - 3]!;
            registers[lastIndex] = stack[sp - 2]!;
            sp = sp - 3;
            break;
          case CHOICE:
            pos = stack[sp - 2]!;
            pc = where;
            sp = sp - 2;
            back = false;
            break;
          case ROUND: {
            const register: int = code[where + 1]!;
            registers[register + 1] = stack[sp - 4]!;
            registers[register] = stack[sp - 3]!;
            pos = stack[sp - 2]!;
            pc = where + 6;
            sp = sp - 4;
            back = false;
            break;
          }
          case ALTERNATIVE: {
            const branch = program.branches[code[where + 1]!]!;
            const k: int = stack[sp - 3]!;
            pos = stack[sp - 2]!;
            const column: int = pos >= end ? END_COLUMN : narrow ? latin[pos]! : columnOf(this.text.charAt(pos));
            const later: int = branch.table[(k + 1) * COLUMNS + column]!;
            if (later < branch.targets.length) stack[sp - 3] = later;
            else sp = sp - 3;
            pc = branch.targets[k]!;
            back = false;
            break;
          }
          case GIVE_BACK: {
            const least: int = stack[sp - 3]!;
            let at: int = stack[sp - 2]! - 1;
            const known: int = code[where + 5]!;
            if (known !== 0) {
              const argument: int = code[where + 6]!;
              if (known === RE.CHAR) while (at >= least && this.charAt(at) !== argument) at--;
              else {
                const set = program.sets[argument]!;
                while (at >= least && !set.has(this.charAt(at))) at--;
              }
            }
            if (at > least) stack[sp - 2] = at;
            else sp = sp - 3;
            if (at >= least) {
              pos = at;
              pc = where + 7;
              back = false;
            }
            break;
          }
          case TAKE_MORE: {
            const greatest: int = stack[sp - 3]!;
            const from: int = stack[sp - 2]!;
            const at = this.takeMore(program, where, from, greatest);
            if (at >= 0 && at < greatest) stack[sp - 2] = at;
            else sp = sp - 3;
            if (at >= 0) {
              pos = at;
              pc = where + 7;
              back = false;
            }
            break;
          }
          default: {
            // AGAIN: the registers are what they were when the loop was left
            const register: int = code[where + 1]!;
            const count = registers[register]! + 1;
            const max: int = code[where + 3]!;
            pos = stack[sp - 2]!;
            sp = sp - 2;
            if ((max !== UNBOUNDED && count >= max) || pos === registers[register + 1]!) break;
            stack[sp] = registers[register]!;
            stack[sp + 1] = register * TAG + RESTORE;
            stack[sp + 2] = registers[register + 1]!;
            stack[sp + 3] = (register + 1) * TAG + RESTORE;
            sp = sp + 4;
            registers[register] = count;
            registers[register + 1] = pos;
            pc = code[where + 4]!;
            back = false;
          }
        }
      }
    }
  }
  /** The next position behind `from` where a lazy repeat may stop; -1: there is none. */
  private takeMore(program: Program, pc: int, from: int, greatest: int): int {
    const code = program.code;
    const kind: int = code[pc + 1]!;
    const argument: int = code[pc + 2]!;
    const known: int = code[pc + 5]!;
    const follower: int = code[pc + 6]!;
    let at = from;
    if (known === RE.CHAR && this.narrow && (kind === RE.ANYALL || kind === RE.ANY)) {
      const latin = this.latin;
      const end = this.end;
      while (at < greatest) {
        if (kind === RE.ANY && latin[at] === 10) return -1;
        at++;
        if (at < end && latin[at] === follower) return at;
      }
      return -1;
    }
    while (at < greatest && this.fits(program, kind, argument, this.charAt(at))) {
      at++;
      if (known === 0) return at;
      if (at < this.end && this.fits(program, known, follower, this.charAt(at))) return at;
    }
    return -1;
  }

  /** The first match that begins at `start` or behind; answers where it ends, or -1; matchStart is set. @jit opaque */
  search(program: Program, start: int): int {
    if (program.anchored) {
      this.matchStart = start;
      return start === 0 ? this.matchAt(program, start) : -1;
    }
    const last = this.end - program.minWidth;
    let pos = start;
    for (;;) {
      pos = this.candidate(program, pos, last);
      if (pos > last) return -1;
      const to = this.matchAt(program, pos);
      this.notEmptyAt = -1;
      if (to >= 0) {
        this.matchStart = pos;
        return to;
      }
      pos++;
    }
  }
  /** The first position up to `last` where a match may begin; beyond it when there is none. */
  private candidate(program: Program, start: int, last: int): int {
    let pos = start;
    const firstChar = program.firstChar;
    const first: CharSet | null = program.first;
    const limit = last < this.end ? last : this.end - 1;
    if (firstChar >= 0) {
      if (this.narrow) {
        const latin = this.latin;
        while (pos <= limit && latin[pos] !== firstChar) pos++;
      } else while (pos <= limit && this.text.charAt(pos) !== firstChar) pos++;
      return pos > limit ? last + 1 : pos;
    }
    if (first === null) return pos;
    if (this.narrow) {
      const latin = this.latin;
      const map = first.map;
      while (pos <= limit && map[latin[pos]!] === 0) pos++;
    } else while (pos <= limit && !first.has(this.text.charAt(pos))) pos++;
    return pos > limit ? last + 1 : pos;
  }
}
function columnOf(c: int): int {
  return c < 256 ? c : WIDE_COLUMN;
}

/** One is enough: a match never waits for Python code. */
export const matcher: Matcher = new Matcher();
