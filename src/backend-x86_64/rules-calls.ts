// Calls: of functions, methods, C functions and the host. Arguments are read from wherever they are and brought to their registers in
// one parallel move right before the call.

import { ANY, type LirInst, type Source } from "../backend/lir.ts";
import { mayRaise, type Select, type Selection } from "../backend/selection.ts";
import type { CallTarget } from "../backend/trace-input.ts";
import type { Value } from "../ir/graph.ts";
import type { OpName } from "../ir/ops.ts";
import type { External, FunctionDecl, HostRequest, Kind, MethodSlot } from "../ir/types.ts";
import { CONTEXT_FIELD, FUNCTION_TABLE, TYPE_RECORD, TYPE_TABLE } from "../ir/vm-layout.ts";
import { checkNull } from "./debug-checks.ts";
import { contextDisp, type Emitter, EXCEPTION_DISP, type X86Rule } from "./emitter.ts";
import { I } from "./forms.ts";
import { BASE, CALL_CLOBBERS, FLOAT_SCRATCH, outgoingLocations, resultRegister, SCRATCH } from "./machine.ts";
import { CC, RAX, RSP } from "./registers.ts";

/** Arguments on their way: `targets[i]` gets use `i`, or a constant. */
export interface Arguments {
  readonly targets: readonly number[];
  readonly sources: readonly Source[];
  readonly classes: readonly number[];
}

/** Adds the arguments to the instruction's uses. */
export function selectArguments(
  s: Selection,
  inst: LirInst,
  args: readonly Value[],
  targets: readonly number[],
): Arguments {
  const sources: Source[] = [];
  const classes: number[] = [];
  args.forEach((arg, i) => {
    const source = s.source(arg);
    classes.push(s.classOf(arg.kind));
    if (typeof source === "number") {
      sources.push(inst.uses.length);
      inst.use(source, ANY, targets[i] < 32 ? targets[i] : -1);
    } else sources.push(source);
  });
  return { targets, sources, classes };
}
export function moveArguments(e: Emitter, inst: LirInst, args: Arguments): void {
  e.moves({
    targets: [...args.targets],
    sources: args.sources.map((source) => (typeof source === "number" ? inst.locs[source] : source)),
    classes: [...args.classes],
  });
}

interface Call {
  readonly args: Arguments;
  readonly kind: "function" | "virtual" | "indirect" | "external" | "request" | "assembler";
  readonly target: unknown;
  /** The exception is looked at afterwards. */
  readonly checks: boolean;
  readonly result: Kind;
}

const CALL: X86Rule = {
  name: "call",
  calls: true,
  emit(e, inst) {
    const { a } = e;
    const call = inst.aux as Call;
    if (call.kind === "request") storeRequest(e, inst, call.args);
    else moveArguments(e, inst, call.args);
    EMIT[call.kind](e, call.target);
    if (inst.def >= 0) {
      // Nothing else may happen between the call and the test of the exception, but for the result.
      e.move(inst.defLoc, resultRegister(call.result), call.result === "f" ? 1 : 0);
    }
    if (call.checks) {
      a.mi(I.cmp32, BASE, EXCEPTION_DISP, 0);
      a.jcc(CC.NE, e.exceptionTarget(inst));
    }
  },
};

/** Calls the function whose id is in eax. */
function callById(e: Emitter): void {
  e.a.rmx(I.mov32, RAX, BASE, RAX, 4, FUNCTION_TABLE);
  e.a.rm(I.add64, RAX, BASE, contextDisp(CONTEXT_FIELD.codeBase));
  e.a.r(I.call, RAX);
}

const EMIT: Readonly<Record<Call["kind"], (e: Emitter, target: unknown) => void>> = {
  function: (e, target) => e.linkage.callFunction(e, target as FunctionDecl),
  virtual(e, target) {
    const { slot } = target as MethodSlot;
    const [self] = outgoingLocations(["r"]);
    e.a.rmx(I.movzx32_16, RAX, BASE, self, 8, 0);
    e.a.rmx(I.mov32, RAX, BASE, RAX, 8, TYPE_TABLE + TYPE_RECORD.vtable + 4 * slot);
    callById(e);
  },
  indirect: (e) => callById(e),
  external: (e, target) => e.linkage.callExternal(e, (target as External).name),
  request(e, target) {
    e.a.ri(I.mov32, RAX, (target as HostRequest).id);
    e.linkage.callStub(e, "request");
  },
  assembler(e, target) {
    const { entry, cell } = target as CallTarget;
    if (entry !== null) e.a.loadInt64(SCRATCH, entry);
    else {
      e.a.ri(I.mov32, SCRATCH, cell);
      e.a.rmx(I.mov64, SCRATCH, BASE, SCRATCH, 8, e.jitCell.entry);
    }
    e.a.r(I.call, SCRATCH);
  },
};

function storeRequest(e: Emitter, inst: LirInst, args: Arguments): void {
  args.sources.forEach((source, i) => {
    const disp = contextDisp(CONTEXT_FIELD.requestArgs + 8 * i);
    const isFloat = args.classes[i] === 1;
    let register = isFloat ? FLOAT_SCRATCH : SCRATCH;
    if (typeof source !== "number") e.constant(register, source, args.classes[i]);
    else if (e.isRegister(inst.locs[source])) register = inst.locs[source];
    else e.move(register, inst.locs[source], args.classes[i]);
    if (isFloat) e.a.mr(I.movsd, BASE, disp, register);
    else e.a.mr(I.mov64, BASE, disp, register);
  });
}

function emitCall(
  s: Selection,
  value: Value,
  kind: Call["kind"],
  args: readonly Value[],
  targets: readonly number[],
  target: unknown,
): LirInst {
  const inst = s.deferred(CALL);
  const checks = !s.options.jitted && mayRaise(value) && kind !== "external";
  inst.aux = { args: selectArguments(s, inst, args, targets), kind, target, checks, result: value.kind } satisfies Call;
  inst.clobbers = CALL_CLOBBERS;
  if (value.kind !== "v" && s.uses[value.id] > 0) {
    inst.def = s.vreg(value);
    inst.defHint = resultRegister(value.kind);
  }
  s.noteOutgoing(targets);
  s.place(inst);
  return inst;
}
const kindsOf = (args: readonly Value[]): Kind[] => args.map((arg) => arg.kind);

/** Calls a function of the VM by name, for operations that are calls in disguise. */
const helper =
  (name: string): Select =>
  (s, value) => {
    emitCall(s, value, "function", value.args, outgoingLocations(kindsOf(value.args)), s.options.helper(name));
  };

/** Under the limit the program's hook throws, and the function is left: there is nothing to be saved. */
const STACK_CHECK: X86Rule = {
  name: "stack-check",
  calls: true,
  emit(e, inst) {
    const target = e.exceptionTarget(inst);
    const low = e.outOfLine(inst.pos, () => {
      e.linkage.callFunction(e, inst.aux as FunctionDecl);
      e.a.jmp(target);
    });
    e.a.rm(I.cmp64, RSP, BASE, contextDisp(CONTEXT_FIELD.stackLimit));
    e.a.jcc(CC.B, low);
  },
};

/** Pushing is the prologue's work: a function with this operation saves all registers that a caller may use. */
const STACK_POINTER: X86Rule = {
  name: "stack-pointer",
  emit: (e, inst) => e.a.rr(I.mov64, inst.defLoc, RSP),
};

export const CALLS: Readonly<Partial<Record<OpName, Select>>> = {
  call(s, value) {
    const callee = value.aux as FunctionDecl;
    emitCall(s, value, "function", value.args, outgoingLocations(kindsOf(value.args)), callee);
  },
  call_virtual(s, value) {
    if (s.options.debug) checkNull(s, value.args[0]);
    emitCall(s, value, "virtual", value.args, outgoingLocations(kindsOf(value.args)), value.aux);
  },
  call_indirect(s, value) {
    const [id, ...args] = value.args;
    emitCall(s, value, "indirect", [...args, id], [...outgoingLocations(kindsOf(args)), RAX], value.aux);
  },
  call_external(s, value) {
    emitCall(s, value, "external", value.args, outgoingLocations(kindsOf(value.args)), value.aux);
  },
  call_assembler(s, value) {
    emitCall(s, value, "assembler", value.args, outgoingLocations(kindsOf(value.args)), s.callTarget(value));
  },
  request(s, value) {
    if (value.args.length > 8) throw new Error(`request ${(value.aux as HostRequest).name} has more than 8 arguments`);
    emitCall(
      s,
      value,
      "request",
      value.args,
      value.args.map(() => -1),
      value.aux,
    );
  },
  identity_hash: helper("gcIdentityHash"),
  gc_service: helper("gcService"),
  gc_object: helper("gcObject"),
  stack_check(s) {
    const hook = s.options.overflowHook;
    if (hook === null) throw new Error("stack_check needs a function named raiseStackOverflow");
    const inst = s.emit(STACK_CHECK);
    inst.aux = hook;
    // Only where the exception is caught in this function does anything live on; then this is a call like others.
    if (s.catching) inst.clobbers = CALL_CLOBBERS;
  },
  stack_pointer(s, value) {
    const inst = s.emit(STACK_POINTER);
    inst.def = s.vreg(value);
    inst.clobbers = CALL_CLOBBERS;
    s.fn.savesAll = true;
  },
};
