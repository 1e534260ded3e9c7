/**
 * The fault reporter's knowledge: VMs and fault maps (src/backend/fault-map.ts draws the format). The build writes the VM's map into
 * a file, which is mapped and not read; traces go into a LiveFaultMap.
 */
import {
  ENTRY_BYTES,
  type FaultMapEntry,
  HEADER_BYTES,
  StringTable,
  writeEntry,
  writeHeader,
} from "../backend/fault-map.ts";
import { check, checkAddress, MAP, type Shim } from "./shim.ts";
import { STACK_GUARD_BYTES, type VmMemory } from "./vm-memory.ts";

export { encodeFaultMap, type FaultMapEntry, lookUpFaultMap } from "../backend/fault-map.ts";

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
