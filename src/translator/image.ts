// The heap image: the module level's live objects, laid out as heap objects, and the type table.
//
// References need no relocation (they are relative to the VM's base). src/ir/image-file.ts draws the file.

import type { Int } from "../ir/graph.ts";
import type { Image } from "../ir/image-file.ts";
import { numberClasses, type Program } from "../ir/program.ts";
import {
  ARRAY_ITEMS_OFFSET,
  ARRAY_LENGTH_OFFSET,
  ARRAY_TYPES,
  ArrayType,
  type ClassType,
  FunctionDecl,
  Prebuilt,
  STORAGE,
  type Storage,
} from "../ir/types.ts";
import { FIRST_REFERENCE, HEADER_BIT, TYPE_FLAG, TYPE_RECORD } from "../ir/vm-layout.ts";
import { BLOCK_SIZE } from "../memory/layout.ts";

const ARRAYS: readonly ArrayType[] = Object.values(ARRAY_TYPES);

/** What a field or an item of a frozen object holds. A reference to null is null. */
export type FrozenValue = Int | boolean | null | Prebuilt | FunctionDecl;

/** A live object as the image stores it. `values`: one for each of the class's `allFields()`, or the items. */
export interface FrozenObject {
  readonly prebuilt: Prebuilt;
  readonly type: ClassType | ArrayType;
  readonly values: ArrayLike<FrozenValue>;
}

/** Bytes of a class's type record. */
function recordBytes(cls: ClassType): number {
  const references = cls.allFields().filter((f) => f.storage === "ref").length;
  return Math.ceil((TYPE_RECORD.vtable + 4 * cls.vtable.length + 2 * references) / 8) * 8;
}
const ARRAY_RECORD_UNITS = TYPE_RECORD.vtable / 8;

/** Lays out all classes and gives all types their ids. To be called before code is made. Answers the type table's size in bytes. */
export function numberTypes(program: Program): number {
  let next = 1;
  for (const array of ARRAYS) {
    array.typeId = next;
    next += ARRAY_RECORD_UNITS;
  }
  const classes = [...program.classes.values()];
  for (const cls of classes) cls.layOut();
  next = numberClasses(
    classes.filter((cls) => !cls.base),
    (cls) => recordBytes(cls) / 8,
    next,
  );
  if (next > 0x10000) throw new Error(`the type table needs ${next} units of 8 bytes; type ids have 16 bits`);
  return next * 8;
}

/** Gives every object its reference (`Prebuilt.ref`), in the given order. Answers the bytes that they take. */
export function placeObjects(objects: readonly FrozenObject[]): number {
  let offset = 0;
  for (const { prebuilt, type, values } of objects) {
    prebuilt.ref = FIRST_REFERENCE + offset / 8;
    offset += type instanceof ArrayType ? type.byteSize(values.length) : type.size;
  }
  return offset;
}

/** Writes the image. Types are numbered and objects placed; names of types are added as strings at the end. */
export function buildImage(program: Program, objects: readonly FrozenObject[]): Image {
  const classes = [...program.classes.values()];
  const names = new Map<string, FrozenObject>();
  for (const type of [...ARRAYS, ...classes])
    names.set(type.name, {
      prebuilt: new Prebuilt(type.name, `name of ${type.name}`),
      type: ARRAY_TYPES.string,
      values: Array.from(type.name, (c) => c.charCodeAt(0)),
    });
  const all = [...objects, ...names.values()];
  const used = placeObjects(all);
  const heap = new Uint8Array(Math.ceil(used / BLOCK_SIZE) * BLOCK_SIZE);
  const view = new DataView(heap.buffer);
  for (const object of all) writeObject(view, object);
  const typeTable = writeTypeTable(classes, (name) => names.get(name)!.prebuilt.ref);
  return { heap, typeTable };
}

function writeObject(view: DataView, { prebuilt, type, values }: FrozenObject): void {
  const at = (prebuilt.ref - FIRST_REFERENCE) * 8;
  view.setUint32(at, (type.typeId | HEADER_BIT.remember) >>> 0, true);
  if (type instanceof ArrayType) {
    view.setUint32(at + ARRAY_LENGTH_OFFSET, values.length, true);
    const size = STORAGE[type.item].size;
    for (let i = 0; i < values.length; i++)
      writeValue(view, at + ARRAY_ITEMS_OFFSET + i * size, type.item, values[i]!, `item ${i} of ${prebuilt.name}`);
    return;
  }
  type.allFields().forEach((field, i) => {
    writeValue(view, at + field.offset, field.storage, values[i]!, `${field} of ${prebuilt.name}`);
  });
}

function writeValue(view: DataView, at: number, storage: Storage, value: FrozenValue, what: string): void {
  const wrong = (): Error => new Error(`${what}: ${String(value)} does not fit ${storage}`);
  switch (storage) {
    case "ref":
      if (value !== null && !(value instanceof Prebuilt)) throw wrong();
      if (value !== null && value.ref === 0) throw new Error(`${what}: ${value.name} is not part of the image`);
      return view.setUint32(at, value === null ? 0 : value.ref, true);
    case "fn":
      if (value !== null && !(value instanceof FunctionDecl)) throw wrong();
      return view.setUint32(at, value === null ? 0 : value.id, true);
    case "f64":
      if (typeof value !== "number") throw wrong();
      return view.setFloat64(at, value, true);
    case "bool":
      if (typeof value !== "boolean" && value !== 0 && value !== 1) throw wrong();
      return view.setUint8(at, Number(value));
    case "i64":
      if (typeof value !== "bigint" && !Number.isSafeInteger(value)) throw wrong();
      return view.setBigInt64(at, BigInt(value as Int), true);
    default: {
      const { size, signed } = STORAGE[storage];
      const least = signed ? -(2 ** (8 * size - 1)) : 0;
      if (typeof value !== "number" || !Number.isInteger(value) || value < least || value >= least + 2 ** (8 * size))
        throw wrong();
      if (size === 1) view.setUint8(at, value & 0xff);
      else if (size === 2) view.setUint16(at, value & 0xffff, true);
      else view.setUint32(at, value >>> 0, true);
    }
  }
}

function writeTypeTable(classes: readonly ClassType[], nameOf: (name: string) => number): Uint8Array {
  let end = 0;
  for (const array of ARRAYS) end = Math.max(end, array.typeId * 8 + TYPE_RECORD.vtable);
  for (const cls of classes) end = Math.max(end, cls.typeId * 8 + recordBytes(cls));
  const table = new Uint8Array(end);
  const view = new DataView(table.buffer);
  for (const array of ARRAYS) {
    const at = array.typeId * 8;
    view.setUint32(at + TYPE_RECORD.size, STORAGE[array.item].size, true);
    view.setUint16(
      at + TYPE_RECORD.flags,
      TYPE_FLAG.array | (array.item === "ref" ? TYPE_FLAG.arrayOfReferences : 0),
      true,
    );
    view.setUint16(at + TYPE_RECORD.lastTypeId, array.typeId, true);
    view.setUint32(at + TYPE_RECORD.name, nameOf(array.name), true);
  }
  for (const cls of classes) {
    const at = cls.typeId * 8;
    const { strong: references, weak } = cls.referenceFields();
    const map = TYPE_RECORD.vtable + 4 * cls.vtable.length;
    view.setUint32(at + TYPE_RECORD.size, cls.size, true);
    view.setUint16(at + TYPE_RECORD.lastTypeId, cls.lastTypeId, true);
    view.setUint16(at + TYPE_RECORD.refCount, references.length, true);
    view.setUint16(at + TYPE_RECORD.refMap, map, true);
    view.setUint32(at + TYPE_RECORD.name, nameOf(cls.name), true);
    cls.vtable.forEach((method, i) => {
      view.setUint32(at + TYPE_RECORD.vtable + 4 * i, method?.id ?? 0, true);
    });
    view.setUint16(at + TYPE_RECORD.flags, weak ? TYPE_FLAG.weak : 0, true);
    (weak ? [...references, weak] : references).forEach((field, i) => {
      view.setUint16(at + map + 2 * i, field.offset, true);
    });
  }
  return table;
}
