/**
 * Fault maps: which function and source line a piece of machine code belongs to. The shim's fault reporter reads them when the
 * process is about to die (native-shim/faults.c), JavaScript when it prints a listing or a profile.
 *
 *   0 u32 magic "TFM1" | 4 u32 number of entries | 8 u32 where the entries start | 12 u32 where the strings start
 *   entries, ascending: u32 code offset | u32 function | u32 file (offsets of NUL-terminated UTF-8 strings) | u32 line
 *   strings; the first is empty
 *
 * Little endian. An entry holds from its code offset to the next one's; offsets count from the start of the code that the map is
 * registered for. The build writes the VM's map into a file, which is mapped and not read; traces go into a LiveFaultMap.
 */
import { check, checkAddress, MAP, type Shim } from "./shim.ts";
import type { VmMemory } from "./vm-memory.ts";
import { STACK_GUARD_BYTES } from "./vm-memory.ts";

const MAGIC = 0x314d4654;
const HEADER_BYTES = 16;
const ENTRY_BYTES = 16;

export interface FaultMapEntry {
  /** Byte offset of the first instruction. */
  readonly offset: number;
  readonly function: string;
  /** "" when there is none. */
  readonly file: string;
  /** Counted from 1; 0 when unknown. */
  readonly line: number;
}

/** The strings of a map: each once, with the empty one first. */
class StringTable {
  private data = new Uint8Array(256);
  private readonly offsets = new Map<string, number>([["", 0]]);
  /** How many bytes are in use. */
  length = 1;

  offsetOf(text: string): number {
    const known = this.offsets.get(text);
    if (known !== undefined) return known;
    const encoded = new TextEncoder().encode(`${text.replaceAll("\0", " ")}\0`);
    const offset = this.length;
    this.length += encoded.length;
    if (this.length > this.data.length) {
      const larger = new Uint8Array(2 * this.length);
      larger.set(this.data);
      this.data = larger;
    }
    this.data.set(encoded, offset);
    this.offsets.set(text, offset);
    return offset;
  }
  bytes(from = 0): Uint8Array {
    return this.data.subarray(from, this.length);
  }
}

function writeHeader(view: DataView, count: number, stringsAt: number): void {
  [MAGIC, count, HEADER_BYTES, stringsAt].forEach((word, i) => {
    view.setUint32(4 * i, word, true);
  });
}

function writeEntry(view: DataView, index: number, entry: FaultMapEntry, strings: StringTable): void {
  const words = [entry.offset, strings.offsetOf(entry.function), strings.offsetOf(entry.file), entry.line];
  words.forEach((word, i) => {
    view.setUint32(HEADER_BYTES + ENTRY_BYTES * index + 4 * i, word, true);
  });
}

/** A map as bytes, for a file. Entries are sorted by offset here. */
export function encodeFaultMap(entries: readonly FaultMapEntry[]): Uint8Array {
  const sorted = [...entries].sort((a, b) => a.offset - b.offset);
  const strings = new StringTable();
  const stringsAt = HEADER_BYTES + ENTRY_BYTES * sorted.length;
  const head = new Uint8Array(stringsAt);
  const view = new DataView(head.buffer);
  writeHeader(view, sorted.length, stringsAt);
  sorted.forEach((entry, i) => {
    writeEntry(view, i, entry, strings);
  });
  const result = new Uint8Array(stringsAt + strings.length);
  result.set(head);
  result.set(strings.bytes(), stringsAt);
  return result;
}

/** The entry that holds code offset `offset`; undefined before the first. Throws when `map` is no fault map. */
export function lookUpFaultMap(map: Uint8Array, offset: number): FaultMapEntry | undefined {
  const view = new DataView(map.buffer, map.byteOffset, map.byteLength);
  if (map.length < HEADER_BYTES || view.getUint32(0, true) !== MAGIC) throw new Error("not a fault map");
  const entries = view.getUint32(8, true);
  const strings = view.getUint32(12, true);
  const word = (row: number, column: number): number => view.getUint32(entries + ENTRY_BYTES * row + 4 * column, true);
  let low = 0;
  let high = view.getUint32(4, true);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (word(middle, 0) <= offset) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return undefined;
  const text = (at: number): string =>
    new TextDecoder().decode(map.subarray(strings + at, map.indexOf(0, strings + at)));
  const row = low - 1;
  return { offset: word(row, 0), function: text(word(row, 1)), file: text(word(row, 2)), line: word(row, 3) };
}

/** Installs the fault reporter for the process and tells it of this VM. Answers how to take the VM away again. */
export function reportFaults(shim: Shim, memory: VmMemory): () => void {
  check(shim.faultsInstall(), "installing the fault reporter");
  const { base, lowStart, lowEnd, heapStart, heapReserved, stackLow, stackTop } = memory;
  const heapEnd = heapStart + heapReserved;
  check(
    shim.faultsAddVm(base, lowStart, lowEnd, heapStart, heapEnd, stackLow, stackTop, STACK_GUARD_BYTES),
    "registering a VM with the fault reporter",
  );
  return () => check(shim.faultsRemoveVm(base), "taking a VM from the fault reporter");
}

/** Registers a map that lies in a file for the code at [start, start + codeBytes). Answers how to take it away again. */
export function registerFaultMapFile(
  shim: Shim,
  path: string,
  fileOffset: number,
  bytes: number,
  start: number,
  codeBytes: number,
): () => void {
  const what = `mapping the fault map in ${path}`;
  const address = checkAddress(shim.mapFile(path, fileOffset, bytes, 0, MAP.readOnly), what);
  check(shim.faultsAddMap(address, start, codeBytes), what);
  return () => {
    check(shim.faultsRemoveMap(address), "removing a fault map");
    check(shim.release(address, bytes), "unmapping a fault map");
  };
}

/**
 * A registered map that grows, for code that is made at run time. It lies in native memory with room to spare: entries behind the last
 * one are written in place, entries before it (where freed code was used again) make a new copy.
 */
export class LiveFaultMap {
  private readonly shim: Shim;
  private readonly start: number;
  private readonly codeBytes: number;
  /** Sorted by offset. */
  private entries: FaultMapEntry[] = [];
  private strings = new StringTable();
  private address = 0;
  private view = new DataView(new ArrayBuffer(0));
  private stringsAt = HEADER_BYTES;
  private stringsWritten = 0;

  /** For the code at [start, start + codeBytes). */
  constructor(shim: Shim, start: number, codeBytes: number) {
    this.shim = shim;
    this.start = start;
    this.codeBytes = codeBytes;
  }

  /** Adds entries; one at a known offset replaces the old one. */
  add(entries: readonly FaultMapEntry[]): void {
    const last = this.entries.at(-1)?.offset ?? -1;
    const sorted = [...entries].sort((a, b) => a.offset - b.offset);
    const appends = sorted.length === 0 || sorted[0]!.offset > last;
    if (!appends) {
      const replaced = new Set(sorted.map((entry) => entry.offset));
      this.entries = this.entries.filter((entry) => !replaced.has(entry.offset));
    }
    const first = this.entries.length;
    this.entries = this.entries.concat(sorted);
    if (!appends || !this.writeFrom(first)) this.rebuild();
  }

  /** Forgets what lies in [from, to): its code was freed. */
  remove(from: number, to: number): void {
    this.entries = this.entries.filter((entry) => entry.offset < from || entry.offset >= to);
    this.rebuild();
  }

  /** A copy of the map as the reporter sees it. */
  bytes(): Uint8Array {
    return new Uint8Array(this.view.buffer as ArrayBuffer).slice();
  }

  dispose(): void {
    if (this.address === 0) return;
    const bytes = this.view.byteLength;
    check(this.shim.faultsRemoveMap(this.address), "removing a fault map");
    check(this.shim.release(this.address, bytes), "releasing a fault map");
    this.address = 0;
    this.view = new DataView(new ArrayBuffer(0));
    this.stringsAt = HEADER_BYTES;
  }

  /** Writes the entries from index `first` on; false when there is no room. The reporter sees them with the new count, at the end. */
  private writeFrom(first: number): boolean {
    if (HEADER_BYTES + ENTRY_BYTES * this.entries.length > this.stringsAt) return false;
    for (let i = first; i < this.entries.length; i++) writeEntry(this.view, i, this.entries[i]!, this.strings);
    if (this.stringsAt + this.strings.length > this.view.byteLength) return false;
    const target = new Uint8Array(this.view.buffer as ArrayBuffer);
    target.set(this.strings.bytes(this.stringsWritten), this.stringsAt + this.stringsWritten);
    this.stringsWritten = this.strings.length;
    writeHeader(this.view, this.entries.length, this.stringsAt);
    return true;
  }

  private rebuild(): void {
    this.entries.sort((a, b) => a.offset - b.offset);
    this.strings = new StringTable();
    for (const entry of this.entries) {
      this.strings.offsetOf(entry.function);
      this.strings.offsetOf(entry.file);
    }
    const room = 2 * Math.max(this.entries.length, 64);
    const stringsAt = HEADER_BYTES + ENTRY_BYTES * room;
    const pageSize = this.shim.pageSize();
    const bytes = Math.ceil((stringsAt + 2 * this.strings.length + 4096) / pageSize) * pageSize;
    const address = checkAddress(this.shim.allocate(bytes, 0), "allocating a fault map");
    this.dispose();
    this.address = address;
    this.view = new DataView(this.shim.view(address, bytes));
    this.stringsAt = stringsAt;
    this.stringsWritten = 0;
    this.writeFrom(0);
    check(this.shim.faultsAddMap(address, this.start, this.codeBytes), "registering a fault map");
  }
}
