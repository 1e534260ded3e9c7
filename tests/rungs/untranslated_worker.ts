// A thread that runs Python programs on the untranslated rung, each on a fresh interpreter: the bundled interpreter (workerData) is a
// factory, since its modules hold the interpreter's state. V8 keeps the compiled script, so that one more costs some milliseconds.

import { type Profiler, Session } from "node:inspector";
import { createRequire } from "node:module";
import path from "node:path";
import vm from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import { compileSource } from "../../src/frontend/index.ts";
import { Library } from "../../src/host/library.ts";
import type { ServiceOptions } from "../../src/host/services.ts";
import type { Program } from "../../src/host/untranslated.ts";
import type { Outcome, PythonProgram } from "./recording.ts";
import type { RanFunctions } from "./untranslated.ts";

type RunUntranslated = (program: Program, options: ServiceOptions) => number;

const profiler = workerData.coverage ? new Session() : null;
if (profiler) {
  profiler.connect();
  profiler.post("Profiler.enable");
  // before the script is compiled: else functions that were inlined or thrown away would be missed
  profiler.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
}

const FILE = "untranslated.js";
const HEAD = "(function (require, module, exports) {\n";
const script = new vm.Script(`${HEAD}${workerData.bundle}\n})`, { filename: FILE, lineOffset: -1 });
const require = createRequire(workerData.file);

function freshInterpreter(): RunUntranslated {
  const module = { exports: {} as { runUntranslated: RunUntranslated } };
  script.runInThisContext()(require, module, module.exports);
  return module.exports.runUntranslated;
}

function run(program: PythonProgram): Outcome {
  const parts = { 1: [] as Uint8Array[], 2: [] as Uint8Array[] };
  const status = freshInterpreter()(
    {
      filename: program.filename,
      source: new TextEncoder().encode(program.source),
      args: [program.filename],
      searchPath: [],
    },
    {
      library: new Library(path.join(workerData.root, "dist")),
      compile: compileSource,
      output: (fd, bytes) => {
        parts[fd as 1 | 2].push(bytes.slice());
      },
      readLine: () => new Uint8Array(0),
    },
  );
  return { status, stdout: Buffer.concat(parts[1]).toString(), stderr: Buffer.concat(parts[2]).toString() };
}

/** V8's answer since it was asked last, with offsets made lines and columns of the bundle. Sessions of the own thread answer at once. */
function ranFunctions(): RanFunctions {
  let scripts: readonly Profiler.ScriptCoverage[] = [];
  profiler?.post("Profiler.takePreciseCoverage", (error, answer) => {
    if (error) throw error;
    scripts = answer.result;
  });
  const offsets = scripts
    .filter(({ url }) => url === FILE)
    .flatMap(({ functions }) => functions.map(({ ranges }) => ranges[0]!))
    .filter(({ count }) => count > 0)
    .map(({ startOffset }) => startOffset - HEAD.length)
    .sort((a, b) => a - b);
  const text: string = workerData.bundle;
  const ran: [number, number][] = [];
  let line = 0;
  let lineStart = 0;
  for (const offset of offsets) {
    for (let end = text.indexOf("\n", lineStart); end >= 0 && end < offset; end = text.indexOf("\n", lineStart)) {
      line++;
      lineStart = end + 1;
    }
    ran.push([line, offset - lineStart]);
  }
  return ran;
}

parentPort!.on("message", (program: PythonProgram | "coverage") => {
  if (program === "coverage") {
    parentPort!.postMessage(ranFunctions());
    return;
  }
  try {
    parentPort!.postMessage(run(program));
  } catch (error) {
    parentPort!.postMessage({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
