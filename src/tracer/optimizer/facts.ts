// What the optimizer knows of a value: its class, whether it is null, the range of an integer; or that it is virtual.
//
// Facts are about values, which never change, so a fact once learned (by a guard that passed) holds for the rest of the trace.
// Ranges have safe-integer bounds or none (-Infinity, Infinity): what leaves the safe range is treated as unknown, never guessed.

import type { Value } from "../../ir/graph.ts";
import { ArrayType, ClassType, type Field } from "../../ir/types.ts";

/** An object that has not been allocated: it exists in the optimizer only, until it escapes. */
export class Virtual {
  readonly type: ClassType | ArrayType;
  /** By field, or by item index; what is missing is zero or null. */
  readonly slots = new Map<Field | number, Value>();
  /** Items of an array; 0 for objects. */
  readonly length: number;
  constructor(type: ClassType | ArrayType, length = 0) {
    this.type = type;
    this.length = length;
  }
}

export class Facts {
  /** Exactly this class or array type (and not null). */
  type: ClassType | ArrayType | null = null;
  /** This class or one below it (and not null). */
  bound: ClassType | null = null;
  nonnull = false;
  low = -Infinity;
  high = Infinity;
  virtual: Virtual | null = null;
  /** Allocated in this trace and stored nowhere yet: nothing else refers to it. */
  fresh = false;

  copy(): Facts {
    return Object.assign(new Facts(), this);
  }
  /** What is true of the value wherever it is seen: not that it is virtual or fresh. */
  lasting(): Facts {
    const copy = this.copy();
    copy.virtual = null;
    copy.fresh = false;
    return copy;
  }
  /** Nothing is known. */
  isTrivial(): boolean {
    return this.impliedBy(NOTHING);
  }
  /** Whether the other knows the same, leaving aside what does not last. */
  equals(other: Facts): boolean {
    return (
      this.type === other.type &&
      this.bound === other.bound &&
      this.nonnull === other.nonnull &&
      this.low === other.low &&
      this.high === other.high
    );
  }
  /** The facts that both have: what may be assumed where either value arrives. */
  join(other: Facts): Facts {
    const result = new Facts();
    if (this.type === other.type) result.type = this.type;
    result.nonnull = this.nonnull && other.nonnull;
    if (
      this.bound &&
      (other.bound?.isSubclassOf(this.bound) ||
        (other.type instanceof ClassType && other.type.isSubclassOf(this.bound)))
    )
      result.bound = this.bound;
    // a bound that moved once would move again: widen at once
    result.low = other.low >= this.low ? this.low : -Infinity;
    result.high = other.high <= this.high ? this.high : Infinity;
    return result;
  }
  /** Whether everything known here is also known of `other`. */
  impliedBy(other: Facts): boolean {
    if (this.type && this.type !== other.type) return false;
    if (this.nonnull && !other.nonnull) return false;
    if (this.bound && !other.isInstance(this.bound)) return false;
    return other.low >= this.low && other.high <= this.high;
  }
  /** True: surely an instance of the class. False: not known. */
  isInstance(cls: ClassType): boolean {
    if (this.type instanceof ClassType) return this.type.isSubclassOf(cls);
    return this.bound?.isSubclassOf(cls) ?? false;
  }
  /** Surely no instance of the class (null or another class). */
  isNoInstance(cls: ClassType): boolean {
    if (this.type instanceof ClassType) return !this.type.isSubclassOf(cls);
    if (this.type instanceof ArrayType) return true;
    return this.bound !== null && !this.bound.isSubclassOf(cls) && !cls.isSubclassOf(this.bound);
  }
}

const NOTHING = new Facts();
