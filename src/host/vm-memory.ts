/**
 * The memory of one VM instance, and JavaScript's way to it. src/ir/vm-layout.ts says what stands where.
 *
 *   base .. base + LOW_AREA             stays inaccessible: null's fields fault
 *   base + LOW_AREA .. LOW_AREA_END     the low area: committed whole, paid for by the page
 *   base + HEAP_OFFSET ..               the heap: reserved, a committed prefix that grows (`commitHeap`, `mapImage`)
 *   stackLow .. stackTop                the VM's stack, anywhere; its lowest GUARD bytes are inaccessible
 *
 * JavaScript sees them through DataViews over native memory. The first 4 GiB of the heap are one view, whose size doubles when something
 * beyond its end is touched (Node 20 allows no larger one, and V8 counts a view's whole size as memory in use, which brings collections on);
 * what lies beyond has a view for each 4 GiB. Bounds are checked against what is committed, so JavaScript's mistakes are RangeErrors, not crashes.
 *
 * This module is the only one that makes views of VM memory.
 */
import type { Int } from "../ir/graph.ts";
import type { Memory } from "../ir/memory.ts";
import { CONTEXT, HEAP_OFFSET, LOW_AREA, LOW_AREA_END } from "../ir/vm-layout.ts";
import { check, checkAddress, MAP, type Shim, ShimError } from "./shim.ts";

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

/** Largest heap that is asked for; references have room for 24 GiB. */
export const MAX_HEAP_BYTES = 24 * GIB;
const MIN_HEAP_BYTES = 64 * MIB;
export const STACK_BYTES = 64 * MIB;
const MIN_STACK_BYTES = 1 * MIB;
/** Inaccessible low end of the stack: larger than any frame that is entered without a check. */
export const STACK_GUARD_BYTES = 64 * KIB;
/** A view covers at most this much. */
const SEGMENT_BYTES = 4 * GIB;
const FIRST_HEAP_VIEW_BYTES = 8 * MIB;
/** Reaches over all of the low area but the further part of the root tables, which short programs do not need. */
const FIRST_LOW_VIEW_BYTES = 4 * MIB;
const FIRST_STACK_VIEW_BYTES = 256 * KIB;
const HEAP_COMMIT_STEP = 1 * MIB;

const TWO_32 = 0x1_0000_0000;

export interface VmMemoryOptions {
  /** Bytes of heap to reserve; less when the system has less address space. Default 24 GiB. */
  heapBytes?: number;
  /** Bytes of stack. Default 64 MiB. */
  stackBytes?: number;
}

export class VmMemory implements Memory {
  /** Address of reference 0. */
  readonly base: number;
  /** Address of the VM context. */
  readonly context: number;
  readonly lowStart: number;
  readonly lowEnd: number;
  readonly heapStart: number;
  /** Bytes of address space that the heap may grow to. */
  readonly heapReserved: number;
  /** The stack's mapping, guard included, and its upper end. */
  readonly stackLow: number;
  readonly stackTop: number;

  private readonly shim: Shim;
  private readonly pageSize: number;
  private committed = 0;
  private disposed = false;

  // The hot path: the heap's first view, made when it is first touched, and how many bytes of it are committed.
  private heap: DataView;
  private heapLimit = 0;
  private low: DataView;
  /** Views of the heap beyond its first 4 GiB, by segment number - 1. */
  private readonly segments: (DataView | undefined)[] = [];
  /** The stack's upper part: [stackTop - byteLength, stackTop). */
  private stack: DataView;
  /** Where in the view that `find` answered the address stands. */
  private at = 0;

  private constructor(shim: Shim, base: number, heapReserved: number, stackLow: number, stackBytes: number) {
    this.shim = shim;
    this.pageSize = shim.pageSize();
    this.base = base;
    this.context = base + CONTEXT;
    this.lowStart = base + LOW_AREA;
    this.lowEnd = base + LOW_AREA_END;
    this.heapStart = base + HEAP_OFFSET;
    this.heapReserved = heapReserved;
    this.stackLow = stackLow;
    this.stackTop = stackLow + stackBytes;
    const nothing = new DataView(new ArrayBuffer(0));
    this.heap = nothing;
    this.low = nothing;
    this.stack = nothing;
    check(shim.commit(this.lowStart, LOW_AREA_END - LOW_AREA), "committing the VM's low area", OUT_OF_MEMORY);
    this.low = this.makeView(this.lowStart, FIRST_LOW_VIEW_BYTES);
  }

  /**
   * Reserves an instance's memory. Throws a ShimError when the system refuses even a small one. Reserve code memory first: what
   * address space is left goes to the heap.
   */
  static reserve(shim: Shim, options: VmMemoryOptions = {}): VmMemory {
    const granularity = 64 * KIB;
    let stackBytes = Math.ceil((options.stackBytes ?? STACK_BYTES) / granularity) * granularity;
    let stackLow = shim.allocate(stackBytes, STACK_GUARD_BYTES);
    while (stackLow < 0 && stackBytes / 2 >= MIN_STACK_BYTES) {
      stackBytes /= 2;
      stackLow = shim.allocate(stackBytes, STACK_GUARD_BYTES);
    }
    checkAddress(stackLow, `reserving a stack of ${stackBytes} bytes`, ADDRESS_SPACE);

    const wanted = Math.ceil((options.heapBytes ?? MAX_HEAP_BYTES) / granularity) * granularity;
    let heapBytes = wanted;
    let base = shim.reserve(LOW_AREA_END, HEAP_OFFSET, heapBytes);
    while (base < 0 && heapBytes / 2 >= MIN_HEAP_BYTES) {
      heapBytes = Math.floor(heapBytes / 2 / granularity) * granularity;
      base = shim.reserve(LOW_AREA_END, HEAP_OFFSET, heapBytes);
    }
    if (base < 0) {
      shim.release(stackLow, stackBytes);
      throw new ShimError(`reserving a heap of ${heapBytes / MIB} MiB`, -base, ADDRESS_SPACE);
    }
    if (heapBytes < wanted) {
      // Address space is short, and V8 needs some too: leave it a quarter of what could be had.
      const kept = Math.floor((heapBytes * 3) / 4 / granularity) * granularity;
      check(shim.release(base + HEAP_OFFSET + kept, heapBytes - kept), "releasing part of the heap's reservation");
      heapBytes = kept;
    }
    return new VmMemory(shim, base, heapBytes, stackLow, stackBytes);
  }

  /** Bytes at the heap's start that are committed. */
  get heapCommitted(): number {
    return this.committed;
  }

  /** The address of object `reference`. */
  addressOf(reference: number): number {
    return this.base + 8 * reference;
  }

  /**
   * Makes at least the heap's first `bytes` bytes usable; new memory reads as zero. Throws a ShimError (code ENOMEM) when the
   * reservation or the system has no more.
   */
  commitHeap(bytes: number): void {
    if (bytes <= this.committed) return;
    const target = Math.min(Math.ceil(bytes / HEAP_COMMIT_STEP) * HEAP_COMMIT_STEP, this.heapReserved);
    if (bytes > target) throw new ShimError(`a heap of ${bytes} bytes`, ENOMEM, `${this.heapReserved} are reserved`);
    const errno = this.shim.commit(this.heapStart + this.committed, target - this.committed);
    check(errno, `committing ${target - this.committed} bytes of heap`, OUT_OF_MEMORY);
    this.setCommitted(target);
  }

  /** Shortens the committed prefix to `bytes`: the rest goes back to the system and is inaccessible. */
  trimHeap(bytes: number): void {
    const target = this.roundToPage(bytes);
    if (target >= this.committed) return;
    check(this.shim.decommit(this.heapStart + target, this.committed - target), "decommitting heap");
    this.setCommitted(target);
  }

  /** Gives whole pages within the committed heap back to the system; they stay usable and read as zero. */
  discard(address: number, bytes: number): void {
    // a run may lie in several views
    const from = address - this.heapStart;
    if (from < 0 || from + bytes > this.committed)
      throw new RangeError(`0x${from.toString(16)} and ${bytes} bytes behind it are not all of the committed heap`);
    check(this.shim.discard(address, bytes), "discarding heap pages");
  }

  /**
   * Maps a range of a file copy-on-write over the low area, or as the next part of the heap. Offset and address are multiples of the
   * page size; the range's last page is filled up with zero.
   */
  mapImage(path: string, fileOffset: number, bytes: number, address: number): void {
    const what = `mapping ${bytes} bytes of ${path} into VM memory`;
    const heapAt = address - this.heapStart;
    const inLowArea = address >= this.lowStart && address + bytes <= this.lowEnd;
    if (!inLowArea && heapAt !== this.committed) {
      throw new RangeError(`${what}: 0x${heapAt.toString(16)} is not the end of the committed heap`);
    }
    if (!inLowArea && heapAt + this.roundToPage(bytes) > this.heapReserved) {
      throw new ShimError(what, ENOMEM, `${this.heapReserved} bytes of heap are reserved`);
    }
    checkAddress(this.shim.mapFile(path, fileOffset, bytes, address, MAP.copyOnWrite), what, "the file may be damaged");
    if (!inLowArea) this.setCommitted(heapAt + this.roundToPage(bytes));
  }

  private roundToPage(bytes: number): number {
    return Math.ceil(bytes / this.pageSize) * this.pageSize;
  }

  private setCommitted(bytes: number): void {
    this.committed = bytes;
    this.heapLimit = Math.min(bytes, this.heap.byteLength);
  }

  /** Makes the heap's first view reach to `end` bytes behind its start. */
  private extendHeapView(end: number): void {
    const most = Math.min(this.heapReserved, SEGMENT_BYTES);
    this.heap = this.makeView(this.heapStart, Math.min(Math.max(FIRST_HEAP_VIEW_BYTES, powerOfTwo(end)), most));
    this.setCommitted(this.committed);
  }

  private makeView(address: number, bytes: number): DataView {
    return new DataView(this.shim.view(address, bytes));
  }

  /** The view that holds [address, address + bytes); sets `at`. */
  private find(address: number, bytes: number): DataView {
    const lowAt = address - this.lowStart;
    if (lowAt >= 0 && lowAt + bytes <= this.low.byteLength) {
      this.at = lowAt;
      return this.low;
    }
    const heapAt = address - this.heapStart;
    if (heapAt >= 0 && heapAt + bytes <= this.heapLimit) {
      this.at = heapAt;
      return this.heap;
    }
    return this.findElsewhere(address, bytes);
  }

  private findElsewhere(address: number, bytes: number): DataView {
    const fromTop = this.stackTop - address;
    if (!this.disposed && fromTop >= bytes && address >= this.stackLow + STACK_GUARD_BYTES) {
      if (fromTop > this.stack.byteLength) {
        const most = this.stackTop - this.stackLow - STACK_GUARD_BYTES;
        const size = Math.min(Math.max(FIRST_STACK_VIEW_BYTES, powerOfTwo(fromTop)), most);
        this.stack = this.makeView(this.stackTop - size, size);
      }
      this.at = this.stack.byteLength - fromTop;
      return this.stack;
    }
    if (!this.disposed && address >= this.lowStart && address + bytes <= this.lowEnd) {
      this.low = this.makeView(this.lowStart, this.lowEnd - this.lowStart);
      this.at = address - this.lowStart;
      return this.low;
    }
    const heapAt = address - this.heapStart;
    if (heapAt >= 0 && heapAt + bytes <= Math.min(this.committed, SEGMENT_BYTES)) {
      this.extendHeapView(heapAt + bytes);
      this.at = heapAt;
      return this.heap;
    }
    if (heapAt >= SEGMENT_BYTES && heapAt + bytes <= this.committed) {
      const segment = Math.floor(heapAt / SEGMENT_BYTES);
      this.at = heapAt - segment * SEGMENT_BYTES;
      let view = this.segments[segment - 1];
      if (!view || view.byteLength < this.at + bytes) {
        const most = Math.min(this.heapReserved - segment * SEGMENT_BYTES, SEGMENT_BYTES);
        const size = Math.min(Math.max(256 * MIB, powerOfTwo(this.at + bytes)), most);
        view = this.makeView(this.heapStart + segment * SEGMENT_BYTES, size);
        this.segments[segment - 1] = view;
      }
      return view;
    }
    const where = this.disposed ? "after the VM was disposed" : "outside the VM's committed memory";
    const name = `base${address < this.base ? "-" : "+"}0x${Math.abs(address - this.base).toString(16)}`;
    throw new RangeError(`access of ${bytes} bytes at ${name}, ${where}`);
  }

  load8(address: number): number {
    const at = address - this.heapStart;
    if (at >= 0 && at < this.heapLimit) return this.heap.getUint8(at);
    return this.find(address, 1).getUint8(this.at);
  }
  load16(address: number): number {
    const at = address - this.heapStart;
    if (at >= 0 && at + 2 <= this.heapLimit) return this.heap.getUint16(at, true);
    return this.find(address, 2).getUint16(this.at, true);
  }
  load32(address: number): number {
    const at = address - this.heapStart;
    if (at >= 0 && at + 4 <= this.heapLimit) return this.heap.getUint32(at, true);
    return this.find(address, 4).getUint32(this.at, true);
  }
  load64(address: number): Int {
    let view = this.heap;
    let at = address - this.heapStart;
    if (!(at >= 0 && at + 8 <= this.heapLimit)) {
      view = this.find(address, 8);
      at = this.at;
    }
    const value = view.getInt32(at + 4, true) * TWO_32 + view.getUint32(at, true);
    // A sum that was rounded is at least 2^53 away from 0, and so not safe.
    return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? value : view.getBigInt64(at, true);
  }
  loadFloat(address: number): number {
    const at = address - this.heapStart;
    if (at >= 0 && at + 8 <= this.heapLimit) return this.heap.getFloat64(at, true);
    return this.find(address, 8).getFloat64(this.at, true);
  }
  store8(address: number, value: number): void {
    this.find(address, 1).setUint8(this.at, value);
  }
  store16(address: number, value: number): void {
    this.find(address, 2).setUint16(this.at, value, true);
  }
  store32(address: number, value: number): void {
    this.find(address, 4).setUint32(this.at, value, true);
  }
  /** Stores a canonical integer; a bigint is wrapped to 64 bits. */
  store64(address: number, value: Int): void {
    const view = this.find(address, 8);
    const at = this.at;
    if (typeof value === "number") {
      view.setUint32(at, value, true);
      view.setInt32(at + 4, Math.floor(value / TWO_32), true);
    } else {
      view.setBigInt64(at, value, true);
    }
  }
  storeFloat(address: number, value: number): void {
    this.find(address, 8).setFloat64(this.at, value, true);
  }

  /**
   * The bytes themselves, not a copy. Not to be kept: touching the array once the memory is disposed, or its part of the heap trimmed, is
   * a fault (Node cannot detach a view of native memory).
   */
  bytes(address: number, length: number): Uint8Array {
    if (this.crossesSegments(address, length)) return new Uint8Array(this.makeView(address, length).buffer);
    const view = this.find(address, length);
    return new Uint8Array(view.buffer as ArrayBuffer, this.at, length);
  }
  /** Copies bytes within VM memory; the ranges may overlap. */
  copy(target: number, source: number, bytes: number): void {
    const to = this.bytes(target, bytes);
    to.set(this.bytes(source, bytes));
  }
  fill(target: number, value: number, bytes: number): void {
    this.bytes(target, bytes).fill(value);
  }
  copyIn(target: number, source: Uint8Array): void {
    this.bytes(target, source.length).set(source);
  }
  copyOut(source: number, length: number): Uint8Array {
    return this.bytes(source, length).slice();
  }

  private crossesSegments(address: number, length: number): boolean {
    const at = address - this.heapStart;
    if (!(at >= 0 && length > 0 && at + length > SEGMENT_BYTES && at + length <= this.committed)) return false;
    return Math.floor(at / SEGMENT_BYTES) !== Math.floor((at + length - 1) / SEGMENT_BYTES);
  }

  /** Gives everything back to the system; accesses throw from then on. */
  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.segments.length = 0;
    this.heap = this.low = this.stack = new DataView(new ArrayBuffer(0));
    this.committed = this.heapLimit = 0;
    const { shim } = this;
    check(shim.release(this.base, LOW_AREA_END), "releasing the VM's low area");
    check(shim.release(this.heapStart, this.heapReserved), "releasing the VM's heap");
    check(shim.release(this.stackLow, this.stackTop - this.stackLow), "releasing the VM's stack");
  }
  [Symbol.dispose](): void {
    this.dispose();
  }
}

const ENOMEM = 12;
const OUT_OF_MEMORY = "the system has no more memory to give";
const ADDRESS_SPACE = "address space is limited: raise 'ulimit -v'";

function powerOfTwo(bytes: number): number {
  return 2 ** Math.ceil(Math.log2(bytes));
}
