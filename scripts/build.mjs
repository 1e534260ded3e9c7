// npm run build [-- --scripts]: makes dist/, or its scripts only. The scripts of the command line, the standard library
// (src/host/build-library.ts), then the VM (src/translator/build.ts). Chatter goes to stderr.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

/** The scripts of dist/: what is loaded at once, and what is loaded on need (src/host/chunks.ts), each on its own. */
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
    script("index.js", "src/host/embedding/index.ts", { format: "esm" }),
    script("frontend.cjs", "src/host/frontend-script.ts"),
    script("tracing.cjs", "src/host/tracing.ts"),
    script("graphs.cjs", "src/host/graph-rung.ts"),
    script("portable.cjs", "src/host/portable-worker.ts"),
  ]);
}

/** The types of the package's entry, for TypeScript's users: dist/types. */
async function types() {
  const { default: typescript } = await import("typescript");
  const folder = path.join(root, "src", "host", "embedding");
  mkdirSync(path.join(dist, "types"), { recursive: true });
  for (const name of ["index", "python", "python-error", "types"]) {
    const fileName = path.join(folder, `${name}.ts`);
    const { outputText } = typescript.transpileDeclaration(readFileSync(fileName, "utf8"), {
      fileName,
      compilerOptions: { target: typescript.ScriptTarget.ES2022, verbatimModuleSyntax: false },
    });
    // without the library a computed method name comes out as a property, too
    const text = outputText.replace(/(from "\.\/[^"]*)\.ts"/g, '$1.js"').replace(/^ *\[Symbol\.dispose\]: .*\n/m, "");
    writeFileSync(path.join(dist, "types", `${name}.d.ts`), text);
  }
}

/** Bundles a TypeScript file of the build and imports it; `use` gets its exports and the bundle's bytes. */
async function withBundle(file, use) {
  const bundle = path.join(root, ".cache", "build", `${path.basename(file, ".ts")}-${process.pid}.mjs`);
  await build({ ...options, entryPoints: [file], outfile: bundle, format: "esm", sourcemap: "inline" });
  try {
    await use(await import(pathToFileURL(bundle).href), readFileSync(bundle));
  } finally {
    rmSync(bundle);
  }
}

async function vm() {
  await withBundle("src/translator/build.ts", async ({ buildVm, PYTHON }) => {
    process.chdir(root);
    await buildVm({ ...PYTHON, outDir: dist, debug: true, log: note });
  });
}

/** The standard library, compiled: it depends on the zip file and on the front end, which is all part of the bundle. */
async function library() {
  await withBundle("src/host/build-library.ts", ({ buildLibrary }, bundle) => {
    const begin = performance.now();
    const zip = path.join(root, "node_modules", "pyodide", "python_stdlib.zip");
    const license = path.join(root, "scripts", "python-license.txt");
    const hash = createHash("sha256").update(bundle).update(readFileSync(zip)).update(readFileSync(license));
    if (buildLibrary({ zip, license, outDir: dist, digest: hash.digest() }))
      note(`standard library: ${((performance.now() - begin) / 1000).toFixed(1)} s`);
  });
}

await scripts();
await types();
await library();
if (!process.argv.includes("--scripts")) await vm();
note(`built in ${((performance.now() - start) / 1000).toFixed(1)} s`);
