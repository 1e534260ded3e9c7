// The translator's front door: sources in, a program out. docs/internals/translator.md tells the way.

import type { Program } from "../ir/program.ts";
import { type Bundle, bundle, STACK_HOOK } from "./bundle.ts";
import { callCycles } from "./call-cycles.ts";
import { type FrozenObject, numberTypes } from "./image.ts";
import { LiveProgram } from "./live.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { Reach } from "./reach.ts";
import { type Diagnostic, formatDiagnostic } from "./rules.ts";
import { Sources } from "./sources.ts";
import { Trees } from "./trees.ts";

export interface TranslateOptions {
  /** Paths of modules from the root, e.g. "src/interp/main.ts". */
  readonly entryModules: readonly string[];
  /** Names of exported or module-level functions of the entry modules: what the host calls, and hooks. */
  readonly entryFunctions: readonly string[];
  /** The repository's root; tests may have modules elsewhere. Default: the working directory. */
  readonly root?: string;
  /** Modules that stand in no file, by path from the root (tests). */
  readonly overlay?: ReadonlyMap<string, string>;
}

export interface Translation extends Prepared {
  readonly program: Program;
  /** Every object of the image, with its type and contents. Types are laid out and numbered. */
  readonly objects: readonly FrozenObject[];
  /** The untranslated program. */
  readonly bundle: Bundle;
  readonly diagnostics: readonly Diagnostic[];
}

/** Translates a program. Broken rules stand in `diagnostics`; the functions they are in have no graph then. */
export async function translate(options: TranslateOptions): Promise<Translation> {
  const root = options.root ?? process.cwd();
  const sources = new Sources(root, options.entryModules, options.overlay);
  const trees = new Trees(sources);
  const depth = callCycles(sources, trees);
  const script = await bundle(sources, trees, depth, options.entryModules, process.cwd());
  const live = new LiveProgram(sources, script);
  const reach = new Reach(sources, trees, live);
  for (const name of options.entryFunctions) {
    const home = options.entryModules.find((m) => live.has(m, name));
    if (!home) throw new Error(`no entry module has a function named ${name}`);
    reach.entry(home, name);
  }
  reach.run();
  const { program, frozen: objects, diagnostics } = reach;
  numberTypes(program);
  const prepared = prepare(program, objects, (decl) => decl.name === STACK_HOOK || reach.usesRawMemory(decl));
  reach.reportStrays(prepared.strays);
  return { program, objects, bundle: script, diagnostics, ...prepared };
}

/** Throws when there are diagnostics, with all of them in the message. */
export function requireClean(translation: Translation): Translation {
  if (translation.diagnostics.length > 0) throw new Error(translation.diagnostics.map(formatDiagnostic).join("\n"));
  return translation;
}
