// What the VM asks of its host: one table of services, the same for every way to run a program (native, graphs, untranslated). The
// requests are declared in src/interp/requests.ts, growHeap in src/memory/blocks.ts.
//
// Arguments are numbers and views of the program's byte and float arrays; views are valid until the service returns. Answers are ints. An
// answer of bytes is their number; the program then asks `fetch` to copy them. Negative answers are errors, as each request says.

import { readFileSync, readSync, statSync } from "node:fs";
import { constants } from "node:os";
import path from "node:path";
import type { RequestArgument, RequestHandler } from "../rts/host.ts";
import { floatDigits, parseFloatText } from "./decimal.ts";
import type { Library } from "./library.ts";
import { StandardOutput } from "./standard-output.ts";

/** Compiles Python source to marshalled code (src/frontend). Throws an error with the fields of `SourceFault` for faulty source. */
export type CompileService = (source: Uint8Array, filename: string, mode: "exec" | "eval" | "single") => Uint8Array;

/** What the front end's PythonSyntaxError tells the program. */
export interface SourceFault {
  readonly kind: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string | null;
}

export interface ServiceOptions {
  readonly compile: CompileService;
  /** The standard library; default: none. */
  readonly library?: Library;
  /** Where file descriptors 1 and 2 go; default: the process' own. */
  readonly output?: (fd: number, bytes: Uint8Array) => void;
  /** Write standard output at once. */
  readonly unbuffered?: boolean;
  /** Reads a line of standard input, its newline included; empty at the end. Default: the process' own. */
  readonly readLine?: () => Uint8Array;
  /** Makes the VM's heap usable up to an address; answers its new end, or 0. */
  readonly growHeap?: (end: number) => number;
}

export type ServiceTable = Readonly<Record<string, RequestHandler>>;

export interface Services {
  readonly table: ServiceTable;
  /** null: the program has no standard library. */
  readonly library: Library | null;
  /** Hands bytes to the program: the next fetch that follows no answer of bytes gives them. In order, when there are several. Their number. */
  hand(bytes: Uint8Array): number;
  /** Writes out what is buffered. To be called when the program has ended. */
  flush(): void;
}

const MODES = ["exec", "eval", "single"] as const;
const EIO = 5;

export function createServices(options: ServiceOptions): Services {
  /** Of the last answer that was a length. */
  let pending: Uint8Array | null = null;
  const handed: Uint8Array[] = [];
  const answer = (bytes: Uint8Array): number => {
    pending = bytes;
    return bytes.length;
  };
  const out = options.output ? null : new StandardOutput(options.unbuffered ?? false);
  const write = options.output ?? ((fd: number, bytes: Uint8Array): void => out!.write(fd, bytes));
  const readLine = options.readLine ?? standardInput();

  const table: Record<string, RequestHandler> = {
    write(fd, bytes, from, count) {
      write(number(fd), byteView(bytes).subarray(number(from), number(from) + number(count)));
      return number(count);
    },
    fetch(target) {
      const array = byteView(target);
      const bytes = pending ?? handed.shift();
      if (!bytes) throw new Error("fetch: there is nothing to fetch");
      array.set(bytes.subarray(0, array.length));
      pending = null;
      return 0;
    },
    readFile: (file) => orError(() => answer(readFileSync(text(file)))),
    stat(file) {
      const found = statSync(text(file), { throwIfNoEntry: false });
      return !found ? 0 : found.isFile() ? 1 : found.isDirectory() ? 2 : 3;
    },
    findModule: (folder, name) => findModule(text(folder), text(name)),
    library(name) {
      const found = options.library?.find(text(name));
      return found ? 2 * answer(found.code) + (found.isPackage ? 1 : 0) : 0;
    },
    readLine() {
      out?.flush();
      return answer(readLine());
    },
    compile(source, filename, mode) {
      const name = MODES[number(mode)];
      if (!name) throw new Error(`compile: no mode ${mode}`);
      try {
        // a copy: the front end keeps parts of it
        return answer(options.compile(byteView(source).slice(), text(filename), name));
      } catch (error) {
        if (!isSourceFault(error)) throw error;
        return -1 - answer(encode(describeFault(error)));
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
      out?.flush();
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000 * number(seconds));
      return 0;
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
    growHeap(end) {
      if (!options.growHeap) throw new Error("growHeap: this VM has no native heap");
      return options.growHeap(number(end));
    },
  };
  const hand = (bytes: Uint8Array): number => handed.push(bytes) && bytes.length;
  return { table, library: options.library ?? null, hand, flush: () => out?.flush() };
}

/** As src/interp/requests.ts describes it. Node looks each name up in the directory, so that what was written a moment ago is found. */
function findModule(folder: string, name: string): number {
  const stat = (file: string) => statSync(file, { throwIfNoEntry: false });
  const at = path.join(folder, name);
  const isFolder = stat(at)?.isDirectory() ?? false;
  if (isFolder && stat(path.join(at, "__init__.py"))?.isFile()) return 2;
  if (stat(`${at}.py`)?.isFile()) return 1;
  return isFolder ? 3 : 0;
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

/** Runs a file service; the system's error becomes a negative errno. */
function orError(action: () => number): number {
  try {
    return action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (typeof code !== "string") throw error;
    return -((constants.errno as Record<string, number>)[code] ?? EIO);
  }
}

function isSourceFault(error: unknown): error is SourceFault {
  return error instanceof Error && error.name === "PythonSyntaxError";
}
/** As src/interp/requests.ts describes: lines of message, line, column, end line, end column, source line; the exception's name last. */
function describeFault(fault: SourceFault): string {
  const { message, line, column, endLine, endColumn, text, kind } = fault;
  return [message, line, column, endLine, endColumn, (text ?? "").replace(/\n$/, ""), kind].join("\n");
}

/** Lines of file descriptor 0, read in pieces. */
function standardInput(): () => Uint8Array {
  let rest: Uint8Array = new Uint8Array(0);
  let ended = false;
  const NEWLINE = 10;
  return () => {
    for (;;) {
      const at = rest.indexOf(NEWLINE);
      if (at >= 0 || ended) {
        const line = rest.subarray(0, at < 0 ? rest.length : at + 1);
        rest = rest.subarray(line.length);
        return line;
      }
      const more = readSome();
      ended = more.length === 0;
      rest = Buffer.concat([rest, more]);
    }
  };
}

function readSome(): Uint8Array {
  const buffer = new Uint8Array(65536);
  for (;;) {
    try {
      return buffer.subarray(0, readSync(0, buffer));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return new Uint8Array(0);
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
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
