// Dates as text: time.strftime and asctime, in the C locale.

import { type int, intFloorDiv } from "../rts/index.ts";
import { intern, StrBuilder, type W_Str } from "./text.ts";

/** The remainder with the divisor's sign. */
export function floorMod(a: int, b: int): int {
  return a - intFloorDiv(a, b) * b;
}

/** The fields of a struct_time: months from 1, Monday is 0, days of the year from 1. */
export class CalendarDate {
  year: int = 1970;
  month: int = 1;
  day: int = 1;
  hour: int = 0;
  minute: int = 0;
  second: int = 0;
  weekday: int = 0;
  yearDay: int = 1;
  isDst: int = 0;
  zone: W_Str | null = null;
  /** Seconds east of UTC. */
  offset: int = 0;
}

const days: W_Str[] = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ").map(intern);
const months: W_Str[] = "January February March April May June July August September October November December"
  .split(" ")
  .map(intern);
const asctimeFormat = intern("%a %b %e %H:%M:%S %Y");

export function formatAsctime(date: CalendarDate): W_Str {
  return formatDate(asctimeFormat, date);
}
function addPadded(out: StrBuilder, value: int, width: int, fill: int): void {
  let size = 1;
  let rest = value;
  while (rest >= 10) {
    rest = intFloorDiv(rest, 10);
    size++;
  }
  out.addRepeated(fill, width - size);
  out.addInt(value);
}
/** Day of the week with Sunday as 0. */
function sundayBased(date: CalendarDate): int {
  return floorMod(date.weekday + 1, 7);
}
function isLeap(year: int): boolean {
  return floorMod(year, 4) === 0 && (floorMod(year, 100) !== 0 || floorMod(year, 400) === 0);
}
/** ISO 8601's week: year * 100 + week. */
function isoWeek(date: CalendarDate): int {
  const week = intFloorDiv(date.yearDay - 1 - date.weekday + 10, 7);
  if (week < 1) {
    const before = date.year - 1;
    const length = isLeap(before) ? 366 : 365;
    return before * 100 + intFloorDiv(date.yearDay - 1 + length - date.weekday + 10, 7);
  }
  if (week === 53) {
    const length = isLeap(date.year) ? 366 : 365;
    // the week belongs to the next year when its Thursday does
    if (date.yearDay - date.weekday + 3 > length) return (date.year + 1) * 100 + 1;
  }
  return date.year * 100 + week;
}
function hour12(date: CalendarDate): int {
  const hour = floorMod(date.hour, 12);
  return hour === 0 ? 12 : hour;
}
const dateTimeFormat = intern("%a %b %e %H:%M:%S %Y");
const dateFormat = intern("%m/%d/%y");
const timeFormat = intern("%H:%M:%S");
const isoFormat = intern("%Y-%m-%d");
const shortTimeFormat = intern("%H:%M");
const time12Format = intern("%I:%M:%S %p");

export function formatDate(format: W_Str, date: CalendarDate): W_Str {
  const out = new StrBuilder();
  let i = 0;
  while (i < format.length) {
    const c = format.charAt(i);
    i++;
    if (c !== 37 || i >= format.length) {
      out.addChar(c);
      continue;
    }
    let kind = format.charAt(i);
    i++;
    // flags of the C library: no padding, blanks
    let fill = 48;
    let padded = true;
    if ((kind === 45 || kind === 95) && i < format.length) {
      if (kind === 45) padded = false;
      else fill = 32;
      kind = format.charAt(i);
      i++;
    }
    addField(out, kind, date, padded ? 2 : 1, fill);
  }
  return out.build();
}
function addField(out: StrBuilder, kind: int, date: CalendarDate, width: int, fill: int): void {
  switch (kind) {
    case 97: // a
      out.addSlice(days[date.weekday]!, 0, 3);
      return;
    case 65: // A
      out.addStr(days[date.weekday]!);
      return;
    case 98: // b
    case 104: // h
      out.addSlice(months[date.month - 1]!, 0, 3);
      return;
    case 66: // B
      out.addStr(months[date.month - 1]!);
      return;
    case 99: // c
      out.addStr(formatDate(dateTimeFormat, date));
      return;
    case 67: // C
      addPadded(out, intFloorDiv(date.year, 100), width, fill);
      return;
    case 100: // d
      addPadded(out, date.day, width, fill);
      return;
    case 68: // D
    case 120: // x
      out.addStr(formatDate(dateFormat, date));
      return;
    case 101: // e
      addPadded(out, date.day, width, 32);
      return;
    case 70: // F
      out.addStr(formatDate(isoFormat, date));
      return;
    case 71: // G
      out.addInt(intFloorDiv(isoWeek(date), 100));
      return;
    case 103: // g
      addPadded(out, floorMod(intFloorDiv(isoWeek(date), 100), 100), width, fill);
      return;
    case 72: // H
      addPadded(out, date.hour, width, fill);
      return;
    case 107: // k
      addPadded(out, date.hour, width, 32);
      return;
    case 73: // I
      addPadded(out, hour12(date), width, fill);
      return;
    case 108: // l
      addPadded(out, hour12(date), width, 32);
      return;
    case 106: // j
      addPadded(out, date.yearDay, width === 2 ? 3 : 1, fill);
      return;
    case 109: // m
      addPadded(out, date.month, width, fill);
      return;
    case 77: // M
      addPadded(out, date.minute, width, fill);
      return;
    case 110: // n
      out.addChar(10);
      return;
    case 112: // p
      out.add(date.hour < 12 ? "AM" : "PM");
      return;
    case 80: // P
      out.add(date.hour < 12 ? "am" : "pm");
      return;
    case 114: // r
      out.addStr(formatDate(time12Format, date));
      return;
    case 82: // R
      out.addStr(formatDate(shortTimeFormat, date));
      return;
    case 83: // S
      addPadded(out, date.second, width, fill);
      return;
    case 116: // t
      out.addChar(9);
      return;
    case 84: // T
    case 88: // X
      out.addStr(formatDate(timeFormat, date));
      return;
    case 117: // u
      out.addInt(date.weekday + 1);
      return;
    case 119: // w
      out.addInt(sundayBased(date));
      return;
    case 85: // U
      addPadded(out, intFloorDiv(date.yearDay - 1 + 7 - sundayBased(date), 7), width, fill);
      return;
    case 86: // V
      addPadded(out, floorMod(isoWeek(date), 100), width, fill);
      return;
    case 87: // W
      addPadded(out, intFloorDiv(date.yearDay - 1 + 7 - date.weekday, 7), width, fill);
      return;
    case 121: // y
      addPadded(out, floorMod(date.year, 100), width, fill);
      return;
    case 89: // Y
      out.addInt(date.year);
      return;
    case 122: {
      // z
      const offset = date.offset < 0 ? -date.offset : date.offset;
      out.addChar(date.offset < 0 ? 45 : 43);
      addPadded(out, intFloorDiv(offset, 3600), 2, 48);
      addPadded(out, intFloorDiv(floorMod(offset, 3600), 60), 2, 48);
      return;
    }
    case 90: // Z
      if (date.zone !== null) out.addStr(date.zone);
      return;
    case 37: // %
      out.addChar(37);
      return;
    default:
      out.addChar(37);
      out.addChar(kind);
  }
}
