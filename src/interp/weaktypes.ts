// WeakTypeSet: a set of classes that does not keep them alive.

import { identityHash, type int, intMod, newArray } from "../rts/index.ts";
import { W_List } from "./list.ts";
import type { W_Type } from "./type.ts";

class WeakLink {
  /** null: collected. @jit weak */
  weakReferent: W_Type | null;
  readonly next: WeakLink | null;
  constructor(type: W_Type, next: WeakLink | null) {
    this.weakReferent = type;
    this.next = next;
  }
}

export class WeakTypeSet {
  private buckets: (WeakLink | null)[] = newArray<WeakLink | null>(4);
  private added: int = 0;

  private bucketOf(type: W_Type): int {
    return intMod(identityHash(type), this.buckets.length);
  }
  has(type: W_Type): boolean {
    let link: WeakLink | null = this.buckets[this.bucketOf(type)]!;
    while (link !== null) {
      if (link.weakReferent === type) return true;
      link = link.next;
    }
    return false;
  }
  add(type: W_Type): void {
    if (this.has(type)) return;
    if (this.added >= 2 * this.buckets.length) this.rebuild();
    const bucket = this.bucketOf(type);
    this.buckets[bucket] = new WeakLink(type, this.buckets[bucket]!);
    this.added = this.added + 1;
  }
  clear(): void {
    this.buckets = newArray<WeakLink | null>(4);
    this.added = 0;
  }
  /** The classes that are there still. */
  list(): W_List {
    const list = new W_List();
    for (let i = 0; i < this.buckets.length; i++) {
      let link: WeakLink | null = this.buckets[i]!;
      while (link !== null) {
        const type = link.weakReferent;
        if (type !== null) list.append(type);
        link = link.next;
      }
    }
    return list;
  }
  /** More buckets, without what is gone. */
  private rebuild(): void {
    const present = this.list();
    this.buckets = newArray<WeakLink | null>(2 * this.buckets.length);
    this.added = 0;
    for (let i = 0; i < present.length; i++) this.add(present.get(i) as W_Type);
  }
}
