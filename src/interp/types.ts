// The type objects of the builtin types that several files refer to at module level. A foundation module: so the files of the
// types themselves may import each other in any order (docs/internals/objects.md).

import { builtinType, type W_Type } from "./type.ts";

/** A type whose instances hold data that an instance of a user-defined subclass has as its payload. */
function dataType(name: string, base?: W_Type): W_Type {
  const type = builtinType(name, base);
  type.solidBase = type;
  return type;
}
function finalType(name: string): W_Type {
  const type = builtinType(name);
  type.isBaseType = false;
  return type;
}

export const w_int = dataType("int");
export const w_bool = builtinType("bool", w_int);
w_bool.isBaseType = false;
export const w_float = dataType("float");
export const w_complex = dataType("complex");
export const w_str = dataType("str");
export const w_bytes = dataType("bytes");
export const w_bytearray = dataType("bytearray");
export const w_memoryview = finalType("memoryview");
export const w_list = dataType("list");
export const w_tuple = dataType("tuple");
export const w_dict = dataType("dict");
export const w_set = dataType("set");
export const w_frozenset = dataType("frozenset");
export const w_slice = finalType("slice");
export const w_range = finalType("range");
export const w_function = finalType("function");
export const w_generator = finalType("generator");
export const w_module = dataType("module");
w_module.hasInstanceDict = true;
