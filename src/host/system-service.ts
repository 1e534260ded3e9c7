// The request `system`: the operations of src/interp/system-operations.ts, each asked of a HostSystem.

import { SYSTEM } from "../interp/system-operations.ts";
import type { RequestArgument, RequestHandler } from "../rts/host.ts";
import { errorNumber, type FileStatus, type HostSystem } from "./system.ts";

/** What the service needs of the others. */
export interface SystemContext {
  readonly system: HostSystem;
  /** Makes bytes the answer: the program fetches them. Their number. */
  answer(bytes: Uint8Array): number;
  /** Standard streams may be the embedder's: false where they are not, and the system is asked. */
  readStream(fd: number, into: Uint8Array): number | null;
  writeStream(fd: number, bytes: Uint8Array): number | null;
  /** Turns watching of a signal on or off. */
  watchSignal(signal: number, on: boolean): void;
  /** Ends the process, or the program. */
  exit(status: number): void;
}

interface Arguments {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly first: Uint8Array;
  readonly second: Uint8Array;
  readonly numbers: Float64Array;
}
/** Answers a number, or nothing for 0. */
type Operation = (context: SystemContext, args: Arguments) => unknown;

const zeroEnded = (texts: readonly string[]): Uint8Array => Buffer.from(texts.map((text) => `${text}\0`).join(""));

function putStatus(status: FileStatus, numbers: Float64Array): void {
  const { mode, inode, device, links, uid, gid, size, times, blockSize, blocks, specialDevice } = status;
  numbers.set([mode, inode, device, links, uid, gid, size, ...times.flat(), blockSize, blocks, specialDevice]);
}

const OPERATIONS: Readonly<Record<keyof typeof SYSTEM, Operation>> = {
  open: ({ system }, { a, b, first }) => system.open(first, a, b),
  close: ({ system }, { a }) => system.close(a),
  read(context, { a, b, c, first }) {
    const into = first.subarray(b, b + c);
    return context.readStream(a, into) ?? context.system.read(a, into);
  },
  write(context, { a, b, c, first }) {
    const bytes = first.subarray(b, b + c);
    return context.writeStream(a, bytes) ?? context.system.write(a, bytes);
  },
  seek: ({ system }, { a, b, c }) => system.seek(a, b, c),
  truncate: ({ system }, { a, b }) => system.truncate(a, b),
  isatty: ({ system }, { a }) => (system.isatty(a) ? 1 : 0),
  fstat: ({ system }, { a, numbers }) => putStatus(system.fstat(a), numbers),
  stat: ({ system }, { a, first, numbers }) => putStatus(system.stat(first, a !== 0), numbers),
  list({ system, answer }, { first }) {
    const zero = Buffer.from([0]);
    return answer(Buffer.concat(system.list(first).flatMap(({ kind, name }) => [Buffer.from(kind), name, zero])));
  },
  mkdir: ({ system }, { a, first }) => system.mkdir(first, a),
  rmdir: ({ system }, { first }) => system.rmdir(first),
  remove: ({ system }, { first }) => system.remove(first),
  rename: ({ system }, { first, second }) => system.rename(first, second),
  symlink: ({ system }, { first, second }) => system.symlink(first, second),
  link: ({ system }, { first, second }) => system.link(first, second),
  readlink: ({ system, answer }, { first }) => answer(system.readlink(first)),
  realpath: ({ system, answer }, { first }) => answer(system.realpath(first)),
  chmod: ({ system }, { a, b, first }) => system.chmod(first, a, b !== 0),
  chown: ({ system }, { a, b, first }) => system.chown(first, a, b),
  access: ({ system }, { a, first }) => system.access(first, a),
  utime({ system }, { a, first, numbers: n }) {
    system.utime(first, [n[0]!, n[1]!], [n[2]!, n[3]!], a !== 0);
  },
  getcwd: ({ system, answer }) => answer(system.getcwd()),
  chdir: ({ system }, { first }) => system.chdir(first),
  environ({ system, answer }) {
    const entries = Object.entries(system.environment());
    return answer(zeroEnded(entries.map(([name, value]) => `${name}=${value}`)));
  },
  random(_context, { a, first }) {
    globalThis.crypto.getRandomValues(first.subarray(0, a) as Uint8Array<ArrayBuffer>);
  },
  fact: ({ system }, { a }) => system.fact(a),
  truncatePath: ({ system }, { a, first }) => system.truncatePath(first, a),
  sync: ({ system }, { a }) => system.sync(a),
  uname: ({ system, answer }) => answer(zeroEnded(system.uname())),
  umask: ({ system }, { a }) => system.umask(a),
  localOffset(_context, { numbers }) {
    numbers[0] = -60 * new Date(numbers[0]! * 1000).getTimezoneOffset();
    const year = new Date().getFullYear();
    numbers[1] = -60 * Math.max(...[0, 6].map((month) => new Date(year, month, 1).getTimezoneOffset()));
    numbers[2] = -60 * Math.min(...[0, 6].map((month) => new Date(year, month, 1).getTimezoneOffset()));
  },
  terminalSize({ system }, { a, numbers }) {
    numbers.set(system.terminalSize(a));
  },
  kill: ({ system }, { a, b }) => system.kill(a, b),
  exit: ({ exit }, { a }) => exit(a),
  watchSignal: (context, { a, b }) => context.watchSignal(a, b !== 0),
  timeZoneNames({ answer }) {
    const year = new Date().getFullYear();
    const dates = [0, 6].map((month) => new Date(year, month, 1));
    dates.sort((x, y) => y.getTimezoneOffset() - x.getTimezoneOffset());
    return answer(zeroEnded(dates.map(zoneName)));
  },
  pipe({ system }, { numbers }) {
    numbers.set(system.pipe());
  },
  duplicate: ({ system }, { a }) => system.duplicate(a),
  duplicateTo: ({ system }, { a, b, c }) => system.duplicateTo(a, b, c !== 0),
  inheritable: ({ system }, { a }) => (system.inheritable(a) ? 1 : 0),
  setInheritable: ({ system }, { a, b }) => system.setInheritable(a, b !== 0),
  blocking: ({ system }, { a }) => (system.blocking(a) ? 1 : 0),
  setBlocking: ({ system }, { a, b }) => system.setBlocking(a, b !== 0),
  chmodOf: ({ system }, { a, b }) => system.chmodOf(a, b),
  chownOf: ({ system }, { a, b, c }) => system.chownOf(a, b, c),
  utimeOf({ system }, { a, numbers: n }) {
    system.utimeOf(a, [n[0]!, n[1]!], [n[2]!, n[3]!]);
  },
};

/** `UTC`, `CET`: the abbreviation of local time at that moment. */
function zoneName(date: Date): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZoneName: "short" }).formatToParts(date);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? "UTC";
}

const BY_NUMBER: Operation[] = [];
for (const [name, number] of Object.entries(SYSTEM)) BY_NUMBER[number] = OPERATIONS[name as keyof typeof SYSTEM];
const noBytes = new Uint8Array(0);
const noNumbers = new Float64Array(0);

export function systemService(context: SystemContext): RequestHandler {
  const bytes = (argument: RequestArgument | undefined): Uint8Array =>
    argument instanceof Uint8Array ? argument : noBytes;
  return (operation, a, b, c, first, second, numbers) => {
    const found = BY_NUMBER[operation as number];
    if (!found) throw new Error(`system: no operation ${operation}`);
    try {
      const args: Arguments = {
        a: a as number,
        b: b as number,
        c: c as number,
        first: bytes(first),
        second: bytes(second),
        numbers: numbers instanceof Float64Array ? numbers : noNumbers,
      };
      const answered = found(context, args);
      return typeof answered === "number" ? answered : 0;
    } catch (error) {
      return errorNumber(error);
    }
  };
}
