// The ways to run a Python program that the tests compare: one row a rung of the debugging ladder.

import { noNative } from "../../src/host/testing/native.ts";
import { NativeRung } from "./native.ts";
import type { Outcome, PythonProgram } from "./recording.ts";
import { UntranslatedRung } from "./untranslated.ts";

export interface Rung {
  readonly name: string;
  /** Runs a program as __main__. Rejects when the interpreter itself fails, or the program does not end in time. */
  run(program: PythonProgram, limitMs: number): Promise<Outcome>;
  close(): Promise<void>;
}

/** Every place that is visited twice is traced, every guard that fails twice grows a bridge. */
const LOWEST = "threshold=2,trace_eagerness=2";

const native: readonly (() => Rung)[] = [
  () => new NativeRung({ name: "native", jit: "off" }),
  () => new NativeRung({ name: "native with JIT", jit: "default" }),
  () => new NativeRung({ name: "native with JIT at lowest thresholds", jit: LOWEST }),
  () => new NativeRung({ name: "native with guards failing on purpose", jit: `${LOWEST},fail_guards=5` }),
  () => new NativeRung({ name: "native with traces as graphs", jit: LOWEST, onGraphs: true }),
  () => new NativeRung({ name: "native in the debug build", jit: "off", debug: true }),
  () => new NativeRung({ name: "native with GC stress", jit: "off", gcStress: 200 }),
  () => new NativeRung({ name: "native with JIT and GC stress", jit: LOWEST, gcStress: 1000 }),
];

/** Native rungs only where there is native mode (src/host/testing/native.ts says why not). */
export const rungs: readonly (() => Rung)[] = [() => new UntranslatedRung(), ...(noNative ? [] : native)];
