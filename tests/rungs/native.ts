// The native rungs for tests: programs run one after the other in a process of their own (each on a fresh VM), since a fault of the VM ends
// the process. It is started again then.

import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { buildSync } from "esbuild";
import { type Outcome, Overdue, type PythonProgram } from "./recording.ts";
import type { Rung } from "./rungs.ts";

const root = path.join(import.meta.dirname, "..", "..");

/** How the programs of a rung are run. */
export interface NativeRungOptions {
  readonly name: string;
  /** `off`, `default`, or parameters by name. */
  readonly jit: string;
  readonly gcStress?: number;
  /** Traces are run by the evaluator. */
  readonly onGraphs?: boolean;
  /** Machine code that checks every access. */
  readonly debug?: boolean;
}

let child: string | null = null;
/** The child's script, bundled once a test process. */
function childScript(): string {
  if (child) return child;
  child = path.join(root, ".cache", "rungs", `native-child-${process.pid}.cjs`);
  mkdirSync(path.dirname(child), { recursive: true });
  buildSync({
    entryPoints: [path.join(root, "tests", "rungs", "native_child.ts")],
    outfile: child,
    bundle: true,
    platform: "node",
    format: "cjs",
    packages: "external",
    define: { "import.meta.dirname": "__dirname", "import.meta.url": "__filename" },
    logLevel: "error",
  });
  return child;
}

export class NativeRung implements Rung {
  readonly name: string;
  private readonly options: NativeRungOptions;
  private process: ChildProcess | null = null;
  private stderr = "";

  constructor(options: NativeRungOptions) {
    this.options = options;
    this.name = options.name;
  }

  private start(): ChildProcess {
    const started = fork(childScript(), [JSON.stringify(this.options)], { stdio: ["ignore", "ignore", "pipe", "ipc"] });
    this.stderr = "";
    started.stderr!.on("data", (text: Buffer) => {
      this.stderr = (this.stderr + text.toString()).slice(-4000);
    });
    return started;
  }

  async run(program: PythonProgram, limitMs: number): Promise<Outcome> {
    this.process ??= this.start();
    const running = this.process;
    return await new Promise<Outcome>((resolve, reject) => {
      const fail = (why: string, Kind: new (why: string) => Error = Error): void => {
        this.process = null;
        running.kill("SIGKILL");
        settle(() => reject(new Kind(`${program.filename} (${this.name}): ${why}\n${this.stderr}`)));
      };
      const timer = setTimeout(() => fail(`does not end within ${limitMs} ms`, Overdue), limitMs);
      const settle = (action: () => void): void => {
        clearTimeout(timer);
        running.removeAllListeners();
        action();
      };
      running.once("close", (status, signal) => fail(`the process ended with ${signal ?? status}`));
      running.once("message", (answer: Outcome | { fault: string }) =>
        settle(() => {
          if ("fault" in answer) fail(answer.fault);
          else resolve(answer);
        }),
      );
      running.send(program);
    });
  }

  async close(): Promise<void> {
    this.process?.kill();
    this.process = null;
  }
}
