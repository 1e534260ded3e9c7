// Where things stand in a VM's memory. The one place for these numbers: the collector, the backends, the image writer and the
// host all import them. Offsets are in bytes.
//
//   base                      object reference r stands at base + 8 * r; r15 on x86-64, x28 on ARM64
//   base + 0 .. LOW_AREA      unmapped: a field access through null faults here
//   base + LOW_AREA           the VM context (below), 64 KiB
//   base + TYPE_TABLE         type records: a type id counts 8-byte units from here. 512 KiB
//   base + FUNCTION_TABLE     u32 by function id: offset of the function's code from CONTEXT.codeBase. 1 MiB
//   base + BLOCK_STATES       one byte a 32 KiB block of the heap (src/memory/layout.ts). 768 KiB
//   base + ROOT_TABLES        references that JavaScript holds, up to context.rootTablesEnd; scanned like a stack. The rest of the low area
//   base + 8 GiB              the heap: prebuilt objects of the image first, then what the collector manages
//
// A type record:
//
//   0 u32 bytes of an instance (arrays: bytes of an item) | 4 u16 flags | 6 u16 last type id of its subclasses
//   8 u16 number of reference fields | 10 u16 where their offsets start in the record | 12 u32 reference of the name (a `string`)
//   16.. virtual method table: u32 function ids, 0 = abstract | offsets of the reference fields, u16 each; of a class with a weak field
//   (flag `weak`) that field's offset behind them | padded to 8

export const FIRST_REFERENCE = 0x4000_0000;
export const HEAP_OFFSET = 8 * FIRST_REFERENCE;
export const LOW_AREA = 0x1_0000;
export const LOW_AREA_END = 0x101_0000;
export const CONTEXT = LOW_AREA;
export const TYPE_TABLE = 0x2_0000;
export const FUNCTION_TABLE = 0xa_0000;
export const BLOCK_STATES = 0x20_0000;
export const ROOT_TABLES = 0x30_0000;

/** Objects of more bytes get blocks of their own. */
export const LARGE_OBJECT = 16384;

export const TYPE_ID_MASK = 0xffff;
export const TYPE_RECORD = { size: 0, flags: 4, lastTypeId: 6, refCount: 8, refMap: 10, name: 12, vtable: 16 } as const;
export const TYPE_FLAG = { array: 1, arrayOfReferences: 2, finalizer: 4, weak: 8 } as const;

/** Collector bits of an object's header. */
export const HEADER_BIT = {
  /** Old and not in the remembered set: a store of a reference into the object must call gcWriteBarrier first. */
  remember: 1 << 16,
  /** Reached in this major collection. */
  marked: 1 << 17,
  /** Moved: bytes 4-7 hold the new reference. Only during a collection. */
  forwarded: 1 << 18,
  /** Its identity hash was asked for: it is its reference at that time. */
  hashTaken: 1 << 19,
  /** It moved after that: 8 more bytes stand at its end, with the hash in the first 4. */
  hashStored: 1 << 20,
  /** Of the image and written since it was mapped. */
  imageDirty: 1 << 21,
  /** Seen in this minor collection (objects of pinned nursery blocks). */
  kept: 1 << 22,
  /** The program wants to hear when it is cleared (weak objects) or dead (others). */
  watched: 1 << 23,
  /** Dead, watched, and not referred to by another such object: only while a collection puts these in order. */
  head: 1 << 24,
} as const;

/** What `gcService` (src/memory/services.ts) does with an object, or answers. src/rts/memory.ts says what it means. */
export const GC_SERVICE = {
  collectMinor: 0,
  collectMajor: 1,
  watch: 2,
  unwatch: 3,
  notify: 4,
  pending: 5,
  minorCount: 6,
  majorCount: 7,
  bytesUsed: 8,
  watchedCount: 9,
  announceAll: 10,
  takeActions: 11,
} as const;
/** Which object `gcObject` answers; null when there is none. */
export const GC_OBJECT = { nextDead: 0, nextCleared: 1 } as const;
/** Bit of CONTEXT.actions: nextDead or nextCleared has something. The host's bits stand in src/host/interrupts.ts. */
export const ACTION_FINALIZERS = 256;
/** Memory is used up, and what is kept for the error is being used. */
export const ACTION_MEMORY = 512;

/** Fields of the VM context: offset from its start. All are 8 bytes apart unless the comment says otherwise. */
export const CONTEXT_FIELD = {
  /** u32: the exception being raised, 0 = none. After a call that can raise the caller looks here. */
  exception: 0,
  /** u32: set by signals and timers; the program looks at loop edges and calls (`pendingActions`). */
  actions: 8,
  /** Bump allocation: address of the next free byte, and of the end of the current nursery block. */
  nurseryFree: 16,
  nurseryEnd: 24,
  /** Lowest address that the stack pointer may have at a function's entry. */
  stackLimit: 32,
  /** Of the suspended run, 0 = none; and of JavaScript while native code runs. */
  stackPointer: 40,
  hostStackPointer: 48,
  /** Executable address of offset 0 of the VM's code. */
  codeBase: 56,
  /** u32: RequestStatus of the return to JavaScript, and its detail (request id, guard id, portal id). */
  status: 64,
  detail: 72,
  /** Arguments of a request or of a portal to be entered: 8 slots of 64 bits (references zero-extended, floats as bits). */
  requestArgs: 80,
  /** The JitCell of a `hot` return. */
  cell: 144,
  /** What JavaScript answers: AnswerKind, then a value, or a function's code address and its arguments. */
  answerKind: 152,
  answer: 160,
  callTarget: 168,
  /** 8 integer slots, then 8 float slots: arguments in registers' order (see backend). */
  callArgs: 176,
  callFloatArgs: 240,
  /** u32: how much a visit adds to the counter of a JitCell, of a loop header or of a function entry. */
  jitIncrement: 304,
  jitFunctionIncrement: 312,
  /** All registers at a guard's failure: 32 integer, 32 float slots. */
  savedIntegers: 320,
  savedFloats: 576,
  /** The stack's upper end, for the conservative scan. */
  stackTop: 832,
  /** Address of the stub that requests enter JavaScript through, of slow paths, ... : 16 slots, see backend stubs. */
  stubs: 840,
  /** Address behind the last slot of the root tables in use. */
  rootTablesEnd: 968,
  /** For the write barrier's slow path: index of the item that is about to be stored, -1 = not one item of an array. */
  barrierIndex: 976,
  /** u32: guards of compiled traces that may pass before one fails on purpose (--jit=fail_guards). */
  guardCountdown: 984,
  /** The collector's own state, drawn in src/memory/layout.ts. */
  collector: 1024,
  /** The program's own words (`contextAddress() + program`): none yet. */
  program: 4096,
} as const;

/** Why native code returned to JavaScript. */
export const RETURN_STATUS = { finished: 0, request: 1, guardFailed: 2, hot: 3, trap: 4 } as const;
/** How JavaScript resumes: with a result, an exception (already in CONTEXT.exception), or a tail call of a function. */
export const ANSWER = { value: 0, raise: 1, call: 2 } as const;
