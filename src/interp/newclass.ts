// type.__new__: makes a class of a name, bases and a namespace.

import { newArray } from "../rts/index.ts";
import { defStatic, W_GetSet } from "./builtin.ts";
import { W_Cell } from "./cell.ts";
import { encodeText } from "./codecs.ts";
import { W_ClassMethod, W_StaticMethod } from "./descriptors.ts";
import { W_Dict } from "./dict.ts";
import { OperationError, raise0, raise1, raiseInts, w_AttributeError, w_TypeError, w_ValueError } from "./errors.ts";
import { callerModule } from "./frame.ts";
import { W_Function } from "./function.ts";
import { W_Instance, W_Slot } from "./instance.ts";
import { arrayOf } from "./iterators.ts";
import { W_MappingProxy, W_TypeNamespace } from "./mappingproxy.ts";
import {
  n_class_getitem,
  n_classcell,
  n_dict,
  n_doc,
  n_eq,
  n_hash,
  n_init_subclass,
  n_module,
  n_new,
  n_qualname,
  n_set_name,
  n_slots,
} from "./names.ts";
import { args1, callSpecial2, type W_Object } from "./object.ts";
import { instance_dict, instance_setDict, noAttribute } from "./objecttype.ts";
import { w_None } from "./singletons.ts";
import { isIdentifier } from "./strcase.ts";
import { intern, internStr, StrBuilder, W_Str } from "./text.ts";
import { W_Tuple } from "./tuple.ts";
import { computeMro, mroFailure, W_Type, w_object, w_type } from "./type.ts";
import { w_int, w_tuple } from "./types.ts";
import { weakRefs } from "./weakref.ts";

const n_classdictcell = intern("__classdictcell__");
const n_weakref = intern("__weakref__");
const n_mro_method = intern("mro");
const n_mro_entries = intern("__mro_entries__");
const bytesName = intern("bytes");
const n_add_note = intern("add_note");

function type_new(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const positional = kwnames === null ? args.length : args.length - kwnames.length;
  if (positional === 0) throw raise0(w_TypeError, "type.__new__(): not enough arguments");
  const given = args[0]!;
  if (!(given instanceof W_Type)) throw raise1(w_TypeError, "type.__new__(X): X is not a type object (%T)", given);
  if (positional !== 4) {
    if (given === w_type) throw raise0(w_TypeError, "type() takes 1 or 3 arguments");
    throw raiseInts(w_TypeError, "type.__new__() takes exactly 3 arguments (%d given)", null, positional - 1, 0);
  }
  const name = args[1]!.unwrap();
  const bases = args[2]!.unwrap();
  const namespace = args[3]!.unwrap();
  if (!(name instanceof W_Str)) throw raise1(w_TypeError, "type.__new__() argument 1 must be str, not %T", args[1]!);
  if (!(bases instanceof W_Tuple)) throw raise1(w_TypeError, "type.__new__() argument 2 must be tuple, not %T", bases);
  if (!(namespace instanceof W_Dict))
    throw raise1(w_TypeError, "type.__new__() argument 3 must be dict, not %T", args[3]!);
  for (const base of bases.items)
    if (!(base instanceof W_Type) && base.getAttr(n_mro_entries) !== null)
      throw raise0(w_TypeError, "type() doesn't support MRO entry resolution; use types.new_class()");
  const metatype = bestMetatype(given, bases);
  if (metatype !== given && metatype.lookup(n_new) !== typeNew)
    return metatype.lookup(n_new)!.descrGet(null, metatype).call(replaceFirst(args, metatype), kwnames);
  return newClass(metatype, name, bases, namespace, args, kwnames);
}
function replaceFirst(args: W_Object[], first: W_Object): W_Object[] {
  const result = newArray<W_Object>(args.length);
  for (let i = 0; i < args.length; i++) result[i] = i === 0 ? first : args[i]!;
  return result;
}
/** The most derived of a metaclass and the bases' ones. */
export function bestMetatype(metatype: W_Type, bases: W_Tuple): W_Type {
  let best = metatype;
  for (const base of bases.items) {
    const other = base.getType();
    if (best.isSubtype(other)) continue;
    if (!other.isSubtype(best))
      throw raise0(
        w_TypeError,
        "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
      );
    best = other;
  }
  return best;
}

// --- layout

/** The class that made instances of `type` what they are. */
function layoutOf(type: W_Type): W_Type | null {
  return type.layout !== null ? type.layout : type.solidBase;
}
/** The base whose layout instances have: that of the others has to be a part of it. */
export function bestBase(bases: W_Type[]): W_Type {
  let best = bases[0]!;
  let layout = layoutOf(best);
  for (let i = 1; i < bases.length; i++) {
    const other = layoutOf(bases[i]!);
    if (other === null || other === layout) continue;
    if (layout === null || other.isSubtype(layout)) {
      best = bases[i]!;
      layout = other;
    } else if (!layout.isSubtype(other)) throw raise0(w_TypeError, "multiple bases have instance lay-out conflict");
  }
  return best;
}
/** The bases as classes; TypeError when one cannot be a base. */
export function checkBases(bases: W_Tuple): W_Type[] {
  if (bases.items.length === 0) {
    const types = newArray<W_Type>(1);
    types[0] = w_object;
    return types;
  }
  const types = newArray<W_Type>(bases.items.length);
  for (let i = 0; i < types.length; i++) {
    const base = bases.items[i]!;
    if (!(base instanceof W_Type)) throw raise0(w_TypeError, "bases must be types");
    if (!base.isBaseType) throw raise1(w_TypeError, "type '%N' is not an acceptable base type", base);
    types[i] = base;
  }
  for (let i = 0; i < types.length; i++)
    for (let k = 0; k < i; k++)
      if (types[k] === types[i]) throw raise1(w_TypeError, "duplicate base class %N", types[i]!);
  return types;
}

/** __slots__ as declared, made ready. */
class Slots {
  declared: boolean = false;
  wantsDict: boolean = false;
  wantsWeakref: boolean = false;
  names: W_Str[] = newArray<W_Str>(0);
}
function readSlots(className: W_Str, namespace: W_Dict, best: W_Type, bases: W_Type[]): Slots {
  const result = new Slots();
  const slots = namespace.get(n_slots);
  if (slots === null) return result;
  result.declared = true;
  const plain = slots.unwrap();
  const items = plain instanceof W_Str ? args1(plain) : arrayOf(slots);
  if (items.length > 0 && hasVariableSize(best))
    throw raise1(w_TypeError, "nonempty __slots__ not supported for subtype of '%N'", best);
  let hasDict = false;
  let hasWeakref = false;
  for (const base of bases) {
    if (base.hasInstanceDict) hasDict = true;
    if (base.hasWeakref) hasWeakref = true;
  }
  const names = newArray<W_Str>(items.length);
  let count = 0;
  for (const item of items) {
    const text = item.unwrap();
    if (!(text instanceof W_Str)) throw raise1(w_TypeError, "__slots__ items must be strings, not '%T'", item);
    if (!isIdentifier(text)) throw raise0(w_TypeError, "__slots__ must be identifiers");
    const name = internStr(text);
    if (name === n_dict) {
      if (hasDict || result.wantsDict) throw raise0(w_TypeError, "__dict__ slot disallowed: we already got one");
      result.wantsDict = true;
    } else if (name === n_weakref) {
      if (hasWeakref || result.wantsWeakref)
        throw raise0(w_TypeError, "__weakref__ slot disallowed: we already got one");
      result.wantsWeakref = true;
    } else {
      const mangled = mangle(className, name);
      if (
        namespace.get(mangled) !== null &&
        mangled !== n_qualname &&
        mangled !== n_classcell &&
        mangled !== n_classdictcell
      )
        throw raise1(w_ValueError, "%R in __slots__ conflicts with class variable", mangled);
      names[count] = mangled;
      count++;
    }
  }
  result.names = newArray<W_Str>(count);
  for (let i = 0; i < count; i++) result.names[i] = names[i]!;
  return result;
}
/** Throws ValueError and UnicodeEncodeError for what cannot be a class's name. */
export function checkTypeName(name: W_Str): void {
  let inUtf8 = true;
  for (let i = 0; i < name.length; i++) {
    const c = name.charAt(i);
    if (c === 0) throw raise0(w_ValueError, "type name must not contain null characters");
    if (c >= 0xd800 && c <= 0xdfff) inUtf8 = false;
  }
  if (!inUtf8) encodeText(name, null, null);
}
function hasVariableSize(type: W_Type): boolean {
  const solid = type.solidBase;
  return solid !== null && (solid === w_int || solid === w_tuple || solid.name === bytesName);
}
/** `__name` within class C is `_C__name`. */
export function mangle(className: W_Str, name: W_Str): W_Str {
  const n = name.length;
  if (n < 3 || name.charAt(0) !== 95 || name.charAt(1) !== 95) return name;
  if (name.charAt(n - 1) === 95 && name.charAt(n - 2) === 95) return name;
  let from = 0;
  while (from < className.length && className.charAt(from) === 95) from++;
  if (from === className.length) return name;
  const text = new StrBuilder();
  text.addChar(95);
  text.addSlice(className, from, className.length);
  text.addStr(name);
  return internStr(text.build());
}

// --- the class

function newClass(
  metatype: W_Type,
  name: W_Str,
  bases: W_Tuple,
  namespace: W_Dict,
  args: W_Object[],
  kwnames: W_Object[] | null,
): W_Object {
  const types = checkBases(bases);
  const best = bestBase(types);
  const slots = readSlots(name, namespace, best, types);
  checkTypeName(name);
  let hasDict = !slots.declared || slots.wantsDict;
  for (const base of types) if (base.hasInstanceDict) hasDict = true;
  const slotCount = best.slotCount + slots.names.length;
  const type = new W_Type(metatype, internStr(name), types, slotCount, true, hasDict, best.solidBase);
  type.best = best;
  type.layout = slots.names.length > 0 ? type : best.layout;
  type.hasWeakref = (!slots.declared && !hasVariableSize(best)) || slots.wantsWeakref;
  for (const base of types) if (base.hasWeakref) type.hasWeakref = true;
  if (type.slotCount === best.slotCount && best.storageHint > type.storageHint) type.storageHint = best.storageHint;
  for (let i = namespace.nextEntry(0); i >= 0; i = namespace.nextEntry(i + 1)) {
    const key = namespace.keys[i]!.unwrap();
    if (key instanceof W_Str) setClassAttribute(type, internStr(key), namespace.valueAt(i)!);
  }
  if (type.dict.get(n_module) === null) {
    const module = callerModule();
    if (module !== null) type.dict.set(n_module, module);
  }
  for (let i = 0; i < slots.names.length; i++) {
    type.dict.set(slots.names[i]!, new W_Slot(type, slots.names[i]!, best.slotCount + i));
  }
  // a metaclass's mro() may call methods already
  bindClassCells(type, namespace);
  linearize(type);
  const dictOfBase = type.lookup(n_dict);
  if (type.hasInstanceDict && (dictOfBase === null || (dictOfBase instanceof W_GetSet && dictOfBase.ofData)))
    type.dict.set(n_dict, new W_GetSet(type, "__dict__", instance_dict, instance_setDict, true));
  if (type.hasWeakref && !type.isSubtype(w_type) && type.lookup(n_weakref) === null)
    type.dict.set(n_weakref, new W_GetSet(type, "__weakref__", instance_weakref, setWeakref, false));
  if (type.dict.get(n_doc) === null) type.dict.set(n_doc, w_None);
  if (type.dict.get(n_eq) !== null && type.dict.get(n_hash) === null) type.dict.set(n_hash, w_None);
  for (const base of type.mro) if (type.collection === 0) type.collection = base.collection;
  type.changed();
  for (const base of types) base.addSubclass(type);
  announce(type, args, kwnames);
  return type;
}
/** Gives the class its method resolution order, by its metaclass's `mro` if that is the program's. */
export function linearize(type: W_Type): void {
  const meta = type.metatype;
  const where = meta === w_type ? null : meta.whereDefined(n_mro_method);
  if (where === null || !where.isHeap) {
    const mro = computeMro(type, type.bases);
    if (mro === null) throw mroConflict();
    type.mro = mro;
    return;
  }
  // lookups of `mro` go through the metaclass
  const old = type.mro;
  const plain = computeMro(type, type.bases);
  if (plain !== null) type.mro = plain;
  let items: W_Object[];
  try {
    items = arrayOf(meta.lookup(n_mro_method)!.descrGet(type, meta).call0());
  } catch (error) {
    if (type.mro === plain) type.mro = old;
    throw error;
  }
  const mro = newArray<W_Type>(items.length);
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    if (!(item instanceof W_Type)) throw raise1(w_TypeError, "mro() returned a non-class ('%T')", item);
    const solid = item.solidBase;
    if (solid !== null && (type.solidBase === null || !type.solidBase.isSubtype(solid)))
      throw raise1(w_TypeError, "mro() returned base with unsuitable layout ('%N')", item);
    mro[i] = item;
  }
  type.mro = mro;
}
function mroConflict(): OperationError {
  const text = new StrBuilder();
  const heads = mroFailure.heads;
  for (let i = 0; i < mroFailure.count; i++) {
    if (i > 0) text.add(", ");
    text.addStr(heads[i]!.name);
  }
  return raise1(w_TypeError, "Cannot create a consistent method resolution order (MRO) for bases %S", text.build());
}
function setClassAttribute(type: W_Type, name: W_Str, value: W_Object): void {
  // these are called on the class without being declared so
  if (value instanceof W_Function) {
    if (name === n_new) {
      type.dict.set(name, new W_StaticMethod(value));
      return;
    }
    if (name === n_init_subclass || name === n_class_getitem) {
      type.dict.set(name, new W_ClassMethod(value));
      return;
    }
  }
  if (name === n_qualname) {
    if (!(value instanceof W_Str)) throw raise1(w_TypeError, "type __qualname__ must be a str, not %T", value);
    type.qualname = value;
    return;
  }
  if (name === n_classcell || name === n_classdictcell) return;
  type.dict.set(name, value);
}
function bindClassCells(type: W_Type, namespace: W_Dict): void {
  const dictCell = namespace.get(n_classdictcell);
  if (dictCell !== null) {
    if (!(dictCell instanceof W_Cell))
      throw raise1(w_TypeError, "type __classdictcell__ must be a nonlocal cell, not %T", dictCell);
    dictCell.value = new W_MappingProxy(new W_TypeNamespace(type));
  }
  const cell = namespace.get(n_classcell);
  if (cell === null) return;
  if (!(cell instanceof W_Cell)) throw raise1(w_TypeError, "type __classcell__ must be a nonlocal cell, not %T", cell);
  cell.value = type;
}
function instance_weakref(self: W_Object): W_Object {
  if (self instanceof W_Instance && self.map.type.hasWeakref) {
    const reference = weakRefs.first(self);
    return reference === null ? w_None : reference;
  }
  throw noAttribute(self, n_weakref);
}
function setWeakref(_self: W_Object, _value: W_Object | null): W_Object {
  throw raise0(w_AttributeError, "attribute '__weakref__' is not writable");
}
/** __set_name__ of the attributes, then __init_subclass__ of the parent, with the class's keywords. */
function announce(type: W_Type, args: W_Object[], kwnames: W_Object[] | null): void {
  const count = type.dict.used;
  const names = newArray<W_Str>(count);
  const attributes = newArray<W_Object>(count);
  for (let i = 0; i < count; i++) {
    names[i] = type.dict.names[i]!;
    attributes[i] = type.ownAttribute(names[i]!)!;
  }
  for (let i = 0; i < count; i++) {
    const value = attributes[i]!;
    const own = value.getType();
    const found = own.lookup(n_set_name);
    if (found !== null) callSetName(found, value, own, type, names[i]!);
  }
  // where a metaclass's mro() has nothing behind the class, it is that of super itself
  const parent = type.lookupAfter(type, n_init_subclass) ?? w_object.lookup(n_init_subclass)!;
  const keywordCount = kwnames === null ? 0 : kwnames.length;
  const values = newArray<W_Object>(keywordCount);
  for (let i = 0; i < keywordCount; i++) values[i] = args[args.length - keywordCount + i]!;
  parent.descrGet(null, type).call(values, keywordCount === 0 ? null : kwnames);
}
/** An error gets a note that says where it happened. */
function callSetName(found: W_Object, value: W_Object, own: W_Type, type: W_Type, name: W_Str): void {
  try {
    callSpecial2(found, value, own, type, name);
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    const text = new StrBuilder();
    text.add("Error calling __set_name__ on '");
    text.addStr(own.name);
    text.add("' instance ");
    text.addStr(name.repr());
    text.add(" in '");
    text.addStr(type.name);
    text.addChar(39);
    const add = error.value().getAttr(n_add_note);
    if (add !== null) add.call1(text.build());
    throw error;
  }
}

defStatic(w_type, "__new__(cls, *args, **kwargs)", type_new);
const typeNew: W_Object = w_type.dict.get(n_new)!;
