// Pairs of connected sockets within the program: what one end writes the other reads. Their descriptors are numbers that the system gives no file.

import { arrayCopy, type int, newArray, U8Array } from "../rts/index.ts";

/** Descriptors of sockets begin here: the system gives low numbers. */
const FIRST = 1048576;
/** How much an end may have unread before its peer has to wait. */
const CAPACITY = 212992;

export class Endpoint {
  readonly fd: int;
  readonly family: int;
  readonly kind: int;
  readonly proto: int;
  peer: Endpoint | null = null;
  private bytes: U8Array = new U8Array(256);
  private start: int = 0;
  private end: int = 0;
  /** No more comes: the peer closed, or shut down writing, or this end shut down reading. */
  ended: boolean = false;
  /** Nothing more may be written. */
  finished: boolean = false;
  constructor(fd: int, family: int, kind: int, proto: int) {
    this.fd = fd;
    this.family = family;
    this.kind = kind;
    this.proto = proto;
  }
  available(): int {
    return this.end - this.start;
  }
  isReadable(): boolean {
    return this.ended || this.end > this.start;
  }
  isWritable(): boolean {
    const peer = this.peer;
    return this.finished || peer === null || peer.available() < CAPACITY;
  }
  /** Takes up to `count` bytes into an array; with `peek` they stay. How many. */
  take(into: U8Array, at: int, count: int, peek: boolean): int {
    const taken = count < this.available() ? count : this.available();
    arrayCopy(this.bytes, this.start, into, at, taken);
    if (!peek) this.start = this.start + taken;
    if (this.start === this.end) {
      this.start = 0;
      this.end = 0;
    }
    return taken;
  }
  /** Puts bytes where this end reads; how many found room. */
  put(from: U8Array, at: int, count: int): int {
    const room = CAPACITY - this.available();
    const taken = count < room ? count : room;
    if (this.end + taken > this.bytes.length) {
      const more = new U8Array((this.available() + taken) * 2);
      arrayCopy(this.bytes, this.start, more, 0, this.available());
      this.end = this.available();
      this.start = 0;
      this.bytes = more;
    }
    arrayCopy(from, at, this.bytes, this.end, taken);
    this.end = this.end + taken;
    return taken;
  }
  /** Ends reading, writing or both. */
  shutDown(reading: boolean, writing: boolean): void {
    if (reading) this.ended = true;
    if (!writing) return;
    this.finished = true;
    if (this.peer !== null) this.peer.ended = true;
  }
}

class Table {
  /** By descriptor; closed ones are null, and their places are used again. */
  ends: (Endpoint | null)[] = newArray<Endpoint | null>(8);
  count: int = 0;
}
const table = new Table();

export function endpointOf(fd: int): Endpoint | null {
  const index = fd - FIRST;
  return index >= 0 && index < table.count ? table.ends[index]! : null;
}
function newEndpoint(family: int, kind: int, proto: int): Endpoint {
  let index = 0;
  while (index < table.count && table.ends[index] !== null) index++;
  if (index === table.ends.length) {
    const more = newArray<Endpoint | null>(index * 2);
    for (let i = 0; i < index; i++) more[i] = table.ends[i]!;
    table.ends = more;
  }
  const end = new Endpoint(FIRST + index, family, kind, proto);
  table.ends[index] = end;
  if (index === table.count) table.count = index + 1;
  return end;
}
/** One end; `peer` is the other. */
export function newPair(family: int, kind: int, proto: int): Endpoint {
  const one = newEndpoint(family, kind, proto);
  const other = newEndpoint(family, kind, proto);
  one.peer = other;
  other.peer = one;
  return one;
}
export function closeEndpoint(end: Endpoint): void {
  end.shutDown(true, true);
  if (end.peer !== null) end.peer.peer = null;
  end.peer = null;
  table.ends[end.fd - FIRST] = null;
}
