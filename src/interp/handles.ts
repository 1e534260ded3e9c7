// Handles: numbers by which an embedding host holds Python objects. The table keeps them alive, wherever the collector moves them.

import { arrayCopy, I32Array, type int, newArray } from "../rts/index.ts";
import type { W_Object } from "./object.ts";

const FIRST_SIZE = 64;

class HandleTable {
  private objects: (W_Object | null)[] = newArray<W_Object | null>(FIRST_SIZE);
  /** Of free handles: the next one. */
  private nextFree: I32Array = new I32Array(FIRST_SIZE);
  private firstFree: int = 0;
  /** Handles from here on have never been used; 0 is none. */
  private unused: int = 1;

  add(object: W_Object): int {
    let handle = this.firstFree;
    if (handle !== 0) this.firstFree = this.nextFree[handle]!;
    else {
      handle = this.unused;
      this.unused = handle + 1;
      const size = this.objects.length;
      if (handle === size) {
        const objects = newArray<W_Object | null>(2 * size);
        arrayCopy(this.objects, 0, objects, 0, size);
        this.objects = objects;
        const nextFree = new I32Array(2 * size);
        arrayCopy(this.nextFree, 0, nextFree, 0, size);
        this.nextFree = nextFree;
      }
    }
    this.objects[handle] = object;
    return handle;
  }
  get(handle: int): W_Object {
    const object = handle > 0 && handle < this.unused ? this.objects[handle]! : null;
    if (object === null) throw new Error("the host passes a handle of nothing");
    return object;
  }
  remove(handle: int): void {
    if (handle <= 0 || handle >= this.unused || this.objects[handle] === null) return;
    this.objects[handle] = null;
    this.nextFree[handle] = this.firstFree;
    this.firstFree = handle;
  }
}
export const handles = new HandleTable();
