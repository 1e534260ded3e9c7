// Floats of few digits, read and written without the host: most floats in programs and data are such.
//
// A number of at most 15 digits and a power of ten up to 10**22 are exact as doubles, so one multiplication or division rounds correctly
// (Clinger, How to read floating point numbers accurately, 1990). And of 15 digits no two numbers are the same double: so the
// shortest text of one is found by trying 0, 1, 2... digits behind the point.

import { F64Array, type float, floatNeg, floatToInt, type int, intDiv, intToFloat } from "../rts/index.ts";
import type { StrBuilder, W_Str } from "./text.ts";

const powers = new F64Array(23);
for (let i = 0; i < 23; i++) powers[i] = Number(`1e${i}`);
const notShort: float = Number.NaN;
const LIMIT = 1000000000000000;

/** The value of digits with a point and exponent; NaN when the text is anything else or has too many digits. */
export function shortFloat(text: W_Str): float {
  const n = text.length;
  let at = 0;
  const first = n > 0 ? text.charAt(0) : 0;
  if (first === 45 || first === 43) at = 1;
  let digits: int = 0;
  let count = 0;
  let exponent = 0;
  let point = false;
  while (at < n) {
    const c = text.charAt(at);
    if (c >= 48 && c <= 57) {
      digits = digits * 10 + (c - 48);
      count++;
      if (count > 15) return notShort;
      if (point) exponent--;
    } else if (c === 46 && !point) point = true;
    else break;
    at++;
  }
  if (count === 0) return notShort;
  if (at < n) {
    const c = text.charAt(at);
    if (c !== 101 && c !== 69) return notShort;
    at++;
    const sign = at < n ? text.charAt(at) : 0;
    if (sign === 45 || sign === 43) at++;
    if (at === n || n - at > 3) return notShort;
    let given = 0;
    for (; at < n; at++) {
      const digit = text.charAt(at) - 48;
      if (digit < 0 || digit > 9) return notShort;
      given = given * 10 + digit;
    }
    exponent = sign === 45 ? exponent - given : exponent + given;
  }
  if (exponent < -22 || exponent > 22) return notShort;
  const whole = intToFloat(digits);
  const value: float = exponent < 0 ? whole / powers[-exponent]! : whole * powers[exponent]!;
  return first === 45 ? floatNeg(value) : value;
}

/** Adds repr of a positive number, when it has few digits and needs no exponent; else adds nothing and answers false. */
export function addShortFloat(text: StrBuilder, value: float): boolean {
  if (!(value >= 0.0001) || value >= 1000000000000000.0) return false;
  for (let behind = 0; behind < 16; behind++) {
    const scaled: float = value * powers[behind]!;
    if (scaled >= 1000000000000000.0) return false;
    const digits = floatToInt(scaled + 0.5);
    if (digits >= LIMIT) return false;
    if (intToFloat(digits) / powers[behind]! !== value) continue;
    addDecimal(text, digits, behind);
    return true;
  }
  return false;
}
function addDecimal(text: StrBuilder, digits: int, behind: int): void {
  let divisor: int = 1;
  for (let i = 0; i < behind; i++) divisor = divisor * 10;
  const fraction = digits % divisor;
  text.addInt(intDiv(digits, divisor));
  text.addChar(46);
  if (behind === 0) {
    text.addChar(48);
    return;
  }
  let rest = fraction;
  for (let i = 0; i < behind; i++) {
    divisor = intDiv(divisor, 10);
    text.addChar(48 + intDiv(rest, divisor));
    rest = rest % divisor;
  }
}
