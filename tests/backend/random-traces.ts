// Random traces in text form: straight-line operations on many values with guards that often fail, a loop, and bridges.

import { randomSource } from "./random-graphs.ts";

/** Classes, portal and callees that random traces refer to. */
export const TRACE_PROGRAM = `class Box {
  a i64
  d f64
  next ref Box
}
class Small extends Box {
}
external floor (f) -> f pure
func pick (i, i, i, i, i, i, i, i) -> i {
b0(i0, i1, i2, i3, i4, i5, i6, i7):
  i8 = int_sub i0, i7
  i9 = int_mul i6, 3
  i10 = int_add i8, i9
  return i10
}
func make (i) -> r {
b0(i0):
  r1 = new Box
  setfield Box.a, r1, i0
  return r1
}
func portal (r, i, i, f) -> i portal random greens() {
b0(r0, i1, i2, f3):
  return 0
}
`;

interface Scope {
  ints: string[];
  floats: string[];
  refs: string[];
}

class Generator {
  private readonly random: () => number;
  private next: number;
  readonly lines: string[] = [];
  constructor(random: () => number, next: number) {
    this.random = random;
    this.next = next;
  }
  below(n: number): number {
    return Math.floor(this.random() * n);
  }
  oneOf<T>(list: readonly T[]): T {
    return list[this.below(list.length)];
  }
  int(s: Scope): string {
    return this.random() < 0.2
      ? this.oneOf(["0", "1", "-5", "63", "4096", "9223372036854775807", "81985529216486895"])
      : this.oneOf(s.ints);
  }
  float(s: Scope): string {
    return this.random() < 0.2 ? this.oneOf(["0.5", "-3.0", "1e+100"]) : this.oneOf(s.floats);
  }
  def(kind: string, text: string): string {
    const name = `${kind}${this.next++}`;
    this.lines.push(`${name} = ${text}`);
    return name;
  }
  live(s: Scope): string {
    const all = [...s.ints, ...s.floats, ...s.refs];
    const chosen = new Set(Array.from({ length: this.below(all.length) }, () => this.oneOf(all)));
    return `[${[...chosen].join(", ")}]`;
  }
  operations(s: Scope, count: number): void {
    for (let n = 0; n < count; n++) this.operation(s);
  }
  private operation(s: Scope): void {
    switch (this.below(14)) {
      case 0:
      case 1:
        s.ints.push(
          this.def(
            "i",
            `${this.oneOf(["int_add", "int_sub", "int_mul", "int_xor", "int_and"])} ${this.int(s)}, ${this.int(s)}`,
          ),
        );
        return;
      case 2:
        s.floats.push(
          this.def("f", `${this.oneOf(["float_add", "float_sub", "float_mul"])} ${this.float(s)}, ${this.float(s)}`),
        );
        return;
      case 3: {
        const sum = this.def(
          "i",
          `${this.oneOf(["int_add_ovf", "int_sub_ovf", "int_mul_ovf"])} ${this.int(s)}, ${this.int(s)}`,
        );
        this.lines.push(`${this.oneOf(["guard_no_overflow", "guard_no_overflow", "guard_overflow"])} ${this.live(s)}`);
        s.ints.push(sum);
        return;
      }
      case 4: {
        const test = this.def(
          "i",
          `${this.oneOf(["int_lt", "int_ne", "uint_gt", "int_ge"])} ${this.int(s)}, ${this.int(s)}`,
        );
        this.lines.push(`${this.oneOf(["guard_true", "guard_false"])} ${test} ${this.live(s)}`);
        return;
      }
      case 5: {
        const test = this.def(
          "i",
          `${this.oneOf(["float_lt", "float_eq", "float_ne", "float_ge"])} ${this.float(s)}, ${this.float(s)}`,
        );
        this.lines.push(`${this.oneOf(["guard_true", "guard_false"])} ${test} ${this.live(s)}`);
        return;
      }
      case 6:
        s.refs.push(this.def("r", this.random() < 0.5 ? "new Box" : "new Small"));
        return;
      case 7:
        this.lines.push(`setfield Box.a, ${this.oneOf(s.refs)}, ${this.int(s)}`);
        s.ints.push(this.def("i", `getfield Box.a, ${this.oneOf(s.refs)}`));
        return;
      case 8:
        this.lines.push(`setfield Box.d, ${this.oneOf(s.refs)}, ${this.float(s)}`);
        s.floats.push(this.def("f", `getfield Box.d, ${this.oneOf(s.refs)}`));
        return;
      case 9:
        s.ints.push(this.def("i", `call pick, ${Array.from({ length: 8 }, () => this.int(s)).join(", ")}`));
        return;
      case 10:
        s.refs.push(this.def("r", `call make, ${this.int(s)}`));
        return;
      case 11:
        s.floats.push(this.def("f", `call_external floor, ${this.float(s)}`));
        return;
      case 12:
        this.lines.push(
          `${this.oneOf(["guard_class Box,", "guard_class Small,", "guard_subclass Box,"])} ${this.oneOf(s.refs)} ${this.live(s)}`,
        );
        return;
      default: {
        const count = this.def("i", `int_and ${this.int(s)}, 63`);
        s.ints.push(this.def("i", `${this.oneOf(["int_shl", "int_shr", "uint_shr"])} ${this.int(s)}, ${count}`));
      }
    }
  }
}

/** Operations, then a loop that runs until a guard fails (its counter ends it). */
export interface RandomTrace {
  readonly text: string;
  /** Name of the loop's counter; it counts down in the loop and in bridges that return to it. */
  readonly counter: string;
  /** Kinds of the label's arguments; the counter is the first. */
  readonly kinds: readonly string[];
}

export function randomTrace(seed: number): RandomTrace {
  const random = randomSource(seed);
  const g = new Generator(random, 10);
  g.lines.push("[r0, i1, i2, f3]");
  const before: Scope = { ints: ["i1", "i2"], floats: ["f3"], refs: ["r0"] };
  g.operations(before, g.below(12));
  const counter = g.def("i", "int_and i1, 15");
  const pickSome = (list: string[], n: number): string[] => [
    ...new Set(Array.from({ length: n }, () => g.oneOf(list))),
  ];
  const ints = pickSome(before.ints, 3).filter((v) => v !== counter);
  const floats = pickSome(before.floats, 2);
  const refs = pickSome(before.refs, 2);
  const args = [counter, ...ints, ...floats, ...refs];
  g.lines.push(`label L, ${args.join(", ")}`);
  const s: Scope = { ints: [counter, ...ints], floats: [...floats], refs: [...refs] };
  const test = g.def("i", `int_gt ${counter}, 0`);
  // Without the counter among its live values, its bridge does not return to the loop.
  g.lines.push(`guard_true ${test} ${g.live({ ...s, ints: ints.length > 0 ? ints : [test] })}`);
  g.operations(s, 5 + g.below(25));
  const less = g.def("i", `int_sub ${counter}, 1`);
  const next = [
    less,
    ...ints.map(() => g.oneOf(s.ints)),
    ...floats.map(() => g.oneOf(s.floats)),
    ...refs.map(() => g.oneOf(s.refs)),
  ];
  g.lines.push(`jump L, ${next.join(", ")}`);
  return { text: `${g.lines.join("\n")}\n`, counter, kinds: args.map((arg) => arg[0]) };
}

/** A bridge from a guard with these live values: it ends, or goes back to the loop when it has the loop's counter. */
export function randomBridge(seed: number, live: readonly string[], loop: RandomTrace): string {
  const g = new Generator(
    randomSource(seed),
    1 + Math.max(...[loop.counter, ...live].map((name) => Number(name.slice(1)))),
  );
  g.lines.push(`[${live.join(", ")}]`);
  const of = (kind: string): string[] => live.filter((v) => v.startsWith(kind));
  const s: Scope = { ints: of("i"), floats: of("f"), refs: of("r") };
  if (s.ints.length === 0) s.ints.push(g.def("i", "int_add 3, 4"));
  if (s.floats.length === 0) s.floats.push(g.def("f", "float_add 0.5, 1.25"));
  if (s.refs.length === 0) s.refs.push(g.def("r", "new Box"));
  g.operations(s, g.below(15));
  if (!live.includes(loop.counter) || g.below(4) === 0) g.lines.push(`finish ${g.oneOf(s.ints)}`);
  else {
    const counter = g.def("i", `int_sub ${loop.counter}, 1`);
    const args = loop.kinds.map((kind, i) =>
      i === 0 ? counter : g.oneOf(kind === "i" ? s.ints : kind === "f" ? s.floats : s.refs),
    );
    g.lines.push(`jump L, ${args.join(", ")}`);
  }
  return `${g.lines.join("\n")}\n`;
}
