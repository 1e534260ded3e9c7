// Runs a TypeScript file of this repository: bundles it with esbuild into .cache and imports the result.
// Usage: node scripts/run.mjs path/to/file.ts [args...]

import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const [file, ...rest] = process.argv.slice(2);
if (!file) {
  console.error("usage: node scripts/run.mjs file.ts [args...]");
  process.exit(2);
}
const outfile = path.join(import.meta.dirname, "..", ".cache", "run", `${path.basename(file)}-${process.pid}.mjs`);
await build({
  entryPoints: [file],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  sourcemap: "inline",
  logLevel: "error",
});
process.argv = [process.argv[0], file, ...rest];
process.setSourceMapsEnabled(true);
await import(pathToFileURL(outfile).href);
