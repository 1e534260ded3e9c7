"use raw memory";
// Objects that the program watches: those with finalizers, and weak objects.
//
// Finalizers. The program registers objects; they stand in two tables by age, in the order of registration. What is not reached when marking
// is done, is marked now, with all that it refers to; so a finalizer finds everything as it was. Of several dead objects only those that no
// other dead one refers to go to the table `dead`, from which the program takes them (at a safe point, never inside the collector); the
// others wait for a later collection: referrers come before what they refer to. In a cycle the first one registered goes first.
//
//   a -> b, c -> b, c -> c        a and c now; b when a and c are gone
//
// The bit `head` says of a dead object that no edge from another one was seen. It is set behind the marking from the object itself, so that a
// cycle through it does not take it away again.
//
// Weak objects (TYPE_FLAG.weak) have one slot that is not followed. Each that a collection reaches is noted in `weakSeen`; when all marking is
// done, its slot is updated or cleared. An old weak object that refers to a young one was stored to, so it is in the remembered set.

import { ACTION_FINALIZERS, CONTEXT_FIELD, HEADER_BIT } from "../ir/vm-layout.ts";
import type { int } from "../rts/index.ts";
import { intOr } from "../rts/index.ts";
import { addressOfReference, contextAddress, load32, store32 } from "../rts/raw.ts";
import {
  blockOf,
  blockState,
  clearTable,
  getState,
  popTable,
  pushTable,
  setState,
  setTableItem,
  shrinkTable,
  tableItem,
  tableLength,
  truncateTable,
} from "./blocks.ts";
import { finishMarking, finishUpdates, markObject, markPiece, markSlots, survivor, updateSlots } from "./collect.ts";
import { BLOCK, GC, STATE } from "./layout.ts";
import { forEachReference, hasBit, weakSlot } from "./objects.ts";

function announce(table: int, reference: int): void {
  pushTable(table, reference);
  const actions = contextAddress() + CONTEXT_FIELD.actions;
  store32(actions, intOr(load32(actions), ACTION_FINALIZERS));
}

// --- finalizers, minor collection

/** Behind the tracing of a minor collection: all young watched objects become old, or dead ones that are announced. */
export function orderYoungDead(): void {
  const length = tableLength(GC.youngWatched);
  if (length === 0) return;
  for (let i = 0; i < length; i++) {
    const reference = tableItem(GC.youngWatched, i);
    const object = addressOfReference(reference);
    if (blockState(object) !== STATE.nursery) continue;
    const header = load32(object);
    const lives = hasBit(header, HEADER_BIT.forwarded) || hasBit(header, HEADER_BIT.kept);
    if (!lives && !hasBit(header, HEADER_BIT.watched)) {
      setTableItem(GC.youngWatched, i, 0);
      continue;
    }
    const survives = survivor(object, reference);
    setTableItem(GC.youngWatched, i, survives);
    if (lives) continue;
    while (tableLength(GC.work) > 0) {
      const next = addressOfReference(popTable(GC.work));
      forEachReference(next, noLongerYoungHead);
      updateSlots(next);
    }
    const moved = addressOfReference(survives);
    store32(moved, intOr(load32(moved), HEADER_BIT.head));
  }
  for (let i = 0; i < length; i++) settle(tableItem(GC.youngWatched, i), GC.oldWatched);
  clearTable(GC.youngWatched);
  shrinkTable(GC.youngWatched);
  finishUpdates();
}
/** A dead object refers to this one, which may have moved. */
function noLongerYoungHead(target: int): void {
  const header = load32(target);
  noLongerHead(
    blockState(target) === STATE.nursery && hasBit(header, HEADER_BIT.forwarded)
      ? addressOfReference(load32(target + 4))
      : target,
  );
}
function noLongerHead(target: int): void {
  const header = load32(target);
  if (hasBit(header, HEADER_BIT.head)) store32(target, header - HEADER_BIT.head);
}

/** A watched object after the ordering: announced, or kept in a table. */
function settle(reference: int, table: int): void {
  if (reference === 0) return;
  const object = addressOfReference(reference);
  const header = load32(object);
  if (!hasBit(header, HEADER_BIT.watched)) return;
  if (hasBit(header, HEADER_BIT.head)) {
    store32(object, header - HEADER_BIT.head - HEADER_BIT.watched);
    announce(GC.dead, reference);
  } else pushTable(table, reference);
}

// --- finalizers, major collection

/** How many collections in a row may leave dead objects to later ones; then all go, in the order of their registration. */
const MOST_ROUNDS = 32;

/** Dead watched objects behind the marking of a major collection, none of which is marked. */
function countOldDead(): int {
  const length = tableLength(GC.oldWatched);
  let count = 0;
  for (let i = 0; i < length; i++) {
    const header = load32(addressOfReference(tableItem(GC.oldWatched, i)));
    if (!hasBit(header, HEADER_BIT.marked) && hasBit(header, HEADER_BIT.watched)) count++;
  }
  return count;
}
/** The same behind the marking of a major collection. Of a chain of n objects this would announce one by one, in n collections: see MOST_ROUNDS. */
export function orderOldDead(): void {
  const count = countOldDead();
  const rounds = getState(GC.deadRounds);
  const all = rounds >= MOST_ROUNDS;
  const before = tableLength(GC.dead);
  if (all) announceOldDead();
  else announceOldHeads();
  const waits = count > tableLength(GC.dead) - before;
  setState(GC.deadRounds, waits ? rounds + 1 : 0);
}
function announceOldDead(): void {
  const length = tableLength(GC.oldWatched);
  const first = tableLength(GC.dead);
  truncateTable(GC.oldWatched, 0);
  for (let i = 0; i < length; i++) {
    const reference = tableItem(GC.oldWatched, i);
    const object = addressOfReference(reference);
    const header = load32(object);
    if (!hasBit(header, HEADER_BIT.watched)) continue;
    if (hasBit(header, HEADER_BIT.marked)) {
      pushTable(GC.oldWatched, reference);
      continue;
    }
    store32(object, header - HEADER_BIT.watched);
    announce(GC.dead, reference);
  }
  // they live on for their finalizers, with all that they refer to
  for (let i = first; i < tableLength(GC.dead); i++) {
    const reference = tableItem(GC.dead, i);
    markObject(addressOfReference(reference), reference);
  }
  finishMarking();
}
function announceOldHeads(): void {
  const length = tableLength(GC.oldWatched);
  for (let i = 0; i < length; i++) {
    const reference = tableItem(GC.oldWatched, i);
    const object = addressOfReference(reference);
    const header = load32(object);
    if (hasBit(header, HEADER_BIT.marked)) continue;
    if (!hasBit(header, HEADER_BIT.watched)) {
      setTableItem(GC.oldWatched, i, 0);
      continue;
    }
    markObject(object, reference);
    do
      while (tableLength(GC.work) > 0) {
        const next = addressOfReference(popTable(GC.work));
        forEachReference(next, noLongerHead);
        markSlots(next);
      }
    while (markPiece());
    store32(object, intOr(load32(object), HEADER_BIT.head));
  }
  // what stays moves up in the table
  truncateTable(GC.oldWatched, 0);
  for (let i = 0; i < length; i++) settle(tableItem(GC.oldWatched, i), GC.oldWatched);
  finishMarking();
}

// --- weak objects

/** Behind everything of a minor collection, while the nursery still stands. */
export function clearYoungWeak(): void {
  const length = tableLength(GC.weakSeen);
  for (let i = 0; i < length; i++) {
    const reference = tableItem(GC.weakSeen, i);
    const weak = addressOfReference(reference);
    const slot = weakSlot(weak);
    const referent = load32(slot);
    if (referent === 0) continue;
    const target = addressOfReference(referent);
    if (blockState(target) !== STATE.nursery) continue;
    const header = load32(target);
    if (hasBit(header, HEADER_BIT.forwarded)) store32(slot, load32(target + 4));
    else if (load32(blockOf(target) + BLOCK.flags) % 2 === 0 || !hasBit(header, HEADER_BIT.kept))
      clearWeak(weak, reference, slot);
  }
  clearTable(GC.weakSeen);
  shrinkTable(GC.weakSeen);
}

/** Behind everything of a major collection. */
export function clearOldWeak(): void {
  const length = tableLength(GC.weakSeen);
  const imageEnd = getState(GC.imageEnd);
  for (let i = 0; i < length; i++) {
    const reference = tableItem(GC.weakSeen, i);
    const weak = addressOfReference(reference);
    const slot = weakSlot(weak);
    const referent = load32(slot);
    if (referent === 0) continue;
    const target = addressOfReference(referent);
    if (target >= imageEnd && !hasBit(load32(target), HEADER_BIT.marked)) clearWeak(weak, reference, slot);
  }
  clearTable(GC.weakSeen);
  shrinkTable(GC.weakSeen);
}

function clearWeak(weak: int, reference: int, slot: int): void {
  store32(slot, 0);
  const header = load32(weak);
  if (!hasBit(header, HEADER_BIT.watched)) return;
  store32(weak, header - HEADER_BIT.watched);
  announce(GC.cleared, reference);
}
