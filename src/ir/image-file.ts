// The file vm.image: the heap image, the type table, and the directory of what the host calls by name.
//
//   0 u32 magic "TIM2" | 4 u32 bytes of the directory | 8 u32 bytes of the type table | 12 u32 bytes of the heap part (a multiple of 32 KiB)
//   4096..       the heap part, to be mapped at the heap's start
//   behind it    the type table, to be copied to TYPE_TABLE
//   behind it    the directory: JSON (interface ImageDirectory), short, since it is read at every start
//
// References need no relocation (they are relative to the VM's base), so the heap part is mapped as it is, copy-on-write.

import type { Kind, Signature } from "./types.ts";

const MAGIC = 0x324d4954; // "TIM2"
export const IMAGE_HEAP_OFFSET = 4096;

export interface Image {
  readonly heap: Uint8Array;
  readonly typeTable: Uint8Array;
}

/** What the host may call by name, and what it is asked for. Signatures as in the text form: `ir>i`. */
export interface ImageDirectory {
  /** Of this build: files of different builds do not go together. */
  readonly build: string;
  /** Name -> function id and signature, of the program's entry functions. */
  readonly functions: Readonly<Record<string, readonly [id: number, signature: string]>>;
  readonly requests: readonly (readonly [name: string, id: number, signature: string])[];
  /** Names of array types (as in ARRAY_TYPES) -> type ids. */
  readonly arrayTypeIds: Readonly<Record<string, number>>;
}

export interface ImageHead {
  readonly directoryBytes: number;
  readonly typeTableBytes: number;
  readonly heapBytes: number;
}

export const signatureText = (s: Signature): string => `${s.params.join("")}>${s.result}`;
export function parseSignature(text: string): Signature {
  const [params, result] = text.split(">") as [string, Kind];
  return { params: [...params] as Kind[], result };
}

/** The file's bytes. */
export function imageFile(image: Image, directory: ImageDirectory): Uint8Array {
  const names = new TextEncoder().encode(JSON.stringify(directory));
  const typeTableAt = IMAGE_HEAP_OFFSET + image.heap.length;
  const file = new Uint8Array(typeTableAt + image.typeTable.length + names.length);
  const view = new DataView(file.buffer);
  [MAGIC, names.length, image.typeTable.length, image.heap.length].forEach((word, i) => {
    view.setUint32(4 * i, word, true);
  });
  file.set(image.heap, IMAGE_HEAP_OFFSET);
  file.set(image.typeTable, typeTableAt);
  file.set(names, typeTableAt + image.typeTable.length);
  return file;
}

/** Sizes from the first 16 bytes of an image file; throws when it is none. */
export function readImageHead(head: Uint8Array): ImageHead {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 16 || view.getUint32(0, true) !== MAGIC) throw new Error("not a vm.image file of this version");
  return {
    directoryBytes: view.getUint32(4, true),
    typeTableBytes: view.getUint32(8, true),
    heapBytes: view.getUint32(12, true),
  };
}

/** Where the type table and the directory stand in the file. */
export function imageOffsets(head: ImageHead): { typeTable: number; directory: number } {
  const typeTable = IMAGE_HEAP_OFFSET + head.heapBytes;
  return { typeTable, directory: typeTable + head.typeTableBytes };
}
