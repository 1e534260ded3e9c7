// The host's files and processes as a program sees them: one object, which an embedder may replace. All access of a program to the
// system goes through it. Numbers answered below 0 are -errno.
//
// `NodeSystem` is the real one. `DeniedSystem` has standard streams, and answers EACCES or EPERM to everything else.

import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import type tty from "node:tty";
import { isMainThread } from "node:worker_threads";
import { OPEN } from "../interp/system-operations.ts";
import { type CLibrary, cLibrary, type Time } from "./c-library.ts";
import { SystemError } from "./system-error.ts";

const { errno } = os.constants;

/** Node's own modules are found from anywhere. */
const requireBuiltin = createRequire(process.execPath);

/** Only a character device can be a terminal: Node's module, which takes milliseconds to load, is seldom asked. */
function isTerminal(fd: number): boolean {
  try {
    return fs.fstatSync(fd).isCharacterDevice() && (requireBuiltin("node:tty") as typeof tty).isatty(fd);
  } catch {
    return false; // a descriptor that is not open
  }
}

/** What stat tells: times in seconds and nanoseconds. */
export interface FileStatus {
  readonly mode: number;
  readonly inode: number;
  readonly device: number;
  readonly links: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly times: readonly Time[];
  readonly blockSize: number;
  readonly blocks: number;
  readonly specialDevice: number;
}

export interface DirectoryEntry {
  readonly name: Uint8Array;
  readonly kind: "f" | "d" | "l" | "?";
}

/** Paths are bytes. A method that fails throws a SystemError, or Node's own error with a `code`. */
export interface HostSystem {
  open(path: Uint8Array, flags: number, mode: number): number;
  close(fd: number): void;
  read(fd: number, into: Uint8Array): number;
  write(fd: number, bytes: Uint8Array): number;
  seek(fd: number, offset: number, whence: number): number;
  truncate(fd: number, length: number): void;
  truncatePath(path: Uint8Array, length: number): void;
  sync(fd: number): void;
  isatty(fd: number): boolean;
  pipe(): readonly [reading: number, writing: number];
  duplicate(fd: number): number;
  duplicateTo(fd: number, target: number, inheritable: boolean): void;
  inheritable(fd: number): boolean;
  setInheritable(fd: number, on: boolean): void;
  blocking(fd: number): boolean;
  setBlocking(fd: number, on: boolean): void;
  chmodOf(fd: number, mode: number): void;
  chownOf(fd: number, uid: number, gid: number): void;
  utimeOf(fd: number, access: Time, modification: Time): void;
  fstat(fd: number): FileStatus;
  stat(path: Uint8Array, follow: boolean): FileStatus;
  list(path: Uint8Array): DirectoryEntry[];
  mkdir(path: Uint8Array, mode: number): void;
  rmdir(path: Uint8Array): void;
  remove(path: Uint8Array): void;
  rename(from: Uint8Array, to: Uint8Array): void;
  symlink(target: Uint8Array, path: Uint8Array): void;
  link(from: Uint8Array, to: Uint8Array): void;
  readlink(path: Uint8Array): Uint8Array;
  realpath(path: Uint8Array): Uint8Array;
  chmod(path: Uint8Array, mode: number, follow: boolean): void;
  chown(path: Uint8Array, uid: number, gid: number): void;
  access(path: Uint8Array, mode: number): void;
  utime(path: Uint8Array, access: Time, modification: Time, follow: boolean): void;
  getcwd(): Uint8Array;
  chdir(path: Uint8Array): void;
  environment(): Readonly<Record<string, string | undefined>>;
  terminalSize(fd: number): readonly [columns: number, lines: number];
  umask(mask: number): number;
  kill(pid: number, signal: number): void;
  /** Facts that are numbers: see SYSTEM_FACT. */
  fact(kind: number): number;
  uname(): readonly string[];
}

/** -errno of an error that a HostSystem threw; others pass through. */
export function errorNumber(error: unknown): number {
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code !== "string") throw error;
  // Node refuses a descriptor that cannot be one before the system sees it
  if (code === "ERR_OUT_OF_RANGE" && (error as Error).message.includes('"fd"')) return -errno.EBADF;
  if (code.startsWith("ERR_")) return -errno.EINVAL;
  return -((errno as Record<string, number>)[code] ?? errno.EIO);
}

const SLASH = 47;
const PLATFORMS: readonly string[] = ["linux", "darwin", "win32"];

/** Where reading and writing goes on; appending: writing goes to the end. */
interface Place {
  at: number;
  readonly appending: boolean;
}
/** The C library, for what cannot be done without it. */
function needed(): CLibrary {
  const library = cLibrary();
  if (!library) throw new SystemError("ENOSYS");
  return library;
}

export class NodeSystem implements HostSystem {
  /** The program's own working folder: a process has but one, and threads cannot change it. */
  private folder: Uint8Array | null = null;
  /** Node cannot seek: where reading and writing of a file that was opened here goes on. Others, and files that are none of the disk, use the system's own place. */
  private readonly places = new Map<number, Place>();
  private mask = process.umask();

  private resolve(path: Uint8Array): Buffer {
    if (path.length === 0) throw new SystemError("ENOENT");
    const plain = Buffer.from(path);
    if (!this.folder || plain[0] === SLASH || process.platform === "win32") return plain;
    return Buffer.concat([this.folder, Buffer.from("/"), plain]);
  }
  open(path: Uint8Array, flags: number, mode: number): number {
    const c = fs.constants;
    let native = flags & 3;
    if (flags & OPEN.create) native |= c.O_CREAT;
    if (flags & OPEN.exclusive) native |= c.O_EXCL;
    if (flags & OPEN.truncate) native |= c.O_TRUNC;
    if (flags & OPEN.append) native |= c.O_APPEND;
    if (flags & OPEN.nonBlocking) native |= c.O_NONBLOCK ?? 0;
    if (flags & OPEN.directory) native |= c.O_DIRECTORY ?? 0;
    if (flags & OPEN.noFollow) native |= c.O_NOFOLLOW ?? 0;
    const fd = fs.openSync(this.resolve(path), native, mode);
    if (fs.fstatSync(fd).isFile()) this.places.set(fd, { at: 0, appending: (flags & OPEN.append) !== 0 });
    return fd;
  }
  close(fd: number): void {
    this.places.delete(fd);
    fs.closeSync(fd);
  }
  read(fd: number, into: Uint8Array): number {
    const place = this.places.get(fd);
    for (;;) {
      try {
        const count = fs.readSync(fd, into, 0, into.length, place?.at ?? null);
        if (place) place.at += count;
        return count;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === "EOF") return 0;
        // standard input may have been made non-blocking by another process
        if (code !== "EAGAIN" || fd > 2) throw error;
        return -errno.EAGAIN;
      }
    }
  }
  write(fd: number, bytes: Uint8Array): number {
    const place = this.places.get(fd);
    if (!place || place.appending) {
      const count = fs.writeSync(fd, bytes, 0, bytes.length, null);
      if (place) place.at = fs.fstatSync(fd).size;
      return count;
    }
    const count = fs.writeSync(fd, bytes, 0, bytes.length, place.at);
    place.at += count;
    return count;
  }
  seek(fd: number, offset: number, whence: number): number {
    const status = fs.fstatSync(fd);
    if (!status.isFile() && !status.isBlockDevice() && !status.isCharacterDevice()) throw new SystemError("ESPIPE");
    if (isTerminal(fd)) throw new SystemError("ESPIPE");
    const place = this.places.get(fd);
    const base = whence === 0 ? 0 : whence === 1 ? (place?.at ?? 0) : whence === 2 ? status.size : -1;
    if (base < 0 || base + offset < 0) throw new SystemError("EINVAL");
    if (!status.isFile()) return 0;
    if (place) place.at = base + offset;
    // asking where standard streams are must not move them
    else if (whence !== 1 || offset !== 0) this.places.set(fd, { at: base + offset, appending: false });
    return base + offset;
  }
  truncate(fd: number, length: number): void {
    fs.ftruncateSync(fd, length);
  }
  truncatePath(path: Uint8Array, length: number): void {
    const fd = fs.openSync(this.resolve(path), "r+");
    try {
      fs.ftruncateSync(fd, length);
    } finally {
      fs.closeSync(fd);
    }
  }
  sync(fd: number): void {
    fs.fsyncSync(fd);
  }
  isatty(fd: number): boolean {
    return isTerminal(fd);
  }
  pipe(): readonly [number, number] {
    return needed().pipe();
  }
  duplicate(fd: number): number {
    const copy = needed().duplicate(fd);
    this.share(fd, copy);
    return copy;
  }
  duplicateTo(fd: number, target: number, inheritable: boolean): void {
    needed().duplicateTo(fd, target, inheritable);
    this.share(fd, target);
  }
  /** Two descriptors of one open file have one place. */
  private share(fd: number, copy: number): void {
    const place = this.places.get(fd);
    if (place) this.places.set(copy, place);
    else this.places.delete(copy);
  }
  inheritable(fd: number): boolean {
    return needed().inheritable(fd);
  }
  setInheritable(fd: number, on: boolean): void {
    needed().setInheritable(fd, on);
  }
  blocking(fd: number): boolean {
    return needed().blocking(fd);
  }
  setBlocking(fd: number, on: boolean): void {
    needed().setBlocking(fd, on);
  }
  chmodOf(fd: number, mode: number): void {
    fs.fchmodSync(fd, mode);
  }
  chownOf(fd: number, uid: number, gid: number): void {
    fs.fchownSync(fd, uid, gid);
  }
  utimeOf(fd: number, access: Time, modification: Time): void {
    const library = cLibrary();
    if (library) library.setTimesOf(fd, access, modification);
    else fs.futimesSync(fd, microseconds(access), microseconds(modification));
  }
  fstat(fd: number): FileStatus {
    return fileStatus(fs.fstatSync(fd, { bigint: true }));
  }
  stat(path: Uint8Array, follow: boolean): FileStatus {
    const name = this.resolve(path);
    const found = follow
      ? fs.statSync(name, { bigint: true, throwIfNoEntry: false })
      : fs.lstatSync(name, { bigint: true, throwIfNoEntry: false });
    if (!found) throw new SystemError("ENOENT");
    return fileStatus(found);
  }
  list(path: Uint8Array): DirectoryEntry[] {
    const entries = fs.readdirSync(this.resolve(path), { withFileTypes: true, encoding: "buffer" });
    return entries.map((entry) => ({
      name: entry.name as unknown as Uint8Array,
      kind: entry.isFile() ? "f" : entry.isDirectory() ? "d" : entry.isSymbolicLink() ? "l" : "?",
    }));
  }
  mkdir(path: Uint8Array, mode: number): void {
    fs.mkdirSync(this.resolve(path), { mode });
  }
  rmdir(path: Uint8Array): void {
    fs.rmdirSync(this.resolve(path));
  }
  remove(path: Uint8Array): void {
    const name = this.resolve(path);
    // unlink of a folder is refused with EPERM on some systems, as Python's users expect it nowhere
    if (fs.lstatSync(name, { throwIfNoEntry: false })?.isDirectory()) throw new SystemError("EISDIR");
    fs.unlinkSync(name);
  }
  rename(from: Uint8Array, to: Uint8Array): void {
    fs.renameSync(this.resolve(from), this.resolve(to));
  }
  symlink(target: Uint8Array, path: Uint8Array): void {
    fs.symlinkSync(Buffer.from(target), this.resolve(path));
  }
  link(from: Uint8Array, to: Uint8Array): void {
    fs.linkSync(this.resolve(from), this.resolve(to));
  }
  readlink(path: Uint8Array): Uint8Array {
    return fs.readlinkSync(this.resolve(path), { encoding: "buffer" });
  }
  realpath(path: Uint8Array): Uint8Array {
    return fs.realpathSync.native(this.resolve(path), { encoding: "buffer" });
  }
  chmod(path: Uint8Array, mode: number, follow: boolean): void {
    if (!follow && fs.lstatSync(this.resolve(path)).isSymbolicLink()) throw new SystemError("EOPNOTSUPP");
    fs.chmodSync(this.resolve(path), mode);
  }
  chown(path: Uint8Array, uid: number, gid: number): void {
    fs.chownSync(this.resolve(path), uid, gid);
  }
  access(path: Uint8Array, mode: number): void {
    fs.accessSync(this.resolve(path), mode);
  }
  utime(path: Uint8Array, access: Time, modification: Time, follow: boolean): void {
    const name = this.resolve(path);
    const library = cLibrary();
    if (library) library.setTimes(name, access, modification, follow);
    else if (follow) fs.utimesSync(name, microseconds(access), microseconds(modification));
    else fs.lutimesSync(name, microseconds(access), microseconds(modification));
  }
  getcwd(): Uint8Array {
    return this.folder ?? Buffer.from(process.cwd());
  }
  chdir(path: Uint8Array): void {
    const name = this.resolve(path);
    if (!fs.statSync(name).isDirectory()) throw new SystemError("ENOTDIR");
    this.folder = fs.realpathSync.native(name, { encoding: "buffer" });
  }
  environment(): Readonly<Record<string, string | undefined>> {
    return process.env;
  }
  terminalSize(fd: number): readonly [number, number] {
    const stream = fd === 1 ? process.stdout : fd === 2 ? process.stderr : null;
    if (!stream?.isTTY) throw new SystemError("ENOTTY");
    return [stream.columns, stream.rows];
  }
  umask(mask: number): number {
    const old = this.mask;
    this.mask = mask & 0o777;
    // the process has one; a thread of Node's may not change it
    if (isMainThread) process.umask(this.mask);
    return old;
  }
  kill(pid: number, signal: number): void {
    process.kill(pid, signal);
  }
  fact(kind: number): number {
    switch (kind) {
      case 0:
        return process.pid;
      case 1:
        return process.ppid;
      case 2:
        return process.getuid?.() ?? 0;
      case 3:
        return process.getgid?.() ?? 0;
      case 4:
        return process.geteuid?.() ?? 0;
      case 5:
        return process.getegid?.() ?? 0;
      case 6:
        return os.cpus().length || 1;
      default:
        return Math.max(0, PLATFORMS.indexOf(process.platform));
    }
  }
  uname(): readonly string[] {
    const machine = process.arch === "x64" ? "x86_64" : process.arch === "arm64" ? "aarch64" : process.arch;
    return [os.type(), os.hostname(), os.release(), os.version(), machine];
  }
}

/** In seconds, as Node takes the time of a file. It cuts it off at microseconds, and would lose one where the double is a little less than its decimal. */
function microseconds([seconds, nanoseconds]: Time): number {
  return seconds + (Math.floor(nanoseconds / 1000) + 0.25) / 1e6;
}
function fileStatus(found: fs.BigIntStats): FileStatus {
  const time = (ns: bigint): Time => {
    const seconds = ns >= 0n ? ns / 1000000000n : -((-ns + 999999999n) / 1000000000n);
    return [Number(seconds), Number(ns - seconds * 1000000000n)];
  };
  return {
    mode: Number(found.mode),
    inode: Number(found.ino),
    device: Number(found.dev),
    links: Number(found.nlink),
    uid: Number(found.uid),
    gid: Number(found.gid),
    size: Number(found.size),
    times: [time(found.atimeNs), time(found.mtimeNs), time(found.ctimeNs)],
    blockSize: Number(found.blksize),
    blocks: Number(found.blocks),
    specialDevice: Number(found.rdev),
  };
}

/** No access to files, folders, environment or processes. What is readable: the standard streams, unless `streams` is false. */
export class DeniedSystem implements HostSystem {
  private readonly streams: NodeSystem | null;
  constructor(streams = true) {
    this.streams = streams ? new NodeSystem() : null;
  }
  private stream(fd: number): NodeSystem {
    if (!this.streams || fd < 0 || fd > 2) throw new SystemError("EBADF");
    return this.streams;
  }
  private deny(): never {
    throw new SystemError("EACCES");
  }
  open(): number {
    return this.deny();
  }
  close(fd: number): void {
    this.stream(fd);
  }
  read(fd: number, into: Uint8Array): number {
    return this.stream(fd).read(fd, into);
  }
  write(fd: number, bytes: Uint8Array): number {
    return this.stream(fd).write(fd, bytes);
  }
  seek(): number {
    throw new SystemError("ESPIPE");
  }
  truncate(): void {
    this.deny();
  }
  truncatePath(): void {
    this.deny();
  }
  sync(): void {
    this.deny();
  }
  isatty(fd: number): boolean {
    return this.stream(fd).isatty(fd);
  }
  pipe(): readonly [number, number] {
    return this.deny();
  }
  duplicate(): number {
    return this.deny();
  }
  duplicateTo(): void {
    this.deny();
  }
  inheritable(): boolean {
    return this.deny();
  }
  setInheritable(): void {
    this.deny();
  }
  blocking(): boolean {
    return this.deny();
  }
  setBlocking(): void {
    this.deny();
  }
  chmodOf(): void {
    this.deny();
  }
  chownOf(): void {
    this.deny();
  }
  utimeOf(): void {
    this.deny();
  }
  fstat(fd: number): FileStatus {
    return this.stream(fd).fstat(fd);
  }
  stat(): FileStatus {
    return this.deny();
  }
  list(): DirectoryEntry[] {
    return this.deny();
  }
  mkdir(): void {
    this.deny();
  }
  rmdir(): void {
    this.deny();
  }
  remove(): void {
    this.deny();
  }
  rename(): void {
    this.deny();
  }
  symlink(): void {
    this.deny();
  }
  link(): void {
    this.deny();
  }
  readlink(): Uint8Array {
    return this.deny();
  }
  realpath(): Uint8Array {
    return this.deny();
  }
  chmod(): void {
    this.deny();
  }
  chown(): void {
    this.deny();
  }
  access(): void {
    this.deny();
  }
  utime(): void {
    this.deny();
  }
  getcwd(): Uint8Array {
    return Buffer.from("/");
  }
  chdir(): void {
    this.deny();
  }
  environment(): Readonly<Record<string, string | undefined>> {
    return {};
  }
  terminalSize(): readonly [number, number] {
    throw new SystemError("ENOTTY");
  }
  umask(): number {
    return 0o022;
  }
  kill(): void {
    throw new SystemError("EPERM");
  }
  fact(kind: number): number {
    return kind === 6 ? 1 : kind === 7 ? 0 : 1;
  }
  uname(): readonly string[] {
    return ["Taipan", "localhost", "", "", ""];
  }
}
