// From the code words that re/_compiler.py writes to the programs that srematch.ts runs.
//
// Translating once pays by what it finds out:
//   * every set has a table of the first 256 characters; letters without case become sets, runs of letters strings
//   * what a match can begin with (firstOf), so that a search skips all other places, and the literal that it begins with
//   * a branch has a table from the next character to the first alternative that can match, and from each alternative to the next one: so most
//     branches leave nothing to come back to
//   * a repeat of single characters whose successor cannot be one of them (`\w+\s`) need never give any back: it becomes possessive. The same
//     holds at the end of the pattern.

import { arrayCopy, I32Array, type I64Array, type int, newArray, U8Array } from "../rts/index.ts";
import {
  AS_IS,
  ASCII_CASE,
  type CharSet,
  emptySet,
  LOCALE_CASE,
  setOfCategory,
  setOfCharacter,
  setOfWords,
  UNICODE_CASE,
  WIDE_ALL,
  WIDE_NONE,
} from "./srechars.ts";
import { AT, RE, RE_LENGTHS, SRE, SRE_MAXREPEAT } from "./srecodes.ts";

/** A repeat without upper bound. */
export const UNBOUNDED = 2147483647;
/** Columns of a branch's table: 256 characters, any other, the end of the text. */
export const COLUMNS = 258;
export const WIDE_COLUMN = 256;
export const END_COLUMN = 257;
/** Alternatives of one branch; more of them are a branch in the last one. */
const MAX_ALTERNATIVES = 64;

export class Branch {
  readonly targets: I32Array;
  /** Row k, column c: the first alternative from k on that can match before that character; their number when none can. */
  readonly table: U8Array;
  constructor(targets: I32Array) {
    this.targets = targets;
    this.table = new U8Array((targets.length + 1) * COLUMNS);
  }
}

export class Program {
  readonly code: I32Array;
  readonly sets: CharSet[];
  readonly branches: Branch[];
  /** All registers; the first 2 * groups + 1 are the groups' bounds and lastindex. */
  readonly registers: int;
  readonly marks: int;
  /** The least length of a match. */
  readonly minWidth: int;
  /** What a match begins with; null: not known. */
  readonly first: CharSet | null;
  /** The character that every match begins with; -1. */
  readonly firstChar: int;
  /** Matches only where a search begins. */
  readonly anchored: boolean;
  constructor(
    code: I32Array,
    sets: CharSet[],
    branches: Branch[],
    registers: int,
    marks: int,
    minWidth: int,
    first: CharSet | null,
    firstChar: int,
    anchored: boolean,
  ) {
    this.code = code;
    this.sets = sets;
    this.branches = branches;
    this.registers = registers;
    this.marks = marks;
    this.minWidth = minWidth;
    this.first = first;
    this.firstChar = firstChar;
    this.anchored = anchored;
  }
}

class Translator {
  readonly words: I64Array;
  code: I32Array = new I32Array(64);
  length: int = 0;
  sets: CharSet[] = newArray<CharSet>(8);
  setCount: int = 0;
  branches: Branch[] = newArray<Branch>(4);
  branchCount: int = 0;
  registers: int;
  minWidth: int = 0;
  /** How many steps firstOf may still take. */
  fuel: int = 0;
  /** The kind and argument of the last single character (`single`). */
  kind: int = 0;
  argument: int = 0;

  constructor(words: I64Array, groups: int) {
    this.words = words;
    this.registers = 2 * groups + 1;
  }

  // --- output
  private emit(word: int): void {
    if (this.length === this.code.length) {
      const code = new I32Array(this.length * 2);
      arrayCopy(this.code, 0, code, 0, this.length);
      this.code = code;
    }
    this.code[this.length] = word;
    this.length = this.length + 1;
  }
  private emit2(op: int, a: int): void {
    this.emit(op);
    this.emit(a);
  }
  private addSet(set: CharSet): int {
    if (this.setCount === this.sets.length) {
      const sets = newArray<CharSet>(this.setCount * 2);
      arrayCopy(this.sets, 0, sets, 0, this.setCount);
      this.sets = sets;
    }
    this.sets[this.setCount] = set;
    this.setCount = this.setCount + 1;
    return this.setCount - 1;
  }
  private addBranch(branch: Branch): int {
    if (this.branchCount === this.branches.length) {
      const branches = newArray<Branch>(this.branchCount * 2);
      arrayCopy(this.branches, 0, branches, 0, this.branchCount);
      this.branches = branches;
    }
    this.branches[this.branchCount] = branch;
    this.branchCount = this.branchCount + 1;
    return this.branchCount - 1;
  }
  private newRegisters(count: int): int {
    const first = this.registers;
    this.registers = first + count;
    return first;
  }

  // --- single characters

  /** Reads an instruction for a single character at `at` into kind and argument; answers where the next one is; -1: it is none. */
  private single(at: int): int {
    const op = this.words[at]!;
    switch (op) {
      case SRE.ANY:
      case SRE.ANY_ALL:
        this.kind = op === SRE.ANY ? RE.ANY : RE.ANYALL;
        this.argument = 0;
        return at + 1;
      case SRE.LITERAL:
      case SRE.NOT_LITERAL:
        this.kind = op === SRE.LITERAL ? RE.CHAR : RE.NOTCHAR;
        this.argument = this.words[at + 1]!;
        return at + 2;
      case SRE.LITERAL_IGNORE:
        return this.singleCharacter(at, false, ASCII_CASE);
      case SRE.NOT_LITERAL_IGNORE:
        return this.singleCharacter(at, true, ASCII_CASE);
      case SRE.LITERAL_LOC_IGNORE:
        return this.singleCharacter(at, false, LOCALE_CASE);
      case SRE.NOT_LITERAL_LOC_IGNORE:
        return this.singleCharacter(at, true, LOCALE_CASE);
      case SRE.LITERAL_UNI_IGNORE:
        return this.singleCharacter(at, false, UNICODE_CASE);
      case SRE.NOT_LITERAL_UNI_IGNORE:
        return this.singleCharacter(at, true, UNICODE_CASE);
      case SRE.IN:
        return this.singleSet(at, AS_IS);
      case SRE.IN_IGNORE:
        return this.singleSet(at, ASCII_CASE);
      case SRE.IN_LOC_IGNORE:
        return this.singleSet(at, LOCALE_CASE);
      case SRE.IN_UNI_IGNORE:
        return this.singleSet(at, UNICODE_CASE);
      case SRE.CATEGORY:
        this.kind = RE.SET;
        this.argument = this.addSet(setOfCategory(this.words[at + 1]!));
        return at + 2;
      default:
        return -1;
    }
  }
  private singleCharacter(at: int, negated: boolean, change: int): int {
    this.kind = RE.SET;
    this.argument = this.addSet(setOfCharacter(this.words[at + 1]!, negated, change));
    return at + 2;
  }
  private singleSet(at: int, change: int): int {
    this.kind = RE.SET;
    this.argument = this.addSet(setOfWords(this.words, at + 2, change));
    return at + 1 + this.words[at + 1]!;
  }

  // --- translation

  private bound(word: int): int {
    return word === SRE_MAXREPEAT || word > UNBOUNDED ? UNBOUNDED : word;
  }
  /** Translates the code words from `at` to `end`; stops before a JUMP, which only stands at the end of a block. Answers where it stopped. */
  translate(start: int, end: int): int {
    const words = this.words;
    let at = start;
    while (at < end) {
      const op = words[at]!;
      if (op === SRE.LITERAL) {
        at = this.literals(at, end);
        continue;
      }
      const next = this.single(at);
      if (next >= 0) {
        this.emit2(this.kind, this.argument);
        at = next;
        continue;
      }
      switch (op) {
        case SRE.SUCCESS:
          this.emit(RE.SUCCESS);
          at++;
          break;
        case SRE.FAILURE:
          this.emit(RE.FAIL);
          at++;
          break;
        case SRE.JUMP:
          return at;
        case SRE.INFO:
          this.minWidth = words[at + 3]!;
          at = at + 1 + words[at + 1]!;
          break;
        case SRE.MARK: {
          const mark = words[at + 1]!;
          this.emit2(mark % 2 === 0 ? RE.OPEN : RE.CLOSE, mark);
          at = at + 2;
          break;
        }
        case SRE.AT:
          this.emit2(RE.AT, words[at + 1]!);
          at = at + 2;
          break;
        case SRE.BRANCH:
          at = this.branch(at + 1);
          break;
        case SRE.REPEAT_ONE:
          at = this.repeatOne(RE.GREEDY, at);
          break;
        case SRE.MIN_REPEAT_ONE:
          at = this.repeatOne(RE.LAZY, at);
          break;
        case SRE.POSSESSIVE_REPEAT_ONE:
          at = this.repeatOne(RE.POSSESSIVE, at);
          break;
        case SRE.REPEAT:
          at = this.loop(at);
          break;
        case SRE.POSSESSIVE_REPEAT:
          at = this.possessiveLoop(at);
          break;
        case SRE.ATOMIC_GROUP: {
          const register = this.newRegisters(1);
          const behind = at + 1 + words[at + 1]!;
          this.emit2(RE.ATOMIC, register);
          this.translate(at + 2, behind - 1);
          this.emit2(RE.ATOMIC_END, register);
          at = behind;
          break;
        }
        case SRE.ASSERT:
        case SRE.ASSERT_NOT: {
          const register = this.newRegisters(2);
          const behind = at + 1 + words[at + 1]!;
          this.emit2(op === SRE.ASSERT ? RE.ASSERT : RE.ASSERT_NOT, register);
          this.emit2(words[at + 2]!, 0);
          const cont = this.length - 1;
          this.translate(at + 3, behind - 1);
          this.emit2(op === SRE.ASSERT ? RE.ASSERT_END : RE.ASSERT_NOT_END, register);
          this.code[cont] = this.length;
          at = behind;
          break;
        }
        case SRE.GROUPREF:
          at = this.reference(at, 0);
          break;
        case SRE.GROUPREF_IGNORE:
        case SRE.GROUPREF_LOC_IGNORE:
          at = this.reference(at, 1);
          break;
        case SRE.GROUPREF_UNI_IGNORE:
          at = this.reference(at, 2);
          break;
        case SRE.GROUPREF_EXISTS:
          at = this.condition(at);
          break;
        default:
          // checked before translation
          this.emit(RE.FAIL);
          return end;
      }
    }
    return at;
  }
  private literals(start: int, end: int): int {
    const words = this.words;
    let at = start;
    let count = 0;
    while (at < end && words[at] === SRE.LITERAL) {
      at = at + 2;
      count++;
    }
    if (count === 1) this.emit2(RE.CHAR, words[start + 1]!);
    else {
      this.emit2(RE.STRING, count);
      for (let i = 0; i < count; i++) this.emit(words[start + 2 * i + 1]!);
    }
    return at;
  }
  private reference(at: int, change: int): int {
    this.emit2(RE.GROUPREF, 2 * this.words[at + 1]!);
    this.emit(change);
    return at + 2;
  }
  private repeatOne(op: int, at: int): int {
    const words = this.words;
    this.single(at + 4);
    this.emit2(op, this.kind);
    this.emit2(this.argument, this.bound(words[at + 2]!));
    this.emit2(this.bound(words[at + 3]!), 0);
    this.emit(0);
    return at + 1 + words[at + 1]!;
  }
  private loop(at: int): int {
    const words = this.words;
    const until = at + 1 + words[at + 1]!;
    const register = this.newRegisters(2);
    this.emit2(RE.LOOP_INIT, register);
    this.emit2(RE.JUMP, 0);
    const body = this.length;
    this.translate(at + 4, until);
    this.code[body - 1] = this.length;
    const greedy = words[until] === SRE.MAX_UNTIL;
    this.emit2(greedy ? RE.LOOP_MAX : RE.LOOP_MIN, register);
    this.emit2(this.bound(words[at + 2]!), this.bound(words[at + 3]!));
    this.emit(body);
    if (greedy) this.emit(-1);
    return until + 1;
  }
  private possessiveLoop(at: int): int {
    const words = this.words;
    const success = at + 1 + words[at + 1]!;
    const register = this.newRegisters(3);
    const min = this.bound(words[at + 2]!);
    this.emit2(RE.POSS_INIT, register);
    const loop = this.length;
    this.emit2(RE.POSS_LOOP, register);
    this.emit2(min, this.bound(words[at + 3]!));
    this.emit(0);
    this.translate(at + 4, success);
    this.emit2(RE.POSS_NEXT, register);
    this.emit2(min, loop);
    this.emit(0);
    this.code[loop + 4] = this.length;
    this.code[this.length - 1] = this.length;
    return success + 1;
  }
  private condition(at: int): int {
    const words = this.words;
    const behindYes = at + 1 + words[at + 2]!;
    this.emit2(RE.IFGROUP, 2 * words[at + 1]!);
    this.emit(0);
    const otherwise = this.length - 1;
    const stopped = this.translate(at + 3, behindYes);
    if (stopped === behindYes) {
      this.code[otherwise] = this.length;
      return behindYes;
    }
    const behindNo = stopped + 1 + words[stopped + 1]!;
    this.emit2(RE.JUMP, 0);
    const jump = this.length - 1;
    this.code[otherwise] = this.length;
    this.translate(behindYes, behindNo);
    this.code[jump] = this.length;
    return behindNo;
  }
  /** `at`: the first alternative's skip. */
  private branch(at: int): int {
    const words = this.words;
    let count = 0;
    let last = at;
    while (words[last] !== 0) {
      last = last + words[last]!;
      count++;
    }
    const nested = count > MAX_ALTERNATIVES;
    const own = nested ? MAX_ALTERNATIVES : count;
    const branch = new Branch(new I32Array(own));
    this.emit2(RE.BRANCH, this.addBranch(branch));
    const jumps = new I32Array(own);
    let alternative = at;
    for (let i = 0; i < own; i++) {
      branch.targets[i] = this.length;
      if (nested && i === own - 1) this.branch(alternative);
      else this.translate(alternative + 1, alternative + words[alternative]! - 2);
      this.emit2(RE.JUMP, 0);
      jumps[i] = this.length - 1;
      alternative = alternative + words[alternative]!;
    }
    for (let i = 0; i < own; i++) this.code[jumps[i]!] = this.length;
    return last + 1;
  }

  // --- what is known of the next character

  /**
   * Adds to `set` what the code at `start` can begin with. False: it may match without a character, or nothing is known; the set is then of no use.
   */
  firstOf(start: int, set: CharSet): boolean {
    const code = this.code;
    let pc = start;
    for (;;) {
      this.fuel = this.fuel - 1;
      if (this.fuel < 0) return false;
      const op: int = code[pc]!;
      switch (op) {
        case RE.FAIL:
          return true;
        case RE.CHAR:
        case RE.NOTCHAR:
        case RE.SET:
        case RE.ANY:
        case RE.ANYALL:
          this.includeSingle(set, op, code[pc + 1]!);
          return true;
        case RE.STRING:
          this.includeSingle(set, RE.CHAR, code[pc + 2]!);
          return true;
        case RE.GREEDY:
        case RE.LAZY:
        case RE.POSSESSIVE:
          this.includeSingle(set, code[pc + 1]!, code[pc + 2]!);
          if (code[pc + 3]! > 0) return true;
          pc = pc + 7;
          break;
        case RE.AT:
        case RE.OPEN:
        case RE.CLOSE:
        case RE.ATOMIC:
        case RE.ATOMIC_END:
        case RE.POSS_INIT:
          pc = pc + 2;
          break;
        case RE.LOOP_INIT: {
          // jumps to the loop's end, which goes on with a first round when there has to be one
          const loop: int = code[pc + 3]!;
          pc = code[loop + 2]! > 0 ? code[loop + 4]! : loop;
          break;
        }
        case RE.JUMP:
          pc = code[pc + 1]!;
          break;
        case RE.ASSERT:
        case RE.ASSERT_NOT:
          pc = code[pc + 3]!;
          break;
        case RE.BRANCH: {
          const targets = this.branches[code[pc + 1]!]!.targets;
          for (let i = 0; i < targets.length; i++) if (!this.firstOf(targets[i]!, set)) return false;
          return true;
        }
        case RE.LOOP_MAX:
        case RE.LOOP_MIN:
          // behind a round: another one, or what comes behind the loop
          if (!this.firstOf(code[pc + 4]!, set)) return false;
          pc = pc + (op === RE.LOOP_MAX ? 6 : 5);
          break;
        case RE.POSS_LOOP:
          if (!this.firstOf(pc + 5, set)) return false;
          if (code[pc + 2]! > 0) return true;
          pc = code[pc + 4]!;
          break;
        default:
          return false;
      }
    }
  }
  private includeSingle(set: CharSet, kind: int, argument: int): void {
    switch (kind) {
      case RE.SET:
        set.include(this.sets[argument]!);
        break;
      case RE.CHAR:
        if (argument < 256) set.map[argument] = 1;
        else set.wide = WIDE_ALL;
        break;
      default:
        for (let c = 0; c < 256; c++) {
          if (kind === RE.NOTCHAR && c === argument) continue;
          if (kind === RE.ANY && c === 10) continue;
          set.map[c] = 1;
        }
        set.wide = WIDE_ALL;
    }
  }
  /** What the code at pc begins with; null: not known. */
  private knownFirst(pc: int): CharSet | null {
    const set = emptySet();
    this.fuel = 300;
    return this.firstOf(pc, set) ? set : null;
  }
  /** The instruction that is reached without doing anything to the text. */
  private through(start: int): int {
    let pc = start;
    for (;;) {
      const op = this.code[pc]!;
      if (op === RE.OPEN || op === RE.CLOSE) pc = pc + 2;
      else if (op === RE.JUMP) pc = this.code[pc + 1]!;
      else return pc;
    }
  }
  /** Nothing comes behind that could make a repeat give something back. */
  private isEnd(pc: int): boolean {
    const op = this.code[this.through(pc)]!;
    return op === RE.SUCCESS || op === RE.ASSERT_END || op === RE.ASSERT_NOT_END || op === RE.ATOMIC_END;
  }

  /** Fills in what needs the whole program. */
  private analyse(): void {
    const code = this.code;
    let pc = 0;
    while (pc < this.length) {
      const op: int = code[pc]!;
      const length: int = RE_LENGTHS[op]!;
      if (op === RE.GREEDY || op === RE.LAZY) this.analyseRepeat(pc, op === RE.GREEDY);
      else if (op === RE.BRANCH) this.analyseBranch(this.branches[code[pc + 1]!]!);
      else if (op === RE.LOOP_MAX) {
        const set = this.knownFirst(code[pc + 4]!);
        if (set !== null) code[pc + 5] = this.addSet(set);
      }
      pc = pc + length;
      if (op === RE.STRING) pc = pc + code[pc - 1]!;
    }
  }
  private analyseRepeat(pc: int, greedy: boolean): void {
    const code = this.code;
    if (greedy && this.isEnd(pc + 7)) {
      code[pc] = RE.POSSESSIVE;
      return;
    }
    const next = this.knownFirst(pc + 7);
    if (next === null) return;
    const own = emptySet();
    this.includeSingle(own, code[pc + 1]!, code[pc + 2]!);
    if (greedy && own.isApartFrom(next)) {
      code[pc] = RE.POSSESSIVE;
      return;
    }
    const follower = this.through(pc + 7);
    const op = code[follower]!;
    if (op === RE.CHAR || op === RE.STRING) {
      code[pc + 5] = RE.CHAR;
      code[pc + 6] = code[follower + (op === RE.CHAR ? 1 : 2)]!;
    } else {
      code[pc + 5] = RE.SET;
      code[pc + 6] = this.addSet(next);
    }
  }
  private analyseBranch(branch: Branch): void {
    const count = branch.targets.length;
    const table = branch.table;
    for (let c = 0; c < COLUMNS; c++) table[count * COLUMNS + c] = count;
    for (let i = count - 1; i >= 0; i--) {
      const set = this.knownFirst(branch.targets[i]!);
      const row = i * COLUMNS;
      for (let c = 0; c < COLUMNS; c++) {
        const can = set === null || (c < 256 ? set.map[c] !== 0 : c === WIDE_COLUMN ? set.wide !== WIDE_NONE : false);
        table[row + c] = can ? i : table[row + COLUMNS + c]!;
      }
    }
  }

  finish(marks: int): Program {
    this.analyse();
    const first = this.knownFirst(0);
    const start = this.through(0);
    const op = this.code[start]!;
    const firstChar: int = op === RE.CHAR ? this.code[start + 1]! : op === RE.STRING ? this.code[start + 2]! : -1;
    const anchored =
      op === RE.AT && (this.code[start + 1]! === AT.BEGINNING || this.code[start + 1]! === AT.BEGINNING_STRING);
    return new Program(
      this.code,
      this.sets,
      this.branches,
      this.registers,
      marks,
      this.minWidth,
      first,
      firstChar,
      anchored,
    );
  }
}

/** Translates a pattern's code words, which have been checked (srecheck.ts). @jit opaque */
export function translatePattern(words: I64Array, groups: int): Program {
  const translator = new Translator(words, groups);
  translator.translate(0, words.length);
  return translator.finish(2 * groups + 1);
}
