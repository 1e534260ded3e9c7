// The scripts of dist/, the command line's too. They share no modules with each other but this one (dist/chunks.cjs): what passes between
// them are plain objects and memory.
//
// Beside a script lies its code cache, when the build could make one (scripts/code-cache.mjs): the bytecode of the functions that had run
// when it was written, which V8 takes in place of parsing them. V8 refuses a cache of another version of its own, or made under other
// flags; then the script is compiled as if there was none. That cache and script belong together is the build's business.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Script } from "node:vm";

interface Chunks {
  cli: { command(words: readonly string[], ownProcess: boolean): Promise<number> };
  frontend: typeof import("./frontend-script.ts");
  tracing: typeof import("./tracing.ts");
  graphs: typeof import("./graph-rung.ts");
}

/** The folder of the built files: the one that this script stands in. */
export const distFolder: string = import.meta.dirname;
export const chunkFile = (name: string): string => path.join(distFolder, `${name}.cjs`);
const cacheFile = (name: string): string => path.join(distFolder, `${name}.cache`);

const loaded = new Map<string, { readonly script: Script; readonly exports: unknown }>();

/** The exports of a script; it runs when it is asked for first. */
export function loadChunk<Name extends keyof Chunks>(name: Name): Chunks[Name] {
  let chunk = loaded.get(name);
  if (!chunk) {
    chunk = run(name);
    loaded.set(name, chunk);
  }
  return chunk.exports as Chunks[Name];
}

function run(name: string): { script: Script; exports: unknown } {
  const filename = chunkFile(name);
  // esbuild writes ASCII. The build has put `(function (exports, require, module, __filename, __dirname) {` around it: no copy is made here
  const source = readFileSync(filename, "latin1");
  const cachedData = readCache(name);
  const script = new Script(source, { filename, ...(cachedData && { cachedData }) });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(filename), module, filename, distFolder);
  return { script, exports: module.exports };
}

function readCache(name: string): Buffer | null {
  try {
    return readFileSync(cacheFile(name));
  } catch {
    return null;
  }
}

/** Writes the code caches of the scripts that were loaded, with all that has run of them. */
export function writeCodeCaches(): void {
  for (const [name, { script }] of loaded) writeFileSync(cacheFile(name), script.createCachedData());
}
