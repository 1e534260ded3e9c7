// The JIT's heuristics as data: every limit, every reason to give a trace up, every counter is a named row here.

/**
 * Parameters: default and what they mean. Visits are counted to a prime number: a loop of 10, 100 or 120 rounds would otherwise become hot in its last
 * round time and again, and its trace would begin with its end (bench/matrix_product.py: a third of the speed). Names are PyPy's where it has the same. Settable by name (`--jit=threshold=2,...`). */
export const PARAMETERS = {
  threshold: [2003, "visits of a loop header before it is traced, and of a function entry unless that has its own"],
  function_threshold: [0, "visits of a function entry before it is traced; 0: as many as threshold says"],
  first_trace: [16, "times as many visits before the first trace of all, since the tracer has to be loaded for it"],
  trace_eagerness: [20, "failures of a guard before a bridge is traced from it"],
  trace_limit: [6000, "operations a trace may have"],
  inlining: [1, "1: calls are traced into"],
  inline_limit: [100, "operations of a function's compiled code above which it is called, not traced into"],
  max_inline_depth: [24, "frames that may be inlined into one another"],
  max_unroll_recursion: [5, "times that a recursive function may stand in the chain of inlined calls"],
  unroll_limit: [150, "operations that a trace may have before recursive calls are no longer traced into"],
  max_bridges: [
    100,
    "bridges of one place, those of its bridges included, after each of which as many its guards have to fail twice as often for another one",
  ],
  max_aborts: [4, "times that tracing one place may be given up before it is left alone"],
  max_recordings: [8, "recordings that may wait for calls while another one is made"],
  max_blackholes: [
    200,
    "failures of a guard that gets no bridge any more before its place is no longer run as compiled code",
  ],
  enable_opts: [1, "1: traces are optimized"],
  jit: [1, "0: nothing is traced"],
  bridges: [1, "0: no bridges are traced"],
  fail_guards: [0, "every Nth guard that is passed in machine code fails on purpose; 0: none does"],
} as const satisfies Record<string, readonly [number, string]>;

export type ParameterName = keyof typeof PARAMETERS;
export type Parameters = Record<ParameterName, number>;

export const defaultParameters = (): Parameters =>
  Object.fromEntries(Object.entries(PARAMETERS).map(([name, [value]]) => [name, value])) as Parameters;

/** Reads `name=value,name=value`. An unknown name or a value that is no number is an error that says which. */
export function setParameters(parameters: Parameters, text: string): void {
  for (const part of text.split(",")) {
    if (part === "") continue;
    const [name = "", value = ""] = part.split("=");
    if (!(name in PARAMETERS)) throw new Error(`no JIT parameter is named ${name}`);
    if (!/^\d+$/.test(value)) throw new Error(`the JIT parameter ${name} takes a number, not '${value}'`);
    if (name === "fail_guards" && value === "1")
      throw new Error("fail_guards is 0 or at least 2: with 1 no guard would pass");
    parameters[name as ParameterName] = Number(value);
  }
}

/**
 * What a visit adds to a JitCell's counter, which is hot at 2**31: fields of the VM's context and their values. It is less while the
 * tracer is not loaded: a program that ends soon is done before loading would pay.
 */
export function counterIncrements(
  { threshold, function_threshold, first_trace }: Parameters,
  loaded: boolean,
): ["jitIncrement" | "jitFunctionIncrement", number][] {
  const increment = (visits: number): number =>
    Math.ceil(2 ** 31 / (loaded ? visits : visits * Math.max(1, first_trace)));
  return [
    ["jitIncrement", increment(threshold)],
    ["jitFunctionIncrement", increment(function_threshold || threshold)],
  ];
}

/** Reasons to give up a recording. */
export const ABORTS = {
  trace_too_long: "the trace has more operations than trace_limit",
  jit_enter: "a jit_enter was reached within the trace",
  trap: "a debug_trap or a place that is not reached was reached",
  stack_pointer: "the traced code asks for the stack pointer",
  merge_point_live: "a value that is neither green nor red is needed behind a merge point",
  no_graph: "the portal has no graph",
  roots_full: "no room for the trace's constants in the root table",
  memory: "memory was used up while recording",
  compile_failed: "the backend could not compile the trace",
} as const;
export type AbortReason = keyof typeof ABORTS;

export const COUNTERS = {
  loops: "loops compiled",
  entries: "function entries compiled (traces that end by returning)",
  bridges: "bridges compiled",
  body_entries: "of those, bridges that come back to the body of a peeled loop, past its preamble",
  guard_failures: "guards that failed and came to JavaScript",
  blackholes: "runs of the blackhole interpreter",
  recordings: "recordings begun",
  aborts: "recordings given up",
  hot: "hot places that came to JavaScript",
  retired: "places whose compiled code is no longer entered, for a guard that fails again and again",
  recorded_ops: "operations recorded",
  compiled_ops: "operations compiled",
  inlined_calls: "calls traced into",
  residual_calls: "calls recorded as calls",
  assembler_calls: "calls of compiled code recorded",
  vable_flushes: "times a virtualizable was written back for a call",
  quasi_immutable_reads: "reads of quasi-immutable fields, each guarded by value",
} as const;
export type CounterName = keyof typeof COUNTERS;

/** Counters of one session, aborts also by reason. */
export class Counters {
  readonly values: Record<CounterName, number> = Object.fromEntries(
    Object.keys(COUNTERS).map((name) => [name, 0]),
  ) as Record<CounterName, number>;
  readonly aborts: Record<AbortReason, number> = Object.fromEntries(
    Object.keys(ABORTS).map((name) => [name, 0]),
  ) as Record<AbortReason, number>;
  add(name: CounterName, by = 1): void {
    this.values[name] += by;
  }
  abort(reason: AbortReason): void {
    this.values.aborts++;
    this.aborts[reason]++;
  }
}
