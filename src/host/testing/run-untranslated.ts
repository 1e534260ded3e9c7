// Runs a Python file on the untranslated rung: `node scripts/run.mjs src/host/testing/run-untranslated.ts file.py args`. For
// development; users have the command line.

import { readFileSync } from "node:fs";
import path from "node:path";
import { compileSource } from "../../frontend/index.ts";
import { runUntranslated } from "../untranslated.ts";

const [file, ...rest] = process.argv.slice(2);
process.exitCode = runUntranslated(
  { filename: file!, source: readFileSync(file!), args: [file!, ...rest], searchPath: [path.dirname(file!)] },
  { compile: compileSource },
);
