// The ways to run a Python program that the tests compare: one row a rung of the debugging ladder.

import { noNative } from "../../src/host/testing/native.ts";
import { NativeRung } from "./native.ts";
import type { Outcome, PythonProgram } from "./recording.ts";
import { UntranslatedRung } from "./untranslated.ts";

export interface Rung {
  readonly name: string;
  /** Runs a program as __main__. Rejects when the interpreter itself fails, and with an Overdue if the program does not end in time. */
  run(program: PythonProgram, limitMs: number): Promise<Outcome>;
  close(): Promise<void>;
}

/** Every place that is visited twice is traced, every guard that fails twice grows a bridge. */
const LOWEST = "threshold=2,first_trace=1,trace_eagerness=2";
/** Eagerness is less, since each guard that fails on purpose could grow a tree of bridges. */
const FAILING = "threshold=2,first_trace=1,trace_eagerness=10,fail_guards=101";

/** Programs that import little: what runs in JavaScript, or grows a bridge at every guard, takes too long for the others. */
const SMALL = /^(algo|jit|classes|generators|exceptions_flow|closures|comprehensions|arith)_?/;

/** All but what goes to the end of the stack: the interpreter as plain TypeScript counts no calls (the checked JavaScript of the command line does). */
const BOUNDED = /^(?!recursion_without_limit$)/;
/** Not what makes the collector look at a whole stack, or at 100,000 objects that are alive, thousands of times. */
const SHALLOW = /^(?!recursion_(without_limit|freed)$)/;

/** When a rung is run: in `npm test`, by two files side by side, in `npm run test:long`, or by compare.ts when it is named. */
export type Group = "plain" | "stress" | "long" | "named";

/** A rung, when it is run, and which programs of tests/python run on it. */
export interface Row {
  readonly group: Group;
  readonly make: () => Rung;
  readonly programs: RegExp;
}

const native: readonly (readonly [Group, () => Rung, RegExp?])[] = [
  ["plain", () => new NativeRung({ name: "native", jit: "off" })],
  ["stress", () => new NativeRung({ name: "native with JIT at lowest thresholds", jit: LOWEST })],
  ["stress", () => new NativeRung({ name: "native with JIT", jit: "default" })],
  ["stress", () => new NativeRung({ name: "native with GC stress", jit: "off", gcStress: 200 }), SHALLOW],
  ["long", () => new NativeRung({ name: "native with JIT and GC stress", jit: LOWEST, gcStress: 1000 }), SHALLOW],
  ["long", () => new NativeRung({ name: "native in the debug build", jit: "off", debug: true })],
  ["long", () => new NativeRung({ name: "native with traces as graphs", jit: LOWEST, onGraphs: true }), SMALL],
  ["long", () => new NativeRung({ name: "native with guards failing on purpose", jit: FAILING }), SMALL],
  ["named", () => new NativeRung({ name: "native with GC stress 1", jit: "off", gcStress: 1 })],
  ["named", () => new NativeRung({ name: "native with JIT and GC stress 1", jit: LOWEST, gcStress: 1 })],
  [
    "named",
    () => new NativeRung({ name: "native in the debug build with GC stress 1", jit: "off", debug: true, gcStress: 1 }),
  ],
];

/** Native rungs only where there is native mode (src/host/testing/native.ts says why not). */
const table: typeof native = [["plain", () => new UntranslatedRung(), BOUNDED], ...(noNative ? [] : native)];
const rows: readonly Row[] = table.map(([group, make, programs = /^/]) => ({ group, make, programs }));

export const rungs: readonly (() => Rung)[] = rows.filter(({ group }) => group !== "named").map(({ make }) => make);
/** The rung of that name, or null. */
export const rungNamed = (name: string): Rung | null =>
  rows.map(({ make }) => make()).find((rung) => rung.name === name) ?? null;
export const rungsOf = (...groups: Group[]): readonly Row[] => rows.filter(({ group }) => groups.includes(group));
