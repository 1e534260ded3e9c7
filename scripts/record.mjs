// npm run record: records what the programs of tests/python print, their tracebacks and exit statuses, into tests/python/expected.
// The interpreter that is asked is CPython 3.14 in the form of Pyodide (a development dependency), so that every machine records the
// same; programs that the machine's python3 answers otherwise are listed, since they tell where Python versions differ.
//
//   node scripts/record.mjs [name...]       all programs, or those of these names
//
// A recording's form is drawn in tests/python/recording.ts, which reads it.

import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { loadPyodide } from "pyodide";

const root = path.join(import.meta.dirname, "..");
const folder = path.join(root, "tests", "python");
const chosen = process.argv.slice(2);
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".py") && file !== "recorder.py")
  .map((file) => file.slice(0, -3))
  .filter((name) => chosen.length === 0 || chosen.includes(name))
  .sort();

const form = ([stdout, stderr, status]) => `status ${status}\n--- stdout\n${stdout}--- stderr\n${stderr}`;

const python = await loadPyodide();
python.runPython(readFileSync(path.join(folder, "recorder.py"), "utf8").split("\nif __name__")[0]);
const run = python.globals.get("run");
// programs import modules that lie beside them
const FOLDER = "/home/pyodide/tests/python";
python.FS.mkdirTree(FOLDER);
python.mountNodeFS(FOLDER, folder);
const expected = path.join(folder, "expected");
mkdirSync(expected, { recursive: true });
if (chosen.length === 0)
  for (const file of readdirSync(expected)) if (!names.includes(file.slice(0, -4))) rmSync(path.join(expected, file));
const sources = new Map(names.map((name) => [name, readFileSync(path.join(folder, `${name}.py`), "utf8")]));
/** Programs that say `# recorded by python3: why` are. */
const byLocal = (name) => /^# recorded by python3/m.test(sources.get(name));

const local = spawnSync("python3", ["tests/python/recorder.py", ...names.map((name) => `tests/python/${name}.py`)], {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 1 << 28,
});
if (local.error || local.status !== 0) console.log(`no answer of python3: ${local.error ?? local.stderr}`);
const localAnswers = new Map();
if (local.status === 0)
  for (const [i, line] of local.stdout.trim().split("\n").entries()) localAnswers.set(names[i], form(JSON.parse(line)));

const differing = [];
let count = 0;
for (const name of names) {
  const file = `tests/python/${name}.py`;
  const own = localAnswers.get(name);
  const text = byLocal(name) ? own : form(run(sources.get(name), file).toJs());
  if (text === undefined) {
    console.log(`${name}: not recorded, it needs python3`);
    continue;
  }
  if (own !== undefined && own !== text) differing.push(name);
  writeFileSync(path.join(expected, `${name}.out`), text);
  count++;
}
console.log(`${count} programs recorded with CPython ${python.runPython("import sys; sys.version.split()[0]")}`);
if (localAnswers.size > 0) console.log(`python3 prints the same, but for: ${differing.join(", ") || "none"}`);
