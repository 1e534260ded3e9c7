// Who may import whom (docs/internals/architecture.md). Imports run downward only; the two CPUs never meet.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const SRC = path.join(import.meta.dirname, "..", "src");

/** Room -> the rooms that its files may import. A room may always import itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  ir: [],
  rts: [],
  bytecode: [],
  memory: ["rts", "ir/vm-layout"],
  interp: ["rts", "bytecode", "memory/hooks"],
  frontend: ["bytecode"],
  translator: ["ir", "rts", "backend", "backend-x86_64", "backend-arm64", "memory/layout"],
  backend: ["ir"],
  "backend-x86_64": ["backend", "ir"],
  "backend-arm64": ["backend", "ir"],
  tracer: ["backend", "backend-x86_64", "backend-arm64", "ir", "memory/layout"],
  host: [
    "tracer",
    "backend",
    "backend-x86_64",
    "backend-arm64",
    "ir",
    "rts",
    "frontend",
    "bytecode",
    "memory/layout",
    "interp",
  ],
  cli: ["host", "frontend", "bytecode"],
};

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "testing" ? [] : sources(file); // what tests share is as free as tests
    return entry.name.endsWith(".ts") && !entry.name.endsWith(".test.ts") ? [file] : [];
  });
}

/** `from room/file to room/file` for every import that leaves its room. */
function crossings(): { from: string; to: string }[] {
  const found: { from: string; to: string }[] = [];
  for (const file of sources(SRC)) {
    const from = path.relative(SRC, file).replaceAll(path.sep, "/");
    for (const match of readFileSync(file, "utf8").matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)) {
      const to = path.relative(SRC, path.resolve(path.dirname(file), match[1]!)).replaceAll(path.sep, "/");
      if (to.split("/")[0] !== from.split("/")[0]) found.push({ from, to });
    }
  }
  return found;
}

describe("imports", () => {
  it("run downward only", () => {
    const wrong = crossings().filter(({ from, to }) => {
      const allowed = MAY_IMPORT[from.split("/")[0]!] ?? [];
      const file = to.replace(/\.ts$/, "");
      return !allowed.some((a) => file === a || file.startsWith(`${a}/`));
    });
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });
  it("are looked at in every room", () => {
    const rooms = new Set(sources(SRC).map((f) => path.relative(SRC, f).split(path.sep)[0]!));
    expect([...rooms].filter((room) => !(room in MAY_IMPORT))).toEqual([]);
    expect(crossings().length).toBeGreaterThan(20);
  });
});
