// Makes the code caches of dist/'s scripts (src/host/chunks.ts): runs a program that takes the command line, the front end and the tracer
// the ways that most programs take them, then has V8 write down what it compiled. A step of the build, in a process of its own.

import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);
const { loadChunk, writeCodeCaches } = require("../dist/chunks.cjs");
const program = path.join(import.meta.dirname, "code-cache.py");
const { command } = loadChunk("cli");
const status = await command(["--vm=native", "--jit=threshold=100,first_trace=1", program], false);
writeCodeCaches();
process.exitCode = status;
