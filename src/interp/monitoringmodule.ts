// `sys.monitoring` (PEP 669): tools, their names and their callbacks. No event is ever reported, so asking for one is refused by name: traces and
// compiled functions have no places where they could tell.

import { type int, intAnd, intNot, intShl, newArray } from "../rts/index.ts";
import { builtinFunction } from "./builtin.ts";
import { W_Code } from "./code.ts";
import { W_Dict } from "./dict.ts";
import { raise0, raise1, raiseInts, w_NotImplementedError, w_TypeError, w_ValueError } from "./errors.ts";
import { newInt } from "./int.ts";
import { longFromInt, longText } from "./long.ts";
import { newModule } from "./module.ts";
import { newNamespace } from "./namespaceobject.ts";
import type { W_Object } from "./object.ts";
import { toCInt } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { sysModule } from "./sysmodule.ts";
import { intern, W_Str } from "./text.ts";
import { w_object } from "./type.ts";

/** In the order of their bits. */
const EVENTS =
  "PY_START PY_RESUME PY_RETURN PY_YIELD CALL LINE INSTRUCTION JUMP BRANCH_LEFT BRANCH_RIGHT STOP_ITERATION RAISE EXCEPTION_HANDLED " +
  "PY_UNWIND PY_THROW RERAISE C_RETURN C_RAISE BRANCH";
const eventNames = EVENTS.split(" ");
const EVENT_COUNT = eventNames.length;
const bit = (name: string): number => 2 ** eventNames.indexOf(name);
const BRANCH = bit("BRANCH");
const BRANCH_LEFT = bit("BRANCH_LEFT");
const BRANCH_RIGHT = bit("BRANCH_RIGHT");
/** What tells of a call's end in C: it cannot be had without the call. */
const C_ENDS = bit("C_RETURN") + bit("C_RAISE");
const C_CALLS = C_ENDS + bit("CALL");
/** Events up to here have a place in the code, so that a single function can be watched. */
const LOCAL_EVENTS = bit("STOP_ITERATION") * 2;

const TOOLS = 6;
class MonitoringState {
  /** By tool: its name, or null for one that nobody uses. */
  readonly names: (W_Str | null)[] = newArray<W_Str>(TOOLS);
  /** By tool and number of event. */
  readonly callbacks: (W_Object | null)[] = newArray<W_Object>(TOOLS * EVENT_COUNT);
}
const monitoring = new MonitoringState();

function toolOf(id: W_Object): int {
  const tool = toCInt(id);
  if (tool < 0 || tool >= TOOLS)
    throw raiseInts(w_ValueError, "invalid tool %d (must be between 0 and 5)", null, tool, 0);
  return tool;
}
function checkInUse(tool: int): void {
  if (monitoring.names[tool] === null) throw raiseInts(w_ValueError, "tool %d is not in use", null, tool, 0);
}
function codeOf(code: W_Object): W_Code {
  if (code instanceof W_Code) return code;
  throw raise0(w_TypeError, "code must be a code object");
}
/** `set` as CPython shows it: 32 bits without sign. */
function hex(set: int): W_Str {
  return longText(longFromInt(set < 0 ? set + 0x1_0000_0000 : set), 16);
}
/** What cannot be part of any set, above all events that come of others. */
function checkEnds(set: int): void {
  if (intAnd(set, C_ENDS) !== 0 && intAnd(set, C_CALLS) !== C_CALLS)
    throw raise0(w_ValueError, "cannot set C_RETURN or C_RAISE events independently");
}

function monitoring_use_tool_id(tool_id: W_Object, name: W_Object): W_Object {
  const tool = toolOf(tool_id);
  const text = name.unwrap();
  if (!(text instanceof W_Str)) throw raise0(w_ValueError, "tool name must be a str");
  if (monitoring.names[tool] !== null) throw raiseInts(w_ValueError, "tool %d is already in use", null, tool, 0);
  monitoring.names[tool] = text;
  return w_None;
}
function monitoring_clear_tool_id(tool_id: W_Object): W_Object {
  const tool = toolOf(tool_id);
  if (monitoring.names[tool] !== null)
    for (let i = 0; i < EVENT_COUNT; i++) monitoring.callbacks[tool * EVENT_COUNT + i] = null;
  return w_None;
}
function monitoring_free_tool_id(tool_id: W_Object): W_Object {
  monitoring_clear_tool_id(tool_id);
  monitoring.names[toolOf(tool_id)] = null;
  return w_None;
}
function monitoring_get_tool(tool_id: W_Object): W_Object {
  return monitoring.names[toolOf(tool_id)] ?? w_None;
}
function monitoring_register_callback(tool_id: W_Object, event: W_Object, func: W_Object): W_Object {
  const tool = toolOf(tool_id);
  const wanted = toCInt(event);
  if (wanted <= 0 || intAnd(wanted, wanted - 1) !== 0)
    throw raise0(w_ValueError, "The callback can only be set for one event at a time");
  if (wanted > BRANCH) throw raiseInts(w_ValueError, "invalid event %d", null, wanted, 0);
  if (wanted !== BRANCH) return setCallback(tool, wanted, func);
  // the older event is both of those that took its place
  setCallback(tool, BRANCH_RIGHT, func);
  return setCallback(tool, BRANCH_LEFT, func);
}
function setCallback(tool: int, event: int, func: W_Object): W_Object {
  let number = 0;
  while (intShl(1, number) < event) number++;
  const place = tool * EVENT_COUNT + number;
  const old = monitoring.callbacks[place] ?? w_None;
  monitoring.callbacks[place] = func === w_None ? null : func;
  return old;
}
function monitoring_get_events(tool_id: W_Object): W_Object {
  toolOf(tool_id);
  return newInt(0);
}
function monitoring_get_local_events(tool_id: W_Object, code: W_Object): W_Object {
  codeOf(code);
  return monitoring_get_events(tool_id);
}
function monitoring_set_events(tool_id: W_Object, event_set: W_Object): W_Object {
  const tool = toolOf(tool_id);
  const set = toCInt(event_set);
  if (set < 0 || set >= BRANCH * 2) throw raise1(w_ValueError, "invalid event set 0x%S", hex(set));
  checkEnds(set);
  checkInUse(tool);
  if (set !== 0) throw raise0(w_NotImplementedError, "sys.monitoring.set_events: events are not implemented");
  return w_None;
}
function monitoring_set_local_events(tool_id: W_Object, code: W_Object, event_set: W_Object): W_Object {
  const set = toCInt(event_set);
  codeOf(code);
  const tool = toolOf(tool_id);
  checkEnds(set);
  const ofCode = intAnd(set, intNot(C_ENDS + BRANCH));
  if (ofCode < 0 || ofCode >= LOCAL_EVENTS) throw raise1(w_ValueError, "invalid local event set 0x%S", hex(ofCode));
  checkInUse(tool);
  if (set !== 0) throw raise0(w_NotImplementedError, "sys.monitoring.set_local_events: events are not implemented");
  return w_None;
}
/** No callback has answered DISABLE, since none was called. */
function monitoring_restart_events(): W_Object {
  return w_None;
}
/** By name of an event: which tools have asked for it. */
function monitoring_all_events(): W_Object {
  return new W_Dict();
}

const module = newModule(intern("sys.monitoring"));
for (const fn of [
  builtinFunction("use_tool_id(tool_id, name, /)", monitoring_use_tool_id),
  builtinFunction("clear_tool_id(tool_id, /)", monitoring_clear_tool_id),
  builtinFunction("free_tool_id(tool_id, /)", monitoring_free_tool_id),
  builtinFunction("get_tool(tool_id, /)", monitoring_get_tool),
  builtinFunction("register_callback(tool_id, event, func, /)", monitoring_register_callback),
  builtinFunction("get_events(tool_id, /)", monitoring_get_events),
  builtinFunction("set_events(tool_id, event_set, /)", monitoring_set_events),
  builtinFunction("get_local_events(tool_id, code, /)", monitoring_get_local_events),
  builtinFunction("set_local_events(tool_id, code, event_set, /)", monitoring_set_local_events),
  builtinFunction("restart_events()", monitoring_restart_events),
  builtinFunction("_all_events()", monitoring_all_events),
]) {
  fn.module = intern("sys.monitoring");
  module.dict.set(fn.name, fn);
}
const events = newNamespace();
for (const name of eventNames) events.setOwn(intern(name), newInt(bit(name)));
events.setOwn(intern("NO_EVENTS"), newInt(0));
const values: Record<string, W_Object> = {
  events,
  DISABLE: w_object.call0(),
  MISSING: w_object.call0(),
  DEBUGGER_ID: newInt(0),
  COVERAGE_ID: newInt(1),
  PROFILER_ID: newInt(2),
  OPTIMIZER_ID: newInt(5),
};
for (const [name, value] of Object.entries(values)) module.dict.set(intern(name), value);
sysModule.dict.set(intern("monitoring"), module);
