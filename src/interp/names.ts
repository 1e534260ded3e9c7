// Interned names that the interpreter looks up, and the special methods of each operator.

import { intern, type W_Str } from "./text.ts";

export const n_new = intern("__new__");
export const n_init = intern("__init__");
export const n_call = intern("__call__");
export const n_name = intern("__name__");
export const n_qualname = intern("__qualname__");
export const n_module = intern("__module__");
export const n_doc = intern("__doc__");
export const n_dict = intern("__dict__");
export const n_class = intern("__class__");
export const n_classcell = intern("__classcell__");
export const n_slots = intern("__slots__");
export const n_bases = intern("__bases__");
export const n_mro = intern("__mro__");
export const n_file = intern("__file__");
export const n_main = intern("__main__");
export const n_builtins = intern("__builtins__");
export const n_del = intern("__del__");
export const n_prepare = intern("__prepare__");
export const n_init_subclass = intern("__init_subclass__");
export const n_set_name = intern("__set_name__");
export const n_instancecheck = intern("__instancecheck__");
export const n_subclasscheck = intern("__subclasscheck__");
export const n_getattribute = intern("__getattribute__");
export const n_getattr = intern("__getattr__");
export const n_setattr = intern("__setattr__");
export const n_delattr = intern("__delattr__");
export const n_get = intern("__get__");
export const n_set = intern("__set__");
export const n_delete = intern("__delete__");
export const n_repr = intern("__repr__");
export const n_str = intern("__str__");
export const n_format = intern("__format__");
export const n_bool = intern("__bool__");
export const n_len = intern("__len__");
export const n_length_hint = intern("__length_hint__");
export const n_eq = intern("__eq__");
export const n_hash = intern("__hash__");
export const n_index = intern("__index__");
export const n_int = intern("__int__");
export const n_float = intern("__float__");
export const n_complex = intern("__complex__");
export const n_round = intern("__round__");
export const n_trunc = intern("__trunc__");
export const n_floor = intern("__floor__");
export const n_ceil = intern("__ceil__");
export const n_getitem = intern("__getitem__");
export const n_setitem = intern("__setitem__");
export const n_delitem = intern("__delitem__");
export const n_missing = intern("__missing__");
export const n_contains = intern("__contains__");
export const n_iter = intern("__iter__");
export const n_next = intern("__next__");
export const n_reversed = intern("__reversed__");
export const n_enter = intern("__enter__");
export const n_exit = intern("__exit__");
export const n_dir = intern("__dir__");
export const n_class_getitem = intern("__class_getitem__");
export const n_keys = intern("keys");
export const n_items = intern("items");
export const n_send = intern("send");
export const n_throw = intern("throw");
export const n_close = intern("close");
export const n_write = intern("write");
export const n_import = intern("__import__");
export const n_path = intern("__path__");
export const n_metaclass = intern("metaclass");
export const n_notes = intern("__notes__");

/** An operator: its special methods and its sign, interned. */
export class OperatorNames {
  readonly method: W_Str;
  readonly reflected: W_Str;
  readonly inplace: W_Str;
  readonly sign: W_Str;
  readonly inplaceSign: W_Str;
  constructor(name: string, sign: string) {
    this.method = intern(`__${name}__`);
    this.reflected = intern(`__r${name}__`);
    this.inplace = intern(`__i${name}__`);
    this.sign = intern(sign);
    this.inplaceSign = intern(`${sign.split(" ")[0]}=`);
  }
}

/** By operator number (object.ts). */
export const BINARY: OperatorNames[] = [
  new OperatorNames("add", "+"),
  new OperatorNames("sub", "-"),
  new OperatorNames("mul", "*"),
  new OperatorNames("matmul", "@"),
  new OperatorNames("truediv", "/"),
  new OperatorNames("floordiv", "//"),
  new OperatorNames("mod", "%"),
  new OperatorNames("pow", "** or pow()"),
  new OperatorNames("lshift", "<<"),
  new OperatorNames("rshift", ">>"),
  new OperatorNames("and", "&"),
  new OperatorNames("or", "|"),
  new OperatorNames("xor", "^"),
  new OperatorNames("divmod", "divmod()"),
];
export const COMPARE: W_Str[] = ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"].map(intern);
export const COMPARE_SIGNS: W_Str[] = ["<", "<=", "==", "!=", ">", ">="].map(intern);
export const UNARY: W_Str[] = ["__neg__", "__pos__", "__invert__", "__abs__"].map(intern);
export const UNARY_SIGNS: W_Str[] = ["unary -", "unary +", "unary ~", "abs()"].map(intern);
