// repr() of strings, bytes and floats, as Python writes them.

import { codePointsOf } from "../bytecode/surrogates.ts";

/** repr of a float; infinity as a literal that is too large. With `point` integral values end in `.0`. */
export function floatRepr(value: number, point = true): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? "nan" : value < 0 ? "-1e309" : "1e309";
  }
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const [mantissa, exponentText] = Math.abs(value).toExponential().split("e");
  const digits = mantissa!.replace(".", "");
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const rest = digits.length > 1 ? `.${digits.slice(1)}` : "";
    const size = String(Math.abs(exponent)).padStart(2, "0");
    return `${sign}${digits[0]}${rest}e${exponent < 0 ? "-" : "+"}${size}`;
  }
  if (exponent < 0) {
    return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  }
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const fraction = digits.slice(exponent + 1);
  return sign + whole + (fraction !== "" ? `.${fraction}` : point ? ".0" : "");
}

const named: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" };
/** What repr writes as an escape: everything that is not printable, but for the space. */
const unprintable = /^[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}]$/u;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");
const quoteFor = (text: string): string => (text.includes("'") && !text.includes('"') ? '"' : "'");

export function strRepr(text: string): string {
  const quote = quoteFor(text);
  let out = quote;
  for (const code of codePointsOf(text)) {
    const c = String.fromCodePoint(code);
    const escaped = c === quote ? `\\${c}` : named[c];
    if (escaped !== undefined) {
      out += escaped;
    } else if (c !== " " && unprintable.test(c)) {
      out += code < 0x100 ? `\\x${hex(code, 2)}` : code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
    } else {
      out += c;
    }
  }
  return out + quote;
}

export function bytesRepr(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString("latin1");
  const quote = quoteFor(text);
  let out = `b${quote}`;
  for (const c of text) {
    const escaped = c === quote ? `\\${c}` : named[c];
    const code = c.charCodeAt(0);
    out += escaped ?? (code < 32 || code > 126 ? `\\x${hex(code, 2)}` : c);
  }
  return out + quote;
}
