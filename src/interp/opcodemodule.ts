// The module _opcode. The standard library's opcode.py and dis.py describe CPython's bytecode; ours is another one (src/bytecode), which they
// cannot show. So this module answers what importing them needs, and refuses the rest by name.

import { builtinFunction } from "./builtin.ts";
import { raise0, w_NotImplementedError } from "./errors.ts";
import { newBool, w_False } from "./int.ts";
import { W_List } from "./list.ts";
import { defineModule } from "./modules.ts";
import type { W_Object } from "./object.ts";
import { toInt } from "./operations.ts";
import { w_None } from "./singletons.ts";
import { intern } from "./text.ts";
import { newTuple2 } from "./tuple.ts";

/** HAVE_ARGUMENT of _opcode_metadata.py */
const HAVE_ARGUMENT = 43;

function opcode_has_arg(op: W_Object): W_Object {
  return newBool(toInt(op) > HAVE_ARGUMENT);
}
function opcode_no(_op: W_Object): W_Object {
  return w_False;
}
function opcode_stack_effect(_args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  throw raise0(w_NotImplementedError, "_opcode.stack_effect is not implemented: Taipan's bytecode has registers");
}
function opcode_none(_args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return w_None;
}
function opcode_names(): W_Object {
  return new W_List();
}
/** [(name, sign), ...] of the binary operators, in the order of their numbers. */
const operators: readonly (readonly [string, string])[] = [
  ["ADD", "+"],
  ["AND", "&"],
  ["FLOOR_DIVIDE", "//"],
  ["LSHIFT", "<<"],
  ["MATRIX_MULTIPLY", "@"],
  ["MULTIPLY", "*"],
  ["REMAINDER", "%"],
  ["OR", "|"],
  ["POWER", "**"],
  ["RSHIFT", ">>"],
  ["SUBTRACT", "-"],
  ["TRUE_DIVIDE", "/"],
  ["XOR", "^"],
];
const nbOps = new W_List();
for (const inplace of ["", "INPLACE_"])
  for (const [name, sign] of operators)
    nbOps.append(newTuple2(intern(`NB_${inplace}${name}`), intern(inplace === "" ? sign : `${sign}=`)));
nbOps.append(newTuple2(intern("NB_SUBSCR"), intern("[]")));
function opcode_get_nb_ops(): W_Object {
  return nbOps;
}
defineModule(
  "_opcode",
  [
    builtinFunction("has_arg(opcode)", opcode_has_arg),
    ...["has_const", "has_name", "has_jump", "has_free", "has_local", "has_exc"].map((name) =>
      builtinFunction(`${name}(opcode)`, opcode_no),
    ),
    builtinFunction("is_valid(opcode)", opcode_no),
    builtinFunction("stack_effect(*args)", opcode_stack_effect),
    builtinFunction("get_executor(*args)", opcode_none),
    builtinFunction("get_specialization_stats(*args)", opcode_none),
    builtinFunction("get_intrinsic1_descs()", opcode_names),
    builtinFunction("get_intrinsic2_descs()", opcode_names),
    builtinFunction("get_special_method_names()", opcode_names),
    builtinFunction("get_nb_ops()", opcode_get_nb_ops),
  ],
  {},
);
