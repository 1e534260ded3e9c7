// Exits of blocks, exceptions, and the operations that are hints.

import { INT, type LirBlock, REG } from "../backend/lir.ts";
import { type Cpu, original, type Select, type Selection } from "../backend/selection.ts";
import type { Value } from "../ir/graph.ts";
import type { OpName } from "../ir/ops.ts";
import type { ArrayType, ClassType, FunctionDecl } from "../ir/types.ts";
import { CONTEXT_FIELD } from "../ir/vm-layout.ts";
import { type Condition, jumpOn, materialize, selectTick, selectTruth } from "./conditions.ts";
import { checkCast } from "./debug-checks.ts";
import { contextDisp, type Emitter, EXCEPTION_DISP, type Label, type X86Rule } from "./emitter.ts";
import { I } from "./forms.ts";
import {
  BASE,
  CALL_CLOBBERS,
  FUNCTION_REGISTERS,
  incomingLocations,
  portalArguments,
  resultRegister,
  SCRATCH,
} from "./machine.ts";
import { CC, R10, RAX } from "./registers.ts";
import { ARITHMETIC, CONSTANT } from "./rules-arithmetic.ts";
import { type Arguments, CALLS, moveArguments, selectArguments } from "./rules-calls.ts";
import { memoryOperations } from "./rules-memory.ts";

/** Nothing: the emitter jumps where the successor does not follow. */
export const GOTO: X86Rule = { name: "goto", emit() {} };

const TAKE_EXCEPTION: X86Rule = {
  name: "take-exception",
  emit(e, inst) {
    e.a.rm(I.mov32, inst.defLoc, BASE, EXCEPTION_DISP);
    e.a.mi(I.mov32, BASE, EXCEPTION_DISP, 0);
  },
};

const BRANCH: X86Rule = {
  name: "branch",
  exit: true,
  emit(e, inst) {
    const [yes, no] = e.block.succs.map((edge) => edge.target);
    const ifYes = e.target(yes);
    // At most one may fall through; where both blocks turn out to be one, it does not matter which.
    jumpOn(e, inst, inst.aux as Condition, ifYes, ifYes === null ? e.label(no) : e.target(no));
  },
};

// Switches --------------------------------------------------------------------------------------------------------------------

/** A table pays from so many cases on, when at least half of it is used. */
const TABLE_CASES = 5;

const SWITCH: X86Rule = {
  name: "switch",
  exit: true,
  emit(e, inst) {
    const values = inst.aux as readonly number[];
    const { succs } = e.block;
    const otherwise = succs[values.length].target;
    const cases = values.map((value, i) => ({ value, block: succs[i].target })).sort((x, y) => x.value - y.value);
    const span = cases.length === 0 ? 0 : cases[cases.length - 1].value - cases[0].value + 1;
    if (cases.length >= TABLE_CASES && span <= 2 * cases.length) {
      jumpTable(e, inst.locs[0], inst.tempLocs[0], cases, span, otherwise);
    } else {
      compareTree(e, inst.locs[0], cases, e.label(otherwise));
    }
  },
};
interface Case {
  readonly value: number;
  readonly block: LirBlock;
}
function jumpTable(
  e: Emitter,
  value: number,
  index: number,
  cases: readonly Case[],
  span: number,
  otherwise: LirBlock,
): void {
  const { a } = e;
  const first = cases[0].value;
  const byIndex = new Map(cases.map((c) => [c.value - first, e.label(c.block)]));
  const missing = e.label(otherwise);
  const table = e.outOfLine(0, () => {
    const at = a.here();
    for (let i = 0; i < span; i++) a.tableEntry(byIndex.get(i) ?? missing, at);
  });
  a.rm(I.lea64, index, value, -first);
  a.ri(I.cmp64, index, span);
  a.jcc(CC.AE, missing);
  a.rl(I.lea64, SCRATCH, table);
  a.rmx(I.movsxd, index, SCRATCH, index, 4, 0);
  a.rr(I.add64, index, SCRATCH);
  a.r(I.jmp, index);
}
function compareTree(e: Emitter, value: number, cases: readonly Case[], missing: Label): void {
  const { a } = e;
  if (cases.length <= 3) {
    for (const c of cases) {
      a.ri(I.cmp64, value, c.value);
      a.jcc(CC.E, e.label(c.block));
    }
    a.jmp(missing);
    return;
  }
  const middle = cases.length >> 1;
  const upper = a.label();
  a.ri(I.cmp64, value, cases[middle].value);
  a.jcc(CC.GE, upper);
  compareTree(e, value, cases.slice(0, middle), missing);
  a.bind(upper);
  compareTree(e, value, cases.slice(middle), missing);
}

// Leaving ---------------------------------------------------------------------------------------------------------------------

const RETURN: X86Rule = {
  name: "return",
  exit: true,
  emit(e, inst) {
    if (inst.aux !== null) moveArguments(e, inst, inst.aux as Arguments);
    e.leave(e);
  },
};
const THROW: X86Rule = {
  name: "throw",
  exit: true,
  emit(e, inst) {
    e.a.mr(I.mov32, BASE, EXCEPTION_DISP, inst.locs[0]);
    e.leave(e);
  },
};
const UNREACHABLE: X86Rule = {
  name: "unreachable",
  exit: true,
  calls: true,
  emit: (e) => e.linkage.callStub(e, "trap"),
};

/**
 * A tail call of the portal: its arguments in their registers, the cell in r10. Without compiled code the arguments go to
 * JavaScript in the order of the parameters.
 */
const JIT_ENTER: X86Rule = {
  name: "jit-enter",
  exit: true,
  emit(e, inst) {
    const { a } = e;
    const { portal, args } = inst.aux as { portal: FunctionDecl; args: Arguments };
    moveArguments(e, inst, args);
    e.restoreFrame(e);
    const hot = e.outOfLine(inst.pos, () => {
      for (let i = 0; i < args.targets.length - 1; i++) {
        const disp = contextDisp(CONTEXT_FIELD.requestArgs + 8 * i);
        if (args.classes[i] === INT) a.mr(I.mov64, BASE, disp, args.targets[i]);
        else a.mr(I.movsd, BASE, disp, args.targets[i]);
      }
      a.mr(I.mov64, BASE, contextDisp(CONTEXT_FIELD.cell), R10);
      a.ri(I.mov32, RAX, portal.id);
      e.linkage.jumpStub(e, "hot");
    });
    a.rmx(I.mov64, RAX, BASE, R10, 8, e.jitCell.entry);
    a.rr(I.test64, RAX, RAX);
    a.jcc(CC.E, hot);
    a.r(I.jmp, RAX);
  },
};

function returnValue(s: Selection, value: Value | null): void {
  const inst = s.deferred(RETURN);
  if (value !== null && value.kind !== "v") inst.aux = selectArguments(s, inst, [value], [resultRegister(value.kind)]);
  s.place(inst);
}

// Hints -----------------------------------------------------------------------------------------------------------------------

const nothing: Select = () => {};

const HINTS: Partial<Record<OpName, Select>> = {
  jit_merge_point: nothing,
  debug_merge_point: nothing,
  promote_i: nothing,
  promote_r: nothing,
  private_array: nothing,
  cast(s, value) {
    if (s.options.debug) checkCast(s, value.args[0], value.aux as ClassType | ArrayType);
  },
  jit_tick(s, value) {
    const inst = s.deferred(materialize);
    inst.def = s.vreg(value);
    inst.aux = selectTick(s, inst, value);
    s.place(inst);
  },
  debug_trap(s) {
    s.emit(TRAP);
  },
};
const TRAP: X86Rule = { name: "trap", calls: true, emit: (e) => e.linkage.callStub(e, "trap") };

export const X86_64: Cpu = {
  registers: FUNCTION_REGISTERS,
  goto: GOTO,
  takeException: TAKE_EXCEPTION,
  loadConstant: CONSTANT,
  select: { ...ARITHMETIC, ...memoryOperations(CALL_CLOBBERS), ...CALLS, ...HINTS },
  incoming: incomingLocations,
  branch(s, cond) {
    const inst = s.deferred(BRANCH);
    inst.aux = selectTruth(s, inst, cond);
    s.place(inst);
  },
  switch(s, value, cases) {
    const operand = s.reg(original(value));
    const inst = s.emit(SWITCH);
    inst.use(operand, REG | 4);
    inst.temps.push(s.fn.newVReg(INT));
    inst.aux = cases;
  },
  return: returnValue,
  throw(s, value) {
    const operand = s.reg(value);
    s.emit(THROW).use(operand, REG);
  },
  jitEnter(s, portal, cell, args) {
    const inst = s.deferred(JIT_ENTER);
    const targets = portalArguments(
      portal.name,
      args.map((arg) => arg.kind),
    );
    inst.aux = { portal, args: selectArguments(s, inst, [...args, cell], [...targets, R10]) };
    s.place(inst);
  },
  unreachable(s) {
    s.emit(UNREACHABLE);
  },
};
