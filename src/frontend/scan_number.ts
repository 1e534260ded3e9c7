// Number literals: where one ends, what is wrong with it, and its value.
//
//   decimal       1_000   0   00_0            (leading zeros only before nothing but zeros, or in floats)
//   other bases   0x_ff   0o17   0b101
//   float         1.   .5   1_0.2_5e-1_0
//   imaginary     any decimal or float with a j
//
// Underscores stand between digits, or between the base prefix and a digit.

import type { ConstantValue } from "./ast.ts";

/** A bad number: the message, and the offset behind the last character that was read when it was found. */
export interface NumberFault {
  message: string;
  /** Where the report's range starts, or -1 for the character before `at`. */
  from: number;
  at: number;
}

/** What follows a number: `end` is the offset behind it; `warn` names the literal when a keyword follows directly. */
export interface NumberEnd {
  end: number;
  warn: string | null;
}

const isDigit = (c: number) => c >= 48 && c <= 57;
const isHexDigit = (c: number) => isDigit(c) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70);
const isIdentifierPart = (c: number) =>
  (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || isDigit(c) || c === 95 || c >= 128;

const fault = (message: string, at: number, from = -1): NumberFault => ({ message, from, at });

const bases = {
  x: { name: "hexadecimal", isDigit: isHexDigit },
  o: { name: "octal", isDigit: (c: number) => c >= 48 && c <= 55 },
  b: { name: "binary", isDigit: (c: number) => c === 48 || c === 49 },
} as const;

/**
 * Keywords that may follow a number without a space, as in `1if x else 2`; legal, but warned about. Of those with two
 * letters CPython looks at no more than these.
 */
const keywordsAfterNumber = ["and", "else", "for", "not", "if", "in", "is", "or"];

/**
 * Finds the end of the number at `start`: a digit, or a dot before a digit. A fault is returned, not thrown. `lenient`: leading zeros are none, nor is
 * what follows.
 */
export function scanNumber(text: string, start: number, lenient = false): NumberEnd | NumberFault {
  let pos = start;
  let c = text.charCodeAt(pos);
  if (c === 48) {
    const base = bases[text.charAt(pos + 1).toLowerCase() as keyof typeof bases];
    if (base !== undefined) {
      return scanBased(text, pos + 2, base, lenient);
    }
  }
  let kind = "decimal";
  let zerosEnd = 0;
  let leadingZero = false;
  if (c !== 46) {
    leadingZero = c === 48;
    if (leadingZero) {
      // Zeros and underscores; a nonzero digit after them makes this an error, unless it turns out to be a float.
      while (c === 48 || c === 95) {
        if (c === 95 && !isDigit(text.charCodeAt(pos + 1))) {
          return fault("invalid decimal literal", pos + 1);
        }
        c = text.charCodeAt(++pos);
      }
      if (isDigit(c)) {
        zerosEnd = pos;
      }
    }
    const tail = digits(text, pos);
    if (tail < 0) {
      return fault("invalid decimal literal", -tail);
    }
    pos = tail;
    c = text.charCodeAt(pos);
  }
  if (c === 46) {
    pos++;
    kind = "decimal";
    zerosEnd = 0;
    if (isDigit(text.charCodeAt(pos))) {
      const tail = digits(text, pos);
      if (tail < 0) {
        return fault("invalid decimal literal", -tail);
      }
      pos = tail;
    }
    c = text.charCodeAt(pos);
  }
  if (c === 101 || c === 69) {
    const sign = text.charCodeAt(pos + 1);
    const exponent = sign === 43 || sign === 45 ? pos + 2 : pos + 1;
    if (isDigit(text.charCodeAt(exponent))) {
      zerosEnd = 0;
      const tail = digits(text, exponent);
      if (tail < 0) {
        return fault("invalid decimal literal", -tail);
      }
      pos = tail;
      c = text.charCodeAt(pos);
    } else if (exponent === pos + 2) {
      return fault("invalid decimal literal", exponent);
    }
  }
  if (c === 106 || c === 74) {
    pos++;
    zerosEnd = 0;
    kind = "imaginary";
  }
  if (lenient) {
    return { end: pos, warn: null };
  }
  if (zerosEnd > 0) {
    const message = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
    return fault(message, zerosEnd, start);
  }
  return checkEnd(text, pos, kind);
}

function scanBased(
  text: string,
  pos: number,
  base: { name: string; isDigit: (c: number) => boolean },
  lenient: boolean,
): NumberEnd | NumberFault {
  do {
    if (text.charCodeAt(pos) === 95) {
      pos++;
    }
    const c = text.charCodeAt(pos);
    if (!base.isDigit(c)) {
      return isDigit(c)
        ? fault(`invalid digit '${String.fromCharCode(c)}' in ${base.name} literal`, pos + 1)
        : fault(`invalid ${base.name} literal`, pos);
    }
    while (base.isDigit(text.charCodeAt(pos))) {
      pos++;
    }
  } while (text.charCodeAt(pos) === 95);
  const c = text.charCodeAt(pos);
  if (isDigit(c)) {
    return fault(`invalid digit '${String.fromCharCode(c)}' in ${base.name} literal`, pos + 1);
  }
  return lenient ? { end: pos, warn: null } : checkEnd(text, pos, base.name);
}

/** The end of digits with single underscores between them, or minus the offset of the fault. */
function digits(text: string, pos: number): number {
  for (;;) {
    while (isDigit(text.charCodeAt(pos))) {
      pos++;
    }
    if (text.charCodeAt(pos) !== 95) {
      return pos;
    }
    if (!isDigit(text.charCodeAt(++pos))) {
      return -pos;
    }
  }
}

function checkEnd(text: string, end: number, kind: string): NumberEnd | NumberFault {
  if (!isIdentifierPart(text.charCodeAt(end))) {
    return { end, warn: null };
  }
  const follows = keywordsAfterNumber.some(
    (word) =>
      text.startsWith(word, end) && (word.length === 2 || !isIdentifierPart(text.charCodeAt(end + word.length))),
  );
  return follows ? { end, warn: kind } : fault(`invalid ${kind} literal`, end);
}

/** Python refuses to convert decimal literals with more digits than this. */
const maxDecimalDigits = 4300;

/** The value of a number token. Throws RangeError, with CPython's message, for decimal integers of too many digits. */
export function numberValue(token: string): ConstantValue {
  const text = token.includes("_") ? token.replaceAll("_", "") : token;
  const last = text.charCodeAt(text.length - 1);
  const second = text.charCodeAt(1) | 32;
  if (text.charCodeAt(0) === 48 && (second === 120 || second === 111 || second === 98)) {
    return { type: "int", value: BigInt(text) };
  }
  if (last === 106 || last === 74) {
    return { type: "complex", real: 0, imag: Number(text.slice(0, -1)) };
  }
  if (/^[0-9]+$/.test(text)) {
    if (text.length > maxDecimalDigits) {
      throw new RangeError(
        `Exceeds the limit (${maxDecimalDigits} digits) for integer string conversion: value has ${text.length} digits; ` +
          "use sys.set_int_max_str_digits() to increase the limit - " +
          "Consider hexadecimal for huge integer literals to avoid decimal conversion limits.",
      );
    }
    return { type: "int", value: text.length < 16 ? BigInt(Number(text)) : BigInt(text) };
  }
  return { type: "float", value: Number(text) };
}
