// What the VM asks of its host: one table of services, the same for every way to run a program (native, graphs, untranslated). The
// requests are declared in src/interp/requests.ts, growHeap and discardHeap in src/memory/blocks.ts.
//
// Arguments are numbers and views of the program's byte and float arrays; views are valid until the service returns. Answers are ints. An
// answer of bytes is their number; the program then asks `fetch` to copy them. Negative answers are errors, as each request says.

import os from "node:os";
import path from "node:path";
import { LIBRARY } from "../interp/library-kinds.ts";
import type { RequestArgument, RequestHandler } from "../rts/host.ts";
import { floatDigits, parseFloatText } from "./decimal.ts";
import type { Library } from "./library.ts";
import { errorNumber, type HostSystem, NodeSystem } from "./system.ts";
import { systemService } from "./system-service.ts";

/**
 * Compile source of that kind; "traceback": what a traceback shows of it (the front end's traceback_lines.ts); "warnings": what the last one warned
 * about; "value": exec whose code answers a last expression; "tokens": the tokens (the front end's token_rows.ts).
 */
export type SourceMode = "exec" | "eval" | "single" | "traceback" | "warnings" | "value" | "func_type" | "tokens";
/** As hostCompile (src/interp/requests.ts) gives them. */
export interface SourceOptions {
  readonly filename: string;
  readonly mode: SourceMode;
  readonly flags: number;
  readonly optimize: number;
  readonly featureVersion: number;
  /** What \N{...} names. */
  readonly characterNamed: (name: string) => string | null;
}
/** Compiles Python source to marshalled code (src/frontend). Throws an error with the fields of `SourceFault` for faulty source. */
export type CompileService = (source: Uint8Array, options: SourceOptions) => Uint8Array;

/** What the front end's PythonSyntaxError tells the program. */
export interface SourceFault {
  readonly kind: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string | null;
  readonly origin: "compiler" | "parser" | "tokenizer";
}

export interface ServiceOptions {
  readonly compile: CompileService;
  /** The standard library; default: none. */
  readonly library?: Library;
  /** Where file descriptors 1 and 2 go; default: the process' own. */
  readonly output?: (fd: number, bytes: Uint8Array) => void;
  /** The files, folders and processes that the program may use. Default: this process' own. */
  readonly system?: HostSystem;
  /** Whether a signal came that the program should look at: what waits asks. Default: never. */
  readonly interrupted?: () => boolean;
  /** Turns watching of a signal on or off. */
  readonly watchSignal?: (signal: number, on: boolean) => void;
  /** Reads a line of standard input, its newline included; empty at the end. Default: the process' own. */
  readonly readLine?: () => Uint8Array;
  /** An embedder's side of src/interp/embedding.ts: answers a message, or a number. `message` is valid until it calls the VM. Default: none. */
  readonly embed?: (operation: number, id: number, message: Uint8Array) => Uint8Array | number;
  /** Makes the VM's heap usable up to an address; answers its new end, or 0. */
  readonly growHeap?: (end: number) => number;
  /** Gives whole pages of the VM's heap back to the system; they stay usable and read as zero. Default: nothing. */
  readonly discardHeap?: (from: number, bytes: number) => void;
}

export type ServiceTable = Readonly<Record<string, RequestHandler>>;

export interface Services {
  readonly table: ServiceTable;
  /** null: the program has no standard library. */
  readonly library: Library | null;
  /** Hands bytes to the program: the next fetch that follows no answer of bytes gives them. In order, when there are several. Their number. */
  hand(bytes: Uint8Array): number;
}

/** The program ended itself at once (os._exit). */
export class ProgramExit extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`the program ended with status ${status}`);
    this.status = status;
  }
}

const noBytes = new Uint8Array(0);
const MODES = ["exec", "eval", "single", "traceback", "warnings", "value", "func_type", "tokens"] as const;
const EINTR = 4;
const EAGAIN = 11;
const STDIN = 0;
/** What waits looks this often whether a signal came. */
const SLICE_MS = 10;

export function createServices(options: ServiceOptions): Services {
  /** Of the last answer that was a length. */
  let pending: Uint8Array | null = null;
  const handed: Uint8Array[] = [];
  const answer = (bytes: Uint8Array): number => {
    pending = bytes;
    return bytes.length;
  };
  const system = options.system ?? new NodeSystem();
  const interrupted = options.interrupted ?? (() => false);
  let line: Uint8Array = new Uint8Array(0);

  const table: Record<string, RequestHandler> = {
    system: systemService({
      system,
      answer,
      readStream(fd, into) {
        if (fd !== STDIN) return null;
        if (!options.readLine) return whileBusy(interrupted, () => system.read(fd, into));
        if (line.length === 0) line = options.readLine();
        const count = Math.min(line.length, into.length);
        into.set(line.subarray(0, count));
        line = line.subarray(count);
        return count;
      },
      writeStream(fd, bytes) {
        if (fd !== 1 && fd !== 2) return null;
        if (!options.output) return whileBusy(interrupted, () => system.write(fd, bytes));
        options.output(fd, bytes);
        return bytes.length;
      },
      watchSignal: options.watchSignal ?? (() => {}),
      exit(status) {
        throw new ProgramExit(status);
      },
    }),
    fetch(target) {
      const array = byteView(target);
      const bytes = pending ?? handed.shift();
      if (!bytes) throw new Error("fetch: there is nothing to fetch");
      array.set(bytes.subarray(0, array.length));
      pending = null;
      return 0;
    },
    readFile: (file) => orError(() => answer(readWhole(system, byteView(file)))),
    stat: (file) => Math.max(kindOf(system, byteView(file)), 0),
    findModule: (folder, name) => findModule(system, text(folder), text(name)),
    library(name, kind) {
      if (number(kind) !== LIBRARY.module) {
        if (!options.library) return 0;
        return answer(options.library.unicode.part(number(kind) === LIBRARY.names ? "names" : "properties"));
      }
      const found = options.library?.find(text(name));
      return found ? 2 * answer(found.code) + (found.isPackage ? 1 : 0) : 0;
    },
    compile(source, filename, mode, flags, optimize, featureVersion) {
      const name = MODES[number(mode)];
      if (!name) throw new Error(`compile: no mode ${mode}`);
      try {
        // a copy: the front end keeps parts of it
        return answer(
          options.compile(byteView(source).slice(), {
            filename: text(filename),
            mode: name,
            flags: number(flags),
            optimize: number(optimize),
            featureVersion: number(featureVersion),
            characterNamed: (name) => options.library?.unicode.character(name) ?? null,
          }),
        );
      } catch (error) {
        if (!isSourceFault(error)) throw error;
        return -1 - answer(encode(describeFault(error, system, byteView(filename))));
      }
    },
    clock(kind, seconds) {
      const result = floatView(seconds);
      const [whole, nanoseconds] = CLOCKS[number(kind)]!();
      result[0] = whole;
      result[1] = nanoseconds;
      return 0;
    },
    sleep(seconds) {
      const end = performance.now() + 1000 * number(seconds);
      for (;;) {
        const rest = end - performance.now();
        if (rest <= 0) return 0;
        if (interrupted()) return -EINTR;
        pause(Math.min(rest, options.interrupted ? SLICE_MS : 1e6));
      }
    },
    floatDigits(value, kind, precision, digits) {
      const found = floatDigits(number(value), number(kind), number(precision));
      const target = byteView(digits);
      if (found.digits.length > target.length) throw new Error(`floatDigits: ${found.digits.length} digits do not fit`);
      for (let i = 0; i < found.digits.length; i++) target[i] = found.digits.charCodeAt(i);
      return found.digits.length + 1000 * (found.exponent + 500);
    },
    parseFloat(characters, count, result) {
      const value = parseFloatText(String.fromCharCode(...byteView(characters).subarray(0, number(count))));
      if (value === null) return -1;
      floatView(result)[0] = value;
      return 0;
    },
    embed(operation, id, message, count) {
      if (!options.embed) throw new Error("embed: this VM is not embedded");
      const bytes = message === null ? noBytes : byteView(message).subarray(0, number(count));
      const answered = options.embed(number(operation), number(id), bytes);
      return typeof answered === "number" ? answered : answer(answered);
    },
    growHeap(end) {
      if (!options.growHeap) throw new Error("growHeap: this VM has no native heap");
      return options.growHeap(number(end));
    },
    discardHeap(from, bytes) {
      options.discardHeap?.(number(from), number(bytes));
      return 0;
    },
  };
  const hand = (bytes: Uint8Array): number => {
    // an answer that the program did not fetch (an empty one, say) is not what it fetches now
    pending = null;
    handed.push(bytes);
    return bytes.length;
  };
  return { table, library: options.library ?? null, hand };
}

/** Seconds and nanoseconds, by kind: time since 1970, monotonic, CPU time of the process. */
const CLOCKS: readonly (() => [number, number])[] = [
  () => {
    const milliseconds = performance.timeOrigin + performance.now();
    const seconds = Math.floor(milliseconds / 1000);
    return [seconds, Math.floor((milliseconds - 1000 * seconds) * 1e6)];
  },
  () => process.hrtime(),
  () => {
    const { user, system } = process.cpuUsage();
    const microseconds = user + system;
    return [Math.floor(microseconds / 1e6), (microseconds % 1e6) * 1000];
  },
];

const FORMAT = 0o170000;
const REGULAR = 0o100000;
const DIRECTORY = 0o040000;

/** A folder of the path is a file. */
const BEHIND_FILE = -1;
const NOT_A_FOLDER = -os.constants.errno.ENOTDIR;
/** 0: nothing; 1: a file; 2: a folder; 3: something else; BEHIND_FILE. */
function kindOf(system: HostSystem, path: Uint8Array): number {
  try {
    const kind = system.stat(path, true).mode & FORMAT;
    return kind === REGULAR ? 1 : kind === DIRECTORY ? 2 : 3;
  } catch (error) {
    return errorNumber(error) === NOT_A_FOLDER ? BEHIND_FILE : 0;
  }
}

/** As src/interp/requests.ts describes it. Node looks each name up in the directory, so that what was written a moment ago is found. */
function findModule(system: HostSystem, folder: string, name: string): number {
  const kind = (file: string): number => kindOf(system, encode(file));
  const at = path.join(folder, name);
  const own = kind(at);
  if (own === BEHIND_FILE) return 4;
  const isFolder = own === 2;
  if (isFolder && kind(path.join(at, "__init__.py")) === 1) return 2;
  if (kind(`${at}.py`) === 1) return 1;
  return isFolder ? 3 : 0;
}

function readWhole(system: HostSystem, path: Uint8Array): Uint8Array {
  const fd = system.open(path, 0, 0);
  try {
    const parts: Uint8Array[] = [];
    for (;;) {
      const part = new Uint8Array(Math.max(65536, system.fstat(fd).size));
      const count = system.read(fd, part);
      if (count <= 0) return Buffer.concat(parts);
      parts.push(part.subarray(0, count));
    }
  } finally {
    system.close(fd);
  }
}

/** Runs a file service; the system's error becomes a negative errno. */
function orError(action: () => number): number {
  try {
    return action();
  } catch (error) {
    return errorNumber(error);
  }
}

const sleeper = new Int32Array(new SharedArrayBuffer(4));
const pause = (milliseconds: number): void => {
  Atomics.wait(sleeper, 0, 0, milliseconds);
};

/** Reads or writes a stream that may be non-blocking: waits until it is ready, or until a signal comes. */
function whileBusy(interrupted: () => boolean, action: () => number): number {
  for (;;) {
    let answered: number;
    try {
      answered = action();
    } catch (error) {
      answered = errorNumber(error);
    }
    if (answered !== -EAGAIN) return answered;
    if (interrupted()) return -EINTR;
    pause(SLICE_MS / 5);
  }
}

function isSourceFault(error: unknown): error is SourceFault {
  return error instanceof Error && error.name === "PythonSyntaxError";
}
/** As src/interp/requests.ts describes it. */
function describeFault(fault: SourceFault, system: HostSystem, filename: Uint8Array): string {
  const { message, line, column, endLine, endColumn, kind } = fault;
  const text = fault.origin === "compiler" ? lineOf(system, filename, line) : fault.text;
  return [message, line, column, endLine, endColumn, kind, text === null ? "" : `=${text}`].join("\n");
}
/** A line of a file, with its newline; null: there is none. */
function lineOf(system: HostSystem, path: Uint8Array, line: number): string | null {
  let bytes: Uint8Array;
  try {
    bytes = readWhole(system, path);
  } catch {
    return null;
  }
  return (
    new TextDecoder()
      .decode(bytes)
      .match(/.*(?:\r\n?|\n)|.+$/g)
      ?.[line - 1]?.replace(/\r\n?$/, "\n") ?? null
  );
}

function number(argument: RequestArgument | undefined): number {
  if (typeof argument !== "number") throw new TypeError(`a service got ${typeof argument} instead of a number`);
  return argument;
}
function byteView(argument: RequestArgument | undefined): Uint8Array {
  if (!(argument instanceof Uint8Array)) throw new TypeError("a service got something else than bytes");
  return argument;
}
function floatView(argument: RequestArgument | undefined): Float64Array {
  if (!(argument instanceof Float64Array)) throw new TypeError("a service got something else than floats");
  return argument;
}
const text = (argument: RequestArgument | undefined): string => new TextDecoder().decode(byteView(argument));
const encode = (message: string): Uint8Array => new TextEncoder().encode(message);
