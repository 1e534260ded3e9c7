// Makes the standard library's file (library.ts) of CPython's own .py files: a step of the build, called by scripts/build.mjs.
//
// The files come from the zip file that the development dependency pyodide brings. What the zip file does not hold is ours to write.

import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { unzipSync } from "fflate";
import { compileSource } from "../frontend/index.ts";
import { encodeLibrary, LIBRARY_FILE, LIBRARY_SOURCES, type LibraryModule, libraryDigest } from "./library.ts";

/** Parts of the zip file that are Pyodide's own, or describe its build. */
const LEFT_OUT: readonly RegExp[] = [
  /^_pyodide\//, // Pyodide's runtime
  /^pyodide\//,
  /^site-packages\//,
  /^_ssl\.py$/, // stands in for a C module, and imports Pyodide
  /^_sysconfigdata_/, // of a build for WebAssembly
];

export interface LibraryBuild {
  readonly zip: string;
  readonly license: string;
  readonly outDir: string;
  /** Of all that the result depends on; nothing is done when the file at hand has it. */
  readonly digest: Uint8Array;
}

/** Compiles all modules and writes code and source texts; false when that had been done. */
export function buildLibrary({ zip, license, outDir, digest }: LibraryBuild): boolean {
  const target = path.join(outDir, LIBRARY_FILE);
  const present = libraryDigest(target);
  if (present && Buffer.compare(present, digest) === 0) return false;
  const sources = path.join(outDir, LIBRARY_SOURCES);
  rmSync(sources, { recursive: true, force: true });
  const files = Object.entries(unzipSync(readFileSync(zip))).filter(([name]) => !LEFT_OUT.some((r) => r.test(name)));
  const modules = new Map<string, LibraryModule>();
  for (const [name, bytes] of files.sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (name.endsWith("/")) continue;
    const file = path.join(sources, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    if (!name.endsWith(".py")) continue;
    const dotted = name.slice(0, -".py".length).replaceAll("/", ".");
    const isPackage = dotted.endsWith(".__init__");
    modules.set(isPackage ? dotted.slice(0, -".__init__".length) : dotted, {
      code: compileSource(bytes, { filename: name, mode: "exec" }),
      isPackage,
    });
  }
  writeFileSync(path.join(sources, "LICENSE.txt"), readFileSync(license));
  // renamed into place: running VMs have the old one open
  writeFileSync(`${target}.new`, encodeLibrary(modules, digest));
  renameSync(`${target}.new`, target);
  return true;
}
