// What Node has no function for is asked of the C library itself, which koffi calls; loaded when a program first needs it. Where koffi cannot be
// had, and on Windows, these operations fail with ENOSYS.

import os from "node:os";
import { loadKoffi } from "./shim.ts";
import { SystemError } from "./system-error.ts";

const FUNCTIONS = {
  pipe: "int pipe(int32_t *ends)",
  fcntl: "int fcntl(int fd, int command, ...)",
  dup2: "int dup2(int fd, int target)",
  utimensat: "int utimensat(int folder, const char *path, const int64_t *times, int flags)",
  futimens: "int futimens(int fd, const int64_t *times)",
} as const;

type CFunctions = Record<keyof typeof FUNCTIONS, (...args: unknown[]) => number>;

/** Numbers that differ from system to system. */
interface Constants {
  readonly F_DUPFD_CLOEXEC: number;
  readonly O_NONBLOCK: number;
  readonly AT_FDCWD: number;
  readonly AT_SYMLINK_NOFOLLOW: number;
}
const CONSTANTS: Readonly<Record<string, Constants>> = {
  linux: { F_DUPFD_CLOEXEC: 1030, O_NONBLOCK: 0o4000, AT_FDCWD: -100, AT_SYMLINK_NOFOLLOW: 0x100 },
  darwin: { F_DUPFD_CLOEXEC: 67, O_NONBLOCK: 4, AT_FDCWD: -2, AT_SYMLINK_NOFOLLOW: 0x20 },
};
const F_GETFD = 1;
const F_SETFD = 2;
const F_GETFL = 3;
const F_SETFL = 4;
const FD_CLOEXEC = 1;

export type Time = readonly [seconds: number, nanoseconds: number];

/** Descriptors and file times. A function that fails throws a SystemError. */
export class CLibrary {
  private readonly functions: CFunctions;
  private readonly constants: Constants;
  private readonly errno: () => number;
  /** Throws when there is no C library that koffi can call. */
  constructor() {
    const constants = CONSTANTS[process.platform];
    if (!constants) throw new SystemError("ENOSYS");
    const koffi = loadKoffi();
    const library = koffi.load(null);
    const functions: Partial<CFunctions> = {};
    for (const [name, declaration] of Object.entries(FUNCTIONS))
      functions[name as keyof CFunctions] = library.func(declaration) as (...args: unknown[]) => number;
    this.functions = functions as CFunctions;
    this.constants = constants;
    this.errno = () => koffi.errno();
  }
  private check(answer: number): number {
    if (answer >= 0) return answer;
    const code = this.errno();
    for (const [name, value] of Object.entries(os.constants.errno)) if (value === code) throw new SystemError(name);
    throw new SystemError("EIO");
  }
  private fcntl(fd: number, command: number, value: number): number {
    return this.check(this.functions.fcntl(fd, command, "int", value));
  }
  private setFlag(fd: number, commands: readonly [get: number, set: number], flag: number, on: boolean): void {
    const flags = this.fcntl(fd, commands[0], 0);
    const wanted = on ? flags | flag : flags & ~flag;
    if (wanted !== flags) this.fcntl(fd, commands[1], wanted);
  }
  /** Both ends are closed in processes that this one starts. */
  pipe(): readonly [reading: number, writing: number] {
    const ends = new Int32Array(2);
    this.check(this.functions.pipe(ends));
    const [reading, writing] = ends as unknown as [number, number];
    this.setInheritable(reading, false);
    this.setInheritable(writing, false);
    return [reading, writing];
  }
  duplicate(fd: number): number {
    return this.fcntl(fd, this.constants.F_DUPFD_CLOEXEC, 0);
  }
  duplicateTo(fd: number, target: number, inheritable: boolean): void {
    this.check(this.functions.dup2(fd, target));
    // a descriptor that is duplicated to itself stays as it is
    if (!inheritable && fd !== target) this.setInheritable(target, false);
  }
  inheritable(fd: number): boolean {
    return (this.fcntl(fd, F_GETFD, 0) & FD_CLOEXEC) === 0;
  }
  setInheritable(fd: number, on: boolean): void {
    this.setFlag(fd, [F_GETFD, F_SETFD], FD_CLOEXEC, !on);
  }
  blocking(fd: number): boolean {
    return (this.fcntl(fd, F_GETFL, 0) & this.constants.O_NONBLOCK) === 0;
  }
  setBlocking(fd: number, on: boolean): void {
    this.setFlag(fd, [F_GETFL, F_SETFL], this.constants.O_NONBLOCK, !on);
  }
  /** Access and modification time; of the link itself, unless `follow`. */
  setTimes(path: Uint8Array, access: Time, modification: Time, follow: boolean): void {
    const { AT_FDCWD, AT_SYMLINK_NOFOLLOW } = this.constants;
    const flags = follow ? 0 : AT_SYMLINK_NOFOLLOW;
    const name = Buffer.concat([path, Buffer.from([0])]);
    this.check(this.functions.utimensat(AT_FDCWD, name, timespecs(access, modification), flags));
  }
  setTimesOf(fd: number, access: Time, modification: Time): void {
    this.check(this.functions.futimens(fd, timespecs(access, modification)));
  }
}

/** Two of C's struct timespec. */
function timespecs(...times: readonly Time[]): BigInt64Array {
  return BigInt64Array.from(times.flat().map(BigInt));
}

let loaded: CLibrary | null | undefined;

/** The C library; null: there is none that can be called. Never throws. */
export function cLibrary(): CLibrary | null {
  if (loaded === undefined)
    try {
      loaded = new CLibrary();
    } catch {
      loaded = null;
    }
  return loaded;
}
