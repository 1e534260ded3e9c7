// Guards and the ends of traces.
//
// A guard's exit stands behind the trace's code:
//
//   exit:  push number        the guard's; these five or more bytes become `jmp bridge` when there is one
//          jmp guardFailure

import { ANY, LATE, type LirInst, REG } from "../backend/lir.ts";
import { original, type Selection } from "../backend/selection.ts";
import { NO_LOCATION, type PlacedLabel } from "../backend/trace-input.ts";
import type { TraceCpu } from "../backend/trace-selection.ts";
import type { Value } from "../ir/graph.ts";
import type { OpName } from "../ir/ops.ts";
import type { Guard } from "../ir/trace.ts";
import type { ArrayType, ClassType } from "../ir/types.ts";
import { CONTEXT_FIELD } from "../ir/vm-layout.ts";
import {
  type Condition,
  compareWith,
  jumpOn,
  newCondition,
  selectEqual,
  selectTruth,
  selectType,
  selectTypeRange,
} from "./conditions.ts";
import { contextDisp, type Emitter, EXCEPTION_DISP, type Label, type X86Rule } from "./emitter.ts";
import { I } from "./forms.ts";
import { BASE, SCRATCH, TRACE_REGISTERS, traceFrameDepth } from "./machine.ts";
import { CC, RBP, RSP } from "./registers.ts";
import { type Arguments, moveArguments, selectArguments } from "./rules-calls.ts";
import { X86_64 } from "./rules-control.ts";

/** What is known of a guard after emission. */
export interface EmittedGuard {
  readonly guard: Guard;
  readonly locations: number[];
  exitOffset: number;
  invalidateOffset: number;
}

/** Length of the jump that replaces the start of an exit, or of a guard_not_invalidated. */
export const PATCH_BYTES = 5;

interface GuardAux {
  readonly guard: Guard;
  readonly condition: Condition | null;
  /** Index of the use that holds each live value, -1 for constants. */
  readonly live: readonly number[];
}

/** The exit's label; what is out of line is emitted later. */
function exitOf(e: Emitter, inst: LirInst): Label {
  const { guard, live } = inst.aux as GuardAux;
  const emitted: EmittedGuard = {
    guard,
    locations: live.map((use) => (use < 0 ? NO_LOCATION : inst.locs[use])),
    exitOffset: -1,
    invalidateOffset: -1,
  };
  e.guards.push(emitted);
  return e.outOfLine(inst.pos, () => {
    emitted.exitOffset = e.a.position;
    e.a.i(I.push, guard.number);
    e.a.jNear(I.jmp, e.linkage.stubLabel(e, "guardFailure"));
  });
}

/** Behind a guard that has passed: counts it, and leaves as if it had failed when its turn has come. */
function failOnPurpose(e: Emitter, exit: Label): void {
  if (e.failGuards === 0) return;
  const { a } = e;
  const countdown = contextDisp(CONTEXT_FIELD.guardCountdown);
  const passed = a.label();
  a.mi(I.sub32, BASE, countdown, 1);
  a.jcc(CC.NS, passed);
  a.mi(I.mov32, BASE, countdown, e.failGuards - 1);
  a.jmp(exit);
  a.bind(passed);
}

const GUARD: X86Rule = {
  name: "guard",
  emit(e, inst) {
    const exit = exitOf(e, inst);
    jumpOn(e, inst, (inst.aux as GuardAux).condition!, null, exit);
    failOnPurpose(e, exit);
  },
};
const GUARD_EXCEPTION: X86Rule = {
  name: "guard-exception",
  emit(e, inst) {
    const { a } = e;
    const { guard } = inst.aux as GuardAux;
    const exit = exitOf(e, inst);
    a.rm(I.mov32, SCRATCH, BASE, EXCEPTION_DISP);
    a.rr(I.test32, SCRATCH, SCRATCH);
    a.jcc(CC.E, exit);
    a.mxi(I.cmp16, BASE, SCRATCH, 8, 0, ((guard.aux as ClassType).typeId << 16) >> 16);
    a.jcc(CC.NE, exit);
    failOnPurpose(e, exit);
    if (inst.def >= 0) a.rr(I.mov32, inst.defLoc, SCRATCH);
    a.mi(I.mov32, BASE, EXCEPTION_DISP, 0);
  },
};
const GUARD_NOT_INVALIDATED: X86Rule = {
  name: "guard-not-invalidated",
  emit(e, inst) {
    exitOf(e, inst);
    e.guards[e.guards.length - 1].invalidateOffset = e.a.position;
    e.a.nop(PATCH_BYTES);
  },
};
const GUARD_FAILS: X86Rule = {
  name: "guard-fails",
  exit: true,
  emit: (e, inst) => e.a.jmp(exitOf(e, inst)),
};

type SelectCondition = (s: Selection, inst: LirInst, guard: Guard) => Condition;
const truth =
  (not: boolean): SelectCondition =>
  (s, inst, guard) => {
    const c = selectTruth(s, inst, guard.args[0]);
    if (not) c.not = !c.not;
    return c;
  };
const nullness =
  (cc: typeof CC.E | typeof CC.NE): SelectCondition =>
  (s, inst, guard) =>
    compareWith(s, inst, guard.args[0], 0, cc);
const equal: SelectCondition = (s, inst, guard) => selectEqual(s, inst, guard.args[0], guard.args[1]);
const exactly =
  (nullable: boolean): SelectCondition =>
  (s, inst, guard) => {
    const { typeId, name } = guard.aux as ClassType | ArrayType;
    return selectTypeRange(s, inst, guard.args[0], typeId, typeId, nullable, name);
  };

/** Guards that are a condition and an exit. */
const CONDITIONS: Partial<Record<OpName, SelectCondition>> = {
  guard_true: truth(false),
  guard_false: truth(true),
  guard_value_i: equal,
  guard_value_r: equal,
  guard_value_f(s, inst, guard) {
    const c = newCondition("bits", CC.E, inst.uses.length);
    inst.use(s.reg(guard.args[0]), REG);
    c.constant = original(guard.args[1]);
    return c;
  },
  guard_class: exactly(false),
  guard_array_type: exactly(false),
  guard_nonnull_class: exactly(true),
  guard_subclass: (s, inst, guard) => selectType(s, inst, guard.args[0], guard.aux as ClassType, false),
  guard_nonnull: nullness(CC.NE),
  guard_isnull: nullness(CC.E),
  guard_no_exception: (_s, inst) => newCondition("exception", CC.E, inst.uses.length),
  guard_no_overflow: (_s, inst) => newCondition("flags", CC.NO, inst.uses.length),
  guard_overflow: (_s, inst) => newCondition("flags", CC.O, inst.uses.length),
};
const OTHERS: Partial<Record<OpName, X86Rule>> = {
  guard_exception: GUARD_EXCEPTION,
  guard_not_invalidated: GUARD_NOT_INVALIDATED,
  guard_always_fails: GUARD_FAILS,
};

function selectGuard(s: Selection, guard: Guard): void {
  if (guard.number < 0) throw new Error(`${guard.op} has no number`);
  const select = CONDITIONS[guard.op];
  const rule = select ? GUARD : OTHERS[guard.op];
  if (rule === undefined) throw new Error(`the backend does not compile ${guard.op} yet`);
  const inst = s.deferred(rule);
  const condition = select ? select(s, inst, guard) : null;
  const live = guard.live.map((value) => {
    if (s.isConstant(original(value))) return -1;
    // Late: a result (guard_exception's) must not overwrite them before the guard has passed.
    inst.use(s.vreg(value), ANY | LATE);
    return inst.uses.length - 1;
  });
  if (guard.kind !== "v" && s.uses[guard.id] > 0) inst.def = s.vreg(guard);
  inst.aux = { guard, condition, live } satisfies GuardAux;
  s.place(inst);
}

// Ends ------------------------------------------------------------------------------------------------------------------------

/** Moves to where the label of another trace expects its arguments; the frame takes that trace's depth. */
const JUMP_OUT: X86Rule = {
  name: "jump-out",
  exit: true,
  emit(e, inst) {
    const { args, label } = inst.aux as { args: Arguments; label: PlacedLabel };
    moveArguments(e, inst, args);
    e.a.rm(I.lea64, RSP, RBP, traceFrameDepth(label.frameSlots));
    e.a.jmp(e.linkage.codeLabel(e, label.address));
  },
};

const guards = Object.fromEntries(
  [...Object.keys(CONDITIONS), ...Object.keys(OTHERS)].map((op) => [
    op,
    (s: Selection, value: Value) => selectGuard(s, value as Guard),
  ]),
);

export const X86_64_TRACES: TraceCpu = {
  ...X86_64,
  registers: TRACE_REGISTERS,
  select: { ...X86_64.select, ...guards },
  guard: selectGuard,
  finish: (s, value) => X86_64.return(s, value),
  finishRaise: (s, value) => X86_64.throw(s, value),
  jumpOut(s, label, values) {
    const inst = s.deferred(JUMP_OUT);
    const used = values.map((value, i) => ({ value, target: label.locations[i] })).filter((m) => m.target >= 0);
    const args = selectArguments(
      s,
      inst,
      used.map((m) => m.value),
      used.map((m) => m.target),
    );
    inst.aux = { args, label };
    s.place(inst);
  },
};
