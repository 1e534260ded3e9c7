// A process that runs Python programs on native VMs, one after the other; see native.ts.

import { readFileSync } from "node:fs";
import path from "node:path";
import { compileSource } from "../../src/frontend/index.ts";
import { Library } from "../../src/host/library.ts";
import { NativeVm } from "../../src/host/native-vm.ts";
import { runProgram } from "../../src/host/program.ts";
import { packageRoot } from "../../src/host/shim.ts";
import { type OpenedTracing, openTracing } from "../../src/host/tracing.ts";
import { vmFiles } from "../../src/host/vm-files.ts";
import { defaultParameters, setParameters } from "../../src/tracer/policy.ts";
import type { NativeRungOptions } from "./native.ts";
import type { Outcome, PythonProgram } from "./recording.ts";

const options = JSON.parse(process.argv[2]!) as NativeRungOptions;
const files = vmFiles(path.join(packageRoot(), "dist"), options.debug ?? false);

function run(program: PythonProgram): Outcome {
  const parts = { 1: [] as Uint8Array[], 2: [] as Uint8Array[] };
  const vm = new NativeVm({
    files,
    gcStress: options.gcStress ?? 0,
    library: new Library(path.join(packageRoot(), "dist")),
    compile: compileSource,
    output: (fd, bytes) => {
      parts[fd as 1 | 2].push(bytes.slice());
    },
    readLine: () => new Uint8Array(0),
  });
  let tracing: OpenedTracing | null = null;
  if (options.jit !== "off") {
    const parameters = defaultParameters();
    const onGraphs = options.onGraphs ?? false;
    if (options.jit !== "default") setParameters(parameters, options.jit);
    vm.enableJit(parameters, () => {
      tracing = openTracing(vm, { graphs: readFileSync(files.ir), parameters, onGraphs });
      return tracing;
    });
  }
  try {
    const { filename } = program;
    const source = new TextEncoder().encode(program.source);
    const status = runProgram(vm, { filename, source, args: [filename], searchPath: [] });
    return { status, stdout: Buffer.concat(parts[1]).toString(), stderr: Buffer.concat(parts[2]).toString() };
  } finally {
    (tracing as OpenedTracing | null)?.dispose();
    vm.dispose();
  }
}

process.on("message", (program: PythonProgram) => {
  try {
    process.send!(run(program));
  } catch (error) {
    process.send!({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
