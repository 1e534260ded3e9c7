// The standard library's compiled modules: one file, dist/stdlib.bin, read by range. Its source texts are ordinary files beside it
// (dist/lib/python3.14), which only tracebacks, inspect and the like open; so `__file__` names a file that exists.
//
//   file   = "TPYL", version (u32), digest (32 bytes), length of the index (u32), index, code * number of modules
//   index  = JSON: { module name: [offset in the file, bytes, 1 for a package] }
//   code   = marshalled (src/bytecode/marshal.ts). The file name in it is relative; the reader puts the place of the library before it.
//
// Nothing is compressed: a module of 40 KB is read in 20 us, and inflating it takes ten times as long.

import { closeSync, openSync, readSync } from "node:fs";
import path from "node:path";
import { UnicodeFile } from "./unicode-file.ts";

export const LIBRARY_FILE = "stdlib.bin";
/** The folder of the source texts, in the folder of LIBRARY_FILE. */
export const LIBRARY_SOURCES = path.join("lib", "python3.14");
const MAGIC = 0x4c595054;
const VERSION = 1;
export const DIGEST_BYTES = 32;
const HEAD_BYTES = 8 + DIGEST_BYTES + 4;

export interface LibraryModule {
  readonly code: Uint8Array;
  readonly isPackage: boolean;
}
type Index = Record<string, [offset: number, bytes: number, isPackage: number]>;

/** The bytes of a library's file. */
export function encodeLibrary(modules: ReadonlyMap<string, LibraryModule>, digest: Uint8Array): Uint8Array {
  const index: Index = {};
  // offsets behind the index first, whose length depends on them
  let size = 0;
  for (const [name, { code, isPackage }] of modules) {
    index[name] = [size, code.length, isPackage ? 1 : 0];
    size += code.length;
  }
  const text = new TextEncoder().encode(JSON.stringify(index));
  const start = HEAD_BYTES + text.length;
  const bytes = new Uint8Array(start + size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  bytes.set(digest, 8);
  view.setUint32(8 + DIGEST_BYTES, text.length, true);
  bytes.set(text, HEAD_BYTES);
  for (const [name, { code }] of modules) bytes.set(code, start + index[name]![0]);
  return bytes;
}

/** The digest of what a library's file was made of; null when there is no such file, or it is of another version. */
export function libraryDigest(file: string): Uint8Array | null {
  try {
    const head = readHead(file);
    closeSync(head.fd);
    return head.digest;
  } catch {
    return null;
  }
}

function readHead(file: string): { fd: number; digest: Uint8Array; indexBytes: number } {
  const fd = openSync(file, "r");
  const head = readAt(fd, 0, HEAD_BYTES);
  const view = new DataView(head.buffer);
  if (head.length < HEAD_BYTES || view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== VERSION) {
    closeSync(fd);
    throw new Error(`${file} is no standard library of this version`);
  }
  return {
    fd,
    digest: head.slice(8, 8 + DIGEST_BYTES),
    indexBytes: view.getUint32(8 + DIGEST_BYTES, true),
  };
}

/** A library's file, opened when the first module is asked for. */
export class Library {
  /** Where the source texts lie: an entry of sys.path. */
  readonly sources: string;
  /** What the library's unicodedata is made of. */
  readonly unicode: UnicodeFile;
  private readonly file: string;
  private opened: { fd: number; start: number; index: Index } | null = null;

  /** The library of a folder of built files. */
  constructor(folder: string) {
    this.file = path.join(folder, LIBRARY_FILE);
    this.unicode = new UnicodeFile(folder);
    this.sources = path.join(folder, LIBRARY_SOURCES);
  }

  find(name: string): LibraryModule | null {
    this.opened ??= this.open();
    const { fd, start, index } = this.opened;
    if (!Object.hasOwn(index, name)) return null;
    const [offset, bytes, isPackage] = index[name]!;
    return { code: readAt(fd, start + offset, bytes), isPackage: isPackage === 1 };
  }

  dispose(): void {
    if (this.opened) closeSync(this.opened.fd);
    this.opened = null;
  }

  private open(): { fd: number; start: number; index: Index } {
    const { fd, indexBytes } = readHead(this.file);
    const index = JSON.parse(new TextDecoder().decode(readAt(fd, HEAD_BYTES, indexBytes))) as Index;
    return { fd, start: HEAD_BYTES + indexBytes, index };
  }
}

function readAt(fd: number, offset: number, bytes: number): Uint8Array {
  const buffer = new Uint8Array(bytes);
  return buffer.subarray(0, readSync(fd, buffer, 0, bytes, offset));
}
