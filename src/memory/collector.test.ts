// The collector against a plain model: random programs allocate, store, forget and hash; after every step what can be
// reached from the roots must be what the model says. Runs untranslated on an ArrayBuffer. Seeds are in the tests' names.

import { describe, expect, it } from "vitest";
import {
  ACTION_MEMORY,
  CONTEXT,
  CONTEXT_FIELD,
  FIRST_REFERENCE,
  GC_OBJECT,
  GC_SERVICE,
  HEADER_BIT,
  LARGE_OBJECT,
  ROOT_TABLES,
  TYPE_FLAG,
  TYPE_RECORD,
  TYPE_TABLE,
} from "../ir/vm-layout.ts";
import { untranslatedHost } from "../rts/host.ts";
import { load32, load64, store16, store32, store64, untranslatedStack, useMemory } from "../rts/raw.ts";
import { memoryHooks } from "./hooks.ts";
import {
  gcAllocate,
  gcAllocateArray,
  gcCollect,
  gcIdentityHash,
  gcInitialize,
  gcObject,
  gcService,
  gcWriteBarrier,
} from "./index.ts";
import { GC } from "./layout.ts";

const HEAP = 0x140_0000;
const STACK = 0x130_0000;
const ROOTS = 12;
const PAIR = 8;
const REFERENCES = 16;
const BYTES = 24;
const WEAK = 32;
const base = HEAP - 8 * FIRST_REFERENCE;
const addressOf = (reference: number): number => base + 8 * reference;
const context = CONTEXT;

/** Object of the model. */
interface Model {
  id: number;
  kind: "pair" | "references" | "bytes";
  fields: (Model | null)[];
  length: number;
  hash: number;
}

function typeRecord(typeId: number, size: number, flags: number, offsets: number[]): void {
  const at = TYPE_TABLE + 8 * typeId;
  store32(at + TYPE_RECORD.size, size);
  store16(at + TYPE_RECORD.flags, flags);
  store16(at + TYPE_RECORD.refCount, offsets.length);
  store16(at + TYPE_RECORD.refMap, 16);
  offsets.forEach((offset, i) => {
    store16(at + 16 + 2 * i, offset);
  });
}

function setUp(options: { nursery: number; stress: number; megabytes?: number }): void {
  const megabytes = options.megabytes ?? 64;
  useMemory(new ArrayBuffer(HEAP + megabytes * 1048576), context, base);
  untranslatedHost.handlers.growHeap = (end) => end as number;
  untranslatedHost.handlers.discardHeap = () => 0;
  typeRecord(PAIR, 24, 0, [4, 8]); // 4 left, 8 right, 12 padding, 16 id
  typeRecord(REFERENCES, 4, TYPE_FLAG.array | TYPE_FLAG.arrayOfReferences, []);
  typeRecord(BYTES, 1, TYPE_FLAG.array, []);
  // 4 strong, 8 weak; the record counts the strong one
  typeRecord(WEAK, 16, TYPE_FLAG.weak, [4, 8]);
  store16(TYPE_TABLE + 8 * WEAK + TYPE_RECORD.refCount, 1);
  untranslatedStack.pointer = STACK;
  store64(context + CONTEXT_FIELD.stackTop, STACK + 8 * ROOTS);
  gcInitialize(HEAP, HEAP, HEAP, HEAP + megabytes * 1048576, options.nursery, options.stress);
}

const counter = (field: number): number => load64(context + field);

function random(seed: number): (n: number) => number {
  let state = seed * 2654435761 + 1;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * n);
  };
}

class Run {
  readonly roots: (Model | null)[] = new Array(ROOTS).fill(null);
  private nextId = 1;
  readonly next: (n: number) => number;
  private readonly garbage: number;
  constructor(seed: number, garbage: number) {
    this.garbage = garbage;
    this.next = random(seed);
  }
  setRoot(i: number, model: Model | null, reference: number, interior: boolean): void {
    this.roots[i] = model;
    // a register may hold an address within the object instead of its reference
    const value = interior && model ? addressOf(reference) + 4 : reference;
    store64(STACK + 8 * i, value);
  }
  rootReference(i: number): number {
    const value = load64(STACK + 8 * i);
    return value >= 0x1_0000_0000 || (value > 0 && value < FIRST_REFERENCE) ? (value - 4 - base) / 8 : value;
  }
  allocate(): void {
    const kind = (["pair", "pair", "pair", "references", "bytes"] as const)[this.next(5)]!;
    const id = this.nextId++;
    let length = 2;
    let reference: number;
    if (kind === "pair") {
      reference = gcAllocate(PAIR, 24);
      store64(addressOf(reference) + 16, id);
    } else {
      const large = this.next(40) === 0;
      length = large ? LARGE_OBJECT + this.next(70000) : this.next(30) + 8;
      if (kind === "references" && large) length = length >> 2;
      reference = gcAllocateArray(kind === "references" ? REFERENCES : BYTES, length);
      if (kind === "bytes") store64(addressOf(reference) + 8, id);
    }
    const model: Model = { id, kind, fields: kind === "bytes" ? [] : new Array(length).fill(null), length, hash: 0 };
    // initializing stores need no barrier
    for (let k = 0; k < Math.min(model.fields.length, 3); k++) {
      const j = this.next(ROOTS);
      model.fields[k] = this.roots[j]!;
      store32(this.slot(reference, model, k), this.roots[j] ? this.rootReference(j) : 0);
    }
    this.setRoot(this.next(ROOTS), model, reference, this.next(4) === 0);
  }
  /** Where a field's slot stands. */
  slot(reference: number, model: Model, i: number): number {
    return addressOf(reference) + (model.kind === "pair" ? 4 + 4 * i : 8 + 4 * i);
  }
  store(): void {
    const i = this.next(ROOTS);
    const j = this.next(ROOTS);
    const target = this.roots[i];
    if (!target || target.fields.length === 0) return;
    const k = this.next(target.fields.length);
    const reference = this.rootReference(i);
    if ((load32(addressOf(reference)) & HEADER_BIT.remember) !== 0) gcWriteBarrier(reference);
    target.fields[k] = this.roots[j]!;
    store32(this.slot(reference, target, k), this.roots[j] ? this.rootReference(j) : 0);
  }
  load(): void {
    const i = this.next(ROOTS);
    const source = this.roots[i];
    if (!source || source.fields.length === 0) return;
    const k = this.next(source.fields.length);
    if (!source.fields[k]) return;
    this.setRoot(this.next(ROOTS), source.fields[k]!, load32(this.slot(this.rootReference(i), source, k)), false);
  }
  hash(): void {
    const i = this.next(ROOTS);
    const model = this.roots[i];
    if (!model) return;
    const hash = gcIdentityHash(this.rootReference(i));
    if (model.hash !== 0) expect(hash).toBe(model.hash);
    model.hash = hash;
  }
  step(): void {
    const what = this.next(10);
    if (what < 4) this.allocate();
    else if (what < 6) this.store();
    else if (what < 8) this.load();
    else if (what < 9) this.hash();
    // garbage between what lives, so that some blocks of the nursery have no pinned object
    else if (this.next(3) === 0) for (let i = 0; i < this.garbage; i++) gcAllocate(PAIR, 24);
    else this.setRoot(this.next(ROOTS), null, 0, false);
  }
  /** Compares all that the roots reach with the model. */
  check(): number {
    const seen = new Map<Model, number>();
    const work: [Model | null, number][] = this.roots.map((model, i) => [model, model ? this.rootReference(i) : 0]);
    for (let item = work.pop(); item; item = work.pop()) {
      const [model, reference] = item;
      if (!model) {
        expect(reference).toBe(0);
        continue;
      }
      const known = seen.get(model);
      if (known !== undefined) {
        if (known !== reference) throw new Error(`object ${model.id} stands at ${known} and at ${reference}`);
        continue;
      }
      seen.set(model, reference);
      const address = addressOf(reference);
      const type = load32(address) & 0xffff;
      if (type !== { pair: PAIR, references: REFERENCES, bytes: BYTES }[model.kind])
        throw new Error(`object ${model.id} has type ${type}`);
      if (model.kind === "pair") expect(load64(address + 16)).toBe(model.id);
      else expect(load32(address + 4)).toBe(model.length);
      if (model.kind === "bytes") expect(load64(address + 8)).toBe(model.id);
      if (model.hash !== 0) expect(gcIdentityHash(reference)).toBe(model.hash);
      model.fields.forEach((field, i) => {
        const value = load32(this.slot(reference, model, i));
        if (field || value) work.push([field, value]);
      });
    }
    return seen.size;
  }
}

describe("the collector", () => {
  for (const seed of [1, 2, 3, 4])
    it(`keeps what is reachable as the model says, seed ${seed}`, () => {
      setUp({ nursery: 8, stress: 0 });
      const run = new Run(seed, 600);
      let most = 0;
      for (let i = 0; i < 12000; i++) {
        run.step();
        if (i % 100 === 0) most = Math.max(most, run.check());
        if (i % 3000 === 2999) gcCollect(1);
      }
      run.check();
      expect(most).toBeGreaterThan(40);
      expect(counter(GC.minorCount)).toBeGreaterThan(4);
      expect(counter(GC.majorCount)).toBeGreaterThanOrEqual(4);
      expect(counter(GC.promotedObjects)).toBeGreaterThan(10);
      expect(counter(GC.pinnedObjects)).toBeGreaterThan(10);
    });

  for (const seed of [11, 12])
    it(`keeps what is reachable with a collection at every allocation, seed ${seed}`, () => {
      setUp({ nursery: 3, stress: 1 });
      const run = new Run(seed, 3);
      for (let i = 0; i < 2500; i++) {
        run.step();
        if (i % 20 === 0) run.check();
      }
      expect(counter(GC.minorCount)).toBeGreaterThan(800);
      expect(counter(GC.majorCount)).toBeGreaterThan(80);
    });

  it("moves what only the heap refers to and leaves what the stack refers to in place", () => {
    setUp({ nursery: 8, stress: 0 });
    const child = gcAllocate(PAIR, 24);
    // far enough from the parent to stand in another block
    for (let i = 0; i < 2000; i++) gcAllocate(PAIR, 24);
    const parent = gcAllocate(PAIR, 24);
    store32(addressOf(parent) + 4, child);
    store64(addressOf(child) + 16, 77);
    store64(STACK, parent);
    gcCollect(0);
    expect(counter(GC.pinnedObjects)).toBe(1);
    const moved = load32(addressOf(parent) + 4);
    expect(moved).not.toBe(child);
    expect(load64(addressOf(moved) + 16)).toBe(77);
    expect(counter(GC.promotedObjects)).toBe(1);
  });

  it("finds references in a root table", () => {
    setUp({ nursery: 2, stress: 0 });
    const object = gcAllocate(PAIR, 24);
    store64(addressOf(object) + 16, 5);
    store64(ROOT_TABLES, object);
    store64(context + CONTEXT_FIELD.rootTablesEnd, ROOT_TABLES + 8);
    for (let i = 0; i < 20000; i++) gcAllocate(PAIR, 24);
    expect(load64(addressOf(object) + 16)).toBe(5);
  });

  it("reuses memory: garbage of 40 times the heap's size fits", () => {
    setUp({ nursery: 4, stress: 0, megabytes: 8 });
    for (let i = 0; i < 12; i++) for (let j = 0; j < 40; j++) gcAllocateArray(BYTES, 700000);
    for (let i = 0; i < 100000; i++) gcAllocate(PAIR, 24);
    expect(counter(GC.freedBlocks)).toBeGreaterThan(1000);
  });

  // --- weak objects, finalizers, cards
  const weakTo = (target: number): number => {
    const weak = gcAllocate(WEAK, 16);
    store32(addressOf(weak) + 8, target);
    return weak;
  };
  /** So many pairs that the next ones stand in another block. */
  const gap = (): void => {
    for (let i = 0; i < 2000; i++) gcAllocate(PAIR, 24);
  };
  const nextOf = (what: number): number => gcObject(what);

  it("updates a weak reference whose referent moves, and clears it when that is gone, in minor and major collections", () => {
    setUp({ nursery: 8, stress: 0 });
    const child = gcAllocate(PAIR, 24);
    gap();
    const weak = weakTo(child);
    const parent = gcAllocate(PAIR, 24);
    store32(addressOf(parent) + 4, child);
    store64(STACK, weak);
    store64(STACK + 8, parent);
    gcCollect(0);
    const moved = load32(addressOf(weak) + 8);
    expect(moved).not.toBe(child);
    expect(moved).toBe(load32(addressOf(parent) + 4));
    gcCollect(1);
    expect(load32(addressOf(weak) + 8)).toBe(moved);
    store32(addressOf(parent) + 4, 0);
    gcService(GC_SERVICE.notify, weak);
    gcCollect(1);
    expect(load32(addressOf(weak) + 8)).toBe(0);
    expect(gcService(GC_SERVICE.pending, 0)).toBe(1);
    expect(nextOf(GC_OBJECT.nextCleared)).toBe(weak);
    expect(nextOf(GC_OBJECT.nextCleared)).toBe(0);
  });

  it("clears a young weak reference in a minor collection, and an old one that was stored to", () => {
    setUp({ nursery: 8, stress: 0 });
    const old = gcAllocate(WEAK, 16);
    store64(STACK, old);
    gcCollect(0);
    const young = gcAllocate(PAIR, 24);
    gcWriteBarrier(old);
    store32(addressOf(old) + 8, young);
    gap();
    const weak = weakTo(young);
    store64(STACK + 8, weak);
    gcCollect(0);
    expect(load32(addressOf(old) + 8)).toBe(0);
    expect(load32(addressOf(weak) + 8)).toBe(0);
  });

  for (const generation of [0, 1])
    it(`announces dead watched objects, referrers first, each once, by collections of generation ${generation}`, () => {
      setUp({ nursery: 8, stress: 0 });
      // c is referred to by a and b, d and e are a cycle; registered in the order c d e a b
      const [a, b, c, d, e] = [0, 1, 2, 3, 4].map((id) => {
        const object = gcAllocate(PAIR, 24);
        store64(addressOf(object) + 16, id);
        return object;
      }) as [number, number, number, number, number];
      gap();
      const refer = (from: number, to: number): void => store32(addressOf(from) + 4, to);
      refer(a, c);
      refer(b, c);
      refer(d, e);
      refer(e, d);
      for (const object of [c, d, e, a, b]) gcService(GC_SERVICE.watch, object);
      if (generation === 1) {
        // old before they die
        [a, b, d].forEach((object, i) => {
          store64(STACK + 8 * i, object);
        });
        gcCollect(0);
        for (let i = 0; i < 3; i++) store64(STACK + 8 * i, 0);
      }
      const take = (): number[] => {
        const ids: number[] = [];
        for (let object = nextOf(GC_OBJECT.nextDead); object !== 0; object = nextOf(GC_OBJECT.nextDead))
          ids.push(load64(addressOf(object) + 16));
        return ids;
      };
      gcCollect(generation);
      const first = take();
      expect(first).toEqual([3, 0, 1]);
      const rest: number[] = [];
      for (let i = 0; i < 3; i++) {
        gcCollect(1);
        rest.push(...take());
      }
      expect(rest.sort()).toEqual([2, 4]);
      expect(gcService(GC_SERVICE.watchedCount, 0)).toBe(0);
    });

  it("announces all of a long chain of dead watched objects after a while, in the order of registration", () => {
    setUp({ nursery: 8, stress: 0 });
    const COUNT = 100;
    let last = 0;
    for (let id = 0; id < COUNT; id++) {
      const object = gcAllocate(PAIR, 24);
      store32(addressOf(object) + 4, last);
      store64(addressOf(object) + 16, id);
      gcService(GC_SERVICE.watch, object);
      last = object;
    }
    gap();
    const ids: number[] = [];
    for (let round = 0; round < 40; round++) {
      gcCollect(1);
      for (let object = nextOf(GC_OBJECT.nextDead); object !== 0; object = nextOf(GC_OBJECT.nextDead)) {
        const id = load64(addressOf(object) + 16);
        // what it refers to is still there
        if (id > 0) expect(load64(addressOf(load32(addressOf(object) + 4)) + 16)).toBe(id - 1);
        ids.push(id);
      }
    }
    expect(ids.length).toBe(COUNT);
    expect(ids.slice(0, 3)).toEqual([COUNT - 1, COUNT - 2, COUNT - 3]);
    expect(ids.slice(-2)[0]).toBe(ids.slice(-1)[0]! - 1);
    expect(gcService(GC_SERVICE.watchedCount, 0)).toBe(0);
  });

  it("does not announce what was unwatched, and keeps what a dead watched object refers to", () => {
    setUp({ nursery: 8, stress: 0 });
    const child = gcAllocate(PAIR, 24);
    store64(addressOf(child) + 16, 42);
    const dead = gcAllocate(PAIR, 24);
    store32(addressOf(dead) + 4, child);
    const silent = gcAllocate(PAIR, 24);
    gcService(GC_SERVICE.watch, dead);
    gcService(GC_SERVICE.watch, silent);
    gcService(GC_SERVICE.unwatch, silent);
    gap();
    gcCollect(0);
    gcCollect(1);
    const found = nextOf(GC_OBJECT.nextDead);
    expect(load64(addressOf(load32(addressOf(found) + 4)) + 16)).toBe(42);
    expect(nextOf(GC_OBJECT.nextDead)).toBe(0);
  });

  const largeArray = (): number => {
    const array = gcAllocateArray(REFERENCES, 100000);
    store64(STACK, array);
    gcCollect(0);
    return array;
  };
  const storeItem = (array: number, index: number, value: number, card: number): void => {
    expect(load32(addressOf(array)) & HEADER_BIT.remember).not.toBe(0);
    store64(context + CONTEXT_FIELD.barrierIndex, card);
    gcWriteBarrier(array);
    store32(addressOf(array) + 8 + 4 * index, value);
  };
  it("finds young objects in a large old array by its cards", () => {
    setUp({ nursery: 8, stress: 0 });
    const array = largeArray();
    const indices = [0, 1, 49, 50, 777, 51234, 99998, 99999];
    for (let round = 1; round < 4; round++) {
      for (const index of indices) {
        const young = gcAllocate(PAIR, 24);
        store64(addressOf(young) + 16, 1000 * index + round);
        storeItem(array, index, young, index);
      }
      gap();
      gcCollect(0);
      for (const index of indices)
        expect(load64(addressOf(load32(addressOf(array) + 8 + 4 * index)) + 16)).toBe(1000 * index + round);
    }
  });
  it("is known to lose an object when the wrong card is marked", () => {
    setUp({ nursery: 2, stress: 0 });
    const array = largeArray();
    const young = gcAllocate(PAIR, 24);
    store64(addressOf(young) + 16, 9);
    storeItem(array, 50000, young, 7);
    gap();
    for (let i = 0; i < 20000; i++) gcAllocate(PAIR, 24);
    expect(load64(addressOf(load32(addressOf(array) + 8 + 4 * 50000)) + 16)).not.toBe(9);
  });

  it("refuses what does not fit, leaves room to handle that, and goes on when memory is free again", () => {
    setUp({ nursery: 4, stress: 0, megabytes: 24 });
    class Refused extends Error {}
    const before = memoryHooks.outOfMemory;
    memoryHooks.outOfMemory = () => {
      throw new Refused();
    };
    try {
      for (let round = 0; round < 3; round++) {
        let list = 0;
        expect(() => {
          for (;;) {
            const array = gcAllocateArray(REFERENCES, 2000);
            store32(addressOf(array) + 8, list);
            list = array;
            store64(STACK, list);
            // what a program does on its loop edges
            if (load32(CONTEXT + CONTEXT_FIELD.actions) !== 0) memoryHooks.outOfMemory();
          }
        }).toThrow(Refused);
        expect(load32(CONTEXT + CONTEXT_FIELD.actions)).toBe(ACTION_MEMORY);
        store32(CONTEXT + CONTEXT_FIELD.actions, 0);
        // what handles the error allocates, too
        for (let i = 0; i < 500; i++) gcAllocate(PAIR, 24);
        expect(() => gcAllocateArray(BYTES, 0x7000_0000)).toThrow(Refused);
        expect(() => gcAllocateArray(BYTES, 0xffff_ffff)).toThrow(Refused);
        store64(STACK, 0);
      }
      for (let i = 0; i < 100000; i++) gcAllocate(PAIR, 24);
    } finally {
      memoryHooks.outOfMemory = before;
    }
  });

  it("is known to lose objects when the write barrier is left out", () => {
    setUp({ nursery: 2, stress: 0 });
    const old = gcAllocate(PAIR, 24);
    store64(STACK, old);
    gcCollect(0);
    const young = gcAllocate(PAIR, 24);
    store64(addressOf(young) + 16, 9);
    store32(addressOf(old) + 4, young); // no barrier
    for (let i = 0; i < 20000; i++) gcAllocate(PAIR, 24);
    expect(load64(addressOf(load32(addressOf(old) + 4)) + 16)).not.toBe(9);
  });
});
