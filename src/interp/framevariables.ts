// The variables of a frame, by name.

import type { int } from "../rts/index.ts";
import { W_Cell } from "./cell.ts";
import { W_Dict } from "./dict.ts";
import { updateDict } from "./dictviews.ts";
import { raise0, w_NotImplementedError } from "./errors.ts";
import { currentFrame, type Frame } from "./frame.ts";
import { EQ, type W_Object } from "./object.ts";
import { compare, hashNested } from "./operations.ts";
import type { W_Str } from "./text.ts";

/** How many variables a frame's code has: locals, cells, free variables. */
function variableCount(frame: Frame): int {
  const code = frame.func.code;
  return frame.phantom ? 0 : code.body().varnames.length + code.body().cellvars.length + code.freevars.length;
}
function variableName(frame: Frame, index: int): W_Str {
  const code = frame.func.code;
  return index < code.body().varnames.length ? code.body().varnames[index]! : code.cellName(index);
}
/** The variable's value; null: unbound. A parameter that is in a cell has its value there. */
export function variable(frame: Frame, index: int): W_Object | null {
  const value = frame.regs[index]!;
  if (index < frame.func.code.body().varnames.length) return value;
  return value instanceof W_Cell ? value.value : null;
}
/** The place of a variable by name, cells before plain locals; -1. */
export function findVariable(frame: Frame, name: W_Str): int {
  let found = -1;
  for (let i = variableCount(frame) - 1; i >= 0; i--) {
    if (!variableName(frame, i).equals(name)) continue;
    if (i >= frame.func.code.body().varnames.length && !(frame.regs[i]! instanceof W_Cell)) continue;
    found = i;
    // a comprehension's variable stands behind the function's own of that name, and hides it while it has a value
    if (variable(frame, i) !== null) break;
  }
  return found;
}
/** The same for a key that is no plain text: that of the name which it equals. Its hash is asked for first. */
export function matchingVariable(frame: Frame, key: W_Object): int {
  const hash = hashNested(key);
  for (let i = 0; i < variableCount(frame); i++) {
    const name = variableName(frame, i);
    if (name.hash() === hash && compare(EQ, key, name).isTrue()) return findVariable(frame, name);
  }
  return -1;
}
export function requireVariables(frame: Frame): void {
  if (frame.phantom)
    throw raise0(
      w_NotImplementedError,
      "the variables of a frame that compiled code runs cannot be had; name f_locals in the program's own source",
    );
}
/** The variables by name, a copy. */
export function variablesOf(frame: Frame): W_Dict {
  requireVariables(frame);
  const dict = new W_Dict();
  const count = variableCount(frame);
  const plain = frame.func.code.body().varnames.length;
  for (let i = 0; i < count; i++) {
    const value = variable(frame, i);
    if (value !== null) dict.set(variableName(frame, i), value);
    else if (i < plain && frame.regs[i] !== null) dict.delete(variableName(frame, i));
  }
  if (frame.extra !== null) updateDict(dict, frame.extra);
  return dict;
}

/** The names that the calling code sees as its own. */
export function callerLocals(): W_Object {
  const frame = currentFrame()!;
  return frame.namespace !== null ? namesOf(frame) : variablesOf(frame);
}
/** A module's or class's namespace; within inlined comprehensions their variables and nothing else, as if they were functions. */
export function namesOf(frame: Frame): W_Object {
  const hidden = frame.func.code.body().varnames;
  let names: W_Dict | null = null;
  for (let i = 0; i < hidden.length; i++) {
    const value = frame.regs[i]!;
    if (value === null) continue;
    if (names === null) names = new W_Dict();
    names.set(hidden[i]!, value);
  }
  return names === null ? frame.namespace! : names;
}
