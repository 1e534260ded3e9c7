/**
 * GNU as as the judge of our encodings: for `npm run record:...` and for tests on machines that have it. Not part of the product.
 */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { CodeBuffer } from "./code-buffer.ts";
import { hex, Listing, type ListingStyle } from "./listing.ts";

/** One GNU assembler. */
export interface GnuAs {
  /** The program, to be found on the PATH. */
  readonly program: string;
  /** What `--version` says it was configured for. */
  readonly target: RegExp;
  /** The first lines of every file. */
  readonly prologue: string;
  /** Command line options. */
  readonly options: readonly string[];
}

/** Whether the machine has this assembler. */
export function hasGnuAs(as: GnuAs): boolean {
  const { status, stdout } = spawnSync(as.program, ["--version"], { encoding: "utf8" });
  return status === 0 && as.target.test(stdout);
}

/**
 * Assembles lines of one instruction each; returns the bytes of each in hexadecimal.
 * @throws Error with as's complaints.
 */
export function assembleWithGnu(as: GnuAs, lines: readonly string[]): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), "taipan-as-"));
  try {
    const source = path.join(folder, "in.s");
    const listing = path.join(folder, "listing");
    writeFileSync(source, `${as.prologue}\n${lines.join("\n")}\n`);
    const options = [
      ...as.options,
      `-aln=${listing}`,
      "--listing-lhs-width=8",
      "-o",
      path.join(folder, "out.o"),
      source,
    ];
    const { status, stderr } = spawnSync(as.program, options, { encoding: "utf8" });
    if (status !== 0) throw new Error(`${as.program} failed:\n${explain(stderr, as, lines)}`);
    return parseListing(readFileSync(listing, "utf8"), as.prologue.split("\n").length, lines.length);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The first complaints, each with its line of source. */
function explain(stderr: string, as: GnuAs, lines: readonly string[]): string {
  const first = as.prologue.split("\n").length + 1;
  return stderr
    .split("\n")
    .slice(1, 20)
    .map((line) => {
      const match = /:(\d+): (.*)/.exec(line);
      return match === null ? line : `${match[2]}: ${lines[Number(match[1]) - first]}`;
    })
    .join("\n");
}

/** A listing's line: number of the source line, offset (`????` where as does not say), groups of bytes, a tab, the source. */
const LISTING_LINE = /^ *(\d+) [0-9a-f?]{4,} ((?:[0-9A-F]+ ?)+) *(?:\t|$)/;

function parseListing(text: string, prologueLines: number, count: number): string[] {
  const result = new Array<string>(count).fill("");
  for (const line of text.split("\n")) {
    const match = LISTING_LINE.exec(line);
    if (match !== null) result[Number(match[1]) - prologueLines - 1] += match[2].replaceAll(" ", "").toLowerCase();
  }
  return result;
}

// What our assemblers emit, case by case ----------------------------------------------------------------------------------

/** One emitted instruction. */
export interface EncodingCase {
  /** Instruction and shape, such as `add64.rm`. */
  readonly key: string;
  /** As GNU as is to read it. */
  readonly text: string;
  /** Our bytes. */
  readonly bytes: string;
}

/** Where an enumeration puts its cases: an assembler, and the key of what is emitted next. */
export interface CaseSink<A extends CodeBuffer> {
  readonly assembler: A;
  key(key: string): void;
}

/** Runs an enumeration on an assembler and returns what it emitted. */
export function collectCases<A extends CodeBuffer>(
  assembler: A,
  enumerate: (sink: CaseSink<A>) => void,
): EncodingCase[] {
  const listing = new Listing();
  const keys: { from: number; key: string }[] = [];
  assembler.listing = listing;
  enumerate({ assembler, key: (key) => keys.push({ from: listing.entries.length, key }) });
  const style: ListingStyle = {
    forAssembler: true,
    label: (label, start) => {
      const distance = assembler.offsetOf(label) - start;
      return distance < 0 ? `.-${-distance}` : `.+${distance}`;
    },
  };
  const { bytes } = assembler.finish();
  let next = 0;
  return listing.entries.map((entry, i) => {
    while (next < keys.length && keys[next].from <= i) next++;
    return { key: keys[next - 1].key, text: entry.text(style), bytes: hex(bytes, entry.start, entry.end) };
  });
}

// Recordings --------------------------------------------------------------------------------------------------------------

/** A recording: per key, the bytes of its cases in the enumeration's order, as GNU as gave them. */
export type Recording = ReadonlyMap<string, readonly string[]>;

/** Groups values by the keys of their cases. */
export function groupByKey(cases: readonly EncodingCase[], values: readonly string[]): Recording {
  const groups = new Map<string, string[]>();
  cases.forEach(({ key }, i) => {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [values[i]]);
    else group.push(values[i]);
  });
  return groups;
}

/** The recording as text: comments begin with `#`, then a line a key: `add64.rm: 480300 4c0301 ...`. */
export function formatRecording(comment: string, recording: Recording): string {
  const lines = [...recording].map(([key, values]) => `${key}: ${values.join(" ")}`);
  return `# ${comment}\n${lines.join("\n")}\n`;
}

export function parseRecording(text: string): Recording {
  const recording = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const colon = line.indexOf(": ");
    recording.set(line.slice(0, colon), line.slice(colon + 2).split(" "));
  }
  return recording;
}

/** Differences between our bytes and the recording, as text for a test's failure; empty if there are none. */
export function compareWithRecording(cases: readonly EncodingCase[], recording: Recording): string[] {
  const differences: string[] = [];
  const positions = new Map<string, number>();
  for (const { key, text, bytes } of cases) {
    const i = positions.get(key) ?? 0;
    positions.set(key, i + 1);
    const expected = recording.get(key)?.[i] ?? "nothing (not recorded)";
    if (bytes !== expected) differences.push(`${key}: ${text}: emitted ${bytes}, GNU as says ${expected}`);
  }
  for (const [key, values] of recording) {
    if (values.length !== positions.get(key)) differences.push(`${key}: ${values.length} cases are recorded`);
  }
  return differences;
}
