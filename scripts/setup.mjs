// What the README's commands do before anything else: install packages and build when something is missing or stale.
// Uses nothing but Node; what it has to say goes to stderr, so that a program's output stays its own.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

export const root = path.join(import.meta.dirname, "..");

/** Every file below a folder, sorted. */
export function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(file) : [file];
    });
}

/** A digest of the names and contents of what the builds of dist/ and of the native shim read. */
function sourcesDigest() {
  const hash = createHash("sha256");
  const inputs = [
    ...filesBelow(path.join(root, "src")).filter((f) => /\.(ts|py)$/.test(f) && !f.endsWith(".test.ts")),
    ...filesBelow(path.join(root, "scripts")),
    ...filesBelow(path.join(root, "native-shim")).filter((f) => /\.[chj]s?$/.test(f)),
    path.join(root, "package-lock.json"),
  ];
  for (const file of inputs)
    hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function run(what, command, args) {
  process.stderr.write(`taipan: ${what}\n`);
  const result = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2], shell: process.platform === "win32" });
  if (result.status !== 0) {
    process.stderr.write(`taipan: ${what} failed (${command} ${args.join(" ")})\n`);
    process.exit(result.status ?? 1);
  }
}

/** Installs the packages when node_modules is older than the lock file. */
export function installPackages() {
  const marker = path.join(root, "node_modules", ".package-lock.json");
  const lock = path.join(root, "package-lock.json");
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync(lock).mtimeMs - 1000) return;
  run("installing packages", "npm", ["ci", "--no-audit", "--no-fund"]);
}

/** Builds the native shim and dist/ when their digest is not that of the sources. */
export function build() {
  const stamp = path.join(root, "dist", "sources.sha256");
  const digest = sourcesDigest();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  // does nothing when the shim is up to date, and never fails: without it there is portable mode
  run("the native shim", process.execPath, [path.join(root, "native-shim", "install.js")]);
  run("building", process.execPath, [path.join(root, "scripts", "build.mjs")]);
  mkdirSync(path.join(root, "dist"), { recursive: true });
  writeFileSync(stamp, digest);
}

export function setUp() {
  installPackages();
  build();
}
