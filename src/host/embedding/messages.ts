// Values as bytes, the other side of src/interp/messages.ts (docs/internals/embedding.md has the format).

import { TAG } from "../../interp/embed-operations.ts";

/** What JavaScript objects are to messages: proxies of Python objects, and objects that Python gets by number. */
export interface ObjectTable {
  /** The handle of a proxy; null: the value is none. Throws for proxies that are disposed or of another Python. */
  handleOf(value: object): number | null;
  /** Makes the object known to Python. */
  numberOf(value: object): number;
  objectOf(number: number): unknown;
  proxyOf(handle: number, callable: boolean, iterable: boolean): unknown;
}

/** There is no value. */
export const NOTHING = Symbol("nothing");
const CALLABLE = 1;
const ITERABLE = 2;
const LATIN = /^[\0-\xff]*$/;

export class Writer {
  private bytes = Buffer.alloc(64);
  private used = 0;
  private readonly objects: ObjectTable;
  /** Containers being written: one within itself has no copy. */
  private readonly open = new Set<object>();

  constructor(objects: ObjectTable) {
    this.objects = objects;
  }
  private reserve(more: number): number {
    const at = this.used;
    if (at + more > this.bytes.length) {
      const bytes = Buffer.alloc(Math.max(2 * this.bytes.length, at + more));
      this.bytes.copy(bytes);
      this.bytes = bytes;
    }
    this.used += more;
    return at;
  }
  byte(value: number): this {
    // first: it may take another array
    const at = this.reserve(1);
    this.bytes[at] = value;
    return this;
  }
  u32(value: number): this {
    const at = this.reserve(4);
    this.bytes.writeUInt32LE(value, at);
    return this;
  }
  private block(tag: number, count: number, bytes: Uint8Array): void {
    this.byte(tag).u32(count);
    const at = this.reserve(bytes.length);
    this.bytes.set(bytes, at);
  }
  text(text: string): this {
    if (LATIN.test(text)) this.block(TAG.latin, text.length, Buffer.from(text, "latin1"));
    else this.block(TAG.utf16, text.length, Buffer.from(text, "utf16le"));
    return this;
  }
  private number(value: number): void {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
      this.byte(TAG.int);
      const at = this.reserve(8);
      this.bytes.writeBigInt64LE(BigInt(value), at);
    } else {
      this.byte(TAG.float);
      const at = this.reserve(8);
      this.bytes.writeDoubleLE(value, at);
    }
  }
  value(value: unknown): this {
    switch (typeof value) {
      case "undefined":
        return this.byte(TAG.none);
      case "boolean":
        return this.byte(value ? TAG.true : TAG.false);
      case "number":
        this.number(value);
        return this;
      case "bigint": {
        const text = value.toString(16);
        this.block(TAG.long, text.length, Buffer.from(text, "latin1"));
        return this;
      }
      case "string":
        return this.text(value);
      case "symbol":
        throw new TypeError("a symbol cannot be passed to Python");
      default:
        return value ? this.object(value) : this.byte(TAG.none);
    }
  }
  private object(value: object): this {
    const handle = this.objects.handleOf(value);
    if (handle !== null) return this.byte(TAG.handle).u32(handle);
    if (value instanceof Uint8Array) {
      this.block(TAG.bytes, value.length, value);
      return this;
    }
    if (Array.isArray(value)) return this.within(value, () => this.items(TAG.list, value));
    if (isPlain(value)) return this.within(value, () => this.dict(value));
    return this.host(value);
  }
  private within(container: object, write: () => void): this {
    if (this.open.has(container)) throw new TypeError("an object that contains itself cannot be copied to Python");
    this.open.add(container);
    write();
    this.open.delete(container);
    return this;
  }
  host(value: object, callable = typeof value === "function"): this {
    return this.byte(TAG.host)
      .u32(this.objects.numberOf(value))
      .byte(callable ? CALLABLE : 0);
  }
  items(tag: number, items: readonly unknown[]): this {
    this.byte(tag).u32(items.length);
    for (const item of items) this.value(item);
    return this;
  }
  dict(value: object): this {
    const entries = Object.entries(value);
    this.byte(TAG.dict).u32(entries.length);
    for (const [key, item] of entries) this.text(key).value(item);
    return this;
  }
  finish(): Uint8Array {
    return this.bytes.subarray(0, this.used);
  }
}

/** A plain object is copied to a dict. One that holds functions is not data: Python gets it as it is. */
function isPlain(value: object): boolean {
  if (typeof value === "function") return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return !Object.values(value).some((item) => typeof item === "function");
}

export interface ReadOptions {
  /** What a dict becomes. Default: Map. */
  readonly dicts?: "map" | "object";
}

export class Reader {
  private readonly bytes: Buffer;
  private at = 0;
  private readonly objects: ObjectTable;
  private readonly options: ReadOptions;

  /** Keeps the bytes. */
  constructor(bytes: Uint8Array, objects: ObjectTable, options: ReadOptions = {}) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.objects = objects;
    this.options = options;
  }
  byte(): number {
    return this.bytes[this.at++]!;
  }
  private u32(): number {
    this.at += 4;
    return this.bytes.readUInt32LE(this.at - 4);
  }
  private slice(bytes: number): Buffer {
    this.at += bytes;
    return this.bytes.subarray(this.at - bytes, this.at);
  }
  private list<T>(one: () => T): T[] {
    const items: T[] = [];
    for (let left = this.u32(); left > 0; left--) items.push(one());
    return items;
  }
  value(): unknown {
    const tag = this.byte();
    switch (tag) {
      case TAG.none:
        return undefined;
      case TAG.false:
        return false;
      case TAG.true:
        return true;
      case TAG.int: {
        const value = this.slice(8).readBigInt64LE();
        const plain = Number(value);
        return Number.isSafeInteger(plain) ? plain : value;
      }
      case TAG.long: {
        const text = this.slice(this.u32()).toString("latin1");
        return text.startsWith("-") ? -BigInt(`0x${text.slice(1)}`) : BigInt(`0x${text}`);
      }
      case TAG.float:
        return this.slice(8).readDoubleLE();
      case TAG.latin:
        return this.slice(this.u32()).toString("latin1");
      case TAG.utf16:
        return this.slice(2 * this.u32()).toString("utf16le");
      case TAG.bytes:
        return new Uint8Array(this.slice(this.u32()));
      case TAG.list:
      case TAG.tuple:
        return this.list(() => this.value());
      case TAG.set:
        return new Set(this.list(() => this.value()));
      case TAG.dict: {
        const entries = this.list((): [unknown, unknown] => [this.value(), this.value()]);
        return this.options.dicts === "object" ? Object.fromEntries(entries as [string, unknown][]) : new Map(entries);
      }
      case TAG.handle: {
        const handle = this.u32();
        const flags = this.byte();
        return this.objects.proxyOf(handle, (flags & CALLABLE) !== 0, (flags & ITERABLE) !== 0);
      }
      case TAG.host:
        return this.objects.objectOf(this.u32());
      case TAG.nothing:
        return NOTHING;
      default:
        throw new Error(`a message of the program has a value of kind ${tag}`);
    }
  }
}
