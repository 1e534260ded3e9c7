// npm run build [-- --scripts]: makes dist/, or its scripts only. The scripts of the command line, the standard library
// (src/host/build-library.ts), and the VM (src/translator/build.ts), which takes longest and is made beside the others by a process of its
// own (--vm). Chatter goes to stderr.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { filesBelow, root } from "./setup.mjs";

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

/** chunks.ts is a script that all others share. */
const sharedChunks = {
  name: "shared-chunks",
  setup({ onResolve }) {
    onResolve({ filter: /\/chunks\.ts$/ }, ({ kind }) =>
      kind === "entry-point" ? null : { path: "./chunks.cjs", external: true },
    );
  },
};

/** The scripts of dist/ (src/host/chunks.ts), each on its own. Their code caches go first: V8 would not see that they are stale. */
async function scripts() {
  for (const file of readdirSync(dist)) if (file.endsWith(".cache")) rmSync(path.join(dist, file));
  const script = (name, file, more) =>
    build({
      ...options,
      entryPoints: [file],
      outfile: path.join(dist, name),
      format: "cjs",
      minifySyntax: true,
      plugins: [sharedChunks],
      define: { "import.meta.dirname": "__dirname", "import.meta.url": "__filename" },
      ...more,
    });
  // what chunks.ts loads is an expression
  const chunk = (name, file, more) =>
    script(name, file, {
      banner: { js: "(function (exports, require, module, __filename, __dirname) {" },
      footer: { js: "})" },
      ...more,
    });
  await Promise.all([
    script("chunks.cjs", "src/host/chunks.ts"),
    // what it imports on need it requires on need
    chunk("cli.cjs", "src/cli/main.ts", { supported: { "dynamic-import": false } }),
    script("index.js", "src/host/embedding/index.ts", { format: "esm", define: {} }),
    chunk("frontend.cjs", "src/host/frontend-script.ts"),
    chunk("tracing.cjs", "src/host/tracing.ts"),
    chunk("graphs.cjs", "src/host/graph-rung.ts"),
    script("portable.cjs", "src/host/portable-worker.ts"),
  ]);
}

/** The types of the package's entry, for TypeScript's users: dist/types. */
async function types() {
  const source = (name) => path.join(root, "src", "host", "embedding", `${name}.ts`);
  const target = (name) => path.join(dist, "types", `${name}.d.ts`);
  const time = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const names = ["index", "python", "python-error", "types"];
  const stale = names.filter((name) => time(target(name)) <= time(source(name)));
  if (stale.length === 0) return;
  const { default: typescript } = await import("typescript");
  mkdirSync(path.join(dist, "types"), { recursive: true });
  for (const name of stale) {
    const fileName = source(name);
    const { outputText } = typescript.transpileDeclaration(readFileSync(fileName, "utf8"), {
      fileName,
      compilerOptions: { target: typescript.ScriptTarget.ES2022, verbatimModuleSyntax: false },
    });
    // without the library a computed method name comes out as a property, too
    const text = outputText.replace(/(from "\.\/[^"]*)\.ts"/g, '$1.js"').replace(/^ *\[Symbol\.dispose\]: .*\n/m, "");
    writeFileSync(target(name), text);
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

/** Makes the VM in another process, which says what is wrong if that fails: then this one ends, too. */
function vmBeside() {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), "--vm"], { stdio: ["ignore", "ignore", 2] });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (status) => {
      if (status === 0) resolve();
      else process.exit(1);
    });
  });
}

async function vm() {
  await withBundle("src/translator/build.ts", async ({ buildVm, PYTHON }) => {
    process.chdir(root);
    await buildVm({ ...PYTHON, outDir: dist, debug: true, log: note });
  });
}

/** The standard library, compiled: it depends on the zip file, on modules of our own and on the front end, which is all part of the bundle. */
async function library() {
  await withBundle("src/host/build-library.ts", ({ buildLibrary }, bundle) => {
    const begin = performance.now();
    const zip = path.join(root, "node_modules", "pyodide", "python_stdlib.zip");
    const license = path.join(root, "scripts", "python-license.txt");
    const folder = path.join(root, "src", "library");
    const own = filesBelow(folder).map((file) => [path.relative(folder, file), readFileSync(file)]);
    const hash = createHash("sha256").update(bundle).update(readFileSync(zip)).update(readFileSync(license));
    for (const [name, bytes] of own) hash.update(`${name}\0`).update(bytes).update("\0");
    if (buildLibrary({ zip, own, license, outDir: dist, digest: hash.digest() }))
      note(`standard library: ${((performance.now() - begin) / 1000).toFixed(1)} s`);
  });
}

/** What unicodedata knows, asked of the build's own Python: it depends on that Python and on the questions. */
async function unicodeData() {
  await withBundle("src/host/unicode-file.ts", async ({ encodeUnicodeFile, unicodeDigest, UNICODE_FILE }) => {
    const begin = performance.now();
    const script = readFileSync(path.join(root, "scripts", "unicode-data.py"));
    const wasm = readFileSync(path.join(root, "node_modules", "pyodide", "pyodide.asm.wasm"));
    const digest = createHash("sha256").update(script).update(wasm).digest();
    const target = path.join(dist, UNICODE_FILE);
    const present = unicodeDigest(target);
    if (present && digest.equals(present)) return;
    const { loadPyodide } = await import("pyodide");
    const python = await loadPyodide();
    python.runPython(script.toString());
    const [names, properties] = python.runPython("pack()").toJs();
    writeFileSync(`${target}.new`, encodeUnicodeFile(names, properties, digest));
    renameSync(`${target}.new`, target);
    note(`Unicode data: ${((performance.now() - begin) / 1000).toFixed(1)} s`);
  });
}

/** Code caches of the scripts: without them all runs, slower at first. */
function codeCaches() {
  const begin = performance.now();
  const run = spawnSync(process.execPath, [path.join(root, "scripts", "code-cache.mjs")], {
    stdio: ["ignore", "ignore", 2],
  });
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  note(
    run.status === 0
      ? `code caches: ${seconds} s`
      : "the program that fills the code caches failed: starts will be slow",
  );
}

if (process.argv.includes("--vm")) {
  await vm();
  process.exit();
}
mkdirSync(dist, { recursive: true });
const others = async () => {
  await scripts();
  await types();
  await library();
  await unicodeData();
};
await Promise.all([others(), ...(process.argv.includes("--scripts") ? [] : [vmBeside()])]);
codeCaches();
note(`built in ${((performance.now() - start) / 1000).toFixed(1)} s`);
