// Random functions in text form, for comparing the evaluator with machine code: nested branches and loops with many live values,
// every arithmetic operation, fields, items, calls, exceptions and their handlers. All of them end.

/** A small deterministic generator (mulberry32). */
export function randomSource(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const BINARY = "int_add int_sub int_mul int_and int_or int_xor uint_mul_high".split(" ");
const COMPARE = "int_eq int_ne int_lt int_le int_gt int_ge uint_lt uint_le uint_gt uint_ge".split(" ");
const DIVIDE = "int_div int_mod int_floordiv int_floormod uint_div uint_mod".split(" ");
const SHIFTS = "int_shl int_shr uint_shr".split(" ");
const UNARY = "int_neg int_invert int_is_zero int_is_true int_clz int_ctz int_popcount".split(" ");
const WRAPS = "i8 u8 i16 u16 i32 u32".split(" ");
const FLOATS = "float_add float_sub float_mul float_div".split(" ");
const FLOAT_UNARY = "float_neg float_abs float_sqrt".split(" ");
const FLOAT_COMPARE = "float_eq float_ne float_lt float_le float_gt float_ge".split(" ");
const CONSTANTS = ["0", "1", "-1", "2", "7", "64", "255", "-129", "4294967296", "2147483647", "-2147483648"].concat([
  "9223372036854775807",
  "-9223372036854775808",
  "1234567890123456789",
]);
const FLOAT_CONSTANTS = ["0.0", "-0.0", "1.5", "-2.25", "1e+300", "nan", "inf"];

const HEADER = `class Box {
  a i64
  b u8
  c i16
  d f64
  e ref Box
  g u32
  h i32
  k bool
}
class Small extends Box {
}
class Oops
external floor (f) -> f pure
func pick (i, i, i, i, i, i, i, i) -> i {
b0(i0, i1, i2, i3, i4, i5, i6, i7):
  i8 = int_sub i0, i7
  i9 = int_mul i6, 3
  i10 = int_add i8, i9
  i11 = int_xor i10, i3
  return i11
}
func mix (f, i, f) -> f {
b0(f0, i1, f2):
  f3 = int_to_float i1
  f4 = float_add f0, f3
  f5 = float_mul f4, f2
  return f5
}
func fail (i) -> i effects(raise collect writes(any)) {
b0(i0):
  i1 = int_and i0, 3
  switch i1 -> 1: b1(), else: b2()
b1():
  r2 = new Oops
  throw r2
b2():
  i3 = int_add i0, 5
  return i3
}
`;

interface Scope {
  ints: string[];
  floats: string[];
  refs: string[];
}

class Generator {
  private readonly random: () => number;
  private next = 3;
  private nextBlock = 1;
  private lines: string[] = [];
  private budget: number;
  constructor(random: () => number, budget: number) {
    this.random = random;
    this.budget = budget;
  }
  private below(n: number): number {
    return Math.floor(this.random() * n);
  }
  private oneOf<T>(list: readonly T[]): T {
    return list[this.below(list.length)];
  }
  private int(s: Scope): string {
    return this.random() < 0.2 ? this.oneOf(CONSTANTS) : this.oneOf(s.ints);
  }
  private float(s: Scope): string {
    return this.random() < 0.15 || s.floats.length === 0 ? this.oneOf(FLOAT_CONSTANTS) : this.oneOf(s.floats);
  }
  private def(kind: string, text: string): string {
    const name = `${kind}${this.next++}`;
    this.lines.push(`  ${name} = ${text}`);
    return name;
  }
  private block(): number {
    return this.nextBlock++;
  }
  private begin(header: string): void {
    this.lines.push(`${header}:`);
  }

  function(name: string): string {
    this.lines = [];
    this.begin("b0(i0, i1, f2)");
    const scope: Scope = { ints: ["i0", "i1"], floats: ["f2"], refs: [] };
    scope.refs.push(this.def("r", "new Box"));
    scope.refs.push(this.def("r", "new_array i64, 8"));
    this.body(scope, 0);
    // Everything that lives goes into the result.
    let sum = "0";
    for (const i of scope.ints.slice(-12)) sum = this.def("i", `int_add ${this.def("i", `int_mul ${sum}, 31`)}, ${i}`);
    for (const f of scope.floats.slice(-4)) {
      const nan = this.def("i", `float_eq ${f}, ${f}`);
      const bits = this.def("i", `float_bits ${f}`);
      const kept = this.def("i", `int_mul ${bits}, ${nan}`);
      sum = this.def("i", `int_xor ${sum}, ${kept}`);
    }
    this.lines.push(`  return ${sum}`);
    return `${HEADER}func ${name} (i, i, f) -> i effects(raise collect writes(any)) {\n${inOrder(this.lines).join("\n")}\n}\n`;
  }

  private body(s: Scope, depth: number): void {
    const count = 3 + this.below(10);
    for (let n = 0; n < count && this.budget > 0; n++) {
      this.budget--;
      const what = this.random();
      if (what < 0.12 && depth < 4) this.ifElse(s, depth);
      else if (what < 0.18 && depth < 3) this.loop(s, depth);
      else if (what < 0.22) this.tryCall(s);
      else if (what < 0.25 && depth < 4) this.switchOn(s, depth);
      else this.operation(s);
    }
  }

  private operation(s: Scope): void {
    const kind = this.below(19);
    switch (kind) {
      case 0:
      case 1:
      case 2:
        s.ints.push(this.def("i", `${this.oneOf(BINARY)} ${this.int(s)}, ${this.int(s)}`));
        return;
      case 3:
        s.ints.push(this.def("i", `${this.oneOf(COMPARE)} ${this.int(s)}, ${this.int(s)}`));
        return;
      case 4: {
        const divisor = this.def("i", `int_or ${this.def("i", `int_and ${this.int(s)}, 1023`)}, 1`);
        const sign = this.def("i", `int_sub ${divisor}, 500`);
        const odd = this.def("i", `int_or ${sign}, 1`);
        const dividend = this.def("i", `int_shr ${this.int(s)}, 1`);
        s.ints.push(this.def("i", `${this.oneOf(DIVIDE)} ${dividend}, ${odd}`));
        return;
      }
      case 5: {
        const count = this.random() < 0.4 ? `${this.below(64)}` : this.def("i", `int_and ${this.int(s)}, 63`);
        s.ints.push(this.def("i", `${this.oneOf(SHIFTS)} ${this.int(s)}, ${count}`));
        return;
      }
      case 6:
        s.ints.push(this.def("i", `${this.oneOf(UNARY)} ${this.oneOf(s.ints)}`));
        return;
      case 7:
        s.ints.push(this.def("i", `int_wrap ${this.oneOf(WRAPS)}, ${this.oneOf(s.ints)}`));
        return;
      case 8:
        s.floats.push(this.def("f", `${this.oneOf(FLOATS)} ${this.float(s)}, ${this.float(s)}`));
        return;
      case 9:
        s.floats.push(this.def("f", `${this.oneOf(FLOAT_UNARY)} ${this.float(s)}`));
        s.ints.push(this.def("i", `${this.oneOf(FLOAT_COMPARE)} ${this.float(s)}, ${this.float(s)}`));
        return;
      case 10:
        s.floats.push(this.def("f", `int_to_float ${this.int(s)}`));
        return;
      case 11: {
        const box = s.refs[0];
        const field = this.oneOf(["a", "b", "c", "g", "h"]);
        this.lines.push(`  setfield Box.${field}, ${box}, ${this.int(s)}`);
        s.ints.push(this.def("i", `getfield Box.${this.oneOf(["a", "b", "c", "g", "h"])}, ${box}`));
        return;
      }
      case 12: {
        const box = s.refs[0];
        this.lines.push(`  setfield Box.d, ${box}, ${this.float(s)}`);
        const loaded = this.def("f", `getfield Box.d, ${box}`);
        s.floats.push(this.def("f", `float_add ${this.float(s)}, ${loaded}`));
        return;
      }
      case 13: {
        const array = s.refs[1];
        const index = this.random() < 0.5 ? `${this.below(8)}` : this.def("i", `int_and ${this.int(s)}, 7`);
        this.lines.push(`  setitem i64, ${array}, ${index}, ${this.int(s)}`);
        const loaded = this.def("i", `getitem i64, ${array}, ${index}`);
        s.ints.push(this.def("i", `int_add ${this.int(s)}, ${loaded}`));
        return;
      }
      case 14: {
        const args = Array.from({ length: 8 }, () => this.int(s)).join(", ");
        s.ints.push(this.def("i", `call pick, ${args}`));
        return;
      }
      case 15:
        s.floats.push(this.def("f", `call mix, ${this.float(s)}, ${this.int(s)}, ${this.float(s)}`));
        return;
      case 16: {
        const op = this.oneOf(["int_add_ovf", "int_sub_ovf", "int_mul_ovf"]);
        s.ints.push(this.def("i", `${op} ${this.int(s)}, ${this.int(s)}`));
        s.ints.push(this.def("i", "overflowed"));
        return;
      }
      case 17: {
        const made = this.def("r", this.random() < 0.5 ? "new Small" : "new Box");
        this.lines.push(`  setfield Box.e, ${s.refs[0]}, ${made}`);
        const read = this.def("r", `getfield Box.e, ${s.refs[0]}`);
        s.ints.push(this.def("i", `ref_eq ${made}, ${read}`));
        s.ints.push(this.def("i", `instanceof Small, ${read}`));
        return;
      }
      default:
        s.floats.push(this.def("f", `call_external floor, ${this.float(s)}`));
        return;
    }
  }

  /** A condition to branch on; often a comparison of its own. */
  private condition(s: Scope): string {
    const what = this.random();
    if (what < 0.5) return this.def("i", `${this.oneOf(COMPARE)} ${this.int(s)}, ${this.int(s)}`);
    if (what < 0.7) return this.def("i", `${this.oneOf(FLOAT_COMPARE)} ${this.float(s)}, ${this.float(s)}`);
    if (what < 0.8) {
      s.ints.push(this.def("i", `int_add_ovf ${this.int(s)}, ${this.int(s)}`));
      return this.def("i", "overflowed");
    }
    return this.oneOf(s.ints);
  }

  private ifElse(s: Scope, depth: number): void {
    const [yes, no, join] = [this.block(), this.block(), this.block()];
    this.lines.push(`  branch ${this.condition(s)} -> b${yes}(), b${no}()`);
    for (const b of [yes, no]) {
      this.begin(`b${b}()`);
      const inner = { ints: [...s.ints], floats: [...s.floats], refs: s.refs };
      this.body(inner, depth + 1);
      this.lines.push(
        `  goto b${join}(${this.oneOf(inner.ints)}, ${this.oneOf(inner.ints)}, ${this.oneOf(inner.floats)})`,
      );
    }
    const params = [`i${this.next++}`, `i${this.next++}`, `f${this.next++}`];
    this.begin(`b${join}(${params.join(", ")})`);
    s.ints.push(params[0], params[1]);
    if (this.random() < 0.4) this.boolean(s);
    s.floats.push(params[2]);
  }

  /** `a && b` as a value, branched on: its constants are threaded through. */
  private boolean(s: Scope): void {
    const [second, join, yes, no, end] = [this.block(), this.block(), this.block(), this.block(), this.block()];
    const [flag, kept, result] = [`i${this.next++}`, `i${this.next++}`, `i${this.next++}`];
    this.lines.push(`  branch ${this.condition(s)} -> b${second}(), b${join}(0, ${this.oneOf(s.ints)})`);
    this.begin(`b${second}()`);
    this.lines.push(
      `  branch ${this.condition({ ...s, ints: [...s.ints] })} -> b${join}(1, ${this.oneOf(s.ints)}), b${join}(0, 5)`,
    );
    this.begin(`b${join}(${flag}, ${kept})`);
    this.lines.push(`  branch ${flag} -> b${yes}(), b${no}()`);
    for (const b of [yes, no]) {
      this.begin(`b${b}()`);
      const used = this.random() < 0.3 ? kept : this.oneOf(s.ints);
      this.lines.push(`  goto b${end}(${used})`);
    }
    this.begin(`b${end}(${result})`);
    s.ints.push(result);
  }

  private loop(s: Scope, depth: number): void {
    const [head, body, exit] = [this.block(), this.block(), this.block()];
    const [counter, a, b, f] = [`i${this.next++}`, `i${this.next++}`, `i${this.next++}`, `f${this.next++}`];
    this.lines.push(`  goto b${head}(${1 + this.below(5)}, ${this.int(s)}, ${this.int(s)}, ${this.float(s)})`);
    this.begin(`b${head}(${counter}, ${a}, ${b}, ${f})`);
    const test = this.def("i", `int_gt ${counter}, 0`);
    this.lines.push(`  branch ${test} -> b${body}(), b${exit}()`);
    this.begin(`b${body}()`);
    const inner = { ints: [...s.ints, a, b], floats: [...s.floats, f], refs: s.refs };
    this.body(inner, depth + 1);
    const less = this.def("i", `int_sub ${counter}, 1`);
    this.lines.push(
      `  goto b${head}(${less}, ${this.oneOf(inner.ints)}, ${this.random() < 0.4 ? a : this.oneOf(inner.ints)}, ${this.oneOf(inner.floats)})`,
    );
    this.begin(`b${exit}()`);
    s.ints.push(a, b);
    s.floats.push(f);
  }

  private tryCall(s: Scope): void {
    const [handler, join] = [this.block(), this.block()];
    const result = this.def("i", `call fail, ${this.int(s)}`);
    this.lines.push(`  catch b${handler}(${this.oneOf(s.ints)})`);
    this.lines.push(`  goto b${join}(${result}, ${this.oneOf(s.ints)})`);
    const [exception, kept] = [`r${this.next++}`, `i${this.next++}`];
    this.begin(`b${handler}(${exception}, ${kept})`);
    const is = this.def("i", `instanceof Oops, ${exception}`);
    this.lines.push(`  goto b${join}(${is}, ${kept})`);
    const [x, y] = [`i${this.next++}`, `i${this.next++}`];
    this.begin(`b${join}(${x}, ${y})`);
    s.ints.push(x, y);
  }

  private switchOn(s: Scope, depth: number): void {
    const dense = this.random() < 0.5;
    const count = dense ? 6 : 4;
    const join = this.block();
    const blocks = Array.from({ length: count + 1 }, () => this.block());
    const selector = this.def("i", `int_and ${this.oneOf(s.ints)}, ${dense ? 7 : 1023}`);
    const cases = blocks.slice(0, count).map((b, i) => `${dense ? i + 1 : i * 37}: b${b}()`);
    this.lines.push(`  switch ${selector} -> ${cases.join(", ")}, else: b${blocks[count]}()`);
    for (const b of blocks) {
      this.begin(`b${b}()`);
      const inner = { ints: [...s.ints], floats: [...s.floats], refs: s.refs };
      if (this.random() < 0.3) this.body(inner, depth + 2);
      else this.operation(inner);
      this.lines.push(`  goto b${join}(${this.oneOf(inner.ints)})`);
    }
    const param = `i${this.next++}`;
    this.begin(`b${join}(${param})`);
    s.ints.push(param);
  }
}

/** Blocks are numbered as they stand in the text. */
function inOrder(lines: readonly string[]): string[] {
  const numbers = new Map<string, number>();
  for (const line of lines) {
    const match = /^b(\d+)\(/.exec(line);
    if (match) numbers.set(match[1], numbers.size);
  }
  return lines.map((line) => line.replace(/\bb(\d+)\(/g, (_, n: string) => `b${numbers.get(n)}(`));
}

/** The text of a program with a function `f (i, i, f) -> i`. */
export function randomProgram(seed: number, budget = 60): string {
  return new Generator(randomSource(seed), budget).function("f");
}
