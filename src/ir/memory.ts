// Memory as the evaluator, the tracer and the host see it: loads and stores by address (a safe integer).

import type { Int } from "./graph.ts";

export interface Memory {
  /** The address of reference 0. */
  readonly base: number;
  load8(address: number): number;
  load16(address: number): number;
  load32(address: number): number;
  /** Signed; canonical (a number when safe). */
  load64(address: number): Int;
  loadFloat(address: number): number;
  store8(address: number, value: number): void;
  store16(address: number, value: number): void;
  store32(address: number, value: number): void;
  store64(address: number, value: Int): void;
  storeFloat(address: number, value: number): void;
  copy(target: number, source: number, bytes: number): void;
  fill(target: number, value: number, bytes: number): void;
  bytes(address: number, length: number): Uint8Array;
}

/** Makes an integer canonical: a number when it is safe, else a bigint; wraps to 64 bits. */
export function canonical(value: bigint): Int {
  const wrapped = BigInt.asIntN(64, value);
  return wrapped >= -0x1fffffffffffffn && wrapped <= 0x1fffffffffffffn ? Number(wrapped) : wrapped;
}

/** A memory in two ArrayBuffers, for tests and the graphs rung: a low area and a heap, 8 GiB apart like the real one. */
export class BufferMemory implements Memory {
  readonly base = 0;
  private readonly low: DataView;
  private readonly heap: DataView;
  private readonly heapStart: number;
  constructor(lowBytes: number, heapBytes: number, heapStart: number) {
    this.low = new DataView(new ArrayBuffer(lowBytes));
    this.heap = new DataView(new ArrayBuffer(heapBytes));
    this.heapStart = heapStart;
  }
  private at = 0;
  private view(address: number, bytes: number): DataView {
    if (address >= this.heapStart) {
      this.at = address - this.heapStart;
      if (this.at + bytes <= this.heap.byteLength) return this.heap;
    } else if (address >= 0x1_0000) {
      this.at = address;
      if (this.at + bytes <= this.low.byteLength) return this.low;
    }
    throw new RangeError(`access of ${bytes} bytes at 0x${address.toString(16)}, outside the memory`);
  }
  load8(a: number): number {
    return this.view(a, 1).getUint8(this.at);
  }
  load16(a: number): number {
    return this.view(a, 2).getUint16(this.at, true);
  }
  load32(a: number): number {
    return this.view(a, 4).getUint32(this.at, true);
  }
  load64(a: number): Int {
    return canonical(this.view(a, 8).getBigInt64(this.at, true));
  }
  loadFloat(a: number): number {
    return this.view(a, 8).getFloat64(this.at, true);
  }
  store8(a: number, v: number): void {
    this.view(a, 1).setUint8(this.at, v);
  }
  store16(a: number, v: number): void {
    this.view(a, 2).setUint16(this.at, v, true);
  }
  store32(a: number, v: number): void {
    this.view(a, 4).setUint32(this.at, v, true);
  }
  store64(a: number, v: Int): void {
    this.view(a, 8).setBigInt64(this.at, BigInt(v), true);
  }
  storeFloat(a: number, v: number): void {
    this.view(a, 8).setFloat64(this.at, v, true);
  }
  copy(target: number, source: number, bytes: number): void {
    const copied = this.bytes(source, bytes).slice();
    this.bytes(target, bytes).set(copied);
  }
  fill(target: number, value: number, bytes: number): void {
    this.bytes(target, bytes).fill(value);
  }
  bytes(address: number, length: number): Uint8Array {
    const view = this.view(address, length);
    return new Uint8Array(view.buffer, this.at, length);
  }
}
