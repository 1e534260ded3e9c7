/**
 * A buffer that machine code is assembled into: bytes, labels, fixups, relocations and a pool of constants. It knows no
 * CPU; an assembler extends it with instructions and says, per kind of fixup, how a distance is written into an instruction.
 *
 * - A **label** is a small number. It is bound once to an offset, before or after it is used.
 * - A **fixup** is a place that holds `target - origin` once both are known: `origin` is where the CPU counts from
 *   (on x86-64 the end of the instruction, on ARM64 the instruction itself, in a jump table the table's start). Fixups are kept in
 *   parallel arrays and resolved by `finish()`.
 * - A **relocation** is what the buffer cannot resolve, because it depends on where the code will lie or on a symbol that
 *   somebody else places. The loader gets the list.
 * - The **pool** holds constants that the code loads relative to the program counter. Equal ones are stored once, after the code.
 *
 * A buffer is reused through `reset()`, so that the JIT allocates nothing but the finished code.
 */

import { hex, type Listing } from "./listing.ts";

declare const labelBrand: unique symbol;
/** A label of one buffer: made by `label()`, bound by `bind()`. */
export type Label = number & { readonly [labelBrand]: true };

/** What a loader must still write: see `CodeBuffer.relocations`. */
export interface Relocation {
  /** Offset of the field in the code. */
  readonly at: number;
  /** How the field is written; the CPU's assembler names its kinds (x86-64: `rel32`, `abs64`; ARM64: `branch26`, ...). */
  readonly kind: string;
  /** What it refers to; the buffer never looks at it. */
  readonly symbol: string;
  /** Added to the symbol's address. */
  readonly addend: number;
}

/** Finished machine code, with offsets counted from its first byte. */
export interface AssembledCode {
  /** The code and its constants: a copy of its own. */
  readonly bytes: Uint8Array;
  /** Length of the instructions, without the constants behind them. */
  readonly codeSize: number;
  /** What `bytes` must be aligned to in memory (16, or 8 or 4 where no constant needs more). */
  readonly alignment: number;
  readonly relocations: readonly Relocation[];
}

/** Position of a label that is not bound yet: the one 32-bit number that is no code offset. */
const UNBOUND = -0x8000_0000;

/** No instruction of either CPU is longer; `reserve` guarantees as many bytes. */
const MAX_INSTRUCTION = 16;

const INITIAL_SIZE = 4096;

/** Alignment of code without constants, in bytes. */
const CODE_ALIGNMENT = 4;

export abstract class CodeBuffer {
  /** The storage; longer than what is used. Replaced when it grows, so do not keep it across emissions. */
  bytes: Uint8Array = new Uint8Array(INITIAL_SIZE);
  /** Where the next byte goes: offset from the start of the code. */
  position = 0;
  /** Set to keep the text of what is emitted; null costs one comparison an instruction. */
  listing: Listing | null = null;
  /** What the loader resolves. */
  readonly relocations: Relocation[] = [];

  private readonly labelPositions: number[] = [];
  // Fixups, one index for all four: where the field is, how it is written, where it counts from, where it points.
  protected readonly fixupAt: number[] = [];
  protected readonly fixupKind: number[] = [];
  protected readonly fixupOrigin: number[] = [];
  protected readonly fixupLabel: Label[] = [];

  private readonly pool = new ConstantPool();
  private alignment = CODE_ALIGNMENT;

  /** Byte that fills the gap before constants: a trap where the CPU has one of a single byte. */
  protected readonly padding: number = 0;

  /**
   * Writes `distance` (target minus origin) into the field of the given kind at `at`.
   * @throws RangeError when the field cannot hold it.
   */
  protected abstract writeFixup(kind: number, at: number, distance: number): void;

  /** Forgets code, labels, relocations and the listing; the storage stays. */
  reset(): void {
    this.position = 0;
    this.relocations.length = 0;
    this.labelPositions.length = 0;
    this.clearFixups();
    this.pool.clear();
    this.alignment = CODE_ALIGNMENT;
    this.listing = null;
  }

  // Labels ---------------------------------------------------------------------------------------------------------

  /** A new label, not bound yet. */
  label(): Label {
    this.labelPositions.push(UNBOUND);
    return (this.labelPositions.length - 1) as Label;
  }

  /** Binds `label` to the current position. A label is bound once. */
  bind(label: Label): void {
    this.bindAt(label, this.position);
    if (this.listing !== null) this.listing.label(this.position, label);
  }

  /** A new label at the current position: the target of backward jumps. */
  here(): Label {
    const label = this.label();
    this.bind(label);
    return label;
  }

  /**
   * A new label at a known offset from the start of this code, which may lie outside it (negative, or beyond the end): code
   * that already stands in the same reservation. The finished code may then not be moved against it.
   */
  labelAt(offset: number): Label {
    const label = this.label();
    this.bindAt(label, offset);
    return label;
  }

  isBound(label: Label): boolean {
    return this.labelPositions[label] !== UNBOUND;
  }

  /** The offset of a bound label. @throws Error when it is not bound. */
  offsetOf(label: Label): number {
    const position = this.labelPositions[label];
    if (position === undefined) throw new Error(`label ${label} is not of this buffer (used after reset()?)`);
    if (position === UNBOUND) throw new Error(`label ${label} is used but not bound`);
    return position;
  }

  private bindAt(label: Label, offset: number): void {
    if (!this.isKnown(label)) throw new Error(`label ${label} is not of this buffer (used after reset()?)`);
    if (this.isBound(label)) throw new Error(`label ${label} is bound twice: at ${this.offsetOf(label)} and ${offset}`);
    this.labelPositions[label] = offset;
  }

  private isKnown(label: Label): boolean {
    return label >= 0 && label < this.labelPositions.length;
  }

  // Fixups and relocations -----------------------------------------------------------------------------------------

  /** Notes that the field at `at` holds `label - origin`, written as `kind` by the CPU's `writeFixup`. */
  protected addFixup(at: number, kind: number, origin: number, label: Label): void {
    this.fixupAt.push(at);
    this.fixupKind.push(kind);
    this.fixupOrigin.push(origin);
    this.fixupLabel.push(label);
  }

  /** Notes that the loader writes the address of `symbol` (or the distance to it) at `at`. */
  addRelocation(at: number, kind: string, symbol: string, addend = 0): void {
    this.relocations.push({ at, kind, symbol, addend });
  }

  private clearFixups(): void {
    this.fixupAt.length = 0;
    this.fixupKind.length = 0;
    this.fixupOrigin.length = 0;
    this.fixupLabel.length = 0;
  }

  // Data -----------------------------------------------------------------------------------------------------------

  data8(value: number): void {
    const bytes = this.reserve();
    bytes[this.position++] = value;
  }

  /** Little-endian, as everywhere. */
  data32(value: number): void {
    const bytes = this.reserve();
    writeInt32(bytes, this.position, value);
    this.position += 4;
  }

  /** A 64-bit value in two halves. */
  data64(low: number, high: number): void {
    this.data32(low);
    this.data32(high);
  }

  /** Fills with `padding` up to a multiple of `alignment` (a power of two). For data: code is aligned with `align`. */
  alignData(alignment: number): void {
    while ((this.position & (alignment - 1)) !== 0) this.data8(this.padding);
  }

  // Constants ------------------------------------------------------------------------------------------------------

  /** Label of an 8-byte constant in the pool; equal constants share it. `low` and `high` are its 32-bit halves. */
  constant64(low: number, high: number): Label {
    return this.pool.intern(this, [low | 0, high | 0]);
  }

  /** Label of a double in the pool. Equal bits share it, so 0.0 and -0.0 do not. */
  constantDouble(value: number): Label {
    DOUBLE[0] = value;
    return this.constant64(DOUBLE_WORDS[0], DOUBLE_WORDS[1]);
  }

  /** Label of a 16-byte constant, 16-byte aligned (a mask for both lanes of a vector register), lowest word first. */
  constant128(w0: number, w1: number, w2: number, w3: number): Label {
    return this.pool.intern(this, [w0 | 0, w1 | 0, w2 | 0, w3 | 0]);
  }

  // Finishing ------------------------------------------------------------------------------------------------------

  /**
   * Places the constants behind the code, resolves all fixups and returns a copy of the result.
   * @throws Error when a used label is not bound, RangeError when a distance does not fit its field.
   */
  finish(): AssembledCode {
    const codeSize = this.position;
    this.placeConstants();
    for (let i = 0; i < this.fixupAt.length; i++) {
      const distance = this.offsetOf(this.fixupLabel[i]) - this.fixupOrigin[i];
      this.writeFixup(this.fixupKind[i], this.fixupAt[i], distance);
    }
    this.clearFixups();
    return {
      bytes: this.bytes.slice(0, this.position),
      codeSize,
      alignment: this.alignment,
      relocations: this.relocations.slice(),
    };
  }

  /** Writes the constants so far at the current position; later ones go into a pool of their own. Nothing may run into them. */
  protected placeConstants(): void {
    this.alignment = Math.max(this.alignment, this.pool.place(this));
  }

  /** Makes room for one instruction and returns the storage. */
  protected reserve(): Uint8Array {
    const bytes = this.bytes;
    return this.position + MAX_INSTRUCTION <= bytes.length ? bytes : this.grow();
  }

  private grow(): Uint8Array {
    const bigger = new Uint8Array(this.bytes.length * 2);
    bigger.set(this.bytes);
    this.bytes = bigger;
    return bigger;
  }
}

const DOUBLE = new Float64Array(1);
const DOUBLE_WORDS = new Int32Array(DOUBLE.buffer);

interface Constant {
  readonly words: readonly number[];
  readonly label: Label;
}

/** Constants behind the code, deduplicated by their bits. Those of 16 bytes come first, so that nothing is padded between. */
class ConstantPool {
  private readonly constants = new Map<string, Constant>();

  clear(): void {
    this.constants.clear();
  }

  intern(buffer: CodeBuffer, words: readonly number[]): Label {
    const key = words.join();
    let constant = this.constants.get(key);
    if (constant === undefined) {
      constant = { words, label: buffer.label() };
      this.constants.set(key, constant);
    }
    return constant.label;
  }

  /** Writes the constants at the buffer's end, binds their labels, and returns the alignment that they need. */
  place(buffer: CodeBuffer): number {
    if (this.constants.size === 0) return 1;
    const sorted = [...this.constants.values()].sort((a, b) => b.words.length - a.words.length);
    const alignment = sorted[0].words.length * 4;
    buffer.alignData(alignment);
    for (const { words, label } of sorted) {
      const start = buffer.position;
      buffer.bind(label);
      for (const word of words) buffer.data32(word);
      buffer.listing?.data(start, buffer.position, `constant 0x${bigEndian(buffer.bytes, start, buffer.position)}`);
    }
    this.constants.clear();
    return alignment;
  }
}

/** The number that stands little-endian in [start, end), as people write it. */
function bigEndian(bytes: Uint8Array, start: number, end: number): string {
  return hex(bytes.slice(start, end).reverse());
}

/** Writes 32 bits, little-endian, at any offset. */
export function writeInt32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >> 8;
  bytes[at + 2] = value >> 16;
  bytes[at + 3] = value >> 24;
}

/** Reads 32 bits, little-endian, at any offset. */
export function readInt32(bytes: Uint8Array, at: number): number {
  return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
}
