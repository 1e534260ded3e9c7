// Random Python programs, the same for the same seed. Every program ends: loops have constant bounds, functions call only earlier ones.
// What a hot loop may meet is there on purpose: arithmetic near the limits of machine integers, variables and attributes that change type
// in mid-loop, exceptions within loops, generators, lists that change their storage, strings.
//
// Output does not depend on Python's version: of an exception only the type is printed.

/** A statement: a line, or a head with its block, perhaps followed by others (elif, else, except, finally). */
export interface Statement {
  readonly head: string;
  readonly body: Statement[] | null;
  readonly next: Statement | null;
}

const line = (head: string): Statement => ({ head, body: null, next: null });
const block = (head: string, body: Statement[], next: Statement | null = null): Statement => ({ head, body, next });

/** The program's text. An empty block gets a `pass`. */
export function render(statements: readonly Statement[], indent = ""): string {
  let text = "";
  for (const first of statements)
    for (let s: Statement | null = first; s !== null; s = s.next) {
      text += `${indent}${s.head}\n`;
      if (s.body !== null) text += s.body.length > 0 ? render(s.body, `${indent}    `) : `${indent}    pass\n`;
    }
  return text;
}

/** mulberry32 */
function randomSource(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const INTS = [
  "0",
  "1",
  "-1",
  "2",
  "3",
  "7",
  "-5",
  "10",
  "100",
  "255",
  "2**31",
  "2**31 - 1",
  "-2**31",
  "2**32",
  "2**53 - 1",
  "2**53",
  "-2**53",
  "2**62",
  "2**62 - 1",
  "2**63 - 1",
  "-2**63",
  "2**63",
  "2**64",
  "-2**64 - 1",
  "2**65 + 3",
  "True",
  "False",
];
const FLOATS = [
  "0.0",
  "-0.0",
  "1.0",
  "0.5",
  "-2.5",
  "1e10",
  "3.25",
  "1e308",
  "1e-5",
  "2.0**53",
  "float('inf')",
  "float('nan')",
  "2.0**63",
];
const TEXTS = ["''", "'a'", "'xyz'", "'42'", "'é'", "'a b c'"];
const INT_OPERATORS = ["+", "-", "*", "+", "-", "*", "//", "%", "&", "|", "^"];
const FLOAT_OPERATORS = ["+", "-", "*", "/", "//", "%"];
const COMPARISONS = ["<", "<=", "==", "!=", ">", ">="];
const ERRORS = [
  "ValueError",
  "KeyError",
  "ZeroDivisionError",
  "IndexError",
  "TypeError",
  "(ValueError, TypeError)",
  "Exception",
  "OverflowError",
];

/** Trips of a loop by how deep it lies; the innermost stay short so that programs end soon. */
const TRIPS: readonly (readonly [number, number])[] = [
  [40, 400],
  [2, 9],
  [1, 4],
];

class Generator {
  private readonly random: () => number;
  /** How deep loops are nested here; functions count as in one, since loops call them. */
  private loops = 0;
  /** break and continue may stand here. */
  private breakable = false;
  private names = 0;
  private functions: { name: string; parameters: number }[] = [];
  private generators: string[] = [];

  constructor(seed: number) {
    this.random = randomSource(seed);
  }
  private below(n: number): number {
    return Math.floor(this.random() * n);
  }
  private pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
  private chance(p: number): boolean {
    return this.random() < p;
  }

  // --- expressions
  private intVariable(): string {
    return this.pick(["i0", "i1", "i2", "i3"]);
  }
  private int(depth = 2): string {
    const k = this.below(depth > 0 ? 15 : 4);
    if (k < 2) return this.intVariable();
    if (k === 2) return this.pick(INTS);
    if (k === 3) return String(this.below(20) - 5);
    if (k < 9) return this.operation(this.int(depth - 1), this.pick(INT_OPERATORS), this.int(depth - 1));
    switch (k) {
      case 9:
        return `(${this.int(depth - 1)} ${this.pick(["<<", ">>"])} (${this.int(depth - 1)} & 63))`;
      case 10:
        // of ~True CPython 3.14 warns, and 3.11 does not
        return `${this.pick(["-", "~+", "abs", "hash_of", "int"])}(${this.int(depth - 1)})`;
      case 11:
        return `(${this.int(depth - 1)} if ${this.condition(depth - 1)} else ${this.int(depth - 1)})`;
      case 12:
        return this.pick(["len(l0)", "len(s0)", "o.x", "o.get(1)", "len(d)", "o.y", `o.get(${this.int(depth - 1)})`]);
      case 13:
        return `l0[${this.int(depth - 1)} % len(l0)]`;
      default: {
        if (this.functions.length === 0) return `(${this.intVariable()} ** (${this.intVariable()} & 3))`;
        const f = this.pick(this.functions);
        return `${f.name}(${Array.from({ length: f.parameters }, () => this.int(depth - 1)).join(", ")})`;
      }
    }
  }
  /** A variable may hold a string, and a string times 2**31 is more than a test should ask for. */
  private operation(a: string, operator: string, b: string): string {
    const plain = operator !== "*" || /^-?\d$/.test(a) || /^-?\d$/.test(b);
    return plain ? `(${a} ${operator} ${b})` : `times(${a}, ${b})`;
  }
  private float(depth = 2): string {
    const k = this.below(depth > 0 ? 7 : 3);
    if (k < 2) return this.pick(["f0", "f1"]);
    if (k === 2) return this.pick(FLOATS);
    if (k === 3) return `(${this.float(depth - 1)} ${this.pick(FLOAT_OPERATORS)} ${this.int(depth - 1)})`;
    if (k === 4)
      return this.pick([`float(${this.int(depth - 1)})`, `abs(${this.float(depth - 1)})`, `-${this.float(depth - 1)}`]);
    return `(${this.float(depth - 1)} ${this.pick(FLOAT_OPERATORS)} ${this.float(depth - 1)})`;
  }
  private text(depth = 1): string {
    switch (this.below(depth > 0 ? 9 : 3)) {
      case 0:
      case 1:
        return "s0";
      case 2:
        return this.pick(TEXTS);
      case 3:
        return `(${this.text(0)} + ${this.text(0)})`;
      case 4:
        return `str(${this.int(1)})`;
      case 5:
        return `${this.text(0)}[${this.below(3)}:${this.pick(["", "-1", "4"])}]`;
      case 6:
        return `${this.text(0)}.${this.pick(["upper()", "lower()", "strip()", "replace('a', 'b')", "title()", "zfill(4)"])}`;
      case 7:
        return `('%s|%d' % (${this.text(0)}, ${this.int(0)}))`;
      default:
        return `f"{${this.int(0)}:>4}{${this.text(0)}}"`;
    }
  }
  /** Clipped: a string that a loop puts into a list and takes out doubled would fill the memory. */
  private any(): string {
    const k = this.below(10);
    return k >= 5 && k < 8 ? this.float(2) : `clip(${k < 5 ? this.int(2) : this.text(1)})`;
  }
  private condition(depth = 1): string {
    switch (this.below(depth > 0 ? 7 : 3)) {
      case 0:
        return `${this.int(0)} ${this.pick(COMPARISONS)} ${this.int(0)}`;
      case 1:
        return `${this.intVariable()} % ${2 + this.below(5)} == ${this.below(2)}`;
      case 2:
        return this.pick(["i0", "l0", "s0", "f0 < 1.5", "s0 < 'b'", "i1 is None", "isinstance(i2, int)", "i3 in l0"]);
      case 3:
        return `${this.float(0)} ${this.pick(COMPARISONS)} ${this.int(0)}`;
      case 4:
        return `not ${this.condition(depth - 1)}`;
      case 5:
        return `${this.condition(depth - 1)} ${this.pick(["and", "or"])} ${this.condition(depth - 1)}`;
      default:
        return `${this.int(0)} < ${this.int(0)} <= ${this.int(0)}`;
    }
  }

  // --- statements
  private statements(count: number, depth: number): Statement[] {
    return Array.from({ length: count }, () => this.statement(depth));
  }
  private statement(depth: number): Statement {
    const k = this.below(100);
    if (k < 26) return line(`${this.intVariable()} = clip(${this.int()})`);
    if (k < 32) {
      const variable = this.intVariable();
      const operator = this.pick(["+=", "-=", "^=", "|=", "*="]);
      const head = operator === "*=" ? `if type(${variable}) is not str: ` : "";
      return line(`${head}${variable} ${operator} ${1 + this.below(9)}`);
    }
    if (k < 40) return line(`${this.pick(["f0", "f1"])} = ${this.float()}`);
    if (k < 46) return line(`s0 = (${this.text()})[-12:]`);
    if (k < 48) return line(`${this.intVariable()} = ${this.any()} if ${this.condition()} else ${this.int(0)}`);
    if (k < 58) return this.container();
    if (k < 62)
      return line(
        this.pick([
          `o.x = clip(${this.any()})`,
          `o.x += ${this.below(5)}`,
          `o.y = ${this.any()}`,
          `o.add(${this.int(1)})`,
          "o = C(i0) if i1 else D(i2)",
        ]),
      );
    if (k < 66 && depth < 2) return line(`print(${this.any()}, ${this.any()})`);
    if (depth >= 3) return line(`${this.intVariable()} = clip(${this.int(1)})`);
    if (k < 80) return this.conditional(depth);
    if (k < 90) return this.attempt(depth);
    return this.loop(depth);
  }
  private container(): Statement {
    return line(
      this.pick([
        `l0.append(${this.any()}) if len(l0) < 30 else None`,
        `l0[${this.int(1)} % len(l0)] = ${this.any()}`,
        "l0.pop() if len(l0) > 2 else None",
        `l0 = [clip(v + ${this.int(0)}) for v in l0 if v]  or [1, 2]`,
        `l0 = l0[${this.below(3)}:] + [clip(${this.int(1)})]`,
        "l0.reverse()",
        // not l0.sort(): what a list looks like after its sort has failed is not the language's to say
        "l0 = sorted(l0)",
        `l0.insert(${this.below(4)}, ${this.int(0)}) if len(l0) < 30 else None`,
        "l0 = [1.5, 2.5, 0.25] if i0 else [3, 4]",
        `d[${this.pick(["i0", "s0", "i1 % 7", "(i2, s0)", "i3 % 5"])}] = ${this.any()}`,
        `d[${this.below(5)}] = d.get(${this.below(5)}, 0) + 1`,
        `d.pop(${this.below(5)}, None)`,
        "d.clear() if len(d) > 20 else None",
        `i2 = d[${this.below(6)}]`,
        "i0, i1 = i1, i0",
        `i1, *l0 = [${this.int(0)}, ${this.any()}, ${this.int(0)}]`,
      ]),
    );
  }
  private conditional(depth: number): Statement {
    const otherwise = this.chance(0.5) ? block("else:", this.statements(1 + this.below(2), depth + 1)) : null;
    const second = this.chance(0.3)
      ? block(`elif ${this.condition()}:`, this.statements(1, depth + 1), otherwise)
      : otherwise;
    const body = this.statements(1 + this.below(2), depth + 1);
    if (this.breakable && this.chance(0.25)) body.push(line(this.pick(["break", "continue", "continue"])));
    else if (this.chance(0.1))
      body.push(line(`raise ${this.pick(["ValueError", "KeyError", "IndexError"])}(${this.intVariable()})`));
    return block(`if ${this.condition()}:`, body, second);
  }
  private attempt(depth: number): Statement {
    const last = this.chance(0.3) ? block("finally:", [line(`${this.intVariable()} = clip(${this.int(1)})`)]) : null;
    const handler = block(
      "except Exception as e:",
      [
        line(
          this.pick([
            "i3 = i3 + 1 if type(i3) is int else 0",
            "kinds[type(e).__name__] = kinds.get(type(e).__name__, 0) + 1",
          ]),
        ),
      ],
      last,
    );
    const first = this.chance(0.4) ? block(`except ${this.pick(ERRORS)}:`, [line("i2 = 5")], handler) : handler;
    return block("try:", this.statements(1 + this.below(3), depth + 1), first);
  }
  private loop(depth: number): Statement {
    const [least, most] = TRIPS[Math.min(this.loops, TRIPS.length - 1)]!;
    const trips = least + this.below(most - least + 1);
    const name = `n${this.names++}`;
    this.loops++;
    const outer = this.breakable;
    this.breakable = true;
    // what is raised in a loop usually stays in it, so that the loop goes on
    const inner = this.statements(1 + this.below(4), depth + 1);
    const change = line(`if ${name} == ${this.below(trips)}: ${this.intVariable()} = ${this.any()}`);
    const guarded = this.chance(0.85)
      ? [
          block(
            "try:",
            inner,
            block("except Exception as e:", [
              line("kinds[type(e).__name__] = kinds.get(type(e).__name__, 0) + 1"),
              line(`${this.intVariable()} = ${name}`),
            ]),
          ),
        ]
      : inner;
    const body = [...guarded, change];
    this.loops--;
    this.breakable = outer;
    const otherwise = this.chance(0.15) ? block("else:", [line("i3 = 77")]) : null;
    switch (this.below(4)) {
      case 0:
        return block(`for ${name} in reversed(range(${trips})):`, body, otherwise);
      case 1:
        return this.generators.length > 0
          ? block(`for ${name} in ${this.pick(this.generators)}(${trips}):`, body, otherwise)
          : block(`for ${name} in range(${trips}):`, body, otherwise);
      case 2:
        return block(`for ${name}, i1 in enumerate((l0 * 3)[:${Math.min(trips, 60)}]):`, body, otherwise);
      default:
        return block(`for ${name} in range(${trips}):`, body, otherwise);
    }
  }
  private function(): Statement {
    const parameters = 1 + this.below(2);
    const name = `fun${this.functions.length}`;
    const given = ["i0", "i1"].slice(0, parameters);
    const body = [
      line(`i2, i3, f0, f1, s0, l0, d, kinds, o = 3, ${this.pick(INTS)}, 0.5, 2.0, 'q', [1, 2, 3], {}, {}, C(1)`),
      ...(parameters === 1 ? [line("i1 = 2")] : []),
    ];
    // functions run within loops: theirs are short
    this.loops = 1;
    body.push(
      block("try:", this.statements(2 + this.below(3), 2), block("except Exception:", [line(`return ${this.int(0)}`)])),
    );
    this.loops = 0;
    body.push(line(`return clip(${this.int(1)})`));
    this.functions.push({ name, parameters });
    return block(`def ${name}(${given.join(", ")}):`, body);
  }
  private generator(): Statement {
    const name = `gen${this.generators.length}`;
    const value = this.pick(["k", "k * 2", "k if k % 3 else -k", "k * 0.5", "k + 2**62", "i1", "str(k)"]);
    const body: Statement[] = [
      line("i1 = 0"),
      block("for k in range(n):", [
        line(`i1 = clip(i1 ${this.pick(["+", "*", "^", "-"])} (k + ${this.below(5)}))`),
        ...(this.chance(0.4)
          ? [block(`if k % ${2 + this.below(5)} == 1:`, [line(this.pick(["continue", "yield -1", "yield 'x'"]))])]
          : []),
        line(`yield ${value}`),
      ]),
    ];
    this.generators.push(name);
    return block(
      `def ${name}(n):`,
      this.chance(0.3) ? [block("try:", body, block("finally:", [line("i1 = None")]))] : body,
    );
  }

  program(): Statement[] {
    const out = this.chance(0.6) ? [this.generator()] : [];
    const count = 1 + this.below(3);
    for (let i = 0; i < count; i++) out.push(this.function());
    const main = [
      line(`i0, i1, i2, i3 = ${Array.from({ length: 4 }, () => this.pick(INTS)).join(", ")}`),
      line(
        `f0, f1, s0, l0, d, kinds, o = ${this.pick(FLOATS)}, 0.25, ${this.pick(TEXTS)}, [1, 2, 3, ${this.pick(INTS)}], {}, {}, C(2)`,
      ),
      block(
        "try:",
        [this.loop(0), ...this.statements(2 + this.below(4), 0), this.loop(0)],
        block("except Exception as e:", [line("print('raised', type(e).__name__)")]),
      ),
      line("print(i0, i1, i2, i3)"),
      line("print(f0, f1, repr(s0), l0)"),
      line("print(d, kinds, o.x, o.y)"),
    ];
    return [...out, block("def main():", main), line("main()"), line("main()")];
  }
}

const PRELUDE = `def clip(x):
    if isinstance(x, str):
        return x[-20:]
    return x if not isinstance(x, int) or -2**80 < x < 2**80 else x % (2**61 - 1)
def times(x, y):
    if type(x) is str:
        return x * (y & 3)
    return x * y if type(y) is not str else (x & 3) * y
def hash_of(x):
    return x % 1009 if isinstance(x, int) else 0
class C:
    y = 5
    def __init__(self, x):
        self.x = x
    def get(self, k):
        return self.x
    def add(self, k):
        self.x = clip(self.x + k)
class D(C):
    def get(self, k):
        return clip(self.x * k)
    def add(self, k):
        self.y = k
`;

/** The program of a seed, for rendering and shrinking. */
export const generate = (seed: number): Statement[] => new Generator(seed).program();
/** The text of a program. */
export const programText = (statements: readonly Statement[]): string => PRELUDE + render(statements);
