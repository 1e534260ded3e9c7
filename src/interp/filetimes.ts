// Of the module posix: utime. Times are whole seconds and nanoseconds, so that what stat told can be set again exactly.

import { type F64Array, floatToInt, type int, intToFloat } from "../rts/index.ts";
import { raise0, w_OverflowError, w_TypeError, w_ValueError } from "./errors.ts";
import { isNotANumber } from "./float.ts";
import { newInt, W_Int } from "./int.ts";
import { FLOORDIV, MOD, type W_Object } from "./object.ts";
import { indexObject, toFloat, toInt } from "./operations.ts";
import { W_Tuple } from "./tuple.ts";
import { w_float } from "./types.ts";

const billion = newInt(1000000000);
/** The largest number of seconds that hosts are asked for: beyond the year 140 million. */
const LARGEST = 4503599627370496.0;

/** A time as a number of seconds, rounded down to nanoseconds, into parts[at] and parts[at + 1]. */
function putSeconds(parts: F64Array, at: int, time: W_Object): void {
  if (!time.getType().isSubtype(w_float)) {
    parts[at] = intToFloat(toInt(time));
    parts[at + 1] = 0.0;
    return;
  }
  const value = toFloat(time);
  if (isNotANumber(value)) throw raise0(w_ValueError, "Invalid value NaN (not a number)");
  if (value >= LARGEST || value <= -LARGEST)
    throw raise0(w_OverflowError, "timestamp out of range for platform time_t");
  let whole = intToFloat(floatToInt(value));
  if (whole > value) whole = whole - 1.0;
  parts[at] = whole;
  parts[at + 1] = intToFloat(floatToInt((value - whole) * 1e9));
}
/** A time as an int of nanoseconds. */
function putNanoseconds(parts: F64Array, at: int, time: W_Object): void {
  const whole = indexObject(time);
  const seconds = whole.binary(FLOORDIV, billion)!;
  if (!(seconds instanceof W_Int)) throw raise0(w_OverflowError, "timestamp out of range for platform time_t");
  parts[at] = intToFloat(seconds.value);
  parts[at + 1] = intToFloat(toInt(whole.binary(MOD, billion)!));
}
/** The argument `times` or `ns` of utime, whichever is given: seconds and nanoseconds of access and modification. */
export function putTimes(parts: F64Array, times: W_Object | null, ns: W_Object | null): void {
  const pair = (times === null ? ns! : times).unwrap();
  if (!(pair instanceof W_Tuple) || pair.items.length !== 2)
    throw raise0(
      w_TypeError,
      times === null
        ? "utime: 'ns' must be a tuple of two ints"
        : "utime: 'times' must be either a tuple of two ints or None",
    );
  for (let i = 0; i < 2; i++) {
    const time = pair.items[i]!;
    if (times === null) putNanoseconds(parts, 2 * i, time);
    else putSeconds(parts, 2 * i, time);
  }
}
