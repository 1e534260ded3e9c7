// The scripts of dist/ that are loaded on need. They share no modules with the command line's own script: what passes between them
// are plain objects and memory.

import { createRequire } from "node:module";
import path from "node:path";

interface Chunks {
  frontend: typeof import("./frontend-script.ts");
  tracing: typeof import("./tracing.ts");
  graphs: typeof import("./graph-rung.ts");
}

const require = createRequire(import.meta.url);

/** The folder of the built files: the one that this script stands in. */
export const distFolder: string = import.meta.dirname;
export const chunkFile = (name: string): string => path.join(distFolder, `${name}.cjs`);

export function loadChunk<Name extends keyof Chunks>(name: Name): Chunks[Name] {
  return require(chunkFile(name)) as Chunks[Name];
}
