// Each rule of RTypeScript with a body that keeps it and one that breaks it.

import { beforeAll, describe, expect, it } from "vitest";
import { checkModules } from "./check.ts";
import { type Diagnostic, RULES, type RuleId } from "./rules.ts";

/** Module-level text, with the function `f` in it. */
interface Example {
  readonly passes: string;
  readonly breaks: string;
}

const HEAD =
  `import { type int, type float, type u32, type i32, I64Array, U8Array, JitCell, Throwable, cast, newArray, intAdd0 } from "../../rts/index.ts";
import * as rts from "../../rts/index.ts";
class Node { next: Node | null = null; key: int = 0; weight: float = 0; }
class Oops extends Throwable {}
void [I64Array, U8Array, JitCell, Oops, cast, newArray, rts];
`.replace(", intAdd0", "");

const EXAMPLES: Record<RuleId, Example> = {
  "no-any": {
    passes: "export function f(x: Node): int { return x.key; }",
    breaks: "export function f(x: any): int { return x.key; }",
  },
  "no-union": {
    passes: "export function f(x: Node | null): int { return x === null ? 0 : x.key; }",
    breaks: "export function f(x: int | null): int { return x === null ? 0 : x; }",
  },
  "no-structural": {
    passes: "export function f(x: Node): int { return x.key; }",
    breaks: "export function f(x: { key: int }): int { return x.key; }",
  },
  "no-host-object": {
    passes: "export function f(x: Node[]): int { return x.length; }",
    breaks: "export function f(x: Map<int, int>): int { return x.size; }",
  },
  "number-kind": {
    passes: "export function f(x: int): int { return x; }",
    breaks: "export function f(x: number): int { return x; }",
  },
  "mixed-numbers": {
    passes: "export function f(x: int, y: float): float { return rts.intToFloat(x) + y * 2; }",
    breaks: "export function f(x: int, y: float): float { return x + y; }",
  },
  "int-division": {
    passes: "export function f(x: int): int { return rts.intFloorDiv(x, 2) + (x % 2); }",
    breaks: "export function f(x: int): int { return x / 2; }",
  },
  "no-power": {
    passes: "export function f(x: float): float { return x * x; }",
    breaks: "export function f(x: float): float { return x ** 2.0; }",
  },
  "bit-operators": {
    passes: "export function f(x: u32, y: int): int { return (x & 255) + rts.intAnd(y, 255) + (x >>> y); }",
    breaks: "export function f(x: int): int { return x & 255; }",
  },
  "strict-equality": {
    passes: "export function f(x: int): boolean { return x === 1; }",
    breaks: "export function f(x: int): boolean { return x == 1; }",
  },
  "condition-type": {
    passes: "export function f(x: int): int { if (x !== 0) return 1; return 0; }",
    breaks: "export function f(x: int): int { if (x) return 1; return 0; }",
  },
  "no-closure": {
    passes: "const add = (a: int): int => a + 1; export function f(x: int): int { const g = add; return g(x); }",
    breaks: "export function f(x: int): int { const g = (a: int): int => a + x; return g(1); }",
  },
  "no-generator": {
    passes: "export function f(x: int): int { return x; }",
    breaks: "export function* f(x: int): Generator<int> { yield x; }",
  },
  "no-spread": {
    passes: "function g(a: int, b: int): int { return a + b; } export function f(x: int): int { return g(x, x); }",
    breaks: "export function f(...x: Node[]): int { return x.length; }",
  },
  "no-arguments": {
    passes: "function g(a: int): int { return a; } export function f(x: int): int { return g(x); }",
    breaks: "function g(a: int): int { return a; } export function f(x: int): int { return g.call(null, x); }",
  },
  "no-accessor": {
    passes:
      "class A { v: int = 1; twice(): int { return this.v * 2; } } export function f(a: A): int { return a.twice(); }",
    breaks:
      "class A { v: int = 1; get twice(): int { return this.v * 2; } } export function f(a: A): int { return a.twice; }",
  },
  "no-string-operation": {
    passes: 'export function f(s: string): int { return s === "ab" ? s.length : s.charCodeAt(0); }',
    breaks: 'export function f(s: string): int { return (s + "b").length; }',
  },
  "no-loop-over": {
    passes: "export function f(x: I64Array): int { let n = 0; for (const v of x) n += v; return n; }",
    breaks: "export function f(x: Node): int { let n = 0; for (const k in x) n += k.length; return n; }",
  },
  "throwable-only": {
    passes: "export function f(): void { throw new Oops(); }",
    breaks: "export function f(n: Node): void { throw n; }",
  },
  "no-module-write": {
    passes: "const state = new Node(); export function f(): void { state.key = 1; }",
    breaks: "let state = 0; export function f(): void { state = 1; }",
  },
  "no-module-let": {
    passes: "const state = new Node(); export function f(): int { return state.key; }",
    breaks: "let state: int = 0; state += 1; export function f(): int { return state; }",
  },
  "captured-constant": {
    passes:
      "function make(n: int): () => int { return () => n; } const g = make(1); export function f(): int { return g(); }",
    breaks:
      "function make(n: int): () => int { const g = (): int => n; n++; return g; } const g = make(1); export function f(): int { return g(); }",
  },
  "array-literal": {
    passes: "export function f(): int { const a = newArray<Node | null>(2); return a.length; }",
    breaks: "export function f(x: Node): int { const a = [x]; return a.length; }",
  },
  "array-method": {
    passes: "export function f(x: Node[], y: Node): void { x[0] = y; }",
    breaks: "export function f(x: Node[], y: Node): void { x.push(y); }",
  },
  "array-items": {
    passes: "export function f(x: I64Array): int { return x[0]!; }",
    breaks: "export function f(x: int[]): int { return x[0]!; }",
  },
  "object-literal": {
    passes: "export function f(): Node { return new Node(); }",
    breaks: "export function f(): Node { return { next: null, key: 1, weight: 0 }; }",
  },
  "override-signature": {
    passes:
      "class A { m(x: int): int { return x; } } class B extends A { override m(x: int): int { return x + 1; } } const b: A = new B(); export function f(): int { return b.m(1); }",
    breaks:
      "class A { m(x: int): int { return x; } } class B extends A { override m(): int { return 1; } } const b: A = new B(); export function f(): int { return b.m(1); }",
  },
  "no-parameter-property": {
    passes: "class A { v: int; constructor(v: int) { this.v = v; } } export function f(): A { return new A(1); }",
    breaks: "class A { constructor(readonly v: int) {} } export function f(): A { return new A(1); }",
  },
  "overflowed-directly": {
    passes:
      "export function f(a: int): int { const s = rts.intAddOvf(a, 1); if (rts.overflowed()) return 0; return s; }",
    breaks:
      "export function f(a: int): int { const s = rts.intAddOvf(a, 1); const t = s + 1; if (rts.overflowed()) return 0; return t; }",
  },
  "jit-enter-returned": {
    passes:
      "/** @jit portal greens(a) */ export function p(a: int): int { rts.jitMergePoint(a); return a; } export function f(c: JitCell): int { return rts.jitEnter(p, c, 1); }",
    breaks:
      "/** @jit portal greens(a) */ export function p(a: int): int { rts.jitMergePoint(a); return a; } export function f(c: JitCell): int { const r = rts.jitEnter(p, c, 1); return r; }",
  },
  "merge-point-parameters": {
    passes:
      "/** @jit portal greens(a) */ export function f(a: int, b: int): int { rts.jitMergePoint(a, b); return b; }",
    breaks:
      "/** @jit portal greens(a) */ export function f(a: int, b: int): int { rts.jitMergePoint(b, a); return b; }",
  },
  "merge-point-live": {
    passes:
      "/** @jit portal greens(a) */ export function f(a: int, b: int): int { const c = a + b; if (c > 9) b = c; rts.jitMergePoint(a, b); return b; }",
    breaks:
      "/** @jit portal greens(a) */ export function f(a: int, b: int): int { const c = a + b; rts.jitMergePoint(a, b); return b + c; }",
  },
  "immutable-field": {
    passes:
      "class A {\n/** @jit immutable */\nn: int; constructor(n: int) { this.n = n; } } export function f(): int { return new A(1).n; }",
    breaks: "class A {\n/** @jit immutable */\nn: int = 1; } export function f(a: A): void { a.n = 2; }",
  },
  "raw-memory": {
    passes: "export function f(a: int): int { return a; }",
    breaks: 'import { load32 } from "../../rts/raw.ts"; export function f(a: int): int { return load32(a); }',
  },
  "intrinsic-unknown": {
    passes: "export function f(a: int): int { return rts.intNot(a); }",
    breaks: "export function f(a: int): int { return rts.checkInt(a); }",
  },
  "not-frozen": {
    passes: "const limit: int = 4; export function f(): int { return limit; }",
    breaks: "const limit: int = 0.5; export function f(): int { return limit; }",
  },
  "no-optional": {
    passes: "export function f(x: Node | null): Node | null { return x === null ? null : x.next; }",
    breaks: "export function f(x: Node | null): Node | null { return x?.next ?? null; }",
  },
  "not-supported": {
    passes: "export function f(x: int): int { return x; }",
    breaks: "export function f(x: int): boolean { return typeof x === 'number'; }",
  },
};

describe("the rules", () => {
  const results = new Map<string, Diagnostic[]>();
  let illFormed: readonly string[];
  beforeAll(async () => {
    const overlay = new Map<string, string>();
    for (const [rule, { passes, breaks }] of Object.entries(EXAMPLES)) {
      overlay.set(`src/translator/fixtures/${rule}-passes.ts`, HEAD + passes);
      overlay.set(`src/translator/fixtures/${rule}-breaks.ts`, HEAD + breaks);
    }
    const result = await checkModules(process.cwd(), [...overlay.keys()], overlay);
    illFormed = result.illFormed;
    // functions that make closures are module level's: full TypeScript
    const others = result.others.filter((d) => !d.file.includes("captured-constant-passes"));
    for (const d of [...result.reached, ...others]) results.set(d.file, [...(results.get(d.file) ?? []), d]);
  });
  const found = (rule: string, kind: string): string[] =>
    (results.get(`src/translator/fixtures/${rule}-${kind}.ts`) ?? []).map((d) => d.rule);

  it("has an example of every rule", () => {
    expect(Object.keys(EXAMPLES)).toEqual(Object.keys(RULES));
  });
  it("makes well-formed graphs of what passes", () => {
    expect(illFormed).toEqual([]);
  });
  it.each(Object.keys(RULES))("%s passes when it is kept", (rule) => {
    expect(found(rule, "passes")).toEqual([]);
  });
  it.each(Object.keys(RULES))("%s is reported when it is broken", (rule) => {
    expect(found(rule, "breaks")).toContain(rule);
  });
  it("says where, which rule, and what to write instead", () => {
    const [d] = results.get("src/translator/fixtures/int-division-breaks.ts")!;
    expect(d).toMatchObject({ line: 6, column: 41, rule: "int-division" });
    expect(d!.message).toBe("x / 2: `/` is for floats; write intDiv or intFloorDiv for ints");
  });
});
