// An embedded VM: calls of its one entry function, the objects that both sides hold, and what ends a run.

import { readFileSync } from "node:fs";
import { EMBED, HOST, TAG } from "../../interp/embed-operations.ts";
import { CONTEXT_FIELD } from "../../ir/vm-layout.ts";
import { distFolder, loadChunk } from "../chunks.ts";
import { ACTION, startTimer } from "../interrupts.ts";
import { defaultParameters } from "../jit-options.ts";
import { Library } from "../library.ts";
import { NativeVm } from "../native-vm.ts";
import { ProgramExit } from "../services.ts";
import { loadShim, ShimUnavailable } from "../shim.ts";
import type { OpenedTracing } from "../tracing.ts";
import { VmTrap } from "../vm.ts";
import { vmFiles } from "../vm-files.ts";
import { grantedSystem } from "./granted-system.ts";
import { Bound, HostObjects } from "./host-objects.ts";
import { NOTHING, type ObjectTable, Reader, type ReadOptions, Writer } from "./messages.ts";
import { handleOfProxy, makeProxy } from "./proxies.ts";
import { PythonError } from "./python-error.ts";
import type { PyProxy, PythonOptions } from "./types.ts";

/** What a program that ignores its interruption is left. */
const GRACE_MS = 250;
/** How often a program that can be interrupted from outside is looked after. */
const POLL_MS = 10;
/** Calls of Python by JavaScript by Python ... that are refused: each takes some of JavaScript's stack. */
const MOST_NESTED = 100;
/** What another thread stores in the interrupt buffer is reset to this. */
const NO_INTERRUPT = 0;

/** First byte of a reply to what Python asked. */
const REPLY_VALUE = 0;
const REPLY_ERROR = 1;
const REPLY_EXCEPTION = 2;

/** Ends all runs at once: the program did not stop when it was interrupted. */
class HardStop extends Error {}

/** Lives as long as a Python or one of its proxies does. */
export class Lifetime {}
const forgotten = new FinalizationRegistry((core: Core) => core.dispose());

export class Core implements ObjectTable {
  private readonly vm: NativeVm;
  private readonly options: PythonOptions;
  private readonly host = new HostObjects();
  private readonly proxies: FinalizationRegistry<number>;
  /** Held weakly: what is forgotten with all its proxies is disposed. */
  private readonly lifetime: WeakRef<Lifetime>;
  private tracing: OpenedTracing | null = null;
  private readonly actions: number;
  private delivered: Uint8Array | null = null;
  private nested = 0;
  private ended: string | null = null;
  /** Of the call going on: when its time is over, and whether it was interrupted for that. */
  private deadline = Number.POSITIVE_INFINITY;
  private expired = false;
  private aborted = false;
  /** Handle of the dict of __main__. */
  readonly main: number;

  constructor(options: PythonOptions, lifetime: Lifetime) {
    const shim = loadShim();
    if (shim instanceof ShimUnavailable)
      throw new Error(`taipan: native mode cannot be had, and embedding has no other yet: ${shim}`);
    this.options = options;
    this.lifetime = new WeakRef(lifetime);
    const files = vmFiles(distFolder);
    const { limits = {}, allow = {}, env } = options;
    this.vm = new NativeVm({
      files,
      compile: (source, options) => loadChunk("frontend").compileSource(source, options),
      library: new Library(distFolder),
      system: grantedSystem(allow, env),
      output: outputs(options),
      readLine: () => inputLine(options),
      interrupted: () => (this.vm.memory.load32(this.actions) & (ACTION.interrupt | ACTION.deadline)) !== 0,
      embed: (operation, id, message) => this.serve(operation, id, message),
      ...(limits.memoryBytes !== undefined && { memoryLimit: limits.memoryBytes }),
    });
    this.actions = this.vm.memory.context + CONTEXT_FIELD.actions;
    if (options.jit !== false) {
      const parameters = defaultParameters();
      this.vm.enableJit(parameters, () => {
        this.tracing = loadChunk("tracing").openTracing(this.vm, {
          graphs: readFileSync(files.ir),
          parameters,
          onGraphs: false,
        });
        return this.tracing;
      });
    }
    this.proxies = new FinalizationRegistry((handle) => this.release(handle));
    this.vm.mustCall("initialise");
    for (const folder of options.path ?? []) this.vm.mustCall("addSearchPath", this.hand(folder));
    this.vm.mustCall("addLibrary", this.hand(this.vm.services.library!.sources));
    for (const argument of options.argv ?? [""]) this.vm.mustCall("addArgument", this.hand(argument));
    this.main = Number(this.vm.mustCall("embedStart"));
    forgotten.register(lifetime, this, this);
  }
  private hand(text: string): number {
    return this.vm.services.hand(new TextEncoder().encode(text));
  }

  /** Does one of EMBED with a Python object; the value is NOTHING when there is none. Throws PythonError. */
  call(operation: number, handle: number, args: readonly unknown[], options?: ReadOptions): unknown {
    return this.send(operation, handle, new Writer(this).items(TAG.tuple, args), options);
  }
  callObject(handle: number, args: readonly unknown[], keywords: object): unknown {
    const message = new Writer(this).byte(TAG.tuple).u32(2).items(TAG.tuple, args).dict(keywords);
    return this.send(EMBED.call, handle, message);
  }
  /** Source, file name, globals; `namespace`: they are an object of names. */
  run(source: string, filename: string, globals: object | undefined, namespace: boolean): unknown {
    const message = new Writer(this).byte(TAG.tuple).u32(4);
    message.value(new TextEncoder().encode(source)).text(filename);
    if (globals && namespace) message.dict(globals);
    else message.value(globals);
    return this.send(EMBED.run, this.main, message.value(namespace));
  }

  private send(operation: number, handle: number, message: Writer, options?: ReadOptions): unknown {
    this.mustLive();
    // what is made of the answer holds it
    const lifetime = this.lifetime.deref();
    const outermost = this.nested === 0;
    if (this.nested >= MOST_NESTED) throw new RangeError("Python and JavaScript call one another too deeply");
    const { signal } = this.options;
    if (outermost && signal?.aborted) throw signal.reason;
    const stop = outermost ? this.watch() : null;
    this.nested++;
    let status: number;
    try {
      const length = this.vm.services.hand(message.finish());
      const result = this.vm.call("embed", operation, handle, length);
      if ("raised" in result) throw new VmTrap("an exception left the program that is no exception of Python");
      status = Number(result.value);
    } catch (error) {
      if (!outermost) throw error;
      throw this.recovered(error);
    } finally {
      this.nested--;
      stop?.();
    }
    const reader = new Reader(this.delivered!, this, options);
    this.delivered = null;
    if (status === 0) return lifetime && reader.value();
    throw this.errorOf(reader);
  }
  private errorOf(reader: Reader): PythonError {
    const [type, message, traceback, exception] = Array.from({ length: 4 }, () => reader.value());
    const { timeMs } = this.options.limits ?? {};
    const late = this.expired && type === "KeyboardInterrupt";
    return new PythonError(
      // builtin types' names may have their module's before them
      late ? "TimeoutError" : (type as string).slice((type as string).lastIndexOf(".") + 1),
      late ? `the time limit of ${timeMs} ms is over` : (message as string),
      traceback as string,
      exception as PyProxy,
    );
  }
  /** After an error that gave up all runs. */
  private recovered(error: unknown): unknown {
    if (error instanceof VmTrap) {
      this.ended = error.message;
      return error;
    }
    this.vm.mustCall("embedRecover");
    if (error instanceof HardStop) return new PythonError("TimeoutError", error.message, "");
    if (error instanceof ProgramExit) return new PythonError("SystemExit", String(error.status), "");
    return error;
  }

  /** Watches over an outermost call: time limit, interrupts from outside. */
  private watch(): (() => void) | null {
    const { limits, interruptBuffer } = this.options;
    const timeMs = limits?.timeMs;
    this.expired = false;
    this.aborted = false;
    this.deadline = timeMs === undefined ? Number.POSITIVE_INFINITY : performance.now() + timeMs;
    if (timeMs === undefined && !interruptBuffer) return null;
    const first = interruptBuffer ? Math.min(POLL_MS, timeMs ?? POLL_MS) : timeMs!;
    const stop = startTimer(this.vm.shim, this.actions, ACTION.deadline, Math.max(first, 1), POLL_MS);
    return () => {
      stop();
      const { memory } = this.vm;
      memory.store32(this.actions, memory.load32(this.actions) & ~ACTION.deadline);
    };
  }
  /** Whether the program is to be interrupted: it asks when the action bit is set. */
  private interrupts(): boolean {
    const { interruptBuffer, limits } = this.options;
    if (interruptBuffer && interruptBuffer[0] !== NO_INTERRUPT) {
      interruptBuffer[0] = NO_INTERRUPT;
      return true;
    }
    if (this.aborted) {
      this.aborted = false;
      return true;
    }
    const now = performance.now();
    if (now > this.deadline + GRACE_MS) throw new HardStop(`the time limit of ${limits?.timeMs} ms is over`);
    if (now < this.deadline || this.expired) return false;
    this.expired = true;
    return true;
  }

  /** What Python asks: see HOST. */
  private serve(operation: number, id: number, message: Uint8Array): Uint8Array | number {
    switch (operation) {
      case HOST.deliver:
        this.delivered = message.slice();
        return 0;
      case HOST.release:
        this.host.release(id);
        return 0;
      case HOST.deadline:
        return this.interrupts() ? 1 : 0;
    }
    const reply = new Writer(this);
    try {
      // a copy: what is called may run Python, which moves the array
      const reader = new Reader(message.slice(), this);
      const args: unknown[] = [];
      for (let left = ARGUMENTS[operation]!; left > 0; left--) args.push(reader.value());
      this.answer(reply.byte(REPLY_VALUE), operation, this.host.ask(operation, id, args));
    } catch (error) {
      return this.failed(error);
    }
    this.checkSignal();
    return reply.finish();
  }
  private answer(reply: Writer, operation: number, value: unknown): void {
    if (value === NOTHING) reply.byte(TAG.nothing);
    else if (value instanceof Bound) reply.host(value, true);
    else if (operation === HOST.iterate) reply.host(value as object);
    else reply.value(value);
  }
  /** What JavaScript threw, for Python. */
  private failed(error: unknown): Uint8Array {
    if (error instanceof HardStop || error instanceof ProgramExit || error instanceof VmTrap) throw error;
    const reply = new Writer(this);
    const exception = error instanceof PythonError ? error.exception : undefined;
    if (exception && this.owns(exception)) return reply.byte(REPLY_EXCEPTION).value(exception).finish();
    const { name, message } = error instanceof Error ? error : { name: typeof error, message: String(error) };
    reply.byte(REPLY_ERROR).byte(TAG.tuple).u32(3).text(name).text(message);
    if (typeof error === "object" && error !== null) reply.host(error);
    else reply.value(error);
    this.checkSignal();
    return reply.finish();
  }
  private checkSignal(): void {
    if (!this.options.signal?.aborted) return;
    this.aborted = true;
    const { memory } = this.vm;
    memory.store32(this.actions, memory.load32(this.actions) | ACTION.deadline);
  }

  // --- objects
  private owns(proxy: object): boolean {
    const known = handleOfProxy(proxy);
    return known !== null && known.core === this && known.handle !== 0;
  }
  handleOf(value: object): number | null {
    const known = handleOfProxy(value);
    if (!known) return null;
    if (known.core !== this) throw new TypeError("a proxy of another Python cannot be passed");
    if (known.handle === 0) throw new Error("the proxy has been disposed");
    return known.handle;
  }
  numberOf(value: object): number {
    return this.host.numberOf(value);
  }
  objectOf(number: number): object {
    return this.host.objectOf(number);
  }
  proxyOf(handle: number, callable: boolean, iterable: boolean): PyProxy {
    const { proxy, state } = makeProxy(this, this.lifetime.deref()!, handle, callable, iterable);
    this.proxies.register(proxy, handle, state);
    return proxy;
  }
  /** The proxy lets go of its handle. */
  forget(state: { handle: number }): void {
    this.proxies.unregister(state);
    this.release(state.handle);
    state.handle = 0;
  }
  private release(handle: number): void {
    if (this.ended === null && handle !== 0) this.vm.call("embedRelease", handle);
  }

  mustLive(): void {
    if (this.ended !== null) throw new Error(this.ended);
  }
  dispose(): void {
    if (this.ended === DISPOSED) return;
    if (this.nested > 0) throw new Error("Python is running: it can be disposed when its call has ended");
    this.ended = DISPOSED;
    forgotten.unregister(this);
    this.tracing?.dispose();
    this.vm.dispose();
    this.host.clear();
  }
}
const DISPOSED = "this Python has been disposed";

/** How many values the message of each operation holds. */
const ARGUMENTS: Readonly<Record<number, number>> = {
  [HOST.call]: 2,
  [HOST.get]: 1,
  [HOST.set]: 2,
  [HOST.delete]: 1,
  [HOST.getItem]: 1,
  [HOST.setItem]: 2,
  [HOST.length]: 0,
  [HOST.iterate]: 0,
  [HOST.next]: 0,
  [HOST.text]: 0,
  [HOST.contains]: 1,
  [HOST.names]: 0,
};

function outputs({ stdout, stderr }: PythonOptions): (fd: number, bytes: Uint8Array) => void {
  const ways: Readonly<Record<number, (bytes: Uint8Array) => void>> = {
    1: way(stdout, process.stdout),
    2: way(stderr, process.stderr),
  };
  return (fd, bytes) => ways[fd]!(bytes);
}
function way(
  option: ((text: string) => void) | null | undefined,
  stream: NodeJS.WriteStream,
): (bytes: Uint8Array) => void {
  if (option === null) return () => {};
  // a copy: the stream may write it later
  if (option === undefined) return (bytes) => void stream.write(bytes.slice());
  const decoder = new TextDecoder();
  return (bytes) => {
    const text = decoder.decode(bytes, { stream: true });
    if (text) option(text);
  };
}
function inputLine({ stdin }: PythonOptions): Uint8Array {
  const line = stdin?.();
  if (line === null || line === undefined) return new Uint8Array(0);
  return new TextEncoder().encode(line.endsWith("\n") ? line : `${line}\n`);
}
