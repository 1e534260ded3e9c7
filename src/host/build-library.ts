// Makes the standard library's file (library.ts) of CPython's own .py files: a step of the build, called by scripts/build.mjs.
//
// The files come from the zip file that the development dependency pyodide brings. What the zip file does not hold is ours to write: src/library.

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

/** What Pyodide has put into files of CPython. */
const TAKEN_BACK: readonly { readonly name: string; readonly text: RegExp }[] = [
  // a hint to load its package tzdata
  { name: "zoneinfo/_common.py", text: /^ +import sys\n +if "tzdata" not in sys\.modules:\n(?: {12}.*\n)+/m },
];

export interface LibraryBuild {
  readonly zip: string;
  /** Modules of our own, by their names in the library. */
  readonly own: readonly (readonly [name: string, bytes: Uint8Array])[];
  readonly license: string;
  readonly outDir: string;
  /** Of all that the result depends on; nothing is done when the file at hand has it. */
  readonly digest: Uint8Array;
}

function withoutAdditions(name: string, bytes: Uint8Array): Uint8Array {
  let text: string | null = null;
  for (const addition of TAKEN_BACK) {
    if (addition.name !== name) continue;
    const before: string = text ?? new TextDecoder().decode(bytes);
    text = before.replace(addition.text, "");
    if (text === before) throw new Error(`${name} of the zip file is not what it was: is TAKEN_BACK still right?`);
  }
  return text === null ? bytes : new TextEncoder().encode(text);
}

/** Compiles all modules and writes code and source texts; false when that had been done. */
export function buildLibrary({ zip, own, license, outDir, digest }: LibraryBuild): boolean {
  const target = path.join(outDir, LIBRARY_FILE);
  const present = libraryDigest(target);
  if (present && Buffer.compare(present, digest) === 0) return false;
  const sources = path.join(outDir, LIBRARY_SOURCES);
  rmSync(sources, { recursive: true, force: true });
  const files: (readonly [string, Uint8Array])[] = Object.entries(unzipSync(readFileSync(zip)))
    .filter(([name]) => !LEFT_OUT.some((r) => r.test(name)))
    .map(([name, bytes]) => [name, withoutAdditions(name, bytes)]);
  for (const [name, bytes] of own) {
    if (files.some(([other]) => other === name)) throw new Error(`${zip} has ${name}, too`);
    files.push([name, bytes]);
  }
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
