// npm run build [-- --scripts]: makes dist/, or its scripts only. First the translator (bundled and run by src/translator/build.ts), then the scripts of the
// command line. Chatter goes to stderr.
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "./setup.mjs";

const dist = path.join(root, "dist");
const options = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  packages: "external",
  logLevel: "error",
  legalComments: "none",
};
const note = (line) => process.stderr.write(`taipan: ${line}\n`);
const start = performance.now();

/** The scripts of dist/: what is loaded at once, and what is loaded on need (src/cli/chunks.ts), each on its own. */
async function scripts() {
  mkdirSync(dist, { recursive: true });
  const script = (name, file, more) =>
    build({
      ...options,
      entryPoints: [file],
      outfile: path.join(dist, name),
      format: "cjs",
      minifySyntax: true,
      ...more,
    });
  await Promise.all([
    script("cli.js", "src/cli/main.ts", { format: "esm" }),
    script("frontend.cjs", "src/host/frontend-script.ts"),
    script("tracing.cjs", "src/host/tracing.ts"),
    script("graphs.cjs", "src/host/graph-rung.ts"),
    script("portable.cjs", "src/host/portable-worker.ts"),
  ]);
}

async function vm() {
  const bundle = path.join(root, ".cache", "build", `build-${process.pid}.mjs`);
  await build({
    ...options,
    entryPoints: ["src/translator/build.ts"],
    outfile: bundle,
    format: "esm",
    sourcemap: "inline",
  });
  try {
    const { buildVm, PYTHON } = await import(pathToFileURL(bundle).href);
    process.chdir(root);
    await buildVm({ ...PYTHON, outDir: dist, debug: true, log: note });
  } finally {
    rmSync(bundle);
  }
}

await scripts();
if (!process.argv.includes("--scripts")) await vm();
note(`built in ${((performance.now() - start) / 1000).toFixed(1)} s`);
