// Builds the native shim with the system's C compiler; run by `npm install`. It never fails the install: where the shim cannot be
// built, it says so in one line and leaves the reason for `taipan` to repeat (src/host/shim.ts).
//
//   node native-shim/install.js            builds when the sources or the flags have changed
//   node native-shim/install.js --force    builds in any case
//
// The result is native-shim/build/taipan-shim-<platform>-<arch>.so, put in place by renaming, so that processes that have loaded
// the old one are not disturbed.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const directory = import.meta.dirname;

/** Platforms that the sources have been ported to. Only linux-x64 is tested. */
const PORTED = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64"];
const FLAGS = ["-std=gnu11", "-O2", "-Wall", "-Wextra", "-fvisibility=hidden", "-fPIC", "-shared"];
const LIBRARIES = { linux: ["-lm", "-lpthread"], darwin: [] };
const EXTENSIONS = { linux: ".so", darwin: ".dylib" };
const REMEDIES = {
  linux:
    "install a C compiler (Debian, Ubuntu: apt install gcc libc6-dev; Fedora: dnf install gcc; Alpine: apk add gcc musl-dev)",
  darwin: "install a C compiler (xcode-select --install)",
};

const target = `${process.platform}-${process.arch}`;

/** Compilers to try: $CC alone when it is set. */
function compilers() {
  if (process.env.CC) return [process.env.CC.split(/\s+/).filter(Boolean)];
  return [["cc"], ["gcc"], ["clang"]];
}

/**
 * Builds the shim when it is stale. Answers { file, built } or { failure }: one sentence with the remedy.
 * @param {{ force?: boolean, output?: string }} options  output: the directory to write to
 */
export function buildShim({ force = false, output = path.join(directory, "build") } = {}) {
  if (!PORTED.includes(target)) {
    return { failure: `the native shim is not ported to ${target} yet (there are ${PORTED.join(", ")})` };
  }
  const sources = readdirSync(directory).filter((name) => /\.[ch]$/.test(name));
  const hash = createHash("sha256").update(JSON.stringify([target, FLAGS, process.env.CC ?? ""]));
  for (const name of sources.sort()) hash.update(name).update(readFileSync(path.join(directory, name)));
  const wanted = hash.digest("hex");

  const file = path.join(output, `taipan-shim-${target}${EXTENSIONS[process.platform]}`);
  const stamp = `${file}.hash`;
  const failed = `${file}.failed`;
  if (!force && readOrEmpty(stamp) === wanted) return { file, built: false };

  const temporary = `${file}.${process.pid}.tmp`;
  const cFiles = sources.filter((name) => name.endsWith(".c")).map((name) => path.join(directory, name));
  let failure = "";
  try {
    mkdirSync(output, { recursive: true });
    failure = compile(cFiles, temporary);
    if (!failure) {
      renameSync(temporary, file);
      writeFileSync(stamp, wanted);
      rmSync(failed, { force: true });
      return { file, built: true };
    }
    rmSync(temporary, { force: true });
    writeFileSync(failed, failure);
  } catch (error) {
    failure = `the native shim could not be written to ${output}: ${error.message}`;
  }
  return { failure };
}

function compile(cFiles, out) {
  const tried = [];
  for (const [command, ...extra] of compilers()) {
    const args = [...extra, ...FLAGS, "-o", out, ...cFiles, ...LIBRARIES[process.platform]];
    const run = spawnSync(command, args, { encoding: "utf8" });
    if (run.error?.code === "ENOENT") {
      tried.push(command);
      continue;
    }
    if (run.error) return `the C compiler '${command}' could not be run: ${run.error.message}`;
    if (run.status === 0) return "";
    const line = run.stderr.split("\n").find((text) => /error|not found|No such/.test(text)) ?? `status ${run.status}`;
    return `the C compiler '${command}' failed on the native shim: ${line.trim()}`;
  }
  return `no C compiler was found (tried ${tried.join(", ")}): ${REMEDIES[process.platform]}, then run: node native-shim/install.js`;
}

function readOrEmpty(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const result = buildShim({ force: process.argv.includes("--force") });
  if (result.failure)
    console.error(`taipan: ${result.failure}. Until then taipan runs in portable mode (slow, no JIT).`);
}
