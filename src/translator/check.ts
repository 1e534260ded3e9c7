// Checks modules of RTypeScript without an entry point: every function and method of them is translated as if it were reached.
//
//   node scripts/run.mjs src/translator/check.ts src/interp            (a folder, or files)
//
// Helpers that only run at module level may be full TypeScript; what breaks rules there is marked "not reached". With --trees the modules
// are not run (some may be missing yet) and graphs not made: everything is marked so.

import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { verifyGraph } from "../ir/verify.ts";
import { bundle } from "./bundle.ts";
import { callCycles } from "./call-cycles.ts";
import { numberTypes } from "./image.ts";
import { LiveProgram } from "./live.ts";
import { prepare } from "./prepare.ts";
import { Reach } from "./reach.ts";
import { type Diagnostic, formatDiagnostic } from "./rules.ts";
import { type FunctionSource, Sources } from "./sources.ts";
import { Trees } from "./trees.ts";

export interface CheckResult {
  /** Broken rules in what is reached from functions that follow them. */
  readonly reached: readonly Diagnostic[];
  /** Broken rules in all other functions: helpers of the module level, perhaps. */
  readonly others: readonly Diagnostic[];
  readonly illFormed: readonly string[];
  readonly functions: number;
}

/** Translates all functions of the modules (paths from the root); only their typed trees while modules cannot be run yet. */
export async function checkModules(
  root: string,
  modules: readonly string[],
  overlay?: ReadonlyMap<string, string>,
  treesOnly = false,
): Promise<CheckResult> {
  const sources = new Sources(root, modules, overlay);
  const trees = new Trees(sources);
  const others: Diagnostic[] = [];
  const checked = [...sources.functionsById.values()].filter(
    (f) => modules.includes(f.file) && hasBody(f) && f.typeParams.length === 0,
  );
  for (const source of checked) others.push(...trees.generic(source).errors);
  if (treesOnly) return { reached: [], others, illFormed: [], functions: checked.length };
  const script = await bundle(sources, trees, callCycles(sources, trees), modules, process.cwd());
  const reach = new Reach(sources, trees, new LiveProgram(sources, script));
  for (const source of checked) {
    const { tree } = trees.generic(source);
    if (tree && tree.captures.length === 0) reach.function({ source, typeArgs: [] });
  }
  reach.run();
  numberTypes(reach.program);
  const prepared = prepare(reach.program, reach.frozen, (decl) => reach.usesRawMemory(decl));
  reach.reportStrays(prepared.strays);
  const inlined = prepared.forMachineCode();
  const illFormed: string[] = [];
  for (const [decl, graph] of inlined)
    for (const g of [decl.graph!, graph])
      for (const problem of verifyGraph(g)) illFormed.push(`${decl.name}: ${problem}`);
  const key = (d: Diagnostic): string => `${d.file}:${d.line}:${d.column}:${d.rule}`;
  const reached = new Set(reach.diagnostics.map(key));
  return {
    reached: reach.diagnostics,
    others: others.filter((d) => !reached.has(key(d))),
    illFormed,
    functions: reach.program.functions.length - 1,
  };
}

function hasBody(source: FunctionSource): boolean {
  return ts.isClassDeclaration(source.node) || source.node.body !== undefined;
}

function modulesIn(argument: string): string[] {
  if (!statSync(argument).isDirectory()) return [argument];
  return readdirSync(argument, { recursive: true })
    .map(String)
    .filter((f) => f.endsWith(".ts") && !f.endsWith(".test.ts") && !f.includes("testing"))
    .map((f) => path.posix.join(argument, f));
}

async function main(args: string[]): Promise<void> {
  const treesOnly = args.includes("--trees");
  const modules = args.filter((a) => a !== "--trees").flatMap(modulesIn);
  const result = await checkModules(process.cwd(), modules, undefined, treesOnly);
  for (const d of result.reached) console.log(formatDiagnostic(d));
  for (const d of result.others) console.log(`(not reached) ${formatDiagnostic(d)}`);
  for (const p of result.illFormed) console.log(`ill-formed: ${p}`);
  console.log(
    `${result.functions} functions, ${result.reached.length} broken rules, ${result.others.length} in functions that nothing reaches`,
  );
  process.exitCode = result.reached.length + result.illFormed.length > 0 ? 1 : 0;
}

if (process.argv[1]?.endsWith("translator/check.ts")) await main(process.argv.slice(2));
