// The untranslated rung for tests. Programs run in a thread of their own, with a stack deep enough for Python's recursion limit, and
// are ended when they do not end by themselves.

import path from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { buildSync } from "esbuild";
import { PORTABLE_STACK_MB } from "../../src/host/portable-stack.ts";
import { type Outcome, Overdue, type PythonProgram } from "./recording.ts";
import type { Rung } from "./rungs.ts";

const root = path.join(import.meta.dirname, "..", "..");

/** A module and all it imports as one CommonJS text. */
const bundle = (...file: string[]): Bundle => {
  const outputs = buildSync({
    entryPoints: [path.join(root, ...file)],
    bundle: true,
    write: false,
    outfile: path.join(root, ".cache", "rungs", "bundle.cjs"),
    sourcemap: "external",
    platform: "node",
    format: "cjs",
    packages: "external",
    // a CommonJS text has none; packages are looked for from here
    define: { "import.meta.url": JSON.stringify(pathToFileURL(path.join(root, "package.json"))) },
    logLevel: "error",
  }).outputFiles;
  const text = (ending: string): string => outputs.find((output) => output.path.endsWith(ending))!.text;
  return { code: text(".cjs"), map: text(".map") };
};

interface Bundle {
  readonly code: string;
  /** The source map; its sources are relative to .cache/rungs. */
  readonly map: string;
}

/** The functions of the interpreter's bundle that ran, by where they begin: line and column, from 0. */
export type RanFunctions = readonly (readonly [line: number, column: number])[];

export class UntranslatedRung implements Rung {
  readonly name = "untranslated";
  private worker: Worker | null = null;
  private code: { worker: Bundle; interpreter: Bundle } | null = null;
  private readonly coverage: boolean;

  /** With `coverage`, V8 counts calls, and `ranFunctions` can be asked. */
  constructor(coverage = false) {
    this.coverage = coverage;
  }

  private start(): Worker {
    this.code ??= {
      worker: bundle("tests", "rungs", "untranslated_worker.ts"),
      interpreter: bundle("src", "host", "untranslated.ts"),
    };
    return new Worker(this.code.worker.code, {
      eval: true,
      // programs have descriptors that Node knows nothing of
      trackUnmanagedFds: false,
      workerData: {
        bundle: this.code.interpreter.code,
        file: import.meta.filename,
        root,
        coverage: this.coverage,
      },
      resourceLimits: { stackSizeMb: PORTABLE_STACK_MB },
    });
  }

  /** The functions that ran since the thread was started or this was asked. */
  async ranFunctions(): Promise<{ ran: RanFunctions; map: string }> {
    const worker = this.worker;
    if (!worker || !this.code) return { ran: [], map: "" };
    const ran = await new Promise<RanFunctions>((resolve) => {
      worker.once("message", resolve);
      worker.postMessage("coverage");
    });
    return { ran, map: this.code.interpreter.map };
  }

  async run(program: PythonProgram, limitMs: number): Promise<Outcome> {
    this.worker ??= this.start();
    const worker = this.worker;
    return await new Promise<Outcome>((resolve, reject) => {
      const answered = (answer: Outcome | { fault: string }): void => {
        clearTimeout(timer);
        worker.off("error", failed);
        if ("fault" in answer) reject(new Error(answer.fault));
        else resolve(answer);
      };
      const failed = (error: unknown): void => {
        clearTimeout(timer);
        worker.off("message", answered);
        this.worker = null;
        void worker.terminate();
        reject(error instanceof Overdue ? error : new Error(`${program.filename}: ${String(error)}`));
      };
      const overdue = new Overdue(`${program.filename} (${this.name}): does not end within ${limitMs} ms`);
      const timer = setTimeout(() => failed(overdue), limitMs);
      worker.once("message", answered);
      worker.once("error", failed);
      worker.postMessage(program);
    });
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
    this.worker = null;
  }
}
