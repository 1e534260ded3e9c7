// Records what CPython 3.14 says about the sources of syntax_errors.json: node scripts/run.mjs <this file>
//
// A row of the file is [source, kind, message, line, column, end line, end column]. To add a case, add a row with only
// its source, and run this.

import { readFileSync, writeFileSync } from "node:fs";
import { loadPython314 } from "./python314.ts";

// Relative to the folder in which the command is run, since the script is bundled before it runs.
const file = "src/frontend/testing/syntax_errors.json";
const rows = JSON.parse(readFileSync(file, "utf8")) as [string, ...unknown[]][];
const python = await loadPython314();
const recorded = [...new Set(rows.map(([source]) => source))].flatMap((source) => {
  const error = python.syntaxError(source);
  if (error === null) {
    console.log(`left out, since it is no error: ${JSON.stringify(source)}`);
    return [];
  }
  return [[source, ...error]];
});
const ascii = (text: string) =>
  text.replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
writeFileSync(file, `[\n${recorded.map((row) => `  ${ascii(JSON.stringify(row))}`).join(",\n")}\n]\n`);
console.log(`${recorded.length} syntax errors recorded`);
