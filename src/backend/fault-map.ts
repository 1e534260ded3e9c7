// Fault maps: which function and source line a piece of machine code belongs to. The shim's fault reporter reads them when the
// process is about to die (native-shim/faults.c), JavaScript when it prints a listing or a profile.
//
//   0 u32 magic "TFM1" | 4 u32 number of entries | 8 u32 where the entries start | 12 u32 where the strings start
//   entries, ascending: u32 code offset | u32 function | u32 file (offsets of NUL-terminated UTF-8 strings) | u32 line
//   strings; the first is empty
//
// Little endian. An entry holds from its code offset to the next one's; offsets count from the start of the code that the map is
// registered for (src/host/fault-map.ts).

const MAGIC = 0x314d4654;
export const HEADER_BYTES = 16;
export const ENTRY_BYTES = 16;

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
export class StringTable {
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

export function writeHeader(view: DataView, count: number, stringsAt: number): void {
  [MAGIC, count, HEADER_BYTES, stringsAt].forEach((word, i) => {
    view.setUint32(4 * i, word, true);
  });
}

export function writeEntry(view: DataView, index: number, entry: FaultMapEntry, strings: StringTable): void {
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

/** Reads a map's rows. Throws when `map` is no fault map. */
function rowsOf(map: Uint8Array) {
  const view = new DataView(map.buffer, map.byteOffset, map.byteLength);
  if (map.length < HEADER_BYTES || view.getUint32(0, true) !== MAGIC) throw new Error("not a fault map");
  const entries = view.getUint32(8, true);
  const strings = view.getUint32(12, true);
  const word = (row: number, column: number): number => view.getUint32(entries + ENTRY_BYTES * row + 4 * column, true);
  const text = (at: number): string =>
    new TextDecoder().decode(map.subarray(strings + at, map.indexOf(0, strings + at)));
  const entry = (row: number): FaultMapEntry => ({
    offset: word(row, 0),
    function: text(word(row, 1)),
    file: text(word(row, 2)),
    line: word(row, 3),
  });
  return { count: view.getUint32(4, true), offset: (row: number) => word(row, 0), entry };
}

/** The entry that holds code offset `offset`; undefined before the first. Throws when `map` is no fault map. */
export function lookUpFaultMap(map: Uint8Array, offset: number): FaultMapEntry | undefined {
  const rows = rowsOf(map);
  let low = 0;
  let high = rows.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows.offset(middle) <= offset) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : rows.entry(low - 1);
}

/** All entries, ascending. Throws when `map` is no fault map. */
export function* faultMapEntries(map: Uint8Array): Generator<FaultMapEntry> {
  const rows = rowsOf(map);
  for (let row = 0; row < rows.count; row++) yield rows.entry(row);
}
