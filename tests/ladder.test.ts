// The debugging ladder for Python: small programs on the graphs rung and as machine code with checks; and what the VM may ask of its
// host. Larger programs on the faster rungs: python.test.ts.

import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compileSource } from "../src/frontend/index.ts";
import { openGraphVm } from "../src/host/graph-rung.ts";
import { runProgram } from "../src/host/program.ts";
import { createServices } from "../src/host/services.ts";
import { packageRoot } from "../src/host/shim.ts";
import { noNative } from "../src/host/testing/native.ts";
import { readImageTables, vmFiles } from "../src/host/vm-files.ts";
import { NativeRung } from "./rungs/native.ts";
import type { Outcome } from "./rungs/recording.ts";

const files = vmFiles(path.join(packageRoot(), "dist"));

/** What each prints is what CPython 3.14 prints. */
const PROGRAMS: Readonly<Record<string, readonly [source: string, printed: string]>> = {
  arithmetic: ["print(7 // -2, 7 % -2, 2 ** 10, 7 / 2, -7 >> 1, 5 & 6 | 8)", "-4 -1 1024 3.5 -4 12\n"],
  "large ints": [
    "x = 2 ** 64 - 1\nprint(x * x, x // 3, -x % 10)",
    "340282366920938463426481119284349108225 6148914691236517205 5\n",
  ],
  floats: ["print(0.1 + 0.2, 1e300 * 1e10, 3.0, -0.0, round(2.5))", "0.30000000000000004 inf 3.0 -0.0 2\n"],
  strings: ["s = 'abc'\nprint(s[::-1], s.upper(), 'b' in s, '-'.join(s), len(s * 3))", "cba ABC True a-b-c 9\n"],
  lists: ["a = [3, 1, 2]\na.sort()\na.append('x')\nprint(a, a[1:3], a.index(2))", "[1, 2, 3, 'x'] [2, 3] 1\n"],
  dicts: ["d = {'a': 1}\nd['b'] = 2\nprint(d, sorted(d), d.get('c'), len(d))", "{'a': 1, 'b': 2} ['a', 'b'] None 2\n"],
  sets: ["print(sorted({3, 1} | {2}), 1 in {1}, len({1, 1.0, True}))", "[1, 2, 3] True 1\n"],
  tuples: ["a, *b = 1, 2, 3\nprint(a, b, (1, 2) < (1, 3), (1,))", "1 [2, 3] True (1,)\n"],
  loops: [
    "t = 0\nfor i in range(10):\n    if i == 3: continue\n    if i == 7: break\n    t += i\nelse:\n    t = -1\nprint(t)",
    "18\n",
  ],
  functions: [
    "def f(a, b=2, *c, d=4, **e): return (a, b, c, d, e)\nprint(f(1), f(1, 3, 5, d=6, x=7))",
    "(1, 2, (), 4, {}) (1, 3, (5,), 6, {'x': 7})\n",
  ],
  closures: [
    "def f():\n    n = 0\n    def g():\n        nonlocal n\n        n += 1\n        return n\n    return g\ng = f()\ng()\nprint(g())",
    "2\n",
  ],
  recursion: ["def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\nprint(fib(12))", "144\n"],
  classes: [
    "class A:\n    def __init__(self, x): self.x = x\n    def get(self): return self.x\nclass B(A):\n    def get(self): return super().get() + 1\nprint(B(4).get(), isinstance(B(1), A))",
    "5 True\n",
  ],
  operators: [
    "class V:\n    def __init__(s, x): s.x = x\n    def __add__(s, o): return V(s.x + o.x)\n    def __repr__(s): return f'V({s.x})'\nprint(V(1) + V(2))",
    "V(3)\n",
  ],
  exceptions: [
    "try:\n    try:\n        [][1]\n    finally:\n        print('f')\nexcept IndexError as e:\n    print(e)",
    "f\nlist index out of range\n",
  ],
  generators: ["def g():\n    x = yield 1\n    yield x * 2\ni = g()\nprint(next(i), i.send(21), list(i))", "1 42 []\n"],
  comprehensions: [
    "print([x * y for x in range(3) for y in range(3) if x != y], {k: v for k, v in zip('ab', [1, 2])})",
    "[0, 0, 0, 2, 0, 2] {'a': 1, 'b': 2}\n",
  ],
  "f-strings": ["x = 3.14159\nprint(f'{x:.2f} {42:>5} {\"a\"!r} {255:x}')", "3.14    42 'a' ff\n"],
  unpacking: ["a = [1, 2]\nprint(*a, *{3}, {**{'x': 1}, 'y': 2})", "1 2 3 {'x': 1, 'y': 2}\n"],
  modules: ["import math, sys\nprint(math.sqrt(16), math.floor(2.7), sys.argv)", "4.0 2 ['ladder.py']\n"],
  matching: ["match [1, 2]:\n    case [x, y] if x < y: print('pair', x, y)", "pair 1 2\n"],
};

function runGraphs(source: string): Outcome {
  const parts = { 1: "", 2: "" };
  const vm = openGraphVm({
    files,
    compile: compileSource,
    output: (fd, bytes) => {
      parts[fd as 1 | 2] += Buffer.from(bytes).toString();
    },
  });
  const status = runProgram(vm, {
    filename: "ladder.py",
    source: Buffer.from(source),
    args: ["ladder.py"],
    searchPath: [],
  });
  return { status, stdout: parts[1], stderr: parts[2] };
}

describe("small programs", () => {
  const debug = new NativeRung({ name: "debug", jit: "off", debug: true });
  afterAll(() => debug.close());
  it.each(Object.keys(PROGRAMS))("%s: the graphs print what CPython prints", (name) => {
    const [source, printed] = PROGRAMS[name]!;
    expect(runGraphs(source)).toEqual({ status: 0, stdout: printed, stderr: "" });
  });
  it.skipIf(noNative).each(Object.keys(PROGRAMS))("%s: the debug build prints the same", async (name) => {
    const [source, printed] = PROGRAMS[name]!;
    expect(await debug.run({ name, filename: "ladder.py", source }, 20_000)).toEqual({
      status: 0,
      stdout: printed,
      stderr: "",
    });
  });
});

describe("requests to the host", () => {
  /** The whole list. What can be written in RTypeScript is written in it: think twice before adding a row. */
  const REQUESTS = [
    "clock",
    "compile",
    "discardHeap",
    "embed",
    "fetch",
    "floatDigits",
    "findModule",
    "growHeap",
    "library",
    "parseFloat",
    "readFile",
    "sleep",
    "stat",
    "system",
  ];
  it("are those that the VM was built with, and no others", () => {
    const declared = readImageTables(files.image).directory.requests.map(([name]) => name);
    expect(declared.filter((name) => !REQUESTS.includes(name))).toEqual([]);
  });
  it("all have a service", () => {
    const services = createServices({
      compile: () => new Uint8Array(0),
      output: () => {},
    });
    expect(Object.keys(services.table).sort()).toEqual([...REQUESTS].sort());
  });
});
