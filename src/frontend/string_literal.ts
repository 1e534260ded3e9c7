// String and bytes literals: from a token's source text to its value.
//
//     rb'...'     prefix letters in any case and order, then one or three quotes, then the body
//
// Faults are thrown as LiteralFault; the parser knows where the token stands and makes the SyntaxError.

import { joinTexts } from "../bytecode/surrogates.ts";

/** What is wrong with a literal, in CPython's words. */
export class LiteralFault {
  constructor(readonly message: string) {}
}

/** Told about the first suspicious escape of a literal: the message, and the index in the body of the backslash. */
export type EscapeWarning = (message: string, index: number, length: number) => void;

export interface LiteralParts {
  bytes: boolean;
  raw: boolean;
  unicode: boolean;
  /** Index of the body within the token. */
  bodyStart: number;
  body: string;
}

/** Takes a String token's text apart. */
export function literalParts(token: string): LiteralParts {
  let bytes = false;
  let raw = false;
  let unicode = false;
  let at = 0;
  for (; ; at++) {
    const c = token.charCodeAt(at) | 32;
    if (c === 98) {
      bytes = true;
    } else if (c === 114) {
      raw = true;
    } else if (c === 117) {
      unicode = true;
    } else {
      break;
    }
  }
  const quote = token.charCodeAt(at);
  const triple = token.length - at >= 6 && token.charCodeAt(at + 1) === quote && token.charCodeAt(at + 2) === quote;
  const size = triple ? 3 : 1;
  const bodyStart = at + size;
  return { bytes, raw, unicode, bodyStart, body: token.slice(bodyStart, token.length - size) };
}

const simpleEscapes: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const hexEscapes: Readonly<Record<string, { digits: number; name: string }>> = {
  x: { digits: 2, name: "\\xXX" },
  u: { digits: 4, name: "\\uXXXX" },
  U: { digits: 8, name: "\\UXXXXXXXX" },
};

const hexRun = /[0-9a-fA-F]*/y;
const octalRun = /[0-7]{1,3}/y;

/** Matches a sticky pattern at one place; the empty string when it does not match. */
function matchAt(pattern: RegExp, text: string, at: number, limit: number): string {
  pattern.lastIndex = at;
  return (pattern.exec(text)?.[0] ?? "").slice(0, limit);
}

/** Finds a character by its Unicode name; null for names that there are not. */
export type UnicodeNameLookup = (name: string) => string | null;

let lookupUnicodeName: UnicodeNameLookup | null = null;

/** Installs the table for \N{...}. Without one, such escapes are refused by name. */
export function setUnicodeNames(lookup: UnicodeNameLookup | null): void {
  lookupUnicodeName = lookup;
}

/** The value of a str literal's body that is not raw. Throws LiteralFault. */
export function decodeStr(body: string, warn: EscapeWarning): string {
  let at = body.indexOf("\\");
  if (at < 0) {
    return body;
  }
  let out = "";
  let from = 0;
  warn = once(warn);
  while (at >= 0) {
    out += body.slice(from, at);
    const c = body[at + 1] ?? "";
    let end = at + 2;
    const simple = simpleEscapes[c];
    const hex = hexEscapes[c];
    if (simple !== undefined) {
      out += simple;
    } else if (c >= "0" && c <= "7") {
      const digits = matchAt(octalRun, body, at + 1, 3);
      end = at + 1 + digits.length;
      warnAboutOctal(digits, at, warn);
      out += String.fromCharCode(Number.parseInt(digits, 8));
    } else if (hex !== undefined) {
      const digits = matchAt(hexRun, body, end, hex.digits);
      end += digits.length;
      if (digits.length < hex.digits) {
        throw unicodeFault(body, at, end, `truncated ${hex.name} escape`);
      }
      const code = Number.parseInt(digits, 16);
      if (code > 0x10ffff) {
        throw unicodeFault(body, at, end, "illegal Unicode character");
      }
      out = joinTexts(out, String.fromCodePoint(code));
    } else if (c === "N") {
      const close = body[end] === "{" ? body.indexOf("}", end) : -1;
      if (close <= end + 1) {
        throw unicodeFault(
          body,
          at,
          body[end] !== "{" ? end : close < 0 ? body.length : close,
          "malformed \\N character escape",
        );
      }
      end = close + 1;
      out += namedCharacter(body, at, end);
    } else {
      // A body ends with a backslash only in an f-string, before the brace of a field.
      warnAboutEscape(c === "" ? "{" : c, at, warn);
      out += "\\";
      end = at + 1;
    }
    from = end;
    at = body.indexOf("\\", c === "" || end === at + 1 ? at + 1 : end);
  }
  return out + body.slice(from);
}

function namedCharacter(body: string, at: number, end: number): string {
  const name = body.slice(at + 3, end - 1);
  if (lookupUnicodeName === null) {
    throw new LiteralFault(`\\N{${name}}: character names are not supported yet; write the code point as \\u or \\U`);
  }
  const found = lookupUnicodeName(name);
  if (found === null) {
    throw unicodeFault(body, at, end, "unknown Unicode character name");
  }
  return found;
}

/** CPython counts the positions in a copy of the body, in which other than ASCII characters take ten bytes. */
function unicodeFault(body: string, start: number, end: number, reason: string): LiteralFault {
  let first = 0;
  for (const c of body.slice(0, start)) {
    first += c.charCodeAt(0) < 128 ? 1 : 10;
  }
  const last = first + end - start - 1;
  return new LiteralFault(
    `(unicode error) 'unicodeescape' codec can't decode bytes in position ${first}-${last}: ${reason}`,
  );
}

/** The value of a bytes literal's body. Throws LiteralFault. */
export function decodeBytes(body: string, raw: boolean, warn: EscapeWarning): Uint8Array {
  const out = new Uint8Array(body.length);
  warn = once(warn);
  let size = 0;
  for (let at = 0; at < body.length; ) {
    const code = body.charCodeAt(at);
    if (code > 127) {
      throw new LiteralFault("bytes can only contain ASCII literal characters");
    }
    if (code !== 92 || raw) {
      out[size++] = code;
      at++;
      continue;
    }
    const c = body[at + 1] ?? "";
    const simple = simpleEscapes[c];
    if (simple !== undefined) {
      if (simple !== "") {
        out[size++] = simple.charCodeAt(0);
      }
      at += 2;
    } else if (c >= "0" && c <= "7") {
      const digits = matchAt(octalRun, body, at + 1, 3);
      warnAboutOctal(digits, at, warn);
      out[size++] = Number.parseInt(digits, 8) & 255;
      at += 1 + digits.length;
    } else if (c === "x") {
      const digits = matchAt(hexRun, body, at + 2, 2);
      if (digits.length < 2) {
        throw new LiteralFault(`(value error) invalid \\x escape at position ${at}`);
      }
      out[size++] = Number.parseInt(digits, 16);
      at += 4;
    } else {
      warnAboutEscape(c, at, warn);
      out[size++] = 92;
      at++;
    }
  }
  return out.slice(0, size);
}

function once(warn: EscapeWarning): EscapeWarning {
  let warned = false;
  return (message, index, length) => {
    if (!warned) {
      warned = true;
      warn(message, index, length);
    }
  };
}

function warnAboutEscape(c: string, at: number, warn: EscapeWarning): void {
  const hint = `Such sequences will not work in the future. Did you mean "\\\\${c}"? A raw string is also an option.`;
  warn(`"\\${c}" is an invalid escape sequence. ${hint}`, at, 1 + c.length);
}

function warnAboutOctal(digits: string, at: number, warn: EscapeWarning): void {
  if (digits.length === 3 && digits[0]! > "3") {
    const hint = `Such sequences will not work in the future. Did you mean "\\\\${digits}"? A raw string is also an option.`;
    warn(`"\\${digits}" is an invalid octal escape sequence. ${hint}`, at, 4);
  }
}

/**
 * The text of a Middle token with doubled braces made single; escapes stay as they are. The braces of \N{...} (unless
 * raw) are not touched.
 */
export function undoubleBraces(text: string, raw: boolean): string {
  if (!text.includes("{") && !text.includes("}")) {
    return text;
  }
  return raw
    ? text.replace(/\{\{|\}\}/g, (pair) => pair[0]!)
    : text.replace(/\\N\{[^{}]*\}|\\[^{}]|\{\{|\}\}/gs, (m) => (m === "{{" || m === "}}" ? m[0]! : m));
}
