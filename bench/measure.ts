/** Running one process of a benchmark: its time, what it printed, its peak memory. */
import { spawn } from "node:child_process";
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

/** Runs a command to its end. Never rejects: a failure is in the answer. */
export function runProcess(command: readonly string[], env: NodeJS.ProcessEnv, directory: string): Promise<Run> {
  return new Promise((resolve) => {
    const started = performance.now();
    const child = spawn(command[0]!, command.slice(1), {
      cwd: directory,
      env: { ...process.env, ...env },
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
