// What a program asks of the collector. Translated: src/memory/services.ts.
//
// Untranslated, V8's collector frees memory, but cannot tell what a weak reference or a finalizer needs: it clears a WeakRef only between two
// jobs, and shows a dead object to nobody. So weak fields are strong there, and `collectMajor` finds out by itself what can be reached: from
// the roots that the program declares (its frames among them). What only a local variable of a JavaScript function refers to
// counts as unreachable: its weak references are cleared, its finalizer runs; it stays valid all the same.

import type { int } from "./numbers.ts";

/**
 * Weak fields have this name, and `@jit weak` in their doc comment: the collector does not follow them, and sets them to null when nothing
 * else refers to the object. A class has at most one.
 */
const WEAK_FIELD = "weakReferent";

/** As ACTION_FINALIZERS of src/ir/vm-layout.ts. */
const FINALIZERS = 256;

type Heap = Record<string, unknown>;

/** The untranslated run's registries. */
class UntranslatedMemory {
  readonly roots: object[] = [];
  readonly watched = new Set<object>();
  readonly notified = new Set<object>();
  readonly dead: object[] = [];
  readonly cleared: object[] = [];
  collections = 0;
  actions = 0;

  collect(): void {
    this.collections++;
    const seen = new Set<object>();
    const weak: Heap[] = [];
    for (const root of [...this.roots, ...this.dead, ...this.cleared]) if (root) mark(root, seen, weak, null);
    // as src/memory/watched.ts
    const heads = new Set<object>();
    for (const object of this.watched) {
      if (seen.has(object)) continue;
      mark(object, seen, weak, heads);
      heads.add(object);
    }
    for (const object of heads) this.watched.delete(object);
    this.dead.push(...heads);
    for (const object of weak) {
      const referent = object[WEAK_FIELD] as object | null;
      if (referent === null || seen.has(referent)) continue;
      object[WEAK_FIELD] = null;
      if (this.notified.delete(object)) this.cleared.push(object);
    }
    for (const object of this.notified) if (!seen.has(object)) this.notified.delete(object);
    if (this.dead.length + this.cleared.length > 0) this.actions |= FINALIZERS;
  }
}
const memory = new UntranslatedMemory();

/** Marks everything that an object leads to, weak fields apart. Edges to one of `heads` take it from there. */
function mark(root: object, seen: Set<object>, weak: Heap[], heads: Set<object> | null): void {
  const work: object[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    heads?.delete(value);
    if (seen.has(value)) return;
    seen.add(value);
    if (!ArrayBuffer.isView(value)) work.push(value);
  };
  visit(root);
  for (let object = work.pop(); object; object = work.pop()) {
    if (Array.isArray(object)) {
      for (const item of object) visit(item);
    } else if (object instanceof Map) {
      for (const [key, value] of object) {
        visit(key);
        visit(value);
      }
    } else {
      const fields = object as Heap;
      for (const name in fields) {
        if (name !== WEAK_FIELD) visit(fields[name]);
        else weak.push(fields);
      }
    }
  }
}

/** Collects the young objects; with `generation` > 0 all. */
export function gcCollect(generation: int): void {
  if (generation > 0) memory.collect();
}
/** From now on `gcNextDead` tells when nothing else refers to the object: once, unless `gcUnwatch` is called before. */
export function gcWatch(object: object): void {
  memory.watched.add(object);
}
export function gcUnwatch(object: object): void {
  memory.watched.delete(object);
}
/** `gcNextCleared` tells when the referent of this object, which has a weak field, is gone. */
export function gcNotify(weak: object): void {
  memory.notified.add(weak);
}
/** A watched object that is dead but for this; null when there is none. Those that refer to others come before them. */
export function gcNextDead<T extends object>(): T | null {
  return (memory.dead.shift() as T | undefined) ?? null;
}
/** A weak object whose referent is gone. */
export function gcNextCleared<T extends object>(): T | null {
  return (memory.cleared.shift() as T | undefined) ?? null;
}
/** How many objects wait for these two. */
export function gcPending(): int {
  return memory.dead.length + memory.cleared.length;
}
/** Watched objects that have not been found dead. */
export function gcWatchedCount(): int {
  return memory.watched.size;
}
/** All watched objects count as dead from now on, in the order of their registration: for the program's end. */
export function gcAnnounceAll(): void {
  memory.dead.push(...memory.watched);
  memory.watched.clear();
}
/** How many collections of the young objects (0), of all (1) there were. */
export function gcCollections(generation: int): int {
  return generation >= 0 ? memory.collections : 0;
}
/** Bytes in use: live after the last collection of all, and allocated in old space since. */
export function gcBytesUsed(): int {
  return 0;
}

/** The VM context's word of actions: bits that signals, timers and the collector set. The program looks at loop edges and calls. */
export function pendingActions(): int {
  return memory.actions;
}
/** The same; afterwards it is 0. */
export function takeActions(): int {
  const { actions } = memory;
  memory.actions = 0;
  return actions;
}

/** At module level only: objects from which the program reaches what it uses. */
export function declareRoots(...objects: object[]): void {
  memory.roots.push(...objects);
}
