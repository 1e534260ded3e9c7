// An instance's attributes as a dict: `__dict__`.
//
// The dict is made when somebody asks for it, and is from then on the instance's own: a DictHolder in the instance keeps it. An
// InstanceDict shares its array of values with the instance, as storage, and its entries stand in the order of the map. So reading
// and writing an attribute that exists is the same memory on both sides, and the map's caches stay good. What adds or removes
// an entry is done by the dict, which then gives the instance its map (kind SHARED).
//
// Where that cannot be (keys that are no str, more than MAX_MAP_SIZE attributes, classes with __slots__ besides, a dict that was
// assigned to `__dict__`), the dict alone has the attributes, and the instance's map says so (kind IN_DICT).

import { type int, newArray } from "../rts/index.ts";
import { W_Dict } from "./dict.ts";
import { DictHolder, dictHooks, type W_Instance } from "./instance.ts";
import { IN_DICT, MAX_MAP_SIZE, PLAIN, SHARED } from "./map.ts";
import type { W_Object } from "./object.ts";
import { internStr, W_Str } from "./text.ts";

export class InstanceDict extends W_Dict {
  /** null: not shared (any more), or still being filled. */
  private instance: W_Instance | null = null;

  /** Becomes the storage of an instance of kind PLAIN. */
  share(instance: W_Instance): void {
    const names = instance.map.names();
    for (let i = 0; i < names.length; i++) this.set(names[i]!, instance.storage[i]!);
    this.instance = instance;
    instance.storage = this.values;
    instance.map = instance.map.inTree(instance.map.type, SHARED);
  }
  /** From here on the dict alone has the attributes; the instance's map is to be changed by the caller, or says so already. */
  release(): void {
    this.instance = null;
  }
  override append(key: W_Object, hash: int, value: W_Object): void {
    super.append(key, hash, value);
    const instance = this.instance;
    if (instance === null) return;
    if (key instanceof W_Str && this.used <= MAX_MAP_SIZE) {
      instance.storage = this.values;
      instance.map = instance.map.with(internStr(key));
    } else this.leave(instance);
  }
  private leave(instance: W_Instance): void {
    this.instance = null;
    instance.map = instance.map.type.mapRoot(IN_DICT);
    instance.storage = newArray<W_Object>(0);
  }
  override deleteEntry(entry: int): void {
    const instance = this.instance;
    if (instance === null) {
      super.deleteEntry(entry);
      return;
    }
    const name = internStr(this.keys[entry] as W_Str);
    super.deleteEntry(entry);
    // no holes: entries stand where the map says
    this.rebuild(0);
    instance.storage = this.values;
    instance.map = instance.map.without(name);
  }
  override clear(): void {
    super.clear();
    const instance = this.instance;
    if (instance === null) return;
    instance.storage = this.values;
    instance.map = instance.map.type.mapRoot(SHARED);
  }
}

/** The holder of an instance's dict, which is made if there is none yet. */
export function dictHolder(instance: W_Instance): DictHolder {
  const present = instance.payload;
  if (present instanceof DictHolder) return present;
  const map = instance.map;
  if (map.type.slotCount > 0 || map.size > MAX_MAP_SIZE) return moveIntoDict(instance);
  const dict = new InstanceDict();
  dict.share(instance);
  const holder = new DictHolder(dict, dict, present);
  instance.payload = holder;
  return holder;
}
function moveIntoDict(instance: W_Instance): DictHolder {
  const dict = ownAttributes(instance);
  const holder = new DictHolder(dict, dict, instance.payload);
  toDict(instance);
  instance.payload = holder;
  return holder;
}
dictHooks.moveIntoDict = moveIntoDict;
/** Leaves only the slots in the storage. */
function toDict(instance: W_Instance): void {
  const type = instance.map.type;
  const slots = newArray<W_Object>(type.slotCount);
  for (let i = 0; i < slots.length && i < instance.storage.length; i++) slots[i] = instance.storage[i]!;
  instance.storage = slots;
  instance.map = type.mapRoot(IN_DICT);
}
/** Assignment of `__dict__`. `shown` is the dict, or an instance of a subclass of dict that holds it. */
export function replaceDict(instance: W_Instance, dict: W_Dict, shown: W_Object): void {
  const present = instance.payload;
  if (present instanceof DictHolder) {
    if (present.dict instanceof InstanceDict) present.dict.release();
    present.dict = dict;
    present.shown = shown;
  } else instance.payload = new DictHolder(dict, shown, present);
  toDict(instance);
}
/** A new dict with a copy of the attributes. */
export function ownAttributes(instance: W_Instance): W_Dict {
  const copy = new W_Dict();
  const map = instance.map;
  if (map.kind === PLAIN) {
    const names = map.names();
    const start = map.start();
    for (let i = 0; i < names.length; i++) copy.set(names[i]!, instance.storage[start + i]!);
  } else copy.copyFrom((instance.payload as DictHolder).dict);
  return copy;
}
