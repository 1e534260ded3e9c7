// The module `_heapq`: heaps in lists, least item first, and since 3.14 greatest item first. Comparisons may change the list: its length is
// looked at after each.

import type { int } from "../rts/index.ts";
import { intShr } from "../rts/index.ts";
import { builtinFunction, type W_Builtin } from "./builtin.ts";
import { raise0, raise2, w_IndexError, w_RuntimeError, w_TypeError } from "./errors.ts";
import { W_Float } from "./float.ts";
import { W_Int } from "./int.ts";
import { W_List } from "./list.ts";
import { defineModule } from "./modules.ts";
import { LT, type W_Object } from "./object.ts";
import { compareHolds } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { intern, type W_Str } from "./text.ts";

function isLess(a: W_Object, b: W_Object): boolean {
  if (a instanceof W_Int && b instanceof W_Int) return a.value < b.value;
  if (a instanceof W_Float && b instanceof W_Float) return a.value < b.value;
  return compareHolds(LT, a, b);
}
/** Whether a has to stand above b. */
function above(a: W_Object, b: W_Object, max: boolean): boolean {
  return max ? isLess(b, a) : isLess(a, b);
}
function checkLength(heap: W_List, length: int): void {
  if (heap.length !== length) throw raise0(w_RuntimeError, "list changed size during iteration");
}
/** Moves the item at `at` towards the root, not beyond `start`. */
function siftDown(heap: W_List, start: int, at: int, max: boolean): void {
  const length = heap.length;
  if (at >= length) throw raise0(w_IndexError, "index out of range");
  const item = heap.get(at);
  let position = at;
  while (position > start) {
    const parentAt = intShr(position - 1, 1);
    const parent = heap.get(parentAt);
    const moves = above(item, parent, max);
    checkLength(heap, length);
    if (!moves) break;
    // what stands there now: a comparison may have changed it
    const moved = heap.get(parentAt);
    heap.set(parentAt, heap.get(position));
    heap.set(position, moved);
    position = parentAt;
  }
}
/** Moves the item at `at` down to a leaf, the better child up each time, and then up to its place. */
function siftUp(heap: W_List, at: int, max: boolean): void {
  const length = heap.length;
  if (at >= length) throw raise0(w_IndexError, "index out of range");
  let position = at;
  const firstLeaf = intShr(length, 1);
  while (position < firstLeaf) {
    let child = 2 * position + 1;
    if (child + 1 < length) {
      const left = above(heap.get(child), heap.get(child + 1), max);
      checkLength(heap, length);
      if (!left) child++;
    }
    const moved = heap.get(child);
    heap.set(child, heap.get(position));
    heap.set(position, moved);
    position = child;
  }
  siftDown(heap, at, position, max);
}
function heapArgument(name: W_Str, heap: W_Object): W_List {
  const list = heap.unwrap();
  if (list instanceof W_List) return list;
  throw raise2(w_TypeError, "%S() argument must be list, not %T", name, heap);
}
function firstArgument(name: W_Str, heap: W_Object): W_List {
  const list = heap.unwrap();
  if (list instanceof W_List) return list;
  throw raise2(w_TypeError, "%S() argument 1 must be list, not %T", name, heap);
}
function push(name: W_Str, heap: W_Object, item: W_Object, max: boolean): W_Object {
  const list = firstArgument(name, heap);
  list.append(item);
  siftDown(list, 0, list.length - 1, max);
  return w_None;
}
function pop(name: W_Str, heap: W_Object, max: boolean): W_Object {
  const list = heapArgument(name, heap);
  if (list.length === 0) throw raise0(w_IndexError, "index out of range");
  const last = list.pop(list.length - 1);
  if (list.length === 0) return last;
  const top = list.get(0);
  list.set(0, last);
  siftUp(list, 0, max);
  return top;
}
function replace(name: W_Str, heap: W_Object, item: W_Object, max: boolean): W_Object {
  const list = firstArgument(name, heap);
  if (list.length === 0) throw raise0(w_IndexError, "index out of range");
  const top = list.get(0);
  list.set(0, item);
  siftUp(list, 0, max);
  return top;
}
function pushPop(name: W_Str, heap: W_Object, item: W_Object, max: boolean): W_Object {
  const list = firstArgument(name, heap);
  if (list.length === 0) return item;
  if (!above(list.get(0), item, max)) return item;
  if (list.length === 0) throw raise0(w_IndexError, "index out of range");
  const top = list.get(0);
  list.set(0, item);
  siftUp(list, 0, max);
  return top;
}
function heapify(name: W_Str, heap: W_Object, max: boolean): W_Object {
  const list = heapArgument(name, heap);
  for (let i = intShr(list.length, 1) - 1; i >= 0; i--) siftUp(list, i, max);
  return w_None;
}
const heappush = intern("heappush");
const heappop = intern("heappop");
const heapreplace = intern("heapreplace");
const heappushpop = intern("heappushpop");
const heapifyName = intern("heapify");
const heappushMax = intern("heappush_max");
const heappopMax = intern("heappop_max");
const heapreplaceMax = intern("heapreplace_max");
const heappushpopMax = intern("heappushpop_max");
const heapifyMax = intern("heapify_max");
function heapq_heappush(heap: W_Object, item: W_Object): W_Object {
  return push(heappush, heap, item, false);
}
function heapq_heappop(heap: W_Object): W_Object {
  return pop(heappop, heap, false);
}
function heapq_heapreplace(heap: W_Object, item: W_Object): W_Object {
  return replace(heapreplace, heap, item, false);
}
function heapq_heappushpop(heap: W_Object, item: W_Object): W_Object {
  return pushPop(heappushpop, heap, item, false);
}
function heapq_heapify(heap: W_Object): W_Object {
  return heapify(heapifyName, heap, false);
}
function heapq_heappush_max(heap: W_Object, item: W_Object): W_Object {
  return push(heappushMax, heap, item, true);
}
function heapq_heappop_max(heap: W_Object): W_Object {
  return pop(heappopMax, heap, true);
}
function heapq_heapreplace_max(heap: W_Object, item: W_Object): W_Object {
  return replace(heapreplaceMax, heap, item, true);
}
function heapq_heappushpop_max(heap: W_Object, item: W_Object): W_Object {
  return pushPop(heappushpopMax, heap, item, true);
}
function heapq_heapify_max(heap: W_Object): W_Object {
  return heapify(heapifyMax, heap, true);
}
const functions: W_Builtin[] = [
  builtinFunction("heappush(heap, item, /)", heapq_heappush),
  builtinFunction("heappop(heap, /)", heapq_heappop),
  builtinFunction("heapreplace(heap, item, /)", heapq_heapreplace),
  builtinFunction("heappushpop(heap, item, /)", heapq_heappushpop),
  builtinFunction("heapify(heap, /)", heapq_heapify),
  builtinFunction("heappush_max(heap, item, /)", heapq_heappush_max),
  builtinFunction("heappop_max(heap, /)", heapq_heappop_max),
  builtinFunction("heapreplace_max(heap, item, /)", heapq_heapreplace_max),
  builtinFunction("heappushpop_max(heap, item, /)", heapq_heappushpop_max),
  builtinFunction("heapify_max(heap, /)", heapq_heapify_max),
];
defineModule("_heapq", functions, {});
