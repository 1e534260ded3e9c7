// Running a program on the VM that the command line asks for.

import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { chunkFile, distFolder, loadChunk } from "../host/chunks.ts";
import { defaultParameters, type Parameters, setParameters } from "../host/jit-options.ts";
import { Library } from "../host/library.ts";
import { NativeVm } from "../host/native-vm.ts";
import { PORTABLE_STACK_MB } from "../host/portable-stack.ts";
import type { PortableJob } from "../host/portable-worker.ts";
import { type Program, runProgram } from "../host/program.ts";
import type { CompileService } from "../host/services.ts";
import { loadShim, ShimUnavailable } from "../host/shim.ts";
import type { OpenedTracing } from "../host/tracing.ts";
import { vmFiles } from "../host/vm-files.ts";
import { type CommandLine, UsageError } from "./options.ts";
import { print } from "./output.ts";

const compile: CompileService = (source, options) => loadChunk("frontend").compileSource(source, options);
/** `--jit=graphs`, and `--jit=graphs,name=value`. */
const GRAPHS = "graphs";

/**
 * V8 compiles a function with TurboFan when it has run so many bytes of bytecode. By default (135,168) it optimizes some 240 functions of the
 * tracer in the second that a program of many classes needs it, on threads of its own, which costs a third of the process' CPU time; most of
 * what it makes is hardly run.
 */
const OPTIMIZE_LATER = "--interrupt-budget=540672";
/** The last major version of Node whose V8 is known to have that flag: V8 complains of those that it does not know. */
const LAST_NODE_WITH_FLAG = 24;

/** Runs the program; answers its exit status. `ownProcess`: see command(). */
export async function run(line: CommandLine, program: Program, ownProcess: boolean): Promise<number> {
  const kind = line.vm ?? defaultKind();
  if (kind === "untranslated") return runPortable(program);
  if (kind === "graphs") {
    const { gcStress } = line;
    const vm = loadChunk("graphs").openGraphVm({
      files: vmFiles(distFolder),
      compile,
      gcStress,
      library: new Library(distFolder),
    });
    return runProgram(vm, program);
  }
  const shim = loadShim();
  if (shim instanceof ShimUnavailable) {
    process.stderr.write(`taipan: --vm=${kind} cannot be had: ${shim}\n`);
    return 1;
  }
  return runNative(line, program, kind === "debug", ownProcess);
}

/** Native, where the shim can be had; else portable mode, which says so once. */
function defaultKind(): "native" | "untranslated" {
  const shim = loadShim();
  if (!(shim instanceof ShimUnavailable)) return "native";
  process.stderr.write(`taipan: portable mode (slow, no JIT): ${shim}\n`);
  return "untranslated";
}

function runNative(line: CommandLine, program: Program, debug: boolean, ownProcess: boolean): number {
  const files = vmFiles(distFolder, debug);
  const jit = jitParameters(line.jit);
  const vm = new NativeVm({
    files,
    compile,
    perfMap: line.perfMap,
    gcStress: line.gcStress,
    interruptible: true,
    library: new Library(distFolder),
  });
  let tracing: OpenedTracing | null = null;
  let logFile = -1;
  const log = (text: string): void => {
    if (logFile < 0) logFile = line.jitLog === "-" ? 2 : openSync(line.jitLog!, "w");
    writeSync(logFile, `${text}\n`);
  };
  if (jit) {
    vm.enableJit(jit, () => {
      const { openTracing } = loadChunk("tracing");
      // behind the loading: V8 refuses code caches that were made under other flags
      if (ownProcess && Number.parseInt(process.versions.node, 10) <= LAST_NODE_WITH_FLAG)
        setFlagsFromString(OPTIMIZE_LATER);
      tracing = openTracing(vm, {
        graphs: readFileSync(files.ir),
        parameters: jit,
        onGraphs: line.jit.startsWith(GRAPHS),
        ...(line.jitLog !== null && { log, longLog: true }),
        ...(vm.perfMap && { placed: vm.perfMap.add.bind(vm.perfMap) }),
      });
      return tracing;
    });
  }
  const status = runProgram(vm, program);
  if (line.jitSummary) writeSummary(vm, tracing);
  if (logFile > 2) closeSync(logFile);
  // the process' end gives the memory back sooner than we could
  return status;
}

function jitParameters(text: string): Parameters | null {
  if (text === "off") return null;
  const parameters = defaultParameters();
  if (text === "default") return parameters;
  try {
    setParameters(parameters, text.startsWith(GRAPHS) ? text.slice(GRAPHS.length) : text);
  } catch (error) {
    throw new UsageError(`--jit: ${(error as Error).message}`);
  }
  return parameters;
}

function writeSummary(vm: NativeVm, tracing: OpenedTracing | null): void {
  const lines: string[] = [];
  if (!tracing) lines.push("nothing was hot");
  else for (const [name, value] of Object.entries(tracing.counters.values)) lines.push(`${name} ${value}`);
  const GC_COUNTERS = ["minorCount", "majorCount", "promotedObjects", "pinnedObjects", "pinnedBlocks"] as const;
  for (const name of GC_COUNTERS) lines.push(`gc ${name} ${vm.gcState(name)}`);
  process.stderr.write(lines.map((text) => `[summary] ${text}\n`).join(""));
}

async function runPortable(program: Program): Promise<number> {
  const { Worker } = await import("node:worker_threads");
  const job: PortableJob = {
    program,
    untranslated: pathToFileURL(vmFiles(distFolder).untranslated).href,
  };
  return new Promise((resolve, reject) => {
    const worker = new Worker(chunkFile("portable"), {
      // the program has descriptors that Node knows nothing of
      trackUnmanagedFds: false,
      workerData: job,
      resourceLimits: { stackSizeMb: PORTABLE_STACK_MB },
    });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

/** `-m dis file`: the bytecode of a source file. */
export function disassemble(filename: string, source: Uint8Array): number {
  const { compileToCode, formatDis } = loadChunk("frontend");
  print(formatDis(compileToCode(source, { filename, mode: "exec" })));
  return 0;
}
