/**
 * Memory for machine code. All code of a process lies in one reservation of 128 MiB, so that any call within it reaches; instances
 * take chunks of it.
 *
 * The reservation is mapped twice: JavaScript writes at one address, the CPU runs at another. Where the system refuses that, pages
 * are made writable for the length of a copy (`dual` is false; a write then costs 4 us instead of 0.1).
 */
import { check, checkAddress, MAP, type Shim } from "./shim.ts";

export const CODE_RESERVATION_BYTES = 128 * 1024 * 1024;
const MIN_CODE_RESERVATION_BYTES = 16 * 1024 * 1024;
const MODE_DUAL = 1n;
const ENOMEM = 12;

export interface CodeMemoryOptions {
  /** Do not map twice. For tests of systems that refuse memfd; the first call of the process decides. */
  flipOnly?: boolean;
}

/** The process' code reservation. */
export class CodeMemory {
  /** Executable address of offset 0. */
  readonly executable: number;
  readonly bytes: number;
  readonly dual: boolean;
  private readonly writable: number;
  private readonly shim: Shim;

  private constructor(shim: Shim, info: BigUint64Array) {
    this.shim = shim;
    this.executable = Number(info[0]);
    this.writable = Number(info[1]);
    this.bytes = Number(info[2]);
    this.dual = info[3] === MODE_DUAL;
  }

  /** Reserves code memory, or answers what the process has. Throws a ShimError where executable memory is refused. */
  static open(shim: Shim, options: CodeMemoryOptions = {}): CodeMemory {
    const info = new BigUint64Array(4);
    const flipOnly = options.flipOnly ? 1 : 0;
    let bytes = CODE_RESERVATION_BYTES;
    let errno = shim.codeReserve(bytes, flipOnly, info);
    while (errno === ENOMEM && bytes > MIN_CODE_RESERVATION_BYTES) {
      bytes /= 2;
      errno = shim.codeReserve(bytes, flipOnly, info);
    }
    check(
      errno,
      `reserving ${bytes >> 20} MiB of executable memory`,
      errno === ENOMEM
        ? "address space is limited: raise 'ulimit -v'"
        : "the system forbids programs to make machine code (SELinux, seccomp or a hardened kernel): use --vm=untranslated",
    );
    return new CodeMemory(shim, info);
  }

  /** Takes a chunk of at least `bytes` bytes (64 KiB is the unit). Throws a ShimError when the reservation is full. */
  allocate(bytes: number): CodeChunk {
    const offset = checkAddress(
      this.shim.codeAllocate(bytes),
      `taking ${bytes} bytes of code memory`,
      `all of the process' ${this.bytes >> 20} MiB are in use: dispose instances that are no longer needed`,
    );
    return new CodeChunk(this.shim, offset, bytes, this.executable + offset, this.dual ? this.writable + offset : 0);
  }
}

/** A chunk of code memory. Positions are byte offsets from its start. */
export class CodeChunk {
  /** Offset of the chunk within the process' reservation. */
  readonly offset: number;
  readonly bytes: number;
  /** Executable address of position 0. */
  readonly address: number;
  private readonly shim: Shim;
  private readonly writable: number;
  private view: DataView | undefined;
  private readonly word = new Uint8Array(4);
  private freed = false;

  constructor(shim: Shim, offset: number, bytes: number, address: number, writable: number) {
    this.shim = shim;
    this.offset = offset;
    this.bytes = bytes;
    this.address = address;
    this.writable = writable;
  }

  /** The address at which the CPU runs the code at `position`. */
  executableAddress(position: number): number {
    return this.address + position;
  }

  /** Writes code; it may be run at once. */
  write(position: number, code: Uint8Array): void {
    this.checkRange(position, code.length);
    if (this.writable === 0) {
      check(this.shim.codeWrite(this.offset + position, code, code.length), `writing ${code.length} bytes of code`);
      return;
    }
    new Uint8Array(this.writableView().buffer, position, code.length).set(code);
    this.publish(position, code.length);
  }

  /** Overwrites the 32 bits at `position` (a displacement, say). */
  patch32(position: number, value: number): void {
    this.checkRange(position, 4);
    if (this.writable === 0) {
      new DataView(this.word.buffer).setInt32(0, value, true);
      this.write(position, this.word);
      return;
    }
    this.writableView().setInt32(position, value, true);
    this.publish(position, 4);
  }

  /** The code as it stands (a copy), for listings and tests. */
  read(position: number, length: number): Uint8Array {
    this.checkRange(position, length);
    if (length === 0) return new Uint8Array(0);
    return new Uint8Array(this.shim.view(this.address + position, length)).slice();
  }

  /**
   * Maps a file's range as the chunk's code, without copying it; it cannot be written then. Position and offset are multiples of the
   * page size. Where the file's system is mounted noexec, the bytes are to be written instead: answers false.
   */
  mapFile(position: number, path: string, fileOffset: number, length: number): boolean {
    this.checkRange(position, length);
    const got = this.shim.mapFile(path, fileOffset, length, this.address + position, MAP.executable);
    if (got === -EPERM || got === -EACCES) return false;
    checkAddress(got, `mapping ${length} bytes of code from ${path}`, "the file may be damaged");
    return true;
  }

  /** Gives the chunk back. Nothing may run in it any more. */
  free(): void {
    if (this.freed) return;
    this.freed = true;
    this.view = undefined;
    check(this.shim.codeFree(this.offset, this.bytes), "giving back code memory");
  }

  private writableView(): DataView {
    this.view ??= new DataView(this.shim.view(this.writable, this.bytes));
    return this.view;
  }

  private publish(position: number, length: number): void {
    // x86-64 watches its instruction cache.
    if (process.arch !== "x64") this.shim.codePublish(this.offset + position, length);
  }

  private checkRange(position: number, length: number): void {
    if (this.freed) throw new RangeError("code chunk used after it was freed");
    if (!(position >= 0 && position + length <= this.bytes)) {
      throw new RangeError(`code position ${position}, ${length} bytes: outside the chunk of ${this.bytes} bytes`);
    }
  }
}

const EPERM = 1;
const EACCES = 13;
