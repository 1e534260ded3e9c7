// A thread that runs Python programs on the untranslated rung, each on a fresh interpreter: the bundled interpreter (workerData) is a
// factory, since its modules hold the interpreter's state. V8 keeps the compiled script, so that one more costs some milliseconds.

import { createRequire } from "node:module";
import path from "node:path";
import vm from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import { compileSource } from "../../src/frontend/index.ts";
import { Library } from "../../src/host/library.ts";
import type { ServiceOptions } from "../../src/host/services.ts";
import type { Program } from "../../src/host/untranslated.ts";
import type { Outcome, PythonProgram } from "./recording.ts";

type RunUntranslated = (program: Program, options: ServiceOptions) => number;

const script = new vm.Script(`(function (require, module, exports) {${workerData.bundle}\n})`, {
  filename: "untranslated.js",
});
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

parentPort!.on("message", (program: PythonProgram) => {
  try {
    parentPort!.postMessage(run(program));
  } catch (error) {
    parentPort!.postMessage({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
