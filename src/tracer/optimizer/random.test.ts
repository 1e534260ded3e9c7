// Random traces, run before and after optimization on the same inputs: the same calls must be made, and the same guard must fail
// with the same state (virtual objects made real). Traces are run by a small interpreter on JavaScript objects.

import { describe, expect, it } from "vitest";
import type { Int, Value } from "../../ir/graph.ts";
import { MEANINGS } from "../../ir/meanings.ts";
import type { OpName } from "../../ir/ops.ts";
import { parseProgram, printTrace } from "../../ir/text.ts";
import { type Guard, Token, Trace } from "../../ir/trace.ts";
import type { ClassType, Field, FunctionDecl } from "../../ir/types.ts";
import { optimizeTrace } from "./loop.ts";
import { InvalidTrace } from "./optimizer.ts";
import { OptimizedResume, type ResumeItem } from "./resume-items.ts";

const program = parseProgram(`class Box {
  readonly value i64
}
class Node {
  next ref Box
  count i64
}
func effect (i) -> i effects(raise collect force reads(any) writes(any))
func touch (r) -> v effects(reads() writes(Node.count))
`);
const Box = program.classes.get("Box")!;
const Node = program.classes.get("Node")!;
const value = Box.field("value")!;
const next = Node.field("next")!;
const count = Node.field("count")!;

interface Thing {
  type: ClassType;
  slots: Map<Field, Datum>;
}
type Datum = Int | Thing | null;

function random(seed: number): (n: number) => number {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return (n) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0;
    return Math.floor((state / 4294967296) * n);
  };
}

/**
 * Records a loop over two integers, a Box and a Node: operations are chosen at random, guards as the path went for the given
 * inputs, so that at least the first iteration passes all of them.
 */
function generate(next_: (n: number) => number, start: () => Datum[]): Trace {
  const trace = new Trace();
  const inputs = [
    trace.addInput("i"),
    trace.addInput("i"),
    trace.addInput("r"),
    trace.addInput("r"),
    trace.addInput("r"),
  ];
  const token = new Token("L");
  trace.append("label", "v", inputs, token);
  const ints: Value[] = [inputs[0]!, inputs[1]!];
  const boxes: Value[] = [inputs[2]!];
  const nodes: Value[] = [inputs[3]!, inputs[4]!];
  const pick = <T>(list: T[]): T => list[next_(list.length)]!;
  const anInt = (): Value => (next_(4) === 0 ? trace.constInt(next_(7) - 3) : pick(ints));
  const guard = (op: OpName, args: Value[] = [], aux: ClassType | null = null): void => {
    const g = trace.append(op, "v", args, aux) as Guard;
    g.live = [...new Set([pick(ints), pick(boxes), pick(nodes), pick(boxes)])];
    g.resume = { at: trace.ops.length };
  };
  /** What a value is on the recorded path. */
  const actual = (v: Value): Datum => {
    const values = new Map<Value, Datum>();
    run(trace, start(), 1, values);
    return values.get(v)!;
  };
  guard("guard_class", [inputs[2]!], Box);
  guard("guard_class", [inputs[3]!], Node);
  guard("guard_class", [inputs[4]!], Node);
  const steps: (() => void)[] = [
    () =>
      ints.push(
        trace.append(pick<OpName>(["int_add", "int_sub", "int_mul", "int_and", "int_or", "int_xor"]), "i", [
          anInt(),
          anInt(),
        ]),
      ),
    () => {
      const result = trace.append(pick<OpName>(["int_add_ovf", "int_sub_ovf", "int_mul_ovf"]), "i", [anInt(), anInt()]);
      const overflow = trace.append("overflowed", "i");
      const overflowed = actual(overflow);
      trace.ops.pop();
      guard(overflowed ? "guard_overflow" : "guard_no_overflow");
      if (!overflowed) ints.push(result);
    },
    () => {
      const condition = trace.append(pick<OpName>(["int_lt", "int_le", "int_gt", "int_eq", "int_ne"]), "i", [
        anInt(),
        trace.constInt(next_(400) - 200),
      ]);
      guard(actual(condition) ? "guard_true" : "guard_false", [condition]);
    },
    () => ints.push(trace.append("getfield", "i", [pick(boxes)], value)),
    () => {
      const box = trace.append("new", "r", [], Box);
      trace.append("setfield", "v", [box, anInt()], value);
      boxes.push(box);
    },
    () => {
      const node = trace.append("new", "r", [], Node);
      trace.append("setfield", "v", [node, pick(boxes)], next);
      nodes.push(node);
    },
    () => ints.push(trace.append("getfield", "i", [pick(nodes)], count)),
    () => trace.append("setfield", "v", [pick(nodes), anInt()], count),
    () => trace.append("setfield", "v", [pick(nodes), pick(boxes)], next),
    () => {
      const box = trace.append("getfield", "r", [pick(nodes)], next);
      guard("guard_class", [box], Box);
      boxes.push(box);
    },
    () => {
      ints.push(trace.append("call", "i", [anInt()], program.function("effect")));
      guard("guard_no_exception");
    },
    () => trace.append("call", "v", [pick(nodes)], program.function("touch")),
    () =>
      ints.push(
        trace.append(
          pick<OpName>(["ref_eq", "ref_ne"]),
          "i",
          next_(2) ? [pick(nodes), pick(nodes)] : [pick(boxes), pick(boxes)],
        ),
      ),
  ];
  for (let n = 4 + next_(20); n > 0; n--) pick(steps)();
  trace.append("jump", "v", [anInt(), pick(ints), pick(boxes), pick(nodes), pick(nodes)], token);
  return trace;
}

/** Runs a trace: what it did, and how it was left. */
function run(
  trace: Trace,
  args: Datum[],
  limit: number,
  values = new Map<Value, Datum>(),
): string[] & { labels?: number } {
  const log: string[] & { labels?: number } = [];
  trace.inputs.forEach((input, i) => {
    values.set(input, args[i]!);
  });
  const get = (v: Value): Datum => (v.op === "const_i" ? (v.aux as Int) : v.op === "const_r" ? null : values.get(v)!);
  const machine = { overflow: false };
  const zeroOf = (field: Field): Datum => (field.kind === "i" ? 0 : null);
  let labels = 0;
  let calls = 0;
  for (let i = 0; i < trace.ops.length; i++) {
    const op = trace.ops[i]!;
    const a = op.args.map(get);
    const fail = (failed: boolean): boolean => {
      if (failed) log.push(`guard ${stateOf(op as Guard, get)}`);
      return failed;
    };
    switch (op.op) {
      case "label":
        log.labels = ++labels;
        if (labels > limit) return log;
        break;
      case "jump": {
        i = trace.ops.findIndex((o) => o.op === "label" && o.aux === op.aux);
        log.labels = ++labels;
        if (labels > limit) return log;
        trace.ops[i]!.args.forEach((param, j) => {
          values.set(param, a[j]!);
        });
        break;
      }
      case "new":
        values.set(op, { type: op.aux as ClassType, slots: new Map() });
        break;
      case "getfield":
        values.set(op, (a[0] as Thing).slots.get(op.aux as Field) ?? zeroOf(op.aux as Field));
        break;
      case "setfield":
        (a[0] as Thing).slots.set(op.aux as Field, a[1]!);
        break;
      case "call":
        if ((op.aux as FunctionDecl).name === "touch") {
          const node = a[0] as Thing;
          node.slots.set(count, Number(BigInt.asIntN(32, BigInt((node.slots.get(count) ?? 0) as Int) + 1n)));
        } else {
          log.push(`effect ${a[0]}`);
          values.set(op, ++calls % 5);
        }
        break;
      case "guard_true":
        if (fail(a[0] === 0)) return log;
        break;
      case "guard_false":
        if (fail(a[0] !== 0)) return log;
        break;
      case "guard_class":
        if (fail((a[0] as Thing | null)?.type !== op.aux)) return log;
        break;
      case "guard_no_overflow":
        if (fail(machine.overflow)) return log;
        break;
      case "guard_overflow":
        if (fail(!machine.overflow)) return log;
        break;
      case "guard_no_exception":
        break;
      case "guard_nonnull":
        if (fail(a[0] === null)) return log;
        break;
      case "ref_eq":
        values.set(op, Number(a[0] === a[1]));
        break;
      case "ref_ne":
        values.set(op, Number(a[0] !== a[1]));
        break;
      default:
        values.set(op, MEANINGS[op.op]!(machine as never, a[0], a[1], a[2], op.aux) as Int);
    }
  }
  return log;
}

/** The guard's place and its live values, objects by their contents and sharing. */
function stateOf(guard: Guard, get: (v: Value) => Datum): string {
  let live: Datum[];
  let recorded = guard.resume as { at: number };
  if (guard.resume instanceof OptimizedResume) {
    recorded = guard.resume.recorded as { at: number };
    const { items, virtuals } = guard.resume;
    const made: Thing[] = virtuals.map((v) => ({ type: v.type as ClassType, slots: new Map() }));
    const datum = (item: ResumeItem): Datum =>
      item.kind === "constant"
        ? get(item.value)
        : item.kind === "live"
          ? get(guard.live[item.index]!)
          : made[item.index]!;
    virtuals.forEach((v, i) => {
      for (const { at, item } of v.slots) made[i]!.slots.set(at as Field, datum(item));
    });
    live = items.map(datum);
  } else live = guard.live.map(get);
  const seen = new Map<Thing, number>();
  const show = (d: Datum): string => {
    if (d === null || typeof d !== "object") return String(d);
    if (seen.has(d)) return `#${seen.get(d)}`;
    seen.set(d, seen.size);
    const fields = d.type.allFields().map((f) => show(d.slots.get(f) ?? (f.kind === "i" ? 0 : null)));
    return `${d.type.name}(${fields.join(" ")})`;
  };
  return `${recorded.at}: ${live.map(show).join(" ")}`;
}

function newInputs(next_: (n: number) => number): Datum[] {
  const box: Thing = { type: Box, slots: new Map([[value, next_(20) - 5]]) };
  const node: Thing = {
    type: Node,
    slots: new Map<Field, Datum>([
      [next, box],
      [count, next_(5)],
    ]),
  };
  const other: Thing = next_(2) ? box : { type: Box, slots: new Map([[value, next_(9)]]) };
  const second: Thing = next_(2)
    ? node
    : {
        type: Node,
        slots: new Map<Field, Datum>([
          [next, other],
          [count, next_(5)],
        ]),
      };
  return [next_(30) - 10, next_(10), other, node, second];
}

describe("random traces", () => {
  it("do the same before and after optimization", () => {
    let runs = 0;
    let peeled = 0;
    let long = 0;
    for (let seed = 1; seed <= 3000; seed++) {
      const trace = generate(random(seed), () => newInputs(random(seed * 10)));
      let optimized: ReturnType<typeof optimizeTrace>;
      try {
        optimized = optimizeTrace(trace);
      } catch (e) {
        if (e instanceof InvalidTrace) continue; // two of its guards contradict each other
        throw new Error(`seed ${seed}: ${(e as Error).stack}\n${printTrace(trace)}`);
      }
      if (optimized.body) peeled++;
      for (let input = 0; input < 4; input++) {
        const before = run(trace, newInputs(random(seed * 10 + input)), 8);
        const after = run(optimized.trace, newInputs(random(seed * 10 + input)), 8);
        if (before.join("\n") !== after.join("\n"))
          expect.fail(
            `seed ${seed} input ${input}\n${printTrace(trace)}\n${printTrace(optimized.trace)}\nbefore:\n${before.join("\n")}\nafter:\n${after.join("\n")}`,
          );
        runs++;
        if (before.labels! > 3) long++;
      }
    }
    expect(runs).toBeGreaterThan(6000);
    // iterations of the peeled body, not the preamble alone
    expect(long).toBeGreaterThan(3000);
    expect(peeled).toBeGreaterThan(1000);
  });
});
