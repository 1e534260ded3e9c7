// A bare native VM for the backend's tests: memory, the code of a program, and a driver that serves requests and answers guards. No
// image, no collector; all of the heap is one nursery block.

import type { VmCode } from "../../src/backend/vm-code.ts";
import { compileProgram } from "../../src/backend-x86_64/compile-program.ts";
import type { CodeChunk } from "../../src/host/code-memory.ts";
import { CodeMemory } from "../../src/host/code-memory.ts";
import type { Shim } from "../../src/host/shim.ts";
import { shimExternal } from "../../src/host/shim.ts";
import { noNative, testShim } from "../../src/host/testing/native.ts";
import { VmMemory } from "../../src/host/vm-memory.ts";
import type { Int } from "../../src/ir/graph.ts";
import { installTypes } from "../../src/ir/machine.ts";
import type { Program } from "../../src/ir/program.ts";
import { parseProgram } from "../../src/ir/text.ts";
import { ANSWER, CONTEXT_FIELD, FUNCTION_TABLE, HEAP_OFFSET, RETURN_STATUS } from "../../src/ir/vm-layout.ts";

export { noNative };

export interface Stop {
  status: number;
  detail: number;
}

export class NativeVm {
  readonly shim: Shim;
  readonly program: Program;
  readonly memory: VmMemory;
  readonly code: VmCode;
  readonly chunk: CodeChunk;
  /** Called for every return to JavaScript that is not `finished`; sets the answer. */
  onStop: (stop: Stop, vm: NativeVm) => void = (stop) => {
    throw new Error(`unexpected stop: status ${stop.status}, detail ${stop.detail}`);
  };

  constructor(text: string | Program, options: { debug?: boolean; heapBytes?: number; codeBytes?: number } = {}) {
    this.shim = testShim();
    this.program = typeof text === "string" ? parseProgram(text) : text;
    const codeMemory = CodeMemory.open(this.shim);
    this.memory = VmMemory.reserve(this.shim, { heapBytes: 64 << 20, stackBytes: 4 << 20 });
    const heapBytes = options.heapBytes ?? 16 << 20;
    this.memory.commitHeap(heapBytes);
    installTypes(this.program, this.memory, HEAP_OFFSET, heapBytes);
    this.code = compileProgram(this.program, { debug: options.debug });
    this.chunk = codeMemory.allocate(options.codeBytes ?? this.code.bytes.length + (1 << 20));
    const bytes = this.code.bytes.slice();
    const view = new DataView(bytes.buffer);
    for (const { name, slot } of this.code.externals) {
      view.setBigUint64(slot, BigInt(shimExternal(this.shim, name)), true);
    }
    this.chunk.write(0, bytes);
    const { memory } = this;
    this.code.functionOffsets.forEach((offset, id) => {
      if (offset >= 0) memory.store32(memory.base + FUNCTION_TABLE + 4 * id, offset);
    });
    this.set("codeBase", this.chunk.address);
    this.set("stackTop", memory.stackTop);
    this.set("stackLimit", memory.stackLow + (128 << 10));
    this.set("stackPointer", 0);
    this.set("jitIncrement", 0x1000_0000);
  }

  get(field: keyof typeof CONTEXT_FIELD, offset = 0): Int {
    return this.memory.load64(this.memory.context + CONTEXT_FIELD[field] + offset);
  }
  set(field: keyof typeof CONTEXT_FIELD, value: Int, offset = 0): void {
    this.memory.store64(this.memory.context + CONTEXT_FIELD[field] + offset, value);
  }
  getFloat(field: keyof typeof CONTEXT_FIELD, offset = 0): number {
    return this.memory.loadFloat(this.memory.context + CONTEXT_FIELD[field] + offset);
  }
  setFloat(field: keyof typeof CONTEXT_FIELD, value: number, offset = 0): void {
    this.memory.storeFloat(this.memory.context + CONTEXT_FIELD[field] + offset, value);
  }
  functionAddress(name: string): number {
    return this.chunk.address + this.code.functionOffsets[this.program.function(name).id];
  }
  stubAddress(name: string): number {
    return this.chunk.address + this.code.stubs[name];
  }

  setArguments(kinds: readonly string[], args: readonly Int[]): void {
    let ints = 0;
    let floats = 0;
    kinds.forEach((kind, i) => {
      if (kind === "f") this.setFloat("callFloatArgs", args[i] as number, 8 * floats++);
      else this.set("callArgs", args[i], 8 * ints++);
    });
    if (ints > 6 || floats > 8) throw new Error("only arguments in registers");
  }

  /** Calls a function; answers its result, or what it raised. */
  call(name: string, ...args: Int[]): { value: Int } | { raised: number } {
    const decl = this.program.function(name);
    return this.callAddress(this.functionAddress(name), decl.signature.params, decl.signature.result, args);
  }
  callAddress(
    address: number,
    kinds: readonly string[],
    result: string,
    args: Int[],
  ): { value: Int } | { raised: number } {
    this.setArguments(kinds, args);
    this.set("callTarget", address);
    let status = this.shim.enter(this.stubAddress("enter"), this.memory.context);
    while (status !== RETURN_STATUS.finished) {
      this.onStop({ status, detail: Number(this.get("detail")) }, this);
      status = this.shim.enter(this.stubAddress("resume"), this.memory.context);
    }
    const raised = this.memory.load32(this.memory.context + CONTEXT_FIELD.exception);
    if (raised !== 0) {
      this.memory.store32(this.memory.context + CONTEXT_FIELD.exception, 0);
      return { raised };
    }
    return { value: result === "f" ? this.getFloat("callFloatArgs") : result === "v" ? 0 : this.get("answer") };
  }
  answer(value: Int): void {
    this.set("answerKind", ANSWER.value);
    this.set("answer", value);
  }
}
