// JavaScript objects that Python holds, by number, and what Python may ask of them.

import { HOST } from "../../interp/embed-operations.ts";
import { NOTHING } from "./messages.ts";

interface Entry {
  readonly value: object;
  /** What a method was taken from: its `this`. */
  readonly self: unknown;
  /** Python objects that stand for it. */
  references: number;
}

/** Arguments of an operation, as its message has them. */
type Ask = (entry: Entry, args: readonly unknown[], table: HostObjects) => unknown;

export class HostObjects {
  private readonly entries = new Map<number, Entry>();
  private readonly numbers = new Map<object, number>();
  private next = 1;

  /** The object's number; counts one more Python object. */
  numberOf(value: object): number {
    const known = this.numbers.get(value);
    if (known !== undefined) {
      this.entries.get(known)!.references++;
      return known;
    }
    const number = this.next++;
    if (value instanceof Bound) this.entries.set(number, { value: value.method, self: value.self, references: 1 });
    else {
      this.numbers.set(value, number);
      this.entries.set(number, { value, self: undefined, references: 1 });
    }
    return number;
  }
  objectOf(number: number): object {
    const entry = this.entries.get(number);
    if (!entry) throw new Error(`Python names object ${number}, which it does not hold`);
    return entry.value;
  }
  release(number: number): void {
    const entry = this.entries.get(number);
    if (!entry || --entry.references > 0) return;
    this.entries.delete(number);
    if (this.numbers.get(entry.value) === number) this.numbers.delete(entry.value);
  }
  get size(): number {
    return this.entries.size;
  }
  clear(): void {
    this.entries.clear();
    this.numbers.clear();
  }
  /** Does what Python asks; what the object throws passes through. */
  ask(operation: number, number: number, args: readonly unknown[]): unknown {
    const entry = this.entries.get(number);
    const asked = ASKED[operation];
    if (!entry || !asked) throw new Error(`Python asks for operation ${operation} of object ${number}`);
    return asked(entry, args, this);
  }
}

/** A function as it is taken from an object: called with it as `this`. */
export class Bound {
  readonly method: object;
  readonly self: unknown;
  constructor(method: object, self: unknown) {
    this.method = method;
    this.self = self;
  }
}

type Indexed = Record<PropertyKey, unknown>;
type Callable = (...args: unknown[]) => unknown;
/** A Map or what is like it. */
interface Keyed {
  get(key: unknown): unknown;
  set(key: unknown, value: unknown): void;
  has(key: unknown): boolean;
}
const isKeyed = (value: object): value is Keyed => value instanceof Map || value instanceof WeakMap;

/** An item of an array counts from the end when negative, as in Python. */
function indexOf(value: object, key: unknown): PropertyKey {
  if (typeof key === "number" && key < 0 && typeof (value as Indexed).length === "number")
    return key + ((value as Indexed).length as number);
  return key as PropertyKey;
}

const ASKED: Readonly<Record<number, Ask>> = {
  [HOST.call]({ value, self }, [args, keywords]) {
    const given = [...(args as unknown[])];
    if ((keywords as Map<string, unknown>).size > 0) given.push(Object.fromEntries(keywords as Map<string, unknown>));
    return Reflect.apply(value as Callable, self, given);
  },
  [HOST.get]({ value }, [name]) {
    const key = name as string;
    if (key in value) {
      const found = (value as Indexed)[key];
      return typeof found === "function" ? new Bound(found, value) : found;
    }
    if (key === "new" && typeof value === "function")
      return (...args: unknown[]): unknown => Reflect.construct(value, args);
    return NOTHING;
  },
  [HOST.set]({ value }, [name, item]) {
    (value as Indexed)[name as string] = item;
  },
  [HOST.delete]({ value }, [name]) {
    delete (value as Indexed)[name as string];
  },
  [HOST.getItem]({ value }, [key]) {
    if (isKeyed(value)) return value.has(key) ? value.get(key) : NOTHING;
    const index = indexOf(value, key);
    return index in value ? (value as Indexed)[index] : NOTHING;
  },
  [HOST.setItem]({ value }, [key, item]) {
    if (isKeyed(value)) value.set(key, item);
    else (value as Indexed)[indexOf(value, key)] = item;
  },
  [HOST.length]({ value }) {
    const { length, size } = value as Indexed;
    if (typeof value !== "function" && typeof length === "number") return length;
    return typeof size === "number" ? size : NOTHING;
  },
  [HOST.iterate]({ value }) {
    const make = (value as { [Symbol.iterator]?: Callable })[Symbol.iterator];
    return typeof make === "function" ? Reflect.apply(make, value, []) : NOTHING;
  },
  [HOST.next]({ value }) {
    const { done, value: item } = (value as Iterator<unknown>).next();
    return done ? NOTHING : item;
  },
  [HOST.text]({ value }) {
    return typeof value === "function" ? `[Function: ${value.name || "anonymous"}]` : String(value);
  },
  [HOST.contains]({ value }, [item]) {
    if (isKeyed(value) || value instanceof Set) return value.has(item);
    return Array.isArray(value) ? value.includes(item) : NOTHING;
  },
  [HOST.names]({ value }) {
    const names = new Set<string>();
    for (let level: object | null = value; level && level !== Object.prototype; level = Object.getPrototypeOf(level))
      for (const name of Object.getOwnPropertyNames(level)) names.add(name);
    return [...names].sort();
  },
};
