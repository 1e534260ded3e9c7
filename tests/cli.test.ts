// The taipan command as a process: what it prints where, and its exit statuses.

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noNative } from "../src/host/testing/native.ts";

const root = path.join(import.meta.dirname, "..");
const command = path.join(root, "bin", "taipan.js");
let folder: string;
const plainEnvironment = { ...process.env, PYTHONUNBUFFERED: "", PYTHONOPTIMIZE: "", PYTHONWARNINGS: "" };

function taipan(args: string[], input = ""): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    cwd: folder,
    env: plainEnvironment,
    input,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "taipan-cli-"));
  writeFileSync(path.join(folder, "args.py"), "import sys\nprint(sys.argv)\n");
  writeFileSync(path.join(folder, "loop.py"), "s = 0\nfor i in range(20000):\n    s = s + i\nprint(s)\n");
  mkdirSync(path.join(folder, "empty"));
  mkdirSync(path.join(folder, "package"));
  writeFileSync(path.join(folder, "package", "__main__.py"), "print('main')\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("taipan", () => {
  it("runs a script with its arguments", () => {
    expect(taipan(["args.py", "-c", "x"])).toEqual({ status: 0, stdout: "['args.py', '-c', 'x']\n", stderr: "" });
  });
  it("runs code, and standard input", () => {
    expect(taipan(["-c", "import sys; print(sys.argv)", "a"]).stdout).toBe("['-c', 'a']\n");
    expect(taipan(["-", "a"], "import sys\nprint(sys.argv)").stdout).toBe("['-', 'a']\n");
    expect(taipan([], "print(6 * 7)").stdout).toBe("42\n");
  });
  it("runs a folder's __main__.py", () => {
    expect(taipan(["package"])).toMatchObject({ status: 0, stdout: "main\n" });
    expect(taipan(["empty"])).toMatchObject({
      status: 1,
      stderr: `taipan: can't find '__main__' module in '${path.join(folder, "empty")}'\n`,
    });
  });
  it("runs the __main__.py of a zip file", () => {
    const files = {
      "__main__.py": "import sys, helper\nprint(helper.x, sys.argv, sys.path[0])\n",
      "helper.py": "x = 1\n",
    };
    const texts = Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(text)]);
    writeFileSync(path.join(folder, "app.zip"), zipSync(Object.fromEntries(texts)));
    expect(taipan(["app.zip", "a"])).toEqual({ status: 0, stdout: "1 ['app.zip', 'a'] app.zip\n", stderr: "" });
  });
  it("looks for modules to run in PYTHONPATH", () => {
    const found = spawnSync(process.execPath, [command, "-W", "error", "-m", "args"], {
      env: { ...plainEnvironment, PYTHONPATH: folder },
      encoding: "utf8",
    });
    expect(found.stdout).toBe(`['${path.join(folder, "args.py")}']\n`);
  });
  it("ends with python's statuses", () => {
    expect(taipan(["-c", "import sys; sys.exit(7)"]).status).toBe(7);
    expect(taipan(["-c", "import signal; raise SystemExit(signal.SIGTERM)"])).toMatchObject({ status: 15, stderr: "" });
    expect(taipan(["-c", "1/0"])).toMatchObject({ status: 1, stdout: "" });
    expect(taipan(["-c", "def f(:"])).toMatchObject({ status: 1, stdout: "" });
  });
  it("runs code whose jumps are too far for an operand", () => {
    const [then, otherwise] = ["        t += 1\n".repeat(30_000), "        t -= 1\n".repeat(30_000)];
    const body = `  for i in range(3):\n    try:\n      if v == i:\n${then}      else:\n${otherwise}    finally:\n      t += 100000\n`;
    const program = `def f(v):\n  t = 0\n${body}  return t\nprint(f(1), f(7))\nb = 0\n`;
    writeFileSync(path.join(folder, "far.py"), `${program}print(${"(b and not b) or ".repeat(30_000)}5)\n`);
    expect(taipan(["far.py"])).toMatchObject({ status: 0, stdout: "270000 210000\n5\n", stderr: "" });
  });
  it("says with status 2 that a file cannot be opened", () => {
    expect(taipan(["none.py"])).toEqual({
      status: 2,
      stdout: "",
      stderr: `taipan: can't open file '${path.join(folder, "none.py")}': [Errno 2] No such file or directory\n`,
    });
  });
  it("refuses unknown options, and those that are not there yet, with status 2", () => {
    expect(taipan(["--foo"])).toMatchObject({ status: 2, stderr: expect.stringContaining("unknown option --foo") });
    expect(taipan(["-i", "args.py"])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("not supported yet"),
    });
    expect(taipan(["--jit=speed=1", "args.py"])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("no JIT parameter is named speed"),
    });
  });
  it("runs a module as a script", () => {
    expect(taipan(["-m", "surely_not_there"])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("No module named surely_not_there"),
    });
    expect(taipan(["-W", "error", "-m", "args"])).toMatchObject({ status: 0 });
  });
  it("leaves out assertions and doc strings with -O and -OO", () => {
    const code = "def f():\n    'doc'\nassert 0, 'no'\nimport sys\nprint(__debug__, f.__doc__, sys.flags.optimize)";
    expect(taipan(["-O", "-c", code]).stdout).toBe("False doc 1\n");
    expect(taipan(["-OO", "-c", code]).stdout).toBe("False None 2\n");
    expect(taipan(["-c", code]).stderr).toContain("AssertionError: no");
  });
  it("gives the program its options", () => {
    const code = "import sys; print(sys.warnoptions, sys._xoptions, sys.flags.isolated, sys.flags.quiet)";
    const options = ["-W", "error", "-Wignore::x", "-X", "dev", "-Xa=b", "-I", "-q"];
    expect(taipan([...options, "-c", code]).stdout).toBe("['error', 'ignore::x'] {'dev': True, 'a': 'b'} 1 1\n");
  });
  it.skipIf(noNative)("names functions and traces for perf with -X perf", () => {
    const code = "import os\ni = 0\nwhile i < 100000: i += 1\nprint(os.getpid())";
    const { stdout } = taipan(["-X", "perf", "-c", code]);
    const file = `/tmp/perf-${stdout.trim()}.map`;
    const lines = readFileSync(file, "utf8").trimEnd().split("\n");
    rmSync(file);
    for (const line of lines) expect(line).toMatch(/^[0-9a-f]+ [0-9a-f]+ \S/);
    // the function, and the trace of the loop in it
    for (const name of ["interpret", "interpret("])
      expect(
        lines.filter((line) => (name.endsWith("(") ? line.includes(` ${name}`) : line.endsWith(` ${name}`))).length,
        name,
      ).toBeGreaterThan(0);
  });
  it.skipIf(process.platform !== "linux")("tells of a full disk with status 120", () => {
    const code = "import os, sys\nos.close(1)\nos.open('/dev/full', os.O_WRONLY)\nprint('x')";
    expect(taipan(["-c", code])).toEqual({
      status: 120,
      stdout: "",
      stderr: "Exception ignored while flushing sys.stdout:\nOSError: [Errno 28] No space left on device\n",
    });
  });
  it("reads standard input line by line, and as a stream", () => {
    const code = "import sys; print(input('? '), sys.stdin.readline(), sys.stdin.read().split())\ninput()";
    const { status, stdout, stderr } = taipan(["-c", code], "one\ntwo\nthree\nfour");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "? one two\n ['three', 'four']\n" });
    expect(stderr).toMatch(/EOFError: EOF when reading a line\n$/);
  });
  it.skipIf(noNative).each([
    ["a loop", "print('on', flush=True)\nwhile True: pass"],
    ["a loop, without JIT", "print('on', flush=True)\nwhile True: pass", "--jit=off"],
    ["calls", "def f(n): return n if n < 2 else f(n - 1) + f(n - 2)\nprint('on', flush=True)\nf(70)"],
    ["time.sleep", "import time\nprint('on', flush=True)\ntime.sleep(100)"],
    ["input", "print('on', flush=True)\ninput()"],
  ])("ends %s at SIGINT with KeyboardInterrupt and status 130", async (_name, code, ...options) => {
    const child = spawn(process.execPath, [command, ...options, "-c", code]);
    let stderr = "";
    child.stderr.on("data", (text) => {
      stderr += text;
    });
    child.stdout.once("data", () => setTimeout(() => child.kill("SIGINT"), 100));
    const status = await new Promise((resolve) => child.once("close", resolve));
    expect({ status, last: stderr.trimEnd().split("\n").at(-1) }).toEqual({ status: 130, last: "KeyboardInterrupt" });
  });
  it.skipIf(noNative)("lets the program catch SIGINT, twice", async () => {
    const code =
      "for i in range(2):\n    try:\n        print('on', flush=True)\n        while True: pass\n    except KeyboardInterrupt:\n        print('caught', flush=True)";
    const child = spawn(process.execPath, [command, "-c", code]);
    let stdout = "";
    child.stdout.on("data", (text) => {
      stdout += text;
      if (stdout.endsWith("on\n")) setTimeout(() => child.kill("SIGINT"), 100);
    });
    const status = await new Promise((resolve) => child.once("close", resolve));
    expect({ status, stdout }).toEqual({ status: 0, stdout: "on\ncaught\non\ncaught\n" });
  });
  it("finalizes what is left at the end, the oldest first, while the program's names are still there", () => {
    const code = `
class Kept:
    def __init__(self, name): self.name = name
    def __del__(self): print(self.name, late)
def suspended():
    try: yield
    finally: print("generator", late)
async def forgotten(): pass
first = Kept("first")
generator = suspended()
next(generator)
last = Kept("last")
coroutine = forgotten()
late = "sees names"
`;
    expect(taipan(["-c", code])).toEqual({
      status: 0,
      stdout: "first sees names\ngenerator sees names\nlast sees names\n",
      stderr: "<sys>:0: RuntimeWarning: coroutine 'forgotten' was never awaited\n",
    });
  });
  it("gives objects back that nobody needs, and tells who refers to them weakly", () => {
    // without the JIT: traces keep their constants, and programs of tests/python that run with it count less strictly
    const code = `
import gc, weakref
class Node:
    def meth(self): pass
nodes = [Node() for _ in range(300)]
refs = [weakref.ref(n) for n in nodes]
del nodes[::2]
gc.collect()
print(sum(r() is not None for r in refs))
nodes.clear()
gc.collect()
print(sum(r() is not None for r in refs))
calls = []
node = Node()
method = weakref.WeakMethod(node.meth, calls.append)
del node
gc.collect()
print(len(calls), method())`;
    expect(taipan(["--jit=off", "-c", code]).stdout).toBe("150\n0\n1 None\n");
  });
  it("gives classes back that nobody needs", () => {
    // without the JIT, as above
    const code = `
import gc, weakref
def make():
    class C:
        def m(self): return super().__init__()
    C().m()
    return weakref.ref(C)
gone = [make() for _ in range(10)]
gc.collect()
print(sum(w() is None for w in gone) >= 8)`;
    expect(taipan(["--jit=off", "-c", code]).stdout).toBe("True\n");
  });
  it("prints version and help", () => {
    expect(taipan(["--version"])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Python 3\.14 \(taipan /),
    });
    expect(taipan(["-h"])).toMatchObject({ status: 0, stdout: expect.stringContaining("usage: taipan") });
  });
  it("shows bytecode for -m dis", () => {
    const { status, stdout } = taipan(["-m", "dis", "args.py"]);
    expect(status).toBe(0);
    expect(stdout).toContain("LOAD_NAME");
  });
  it("ends quietly when the reader of its output goes away", async () => {
    const child = spawn(process.execPath, [command, "-c", "for i in range(1000000): print(i)"]);
    let stderr = "";
    child.stderr.on("data", (text) => {
      stderr += text;
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.once("exit", resolve));
    expect({ status, stderr }).toEqual({ status: 120, stderr: "" });
  });
  it("prints the same on every rung", () => {
    const rungs = noNative
      ? ["--vm=untranslated"]
      : [
          "--vm=untranslated",
          "--vm=graphs",
          "--vm=debug",
          "--jit=off",
          "--jit=graphs,threshold=50,first_trace=1",
          "--gc-stress=50",
        ];
    for (const rung of rungs) {
      const { stdout, stderr } = taipan([rung, "loop.py"]);
      expect({ rung, stdout, stderr }).toEqual({ rung, stdout: "199990000\n", stderr: "" });
    }
  });
  it.skipIf(noNative)("writes a log of traces, and a summary", () => {
    const { stdout, stderr } = taipan([
      "--jit-log=log.txt",
      "--jit-summary",
      "--jit=threshold=100,first_trace=1",
      "loop.py",
    ]);
    expect(stdout).toBe("199990000\n");
    expect(stderr).toMatch(/^\[summary\] loops 1$/m);
  });
  it("says why it runs in portable mode when the shim cannot be had", () => {
    const env = { ...process.env, TAIPAN_SHIM: path.join(folder, "nowhere") };
    const run = (args: string[]) =>
      spawnSync(process.execPath, [command, ...args], { cwd: folder, env, encoding: "utf8" });
    const portable = run(["loop.py"]);
    expect(portable.stdout).toBe("199990000\n");
    expect(portable.stderr).toMatch(/^taipan: portable mode \(slow, no JIT\): .*node native-shim\/install\.js.*\n$/);
    expect(run(["--vm=native", "loop.py"])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("--vm=native cannot be had: the native shim has not been built"),
    });
  });
});
