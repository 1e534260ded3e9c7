// npm run coverage: the functions of the interpreter that no program of tests/python runs, and how many of all do, by V8's count of calls on
// the untranslated rung.
//
//   node scripts/run.mjs tests/rungs/coverage.ts [program...]
//
// What only the building of the VM runs (module level, and the functions it calls) counts as run.

import { readdirSync, readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import path from "node:path";
import ts from "typescript";
import { allPrograms } from "./recording.ts";
import { UntranslatedRung } from "./untranslated.ts";

const LIMIT_MS = 300_000;
/** V8 keeps the counters of every interpreter that a thread had: after so many programs there is a new thread. */
const PROGRAMS_A_THREAD = 20;
const ROOT = path.join(import.meta.dirname, "..", "..");
const FOLDER = path.join(ROOT, "src", "interp");

interface InterpreterFunction {
  readonly file: string;
  /** From 1: where its parameters begin, and so the name. */
  readonly line: number;
  readonly name: string;
}

/** What the function is called; a method by class and name, what has no name by the variable or property that holds it. */
function nameOf(node: ts.FunctionLikeDeclaration): string {
  const { parent } = node;
  const own = ts.isConstructorDeclaration(node) ? "constructor" : node.name?.getText();
  if (own && ts.isClassLike(parent)) return `${parent.name?.text ?? "class"}.${own}`;
  if (own) return own;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.name.getText();
  if (ts.isBinaryExpression(parent)) return parent.left.getText();
  return "(anonymous)";
}

/** Every function of a file that has a body. */
function functionsOf(file: string): InterpreterFunction[] {
  const source = ts.createSourceFile(file, readFileSync(path.join(FOLDER, file), "utf8"), ts.ScriptTarget.Latest, true);
  const found: InterpreterFunction[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && "body" in node && node.body) {
      const named = node as ts.FunctionLikeDeclaration;
      const start = (named.name ?? named).getStart(source);
      found.push({ file, line: source.getLineAndCharacterOfPosition(start).line + 1, name: nameOf(named) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `file:line` of every function of src/interp that the programs run. */
async function linesRun(names: readonly string[]): Promise<Set<string>> {
  const lines = new Set<string>();
  const programs = allPrograms().filter(({ name }) => names.length === 0 || names.includes(name));
  for (let at = 0; at < programs.length; at += PROGRAMS_A_THREAD) {
    const rung = new UntranslatedRung(true);
    for (const program of programs.slice(at, at + PROGRAMS_A_THREAD)) await rung.run(program, LIMIT_MS);
    const { ran, map } = await rung.ranFunctions();
    await rung.close();
    const sourceMap = new SourceMap(JSON.parse(map) as SourceMapPayload);
    for (const [line, column] of ran) {
      const entry = sourceMap.findEntry(line, column);
      if (!("originalSource" in entry)) continue;
      const file = path.relative(FOLDER, path.resolve(ROOT, ".cache", "rungs", entry.originalSource));
      lines.add(`${file}:${entry.originalLine + 1}`);
    }
  }
  return lines;
}

const files = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .sort();
const run = await linesRun(process.argv.slice(2));
let all = 0;
let missed = 0;
for (const file of files) {
  const functions = functionsOf(file);
  const never = functions.filter(({ line }) => !run.has(`${file}:${line}`));
  all += functions.length;
  missed += never.length;
  if (never.length === 0) continue;
  console.log(`src/interp/${file}: ${never.length} of ${functions.length} never run`);
  for (const { line, name } of never) console.log(`  ${line} ${name}`);
}
console.log(`${all - missed} of ${all} functions run: ${((100 * (all - missed)) / all).toFixed(1)} %`);
