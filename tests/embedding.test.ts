// Python within a JavaScript program, as users of the package write it: dist/index.js.

import { spawnSync } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import type * as Package from "../src/host/embedding/index.ts";
import { packageRoot } from "../src/host/shim.ts";
import { noNative } from "../src/host/testing/native.ts";

const file = pathToFileURL(path.join(packageRoot(), "dist", "index.js")).href;
const { Python, PythonError } = (await import(file)) as typeof Package;
type Python = Package.Python;

const open: Python[] = [];
async function create(options: Package.PythonOptions = {}): Promise<Python> {
  const py = await Python.create(options);
  open.push(py);
  return py;
}
afterEach(() => {
  for (const py of open.splice(0)) py.dispose();
});
function errorOf(action: () => unknown): Package.PythonError {
  try {
    action();
  } catch (error) {
    if (error instanceof PythonError) return error;
    throw error;
  }
  throw new Error("nothing was raised");
}

describe.skipIf(noNative)("Python", () => {
  it("answers the value of a last expression", async () => {
    const py = await create();
    expect(py.run("1 + 1")).toBe(2);
    expect(py.run("x = 5\nx * 2.5")).toBe(12.5);
    expect(py.run("x = 6")).toBeUndefined();
    expect(py.run("x;")).toBeUndefined();
    expect(py.run("'a;'  # x;")).toBe("a;");
    expect(py.run("None")).toBeUndefined();
    expect(py.run("x > 5")).toBe(true);
    expect(py.run("'h\\xe9 \\u20ac \\U0001f600'")).toBe("h\xe9 \u20ac \u{1f600}");
    expect(py.run("b'ab'")).toEqual(new Uint8Array([97, 98]));
    expect([py.run("2**53 - 1"), py.run("2**53"), py.run("-2**70"), py.run("2**62 + 1")]).toEqual([
      2 ** 53 - 1,
      2n ** 53n,
      -(2n ** 70n),
      2n ** 62n + 1n,
    ]);
  });

  it("takes JavaScript's values", async () => {
    const py = await create();
    const cases: [unknown, string][] = [
      [1, "1"],
      [-1, "-1"],
      [1.5, "1.5"],
      [-0, "-0.0"],
      [1e300, "1e+300"],
      [-(2n ** 80n), "-1208925819614629174706176"],
      [2n ** 63n, "9223372036854775808"],
      [5n, "5"],
      ["h\xe9\u20ac\u{1f600}", "'h\xe9\u20ac\u{1f600}'"],
      [null, "None"],
      [undefined, "None"],
      [true, "True"],
      [new Uint8Array([1, 2]), "b'\\x01\\x02'"],
      [[1, [2, "x"]], "[1, [2, 'x']]"],
      [{ a: 1, b: { c: [] } }, "{'a': 1, 'b': {'c': []}}"],
    ];
    for (const [value, shown] of cases) expect(py.run("repr(v)", { globals: { v: value } })).toBe(shown);
    const own: unknown[] = [];
    own.push(own);
    expect(() => py.globals.set("v", own)).toThrow(/contains itself/);
  });

  it("has globals, and proxies of what is no plain value", async () => {
    const py = await create();
    py.run(
      "def area(r, *, factor=1): return 3 * r * r * factor\nclass P:\n    def __init__(self): self.x = [1, 2]\np = P()",
    );
    const area = py.globals.get("area");
    expect(area(2)).toBe(12);
    expect(area.call([2], { factor: 2 })).toBe(24);
    expect(area.callKwargs(2, { factor: 3 })).toBe(36);
    expect(area.type).toBe("function");
    const p = py.globals.get("p");
    expect(p.x.toJs()).toEqual([1, 2]);
    p.y = "new";
    expect(py.run("p.y")).toBe("new");
    expect(p.nothing).toBeUndefined();
    expect("x" in p).toBe(true);
    p.x.append(3);
    expect([...p.x]).toEqual([1, 2, 3]);
    expect([p.x.length, p.x.get(2), p.x.get(9), p.x.has(3)]).toEqual([3, 3, undefined, true]);
    py.globals.set("n", 4);
    expect(py.globals.has("n")).toBe(true);
    expect(py.globals.keys()).toContain("n");
    expect(py.globals.delete("n")).toBe(true);
    expect(py.globals.delete("n")).toBe(false);
    expect(py.globals.get("n")).toBeUndefined();
    expect(py.run("{'a': (1, {2}), 3: None}").toJs()).toEqual(
      new Map<unknown, unknown>([
        ["a", [1, new Set([2])]],
        [3, undefined],
      ]),
    );
    expect(py.run("{'a': {'b': 1}}").toJs({ dicts: "object" })).toEqual({ a: { b: 1 } });

    const list = py.run("[1]");
    expect(py.run("v is w", { globals: { v: list, w: list } })).toBe(true);
    list.dispose();
    expect(() => list.length).toThrow(/disposed/);
    expect(errorOf(() => py.run("l = []; l.append(l); l").toJs()).type).toBe("ValueError");
  });

  it("throws PythonError", async () => {
    const py = await create();
    const error = errorOf(() => py.run("def f():\n    return 1 / 0\nf()", { filename: "work.py" }));
    expect([error.type, error.message]).toEqual(["ZeroDivisionError", "division by zero"]);
    expect(error.traceback).toBe(
      'Traceback (most recent call last):\n  File "work.py", line 3, in <module>\n    f()\n    ~^^\n' +
        '  File "work.py", line 2, in f\n    return 1 / 0\n           ~~^~~\nZeroDivisionError: division by zero\n',
    );
    expect(error.exception?.args.toJs()).toEqual(["division by zero"]);
    expect(errorOf(() => py.run("x = = 1")).type).toBe("SyntaxError");
    expect(errorOf(() => py.run("import sys; sys.exit(3)")).type).toBe("SystemExit");
    expect(errorOf(() => py.run("def r(): return r()\nr()")).type).toBe("RecursionError");
    expect(py.run("1")).toBe(1);
  });

  it("calls JavaScript, which may call Python", async () => {
    const py = await create();
    const host = { add: (a: number, b: number) => a + b, name: "host", list: [1, 2, 3] };
    expect(py.run("host.add(1, 2)", { globals: { host } })).toBe(3);
    expect(py.run("[host.name, host.list, hasattr(host, 'x')]", { globals: { host } }).toJs()).toEqual([
      "host",
      [1, 2, 3],
      false,
    ]);
    py.run("def fib(n): return n if n < 2 else call(n - 1) + fib(n - 2)", {});
    py.globals.set("call", (n: number) => py.globals.get("fib")(n));
    expect(py.run("fib(12)")).toBe(144);
    expect(py.run("f(lambda v: v + 1)", { globals: { f: (g: (n: number) => number) => g(41) } })).toBe(42);
    expect(py.run("f(1, b=2)", { globals: { f: (a: number, rest: unknown) => [a, rest] } }).toJs()).toEqual([
      1,
      new Map([["b", 2]]),
    ]);
    const map = new Map([["k", 1]]);
    expect(py.run("m['k'] + len(m) + ('k' in m)", { globals: { m: map } })).toBe(3);
    expect(py.run("[*s]", { globals: { s: new Set([1, 2]) } }).toJs()).toEqual([1, 2]);
    expect(py.run("m", { globals: { m: map } })).toBe(map);
    class Point {
      constructor(readonly x: number) {}
      double(): number {
        return 2 * this.x;
      }
    }
    expect(py.run("Point.new(4).double()", { globals: { Point } })).toBe(8);
    // hot loops: the JIT records and compiles calls of JavaScript
    let calls = 0;
    const tick = (n: number): number => {
      calls++;
      return py.run("x + 1", { globals: { x: n } });
    };
    expect(py.run("t = 0\nfor i in range(3000): t += tick(i)\nt", { globals: { tick } })).toBe(4501500);
    expect(calls).toBe(3000);
  });

  it("passes exceptions in both directions", async () => {
    const py = await create();
    const fail = (): never => {
      throw new RangeError("too far");
    };
    const error = errorOf(() => py.run("f()", { globals: { f: fail } }));
    expect([error.type, error.message]).toEqual(["JsError", "too far"]);
    const caught = "import taipan\ntry: f()\nexcept taipan.JsError as e: r = [str(e), e.name]\nr";
    expect(py.run(caught, { globals: { f: fail } }).toJs()).toEqual(["too far", "RangeError"]);
    py.run("def g(): raise KeyError('k')");
    const through = "try: f()\nexcept KeyError as e: r = e.args[0]\nr";
    expect(py.run(through, { globals: { f: () => py.globals.get("g")() } })).toBe("k");
    expect(py.run("1 + 1")).toBe(2);
  });

  it("has streams, arguments and an environment of its own", async () => {
    let printed = "";
    let errors = "";
    const lines = ["first", "second"];
    const py = await create({
      stdout: (text) => {
        printed += text;
      },
      stderr: (text) => {
        errors += text;
      },
      stdin: () => lines.shift(),
      argv: ["me", "x"],
      env: { HOME: "/nowhere" },
    });
    py.run(
      "import sys, os\nprint('h\xe9', sys.argv, dict(os.environ))\nprint('oh', file=sys.stderr)\nprint(input(), input())",
    );
    expect(printed).toBe("h\xe9 ['me', 'x'] {'HOME': '/nowhere'}\nfirst second\n");
    expect(errors).toBe("oh\n");
    expect(errorOf(() => py.run("input()")).type).toBe("EOFError");
    (await create({ stdout: null })).run("print('dropped')");
  });

  it("denies what was not granted", async () => {
    const py = await create();
    expect(errorOf(() => py.run("open('/etc/passwd')")).type).toBe("PermissionError");
    expect(py.run("import json; json.dumps({'a': [1, None]})")).toBe('{"a": [1, null]}');
    const free = await create({ allow: { files: true } });
    const source = "with open(name) as f: text = f.read()\nlen(text) > 0";
    expect(free.run(source, { globals: { name: import.meta.filename } })).toBe(true);
    // files are not the process' descriptors
    for (const act of ["os.pipe()", "os.dup(1)", "os.dup2(1, 2)", "os.set_inheritable(1, True)"])
      expect(errorOf(() => free.run(`import os; ${act}`)).type).toBe("PermissionError");
    const trusted = await create({ allow: { processes: true, files: true } });
    expect(trusted.run("import os\nr, w = os.pipe()\nos.write(w, b'x')\nos.read(r, 1) == b'x'")).toBe(true);
  });

  it("takes source text of any length", async () => {
    const py = await create();
    for (let n = 0; n < 200; n++) expect(py.run(`len("${"x".repeat(n)}")`)).toBe(n);
  });

  it("keeps limits", async () => {
    const py = await create({ limits: { timeMs: 100, memoryBytes: 32 << 20 } });
    expect(errorOf(() => py.run("while True: pass")).type).toBe("TimeoutError");
    expect(errorOf(() => py.run("while True:\n  try:\n    while True: pass\n  except BaseException: pass")).type).toBe(
      "TimeoutError",
    );
    expect(errorOf(() => py.run("a = []\nwhile True: a.append(bytes(100000))")).type).toBe("MemoryError");
    expect(py.run("1 + 1")).toBe(2);
  });

  it("raises MemoryError where the program catches it, again and again, each time as late as the first", async () => {
    // by how much the largest array may be shorter where the live one before it lies otherwise: a step or two of its growth
    const kinds = {
      entry: ["{}", "kept[len(kept)] = [str(len(kept))]", 1],
      block: ["{}", "kept[len(kept)] = bytearray(100000)", 1],
      int: ["[]", "kept.append(len(kept))", (9 / 8) ** 2],
      text: ["[]", "kept.append(str(len(kept)))", (9 / 8) ** 2],
      nested: ["[0]", "kept[0] = [kept[0]]", 1],
      instance: ["[]", "kept.append(C(len(kept)))", (9 / 8) ** 2],
      concatenation: ["['']", "kept[0] += 'abcdefgh' * 100", 1.5],
      bytes: ["[b'']", "kept[0] = kept[0] + b'abcdefgh' * 500", 1],
      bytearray: ["bytearray()", "kept.extend(b'abcdefgh' * 100)", (9 / 8) ** 2],
      chunks: ["[]", "kept.append(bytes(1000))", (9 / 8) ** 2],
    } as const;
    for (const jit of [false, true]) {
      for (const [name, [empty, add, step]] of Object.entries(kinds)) {
        const py = await create({ jit, limits: { memoryBytes: 12 << 20 } });
        py.run(
          "class C:\n  def __init__(self, x): self.x = self.y = self.z = x\n" +
            `def add(kept): ${add}\n` +
            `def fill():\n  kept = ${empty}\n  n = 0\n  try:\n    while True:\n      add(kept)\n      n += 1\n` +
            "  except MemoryError:\n    kept = None\n    return n\n",
        );
        const first = py.run("fill()") as number;
        expect(first).toBeGreaterThan(50);
        const later = [1, 2, 3].map(() => py.run("fill()") as number);
        expect([name, jit, Math.min(...later) >= (0.95 * first) / step, first, later]).toEqual([
          name,
          jit,
          true,
          first,
          later,
        ]);
        expect(py.run("[len(list(range(1000))), sum(range(1000))]")).toBeTruthy();
        py.dispose();
      }
    }
  }, 60_000);

  it("raises one MemoryError after the other", async () => {
    for (const jit of [false, true]) {
      const py = await create({ jit, limits: { memoryBytes: 24 << 20 } });
      py.run(
        "def errors(n):\n  kept = []\n  for i in range(n):\n    try:\n      while True: kept.append([len(kept)])\n" +
          "    except MemoryError:\n      if i % 5 == 0: kept.clear()\n  return n\n",
      );
      expect(py.run("errors(12)")).toBe(12);
      py.dispose();
    }
  });

  it("refuses decimals of the greatest precision at once", async () => {
    const py = await create();
    py.run(
      "from decimal import *\nc = getcontext()\nc.prec, c.Emax, c.Emin = MAX_PREC, MAX_EMAX, MIN_EMIN\nD = Decimal",
    );
    const refused = "D(1)/3; D(2).sqrt(); D(1).exp(); D(2).ln(); D(2).log10(); D(3)**D('0.5'); D(3)**-1; D(3)**(10**9)";
    for (const expression of refused.split("; "))
      expect([expression, errorOf(() => py.run(expression)).type]).toEqual([expression, "MemoryError"]);
    expect(py.run("' '.join(str(x) for x in (D(1)+2, D(7)//2, D(3)**3, D(2)*3))")).toBe("3 3 27 6");
  });

  it("is interrupted by a signal", async () => {
    const controller = new AbortController();
    const py = await create({ signal: controller.signal });
    const error = errorOf(() => py.run("stop()\nwhile True: pass", { globals: { stop: () => controller.abort() } }));
    expect(error.type).toBe("KeyboardInterrupt");
    expect(() => py.run("1")).toThrow(/abort/);
  });

  it("lives beside others, and is gone when disposed", async () => {
    const [a, b] = [await create(), await create()];
    a.run("x = 1");
    b.run("x = 2");
    expect([a.run("x"), b.run("x")]).toEqual([1, 2]);
    const list = a.run("[]");
    expect(() => b.globals.set("y", list)).toThrow(/another Python/);
    a.dispose();
    expect(() => a.run("1")).toThrow(/disposed/);
    expect(() => list.length).toThrow(/disposed/);
    expect(b.run("x")).toBe(2);
  });

  it("gives its memory back", () => {
    const program = `
      import { Python } from ${JSON.stringify(file)};
      const once = async () => {
        const py = await Python.create({ stdout: null });
        py.run("t = 0\\nfor i in range(20000): t += i\\nl = [[i] for i in range(20000)]\\nprint(len(l))");
        py.globals.get("l");
        py.dispose();
      };
      for (let i = 0; i < 5; i++) await once();
      globalThis.gc();
      const before = process.memoryUsage().rss;
      for (let i = 0; i < 50; i++) await once();
      globalThis.gc();
      console.log(Math.round((process.memoryUsage().rss - before) / 1e6));`;
    const args = ["--expose-gc", "--input-type=module", "-e", program];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(Number(stdout)).toBeLessThan(100);
  });
});
