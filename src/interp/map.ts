// InstanceMap: the hidden class of instances. It knows the type and at which index of the storage each attribute stands.
// Maps form a tree: a map is its parent plus one attribute, so instances that got the same attributes in the same order share
// one map. Comparing maps (or promoting one) settles type and layout at once. Maps never change.
//
// The storage begins with the places of the type's __slots__; attributes come behind them. There are three kinds of maps, and a
// tree of each kind for a type; they tell who holds the attributes (instancedict.ts):
//
//   PLAIN    the instance alone
//   SHARED   the instance and its `__dict__`, whose array of values is the instance's storage: a new attribute is added by the dict
//   IN_DICT  the dict alone; there is one such map a type

import type { int } from "../rts/index.ts";
import { newArray } from "../rts/index.ts";
import type { W_Str } from "./text.ts";
import type { W_Type } from "./type.ts";

export const PLAIN = 0;
export const SHARED = 1;
export const IN_DICT = 2;

/** An instance with more attributes keeps them in a dict. */
export const MAX_MAP_SIZE = 100;

export class InstanceMap {
  readonly type: W_Type;
  /** PLAIN, SHARED, IN_DICT */
  readonly kind: int;
  readonly parent: InstanceMap | null;
  /** The attribute this map adds; null for the root. */
  readonly name: W_Str | null;
  /** How much of the storage is used: the last attribute's index + 1. */
  readonly size: int;
  private children: InstanceMap[] = noMaps;
  private childCount: int = 0;

  constructor(type: W_Type, kind: int, parent: InstanceMap | null, name: W_Str | null, size: int) {
    this.type = type;
    this.kind = kind;
    this.parent = parent;
    this.name = name;
    this.size = size;
  }
  /** The storage index of the attribute; -1 when instances of this map do not have it. @jit elidable */
  find(name: W_Str): int {
    let map: InstanceMap = this;
    while (map.parent !== null) {
      if (map.name === name) return map.size - 1;
      map = map.parent;
    }
    return -1;
  }
  /** The map with that attribute added behind the others. @jit elidable */
  with(name: W_Str): InstanceMap {
    for (let i = 0; i < this.childCount; i++) if (this.children[i]!.name === name) return this.children[i]!;
    const child = new InstanceMap(this.type, this.kind, this, name, this.size + 1);
    if (this.childCount === this.children.length) {
      const more = newArray<InstanceMap>(this.childCount * 2 + 2);
      for (let i = 0; i < this.childCount; i++) more[i] = this.children[i]!;
      this.children = more;
    }
    this.children[this.childCount] = child;
    this.childCount = this.childCount + 1;
    return child;
  }
  /** The map without that attribute, which it has: those behind it move down by one. */
  without(name: W_Str): InstanceMap {
    if (this.name === name) return this.parent!;
    return this.parent!.without(name).with(this.name!);
  }
  /** The same attributes for instances of another type: __class__ was assigned. */
  forType(type: W_Type): InstanceMap {
    return this.inTree(type, this.kind);
  }
  /** The same attributes in the tree of that type and kind (PLAIN or SHARED, or the map itself is an IN_DICT one). */
  inTree(type: W_Type, kind: int): InstanceMap {
    if (this.parent === null) return type.mapRoot(kind);
    return this.parent.inTree(type, kind).with(this.name!);
  }
  /** Where attributes begin in the storage: behind the slots. */
  start(): int {
    let map: InstanceMap = this;
    while (map.parent !== null) map = map.parent;
    return map.size;
  }
  /** The names in order. */
  names(): W_Str[] {
    const start = this.start();
    const names = newArray<W_Str>(this.size - start);
    let map: InstanceMap = this;
    while (map.parent !== null) {
      names[map.size - 1 - start] = map.name!;
      map = map.parent;
    }
    return names;
  }
}
const noMaps: InstanceMap[] = newArray<InstanceMap>(0);
