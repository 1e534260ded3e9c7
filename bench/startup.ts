/**
 * node scripts/run.mjs bench/startup.ts [--runs=20] [--tree=folder] [--jit=off]
 *
 * Start-up: CPU time and wall-clock time of whole processes that do nothing, or import a module, on Taipan and CPython, beside Node's own
 * start. Runs are interleaved. The columns "over empty" are what an import adds to the empty program, and Taipan's as a multiple of
 * CPython's. Another checkout's build can be measured with --tree.
 */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { environment, executable } from "./measure.ts";
import { type Mean, meanOf } from "./statistics.ts";

const MODULES = ["collections", "dataclasses", "re", "json", "typing", "datetime"];
const EMPTY = "pass";
const PROGRAMS = [EMPTY, "print('hello')", ...MODULES.map((name) => `import ${name}`), `import ${MODULES.join(", ")}`];

interface Time {
  readonly cpu: number;
  readonly wall: number;
}

/** Milliseconds of a process. bash tells what its children took. */
function measure(command: readonly string[]): Time {
  const run = spawnSync("bash", ["-c", 'TIMEFORMAT="%R %U %S"; time "$@" >/dev/null', "bash", ...command], {
    encoding: "utf8",
    env: environment,
  });
  if (run.status !== 0) throw new Error(`${command.join(" ")} failed: ${run.stderr || run.error}`);
  const [wall, user, system] = run.stderr.trim().split("\n").at(-1)!.split(" ").map(Number);
  return { cpu: 1000 * (user! + system!), wall: 1000 * wall! };
}

function option(name: string, fallback: string): string {
  const prefix = `--${name}=`;
  return (
    process.argv
      .slice(2)
      .find((word) => word.startsWith(prefix))
      ?.slice(prefix.length) ?? fallback
  );
}

const runs = Number(option("runs", "20"));
const taipan = [process.execPath, path.join(path.resolve(option("tree", process.cwd())), "bin", "taipan.js")];
taipan.push(`--jit=${option("jit", "default")}`);
// without `site`, whose folders may import what is measured here
const engines: Record<string, readonly string[]> = { taipan, python: [executable("python3"), "-I", "-S"] };

const times = new Map<string, Time[]>();
const commands = new Map<string, readonly string[]>([["node", [process.execPath, "-e", "0"]]]);
for (const program of PROGRAMS)
  for (const [name, command] of Object.entries(engines))
    commands.set(`${name} ${program}`, [...command, "-c", program]);
for (let i = 0; i < runs; i++)
  for (const [key, command] of commands) times.set(key, [...(times.get(key) ?? []), measure(command)]);

const mean = (key: string, of: keyof Time): Mean => meanOf(times.get(key)!.map((time) => time[of]));
const ms = (value: number): string => value.toFixed(1).padStart(8);
const both = (key: string): string => {
  const cpu = mean(key, "cpu");
  return `${ms(cpu.mean)} ±${(100 * cpu.spread).toFixed(0).padStart(2)}%${ms(mean(key, "wall").mean)}`;
};
const title = (program: string): string => (program.length > 40 ? "import all of them" : program);

console.log(`milliseconds, means of ${runs} runs             taipan             python 3       over empty (CPU)`);
console.log("                                   CPU          wall      CPU          wall   taipan  python   ratio");
for (const program of PROGRAMS) {
  const over = (name: string): number => mean(`${name} ${program}`, "cpu").mean - mean(`${name} ${EMPTY}`, "cpu").mean;
  const added = program === EMPTY ? "" : `${ms(over("taipan"))}${ms(over("python"))}`;
  const ratio = program.startsWith("import") ? ms(over("taipan") / over("python")) : "";
  console.log(`${title(program).padEnd(28)}${both(`taipan ${program}`)}${both(`python ${program}`)}${added}${ratio}`);
}
console.log(`${"node -e 0".padEnd(28)}${both("node")}`);
