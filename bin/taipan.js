#!/usr/bin/env node
// The taipan command. Plain old JavaScript, so that an old Node can at least say that it is old; no ES module, whose loader would take
// part in every start.
const REQUIRED = 20;
if (Number(process.versions.node.split(".")[0]) < REQUIRED) {
  process.stderr.write(`taipan: Node.js ${process.versions.node} is too old: version ${REQUIRED} or later is needed\n`);
  process.exitCode = 1;
} else {
  const { loadChunk } = require("../dist/chunks.cjs");
  loadChunk("cli")
    .command(process.argv.slice(2), true)
    .then((status) => {
      process.exitCode = status;
    });
}
