// Frame: what a running function needs besides its code and position; also Python's frame object. It is made inside the portal, and
// stays a virtual object in traces; a generator keeps its own between resumptions.
//
// `state.frames` has the running frames by depth, so that sys._getframe, f_back and locals() find them. Of a function that compiled
// code runs, no Frame object exists: its frame is *shadowed*. state.frames holds its function then, and state.positions where its last call
// stands. When the interpreter takes such a frame over (a guard failed), the frame surfaces: it goes into state.frames itself.
// Code that names something by which one looks at frames (CodeBody.looksAtFrames) is never shadowed, nor is any once a program
// names f_locals (state.realFrames).

import { type int, newArray } from "../rts/index.ts";
import type { W_Dict } from "./dict.ts";
import type { W_Function } from "./function.ts";
import type { W_Generator } from "./generator.ts";
import { n_name } from "./names.ts";
import { W_Object } from "./object.ts";
import { state } from "./state.ts";
import type { W_Str } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";

export const w_frame = builtinType("frame");
w_frame.isBaseType = false;

/** Set by frameobject.ts. @jit immutable */
class FrameHooks {
  repr: (frame: Frame) => W_Str = unset;
}
function unset(_frame: Frame): W_Str {
  throw new Error("interpreter hook not set");
}
export const frameHooks = new FrameHooks();

/** @jit virtualizable */
export class Frame extends W_Object {
  /** Parameters, locals, cells, temporaries: see docs/internals/bytecode.md. */
  readonly regs: W_Object[];
  readonly func: W_Function;
  /** The mapping of a class body's or module's names; null in functions. */
  readonly namespace: W_Object | null;
  /** state.depth within this frame. */
  depth: int;
  /** The instruction that runs; for a generator that is suspended: where to go on. */
  pc: int = 0;
  generator: W_Generator | null = null;
  /** Runs in compiled code and is not in state.frames. */
  shadowed: boolean = false;
  /** Made for somebody who looks at a shadowed frame: has no variables. */
  phantom: boolean = false;
  /** The caller, once somebody has looked at the frame. */
  back: Frame | null = null;
  /** What was stored into f_locals under names that are no variables. */
  extra: W_Dict | null = null;
  constructor(func: W_Function, regs: W_Object[], namespace: W_Object | null, depth: int) {
    super();
    this.func = func;
    this.regs = regs;
    this.namespace = namespace;
    this.depth = depth;
  }
  override getType(): W_Type {
    return w_frame;
  }
  override repr(): W_Str {
    return frameHooks.repr(this);
  }
}

/** Makes a frame the one that is found at its depth. */
export function surface(frame: Frame): void {
  frame.shadowed = false;
  state.frames[frame.depth] = frame;
}

/** The frame that runs at a depth, 1 to state.depth. @jit opaque */
export function frameAt(depth: int): Frame {
  const entry = state.frames[depth]!;
  if (entry instanceof Frame) return entry;
  const phantom = new Frame(entry as W_Function, noRegs, null, depth);
  phantom.phantom = true;
  phantom.shadowed = true;
  phantom.pc = state.positions[depth]!;
  state.frames[depth] = phantom;
  return phantom;
}
const noRegs: W_Object[] = newArray<W_Object>(0);

/** The frame whose bytecode called the builtin function that runs; null: none. */
export function currentFrame(): Frame | null {
  return state.depth === 0 ? null : frameAt(state.depth);
}
/** `__name__` of the module whose code called the builtin function that runs; null: it has none. */
export function callerModule(): W_Object | null {
  const frame = currentFrame();
  return frame === null ? null : frame.func.globals.get(n_name);
}
/** Whether the frame is being executed. */
export function isRunning(frame: Frame): boolean {
  return frame.depth <= state.depth && state.frames[frame.depth] === frame;
}
/** Frames that have returned are forgotten: they keep objects alive. */
export function forgetReturnedFrames(): void {
  for (let i = state.depth + 1; i < state.frames.length; i++) state.frames[i] = nothing;
}
const nothing = null as unknown as W_Object;
