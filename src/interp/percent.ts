// template % values

import type { int } from "../rts/index.ts";
import { intDiv } from "../rts/index.ts";
import { bytesLike } from "./buffer.ts";
import { W_ByteArray } from "./bytearray.ts";
import { W_Bytes } from "./bytes.ts";
import { W_Dict } from "./dict.ts";
import {
  OperationError,
  raise0,
  raise1,
  raise2,
  raiseFull,
  raiseInts,
  w_OverflowError,
  w_TypeError,
  w_ValueError,
} from "./errors.ts";
import { W_Float } from "./float.ts";
import {
  addAligned,
  addFloat,
  addInt,
  asciiText,
  digitsOf,
  isNegativeInt,
  LARGEST,
  MOST_DIGITS,
  Spec,
  signText,
  upper,
} from "./formatspec.ts";
import { newInt, W_Bool, W_Int } from "./int.ts";
import { W_List } from "./list.ts";
import { longFromFloat, longFromInt, longText, W_Long } from "./long.ts";
import { n_getitem, n_int } from "./names.ts";
import type { W_Object } from "./object.ts";
import { callSpecial, getItem, indexObject, toFloat } from "./operations.ts";
import { charStr, emptyStr, intern, latinStr, StrBuilder, W_Str } from "./text.ts";
import { W_Tuple } from "./tuple.ts";

/** `template % values`; `bytes`: the template is one of bytes, and so are names, and texts that are filled in. */
export function formatPercent(template: W_Str, values: W_Object, bytes: boolean): W_Str {
  const out = new StrBuilder();
  const plainValues = values.unwrap();
  const tuple = plainValues instanceof W_Tuple ? plainValues : null;
  let used = 0;
  const n = template.length;
  let i = 0;
  while (i < n) {
    const c = template.charAt(i);
    i++;
    if (c !== 37) {
      out.addChar(c);
      continue;
    }
    if (i >= n) throw raise0(w_ValueError, "incomplete format");
    if (template.charAt(i) === 37) {
      out.addChar(37);
      i++;
      continue;
    }
    const spec = new Spec();
    let named: W_Object | null = null;
    if (template.charAt(i) === 40) {
      const from = i + 1;
      let depth = 1;
      i++;
      while (i < n && depth > 0) {
        if (template.charAt(i) === 40) depth++;
        if (template.charAt(i) === 41) depth--;
        i++;
      }
      if (depth > 0) throw raise0(w_ValueError, "incomplete format key");
      if (tuple !== null || plainValues instanceof W_Str || !isMapping(values, bytes))
        throw raise0(w_TypeError, "format requires a mapping");
      const key = template.slice(from, i - 1);
      named = getItem(values, bytes ? new W_Bytes(key.latinBytes()) : key);
    }
    let left = false;
    let zero = false;
    while (i < n) {
      const flag = template.charAt(i);
      if (flag === 45) left = true;
      else if (flag === 48) zero = true;
      else if (flag === 43) spec.sign = 43;
      else if (flag === 32) {
        if (spec.sign !== 43) spec.sign = 32;
      } else if (flag === 35) spec.alternate = true;
      else break;
      i++;
    }
    if (i < n && template.charAt(i) === 42) {
      spec.width = toStar(tuple, used);
      if (spec.width < 0) {
        left = true;
        spec.width = -spec.width;
      }
      used++;
      i++;
    }
    while (i < n && template.charAt(i) >= 48 && template.charAt(i) <= 57) {
      if (spec.width > intDiv(LARGEST - 9, 10)) throw raise0(w_ValueError, "width too big");
      spec.width = spec.width * 10 + template.charAt(i) - 48;
      i++;
    }
    if (i < n && template.charAt(i) === 46) {
      i++;
      spec.precision = 0;
      if (i < n && template.charAt(i) === 42) {
        spec.precision = toStar(tuple, used);
        if (spec.precision > MOST_DIGITS || spec.precision < -MOST_DIGITS - 1)
          throw raise0(w_OverflowError, "Python int too large to convert to C int");
        if (spec.precision < 0) spec.precision = 0;
        used++;
        i++;
      }
      while (i < n && template.charAt(i) >= 48 && template.charAt(i) <= 57) {
        if (spec.precision > intDiv(MOST_DIGITS - 9, 10)) throw raise0(w_ValueError, "precision too big");
        spec.precision = spec.precision * 10 + template.charAt(i) - 48;
        i++;
      }
    }
    // C's sizes l, h and L mean nothing
    if (i < n && (template.charAt(i) === 108 || template.charAt(i) === 104 || template.charAt(i) === 76)) i++;
    if (i >= n) throw raise0(w_ValueError, "incomplete format");
    const kind = template.charAt(i);
    i++;
    let value: W_Object;
    if (named !== null) value = named;
    else if (tuple !== null) {
      if (used >= tuple.items.length) throw raise0(w_TypeError, "not enough arguments for format string");
      value = tuple.items[used]!;
      used++;
    } else {
      if (used > 0) throw raise0(w_TypeError, "not enough arguments for format string");
      value = values;
      used++;
    }
    spec.type = kind;
    if (left) spec.align = 60;
    else spec.align = 62;
    if (bytes && isTextKind(kind)) addPercentBytes(out, spec, kind, value);
    else addPercent(out, spec, kind, value, zero && !left, i - 1);
  }
  const leftOver = tuple !== null ? used < tuple.items.length : used === 0 && !isMapping(values, bytes);
  if (leftOver)
    throw raise0(
      w_TypeError,
      bytes
        ? "not all arguments converted during bytes formatting"
        : "not all arguments converted during string formatting",
    );
  return out.build();
}
/** What may give values by name, and may be passed without a field that uses it. */
function isMapping(object: W_Object, bytes: boolean): boolean {
  const plain = object.unwrap();
  if (plain instanceof W_Dict || plain instanceof W_List) return true;
  if (plain instanceof W_Str || plain instanceof W_Tuple) return false;
  if (bytes && (plain instanceof W_Bytes || plain instanceof W_ByteArray)) return false;
  return plain.getType().lookup(n_getitem) !== null;
}
/** s b r a c */
function isTextKind(kind: int): boolean {
  return kind === 115 || kind === 98 || kind === 114 || kind === 97 || kind === 99;
}
function addPercentBytes(out: StrBuilder, spec: Spec, kind: int, value: W_Object): void {
  let text: W_Str;
  if (kind === 99) {
    const part = bytesLike(value);
    if (part !== null) {
      if (part.length !== 1)
        throw raiseFull(
          w_TypeError,
          "%%c requires an integer in range(256) or a single byte, not a %T object of length %d",
          value,
          null,
          part.length,
          0,
        );
      text = latinStr(part);
    } else {
      if (value.asIndex() === null)
        throw raise1(w_TypeError, "%%c requires an integer in range(256) or a single byte, not %T", value);
      const code = indexObject(value);
      if (!(code instanceof W_Int) || code.value < 0 || code.value > 255)
        throw raise0(w_OverflowError, "%%c arg not in range(256)");
      text = charStr(code.value);
    }
  } else {
    if (kind === 115 || kind === 98) {
      let part = bytesLike(value);
      if (part === null) {
        const own = callSpecial(value, n_bytes);
        if (own === null)
          throw raise1(
            w_TypeError,
            "%%b requires a bytes-like object, or an object that implements __bytes__, not '%T'",
            value,
          );
        const converted = own.unwrap();
        if (!(converted instanceof W_Bytes)) throw raise1(w_TypeError, "__bytes__ returned non-bytes (type %T)", own);
        part = converted.items;
      }
      text = latinStr(part);
    } else text = asciiText(value.repr());
    if (spec.precision >= 0 && spec.precision < text.length) text = text.slice(0, spec.precision);
  }
  addAligned(out, spec, emptyStr, text, 62);
}
const n_bytes = intern("__bytes__");
function toStar(tuple: W_Tuple | null, used: int): int {
  if (tuple === null || used >= tuple.items.length) throw raise0(w_TypeError, "not enough arguments for format string");
  const value = tuple.items[used]!;
  if (value instanceof W_Long) throw raise0(w_OverflowError, "Python int too large to convert to C ssize_t");
  if (!(value instanceof W_Int)) throw raise0(w_TypeError, "* wants int");
  return value.value;
}
/** What __int__ answers; null when there is none, or it raises a TypeError. */
function byInt(value: W_Object): W_Object | null {
  try {
    const converted = callSpecial(value, n_int);
    return converted === null || converted.asIndex() === null ? null : converted;
  } catch (error) {
    if (!(error instanceof OperationError) || !error.matches(w_TypeError)) throw error;
    return null;
  }
}
function addPercent(out: StrBuilder, spec: Spec, kind: int, value: W_Object, zero: boolean, at: int): void {
  switch (kind) {
    case 115: // s
    case 114: // r
    case 97: {
      let text = kind === 115 ? value.str() : value.repr();
      if (kind === 97) text = asciiText(text);
      if (spec.precision >= 0 && spec.precision < text.length) text = text.slice(0, spec.precision);
      addAligned(out, spec, emptyStr, text, 62);
      return;
    }
    case 99: {
      const plain = value.unwrap();
      if (plain instanceof W_Str && plain.length === 1) addAligned(out, spec, emptyStr, plain, 62);
      else if (!(plain instanceof W_Str) && plain.asIndex() !== null) {
        const code = indexObject(plain);
        if (!(code instanceof W_Int) || code.value < 0 || code.value > 0x10ffff)
          throw raise0(w_OverflowError, "%%c arg not in range(0x110000)");
        addAligned(out, spec, emptyStr, charStr(code.value), 62);
      } else if (plain instanceof W_Str)
        throw raiseInts(
          w_TypeError,
          "%%c requires an int or a unicode character, not a string of length %d",
          null,
          plain.length,
          0,
        );
      else throw raise1(w_TypeError, "%%c requires an int or a unicode character, not %T", value);
      return;
    }
    case 100: // d
    case 105:
    case 117: {
      const plain = value.unwrap();
      spec.type = 100;
      if (plain instanceof W_Float) addPercentInt(out, spec, longFromFloat(plain.value), zero);
      else {
        const whole = plain.asIndex() === null ? byInt(value) : plain;
        if (whole === null)
          throw raise2(w_TypeError, "%%%S format: a real number is required, not %T", charStr(kind), value);
        addPercentInt(out, spec, indexObject(whole), zero);
      }
      return;
    }
    case 120:
    case 88:
    case 111:
      if (value.asIndex() === null)
        throw raise2(w_TypeError, "%%%S format: an integer is required, not %T", charStr(kind), value);
      addPercentInt(out, spec, indexObject(value), zero);
      return;
    case 101:
    case 69:
    case 102:
    case 70:
    case 103:
    case 71:
      if (zero) {
        spec.fill = 48;
        spec.align = 61;
      }
      addFloat(out, toFloat(value), spec);
      return;
    default:
      throw raiseFull(
        w_ValueError,
        "unsupported format character '%S' (0x%S) at index %d",
        charStr(kind),
        longText(longFromInt(kind), 16),
        at,
        0,
      );
  }
}
function addPercentInt(out: StrBuilder, spec: Spec, value: W_Object, zero: boolean): void {
  if (zero) {
    spec.fill = 48;
    spec.align = 61;
  }
  const precision = spec.precision;
  spec.precision = -1;
  if (precision >= 0) {
    // at least that many digits
    const digits = digitsOf(value, spec.type === 100 ? 10 : spec.type === 111 ? 8 : 16);
    const text = new StrBuilder();
    text.addRepeated(48, precision - digits.length);
    text.addStr(spec.type === 88 ? upper(digits) : digits);
    const prefix =
      !spec.alternate || spec.type === 100 ? "" : spec.type === 120 ? "0x" : spec.type === 88 ? "0X" : "0o";
    addAligned(out, spec, signText(isNegativeInt(value), spec.sign, prefix), text.build(), 62);
    return;
  }
  addInt(out, value instanceof W_Bool ? newInt(value.value) : value, spec);
}
