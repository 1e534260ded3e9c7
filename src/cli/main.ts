// The taipan command: reads the command line, finds the program, runs it. Exit statuses are CPython's.

import { readFileSync, statSync } from "node:fs";
import { constants } from "node:os";
import path from "node:path";
import type { Program } from "../host/program.ts";
import { type CommandLine, helpText, parseCommandLine, USAGE, UsageError } from "./options.ts";
import { print } from "./output.ts";
import { disassemble, run } from "./run.ts";

const VERSION = "0.1.0";
const PYTHON_VERSION = "3.14";
export const STATUS = { usage: 2, cannotOpen: 2, failure: 1 } as const;

/** A program that cannot be found or read: what to print, and the exit status. */
class CannotOpen extends Error {
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

function systemMessage(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  const number = (constants.errno as Record<string, number | undefined>)[code ?? ""];
  if (number === undefined) throw error;
  const TEXTS: Record<string, string> = {
    ENOENT: "No such file or directory",
    EACCES: "Permission denied",
    ENOTDIR: "Not a directory",
    EISDIR: "Is a directory",
    ELOOP: "Too many levels of symbolic links",
    ENAMETOOLONG: "File name too long",
  };
  return `[Errno ${number}] ${TEXTS[code!] ?? code}`;
}

function readScript(name: string): { filename: string; source: Uint8Array; folder: string } {
  let filename = name;
  if (statSync(name, { throwIfNoEntry: false })?.isDirectory()) {
    filename = path.join(name, "__main__.py");
    if (!statSync(filename, { throwIfNoEntry: false }))
      throw new CannotOpen(`can't find '__main__' module in '${path.resolve(name)}'`, STATUS.failure);
  }
  try {
    return { filename, source: readFileSync(filename), folder: path.dirname(path.resolve(filename)) };
  } catch (error) {
    throw new CannotOpen(`can't open file '${path.resolve(name)}': ${systemMessage(error)}`, STATUS.cannotOpen);
  }
}

/** A zip file has its directory at the end; a comment of at most 64 KiB may follow the mark that ends it. */
function isZipFile(bytes: Uint8Array): boolean {
  const mark = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf("PK\x05\x06", undefined, "latin1");
  return mark >= 0 && bytes.length - mark <= 22 + 0xffff;
}

/** Runs a module, or what is in the first entry of sys.path, as __main__. */
function runModule(name: string, isModule: boolean): Buffer {
  return Buffer.from(
    `__import__("runpy")._run_module_as_main(${JSON.stringify(name)}, ${isModule ? "True" : "False"})\n`,
  );
}

/** The source without its first line, whose end stays: lines keep their numbers. */
function withoutFirstLine(source: Uint8Array): Uint8Array {
  const end = source.indexOf(10);
  return end < 0 ? new Uint8Array(0) : source.subarray(end);
}

/** What PYTHON* variables say, as options do. */
function readEnvironment(line: CommandLine): void {
  if (line.ignoreEnvironment) return;
  const { PYTHONUNBUFFERED, PYTHONOPTIMIZE, PYTHONWARNINGS } = process.env;
  if (PYTHONUNBUFFERED && !line.unbuffered) line.settings.push("u=1");
  if (PYTHONOPTIMIZE && line.optimize === 0) {
    line.optimize = /^\d$/.test(PYTHONOPTIMIZE) ? Number(PYTHONOPTIMIZE) : 1;
    line.settings.push(`O=${line.optimize}`);
  }
  if (PYTHONWARNINGS) line.settings.unshift(...PYTHONWARNINGS.split(",").map((action) => `W=${action}`));
}

/** The program that the command line asks for. */
async function findProgram(line: CommandLine): Promise<Program> {
  const { main, args, settings } = line;
  const extra = line.ignoreEnvironment ? [] : (process.env.PYTHONPATH ?? "").split(path.delimiter).filter(Boolean);
  const folders = (own: string): string[] => (line.safePath ? extra : [own, ...extra]);
  switch (main.kind) {
    case "script": {
      const { filename, source, folder } = readScript(main.path);
      if (isZipFile(source))
        return {
          filename: "<string>",
          source: runModule("__main__", false),
          args: [main.path, ...args],
          searchPath: [main.path, ...extra],
          settings,
        };
      const rest = line.skipFirstLine ? withoutFirstLine(source) : source;
      return { filename, source: rest, args: [main.path, ...args], searchPath: folders(folder), settings };
    }
    case "command":
      return {
        filename: "<string>",
        source: Buffer.from(`${main.code}\n`),
        args: ["-c", ...args],
        searchPath: folders(""),
        settings,
      };
    case "stdin": {
      const { isatty } = await import("node:tty");
      if (isatty(0)) throw new UsageError("the interactive mode is not there yet; give a script, or -c code");
      return {
        filename: "<stdin>",
        source: readFileSync(0),
        args: line.args.length > 0 ? ["-", ...args] : [""],
        searchPath: folders(""),
        settings,
      };
    }
    case "module":
      return {
        filename: "<string>",
        source: runModule(main.name, true),
        args: ["-m", ...args],
        searchPath: folders(process.cwd()),
        settings,
      };
  }
}

async function main(words: readonly string[], ownProcess: boolean): Promise<number> {
  const line = parseCommandLine(words);
  if (line.action === "help") {
    print(helpText());
    return 0;
  }
  if (line.action === "version") {
    print(`Python ${PYTHON_VERSION} (taipan ${VERSION}, Node.js ${process.versions.node})\n`);
    return 0;
  }
  if (line.main.kind === "module" && line.main.name === "dis") {
    const [file] = line.args;
    if (file === undefined) throw new UsageError("-m dis needs a file");
    const { filename, source } = readScript(file);
    return disassemble(filename, source);
  }
  readEnvironment(line);
  return run(line, await findProgram(line), ownProcess);
}

/**
 * Runs the command with these words behind its name; answers the exit status. `ownProcess`: the process is there for nothing else, so that V8
 * may be told how to treat our scripts.
 */
export async function command(words: readonly string[], ownProcess: boolean): Promise<number> {
  try {
    return await main(words, ownProcess);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`taipan: ${error.message}\n${USAGE}\nTry 'taipan -h' for more information.\n`);
      return STATUS.usage;
    }
    if (error instanceof CannotOpen) {
      process.stderr.write(`taipan: ${error.message}\n`);
      return error.status;
    }
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(
      `taipan: internal error: ${stack}\nThis is a bug of taipan: please report it with the lines above.\n`,
    );
    return STATUS.failure;
  }
}
