// What functions of src/rts become in graphs. A row is an operation, when the arguments are its operands one to one, or a
// sequence of operations. To add one: write its JavaScript meaning in src/rts, a row here, an example in intrinsics.test.ts.

import type { Value } from "../ir/graph.ts";
import type { OpName } from "../ir/ops.ts";
import type { Storage } from "../ir/types.ts";
import { CONTEXT, CONTEXT_FIELD, GC_OBJECT, GC_SERVICE } from "../ir/vm-layout.ts";
import { arrayTypeOf, type RType } from "./rtypes.ts";
import type { SsaBuilder } from "./ssa.ts";

/** How a row makes its operations: the builder, the operands, their types. */
type Sequence = (b: SsaBuilder, args: Value[], types: readonly RType[]) => Value | null;

const op =
  (name: OpName, kind: "i" | "f" | "r" | "v" = "i"): Sequence =>
  (b, args) =>
    b.emit(name, kind, args);
const int = (b: SsaBuilder, value: number | bigint): Value => b.graph.constInt(value);
const i = (b: SsaBuilder, name: OpName, ...args: Value[]): Value => b.emit(name, "i", args);
const wrap = (b: SsaBuilder, storage: Storage, value: Value): Value => b.emit("int_wrap", "i", [value], storage);
const load =
  (storage: Storage): Sequence =>
  (b, [address]) =>
    b.emit("raw_load", storage === "f64" ? "f" : "i", [address!, int(b, 0)], storage);
const store =
  (storage: Storage): Sequence =>
  (b, [address, value]) =>
    b.emit("raw_store", "v", [address!, int(b, 0), value!], storage);
/** a * b + c + d, at most 2**64 - 1. */
const mulAdd = (b: SsaBuilder, [x, y, c, d]: Value[]): Value =>
  i(b, "int_add", i(b, "int_add", i(b, "int_mul", x!, y!), c!), d!);
const wide = (b: SsaBuilder, high: Value, low: Value): Value => i(b, "int_or", i(b, "int_shl", high, int(b, 32)), low);
const base = (b: SsaBuilder): Value => i(b, "int_sub", b.emit("context_address", "i"), int(b, CONTEXT));

const service = (b: SsaBuilder, what: Value, object: Value = b.graph.constRef(0)): Value =>
  i(b, "gc_service", what, object);

export const INTRINSICS: Readonly<Record<string, Sequence>> = {
  // --- numbers.ts
  INT_MIN: (b) => int(b, -(2n ** 63n)),
  INT_MAX: (b) => int(b, 2n ** 63n - 1n),
  INT_BITS: (b) => int(b, 63),
  intAddOvf: op("int_add_ovf"),
  intSubOvf: op("int_sub_ovf"),
  intMulOvf: op("int_mul_ovf"),
  overflowed: op("overflowed"),
  intDiv: op("int_div"),
  intMod: op("int_mod"),
  intFloorDiv: op("int_floordiv"),
  intFloorMod: op("int_floormod"),
  intAnd: op("int_and"),
  intOr: op("int_or"),
  intXor: op("int_xor"),
  intNot: op("int_invert"),
  intShl: op("int_shl"),
  intShr: op("int_shr"),
  intPopcount: op("int_popcount"),
  intBitLength: (b, [a]) => i(b, "int_sub", int(b, 64), i(b, "int_clz", a!)),
  intTrailingZeros: op("int_ctz"),
  mulAddLow32: (b, args) => wrap(b, "u32", mulAdd(b, args)),
  mulAddHigh32: (b, args) => i(b, "uint_shr", mulAdd(b, args), int(b, 32)),
  divWide32: (b, [high, low, divisor]) => i(b, "uint_div", wide(b, high!, low!), divisor!),
  modWide32: (b, [high, low, divisor]) => i(b, "uint_mod", wide(b, high!, low!), divisor!),
  wrapU32: (b, [a]) => wrap(b, "u32", a!),
  wrapI32: (b, [a]) => wrap(b, "i32", a!),
  mulU32: (b, [x, y]) => wrap(b, "u32", i(b, "int_mul", x!, y!)),
  floatHigh32: (b, [a]) => i(b, "uint_shr", i(b, "float_bits", a!), int(b, 32)),
  floatLow32: (b, [a]) => wrap(b, "u32", i(b, "float_bits", a!)),
  floatFromBits32: (b, [high, low]) => b.emit("bits_to_float", "f", [wide(b, high!, low!)]),
  intToFloat: op("int_to_float", "f"),
  floatToInt: op("float_to_int"),
  floatSqrt: op("float_sqrt", "f"),
  floatAbs: op("float_abs", "f"),
  floatNeg: op("float_neg", "f"),
  // --- objects.ts, arrays.ts, errors.ts
  identityHash: op("identity_hash"),
  arrayCopy: (b, args, types) => b.emit("array_copy", "v", args, arrayTypeOf(itemOf(types[0]!))),
  arrayFill: (b, args, types) => b.emit("array_fill", "v", args, arrayTypeOf(itemOf(types[0]!))),
  // --- memory.ts
  gcCollect: (b, [generation]) => service(b, i(b, "int_gt", generation!, int(b, 0))),
  gcWatch: (b, [object]) => service(b, int(b, GC_SERVICE.watch), object),
  gcUnwatch: (b, [object]) => service(b, int(b, GC_SERVICE.unwatch), object),
  gcNotify: (b, [object]) => service(b, int(b, GC_SERVICE.notify), object),
  gcPending: (b) => service(b, int(b, GC_SERVICE.pending)),
  gcWatchedCount: (b) => service(b, int(b, GC_SERVICE.watchedCount)),
  gcAnnounceAll: (b) => service(b, int(b, GC_SERVICE.announceAll)),
  gcCollections: (b, [generation]) => service(b, i(b, "int_add", generation!, int(b, GC_SERVICE.minorCount))),
  gcBytesUsed: (b) => service(b, int(b, GC_SERVICE.bytesUsed)),
  gcNextDead: (b) => b.emit("gc_object", "r", [int(b, GC_OBJECT.nextDead)]),
  gcNextCleared: (b) => b.emit("gc_object", "r", [int(b, GC_OBJECT.nextCleared)]),
  takeActions: (b) => service(b, int(b, GC_SERVICE.takeActions)),
  pendingActions: (b) =>
    b.emit("raw_load", "i", [b.emit("context_address", "i"), int(b, CONTEXT_FIELD.actions)], "u32"),
  // --- jit.ts
  jitTick: (b, [cell]) => i(b, "jit_tick", cell!, int(b, 0)),
  jitTickFunction: (b, [cell]) => i(b, "jit_tick", cell!, int(b, 1)),
  jitMergePoint: (b, args) => b.emit("jit_merge_point", "v", args, b.graph.decl),
  promote: (b, [a]) => (a!.kind === "f" ? a! : b.emit(a!.kind === "r" ? "promote_r" : "promote_i", a!.kind, [a!])),
  privateArray: (b, args, types) => b.emit("private_array", "r", args, arrayTypeOf(itemOf(types[0]!))),
  isConstant: op("is_constant"),
  weAreJitted: op("we_are_jitted"),
  // --- raw.ts
  load8: load("u8"),
  load16: load("u16"),
  load32: load("u32"),
  load64: load("i64"),
  loadFloat: load("f64"),
  store8: store("u8"),
  store16: store("u16"),
  store32: store("u32"),
  store64: store("i64"),
  storeFloat: store("f64"),
  rawCopy: op("raw_copy", "v"),
  rawFill: op("raw_fill", "v"),
  contextAddress: op("context_address"),
  addressOfReference: (b, [r]) => i(b, "int_add", base(b), i(b, "int_shl", r!, int(b, 3))),
  referenceOfAddress: (b, [a]) => i(b, "uint_shr", i(b, "int_sub", a!, base(b)), int(b, 3)),
  stackPointer: op("stack_pointer"),
};

function itemOf(type: RType): RType {
  if (type.k !== "array") throw new Error(`${type.k} is no array`);
  return type.item;
}
