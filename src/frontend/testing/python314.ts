// CPython 3.14 for tests: the one that the development dependency pyodide brings, compiled to WebAssembly. It is the
// very version that we implement, which the machine's python3 need not be.

import { readFileSync } from "node:fs";
import path from "node:path";
import { loadPyodide } from "pyodide";
import { pyodideFolder } from "./stdlib.ts";

/** The Python program that dumps trees; see dump.ts for the format. The path is relative to the project's folder. */
export const dumpScript = path.resolve("src/frontend/testing/dump_ast.py");

export interface Python314 {
  /** CPython's tree of a source in the format of dump.ts, or null where it refuses the source. */
  dump(source: Uint8Array): string | null;
  /** The kind, message, line, column, end line and end column of a source's syntax error, or null where it has none. */
  syntaxError(source: string): [string, string, number, number, number, number] | null;
}

const program = `
def dump(source):
    try:
        return text(source.to_bytes())
    except (SyntaxError, ValueError, MemoryError):
        return None

def syntax_error(source):
    try:
        ast.parse(source)
    except SyntaxError as e:
        return json.dumps([type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset])
    return "null"
`;

export async function loadPython314(): Promise<Python314> {
  const python = await loadPyodide({ indexURL: pyodideFolder });
  python.runPython(`__name__ = "dump_ast"\n${readFileSync(dumpScript, "utf8")}${program}`);
  const dump = python.globals.get("dump");
  const syntaxError = python.globals.get("syntax_error");
  return {
    // Pyodide knows typed arrays, but not their subclass Buffer.
    dump: (source) => dump(new Uint8Array(source)) ?? null,
    syntaxError: (source) => JSON.parse(syntaxError(source)),
  };
}
