// Records what CPython 3.14 says about the sources of compile_errors.json: node scripts/run.mjs <this file>
//
// A row of the file is [source, message, line, column, end line, end column]. To add a case, add a row with only its
// source, and run this.

import { readFileSync, writeFileSync } from "node:fs";
import { loadCompiler314 } from "./compile314.ts";

const file = "src/frontend/testing/compile_errors.json";
const rows = JSON.parse(readFileSync(file, "utf8")) as [string, ...unknown[]][];
const python = await loadCompiler314();
const recorded = rows.flatMap(([source]) => {
  const error = python.error(source);
  if (error === null) {
    console.log(`left out, since it is no error: ${JSON.stringify(source)}`);
    return [];
  }
  return [[source, ...error]];
});
writeFileSync(file, `[\n${recorded.map((row) => `  ${JSON.stringify(row)}`).join(",\n")}\n]\n`);
console.log(`${recorded.length} errors recorded`);
