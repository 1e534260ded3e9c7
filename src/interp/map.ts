// InstanceMap: the hidden class of instances. It knows the type and at which index of the storage each attribute stands.
// Maps form a tree: a map is its parent plus one attribute, so instances that got the same attributes in the same order share
// one map. Comparing maps (or promoting one) settles type and layout at once. Maps never change.

import type { int } from "../rts/index.ts";
import { newArray } from "../rts/index.ts";
import type { W_Str } from "./text.ts";
import type { W_Type } from "./type.ts";

export class InstanceMap {
  readonly type: W_Type;
  readonly parent: InstanceMap | null;
  /** The attribute this map adds; null for the root. */
  readonly name: W_Str | null;
  /** Number of attributes: the last one's index + 1. */
  readonly size: int;
  private children: InstanceMap[] = noMaps;
  private childCount: int = 0;

  constructor(type: W_Type, parent: InstanceMap | null, name: W_Str | null, size: int) {
    this.type = type;
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
    const child = new InstanceMap(this.type, this, name, this.size + 1);
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
    if (this.parent === null) return type.rootMap;
    return this.parent.forType(type).with(this.name!);
  }
  /** The names in order. */
  names(): W_Str[] {
    const names = newArray<W_Str>(this.size);
    let map: InstanceMap = this;
    while (map.parent !== null) {
      names[map.size - 1] = map.name!;
      map = map.parent;
    }
    return names;
  }
}
const noMaps: InstanceMap[] = newArray<InstanceMap>(0);
