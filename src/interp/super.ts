// super: attributes of what comes behind a class in a method resolution order.

import { def, defStatic, defWhole, member } from "./builtin.ts";
import type { W_Cell } from "./cell.ts";
import { raise0, raise1, raise3, w_RuntimeError, w_TypeError } from "./errors.ts";
import { currentFrame } from "./frame.ts";
import { W_Instance } from "./instance.ts";
import { attributeOrNull } from "./instancecheck.ts";
import { n_class } from "./names.ts";
import { hooks, W_Object } from "./object.ts";
import { w_None } from "./singletons.ts";
import { defSlots } from "./slots.ts";
import { dataType, instanceWith } from "./subclassing.ts";
import { intern, StrBuilder, W_Str } from "./text.ts";
import { W_Type } from "./type.ts";

export const w_super = dataType("super");
w_super.looksElsewhere = true;

/** super(type, object). `__init__` sets its fields again: that of a derived class chooses what it is given. */
export class W_Super extends W_Object {
  /** null: of a derived class, whose `__init__` has not run. */
  start: W_Type | null;
  /** null: unbound. */
  object: W_Object | null;
  /** Whose MRO is looked through; null: unbound. */
  type: W_Type | null;
  constructor(start: W_Type | null, object: W_Object | null, type: W_Type | null) {
    super();
    this.start = start;
    this.object = object;
    this.type = type;
  }
  override getType(): W_Type {
    return w_super;
  }
  override lookupMethod(_name: W_Str): W_Object | null {
    return null;
  }
  override getAttr(name: W_Str): W_Object | null {
    const found = this.behind(name);
    return found === null ? super.getAttr(name) : found;
  }
  /** The attribute of what comes behind the class in the MRO; null: there is none. */
  behind(name: W_Str): W_Object | null {
    const type = this.type;
    if (type === null || name === n_class) return null;
    const found = type.lookupAfter(this.start!, name);
    if (found === null) return null;
    // for a class method, or where the object is the class itself, there is no instance to bind
    return found.descrGet(this.object === type ? null : this.object, type);
  }
  override descrGet(object: W_Object | null, _type: W_Type): W_Object {
    if (object === null || object === w_None || this.type !== null || this.start === null) return this;
    return new W_Super(this.start, object, superType(this.start, object));
  }
  override repr(): W_Str {
    const text = new StrBuilder();
    if (this.start === null) text.add("<super: NULL, ");
    else {
      text.add("<super: <class '");
      text.addStr(this.start.name);
      text.add("'>, ");
    }
    if (this.type === null) text.add("NULL>");
    else {
      text.addChar(60);
      text.addStr(this.type.name);
      text.add(" object>>");
    }
    return text.build();
  }
}
/** Whose MRO a super object looks through; TypeError when the object is not of the class. */
export function superType(start: W_Object, object: W_Object): W_Type {
  if (!(start instanceof W_Type)) throw raise1(w_TypeError, "super() argument 1 must be a type, not %T", start);
  if (object instanceof W_Type && object.isSubtype(start)) return object;
  const type = object.getType();
  if (type.isSubtype(start)) return type;
  const claimed = attributeOrNull(object, n_class);
  if (claimed instanceof W_Type && claimed !== type && claimed.isSubtype(start)) return claimed;
  const isType = object instanceof W_Type;
  throw raise3(
    w_TypeError,
    "super(type, obj): obj (%S %N) is not an instance or subtype of type (%N).",
    isType ? typeWord : instanceWord,
    object,
    start,
  );
}
const typeWord = intern("type");
const instanceWord = intern("instance of");
/** super() without arguments, where the compiler could not help: the class and the first parameter are in the caller's frame. */
function implicitSuper(): W_Super {
  const frame = currentFrame();
  if (frame === null || frame.phantom || frame.func.code.argCount === 0)
    throw raise0(w_RuntimeError, "super(): no arguments");
  const code = frame.func.code;
  let self = frame.regs[0]!;
  // a parameter that inner functions use lives in a cell
  for (let k = 0; k < code.body().cellvars.length; k++)
    if (code.body().cellvars[k] === code.body().varnames[0])
      self = (frame.regs[code.body().varnames.length + k] as W_Cell).value!;
  if (self === null) throw raise0(w_RuntimeError, "super(): arg[0] deleted");
  const first = code.body().varnames.length + code.body().cellvars.length;
  for (let i = 0; i < code.freevars.length; i++) {
    if (code.freevars[i] !== n_class) continue;
    const type = (frame.regs[first + i] as W_Cell).value;
    if (type === null) throw raise0(w_RuntimeError, "super(): empty __class__ cell");
    if (!(type instanceof W_Type)) throw raise1(w_RuntimeError, "super(): __class__ is not a type (%T)", type);
    return new W_Super(type, self, superType(type, self));
  }
  throw raise0(w_RuntimeError, "super(): __class__ cell not found");
}
function super_new(cls: W_Object, start: W_Object | null, object: W_Object | null): W_Object {
  if (cls !== w_super) return instanceWith(cls, w_super, new W_Super(null, null, null));
  return superOf(start, object);
}
function superOf(start: W_Object | null, object: W_Object | null): W_Super {
  if (start === null) return implicitSuper();
  if (!(start instanceof W_Type)) throw raise1(w_TypeError, "super() argument 1 must be a type, not %T", start);
  if (object === null || object === w_None) return new W_Super(start, null, null);
  return new W_Super(start, object, superType(start, object));
}
function super_init(self: W_Object, start: W_Object | null, object: W_Object | null): W_Object {
  const own = self as W_Super;
  // __new__ has done it
  if (own.start !== null && own.start === start && own.object === object) return w_None;
  const given = superOf(start, object);
  own.start = given.start;
  own.object = given.object;
  own.type = given.type;
  return w_None;
}
/** Of a derived class: what its instances have themselves comes behind. */
function super_getattribute(self: W_Object, name: W_Object): W_Object {
  const text = name.unwrap();
  if (!(text instanceof W_Str)) throw raise1(w_TypeError, "attribute name must be string, not '%T'", name);
  const found = (self.unwrap() as W_Super).behind(text);
  if (found !== null) return found;
  const own = self instanceof W_Instance ? self.genericGetAttr(text) : self.getAttr(text);
  if (own === null) throw hooks.noAttribute(self, text);
  return own;
}
function super_get(self: W_Object, object: W_Object, type: W_Object | null): W_Object {
  const own = self.unwrap() as W_Super;
  const bound = own.descrGet(object, type === null ? w_super : (type as W_Type));
  return bound === own ? self : self === own ? bound : self.getType().call2(own.start!, object);
}
function super_thisclass(self: W_Object): W_Object {
  const start = (self as W_Super).start;
  return start === null ? w_None : start;
}
function super_self(self: W_Object): W_Object {
  const object = (self as W_Super).object;
  return object === null ? w_None : object;
}
function super_selfClass(self: W_Object): W_Object {
  const type = (self as W_Super).type;
  return type === null ? w_None : type;
}
defStatic(w_super, "__new__(cls, type=None, object=None, /)", super_new);
def(w_super, "__init__(self, type=None, object=None, /)", super_init);
defWhole(w_super, "__getattribute__(self, name, /)", super_getattribute);
defWhole(w_super, "__get__(self, instance, owner=None, /)", super_get);
member(w_super, "__thisclass__", super_thisclass);
member(w_super, "__self__", super_self);
member(w_super, "__self_class__", super_selfClass);
defSlots(w_super, "__repr__");
