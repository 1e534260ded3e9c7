// Real Python for tests: the standard library's sources, out of the zip file that the development dependency pyodide
// brings.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { unzipSync } from "fflate";

/** Where pyodide is installed. */
export const pyodideFolder = path.dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));

/** All .py files of the standard library, by their name in the zip file. */
export function stdlibSources(): Map<string, Uint8Array> {
  const files = unzipSync(readFileSync(path.join(pyodideFolder, "python_stdlib.zip")));
  return new Map(Object.entries(files).filter(([name]) => name.endsWith(".py")));
}
