// The translator's front door: sources in, a program out. docs/internals/translator.md tells the way.

import { Program, numberClasses } from "../ir/program.ts";
import type { ClassType } from "../ir/types.ts";
import { TYPE_RECORD } from "../ir/vm-layout.ts";
import { type Bundle, bundle } from "./bundle.ts";
import { callCycles } from "./call-cycles.ts";
import { LiveProgram } from "./live.ts";
import { type FrozenObject, Reach } from "./reach.ts";
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

export interface Translation {
  readonly program: Program;
  /** Every object of the image, with its type and contents. */
  readonly objects: readonly FrozenObject[];
  /** The untranslated program. */
  readonly bundle: Bundle;
  readonly diagnostics: readonly Diagnostic[];
  /** 8-byte units that type records of classes take, with the first id 1; array types are numbered behind by the image. */
  readonly typeUnits: number;
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
  const { program } = reach;
  const typeUnits = layOut(program);
  return { program, objects: reach.frozen, bundle: script, diagnostics: reach.diagnostics, typeUnits };
}

/** Bytes of a class's type record: head, method table, offsets of reference fields; padded to 8. */
export function recordBytes(cls: ClassType): number {
  const references = cls.allFields().filter((f) => f.storage === "ref").length;
  return Math.ceil((TYPE_RECORD.vtable + 4 * cls.vtable.length + 2 * references) / 8) * 8;
}

function layOut(program: Program): number {
  const classes = [...program.classes.values()];
  for (const cls of classes) cls.layOut();
  return numberClasses(
    classes.filter((c) => c.base === null),
    (cls) => recordBytes(cls) / 8,
  );
}

/** Throws when there are diagnostics, with all of them in the message. */
export function requireClean(translation: Translation): Translation {
  if (translation.diagnostics.length > 0) throw new Error(translation.diagnostics.map(formatDiagnostic).join("\n"));
  return translation;
}
