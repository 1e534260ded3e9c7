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
/** Eagerness is less, since each guard that fails on purpose could grow a tree of bridges. */
const FAILING = "threshold=2,trace_eagerness=10,fail_guards=101";

/** When a rung is run: in `npm test`, by two files side by side, or in `npm run test:long`. */
export type Group = "plain" | "stress" | "long";

const native: readonly (readonly [Group, () => Rung])[] = [
  ["plain", () => new NativeRung({ name: "native", jit: "off" })],
  ["plain", () => new NativeRung({ name: "native with JIT at lowest thresholds", jit: LOWEST })],
  ["stress", () => new NativeRung({ name: "native with JIT", jit: "default" })],
  ["stress", () => new NativeRung({ name: "native with GC stress", jit: "off", gcStress: 200 })],
  ["stress", () => new NativeRung({ name: "native with JIT and GC stress", jit: LOWEST, gcStress: 1000 })],
  ["long", () => new NativeRung({ name: "native in the debug build", jit: "off", debug: true })],
  ["long", () => new NativeRung({ name: "native with traces as graphs", jit: LOWEST, onGraphs: true })],
  ["long", () => new NativeRung({ name: "native with guards failing on purpose", jit: FAILING })],
];

/** Native rungs only where there is native mode (src/host/testing/native.ts says why not). */
const all: readonly (readonly [Group, () => Rung])[] = [
  ["plain", () => new UntranslatedRung()],
  ...(noNative ? [] : native),
];
export const rungs: readonly (() => Rung)[] = all.map(([, make]) => make);
export const rungsOf = (...groups: Group[]): readonly (() => Rung)[] =>
  all.filter(([group]) => groups.includes(group)).map(([, make]) => make);
