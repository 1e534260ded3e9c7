// The register allocator under the symbolic checker, on random graphs; with few registers too, so that splits and spills abound.

import { describe, expect, test } from "vitest";
import { checkAllocation } from "../../src/backend/allocation-checker.ts";
import { selectGraph } from "../../src/backend/graph-selection.ts";
import { allocateRegisters } from "../../src/backend/linear-scan.ts";
import type { RegisterSet } from "../../src/backend/lir.ts";
import { computeLiveness } from "../../src/backend/liveness.ts";
import { resolve } from "../../src/backend/resolve.ts";
import { selectionOptions } from "../../src/backend-x86_64/compile-program.ts";
import { X86_64 } from "../../src/backend-x86_64/rules-control.ts";
import { installTypes } from "../../src/ir/machine.ts";
import { BufferMemory } from "../../src/ir/memory.ts";
import { parseProgram } from "../../src/ir/text.ts";
import { HEAP_OFFSET, ROOT_TABLES } from "../../src/ir/vm-layout.ts";
import { randomProgram } from "./random-graphs.ts";

const first = Number(process.env.SEED ?? 1);
const count = Number(process.env.COUNT ?? 60);

/** Faults of the allocation of every function of the random program. */
function faults(seed: number, registers: RegisterSet, spoil = false): string[] {
  const program = parseProgram(randomProgram(seed, 80));
  installTypes(program, new BufferMemory(ROOT_TABLES + 0x1_0000, 1 << 12, HEAP_OFFSET), HEAP_OFFSET, 1 << 12);
  const found: string[] = [];
  for (const decl of program.functions) {
    if (!decl?.graph) continue;
    const fn = selectGraph(decl.graph, X86_64, selectionOptions(program, false, false));
    const live = computeLiveness(fn);
    allocateRegisters(fn, live, registers);
    resolve(fn, live);
    // A planted mistake: one of the moves is forgotten.
    if (spoil) for (const block of fn.blocks) block.endMoves = null;
    found.push(...checkAllocation(fn, live).map((fault) => `seed ${seed}, ${decl.name}: ${fault}`));
  }
  return found;
}

describe("register allocation", () => {
  test("is right for random graphs", () => {
    for (let seed = first; seed < first + count; seed++) expect(faults(seed, X86_64.registers)).toEqual([]);
  });
  test("is right with seven integer and three float registers", () => {
    const few: RegisterSet = {
      ...X86_64.registers,
      allocatable: [
        [0, 1, 2, 6, 7, 3, 12],
        [16, 17, 18],
      ],
    };
    for (let seed = first; seed < first + count; seed++) expect(faults(seed, few)).toEqual([]);
  });
  test("is found wrong by the checker when moves are missing", () => {
    expect(faults(first, X86_64.registers, true)).not.toEqual([]);
  });
});
