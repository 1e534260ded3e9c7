// A VM in native memory: loads the files of a build, prepares context and collector, and calls functions by name.

import { readFileSync } from "node:fs";
import { lookUpFaultMap } from "../backend/fault-map.ts";
import type { ImageDirectory } from "../ir/image-file.ts";
import { IMAGE_HEAP_OFFSET, parseSignature } from "../ir/image-file.ts";
import type { Word } from "../ir/meanings.ts";
import type { Signature } from "../ir/types.ts";
import { CONTEXT_FIELD, FUNCTION_TABLE, TYPE_TABLE } from "../ir/vm-layout.ts";
import { BLOCK_SIZE, GC } from "../memory/layout.ts";
import { type CodeChunk, CodeMemory } from "./code-memory.ts";
import { type CodeAddresses, Driver, type Tracing } from "./driver.ts";
import { registerFaultMapFile, reportFaults } from "./fault-map.ts";
import { ACTION, watchInterrupts } from "./interrupts.ts";
import { counterIncrements, type Parameters } from "./jit-options.ts";
import { PerfMap } from "./perf-map.ts";
import { RequestServer } from "./requests.ts";
import { createServices, type ServiceOptions, type Services } from "./services.ts";
import { loadShim, type Shim, ShimError, ShimUnavailable, shimExternal } from "./shim.ts";
import type { CallResult, Vm } from "./vm.ts";
import { type CodeTables, readCodeTables, readFaultMap, readImageTables, type VmFiles } from "./vm-files.ts";
import { STACK_GUARD_BYTES, VmMemory, type VmMemoryOptions } from "./vm-memory.ts";

export interface NativeVmOptions extends Omit<ServiceOptions, "growHeap" | "discardHeap"> {
  readonly files: VmFiles;
  /** Nursery, in blocks of 32 KiB. */
  readonly nurseryBlocks?: number;
  /** Collect at every n-th allocation; 0: when needed. */
  readonly gcStress?: number;
  /** SIGINT interrupts the program: KeyboardInterrupt. Default: false, the process does with it what it does. */
  readonly interruptible?: boolean;
  /** Name faults in the VM's code on stderr before the process dies. Default: true. */
  readonly faultReporter?: boolean;
  readonly memory?: VmMemoryOptions;
  /** Write /tmp/perf-PID.map, by which Linux' perf names the code. It asks the map only of memory that no file backs: code is copied then. */
  readonly perfMap?: boolean;
  /** Most bytes of heap that the program may use, beside the image; more is a MemoryError. Default: what can be reserved. At least 8 MiB. */
  readonly memoryLimit?: number;
}

/** 4 MiB: about what a core's own cache holds. */
const NURSERY_BLOCKS = 128;
/** Between the guard and the stack limit: room for frames entered without a check, C functions, signal frames. */
const STACK_SLACK_BYTES = 256 * 1024;
/** The heap is committed in steps: first this much behind the image, then at least as much at a time. */
const LEAST_LIMIT_BYTES = 8 * 1024 * 1024;
const HEAP_STEP_BYTES = 16 * 1024 * 1024;

export class NativeVm implements Vm {
  readonly memory: VmMemory;
  readonly shim: Shim;
  readonly codeMemory: CodeMemory;
  readonly files: VmFiles;
  private readonly directory: ImageDirectory;
  private readonly signatures = new Map<string, Signature>();
  private readonly chunk: CodeChunk;
  private readonly tables: CodeTables;
  private readonly driver: Driver;
  readonly services: Services;
  readonly perfMap: PerfMap | null = null;
  /** In order of making; undone backwards. */
  private readonly undo: (() => void)[] = [];

  /** Throws a ShimUnavailable's reason or a ShimError where native mode is not to be had. */
  constructor(options: NativeVmOptions) {
    const shim = loadShim();
    if (shim instanceof ShimUnavailable) throw new Error(shim.toString());
    this.shim = shim;
    this.files = options.files;
    this.tables = readCodeTables(options.files.code);
    // code first: what address space is left goes to the heap
    this.codeMemory = CodeMemory.open(shim, { flipOnly: options.perfMap ?? false });
    this.chunk = this.codeMemory.allocate(this.tables.code.codeBytes);
    this.undo.push(() => this.chunk.free());
    this.loadCode(!options.perfMap);
    if (options.perfMap) this.perfMap = this.openPerfMap();
    const memory = VmMemory.reserve(shim, options.memory);
    this.memory = memory;
    this.undo.push(() => memory.dispose());
    const { head, typeTable, directory } = readImageTables(options.files.image);
    this.directory = directory;
    if (directory.build !== this.tables.code.build)
      throw new Error(`${options.files.code} and ${options.files.image} are of different builds: run npm run build`);
    memory.mapImage(options.files.image, IMAGE_HEAP_OFFSET, head.heapBytes, memory.heapStart);
    memory.commitHeap(Math.min(head.heapBytes + HEAP_STEP_BYTES, memory.heapReserved));
    memory.copyIn(memory.base + TYPE_TABLE, typeTable);
    this.fillFunctionTable();
    this.fillContext();
    if (options.faultReporter !== false) this.registerFaults();
    const actions = memory.context + CONTEXT_FIELD.actions;
    if (options.interruptible) this.undo.push(watchInterrupts(shim, actions));
    this.services = createServices({
      ...options,
      ...(options.interruptible && { interrupted: () => (memory.load32(actions) & ACTION.interrupt) !== 0 }),
      growHeap: (end) => this.growHeap(end),
      discardHeap: (from, bytes) => memory.discard(from, bytes),
    });
    const requests = new RequestServer(memory, directory, this.services.table);
    this.driver = new Driver(shim, memory, this.addresses, requests);
    this.mustCall(
      "gcInitialize",
      memory.heapStart,
      memory.heapStart + head.heapBytes,
      memory.heapStart + memory.heapCommitted,
      memory.heapStart + Math.min(memory.heapReserved, head.heapBytes + this.limitOf(options)),
      options.nurseryBlocks ?? NURSERY_BLOCKS,
      options.gcStress ?? 0,
    );
  }

  private limitOf(options: NativeVmOptions): number {
    const limit = Math.max(options.memoryLimit ?? Number.MAX_SAFE_INTEGER / 2, LEAST_LIMIT_BYTES);
    // what the collector keeps for itself is not the program's
    const blocks = Math.floor(limit / BLOCK_SIZE);
    const nursery = options.nurseryBlocks ?? NURSERY_BLOCKS;
    return (blocks + nursery + Math.max(Math.ceil(blocks / 15), nursery + 64)) * BLOCK_SIZE;
  }

  /** Calls an entry function of the program. One call at a time. */
  call(name: string, ...args: Word[]): CallResult {
    const found = this.directory.functions[name];
    if (!found) throw new Error(`the VM has no entry function named ${name}`);
    const signature = this.signatures.get(name) ?? parseSignature(found[1]);
    this.signatures.set(name, signature);
    return this.driver.call(name, found[0], signature, args);
  }
  /** The same, for functions that raise nothing. */
  mustCall(name: string, ...args: Word[]): Word {
    const result = this.call(name, ...args);
    if ("raised" in result) throw new Error(`${name} raised an exception`);
    return result.value;
  }

  /** Turns the JIT on: `open` is called at the first place that is visited as often as the thresholds say. */
  enableJit(parameters: Parameters, open: () => Tracing): void {
    this.driver.openTracing = open;
    for (const [field, increment] of counterIncrements(parameters, false)) this.setContext(field, increment);
  }

  /** Calls a C function of the shim, for the tracer: recordings compute with the same functions as machine code. */
  callExternal(name: string, signature: Signature, args: readonly Word[]): Word {
    return this.driver.callLeaf(shimExternal(this.shim, name), signature, args);
  }

  /** A counter or other word of the collector's state. */
  gcState(field: keyof typeof GC): number {
    return this.memory.load64(this.memory.context + GC[field]) as number;
  }

  /** Executable addresses, for the driver and for traces. */
  readonly addresses: CodeAddresses = {
    function: (id) => {
      const offset = this.tables.code.functionOffsets[id] ?? -1;
      if (offset < 0) throw new Error(`function ${id} has no machine code`);
      return this.chunk.address + offset;
    },
    stub: (name) => {
      const offset = this.tables.code.stubs[name];
      if (offset === undefined) throw new Error(`the VM's code has no stub named ${name}`);
      return this.chunk.address + offset;
    },
    describe: (offset) => {
      const entry = lookUpFaultMap(readFaultMap(this.files.code, this.tables.code), offset);
      if (!entry) return `code offset ${offset}`;
      return entry.file ? `${entry.file}:${entry.line} in ${entry.function}` : entry.function;
    },
  };

  /** Gives everything back to the system. */
  dispose(): void {
    for (let action = this.undo.pop(); action; action = this.undo.pop()) action();
  }
  [Symbol.dispose](): void {
    this.dispose();
  }

  /** Maps the code from its file, or copies it; the tail, where addresses of C functions stand, is written. */
  private loadCode(map: boolean): void {
    const { code, tail, tailFrom } = this.tables;
    const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
    for (const { name, slot } of code.externals)
      view.setBigUint64(slot - tailFrom, BigInt(shimExternal(this.shim, name)), true);
    if (!map) this.chunk.write(0, readFileSync(this.files.code).subarray(code.codeStart, code.codeStart + tailFrom));
    else if (tailFrom > 0 && !this.chunk.mapFile(0, this.files.code, code.codeStart, tailFrom))
      throw new ShimError(
        `mapping ${this.files.code}`,
        13,
        "its file system is mounted noexec: install taipan on another",
      );
    if (tail.length > 0) this.chunk.write(tailFrom, tail);
  }

  private openPerfMap(): PerfMap {
    const { code } = this.tables;
    const map = new PerfMap(readFaultMap(this.files.code, code), this.chunk.address, code.codeBytes);
    this.undo.push(() => map.close());
    return map;
  }

  private fillFunctionTable(): void {
    const { functionOffsets, stubs } = this.tables.code;
    // a function without code, or none: a trap
    const offsets = functionOffsets.map((offset) => (offset < 0 ? stubs.trap! : offset));
    this.memory.copyIn(this.memory.base + FUNCTION_TABLE, new Uint8Array(offsets.buffer));
  }

  private fillContext(): void {
    const { memory } = this;
    this.setContext("stackTop", memory.stackTop);
    this.setContext("stackLimit", memory.stackLow + STACK_GUARD_BYTES + STACK_SLACK_BYTES);
    this.setContext("codeBase", this.chunk.address);
    this.setContext("jitIncrement", 0);
    this.setContext("jitFunctionIncrement", 0);
  }
  private setContext(field: keyof typeof CONTEXT_FIELD, value: number): void {
    this.memory.store64(this.memory.context + CONTEXT_FIELD[field], value);
  }

  private registerFaults(): void {
    const { code } = this.tables;
    this.undo.push(reportFaults(this.shim, this.memory));
    const { faultMapStart, faultMapBytes } = code;
    this.undo.push(
      registerFaultMapFile(
        this.shim,
        this.files.code,
        faultMapStart,
        faultMapBytes,
        this.chunk.address,
        code.codeBytes,
      ),
    );
  }

  private growHeap(end: number): number {
    const { memory } = this;
    const wanted = Math.max(
      end - memory.heapStart,
      Math.min(memory.heapCommitted + HEAP_STEP_BYTES, memory.heapReserved),
    );
    try {
      memory.commitHeap(wanted);
    } catch (error) {
      if (error instanceof ShimError && error.code === "ENOMEM") return 0;
      throw error;
    }
    return memory.heapStart + memory.heapCommitted;
  }
}
