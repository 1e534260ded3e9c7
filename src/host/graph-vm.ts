// The graphs rung: the program's graphs, as the tracer reads them, run by the evaluator on a memory that holds the heap image. Slow.

import { readFileSync } from "node:fs";
import { evaluate } from "../ir/evaluate.ts";
import { IMAGE_HEAP_OFFSET, type ImageDirectory } from "../ir/image-file.ts";
import { Machine } from "../ir/machine.ts";
import type { Word } from "../ir/meanings.ts";
import { BufferMemory } from "../ir/memory.ts";
import { StoredProgram } from "../ir/serialize.ts";
import { CONTEXT, CONTEXT_FIELD, HEAP_OFFSET, LOW_AREA_END, TYPE_TABLE } from "../ir/vm-layout.ts";
import { RequestServer } from "./requests.ts";
import { createServices, type ServiceOptions, type Services } from "./services.ts";
import type { CallResult, Vm } from "./vm.ts";
import { readImageTables, type VmFiles } from "./vm-files.ts";

export interface GraphVmOptions extends Omit<ServiceOptions, "growHeap"> {
  readonly files: VmFiles;
  /** JavaScript's equals of C functions, by name. */
  readonly externals: Readonly<Record<string, (...args: number[]) => number>>;
  readonly nurseryBlocks?: number;
  readonly gcStress?: number;
}

const HEAP_BYTES = 512 << 20;
const NURSERY_BLOCKS = 32;

export class GraphVm implements Vm {
  readonly services: Services;
  readonly machine: Machine;
  private readonly requests: RequestServer;
  private readonly directory: ImageDirectory;

  constructor(options: GraphVmOptions) {
    const { head, typeTable, directory } = readImageTables(options.files.image);
    this.directory = directory;
    const memory = new BufferMemory(LOW_AREA_END, HEAP_BYTES, HEAP_OFFSET);
    const image = readFileSync(options.files.image);
    memory
      .bytes(HEAP_OFFSET, head.heapBytes)
      .set(image.subarray(IMAGE_HEAP_OFFSET, IMAGE_HEAP_OFFSET + head.heapBytes));
    memory.bytes(TYPE_TABLE, typeTable.length).set(typeTable);
    // nothing of JavaScript's lies on the VM's stack: the scan finds it empty
    memory.store64(CONTEXT + CONTEXT_FIELD.stackTop, LOW_AREA_END);
    const stored = new StoredProgram(readFileSync(options.files.ir));
    const graphOf = stored.graphOf.bind(stored);
    this.machine = new Machine(stored.program, memory, { graphOf, externals: options.externals });
    const end = HEAP_OFFSET + HEAP_BYTES;
    this.services = createServices({ ...options, growHeap: () => end });
    this.requests = new RequestServer(memory, directory, this.services.table);
    const imageEnd = HEAP_OFFSET + head.heapBytes;
    const { nurseryBlocks = NURSERY_BLOCKS, gcStress = 0 } = options;
    this.call("gcInitialize", HEAP_OFFSET, imageEnd, end, end, nurseryBlocks, gcStress);
  }

  call(name: string, ...args: Word[]): CallResult {
    const found = this.directory.functions[name];
    if (!found) throw new Error(`the VM has no entry function named ${name}`);
    const decl = this.machine.program.functions[found[0]]!;
    return evaluate(this.machine, decl, args, (request, words) => this.requests.serve(request.id, (i) => words[i]!));
  }

  dispose(): void {}
}
