// Checks of the debug build: each stands before the access it guards and calls the trap stub when it finds a fault. The stub reports the
// address of the call, which the position table maps to RTypeScript's file and line.

import type { Rule } from "../backend/lir.ts";
import { LIKE, REG } from "../backend/lir.ts";
import { original, type Selection } from "../backend/selection.ts";
import type { Value } from "../ir/graph.ts";
import { ARRAY_LENGTH_OFFSET, type ArrayType, ClassType } from "../ir/types.ts";
import { type Condition, compareWith, jumpOn, selectTypeRange } from "./conditions.ts";
import type { Label, X86Rule } from "./emitter.ts";
import { I } from "./forms.ts";
import { BASE, SCRATCH } from "./machine.ts";
import { CC } from "./registers.ts";

/** Traps unless the condition holds. */
const CHECK: X86Rule = {
  name: "check",
  calls: true,
  emit(e, inst) {
    const fault = e.outOfLine(inst.pos, () => e.linkage.callStub(e, "trap"));
    jumpOn(e, inst, inst.aux as Condition, null, fault);
  },
};
function check(s: Selection, select: (inst: ReturnType<Selection["deferred"]>) => Condition, rule: Rule = CHECK): void {
  const inst = s.deferred(rule);
  inst.aux = select(inst);
  s.place(inst);
}

/** The reference is not null. */
export function checkNull(s: Selection, object: Value): void {
  object = original(object);
  if (object.op === "new" || object.op === "new_array" || (s.isConstant(object) && object.aux !== 0)) return;
  check(s, (inst) => compareWith(s, inst, object, 0, CC.NE));
}

/** use0 array, use1 index: the index is within the array. */
const BOUNDS: X86Rule = {
  name: "check-bounds",
  calls: true,
  emit(e, inst) {
    const [array, index] = inst.locs;
    const fault: Label = e.outOfLine(inst.pos, () => e.linkage.callStub(e, "trap"));
    e.a.rmx(I.mov32, SCRATCH, BASE, array, 8, ARRAY_LENGTH_OFFSET);
    if (inst.uses.length === 1) e.a.ri(I.cmp64, SCRATCH, inst.imm);
    else e.op(I.cmp64, SCRATCH, index);
    // Unsigned: a negative index is large. length > index.
    e.a.jcc(CC.BE, fault);
  },
};
export function checkBounds(s: Selection, array: Value, index: Value): void {
  const known = s.constantInt(index);
  const arrayReg = s.reg(array);
  const inst = s.deferred(BOUNDS);
  inst.use(arrayReg, REG);
  if (typeof known === "number" && known === (known | 0)) inst.imm = known;
  else inst.use(s.reg(index), LIKE);
  s.place(inst);
}

/** The object is of the type, or null. */
export function checkCast(s: Selection, object: Value, type: ClassType | ArrayType): void {
  const isClass = type instanceof ClassType;
  const low = type.typeId;
  const high = isClass ? type.lastTypeId : low;
  check(
    s,
    (inst) => {
      const c = selectTypeRange(s, inst, object, low, high, true, type.name);
      return c;
    },
    CAST,
  );
}
const CAST: X86Rule = {
  name: "check-cast",
  calls: true,
  emit(e, inst) {
    const fault = e.outOfLine(inst.pos, () => e.linkage.callStub(e, "trap"));
    const c = inst.aux as Condition;
    const done = e.a.label();
    e.a.rr(I.test32, inst.locs[0], inst.locs[0]);
    e.a.jcc(CC.E, done);
    jumpOn(e, inst, { ...c, nullable: false }, null, fault);
    e.a.bind(done);
  },
};
