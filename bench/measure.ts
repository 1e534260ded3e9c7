/** Running one process of a benchmark: its time, what it printed, its peak memory. */
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

export interface Run {
  /** Whole process, wall clock. */
  readonly seconds: number;
  /** Largest resident set seen; 0 where the system does not tell (only Linux does). Sampled every 5 ms. */
  readonly peakBytes: number;
  /** What the program printed, without the times. */
  readonly results: readonly string[];
  /** Seconds of each in-process iteration. */
  readonly iterations: readonly number[];
  /** Why there is no result; "" when all is well. */
  readonly failure: string;
}

const TIME_OUT_MS = 180_000;

/** Ours, without the certificates that it may add: they are read before anything else, and take Node longer than all the rest of its start. */
const { NODE_EXTRA_CA_CERTS: _, ...plain } = process.env;
export const environment: NodeJS.ProcessEnv = plain;

/** The interpreter behind a name: version managers put a slow shell script there. */
export function executable(name: string): string {
  const run = spawnSync(name, ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" });
  return run.status === 0 ? run.stdout.trim() : name;
}

/** Runs a command to its end. Never rejects: a failure is in the answer. */
export function runProcess(command: readonly string[], env: NodeJS.ProcessEnv, directory: string): Promise<Run> {
  return new Promise((resolve) => {
    const started = performance.now();
    const child = spawn(command[0]!, command.slice(1), {
      cwd: directory,
      env: { ...environment, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: TIME_OUT_MS,
    });
    let stdout = "";
    let stderr = "";
    let peakBytes = 0;
    const sampler = setInterval(() => {
      peakBytes = Math.max(peakBytes, peakOf(child.pid));
    }, 5);
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    const finish = (failure: string): void => {
      clearInterval(sampler);
      resolve({ seconds: (performance.now() - started) / 1000, peakBytes, ...parseOutput(stdout), failure });
    };
    child.on("error", (error) => finish(error.message));
    child.on("close", (status, signal) => {
      if (status === 0) finish("");
      else finish(stderr.trim().split("\n").at(-1) || (signal ? `ended by ${signal}` : `status ${status}`));
    });
  });
}

/** Tells times ("# seconds") from results. */
export function parseOutput(stdout: string): { results: string[]; iterations: number[] } {
  const results: string[] = [];
  const iterations: number[] = [];
  for (const line of stdout.split("\n")) {
    if (line.startsWith("# ")) iterations.push(Number(line.slice(2)));
    else if (line !== "") results.push(line);
  }
  return { results, iterations };
}

function peakOf(pid: number | undefined): number {
  if (pid === undefined || process.platform !== "linux") return 0;
  try {
    const match = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return match ? Number(match[1]) * 1024 : 0;
  } catch {
    return 0;
  }
}
