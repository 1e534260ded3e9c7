// NameTable: interned name -> object. The dictionary of a class; keeps insertion order.

import type { int } from "../rts/index.ts";
import { arrayCopy, I32Array, intAnd, newArray } from "../rts/index.ts";
import type { W_Object } from "./object.ts";
import type { W_Str } from "./text.ts";

export class NameTable {
  /** Entries in insertion order. */
  names: (W_Str | null)[] = newArray<W_Str | null>(4);
  values: (W_Object | null)[] = newArray<W_Object | null>(4);
  /** Number of entries. */
  used: int = 0;
  /** Entry number + 1 by hash; 0: free. At least twice as long as `names`. */
  private slots: I32Array = new I32Array(8);

  /** The index of the entry; -1 when there is none. */
  find(name: W_Str): int {
    const mask = this.slots.length - 1;
    let i = intAnd(name.hash(), mask);
    for (;;) {
      const entry = this.slots[i]! - 1;
      if (entry < 0) return -1;
      if (this.names[entry] === name) return entry;
      i = intAnd(i + 1, mask);
    }
  }
  get(name: W_Str): W_Object | null {
    const i = this.find(name);
    return i < 0 ? null : this.values[i]!;
  }
  set(name: W_Str, value: W_Object): void {
    const i = this.find(name);
    if (i >= 0) {
      this.values[i] = value;
      return;
    }
    if (this.used === this.names.length) this.grow();
    this.names[this.used] = name;
    this.values[this.used] = value;
    this.used = this.used + 1;
    this.link(name, this.used);
  }
  /** false when there is none of that name. */
  delete(name: W_Str): boolean {
    const i = this.find(name);
    if (i < 0) return false;
    for (let k = i; k + 1 < this.used; k++) {
      this.names[k] = this.names[k + 1]!;
      this.values[k] = this.values[k + 1]!;
    }
    this.used = this.used - 1;
    this.names[this.used] = null;
    this.values[this.used] = null;
    this.relink(this.slots.length);
    return true;
  }
  private link(name: W_Str, number: int): void {
    const mask = this.slots.length - 1;
    let i = intAnd(name.hash(), mask);
    while (this.slots[i]! !== 0) i = intAnd(i + 1, mask);
    this.slots[i] = number;
  }
  private relink(size: int): void {
    this.slots = new I32Array(size);
    for (let k = 0; k < this.used; k++) this.link(this.names[k]!, k + 1);
  }
  private grow(): void {
    const names = newArray<W_Str | null>(this.used * 2);
    const values = newArray<W_Object | null>(this.used * 2);
    arrayCopy(this.names, 0, names, 0, this.used);
    arrayCopy(this.values, 0, values, 0, this.used);
    this.names = names;
    this.values = values;
    this.relink(this.slots.length * 2);
  }
}
