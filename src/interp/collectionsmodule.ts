// The module `_collections`: its types, the attributes of named tuples, and Counter's counting.

import type { int } from "../rts/index.ts";
import { add } from "./arith.ts";
import { builtinFunction, def, defStatic, getterSetter } from "./builtin.ts";
import { builtinsModule } from "./builtins.ts";
import { w_defaultdict } from "./defaultdict.ts";
import { w_deque, w_deque_iterator, w_deque_reverse_iterator } from "./deque.ts";
import { W_Dict } from "./dict.ts";
import { raise0, raiseFull, w_AttributeError, w_IndexError, w_TypeError } from "./errors.ts";
import { newInt } from "./int.ts";
import { defineModule } from "./modules.ts";
import { n_setitem } from "./names.ts";
import { W_Object } from "./object.ts";
import { getAttr, iter, setItem, toInt } from "./operations.ts";
import { builtinIter, w_OrderedDict } from "./ordereddict.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { intern, StrBuilder, W_Str } from "./text.ts";
import { newTuple2, W_Tuple } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";
import { w_dict } from "./types.ts";

builtinIter.value = builtinsModule.dict.get(intern("iter"));

// --- named tuples' attributes
const w_tuplegetter = builtinType("collections._tuplegetter");
w_tuplegetter.isBaseType = false;
/** The item of that index, as an attribute of tuples. */
class W_TupleGetter extends W_Object {
  readonly index: int;
  doc: W_Object;
  constructor(index: int, doc: W_Object) {
    super();
    this.index = index;
    this.doc = doc;
  }
  override getType(): W_Type {
    return w_tuplegetter;
  }
  override isDataDescriptor(): boolean {
    return true;
  }
  override descrGet(object: W_Object | null, _type: W_Type): W_Object {
    if (object === null) return this;
    const tuple = object.unwrap();
    if (tuple instanceof W_Tuple) {
      const items = tuple.items;
      if (this.index >= 0 && this.index < items.length) return items[this.index]!;
      throw raise0(w_IndexError, "tuple index out of range");
    }
    if (object === w_None) return this;
    throw raiseFull(
      w_TypeError,
      "descriptor for index '%d' for tuple subclasses doesn't apply to '%T' object",
      object,
      null,
      this.index,
      0,
    );
  }
  override descrSet(_object: W_Object, _value: W_Object): boolean {
    throw raise0(w_AttributeError, "can't set attribute");
  }
  override descrDelete(_object: W_Object): boolean {
    throw raise0(w_AttributeError, "can't delete attribute");
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    text.add("_tuplegetter(");
    text.addInt(this.index);
    text.add(", ");
    text.addStr(this.doc.repr());
    text.addChar(41);
    return text.build();
  }
}
function tuplegetter_new(_type: W_Object, index: W_Object, doc: W_Object): W_Object {
  return new W_TupleGetter(toInt(index), doc);
}
function tuplegetter_doc(self: W_Object): W_Object {
  return (self as W_TupleGetter).doc;
}
function tuplegetter_setDoc(self: W_Object, value: W_Object | null): W_Object {
  (self as W_TupleGetter).doc = value === null ? w_None : value;
  return w_None;
}
function tuplegetter_reduce(self: W_Object): W_Object {
  const own = self as W_TupleGetter;
  return newTuple2(w_tuplegetter, newTuple2(newInt(own.index), own.doc));
}
defStatic(w_tuplegetter, "__new__(cls, index, doc, /)", tuplegetter_new);
getterSetter(w_tuplegetter, "__doc__", tuplegetter_doc, tuplegetter_setDoc);
def(w_tuplegetter, "__reduce__(self, /)", tuplegetter_reduce);
defSlots(w_tuplegetter, "__get__ __set__ __delete__ __repr__");

// --- Counter
const n_getMethod = intern("get");
const dictGet = w_dict.lookup(n_getMethod)!;
const dictSetItem = w_dict.lookup(n_setitem)!;
/** For each item: mapping[item] = mapping.get(item, 0) + 1. */
function count_elements(mapping: W_Object, iterable: W_Object): W_Object {
  const type = mapping.getType();
  const data = mapping.unwrap();
  const iterator = iter(iterable);
  // unless the class has methods of its own, the dict itself is counted in
  if (data instanceof W_Dict && type.lookup(n_getMethod) === dictGet && type.lookup(n_setitem) === dictSetItem) {
    for (;;) {
      const item = iterator.next();
      if (item === null) return w_None;
      // the error for an item without hash says nothing of keys
      if (!(item instanceof W_Str)) item.hash();
      const count = data.get(item);
      data.set(item, count === null ? newInt(1) : add(count, newInt(1)));
    }
  }
  const get = getAttr(mapping, n_getMethod);
  for (;;) {
    const item = iterator.next();
    if (item === null) return w_None;
    setItem(mapping, item, add(get.call2(item, newInt(0)), newInt(1)));
  }
}

defineModule("_collections", [builtinFunction("_count_elements(mapping, iterable, /)", count_elements)], {
  deque: w_deque,
  _deque_iterator: w_deque_iterator,
  _deque_reverse_iterator: w_deque_reverse_iterator,
  defaultdict: w_defaultdict,
  OrderedDict: w_OrderedDict,
  _tuplegetter: w_tuplegetter,
});
