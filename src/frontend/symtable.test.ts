import { describe, expect, test } from "vitest";
import { parse, readSource } from "./parse.ts";
import type { Place, Scope } from "./symtable.ts";
import { mangle } from "./symtable.ts";
import { buildSymbolTable } from "./symtable_builder.ts";

function tableOf(text: string): Scope {
  const source = readSource(text, "x.py");
  return buildSymbolTable(parse(source, { filename: "x.py", mode: "exec" }), source).root;
}

/** The scope at a path of names from the root. */
function scopeAt(root: Scope, path: string): Scope {
  return path.split("/").reduce((scope, name) => scope.children.find((child) => child.name === name)!, root);
}

function places(scope: Scope): Record<string, Place> {
  return Object.fromEntries([...scope.symbols.values()].map(({ name, place }) => [name, place]));
}

describe("names live", () => {
  test("in registers, cells and enclosing frames", () => {
    const root = tableOf("def f(a, b):\n    c = a\n    def g():\n        return b, c, d\n    return g");
    expect(places(scopeAt(root, "f"))).toEqual({ a: "local", b: "cell", c: "cell", g: "local" });
    expect(places(scopeAt(root, "f/g"))).toEqual({ b: "free", c: "free", d: "builtin" });
    expect([...scopeAt(root, "f/g").frees]).toEqual(["b", "c"]);
  });

  test("in cells that pass through frames in between", () => {
    const root = tableOf("def f(a):\n    def g():\n        def h():\n            return a");
    expect([...scopeAt(root, "f/g").frees]).toEqual(["a"]);
    expect(scopeAt(root, "f/g").place("a")).toBe("builtin");
  });

  test("outside of classes that stand in between", () => {
    const root = tableOf(
      "def f():\n    x = 1\n    class C:\n        x = 2\n        def m(self):\n            return x",
    );
    expect(scopeAt(root, "f").place("x")).toBe("cell");
    expect(scopeAt(root, "f/C").place("x")).toBe("local");
    expect([...scopeAt(root, "f/C").frees]).toEqual(["x"]);
  });

  test("in the module where an enclosing function declares them global", () => {
    const root = tableOf("def f():\n    global x\n    x = 1\n    def g():\n        return x");
    expect(scopeAt(root, "f/g").place("x")).toBe("global");
  });
});

describe("comprehensions", () => {
  test("take names of their function without cells when they are inlined", () => {
    const root = tableOf("def f(a):\n    return [a + x for x in a]");
    const comprehension = scopeAt(root, "f/<listcomp>");
    expect(comprehension.inlined).toBe(true);
    expect(places(comprehension)).toEqual({ x: "local", a: "free" });
    expect(scopeAt(root, "f").place("a")).toBe("local");
  });

  test("need cells for what functions within take from around", () => {
    const root = tableOf("def f(a):\n    return [lambda: (a, x) for x in a]");
    expect(scopeAt(root, "f").place("a")).toBe("cell");
    expect(scopeAt(root, "f/<listcomp>").place("x")).toBe("cell");
  });

  test("have frames of their own in classes and as generators", () => {
    const root = tableOf("class C:\n    x = [y for y in z]\ndef f():\n    return (y for y in z)");
    expect(scopeAt(root, "C/<listcomp>").inlined).toBe(false);
    expect(scopeAt(root, "f/<genexpr>").parameters).toEqual([".0"]);
  });

  test("bind assignment expressions in the function around", () => {
    const root = tableOf("def f(a):\n    return [(last := x) for x in a]");
    expect(scopeAt(root, "f").place("last")).toBe("local");
    expect(scopeAt(root, "f").walrusTargets).toEqual(new Set(["last"]));
  });
});

describe("classes", () => {
  test("have a __class__ cell when a method uses super or __class__", () => {
    const root = tableOf("class A:\n    def f(self):\n        super().f()\nclass B:\n    def f(self): pass");
    expect(scopeAt(root, "A").needsClassCell).toBe(true);
    expect(scopeAt(root, "A/f").frees).toEqual(new Set(["__class__"]));
    expect(scopeAt(root, "B").needsClassCell).toBe(false);
  });

  test("show their names to annotations, through a cell", () => {
    const root = tableOf("class A:\n    T = int\n    def f(self, x: T): pass");
    expect(scopeAt(root, "A").needsClassDict).toBe(true);
    expect(scopeAt(root, "A/__annotate__").frees).toEqual(new Set(["__classdict__"]));
  });

  test("mangle private names", () => {
    expect(mangle("C", "__x")).toBe("_C__x");
    expect(mangle("__C", "__x")).toBe("_C__x");
    expect(["__x__", "_x", "__a.b"].map((name) => mangle("C", name))).toEqual(["__x__", "_x", "__a.b"]);
    expect(mangle("__", "__x")).toBe("__x");
    expect(mangle(null, "__x")).toBe("__x");
  });
});
