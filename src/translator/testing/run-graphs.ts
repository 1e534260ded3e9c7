// For tests: a translated program on a memory of its own, run by the evaluator.

import { evaluate } from "../../ir/evaluate.ts";
import type { Graph, Int } from "../../ir/graph.ts";
import { Machine, type MachineOptions } from "../../ir/machine.ts";
import { BufferMemory } from "../../ir/memory.ts";
import type { FunctionDecl, HostRequest } from "../../ir/types.ts";
import { verifyGraph } from "../../ir/verify.ts";
import { CONTEXT, CONTEXT_FIELD, HEAP_OFFSET, TYPE_TABLE } from "../../ir/vm-layout.ts";
import { buildImage } from "../image.ts";
import type { Translation } from "../translate.ts";

export interface GraphRunner {
  readonly machine: Machine;
  /** Runs a function of the program: its result (ints and references as numbers), or the class name of what it raised. */
  call(name: string, ...args: (number | bigint)[]): { value: Int } | { raised: string };
}

/** Bytes of image and nursery. */
const HEAP_BYTES = 16 << 20;

/** Puts the image into a memory and answers a way to call functions. Without a collector: programs allocate at most `heapBytes`. */
export function graphRunner(
  translation: Translation,
  onRequest: (request: HostRequest, args: Int[]) => Int = () => 0,
  options: MachineOptions = {},
  graphOf?: (decl: FunctionDecl) => Graph | null,
  heapBytes = HEAP_BYTES,
): GraphRunner {
  const { program } = translation;
  const image = buildImage(program, translation.objects);
  const memory = new BufferMemory(0x101_0000, heapBytes, HEAP_OFFSET);
  memory.bytes(HEAP_OFFSET, image.heap.length).set(image.heap);
  memory.bytes(TYPE_TABLE, image.typeTable.length).set(image.typeTable);
  memory.store64(CONTEXT + CONTEXT_FIELD.nurseryFree, HEAP_OFFSET + image.heap.length);
  memory.store64(CONTEXT + CONTEXT_FIELD.nurseryEnd, HEAP_OFFSET + heapBytes);
  // no collector: the barrier's bit is cleared in the image's objects
  for (const { prebuilt } of translation.objects) {
    const at = 8 * prebuilt.ref;
    memory.store32(at, memory.load32(at) & 0xffff);
  }
  const machine = new Machine(program, memory, options);
  if (graphOf) machine.graphOf = (decl) => graphOf(decl);
  return {
    machine,
    call(name, ...args) {
      const result = evaluate(machine, program.function(name), args, (request, values) =>
        onRequest(request, values as Int[]),
      );
      if ("raised" in result) return { raised: machine.classOf(result.raised).name };
      return { value: result.value as Int };
    },
  };
}

/** What the verifier says of every graph. */
export function verifyAll(translation: Translation): string[] {
  return translation.program.functions.flatMap((f) =>
    f?.graph ? verifyGraph(f.graph).map((p) => `${f.name}: ${p}`) : [],
  );
}
