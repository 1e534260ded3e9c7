// Objects, arrays and raw memory: loads, stores, the write barrier, allocation.
//
// Allocation and barrier are single instructions with their slow path out of line. The slow paths call stubs that keep all registers
// (stubs.ts), so that neither costs the registers of a call where it is not taken.

import { LATE, LIKE, type LirInst, REG } from "../backend/lir.ts";
import { original, type Select, type Selection } from "../backend/selection.ts";
import type { Value } from "../ir/graph.ts";
import type { OpName } from "../ir/ops.ts";
import {
  ARRAY_ITEMS_OFFSET,
  ARRAY_LENGTH_OFFSET,
  type ArrayType,
  type ClassType,
  Prebuilt,
  STORAGE,
} from "../ir/types.ts";
import { CONTEXT, CONTEXT_FIELD, TYPE_ID_MASK } from "../ir/vm-layout.ts";
import { checkBounds, checkNull } from "./debug-checks.ts";
import { contextDisp, type Emitter, EXCEPTION_DISP, type Label, type X86Rule } from "./emitter.ts";
import { I, type Instruction } from "./forms.ts";
import { BASE, SCRATCH } from "./machine.ts";
import {
  immediateMemory,
  LOAD,
  type Memory,
  opMemory,
  STORE,
  selectMemory,
  storeImmediate,
  storeMemory,
} from "./operands.ts";
import { CC, NONE, RAX, RCX, RDI, RDX, RSI } from "./registers.ts";
import { define } from "./rules-arithmetic.ts";

const bit = (reg: number): number => 1 << reg;
const LATE_REG = REG | LATE;

// Loads ---------------------------------------------------------------------------------------------------------------------

const LOAD_RULE: X86Rule = {
  name: "load",
  emit(e, inst) {
    const m = inst.aux as Memory;
    opMemory(e, LOAD[m.storage], inst.defLoc, inst, m);
  },
};
const load: Select = (s, value) => {
  checkAccess(s, value);
  const inst = s.deferred(LOAD_RULE);
  inst.def = s.vreg(value);
  inst.aux = selectMemory(s, inst, value);
  s.place(inst);
};

function checkAccess(s: Selection, value: Value): void {
  if (!s.options.debug || value.op.startsWith("raw_")) return;
  checkNull(s, value.args[0]);
  if (value.op === "getitem" || value.op === "setitem") checkBounds(s, value.args[0], value.args[1]);
}

const TYPE_ID: X86Rule = {
  name: "type-id",
  emit: (e, inst) => e.a.rmx(I.movzx32_16, inst.defLoc, BASE, inst.locs[0], 8, 0),
};

// Stores --------------------------------------------------------------------------------------------------------------------

interface Store {
  readonly memory: Memory;
  /** Stored instead of the last use. */
  readonly imm: number | null;
}
const STORE_RULE: X86Rule = {
  name: "store",
  emit(e, inst) {
    const { memory, imm } = inst.aux as Store;
    if (imm !== null) immediateMemory(e, storeImmediate(memory.storage), inst, memory, imm);
    else storeMemory(e, STORE[memory.storage], inst, memory, inst.locs[inst.uses.length - 1]);
  },
};
const store: Select = (s, value) => {
  checkAccess(s, value);
  const stored = original(value.args[value.args.length - 1]);
  const isReference = value.op !== "raw_store" && stored.kind === "r";
  if (isReference && !isOldForever(stored))
    emitBarrier(s, value.args[0], value.op === "setitem" ? value.args[1] : null);
  const inst = s.deferred(STORE_RULE);
  const memory = selectMemory(s, inst, value);
  const imm = immediateOf(s, memory, stored);
  if (imm === null) inst.use(s.reg(stored), REG);
  inst.aux = { memory, imm } satisfies Store;
  s.place(inst);
};

/** What a store of a constant writes, if an instruction can hold it. */
function immediateOf(s: Selection, memory: Memory, stored: Value): number | null {
  if (memory.storage === "f64") return Object.is(stored.aux, 0) && stored.op === "const_f" ? 0 : null;
  if (stored.op === "const_r") return stored.aux === null || stored.aux === 0 ? 0 : null;
  const n = s.constantInt(stored);
  if (n === null) return null;
  const { size } = STORAGE[memory.storage];
  const bits = BigInt.asIntN(8 * size, BigInt(n));
  return bits === BigInt.asIntN(32, bits) ? Number(bits) : null;
}

// Write barrier ---------------------------------------------------------------------------------------------------------------

/** Before a reference is stored into the object: old objects that are not remembered yet are noted. */
const BARRIER: X86Rule = {
  name: "barrier",
  calls: true,
  emit(e, inst) {
    const { a } = e;
    const [object, index] = inst.locs;
    const back = a.label();
    const slow = e.outOfLine(inst.pos, () => {
      // which card of a large array is written
      if (index !== undefined) a.mr(I.mov64, BASE, contextDisp(CONTEXT_FIELD.barrierIndex), index);
      e.move(SCRATCH, object, 0);
      e.linkage.callStub(e, "writeBarrier");
      a.jmp(back);
    });
    // Bit 16 of the header (HEADER_BIT.remember) is bit 0 of its third byte.
    a.mxi(I.test8, BASE, object, 8, 2, 1);
    a.jcc(CC.NE, slow);
    a.bind(back);
  },
};
/**
 * Null, or an object of the image: who refers to it need not be remembered. A trace's constants are not among these: the collector
 * finds what an object of the image refers to only if the store was noted.
 */
const isOldForever = (stored: Value): boolean =>
  stored.op === "const_r" && (stored.aux === null || stored.aux === 0 || stored.aux instanceof Prebuilt);

/** `index`: of the item that is stored; null: a field, or many items. */
function emitBarrier(s: Selection, object: Value, index: Value | null = null): void {
  const target = original(object);
  // New objects are young until the next allocation or call.
  if (s.isFresh(target)) return;
  // a constant's register is loaded before the barrier stands
  const operand = s.reg(target);
  // arrays that are stored to at a constant index are small
  const known = index === null || s.constantInt(index) !== null ? null : s.reg(index);
  const inst = s.emit(BARRIER);
  inst.use(operand, REG);
  if (known !== null) inst.use(known, REG);
}

// Allocation ------------------------------------------------------------------------------------------------------------------

const FREE = contextDisp(CONTEXT_FIELD.nurseryFree);
const END = contextDisp(CONTEXT_FIELD.nurseryEnd);
/** Larger objects go through the slow path always. Far below a nursery block's size. */
const INLINE_LIMIT = 8192;

/**
 * Out of line: `load` puts the arguments into the scratch register, where the stub answers the reference. `guarded`: guard_no_exception follows, which
 * sees whether memory was used up.
 */
function slowAllocation(
  e: Emitter,
  inst: LirInst,
  load: () => void,
  back: Label,
  stub: string,
  guarded: boolean,
): Label {
  const failed = guarded ? null : e.exceptionTarget(inst);
  return e.outOfLine(inst.pos, () => {
    load();
    e.linkage.callStub(e, stub);
    e.move(inst.defLoc, SCRATCH, 0);
    if (failed !== null) {
      e.a.mi(I.cmp32, BASE, EXCEPTION_DISP, 0);
      e.a.jcc(CC.NE, failed);
    }
    e.a.jmp(back);
  });
}

interface Allocation {
  readonly typeId: number;
  readonly bytes: number;
  /** For arrays of constant length; -1 for objects. */
  readonly length: number;
  readonly guarded: boolean;
}
const NEW: X86Rule = {
  name: "new",
  calls: true,
  emit(e, inst) {
    const { a } = e;
    const { typeId, bytes, length, guarded } = inst.aux as Allocation;
    const d = inst.defLoc;
    const back = a.label();
    const load = (): void => {
      // Two 32-bit arguments in one register: type id, and bytes or length.
      a.loadInt64(SCRATCH, (BigInt(length < 0 ? bytes : length) << 32n) | BigInt(typeId));
    };
    const slow = slowAllocation(e, inst, load, back, length < 0 ? "allocate" : "allocateArray", guarded);
    if (bytes > INLINE_LIMIT) {
      a.jmp(slow);
      a.bind(back);
      return;
    }
    a.rm(I.mov64, d, BASE, FREE);
    a.rm(I.lea64, SCRATCH, d, bytes);
    a.rm(I.cmp64, SCRATCH, BASE, END);
    a.jcc(CC.A, slow);
    a.mr(I.mov64, BASE, FREE, SCRATCH);
    a.mi(I.mov32, d, 0, typeId);
    if (length > 0) a.mi(I.mov32, d, ARRAY_LENGTH_OFFSET, length);
    toReference(e, d);
    a.bind(back);
  },
};
function toReference(e: Emitter, d: number): void {
  e.a.rr(I.sub64, d, BASE);
  e.a.ri(I.shr64, d, 3);
}

interface ArrayAllocation {
  readonly type: ArrayType;
  readonly guarded: boolean;
}
/** use0: the length (not negative). */
const NEW_ARRAY: X86Rule = {
  name: "new-array",
  calls: true,
  emit(e, inst) {
    const { a } = e;
    const { type, guarded } = inst.aux as ArrayAllocation;
    const { size } = STORAGE[type.item];
    const d = inst.defLoc;
    const [length] = inst.locs;
    const back = a.label();
    const load = (): void => {
      // lengths that do not fit become 2**32 - 1, which is refused
      const fits = a.label();
      a.loadInt64(SCRATCH, 0xffff_ffffn);
      a.rr(I.cmp64, length, SCRATCH);
      a.jcc(CC.A, fits);
      a.rr(I.mov64, SCRATCH, length);
      a.bind(fits);
      a.ri(I.shl64, SCRATCH, 32);
      a.ri(I.or64, SCRATCH, type.typeId);
    };
    const slow = slowAllocation(e, inst, load, back, "allocateArray", guarded);
    a.ri(I.cmp64, length, Math.floor(INLINE_LIMIT / size));
    a.jcc(CC.A, slow);
    a.rmx(I.lea64, SCRATCH, NONE, length, size, ARRAY_ITEMS_OFFSET + 7);
    a.ri(I.and64, SCRATCH, -8);
    a.rm(I.mov64, d, BASE, FREE);
    a.rr(I.add64, SCRATCH, d);
    a.rm(I.cmp64, SCRATCH, BASE, END);
    a.jcc(CC.A, slow);
    a.mr(I.mov64, BASE, FREE, SCRATCH);
    a.mi(I.mov32, d, 0, type.typeId);
    a.mr(I.mov32, d, ARRAY_LENGTH_OFFSET, length);
    toReference(e, d);
    a.bind(back);
  },
};
const newObject: Select = (s, value) => {
  const cls = value.aux as ClassType;
  if (cls.size < 0 || cls.typeId < 0) throw new Error(`class ${cls.name} has no layout or no type id`);
  define(s, NEW, value, []).aux = {
    typeId: cls.typeId & TYPE_ID_MASK,
    bytes: cls.size,
    length: -1,
    guarded: false,
  } satisfies Allocation;
};
const newArray: Select = (s, value) => {
  const type = value.aux as ArrayType;
  if (type.typeId < 0) throw new Error(`array type ${type.name} has no type id`);
  const length = s.constantInt(value.args[0]);
  const { jitted } = s.options;
  if (typeof length === "number" && length >= 0 && length < 0x4000_0000) {
    define(s, NEW, value, []).aux = {
      typeId: type.typeId,
      bytes: type.byteSize(length),
      length,
      guarded: jitted && type.mayBeLarge(length),
    } satisfies Allocation;
  } else {
    define(s, NEW_ARRAY, value, [[s.reg(value.args[0]), LATE_REG]]).aux = {
      type,
      guarded: jitted,
    } satisfies ArrayAllocation;
  }
};

// Addresses -------------------------------------------------------------------------------------------------------------------

const TO_ADDRESS: X86Rule = {
  name: "address",
  emit: (e, inst) => e.a.rmx(I.lea64, inst.defLoc, BASE, inst.locs[0], 8, 0),
};
const TO_REFERENCE: X86Rule = {
  name: "reference",
  emit(e, inst) {
    e.move(inst.defLoc, inst.locs[0], 0);
    toReference(e, inst.defLoc);
  },
};
const CONTEXT_ADDRESS: X86Rule = {
  name: "context",
  emit: (e, inst) => e.a.rm(I.lea64, inst.defLoc, BASE, CONTEXT),
};

// Bulk operations ---------------------------------------------------------------------------------------------------------

/** rdi = address of item use1 of array use0, for an array operation's `at`-th pair of operands. */
function itemAddress(e: Emitter, target: number, array: number, index: number, size: number): void {
  e.a.rmx(I.lea64, target, BASE, array, 8, ARRAY_ITEMS_OFFSET);
  e.a.rmx(I.lea64, target, target, index, size, 0);
}

/**
 * Copies or fills: rdi, rsi, rcx and rax as the string instructions want them, operands brought there at once.
 * `rep movs` runs upwards; where the target overlaps the source's end it goes through C's memmove instead.
 */
const ARRAY_COPY: X86Rule = {
  name: "array-copy",
  calls: true,
  emit(e, inst) {
    const { a } = e;
    const { size } = STORAGE[(inst.aux as ArrayType).item];
    // rax source, rsi start, rdi target, rcx start, rdx count
    e.moves({ targets: [RAX, RSI, RDI, RCX, RDX], sources: inst.locs.slice(0, 5), classes: [0, 0, 0, 0, 0] });
    itemAddress(e, RAX, RAX, RSI, size);
    itemAddress(e, RDI, RDI, RCX, size);
    e.move(RSI, RAX, 0);
    if (size > 1) a.ri(I.shl64, RDX, Math.log2(size));
    e.linkage.callExternal(e, "memmove");
  },
};
const RAW_BULK: X86Rule = {
  name: "raw-bulk",
  calls: true,
  emit(e, inst) {
    e.moves({ targets: [RDI, RSI, RDX], sources: inst.locs.slice(0, 3), classes: [0, 0, 0] });
    e.linkage.callExternal(e, inst.aux as string);
  },
};
/** use0 array, use1 value (a register of either class), use2 from, use3 to. */
const ARRAY_FILL: X86Rule = {
  name: "array-fill",
  emit(e, inst) {
    const { a } = e;
    const { item } = inst.aux as ArrayType;
    const { size } = STORAGE[item];
    const [array, value, from, to] = inst.locs;
    const isFloat = item === "f64";
    // rdi array, rsi from, rdx to, and rax the value unless it is a float, which stays where it is.
    const group = { targets: [RDI, RSI, RDX], sources: [array, from, to], classes: [0, 0, 0] };
    if (!isFloat) {
      group.targets.push(RAX);
      group.sources.push(value);
      group.classes.push(0);
    }
    e.moves(group);
    a.rmx(I.lea64, RDI, BASE, RDI, 8, ARRAY_ITEMS_OFFSET);
    const end = a.label();
    const loop = a.here();
    a.rr(I.cmp64, RSI, RDX);
    a.jcc(CC.GE, end);
    a.mxr(STORE[item] as Instruction<"mr">, RDI, RSI, size, 0, isFloat ? value : RAX);
    a.ri(I.add64, RSI, 1);
    a.jmp(loop);
    a.bind(end);
  },
};

const arrayCopy =
  (clobbers: number): Select =>
  (s, value) => {
    if (s.options.debug) for (const i of [0, 2]) checkNull(s, value.args[i]);
    if ((value.aux as ArrayType).item === "ref") emitBarrier(s, value.args[2]);
    const operands = value.args.map((arg) => s.reg(arg));
    const inst = s.emit(ARRAY_COPY);
    inst.aux = value.aux;
    for (const operand of operands) inst.use(operand, LIKE);
    inst.clobbers = clobbers;
  };
const rawBulk =
  (name: string, clobbers: number): Select =>
  (s, value) => {
    const operands = value.args.map((arg) => s.reg(arg));
    const inst = s.emit(RAW_BULK);
    inst.aux = name;
    operands.forEach((operand, i) => {
      inst.use(operand, LIKE, [RDI, RSI, RDX][i]);
    });
    inst.clobbers = clobbers;
  };
const arrayFill: Select = (s, value) => {
  if (s.options.debug) checkNull(s, value.args[0]);
  const stored = original(value.args[1]);
  if ((value.aux as ArrayType).item === "ref" && !isOldForever(stored)) emitBarrier(s, value.args[0]);
  const operands = value.args.map((arg) => s.reg(arg));
  const inst = s.emit(ARRAY_FILL);
  inst.aux = value.aux;
  operands.forEach((operand, i) => {
    inst.use(operand, i === 1 && stored.kind === "f" ? LATE_REG : LIKE);
  });
  inst.clobbers = bit(RAX) | bit(RDX) | bit(RSI) | bit(RDI);
};

export function memoryOperations(callClobbers: number): Partial<Record<OpName, Select>> {
  return {
    getfield: load,
    getitem: load,
    array_len: load,
    raw_load: load,
    type_id(s, value) {
      if (s.options.debug) checkNull(s, value.args[0]);
      define(s, TYPE_ID, value, [[s.reg(value.args[0]), REG]]);
    },
    setfield: store,
    setitem: store,
    raw_store: store,
    new: newObject,
    new_array: newArray,
    ref_to_address(s, value) {
      define(s, TO_ADDRESS, value, [[s.reg(value.args[0]), REG]]);
    },
    address_to_ref(s, value) {
      define(s, TO_REFERENCE, value, [[s.reg(value.args[0]), LIKE]]).tied = true;
    },
    context_address(s, value) {
      define(s, CONTEXT_ADDRESS, value, []);
    },
    array_copy: arrayCopy(callClobbers),
    array_fill: arrayFill,
    raw_copy: rawBulk("memmove", callClobbers),
    raw_fill: rawBulk("memset", callClobbers),
  };
}
