/**
 * npm run bench -- [program ...] [--engines=a,b] [--runs=3] [--iterations=10] [--no-hello] [--json=file]
 *
 * Runs each program of bench/ on each engine that is on the machine and compares what they print with CPython. For each: cold (a whole
 * process that runs the program once), steady state (mean of the later half of the iterations in one process), peak memory.
 * Runs are interleaved: all engines once, then all engines again. Speeds are given as a multiple of CPython's; an engine that prints
 * something else, or fails, has no speed, and the exit status is 1.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { executable, type Run, runProcess } from "./measure.ts";
import { geometricMean, laterHalf, type Mean, meanOf } from "./statistics.ts";

const root = process.cwd();
const directory = path.join(root, "bench");
const taipan = path.join(root, "bin", "taipan.js");
const REFERENCE = "python3";

interface Engine {
  readonly command: readonly string[];
  readonly extension: ".py" | ".mjs";
  readonly env?: NodeJS.ProcessEnv;
  /** Prints hello, for the start-up figure. */
  readonly hello: readonly string[];
  /** What must run for the engine to be there. */
  readonly probe: readonly string[];
}
const HELLO = "print('hello')";
const ENGINES: Record<string, Engine> = {
  taipan: python([process.execPath, taipan]),
  "taipan-nojit": python([process.execPath, taipan, "--jit=off"]),
  python3: python([executable("python3")]),
  // PyPy sizes its nursery by the cache; a large one gives it unfair memory figures.
  pypy3: python([executable("pypy3")], { PYPY_GC_NURSERY: "4M" }),
  node: {
    command: [process.execPath],
    extension: ".mjs",
    hello: [process.execPath, "-e", "0"],
    probe: [process.execPath, "--version"],
  },
};

function python(command: readonly string[], env: NodeJS.ProcessEnv = {}): Engine {
  return { command, extension: ".py", env, hello: [...command, "-c", HELLO], probe: [...command, "--version"] };
}

interface Options {
  programs: string[];
  engines: string[];
  runs: number;
  iterations: number;
  hello: boolean;
  json: string;
}

function parseArguments(args: readonly string[]): Options {
  const all = readdirSync(directory)
    .filter((name) => name.endsWith(".py") && name !== "harness.py")
    .map((name) => name.slice(0, -3))
    .sort();
  const options: Options = { programs: [], engines: [], runs: 3, iterations: 10, hello: true, json: "" };
  for (const argument of args) {
    const [, name, value = ""] = /^--([a-z-]+)(?:=(.*))?$/.exec(argument) ?? [];
    if (name === "engines") options.engines = value.split(",");
    else if (name === "runs") options.runs = positive(argument, value);
    else if (name === "iterations") options.iterations = positive(argument, value);
    else if (name === "no-hello") options.hello = false;
    else if (name === "json") options.json = value;
    else if (name !== undefined) usage(`unknown option ${argument}`);
    else if (all.includes(argument)) options.programs.push(argument);
    else usage(`no program ${argument}; there are ${all.join(", ")}`);
  }
  if (options.programs.length === 0) options.programs = all;
  for (const engine of options.engines) {
    if (!ENGINES[engine]) usage(`no engine ${engine}; there are ${Object.keys(ENGINES).join(", ")}`);
  }
  if (options.engines.length === 0) options.engines = Object.keys(ENGINES);
  return options;
}

function positive(argument: string, value: string): number {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : usage(`${argument}: a positive whole number, please`);
}

function usage(message: string): never {
  console.error(`bench: ${message}`);
  process.exit(2);
}

function isAvailable(name: string): boolean {
  const [command, ...args] = ENGINES[name]!.probe;
  const there = (!name.startsWith("taipan") || existsSync(taipan)) && spawnSync(command!, args).status === 0;
  if (!there) console.log(`${name} is not on this machine: left out`);
  return there;
}

/** What one engine did with one program. */
interface Figures {
  cold?: Mean;
  steady?: Mean;
  peakBytes: number;
  failure: string;
}

async function measure(program: string, engines: readonly string[], options: Options): Promise<Map<string, Figures>> {
  const having = engines.filter((name) => existsSync(path.join(directory, program + ENGINES[name]!.extension)));
  const cold = new Map(having.map((name) => [name, [] as Run[]]));
  const steady = new Map(having.map((name) => [name, [] as Run[]]));
  const failed = (name: string): boolean =>
    [...cold.get(name)!, ...steady.get(name)!].some((run) => run.failure !== "");
  for (let round = 0; round < options.runs; round++) {
    for (const name of having) if (!failed(name)) cold.get(name)!.push(await runProgram(program, name, []));
  }
  for (let round = 0; round < 2; round++) {
    for (const name of having) {
      if (!failed(name)) steady.get(name)!.push(await runProgram(program, name, [String(options.iterations)]));
    }
  }
  const expected = (cold.get(REFERENCE) ?? cold.get(having[0]!)!)[0]!.results[0];
  return new Map(
    having.map((name) => {
      const runs = [...cold.get(name)!, ...steady.get(name)!];
      const failure = runs.find((run) => run.failure)?.failure ?? "";
      const different = runs.flatMap((run) => run.results).find((result) => result !== expected);
      const peakBytes = Math.max(...runs.map((run) => run.peakBytes));
      if (failure) return [name, { peakBytes, failure }];
      if (different !== undefined) return [name, { peakBytes, failure: `prints '${different}', not '${expected}'` }];
      const times = steady.get(name)!.flatMap((run) => laterHalf(run.iterations));
      const coldTimes = cold.get(name)!.map((run) => run.seconds);
      return [name, { cold: meanOf(coldTimes), steady: meanOf(times), peakBytes, failure: "" }];
    }),
  );
}

function runProgram(program: string, name: string, args: readonly string[]): Promise<Run> {
  const engine = ENGINES[name]!;
  return runProcess([...engine.command, program + engine.extension, ...args], engine.env ?? {}, directory);
}

const seconds = (time: Mean): string => `${time.mean.toFixed(3)} s +-${(100 * time.spread).toFixed(0)}%`;

function printRow(cells: readonly string[]): void {
  console.log(`| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(14) : cell.padStart(14))).join(" | ")} |`);
}

function printHead(title: string, columns: readonly string[]): void {
  console.log(`\n${title}\n`);
  printRow(columns);
  console.log(`| ${columns.map(() => "-".repeat(14)).join(" | ")} |`);
}

async function hello(engines: readonly string[], rounds: number): Promise<void> {
  const times = new Map(engines.map((name) => [name, [] as Run[]]));
  for (let round = 0; round < rounds; round++) {
    for (const name of engines) {
      const engine = ENGINES[name]!;
      times.get(name)!.push(await runProcess(engine.hello, engine.env ?? {}, directory));
    }
  }
  printHead("Start-up: hello world (node: -e 0), whole process", ["engine", "time", "peak"]);
  for (const [name, runs] of times) {
    const failure = runs.find((run) => run.failure)?.failure;
    const peak = Math.max(...runs.map((run) => run.peakBytes));
    printRow([name, failure ? `failed: ${failure}` : seconds(meanOf(runs.map((run) => run.seconds))), mib(peak)]);
  }
}

const mib = (bytes: number): string => (bytes > 0 ? `${(bytes / 2 ** 20).toFixed(0)} MiB` : "?");

const options = parseArguments(process.argv.slice(2));
const engines = options.engines.filter(isAvailable);
console.log(
  `${os.cpus()[0]?.model}, ${os.cpus().length} cores; Node ${process.versions.node}; ${new Date().toISOString()}`,
);
console.log(`npm run bench -- ${process.argv.slice(2).join(" ")}`);
if (engines.length === 0) usage("none of the engines is on this machine");
if (options.hello) await hello(engines, 10);

const all = new Map<string, Map<string, Figures>>();
for (const program of options.programs) {
  const figures = await measure(program, engines, options);
  all.set(program, figures);
  const reference = figures.get(REFERENCE);
  printHead(program, ["engine", "cold", "speed", "steady", "speed", "peak"]);
  for (const [name, { cold, steady, peakBytes, failure }] of figures) {
    if (!cold || !steady) {
      console.log(`| ${name.padEnd(14)} | failed: ${failure}`);
      continue;
    }
    const speed = (own: Mean, of?: Mean): string => (of ? `${(of.mean / own.mean).toFixed(2)} x` : "?");
    printRow([
      name,
      seconds(cold),
      speed(cold, reference?.cold),
      seconds(steady),
      speed(steady, reference?.steady),
      mib(peakBytes),
    ]);
  }
}

printHead(`Geometric means of speeds (${REFERENCE} = 1)`, ["engine", "cold", "steady", "programs"]);
let failures = 0;
for (const name of engines) {
  const cold: number[] = [];
  const steady: number[] = [];
  for (const figures of all.values()) {
    const own = figures.get(name);
    const reference = figures.get(REFERENCE);
    if (own?.failure) failures++;
    if (!own?.cold || !own.steady || !reference?.cold || !reference.steady) continue;
    cold.push(reference.cold.mean / own.cold.mean);
    steady.push(reference.steady.mean / own.steady.mean);
  }
  const mean = (values: number[]): string => (values.length > 0 ? `${geometricMean(values).toFixed(2)} x` : "?");
  printRow([name, mean(cold), mean(steady), `${cold.length} of ${all.size}`]);
}
if (options.json) {
  const plain = Object.fromEntries([...all].map(([program, figures]) => [program, Object.fromEntries(figures)]));
  writeFileSync(options.json, `${JSON.stringify(plain, null, 2)}\n`);
}
process.exitCode = failures > 0 ? 1 : 0;
