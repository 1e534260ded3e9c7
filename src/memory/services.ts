"use raw memory";
// What the program asks of the collector through the functions of src/rts/memory.ts: collections, objects to watch, and what became of them.

import { CONTEXT_FIELD, GC_OBJECT, GC_SERVICE, HEADER_BIT } from "../ir/vm-layout.ts";
import type { int } from "../rts/index.ts";
import { intOr, unreachable } from "../rts/index.ts";
import { addressOfReference, contextAddress, load32, store32 } from "../rts/raw.ts";
import { blockState, clearTable, getState, pushTable, setState, tableItem, tableLength } from "./blocks.ts";
import { collectMajor, collectMinor } from "./collect.ts";
import { GC, STATE } from "./layout.ts";
import { hasBit } from "./objects.ts";

/**
 * GC_SERVICE. `reference`: the object, 0 where there is none.
 * @jit opaque
 */
export function gcService(what: int, reference: int): int {
  switch (what) {
    case GC_SERVICE.collectMinor:
      collectMinor();
      return 0;
    case GC_SERVICE.collectMajor:
      collectMinor();
      collectMajor();
      return 0;
    case GC_SERVICE.watch:
      setWatched(reference);
      pushTable(
        blockState(addressOfReference(reference)) === STATE.nursery ? GC.youngWatched : GC.oldWatched,
        reference,
      );
      return 0;
    case GC_SERVICE.unwatch: {
      const object = addressOfReference(reference);
      const header = load32(object);
      if (hasBit(header, HEADER_BIT.watched)) store32(object, header - HEADER_BIT.watched);
      return 0;
    }
    case GC_SERVICE.notify:
      setWatched(reference);
      return 0;
    case GC_SERVICE.pending:
      return tableLength(GC.dead) - getState(GC.deadTaken) + tableLength(GC.cleared) - getState(GC.clearedTaken);
    case GC_SERVICE.minorCount:
      return getState(GC.minorCount);
    case GC_SERVICE.majorCount:
      return getState(GC.majorCount);
    case GC_SERVICE.bytesUsed:
      return getState(GC.oldLive) + getState(GC.oldAllocated);
    case GC_SERVICE.watchedCount:
      return tableLength(GC.youngWatched) + tableLength(GC.oldWatched);
    case GC_SERVICE.takeActions: {
      const at = contextAddress() + CONTEXT_FIELD.actions;
      const actions = load32(at);
      store32(at, 0);
      return actions;
    }
    case GC_SERVICE.announceAll:
      announceAll();
      return 0;
    default:
      unreachable("no such service of the collector");
  }
}

function setWatched(reference: int): void {
  const object = addressOfReference(reference);
  store32(object, intOr(load32(object), HEADER_BIT.watched));
}

/**
 * GC_OBJECT: a reference, 0 when there is none.
 * @jit opaque
 */
export function gcObject(what: int): int {
  switch (what) {
    case GC_OBJECT.nextDead:
      return take(GC.dead, GC.deadTaken);
    case GC_OBJECT.nextCleared:
      return take(GC.cleared, GC.clearedTaken);
    default:
      unreachable("no such object of the collector");
  }
}

/** The next entry of a queue: a table that is emptied when all is taken. */
function take(table: int, taken: int): int {
  const index = getState(taken);
  if (index === tableLength(table)) return 0;
  const reference = tableItem(table, index);
  setState(taken, index + 1);
  if (index + 1 === tableLength(table)) {
    clearTable(table);
    setState(taken, 0);
  }
  return reference;
}

function announceAll(): void {
  // all of them are in one table then
  collectMinor();
  const length = tableLength(GC.oldWatched);
  for (let i = 0; i < length; i++) {
    const reference = tableItem(GC.oldWatched, i);
    const object = addressOfReference(reference);
    const header = load32(object);
    if (!hasBit(header, HEADER_BIT.watched)) continue;
    store32(object, header - HEADER_BIT.watched);
    pushTable(GC.dead, reference);
  }
  clearTable(GC.oldWatched);
}
