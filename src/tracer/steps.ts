// Steps that stay in their frame: operations, branches, fields and items, allocation.

import type { Moves, Step } from "../ir/decode.ts";
import type { Frame, Outcome } from "../ir/evaluate.ts";
import type { Value } from "../ir/graph.ts";
import { isPure, type OpName, setsOverflow } from "../ir/ops.ts";
import type { ArrayType, ClassType, Field } from "../ir/types.ts";
import { Abort, allConstant, Recording } from "./recording.ts";

export abstract class StepRecorder extends Recording {
  // --- steps

  protected simple(frame: Frame, step: Step): void {
    const { op } = step;
    switch (op) {
      case "getfield":
        this.getField(frame, step);
        return;
      case "getitem":
        this.getItem(frame, step);
        return;
      case "overflowed": {
        this.overflowed(frame, step);
        return;
      }
      case "promote_i":
      case "promote_r": {
        const word = this.promote(frame, step.a);
        this.set(frame, step, word, this.box(frame, step.a));
        return;
      }
      case "array_len":
        if (this.isOwnArray(frame, step.a)) {
          const length = this.virtualizable!.layout.length;
          this.set(frame, step, length, this.trace.constInt(length));
          return;
        }
        break;
      case "instanceof": {
        const box = this.box(frame, step.a);
        const ref = this.engine.read(frame, step.a) as number;
        // one guard for the exact class answers this question and those that will follow; next time the object may be null
        if (!box.isConstant() && ref !== 0 && this.knownClasses[box.id] === undefined) {
          const cls = this.machine.classOf(ref);
          this.guardWith("guard_nonnull_class", "v", [box], cls, this.capture("at"));
          this.knownClasses[box.id] = cls;
        }
        const known = this.knownClasses[box.id];
        if (known) {
          const word = known.isSubclassOf(step.aux as ClassType) ? 1 : 0;
          this.set(frame, step, word, this.trace.constInt(word));
          return;
        }
        break;
      }
      case "cast": {
        // the same object: one box for both
        this.set(frame, step, this.engine.read(frame, step.a), this.box(frame, step.a));
        return;
      }
      case "stack_pointer":
        throw new Abort("stack_pointer");
    }
    const args = this.boxes(frame, step);
    const constant = allConstant(args);
    const word = this.engine.execute(frame, step);
    if (constant && (isPure(op as OpName) || setsOverflow(op as OpName))) {
      this.foldedOverflow = true;
      this.set(frame, step, word, this.constant(step.value!.kind, word));
      return;
    }
    this.foldedOverflow = false;
    this.set(frame, step, word, this.append(step.value!, args));
  }

  protected append(like: Value, args: Value[]): Value {
    const value = this.trace.append(like.op, like.kind, args, like.aux);
    value.pos = like.pos;
    return value;
  }

  /** Directly behind the operation it asks about: a guard that carries that operation out again when it fails. */
  protected overflowed(frame: Frame, step: Step): void {
    const word = this.machine.overflow ? 1 : 0;
    if (!this.foldedOverflow) {
      // the state is taken at the operation, its result not yet there
      frame.pc--;
      const resume = this.capture("at");
      frame.pc++;
      this.guardWith(word ? "guard_overflow" : "guard_no_overflow", "v", [], null, resume);
    }
    this.set(frame, step, word, this.trace.constInt(word));
  }

  protected branch(frame: Frame, step: Step): void {
    const [yes, no] = step.edges as [Moves, Moves];
    const word = this.engine.read(frame, step.a);
    const box = this.box(frame, step.a);
    const taken = word !== 0 ? yes : no;
    if (!box.isConstant()) {
      // behind the edge not taken, so that the condition need not be kept; a guard that fails on purpose has to ask it again
      const onPurpose = this.context.parameters.fail_guards !== 0;
      const resume = onPurpose ? this.capture("at") : this.captureEdge(word !== 0 ? no : yes);
      this.guardWith(word !== 0 ? "guard_true" : "guard_false", "v", [box], null, resume);
      // as a condition a value that is not 0 need not be 1
      if (word === 0 || COMPARISONS.test(box.op)) this.replace(box, this.trace.constInt(word));
    }
    this.engine.takeEdge(frame, taken);
  }

  // --- fields and items

  protected getField(frame: Frame, step: Step): void {
    const field = step.value!.aux as Field;
    if (this.isVirtualizable(frame, step.a, field)) {
      const v = this.virtualizable!;
      const word = this.engine.execute(frame, step);
      if (field === v.layout.arrayField) {
        v.array ??= this.append(step.value!, [v.object]);
        this.set(frame, step, word, v.array);
        return;
      }
      const slot = v.fieldSlot(field);
      if (slot >= 0) {
        v.values[slot] ??= this.append(step.value!, [v.object]);
        this.set(frame, step, word, v.values[slot]!);
        return;
      }
    }
    const object = this.box(frame, step.a);
    const word = this.engine.execute(frame, step);
    if (field.mutability === "quasi-immutable" && object.isConstant()) {
      // it hardly ever changes, and much is constant once it is
      this.context.counters.add("quasi_immutable_reads");
      const value = this.append(step.value!, [object]);
      const constant = this.constant(field.kind, word);
      this.guardWith(`guard_value_${field.kind as "i" | "r"}`, "v", [value, constant], null, this.capture("at"));
      this.set(frame, step, word, constant);
      return;
    }
    const fixed = field.mutability === "immutable" || field.mutability === "immutable-items";
    if (fixed && object.isConstant()) {
      if (field.mutability === "immutable-items") this.constantArrays.add(word as number);
      this.set(frame, step, word, this.constant(field.kind, word));
      return;
    }
    this.set(frame, step, word, this.append(step.value!, [object]));
  }

  /** The slot of an item of the virtualizable's array. Where the index is no constant, a guard makes it one. */
  protected itemSlot(frame: Frame, operand: number): number {
    return this.virtualizable!.layout.fields.length + (this.promote(frame, operand) as number);
  }

  protected getItem(frame: Frame, step: Step): void {
    const array = this.box(frame, step.a);
    const index = this.box(frame, step.b);
    if (this.isOwnArray(frame, step.a)) {
      const v = this.virtualizable!;
      const slot = this.itemSlot(frame, step.b);
      const word = this.engine.execute(frame, step);
      v.values[slot] ??= this.append(step.value!, [array, index]);
      this.set(frame, step, word, v.values[slot]!);
      return;
    }
    const word = this.engine.execute(frame, step);
    const type = step.value!.aux as ArrayType;
    const ref = this.engine.read(frame, step.a) as number;
    const fixed = type.immutable || this.constantArrays.has(ref) || this.context.constantArrays.has(ref);
    if (fixed && array.isConstant() && index.isConstant()) {
      this.set(frame, step, word, this.constant(type.kind, word));
      return;
    }
    this.set(frame, step, word, this.append(step.value!, [array, index]));
  }

  protected effect(frame: Frame, step: Step): void {
    const { op } = step;
    if (op === "setfield" && this.isVirtualizable(frame, step.a, step.value!.aux as Field)) {
      const slot = this.virtualizable!.fieldSlot(step.value!.aux as Field);
      if (slot >= 0) {
        this.engine.execute(frame, step);
        this.virtualizable!.set(slot, this.box(frame, step.b));
        frame.pc++;
        return;
      }
    }
    if (op === "setitem" && this.isOwnArray(frame, step.a)) {
      const slot = this.itemSlot(frame, step.b);
      this.engine.execute(frame, step);
      this.virtualizable!.set(slot, this.box(frame, step.c));
      frame.pc++;
      return;
    }
    const args = this.boxes(frame, step);
    const v = this.virtualizable;
    const touches = v?.array && args.includes(v.array) && (op === "array_copy" || op === "array_fill");
    if (touches) this.flush();
    this.engine.execute(frame, step);
    this.append(step.value!, args);
    if (touches) this.forgetSlots();
    frame.pc++;
  }

  protected allocate(frame: Frame, step: Step): Outcome | null {
    const args = this.boxes(frame, step);
    const made = this.engine.allocate(frame, step);
    if (typeof made !== "number") {
      this.pending = { kind: "allocate", step, args };
      return made;
    }
    this.allocated(frame, step, args, made);
    return null;
  }
  protected allocated(frame: Frame, step: Step, args: Value[], ref: number): void {
    const box = this.append(step.value!, args);
    this.otherObjects.add(box);
    if (step.op === "new") this.knownClasses[box.id] = step.aux as ClassType;
    this.set(frame, step, ref, box);
    if (step.op === "new_array" && (step.aux as ArrayType).mayBeLarge(constantLength(args[0]!))) {
      frame.pc--;
      this.guardWith("guard_no_exception", "v", [], null, this.capture("after"));
      frame.pc++;
    }
  }
}

function constantLength(length: Value): number | null {
  return length.op === "const_i" ? Number(length.aux) : null;
}

const COMPARISONS = /_(eq|ne|lt|le|gt|ge)$|^(instanceof|overflowed|int_is_zero|int_is_true|ref_is_null|ref_not_null)$/;
