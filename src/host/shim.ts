/**
 * The native shim, loaded through koffi when it is first needed.
 *
 * `FUNCTIONS` is the one list of what the shim exports to JavaScript (native-shim/*.c says what each does). Functions answer an
 * errno, or an address or a negated errno; `check` and `checkAddress` turn those into a ShimError that says what failed and what to do.
 */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import type koffiModule from "koffi";

/** The exports' version (native-shim/shim.h has the same number). */
const ABI = 1;

const FUNCTIONS = {
  abi: "int32_t taipan_abi()",
  pageSize: "int64_t taipan_page_size()",
  reserve: "int64_t taipan_reserve(uint64_t lowEnd, uint64_t heapOffset, uint64_t heapBytes)",
  release: "int taipan_release(uint64_t address, uint64_t bytes)",
  commit: "int taipan_commit(uint64_t address, uint64_t bytes)",
  decommit: "int taipan_decommit(uint64_t address, uint64_t bytes)",
  discard: "int taipan_discard(uint64_t address, uint64_t bytes)",
  allocate: "int64_t taipan_allocate(uint64_t bytes, uint64_t guard)",
  mapFile:
    "int64_t taipan_map_file(const char *path, uint64_t offset, uint64_t bytes, uint64_t address, int32_t protection)",
  codeReserve: "int taipan_code_reserve(uint64_t bytes, int32_t flipOnly, void *out)",
  codeAllocate: "int64_t taipan_code_allocate(uint64_t bytes)",
  codeFree: "int taipan_code_free(uint64_t offset, uint64_t bytes)",
  codeWrite: "int taipan_code_write(uint64_t offset, const void *source, uint64_t bytes)",
  codePublish: "int taipan_code_publish(uint64_t offset, uint64_t bytes)",
  enter: "int taipan_enter(uint64_t stub, uint64_t context)",
  external: "int64_t taipan_external(const char *name)",
  externalName: "const char *taipan_external_name(uint32_t index)",
  signalStack: "int taipan_signal_stack()",
  interruptWatch: "int taipan_interrupt_watch(uint64_t address, uint32_t bits)",
  interruptUnwatch: "int taipan_interrupt_unwatch(uint64_t address)",
  timerStart: "int64_t taipan_timer_start(uint64_t address, uint32_t bits, int64_t delay, int64_t interval)",
  timerStop: "int taipan_timer_stop(int64_t timer)",
  faultsInstall: "int taipan_faults_install()",
  faultsAddMap: "int taipan_faults_add_map(uint64_t map, uint64_t start, uint64_t bytes)",
  faultsRemoveMap: "int taipan_faults_remove_map(uint64_t map)",
  faultsAddVm:
    "int taipan_faults_add_vm(uint64_t base, uint64_t lowStart, uint64_t lowEnd, uint64_t heapStart, uint64_t heapEnd, " +
    "uint64_t stackLow, uint64_t stackHigh, uint64_t guard)",
  faultsRemoveVm: "int taipan_faults_remove_vm(uint64_t base)",
} as const;

type Address = number;
type Errno = number;

/** The shim's functions. Addresses and sizes are numbers (user addresses lie below 2^47), times are nanoseconds. */
export interface Shim {
  /** The shared library. */
  readonly file: string;
  /** A JavaScript view of native memory; nothing is copied. Touching what is not committed is a fault. */
  view(address: Address, bytes: number): ArrayBuffer;

  pageSize(): number;
  reserve(lowEnd: number, heapOffset: number, heapBytes: number): Address;
  release(address: Address, bytes: number): Errno;
  commit(address: Address, bytes: number): Errno;
  decommit(address: Address, bytes: number): Errno;
  discard(address: Address, bytes: number): Errno;
  allocate(bytes: number, guard: number): Address;
  mapFile(path: string, offset: number, bytes: number, address: Address, protection: MapProtection): Address;
  codeReserve(bytes: number, flipOnly: 0 | 1, out: BigUint64Array): Errno;
  codeAllocate(bytes: number): number;
  codeFree(offset: number, bytes: number): Errno;
  codeWrite(offset: number, source: Uint8Array, bytes: number): Errno;
  codePublish(offset: number, bytes: number): Errno;
  /** Calls the stub with the context's address; answers the stub's status. */
  enter(stub: Address, context: Address): number;
  external(name: string): Address;
  externalName(index: number): string | null;
  signalStack(): Errno;
  interruptWatch(address: Address, bits: number): Errno;
  interruptUnwatch(address: Address): Errno;
  timerStart(address: Address, bits: number, delay: number, interval: number): number;
  timerStop(timer: number): Errno;
  faultsInstall(): Errno;
  faultsAddMap(map: Address, start: Address, bytes: number): Errno;
  faultsRemoveMap(map: Address): Errno;
  faultsAddVm(
    base: Address,
    lowStart: Address,
    lowEnd: Address,
    heapStart: Address,
    heapEnd: Address,
    stackLow: Address,
    stackHigh: Address,
    guard: number,
  ): Errno;
  faultsRemoveVm(base: Address): Errno;
}

export const MAP = { readOnly: 0, copyOnWrite: 1, executable: 2 } as const;
export type MapProtection = (typeof MAP)[keyof typeof MAP];

/** Why there is no native mode here: one sentence without a full stop, and what to do about it. */
export class ShimUnavailable {
  readonly reason: string;
  readonly remedy: string;
  constructor(reason: string, remedy: string) {
    this.reason = reason;
    this.remedy = remedy;
  }
  toString(): string {
    return `${this.reason}; ${this.remedy}`;
  }
}

/** A call of the shim that failed: what was tried, the system's reason by name, what to do. */
export class ShimError extends Error {
  /** Name of the errno, such as "ENOMEM". */
  readonly code: string;
  constructor(what: string, errno: number, remedy: string) {
    const code = errnoName(errno);
    super(`${what} failed: ${code}${remedy ? `; ${remedy}` : ""}`);
    this.name = "ShimError";
    this.code = code;
  }
}

function errnoName(errno: number): string {
  for (const [name, value] of Object.entries(os.constants.errno)) if (value === errno) return name;
  return `error ${errno}`;
}

/** Throws a ShimError unless `errno` is 0. */
export function check(errno: Errno, what: string, remedy = ""): void {
  if (errno !== 0) throw new ShimError(what, errno, remedy);
}

/** Answers an address (or offset); throws a ShimError when it is a negated errno. */
export function checkAddress(address: number, what: string, remedy = ""): Address {
  if (address < 0) throw new ShimError(what, -address, remedy);
  return address;
}

const EXTENSIONS: Record<string, string> = { linux: ".so", darwin: ".dylib" };
const SUPPORTED = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64"];
const REBUILD = "run: node native-shim/install.js";

let loaded: Shim | ShimUnavailable | undefined;

/**
 * Loads the shim, once a thread. Never throws: where it cannot be had, the answer says why and what to do. The environment variable
 * TAIPAN_SHIM names another folder with built shims.
 */
export function loadShim(): Shim | ShimUnavailable {
  loaded ??= loadShimFrom(process.env.TAIPAN_SHIM ?? path.join(packageRoot(), "native-shim", "build"));
  return loaded;
}

/** The same for a given directory of built shims (for tests). */
export function loadShimFrom(directory: string): Shim | ShimUnavailable {
  const target = `${process.platform}-${process.arch}`;
  if (!SUPPORTED.includes(target)) {
    return new ShimUnavailable(
      `native mode does not support ${target}`,
      `use portable mode, or one of ${SUPPORTED.join(", ")}`,
    );
  }
  const file = path.join(directory, `taipan-shim-${target}${EXTENSIONS[process.platform]}`);
  let koffi: typeof koffiModule;
  try {
    koffi = loadKoffi();
  } catch (error) {
    return new ShimUnavailable(
      `koffi, which calls native code, cannot be loaded (${firstLine(error)})`,
      "run npm install again for this Node and platform; bundlers must leave koffi external",
    );
  }
  let library: ReturnType<typeof koffi.load>;
  try {
    library = koffi.load(file);
  } catch (error) {
    return whyNotLoaded(file, firstLine(error));
  }
  try {
    const abi = library.func(FUNCTIONS.abi)();
    if (abi !== ABI) return new ShimUnavailable(`the native shim ${file} has version ${abi}, not ${ABI}`, REBUILD);
    const shim: Record<string, unknown> = {
      file,
      view: (address: number, bytes: number) => koffi.view(address, bytes),
    };
    for (const [name, declaration] of Object.entries(FUNCTIONS)) shim[name] = library.func(declaration);
    const result = shim as unknown as Shim;
    result.signalStack();
    return result;
  } catch (error) {
    return new ShimUnavailable(`the native shim ${file} lacks a function (${firstLine(error)})`, REBUILD);
  }
}

/** Address of the C function of that name, for VM code to call. Throws when the shim has none. */
export function shimExternal(shim: Shim, name: string): Address {
  const address = shim.external(name);
  if (address === 0) {
    throw new Error(`the native shim has no C function named '${name}': add a row to native-shim/externals.c`);
  }
  return address;
}

/** Names of all C functions that VM code can call. */
export function shimExternalNames(shim: Shim): string[] {
  const names: string[] = [];
  for (let i = 0; ; i++) {
    const name = shim.externalName(i);
    if (name === null) return names;
    names.push(name);
  }
}

/**
 * koffi's own entry takes 4 ms to choose among its binaries; the binary of the usual Linux is asked for first, by its place in
 * the package. Anything else goes through the entry.
 */
/** koffi itself; throws when it cannot be had. */
export function loadKoffi(): typeof koffiModule {
  const require = createRequire(import.meta.url);
  if (process.platform === "linux" && process.arch === "x64") {
    try {
      return require("@koromix/koffi-linux-x64/linux_x64/koffi.node") as typeof koffiModule;
    } catch {
      // Another layout, or musl.
    }
  }
  return require("koffi") as typeof koffiModule;
}

function whyNotLoaded(file: string, message: string): ShimUnavailable {
  const failure = readText(`${file}.failed`);
  if (failure) return new ShimUnavailable(failure, REBUILD);
  if (!existsSync(file)) {
    return new ShimUnavailable("the native shim has not been built", `${REBUILD} (it needs a C compiler)`);
  }
  if (/failed to map segment|Operation not permitted/.test(message)) {
    return new ShimUnavailable(
      `the native shim cannot be loaded from ${path.dirname(file)}, whose file system is mounted noexec (${message})`,
      "install taipan on another file system",
    );
  }
  if (/ld-linux|ld-musl|GLIBC|relocating/.test(message)) {
    return new ShimUnavailable(`the native shim was built for another C library (${message})`, REBUILD);
  }
  return new ShimUnavailable(`the native shim cannot be loaded (${message})`, REBUILD);
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "";
  }
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split("\n")[0]!;
}

/** The directory of the package: the nearest one above this file that holds native-shim/ (this file may be bundled into dist/). */
export function packageRoot(): string {
  for (let at = import.meta.dirname; ; at = path.dirname(at)) {
    if (readText(path.join(at, "native-shim", "shim.h"))) return at;
    if (at === path.dirname(at)) return import.meta.dirname;
  }
}
