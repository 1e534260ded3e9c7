// The module `_queue`: SimpleQueue. There are no threads: waiting for an item in an empty queue would be for ever.

import { def, defStatic } from "./builtin.ts";
import { W_Deque } from "./deque.ts";
import { raise0, raiseWith, w_Exception, w_NotImplementedError, w_ValueError } from "./errors.ts";
import { defGeneric } from "./genericalias.ts";
import { newBool, newInt } from "./int.ts";
import { defineModule } from "./modules.ts";
import { n_module } from "./names.ts";
import { W_Object } from "./object.ts";
import { toFloat } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { dataType, instanceWith } from "./subclassing.ts";
import { intern } from "./text.ts";
import { builtinType, type W_Type } from "./type.ts";

const w_Empty = builtinType("Empty", w_Exception);
w_Empty.dict.set(n_module, intern("_queue"));

const w_SimpleQueue = dataType("_queue.SimpleQueue");
w_SimpleQueue.hasWeakref = true;
class W_SimpleQueue extends W_Object {
  readonly items: W_Deque = new W_Deque();
  override getType(): W_Type {
    return w_SimpleQueue;
  }
}
function SimpleQueue_new(type: W_Object): W_Object {
  return instanceWith(type, w_SimpleQueue, new W_SimpleQueue());
}
function SimpleQueue_put(self: W_Object, item: W_Object, _block: W_Object | null, _timeout: W_Object | null): W_Object {
  (self as W_SimpleQueue).items.append(item);
  return w_None;
}
function SimpleQueue_put_nowait(self: W_Object, item: W_Object): W_Object {
  (self as W_SimpleQueue).items.append(item);
  return w_None;
}
function SimpleQueue_get(self: W_Object, block: W_Object | null, timeout: W_Object | null): W_Object {
  const items = (self as W_SimpleQueue).items;
  const waits = block === null || block.isTrue();
  const forEver = timeout === null || timeout === w_None;
  if (waits && !forEver && toFloat(timeout!) < 0.0)
    throw raise0(w_ValueError, "'timeout' must be a non-negative number");
  if (items.length > 0) return items.popLeft();
  if (waits && forEver)
    throw raise0(w_NotImplementedError, "SimpleQueue.get() of an empty queue: there are no threads");
  throw raiseWith(w_Empty, null);
}
function SimpleQueue_get_nowait(self: W_Object): W_Object {
  const items = (self as W_SimpleQueue).items;
  if (items.length === 0) throw raiseWith(w_Empty, null);
  return items.popLeft();
}
function SimpleQueue_empty(self: W_Object): W_Object {
  return newBool((self as W_SimpleQueue).items.length === 0);
}
function SimpleQueue_qsize(self: W_Object): W_Object {
  return newInt((self as W_SimpleQueue).items.length);
}
defStatic(w_SimpleQueue, "__new__(cls, /)", SimpleQueue_new);
def(w_SimpleQueue, "put(self, item, block=True, timeout=None)", SimpleQueue_put);
def(w_SimpleQueue, "put_nowait(self, item)", SimpleQueue_put_nowait);
def(w_SimpleQueue, "get(self, block=True, timeout=None)", SimpleQueue_get);
def(w_SimpleQueue, "get_nowait(self, /)", SimpleQueue_get_nowait);
def(w_SimpleQueue, "empty(self, /)", SimpleQueue_empty);
def(w_SimpleQueue, "qsize(self, /)", SimpleQueue_qsize);

defineModule("_queue", [], { SimpleQueue: w_SimpleQueue, Empty: w_Empty });
defGeneric(w_SimpleQueue);
