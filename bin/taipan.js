#!/usr/bin/env node
// The taipan command. Plain JavaScript, so that an old Node can at least say that it is old.
const REQUIRED = 20;
if (Number(process.versions.node.split(".")[0]) < REQUIRED) {
  process.stderr.write(`taipan: Node.js ${process.versions.node} is too old: version ${REQUIRED} or later is needed\n`);
  process.exitCode = 1;
} else {
  await import("../dist/cli.js");
}
