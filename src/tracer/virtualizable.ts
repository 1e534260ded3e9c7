// The virtualizable: the frame object whose fields and array items live in the trace's values while it runs.
//
// A layout numbers the slots: plain fields first, then the items of the array. For each slot the recorder knows a value (or
// null: memory has it) and whether memory differs (`dirty`). While recording, stores also happen for real, so that the object
// is always right when the recording ends; in the compiled trace they happen only at exits and before calls that may look.

import type { Value } from "../ir/graph.ts";
import type { ArrayType, ClassType, Field } from "../ir/types.ts";
import { ARRAY_TYPES } from "../ir/types.ts";

export class VirtualizableLayout {
  readonly cls: ClassType;
  /** Fields that have slots: all but the array. */
  readonly fields: readonly Field[];
  readonly arrayField: Field | null;
  readonly arrayType: ArrayType | null;
  readonly length: number;
  constructor(cls: ClassType, length: number, arrayType: ArrayType | null = null) {
    const all = cls.allFields();
    this.cls = cls;
    this.arrayField = arrayFieldOf(cls);
    this.arrayType = this.arrayField ? (arrayType ?? (this.arrayField.refType as ArrayType)) : null;
    this.fields = all.filter((f) => f !== this.arrayField);
    this.length = this.arrayField ? length : 0;
  }
  get slotCount(): number {
    return this.fields.length + this.length;
  }
  slotName(slot: number): string {
    return slot < this.fields.length ? this.fields[slot]!.name : `[${slot - this.fields.length}]`;
  }
}

/** The field of a virtualizable class that holds its array: the one whose declared type is an array of references (or the only array). */
export function arrayFieldOf(cls: ClassType): Field | null {
  const arrays = cls
    .allFields()
    .filter((f) => f.refType !== null && Object.values(ARRAY_TYPES).includes(f.refType as never));
  return arrays.find((f) => f.refType === ARRAY_TYPES.ref) ?? null;
}

/** What the recorder knows of the virtualizable. */
export class VirtualizableState {
  readonly layout: VirtualizableLayout;
  object: Value;
  array: Value | null;
  readonly values: (Value | null)[];
  readonly dirty: boolean[];
  /** Reference numbers, for comparing with others. */
  readonly ref: number;
  constructor(layout: VirtualizableLayout, ref: number, object: Value, array: Value | null) {
    this.layout = layout;
    this.ref = ref;
    this.object = object;
    this.array = array;
    this.values = new Array<Value | null>(layout.slotCount).fill(null);
    this.dirty = new Array<boolean>(layout.slotCount).fill(false);
  }
  fieldSlot(field: Field): number {
    return this.layout.fields.indexOf(field);
  }
  set(slot: number, value: Value): void {
    this.values[slot] = value;
    this.dirty[slot] = true;
  }
}
