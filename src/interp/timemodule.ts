// The module `time`.

import { F64Array, type float, floatToInt, type int } from "../rts/index.ts";
import { builtinFunction } from "./builtin.ts";
import { raise0, w_ValueError } from "./errors.ts";
import { newFloat } from "./float.ts";
import { newInt } from "./int.ts";
import { defineModule } from "./modules.ts";
import { ADD, MUL, type W_Object } from "./object.ts";
import { toFloat } from "./operations.ts";
import { standardOutput } from "./output.ts";
import { hostClock, hostSleep } from "./requests.ts";
import { w_None } from "./singletons.ts";

const WALL = 0;
const MONOTONIC = 1;
const CPU = 2;

class ClockReading {
  readonly parts: F64Array = new F64Array(2);
}
const reading = new ClockReading();

function seconds(kind: int): W_Object {
  hostClock(kind, reading.parts);
  return newFloat(reading.parts[0]! + reading.parts[1]! / 1e9);
}
function nanoseconds(kind: int): W_Object {
  hostClock(kind, reading.parts);
  const whole = newInt(floatToInt(reading.parts[0]!)).binary(MUL, newInt(1000000000))!;
  return whole.binary(ADD, newInt(floatToInt(reading.parts[1]!)))!;
}
function time_time(): W_Object {
  return seconds(WALL);
}
function time_time_ns(): W_Object {
  return nanoseconds(WALL);
}
function time_perf_counter(): W_Object {
  return seconds(MONOTONIC);
}
function time_perf_counter_ns(): W_Object {
  return nanoseconds(MONOTONIC);
}
function time_process_time(): W_Object {
  return seconds(CPU);
}
function time_sleep(duration: W_Object): W_Object {
  const value: float = toFloat(duration);
  if (value < 0.0) throw raise0(w_ValueError, "sleep length must be non-negative");
  standardOutput.flush();
  hostSleep(value);
  return w_None;
}
defineModule(
  "time",
  [
    builtinFunction("time()", time_time),
    builtinFunction("time_ns()", time_time_ns),
    builtinFunction("perf_counter()", time_perf_counter),
    builtinFunction("perf_counter_ns()", time_perf_counter_ns),
    builtinFunction("monotonic()", time_perf_counter),
    builtinFunction("monotonic_ns()", time_perf_counter_ns),
    builtinFunction("process_time()", time_process_time),
    builtinFunction("sleep(seconds, /)", time_sleep),
  ],
  {},
);
