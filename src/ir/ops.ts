// The one table of operations. Graphs made by the translator, traces recorded by the meta-interpreter and the
// code that backends lower are all made of these rows.
//
// operands: one letter a value operand (i r f); `*` = any number of any kind.   result: a kind.
// aux: what stands beside the operands (a Field, a ClassType, a FunctionDecl, a constant, ...), see AuxKind.
// effect: what the operation does to the world; `interferes` in effects.ts is the one question asked about it.
// flags: R can raise, C can collect (allocates), P pure (folds, common subexpressions), K commutes, G guard,
//        L exists only in lowered code, T exists only in traces, V sets the overflow flag read by the next `overflowed`/guard.

export type AuxKind =
  | "none"
  | "int" // const_i: number when safe, bigint beyond (canonical, see int.ts)
  | "float" // const_f
  | "ref" // const_r: Prebuilt | number (a reference; 0 = null)
  | "field" // Field
  | "array" // ArrayType
  | "class" // ClassType
  | "type" // ClassType | ArrayType
  | "function" // FunctionDecl
  | "slot" // MethodSlot
  | "signature" // Signature
  | "external" // External
  | "request" // HostRequest
  | "storage" // Storage
  | "portal" // FunctionDecl whose `portal` is set
  | "scale" // number: see the operation
  | "token" // trace token (call_assembler, jump): tracer's own class
  | "text"; // a string (debug)

export type Effect =
  | "none"
  | "read-field"
  | "write-field"
  | "read-item"
  | "write-item"
  | "alloc"
  | "call"
  | "raw-read"
  | "raw-write"
  | "control";

export interface OpRow {
  readonly name: OpName;
  readonly operands: string;
  readonly result: "i" | "r" | "f" | "v" | "?"; // "?": from aux (field's or item's kind, signature's result)
  readonly aux: AuxKind;
  readonly effect: Effect;
  readonly flags: string;
}

const TABLE = {
  // --- constants and identity
  const_i: ["", "i", "int", "none", "P"],
  const_f: ["", "f", "float", "none", "P"],
  const_r: ["", "r", "ref", "none", "P"],
  const_fn: ["", "i", "function", "none", "P"],
  param: ["", "?", "none", "none", ""], // a block's or trace's parameter; its kind stands in the value
  // --- integers: 64 bits, wrapping
  int_add: ["ii", "i", "none", "none", "PK"],
  int_sub: ["ii", "i", "none", "none", "P"],
  int_mul: ["ii", "i", "none", "none", "PK"],
  int_div: ["ii", "i", "none", "none", "P"], // truncates; the divisor is not 0 (and not MIN / -1): the program has checked
  int_mod: ["ii", "i", "none", "none", "P"], // sign of the dividend
  int_floordiv: ["ii", "i", "none", "none", "P"],
  int_floormod: ["ii", "i", "none", "none", "P"], // sign of the divisor
  int_and: ["ii", "i", "none", "none", "PK"],
  int_or: ["ii", "i", "none", "none", "PK"],
  int_xor: ["ii", "i", "none", "none", "PK"],
  int_shl: ["ii", "i", "none", "none", "P"], // count in 0..63
  int_shr: ["ii", "i", "none", "none", "P"], // arithmetic
  uint_shr: ["ii", "i", "none", "none", "P"], // logical
  int_neg: ["i", "i", "none", "none", "P"],
  int_invert: ["i", "i", "none", "none", "P"],
  int_add_ovf: ["ii", "i", "none", "none", "KV"], // the wrapped result; the next operation must ask `overflowed`
  int_sub_ovf: ["ii", "i", "none", "none", "V"],
  int_mul_ovf: ["ii", "i", "none", "none", "KV"],
  overflowed: ["", "i", "none", "none", ""], // of the operation directly before it
  uint_mul_high: ["ii", "i", "none", "none", "PK"], // the upper 64 bits of the unsigned 128-bit product
  uint_div: ["ii", "i", "none", "none", "P"],
  uint_mod: ["ii", "i", "none", "none", "P"],
  uint_div_wide: ["iii", "i", "none", "none", "P"], // (high, low) / divisor, high < divisor
  uint_mod_wide: ["iii", "i", "none", "none", "P"],
  int_clz: ["i", "i", "none", "none", "P"], // of 0: 64
  int_ctz: ["i", "i", "none", "none", "P"],
  int_popcount: ["i", "i", "none", "none", "P"],
  int_wrap: ["i", "i", "storage", "none", "P"], // to i8..u32 and back to 64 bits: sign- or zero-extends
  int_eq: ["ii", "i", "none", "none", "PK"],
  int_ne: ["ii", "i", "none", "none", "PK"],
  int_lt: ["ii", "i", "none", "none", "P"],
  int_le: ["ii", "i", "none", "none", "P"],
  int_gt: ["ii", "i", "none", "none", "P"],
  int_ge: ["ii", "i", "none", "none", "P"],
  uint_lt: ["ii", "i", "none", "none", "P"],
  uint_le: ["ii", "i", "none", "none", "P"],
  uint_gt: ["ii", "i", "none", "none", "P"],
  uint_ge: ["ii", "i", "none", "none", "P"],
  int_is_zero: ["i", "i", "none", "none", "P"], // logical not
  int_is_true: ["i", "i", "none", "none", "P"], // != 0
  // --- floats
  float_add: ["ff", "f", "none", "none", "PK"],
  float_sub: ["ff", "f", "none", "none", "P"],
  float_mul: ["ff", "f", "none", "none", "PK"],
  float_div: ["ff", "f", "none", "none", "P"],
  float_neg: ["f", "f", "none", "none", "P"],
  float_abs: ["f", "f", "none", "none", "P"],
  float_sqrt: ["f", "f", "none", "none", "P"],
  float_eq: ["ff", "i", "none", "none", "PK"],
  float_ne: ["ff", "i", "none", "none", "PK"],
  float_lt: ["ff", "i", "none", "none", "P"],
  float_le: ["ff", "i", "none", "none", "P"],
  float_gt: ["ff", "i", "none", "none", "P"],
  float_ge: ["ff", "i", "none", "none", "P"],
  int_to_float: ["i", "f", "none", "none", "P"],
  float_to_int: ["f", "i", "none", "none", "P"], // truncates; out of range gives MIN (x86's answer), the program has checked
  float_bits: ["f", "i", "none", "none", "P"],
  bits_to_float: ["i", "f", "none", "none", "P"],
  // --- references
  ref_eq: ["rr", "i", "none", "none", "PK"],
  ref_ne: ["rr", "i", "none", "none", "PK"],
  ref_is_null: ["r", "i", "none", "none", "P"],
  ref_not_null: ["r", "i", "none", "none", "P"],
  instanceof: ["r", "i", "class", "none", "P"], // false for null
  type_id: ["r", "i", "none", "none", "P"], // the header's type id; not null
  cast: ["r", "r", "type", "none", "P"], // a static promise (checked by the debug build); null passes
  // --- objects and arrays; operands are not null and indices in bounds (the debug build checks)
  new: ["", "r", "class", "alloc", "RC"], // fields are zero
  new_array: ["i", "r", "array", "alloc", "RC"], // items are zero
  getfield: ["r", "?", "field", "read-field", ""],
  setfield: ["r?", "v", "field", "write-field", ""],
  array_len: ["r", "i", "array", "none", "P"],
  getitem: ["ri", "?", "array", "read-item", ""],
  setitem: ["ri?", "v", "array", "write-item", ""],
  array_copy: ["ririi", "v", "array", "write-item", ""], // source, start, target, start, count; may overlap
  array_fill: ["r?ii", "v", "array", "write-item", ""], // array, value, from, to (exclusive)
  identity_hash: ["r", "i", "none", "call", "C"], // stays the same when the object moves
  gc_service: ["ir", "i", "none", "call", "C"], // what the program asks of the collector: GC_SERVICE, an object or null
  gc_object: ["i", "r", "none", "call", "C"], // GC_OBJECT
  // --- calls. In graphs `C`/`R` of a call come from its callee's effects.
  call: ["*", "?", "function", "call", "RC"],
  call_virtual: ["*", "?", "slot", "call", "RC"], // operand 0 is `this`
  call_indirect: ["*", "?", "signature", "call", "RC"], // operand 0 is the function's id
  call_external: ["*", "?", "external", "call", ""],
  request: ["*", "?", "request", "call", "RC"],
  stack_check: ["", "v", "none", "control", "R"], // raises RecursionError through the program's hook
  // --- hints
  promote_i: ["i", "i", "none", "none", ""],
  promote_r: ["r", "r", "none", "none", ""],
  private_array: ["rii", "r", "array", "none", ""], // the same array, of that many items set and that length: nobody else refers to it
  is_constant: ["*", "i", "none", "none", ""], // 1 when the tracer knows the operand as a constant; else 0
  we_are_jitted: ["", "i", "none", "none", ""],
  jit_merge_point: ["*", "v", "portal", "control", ""], // operands: exactly the portal's parameters
  jit_tick: ["ri", "i", "none", "control", ""], // JitCell, constant 1 for a function entry: counts; 1 when compiled code waits or it is hot enough to trace
  debug_trap: ["", "v", "text", "control", ""], // not reached
  // --- raw memory: addresses are ints
  raw_load: ["ii", "?", "storage", "raw-read", ""], // address, constant offset folded by the backend
  raw_store: ["ii?", "v", "storage", "raw-write", ""],
  raw_copy: ["iii", "v", "none", "raw-write", ""], // target, source, bytes; may overlap
  raw_fill: ["iii", "v", "none", "raw-write", ""], // target, byte, bytes
  ref_to_address: ["r", "i", "none", "none", "P"],
  address_to_ref: ["i", "r", "none", "none", "P"],
  context_address: ["", "i", "none", "none", "P"], // of the VM context (base + CONTEXT_OFFSET)
  stack_pointer: ["", "i", "none", "none", ""], // after pushing all registers: for the conservative scan
  // --- traces
  guard_true: ["i", "v", "none", "control", "GT"],
  guard_false: ["i", "v", "none", "control", "GT"],
  guard_value_i: ["ii", "v", "none", "control", "GT"], // operand 1 is a constant
  guard_value_r: ["rr", "v", "none", "control", "GT"],
  guard_value_f: ["ff", "v", "none", "control", "GT"],
  guard_class: ["r", "v", "class", "control", "GT"], // exactly that class; not null
  guard_array_type: ["r", "v", "array", "control", "GT"],
  guard_subclass: ["r", "v", "class", "control", "GT"], // that class or a subclass; not null
  guard_nonnull: ["r", "v", "none", "control", "GT"],
  guard_isnull: ["r", "v", "none", "control", "GT"],
  guard_nonnull_class: ["r", "v", "class", "control", "GT"],
  guard_no_exception: ["", "v", "none", "control", "GT"],
  guard_exception: ["", "r", "class", "control", "GT"], // exactly that class is raised; result: the exception, taken
  guard_no_overflow: ["", "v", "none", "control", "GT"],
  guard_overflow: ["", "v", "none", "control", "GT"],
  guard_not_invalidated: ["", "v", "none", "control", "GT"],
  guard_not_forced: ["", "v", "none", "control", "GT"],
  guard_always_fails: ["", "v", "none", "control", "GT"],
  label: ["*", "v", "token", "control", "T"],
  jump: ["*", "v", "token", "control", "T"],
  finish: ["*", "v", "none", "control", "T"], // return from the portal: no operand or one
  finish_raise: ["r", "v", "none", "control", "T"],
  call_assembler: ["*", "?", "token", "call", "RCT"],
  debug_merge_point: ["", "v", "text", "control", "T"],
  // --- lowered: what only backends see (docs/internals/backend.md)
  load: ["i", "?", "storage", "raw-read", "L"], // memory operand: aux2 = byte displacement
  store: ["i?", "v", "storage", "raw-write", "L"],
} as const satisfies Record<string, readonly [string, "i" | "r" | "f" | "v" | "?", AuxKind, Effect, string]>;

export type OpName = keyof typeof TABLE;

/** The rows, by name. */
export const OPS: Readonly<Record<OpName, OpRow>> = Object.fromEntries(
  Object.entries(TABLE).map(([name, [operands, result, aux, effect, flags]]) => [
    name,
    { name, operands, result, aux, effect, flags },
  ]),
) as unknown as Record<OpName, OpRow>;

const withFlag = (flag: string): ReadonlySet<string> =>
  new Set(Object.entries(OPS).flatMap(([op, { flags }]) => (flags.includes(flag) ? [op] : [])));
const GUARDS = withFlag("G");
const PURE = withFlag("P");
const RAISING = withFlag("R");
const OVERFLOWING = withFlag("V");
export const isGuard = (op: OpName): boolean => GUARDS.has(op);
export const isPure = (op: OpName): boolean => PURE.has(op);
export const canRaise = (op: OpName): boolean => RAISING.has(op);
export const setsOverflow = (op: OpName): boolean => OVERFLOWING.has(op);
