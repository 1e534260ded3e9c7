// The blackhole interpreter: from a failed guard, runs the interpreter's graphs to the next merge point of the oldest frame.
//
// First the state is put together: virtual objects are allocated and the virtualizable's slots written back by a small list of
// operations, made once a guard and run by the engine (allocation may need a collection, stores their barrier); then the frames
// are made from the snapshots. After that the engine runs them: every call is the driver's, since native code is faster.
// A merge point in an inlined portal's frame ends that frame: the portal itself runs in its place, natively.

import { Code, constantWord, type Step } from "../ir/decode.ts";
import type { Engine, Frame, Outcome, Policy } from "../ir/evaluate.ts";
import type { Value } from "../ir/graph.ts";
import type { Word } from "../ir/meanings.ts";
import { type Guard, Trace } from "../ir/trace.ts";
import type { FunctionDecl } from "../ir/types.ts";
import { type Emitter, type FrameSnapshot, mentionedLive, restore, resumeOf } from "./resume.ts";

export class BlackholePolicy implements Policy {
  inlines(): boolean {
    return false;
  }
  mergePoint(engine: Engine, frame: Frame, step: Step): Outcome {
    const args = engine.readAll(frame, step.args);
    engine.pop();
    return leave(engine, step.aux as FunctionDecl, 0, args);
  }
  tick(): number {
    return 0;
  }
  jitEnter(engine: Engine, portal: FunctionDecl, cell: number, args: Word[]): Outcome {
    return leave(engine, portal, cell, args);
  }
}

/** The frame that was on top has become a call of a portal. */
function leave(engine: Engine, portal: FunctionDecl, cell: number, args: Word[]): Outcome {
  return engine.frames.length === 0 ? { kind: "portal", portal, cell, args } : { kind: "call", decl: portal, args };
}

/** The operations that put a guard's state together, for the engine. */
export interface ExitCode {
  readonly code: Code;
  /** What the recorder's values are in it. */
  readonly value: (recorded: Value) => Value;
}

/** Makes constants of a trace: also for prebuilt objects and functions, by their run-time value. */
export function emitterInto(trace: Trace): Emitter {
  return {
    emit: (op, kind, args, aux) => trace.append(op, kind, args, aux),
    constant: (value) => {
      const word = constantWord(value);
      if (value.kind === "f") return trace.constFloat(word as number);
      return value.kind === "r" ? trace.constRef(word as number) : trace.constInt(word);
    },
    constInt: (value) => trace.constInt(value),
  };
}

export function exitCode(guard: Guard): ExitCode {
  const trace = new Trace();
  const inputs = mentionedLive(guard).map((value) => trace.addInput(value.kind));
  const { value } = restore(guard, inputs, emitterInto(trace));
  const v = resumeOf(guard).virtualizable;
  v?.values.forEach((known, slot) => {
    if (!known || !v.dirty[slot]) return;
    const { fields, arrayType } = v.layout;
    if (slot < fields.length) trace.append("setfield", "v", [value(v.object), value(known)], fields[slot]!);
    else {
      const index = trace.constInt(slot - fields.length);
      trace.append("setitem", "v", [value(v.array!), index, value(known)], arrayType);
    }
  });
  trace.append("finish", "v");
  return { code: Code.ofTrace("exit", trace), value };
}

/** The interpreter's frames, after the exit code has run in `exit`; onto the engine, oldest first. */
export function rebuildFrames(engine: Engine, guard: Guard, { code, value }: ExitCode, exit: Frame): void {
  const snapshots: FrameSnapshot[] = [];
  for (let s: FrameSnapshot | null = resumeOf(guard).frames; s; s = s.outer) snapshots.unshift(s);
  for (const snapshot of snapshots) {
    const frame = engine.push(snapshot.code, []);
    snapshot.values.forEach((held, i) => {
      frame.regs[snapshot.slots[i]!] = wordOf(value(held), code, exit);
    });
    frame.pc = snapshot.pc;
  }
}

/** A value of the exit code once it has run. */
export function wordOf(value: Value, code: Code, exit: Frame): Word {
  return value.isConstant() ? constantWord(value) : exit.regs[code.slotOf(value)]!;
}
