/**
 * A listing: the text of what an assembler emitted, kept only when somebody asked for it (the JIT log, the tests).
 *
 * The assembler hands over, per instruction, where it stands and a function that prints it; nothing is printed before
 * the listing is read, when all labels are bound. A label is printed through the reader's style, so that the same entry
 * reads `jmp L3` for people and `jmp .+20` for GNU as.
 */

import type { Label } from "./code-buffer.ts";

/** How the reader of a listing wants it. */
export interface ListingStyle {
  /** The text of a label that the instruction at [start, end) refers to. */
  label(label: Label, start: number, end: number): string;
  /** Print what GNU as needs to choose the same one of several equal encodings, and no labels of ours. */
  readonly forAssembler: boolean;
}

export interface ListingEntry {
  /** Offset of the first byte in the code buffer. */
  readonly start: number;
  /** Offset after the last byte; equal to `start` for comments and labels. */
  readonly end: number;
  /** Prints the entry, without offset and bytes. */
  readonly text: (style: ListingStyle) => string;
  readonly what: "instruction" | "label" | "comment" | "data";
}

const READABLE: ListingStyle = { forAssembler: false, label: (label) => `L${label}` };

export class Listing {
  readonly entries: ListingEntry[] = [];

  instruction(start: number, end: number, text: (style: ListingStyle) => string): void {
    this.entries.push({ start, end, text, what: "instruction" });
  }

  data(start: number, end: number, text: string): void {
    this.entries.push({ start, end, text: () => text, what: "data" });
  }

  comment(at: number, text: string): void {
    this.entries.push({ start: at, end: at, text: () => text, what: "comment" });
  }

  label(at: number, label: Label): void {
    this.entries.push({ start: at, end: at, text: () => `L${label}:`, what: "label" });
  }

  /** The listing as lines `offset  bytes  text`, for people. `code` is the finished code the entries' offsets refer to. */
  format(code: Uint8Array): string {
    const lines: string[] = [];
    for (const entry of this.entries) {
      if (entry.what === "label") lines.push(entry.text(READABLE));
      else if (entry.what === "comment") lines.push(`        ; ${entry.text(READABLE)}`);
      else {
        const offset = entry.start.toString(16).padStart(6, "0");
        const bytes = hex(code, entry.start, entry.end).padEnd(22);
        lines.push(`${offset}  ${bytes} ${entry.text(READABLE)}`);
      }
    }
    return lines.map((line) => `${line}\n`).join("");
  }
}

/** The bytes [start, end) in hexadecimal, without spaces. */
export function hex(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let text = "";
  for (let i = start; i < end; i++) text += bytes[i].toString(16).padStart(2, "0");
  return text;
}
