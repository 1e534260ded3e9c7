// The module `time`: clocks, sleep, and the calendar (timeformat.ts writes dates).

import {
  F64Array,
  type float,
  floatToInt,
  type int,
  intFloorDiv,
  intToFloat,
  newArray,
  U8Array,
} from "../rts/index.ts";
import { builtinFunction } from "./builtin.ts";
import { raise0, raise1, w_OverflowError, w_TypeError, w_ValueError } from "./errors.ts";
import { isInfinite, isNotANumber, newFloat, W_Float } from "./float.ts";
import { importModule } from "./importing.ts";
import { newBool, newInt, W_Int } from "./int.ts";
import { arrayOf } from "./iterators.ts";
import type { W_Long } from "./long.ts";
import { defineModule } from "./modules.ts";
import { ADD, MUL, type W_Object } from "./object.ts";
import { attributeError, getAttr, indexObject, toClamped, toFloat, toInt } from "./operations.ts";
import { osError } from "./oserror.ts";
import { checkSignals } from "./pending.ts";
import { hostClock, hostFetch, hostSleep, hostSystem } from "./requests.ts";
import { w_None } from "./singletons.ts";
import { newStructSeq, structSeqType, W_StructSeq } from "./structseq.ts";
import { SYSTEM } from "./system-operations.ts";
import { intern, internStr, W_Str } from "./text.ts";
import { CalendarDate, floorMod, formatAsctime, formatDate } from "./timeformat.ts";
import { newTuple2, W_Tuple } from "./tuple.ts";
import { textOfUtf8 } from "./utf8.ts";

const WALL = 0;
const MONOTONIC = 1;
const CPU = 2;
const DAY = 86400;

class ClockReading {
  readonly parts: F64Array = new F64Array(4);
}
const reading = new ClockReading();

function seconds(kind: int): float {
  hostClock(kind, reading.parts);
  return reading.parts[0]! + reading.parts[1]! / 1e9;
}
export function monotonicSeconds(): float {
  return seconds(MONOTONIC);
}
function nanoseconds(kind: int): W_Object {
  hostClock(kind, reading.parts);
  const whole = newInt(floatToInt(reading.parts[0]!)).binary(MUL, newInt(1000000000))!;
  return whole.binary(ADD, newInt(floatToInt(reading.parts[1]!)))!;
}
function time_time(): W_Object {
  return newFloat(seconds(WALL));
}
function time_time_ns(): W_Object {
  return nanoseconds(WALL);
}
function time_perf_counter(): W_Object {
  return newFloat(seconds(MONOTONIC));
}
function time_perf_counter_ns(): W_Object {
  return nanoseconds(MONOTONIC);
}
function time_process_time(): W_Object {
  return newFloat(seconds(CPU));
}
function time_process_time_ns(): W_Object {
  return nanoseconds(CPU);
}
function time_sleep(duration: W_Object): W_Object {
  const value: float = toFloat(duration);
  if (isNotANumber(value)) throw raise0(w_ValueError, "Invalid value NaN (not a number)");
  if (value < 0.0) throw raise0(w_ValueError, "sleep length must be non-negative");
  if (isInfinite(value) || value > 9223372036.0)
    throw raise0(w_OverflowError, "timestamp too large to convert to C PyTime_t");
  const end = seconds(MONOTONIC) + value;
  let left = value;
  // a signal's handler that returns lets the sleep go on
  while (hostSleep(left) < 0) {
    checkSignals();
    left = end - seconds(MONOTONIC);
    if (left <= 0.0) break;
  }
  checkSignals();
  return w_None;
}

// --- the calendar

export const structTimeLayout = structSeqType(
  "time",
  "struct_time",
  "tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday tm_isdst / tm_zone tm_gmtoff",
);
const utcName = intern("GMT");

/** The date of so many seconds since 1970. */
function dateOf(moment: int): CalendarDate {
  const days = intFloorDiv(moment, DAY);
  const rest = floorMod(moment, DAY);
  const date = new CalendarDate();
  date.hour = intFloorDiv(rest, 3600);
  date.minute = intFloorDiv(floorMod(rest, 3600), 60);
  date.second = floorMod(rest, 60);
  date.weekday = floorMod(days + 3, 7);
  // years that begin with March, in eras of 400 years
  const z = days + 719468;
  const era = intFloorDiv(z, 146097);
  const dayOfEra = floorMod(z, 146097);
  const yearOfEra = intFloorDiv(
    dayOfEra - intFloorDiv(dayOfEra, 1460) + intFloorDiv(dayOfEra, 36524) - intFloorDiv(dayOfEra, 146096),
    365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + intFloorDiv(yearOfEra, 4) - intFloorDiv(yearOfEra, 100));
  const month = intFloorDiv(5 * dayOfYear + 2, 153);
  date.day = dayOfYear - intFloorDiv(153 * month + 2, 5) + 1;
  date.month = month < 10 ? month + 3 : month - 9;
  date.year = yearOfEra + era * 400 + (date.month <= 2 ? 1 : 0);
  date.yearDay = days - daysBefore(date.year, 1, 1) + 1;
  return date;
}
/** Days from 1970 to a date; the month may be any number. */
function daysBefore(givenYear: int, givenMonth: int, day: int): int {
  const months = givenMonth - 1;
  const month = floorMod(months, 12) + 1;
  const year = givenYear + intFloorDiv(months, 12) - (month <= 2 ? 1 : 0);
  const era = intFloorDiv(year, 400);
  const yearOfEra = floorMod(year, 400);
  const dayOfYear = intFloorDiv(153 * (month + (month > 2 ? -3 : 9)) + 2, 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + intFloorDiv(yearOfEra, 4) - intFloorDiv(yearOfEra, 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}
function structTime(date: CalendarDate, zone: W_Object, offset: int): W_Object {
  const fields = newArray<W_Object>(11);
  fields[0] = newInt(date.year);
  fields[1] = newInt(date.month);
  fields[2] = newInt(date.day);
  fields[3] = newInt(date.hour);
  fields[4] = newInt(date.minute);
  fields[5] = newInt(date.second);
  fields[6] = newInt(date.weekday);
  fields[7] = newInt(date.yearDay);
  fields[8] = newInt(date.isDst);
  fields[9] = zone;
  fields[10] = newInt(offset);
  return newStructSeq(structTimeLayout, fields);
}
/** The moment argument in whole seconds; now when it is not given. */
function momentOf(moment: W_Object | null): int {
  if (moment === null || moment === w_None) {
    hostClock(WALL, reading.parts);
    return floatToInt(reading.parts[0]!);
  }
  if (!(moment.unwrap() instanceof W_Float)) return toInt(moment);
  const value: float = toFloat(moment);
  if (isNotANumber(value)) throw raise0(w_ValueError, "Invalid value NaN (not a number)");
  if (value > 67768036191676800.0 || value < -67768040609740800.0)
    throw raise0(w_OverflowError, "timestamp out of range for platform time_t");
  const whole = floatToInt(value);
  return intToFloat(whole) > value ? whole - 1 : whole;
}
/** Seconds east of UTC at that moment; beside it, in reading.parts: standard time's and summer time's. */
function localOffset(moment: int): int {
  reading.parts[0] = intToFloat(moment);
  hostSystem(SYSTEM.localOffset, 0, 0, 0, null, null, reading.parts);
  return floatToInt(reading.parts[0]!);
}
function zoneNames(): W_Str[] {
  const length = hostSystem(SYSTEM.timeZoneNames, 0, 0, 0, null, null, null);
  const bytes = new U8Array(length);
  hostFetch(bytes);
  const names = newArray<W_Str>(2);
  let from = 0;
  for (let k = 0; k < 2; k++) {
    let to = from;
    while (bytes[to] !== 0) to++;
    names[k] = textOfUtf8(bytes, from, to - from);
    from = to + 1;
  }
  return names;
}
function time_gmtime(moment: W_Object | null): W_Object {
  return structTime(dateOf(momentOf(moment)), utcName, 0);
}
function localTime(at: int): W_Object {
  const offset = localOffset(at);
  const date = dateOf(at + offset);
  const isDst = offset !== floatToInt(reading.parts[1]!);
  date.isDst = isDst ? 1 : 0;
  return structTime(date, zoneNames()[isDst ? 1 : 0]!, offset);
}
function time_localtime(moment: W_Object | null): W_Object {
  return localTime(momentOf(moment));
}
/** What fits C's int. */
function smallInt(object: W_Object): int {
  const value = indexObject(object);
  if (!(value instanceof W_Int) && (value as W_Long).bitLength() > 63)
    throw raise0(w_OverflowError, "Python int too large to convert to C long");
  const n = toClamped(value);
  if (n > 0x7fff_ffff) throw raise0(w_OverflowError, "signed integer is greater than maximum");
  if (n < -0x7fff_ffff - 1) throw raise0(w_OverflowError, "signed integer is less than minimum");
  return n;
}
/** The nine numbers of a struct_time or tuple, as CPython checks them. */
function dateOfTuple(object: W_Object, label: string): CalendarDate {
  const plain = object.unwrap();
  if (!(plain instanceof W_StructSeq) && !(plain instanceof W_Tuple))
    throw raise0(w_TypeError, "Tuple or struct_time argument required");
  const items = arrayOf(plain);
  if (items.length !== 9) throw raise0(w_TypeError, label);
  const date = new CalendarDate();
  date.year = smallInt(items[0]!);
  if (date.year < -0x7fff_ffff - 1 + 1900) throw raise0(w_OverflowError, "year out of range");
  date.month = smallInt(items[1]!);
  date.day = smallInt(items[2]!);
  date.hour = smallInt(items[3]!);
  date.minute = smallInt(items[4]!);
  date.second = smallInt(items[5]!);
  date.weekday = smallInt(items[6]!);
  date.yearDay = smallInt(items[7]!);
  date.isDst = smallInt(items[8]!);
  if (plain instanceof W_StructSeq && plain.layout === structTimeLayout) {
    const zone = plain.field(9);
    if (zone instanceof W_Str) date.zone = zone;
    const offset = plain.field(10);
    if (offset !== w_None) date.offset = toInt(offset);
  }
  return date;
}
function checkDate(date: CalendarDate): void {
  // zero stands for one: such tuples are made by programs
  if (date.month === 0) date.month = 1;
  if (date.day === 0) date.day = 1;
  if (date.yearDay === 0) date.yearDay = 1;
  if (date.month < 1 || date.month > 12) throw raise0(w_ValueError, "month out of range");
  if (date.day < 1 || date.day > 31) throw raise0(w_ValueError, "day of month out of range");
  if (date.hour < 0 || date.hour > 23) throw raise0(w_ValueError, "hour out of range");
  if (date.minute < 0 || date.minute > 59) throw raise0(w_ValueError, "minute out of range");
  if (date.second < 0 || date.second > 61) throw raise0(w_ValueError, "seconds out of range");
  // Sunday may be -1
  if (date.weekday < -1) throw raise0(w_ValueError, "day of week out of range");
  date.weekday = floorMod(date.weekday, 7);
  if (date.yearDay < 1 || date.yearDay > 366) throw raise0(w_ValueError, "day of year out of range");
}
const ILLEGAL = "time tuple has 9 items";
function time_mktime(tuple: W_Object): W_Object {
  const date = dateOfTuple(tuple, "mktime(): illegal time tuple argument");
  const local = daysBefore(date.year, date.month, date.day) * DAY + date.hour * 3600 + date.minute * 60 + date.second;
  let moment = local - localOffset(local);
  moment = local - localOffset(moment);
  return newFloat(intToFloat(moment));
}
function time_asctime(tuple: W_Object | null): W_Object {
  const date = dateOfTuple(
    tuple === null ? localTime(momentOf(null)) : tuple,
    "asctime(): illegal time tuple argument",
  );
  checkDate(date);
  return formatAsctime(date);
}
function time_ctime(moment: W_Object | null): W_Object {
  return formatAsctime(dateOfTuple(localTime(momentOf(moment)), ILLEGAL));
}
function time_strftime(format: W_Object, tuple: W_Object | null): W_Object {
  const text = format.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "strftime() argument 1 must be str, not %T", format);
  const date = dateOfTuple(
    tuple === null ? localTime(momentOf(null)) : tuple,
    "strftime(): illegal time tuple argument",
  );
  checkDate(date);
  if (date.zone === null) date.zone = zoneNames()[date.isDst > 0 ? 1 : 0]!;
  return formatDate(text, date);
}
const n_strptimeModule = intern("_strptime");
const n_strptimeTime = intern("_strptime_time");
const standardFormat = intern("%a %b %d %H:%M:%S %Y");
function time_strptime(text: W_Object, format: W_Object | null): W_Object {
  const parse = getAttr(importModule(n_strptimeModule), n_strptimeTime);
  return parse.call2(text, format === null ? standardFormat : format);
}
function time_tzset(): W_Object {
  return w_None;
}
const n_tzname = intern("tzname");
const n_timezone = intern("timezone");
const n_altzone = intern("altzone");
const n_daylight = intern("daylight");
/** What depends on the machine is found when a program asks for it. */
function time_getattr(name: W_Object): W_Object {
  const text = name.unwrap();
  if (text instanceof W_Str) {
    const wanted = internStr(text);
    const known = wanted === n_tzname || wanted === n_timezone || wanted === n_altzone || wanted === n_daylight;
    if (known) {
      localOffset(0);
      const standard = floatToInt(reading.parts[1]!);
      const summer = floatToInt(reading.parts[2]!);
      const names = zoneNames();
      timeModule.dict.set(n_tzname, newTuple2(names[0]!, names[1]!));
      timeModule.dict.set(n_timezone, newInt(-standard));
      timeModule.dict.set(n_altzone, newInt(-summer));
      timeModule.dict.set(n_daylight, newInt(standard === summer ? 0 : 1));
      return timeModule.dict.get(wanted)!;
    }
    throw attributeError(timeModule, text);
  }
  throw raise1(w_TypeError, "attribute name must be string, not '%T'", name);
}
/** Kinds of clock_gettime: CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID, CLOCK_THREAD_CPUTIME_ID, CLOCK_MONOTONIC_RAW. */
function clockKind(clock: W_Object): int {
  const id = toInt(clock);
  if (id === 0) return WALL;
  if (id === 1 || id === 4 || id === 7) return MONOTONIC;
  if (id === 2 || id === 3) return CPU;
  throw osError(22, null, null);
}
function time_clockGettime(clock: W_Object): W_Object {
  return newFloat(seconds(clockKind(clock)));
}
function time_clockGettimeNs(clock: W_Object): W_Object {
  return nanoseconds(clockKind(clock));
}
const n_implementation = intern("clock_gettime()");
const n_SimpleNamespace = intern("SimpleNamespace");
function time_getClockInfo(name: W_Object): W_Object {
  const text = name.unwrap();
  let wall = false;
  let known = false;
  for (let i = 0; i < clockNames.length; i++)
    if (text instanceof W_Str && clockNames[i]!.equals(text)) {
      known = true;
      wall = i === 0;
    }
  if (!known) throw raise0(w_ValueError, "unknown clock");
  const info = getAttr(importModule(n_types), n_SimpleNamespace).call0();
  info.setAttr(infoNames[0]!, n_implementation);
  info.setAttr(infoNames[1]!, newBool(!wall));
  info.setAttr(infoNames[2]!, newBool(wall));
  info.setAttr(infoNames[3]!, newFloat(1e-9));
  return info;
}
const n_types = intern("types");
const infoNames: W_Str[] = ["implementation", "monotonic", "adjustable", "resolution"].map(intern);
const clockNames: W_Str[] = ["time", "monotonic", "perf_counter", "process_time", "thread_time"].map(intern);

const timeModule = defineModule(
  "time",
  [
    builtinFunction("time()", time_time),
    builtinFunction("time_ns()", time_time_ns),
    builtinFunction("perf_counter()", time_perf_counter),
    builtinFunction("perf_counter_ns()", time_perf_counter_ns),
    builtinFunction("monotonic()", time_perf_counter),
    builtinFunction("monotonic_ns()", time_perf_counter_ns),
    builtinFunction("process_time()", time_process_time),
    builtinFunction("process_time_ns()", time_process_time_ns),
    builtinFunction("thread_time()", time_process_time),
    builtinFunction("thread_time_ns()", time_process_time_ns),
    builtinFunction("sleep(seconds, /)", time_sleep),
    builtinFunction("gmtime(seconds=None, /)", time_gmtime),
    builtinFunction("localtime(seconds=None, /)", time_localtime),
    builtinFunction("mktime(time_tuple, /)", time_mktime),
    builtinFunction("asctime(time_tuple=None, /)", time_asctime),
    builtinFunction("ctime(seconds=None, /)", time_ctime),
    builtinFunction("strftime(format, time_tuple=None, /)", time_strftime),
    builtinFunction("strptime(string, format=None, /)", time_strptime),
    builtinFunction("tzset()", time_tzset),
    builtinFunction("clock_gettime(clk_id, /)", time_clockGettime),
    builtinFunction("clock_gettime_ns(clk_id, /)", time_clockGettimeNs),
    builtinFunction("get_clock_info(name, /)", time_getClockInfo),
    builtinFunction("__getattr__(name, /)", time_getattr),
  ],
  {
    struct_time: structTimeLayout.type,
    CLOCK_REALTIME: newInt(0),
    CLOCK_MONOTONIC: newInt(1),
    CLOCK_PROCESS_CPUTIME_ID: newInt(2),
    CLOCK_THREAD_CPUTIME_ID: newInt(3),
    CLOCK_MONOTONIC_RAW: newInt(4),
    CLOCK_BOOTTIME: newInt(7),
    _STRUCT_TM_ITEMS: newInt(11),
  },
);
