// The files of a built VM, and reading their heads: what a start needs, in three reads; the rest is mapped or read when it is needed.

import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import path from "node:path";
import { decodeVmCode, type VmCodeFile, vmCodeStart } from "../backend/vm-code.ts";
import { type ImageDirectory, type ImageHead, imageOffsets, readImageHead } from "../ir/image-file.ts";

export interface VmFiles {
  readonly image: string;
  readonly ir: string;
  readonly code: string;
  readonly untranslated: string;
}

/** Names of machine code's targets by Node's platform and architecture. */
const TARGETS: Readonly<Record<string, string>> = { "linux-x64": "x86_64-linux" };

/** The files of the VM in a folder; `debug` chooses the machine code that checks every access. */
export function vmFiles(folder: string, debug = false): VmFiles {
  const target = TARGETS[`${process.platform}-${process.arch}`] ?? "none";
  return {
    image: path.join(folder, "vm.image"),
    ir: path.join(folder, "vm.ir"),
    code: path.join(folder, `vm-${target}${debug ? "-debug" : ""}.bin`),
    untranslated: path.join(folder, "vm.js"),
  };
}

export interface ImageTables {
  readonly head: ImageHead;
  readonly typeTable: Uint8Array;
  readonly directory: ImageDirectory;
}

/** All of an image file but its heap part. */
export function readImageTables(file: string): ImageTables {
  const fd = openSync(file, "r");
  try {
    const head = readImageHead(readAt(fd, 0, 16));
    const { typeTable: at } = imageOffsets(head);
    const tables = readAt(fd, at, head.typeTableBytes + head.directoryBytes);
    const directory = JSON.parse(new TextDecoder().decode(tables.subarray(head.typeTableBytes))) as ImageDirectory;
    return { head, typeTable: tables.subarray(0, head.typeTableBytes), directory };
  } finally {
    closeSync(fd);
  }
}

/** The tables of a file of machine code, and the part of the code from `tailFrom` on that the loader fills in. */
export interface CodeTables {
  readonly code: VmCodeFile;
  /** Multiple of 4096: before it the code is mapped as it is. */
  readonly tailFrom: number;
  readonly tail: Uint8Array;
}

export function readCodeTables(file: string): CodeTables {
  const PAGE = 4096;
  const fd = openSync(file, "r");
  try {
    const start = vmCodeStart(readAt(fd, 0, PAGE));
    const code = decodeVmCode(readAt(fd, 0, start));
    const firstSlot = Math.min(code.codeBytes, ...code.externals.map((external) => external.slot));
    const tailFrom = Math.floor(firstSlot / PAGE) * PAGE;
    return { code, tailFrom, tail: readAt(fd, code.codeStart + tailFrom, code.codeBytes - tailFrom) };
  } finally {
    closeSync(fd);
  }
}

/** The fault map of a file of machine code. */
export function readFaultMap(file: string, code: VmCodeFile): Uint8Array {
  return readFileSync(file).subarray(code.faultMapStart, code.faultMapStart + code.faultMapBytes);
}

function readAt(fd: number, offset: number, bytes: number): Uint8Array {
  const buffer = new Uint8Array(bytes);
  const got = readSync(fd, buffer, 0, bytes, offset);
  return buffer.subarray(0, got);
}
