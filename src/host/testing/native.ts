/** What the tests of native code share: the shim, or the reason why those tests are skipped. */

import { spawnSync } from "node:child_process";
import path from "node:path";
import { loadShim, packageRoot, type Shim, ShimUnavailable } from "../shim.ts";

const loaded = loadShim();

/** Why native tests cannot run here; undefined where they can. */
export const noNative: string | undefined =
  loaded instanceof ShimUnavailable
    ? loaded.toString()
    : process.arch !== "x64"
      ? "the routines are x86-64"
      : undefined;

export function testShim(): Shim {
  if (loaded instanceof ShimUnavailable) throw new Error(loaded.toString());
  return loaded;
}

export interface ChildResult {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs src/host/testing/child.ts in a process of its own; `limit` is a line of shell before it, such as an ulimit. */
export function runChild(scenario: string, limit = ""): ChildResult {
  const root = packageRoot();
  const command = `${limit ? `${limit}; ` : ""}exec "$0" "$@"`;
  const script = path.join(root, "scripts", "run.mjs");
  const args = ["-c", command, process.execPath, script, path.join(root, "src/host/testing/child.ts"), scenario];
  const run = spawnSync("sh", args, { encoding: "utf8", timeout: 30_000 });
  return { status: run.status, signal: run.signal, stdout: run.stdout, stderr: run.stderr };
}
