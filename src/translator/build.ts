// From sources to the files of one VM: everything that the build makes of RTypeScript. scripts/build.mjs calls it for Python,
// tests for the toy language. docs/internals/build.md tells the way.
//
//   vm.js              untranslated: checked JavaScript, a factory           vm.image            heap image, type table, directory
//   vm.ir              the graphs as the tracer reads them                   vm-<target>.bin     machine code, its tables, its fault map

import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { encodeFaultMap, type FaultMapEntry } from "../backend/fault-map.ts";
import { encodeVmCode, type VmCode } from "../backend/vm-code.ts";
import { compileProgram } from "../backend-x86_64/compile-program.ts";
import type { Graph } from "../ir/graph.ts";
import { type ImageDirectory, imageFile, signatureText } from "../ir/image-file.ts";
import type { Program } from "../ir/program.ts";
import { serializeProgram } from "../ir/serialize.ts";
import { ARRAY_TYPES, type FunctionDecl } from "../ir/types.ts";
import { buildImage } from "./image.ts";
import { requireClean, type TranslateOptions, type Translation, translate } from "./translate.ts";

/** The collector, and what the host needs of the library: part of every VM. */
const COMMON_MODULES = [
  "src/memory/index.ts",
  "src/memory/allocate.ts",
  "src/memory/collect.ts",
  "src/memory/services.ts",
  "src/rts/host.ts",
];
export const COMMON_FUNCTIONS = [
  "gcInitialize",
  "gcAllocate",
  "gcAllocateArray",
  "gcWriteBarrier",
  "gcIdentityHash",
  "gcCollect",
  "gcService",
  "gcObject",
];

/** What `buildVm` makes the product of: the modules of src/interp/entry.ts and what the host calls of it. */
export const PYTHON = {
  entryModules: ["src/interp/entry.ts", "src/interp/embedding.ts"],
  entryFunctions: [
    "raiseStackOverflow",
    "initialise",
    "addArgument",
    "addSearchPath",
    "addSetting",
    "addLibrary",
    "runMain",
    "embedStart",
    "embed",
    "embedRelease",
    "embedRecover",
  ],
} as const;

export interface BuildOptions {
  /** As for `translate`; the collector's come in addition. */
  readonly entryModules: readonly string[];
  readonly entryFunctions: readonly string[];
  readonly overlay?: TranslateOptions["overlay"];
  /** Where the files go. */
  readonly outDir: string;
  /** Also write the machine code with checks of nulls, bounds and casts: vm-<target>-debug.bin. Or only that. */
  readonly debug?: boolean | "only";
  /** Told how long each step took. */
  readonly log?: (line: string) => void;
}

export interface BuiltVm {
  readonly translation: Translation;
  /** File names in `outDir`. */
  readonly files: readonly string[];
}

/** Translates and writes a VM's files. Throws with all diagnostics when a rule is broken. */
export async function buildVm(options: BuildOptions): Promise<BuiltVm> {
  const timed = timer(options.log ?? (() => {}));
  const files: string[] = [];
  mkdirSync(options.outDir, { recursive: true });
  const write = (name: string, contents: string | Uint8Array): void => {
    // renamed into place: a VM that runs has the old file mapped
    const target = path.join(options.outDir, name);
    writeFileSync(`${target}.new`, contents);
    renameSync(`${target}.new`, target);
    files.push(name);
  };
  const translation = await timed("translating", async () =>
    requireClean(
      await translate({
        entryModules: [...options.entryModules, ...COMMON_MODULES],
        entryFunctions: [...options.entryFunctions, ...COMMON_FUNCTIONS],
        overlay: options.overlay,
      }),
    ),
  );
  const { program, objects, bundle } = translation;
  write("vm.js", bundle.text);
  const build = randomUUID();
  await timed("image", () => {
    const image = buildImage(program, objects);
    write("vm.image", imageFile(image, directory(program, build, [...options.entryFunctions, ...COMMON_FUNCTIONS])));
  });
  await timed("graphs", () => write("vm.ir", serializeProgram(program)));
  const variants = options.debug === "only" ? [true] : options.debug ? [false, true] : [false];
  const graphs = await timed("inlining", () => translation.forMachineCode());
  for (const debug of variants) {
    const code = await timed(debug ? "machine code, debug" : "machine code", () => compile(program, graphs, debug));
    write(codeFileName(code.target, debug), encodeVmCode(code, encodeFaultMap(faultEntries(program, code)), build));
  }
  return { translation, files };
}

export const codeFileName = (target: string, debug: boolean): string => `vm-${target}${debug ? "-debug" : ""}.bin`;

/** Machine code is made of inlined copies of the graphs; those that the tracer reads stay as they are. */
function compile(program: Program, graphs: ReadonlyMap<FunctionDecl, Graph>, debug: boolean): VmCode {
  const written = program.functions.map((decl) => decl?.graph ?? null);
  for (const [decl, graph] of graphs) decl.graph = graph;
  try {
    return compileProgram(program, { debug });
  } finally {
    program.functions.forEach((decl, i) => {
      if (decl) decl.graph = written[i]!;
    });
  }
}

function directory(program: Program, build: string, names: readonly string[]): ImageDirectory {
  return {
    build,
    functions: Object.fromEntries(
      names.map((name) => {
        const decl = program.function(name);
        return [name, [decl.id, signatureText(decl.signature)] as const];
      }),
    ),
    requests: [...program.requests.values()].map((r) => [r.name, r.id, signatureText(r.signature)] as const),
    arrayTypeIds: Object.fromEntries(Object.entries(ARRAY_TYPES).map(([name, type]) => [name, type.typeId])),
  };
}

/** One entry where a function or stub starts, and one where the source position changes. */
function faultEntries(program: Program, code: VmCode): FaultMapEntry[] {
  const starts: { offset: number; name: string }[] = [];
  code.functionOffsets.forEach((offset, id) => {
    if (offset >= 0) starts.push({ offset, name: program.functions[id]!.name });
  });
  for (const [name, offset] of Object.entries(code.stubs)) starts.push({ offset, name: `stub ${name}` });
  starts.sort((a, b) => a.offset - b.offset);
  const entries = new Map<number, FaultMapEntry>();
  for (const { offset, name } of starts) entries.set(offset, { offset, function: name, file: "", line: 0 });
  let at = 0;
  for (let i = 0; i < code.positions.length; i += 2) {
    const offset = code.positions[i]!;
    while (at + 1 < starts.length && starts[at + 1]!.offset <= offset) at++;
    if (starts.length === 0 || starts[at]!.offset > offset) continue;
    const { file, line } = program.positions[code.positions[i + 1]!]!;
    entries.set(offset, { offset, function: starts[at]!.name, file, line });
  }
  return [...entries.values()];
}

function timer(log: (line: string) => void): <T>(what: string, action: () => T | Promise<T>) => Promise<T> {
  return async (what, action) => {
    const start = performance.now();
    const result = await action();
    log(`${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
    return result;
  };
}
