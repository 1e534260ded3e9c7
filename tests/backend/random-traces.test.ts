// Random traces and bridges: the evaluator and machine code must leave by the same guard with the same live values.

import { describe, expect, test } from "vitest";
import { Code } from "../../src/ir/decode.ts";
import { Engine, type Outcome, PlainPolicy } from "../../src/ir/evaluate.ts";
import type { Int } from "../../src/ir/graph.ts";
import { Machine } from "../../src/ir/machine.ts";
import type { Guard, Token } from "../../src/ir/trace.ts";
import { HEAP_OFFSET } from "../../src/ir/vm-layout.ts";
import { TraceVm } from "./native-traces.ts";
import { noNative } from "./native-vm.ts";
import { randomSource } from "./random-graphs.ts";
import { randomBridge, randomTrace, TRACE_PROGRAM } from "./random-traces.ts";

const suite = noNative ? describe.skip : describe;
const first = Number(process.env.SEED ?? 1);
const count = Number(process.env.COUNT ?? 60);

class TracePolicy extends PlainPolicy {
  readonly bridges = new Map<Guard, Code>();
  readonly labels = new Map<Token, Code>();
  guardFailed(_engine: Engine, guard: Guard, values: Int[]): Code | Outcome {
    return this.bridges.get(guard) ?? { kind: "guard", guard, values };
  }
  labelCode(token: Token): Code {
    return this.labels.get(token)!;
  }
}

const INPUTS: [Int, Int, number][] = [
  [3, 7, 1.5],
  [15, -9, -2.25],
  [9223372036854775807n, 1, 0],
  [40, 5000, 1e200],
];

function compareSeed(seed: number): void {
  const vm = new TraceVm(TRACE_PROGRAM, { heapBytes: 1 << 20 });
  const machine = new Machine(vm.program, vm.memory, { externals: { floor: Math.floor } });
  const policy = new TracePolicy(machine);
  const loop = randomTrace(seed);
  const placed = vm.compile(loop.text, "portal");
  const code = Code.ofTrace("loop", placed.trace);
  for (const token of code.labels.keys()) policy.labels.set(token, code);
  const random = randomSource(seed * 7919);

  /** Memory as it is before each run: empty but for the object that is passed. */
  const prepare = (): number => {
    vm.memory.fill(vm.memory.base + HEAP_OFFSET, 0, 1 << 16);
    vm.set("nurseryFree", vm.memory.base + HEAP_OFFSET);
    return (vm.call("make", 5) as { value: number }).value;
  };
  const evaluated = (ints: [Int, Int, number]): unknown => {
    const object = prepare();
    const engine = new Engine(machine, policy);
    engine.push(code, [object, ...ints]);
    for (;;) {
      const outcome = engine.run();
      if (outcome.kind === "guard")
        return { guard: vm.guards.findIndex((g) => g.guard === outcome.guard), values: outcome.values };
      if (outcome.kind === "returned") return { value: outcome.value };
      if (outcome.kind !== "external") throw new Error(`outcome ${outcome.kind}`);
      engine.deliver(Math.floor(outcome.args[0] as number));
    }
  };
  const compiled = (ints: [Int, Int, number]): unknown => {
    const object = prepare();
    let left: unknown = null;
    vm.onStop = ({ detail }) => {
      left = { guard: detail, values: vm.liveValues(detail) };
      vm.answer(0);
    };
    const result = vm.run(placed, "portal", object, ...ints);
    return left ?? result;
  };

  for (let round = 0; round < 12; round++) {
    const input = INPUTS[round % INPUTS.length];
    const expected = evaluated(input) as { guard?: number };
    expect(compiled(input), `seed ${seed}, round ${round}`).toEqual(expected);
    if (expected.guard === undefined || expected.guard < 0) continue;
    // The guard that has failed gets a bridge.
    const { guard } = vm.guards[expected.guard];
    if (policy.bridges.has(guard)) continue;
    const live = guard.live.map((value) => `${value.kind}${value.id}`);
    const text = randomBridge(Math.floor(random() * 1e9), live, loop);
    const bridge = vm.compile(text, "portal", expected.guard);
    policy.bridges.set(guard, Code.ofTrace("bridge", bridge.trace));
  }
  vm.chunk.free();
  vm.memory.dispose();
}

suite("random traces", () => {
  test(`agree with the evaluator, seeds ${first} to ${first + count - 1}`, () => {
    for (let seed = first; seed < first + count; seed++) compareSeed(seed);
  });
});
