// What is known of the contents of memory: the values of fields and items that were read or written in this trace.
//
// An entry says: field f of object o (or item i of array a) holds value v. A store into another object's field f drops
// entries for f of every object that might be the same one; calls drop what their effects say. Different fields never alias, nor do
// items of arrays of different types.

import type { Value } from "../../ir/graph.ts";
import type { ArrayType, CallEffects, Field } from "../../ir/types.ts";

type Place = Field | ArrayType;
/** Entries of one field (key: the object) or of one array type (key: the array, then the index). */
type Entries = Map<Value, Map<Value | null, Value>>;

export interface HeapEntry {
  readonly place: Place;
  readonly object: Value;
  /** null for a field. */
  readonly index: Value | null;
  readonly value: Value;
}

export class HeapCache {
  private readonly places = new Map<Place, Entries>();
  /** Changes whenever something may have been forgotten or overwritten. */
  version = 0;
  /** Decides whether two values can be the same object. */
  private readonly mayAlias: (a: Value, b: Value) => boolean;
  constructor(mayAlias: (a: Value, b: Value) => boolean) {
    this.mayAlias = mayAlias;
  }

  get(place: Place, object: Value, index: Value | null): Value | undefined {
    return this.places.get(place)?.get(object)?.get(index);
  }
  /** Notes what a load found, or a store left. */
  set(place: Place, object: Value, index: Value | null, value: Value): void {
    this.version++;
    const entries = getOrMake(this.places, place, () => new Map() as Entries);
    getOrMake(entries, object, () => new Map<Value | null, Value>()).set(index, value);
  }
  /** A store is about to happen: forgets what it might change. */
  store(place: Place, object: Value, index: Value | null): void {
    const entries = this.places.get(place);
    if (!entries) return;
    this.version++;
    for (const [other, items] of entries) {
      if (other !== object && !this.mayAlias(other, object)) continue;
      for (const i of items.keys()) if (!differentIndices(i, index)) items.delete(i);
      if (items.size === 0) entries.delete(other);
    }
  }
  forget(place: Place): void {
    this.version++;
    this.places.delete(place);
  }
  /** A call: forgets what it may write. `keep` says which objects it cannot reach. */
  call(effects: CallEffects | null, immutable: (place: Place) => boolean): void {
    this.version++;
    if (effects && effects.writes !== "any" && !effects.canForce) {
      for (const place of effects.writes) this.places.delete(place);
      return;
    }
    for (const place of [...this.places.keys()]) if (!immutable(place)) this.places.delete(place);
  }
  copy(): HeapCache {
    const copy = new HeapCache(this.mayAlias);
    for (const { place, object, index, value } of this.entries()) copy.set(place, object, index, value);
    return copy;
  }
  entries(): HeapEntry[] {
    const all: HeapEntry[] = [];
    for (const [place, entries] of this.places)
      for (const [object, items] of entries)
        for (const [index, value] of items) all.push({ place, object, index, value });
    return all;
  }
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

/** Surely different: two different constants. */
function differentIndices(a: Value | null, b: Value | null): boolean {
  return a !== null && b !== null && a !== b && a.op === "const_i" && b.op === "const_i";
}
