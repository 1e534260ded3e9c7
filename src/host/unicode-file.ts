// What Unicode says of characters: dist/unicode.bin, made while building of what CPython's own unicodedata answers (scripts/unicode-data.py), read when a
// program first asks.
//
//   file = digest of what it was made of (32 bytes), length of the names (u32), names, properties
//
// The names, all numbers u32, little-endian:
//   count, named, words of sequences; offset in the text * (count + 1), meaning * count, index of an entry * named, sequence words, text
// Entries are in the order of their names. A meaning's high byte says what the rest is: 0: the code point that has the name; 1: one that has it as an alias;
// 2: where in the sequences a named sequence stands: its length and its code points. The indexes are in the order of code points.
// src/interp/unicodeproperties.ts draws the properties.

import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import path from "node:path";
import { IDEOGRAPHS } from "../interp/library-kinds.ts";

export const UNICODE_FILE = "unicode.bin";
export type UnicodePart = "names" | "properties";
const DIGEST_BYTES = 32;
const HEAD_BYTES = DIGEST_BYTES + 4;
const ALIAS = 1;

export function encodeUnicodeFile(names: Uint8Array, properties: Uint8Array, digest: Uint8Array): Uint8Array {
  const head = Buffer.alloc(HEAD_BYTES);
  head.set(digest);
  head.writeUInt32LE(names.length, DIGEST_BYTES);
  return Buffer.concat([head, names, properties]);
}

/** The digest of what a file was made of; null when there is none. */
export function unicodeDigest(file: string): Uint8Array | null {
  try {
    const fd = openSync(file, "r");
    const digest = new Uint8Array(DIGEST_BYTES);
    readSync(fd, digest, 0, DIGEST_BYTES, 0);
    closeSync(fd);
    return digest;
  } catch {
    return null;
  }
}

const initials = "G GG N D DD R M B BB S SS  J JJ C K T P H".split(" ");
const vowels = "A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I".split(" ");
const finals = " G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H".split(" ");
const longestFirst = (a: string, b: string): number => b.length - a.length;
const alternatives = (parts: string[]): string => [...parts].sort(longestFirst).join("|");
const hangul = new RegExp(
  `^HANGUL SYLLABLE (${alternatives(initials)})(${alternatives(vowels)})(${alternatives(finals)})$`,
);
const ideograph = /^CJK UNIFIED IDEOGRAPH-([0-9A-F]{4,5})$/;

export class UnicodeFile {
  private readonly file: string;
  private contents: Buffer | null = null;

  /** The file of a folder of built files. */
  constructor(folder: string) {
    this.file = path.join(folder, UNICODE_FILE);
  }

  /** Throws what Node throws when there is no file. */
  part(name: UnicodePart): Uint8Array {
    this.contents ??= readFileSync(this.file);
    const end = HEAD_BYTES + this.contents.readUInt32LE(DIGEST_BYTES);
    return name === "names" ? this.contents.subarray(HEAD_BYTES, end) : this.contents.subarray(end);
  }

  /** The character of that name or alias, as \N{...} takes them: in any case, but for those that are computed; null when there is none. */
  character(given: string): string | null {
    const name = given.toUpperCase();
    const syllable = hangul.exec(given);
    if (syllable) {
      const [first, second, third] = [initials, vowels, finals].map((parts, i) => parts.indexOf(syllable[i + 1]!));
      return String.fromCodePoint(0xac00 + (first! * 21 + second!) * 28 + third!);
    }
    const code = ideograph.exec(given);
    if (code) {
      const c = Number.parseInt(code[1]!, 16);
      return isIdeograph(c) ? String.fromCodePoint(c) : null;
    }
    const names = Buffer.from(this.part("names"));
    const word = (at: number): number => names.readUInt32LE(4 * at);
    const count = word(0);
    const text = 4 * (3 + count + 1 + count + word(1) + word(2));
    const wanted = Buffer.from(name, "latin1");
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >> 1;
      const order = names.compare(wanted, 0, wanted.length, text + word(3 + middle), text + word(4 + middle));
      if (order < 0) low = middle + 1;
      else if (order > 0) high = middle;
      else {
        const meaning = word(3 + count + 1 + middle);
        return meaning >>> 24 <= ALIAS ? String.fromCodePoint(meaning & 0xffffff) : null;
      }
    }
    return null;
  }
}

const isIdeograph = (c: number): boolean =>
  IDEOGRAPHS.some((first, i) => i % 2 === 0 && c >= first && c <= IDEOGRAPHS[i + 1]!);
