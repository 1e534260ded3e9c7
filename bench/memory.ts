/**
 * node scripts/run.mjs bench/memory.ts [word ...]
 *
 * How much memory large data take, beside CPython's: the growth of the process while bench/memory/growth.py makes them, so that what an engine needs
 * for itself does not count. Only those whose name has one of the words. Linux only. With the JIT, growth has the tracer's own memory in it.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { executable } from "./measure.ts";

const root = process.cwd();
const program = path.join(root, "bench", "memory", "growth.py");
const taipan = path.join(root, "bin", "taipan.js");
const ENGINES: readonly (readonly [string, readonly string[]])[] = [
  ["CPython", [executable("python3")]],
  ["Taipan", [process.execPath, taipan]],
  ["JIT off", [process.execPath, taipan, "--jit=off"]],
];
const MIB = 1024 * 1024;

/** What the program prints on that engine. Throws with the engine's last words when it fails. */
function run(command: readonly string[], ...args: string[]): string {
  const answer = spawnSync(command[0]!, [...command.slice(1), program, ...args], { encoding: "utf8" });
  if (answer.status === 0) return answer.stdout.trim();
  throw new Error(`${command.join(" ")}: ${answer.error?.message ?? answer.stderr.trim().split("\n").at(-1)}`);
}

/** The process's growth in MiB. */
function growth(command: readonly string[], name: string): number {
  const [before = 0, after = 0] = run(command, name).split(" ").map(Number);
  return (after - before) / MIB;
}

const words = process.argv.slice(2);
const names = run(ENGINES[0]![1])
  .split("\n")
  .filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
const cell = (text: string): string => text.padStart(12);
console.log(`${"growth in MiB".padEnd(44)}${ENGINES.map(([engine]) => cell(engine)).join("")}${"  Taipan : CPython"}`);
for (const name of names) {
  const sizes = ENGINES.map(([, command]) => growth(command, name));
  console.log(
    name.padEnd(44) +
      sizes.map((size) => cell(size.toFixed(0))).join("") +
      (sizes[1]! / sizes[0]!).toFixed(2).padStart(18),
  );
}
