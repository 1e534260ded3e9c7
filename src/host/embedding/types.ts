// The public types of the package, apart from the classes.

/** What Python may do outside of itself. Nothing of it is granted by default. */
export interface Grants {
  /** Files and folders of this machine. */
  readonly files?: boolean;
  /** This process' environment variables (option `env` gives others). */
  readonly environment?: boolean;
  /** Process numbers, users, signals to processes, the machine's name; pipes and copies of descriptors. */
  readonly processes?: boolean;
}

export interface Limits {
  /**
   * Milliseconds for each call from JavaScript; then KeyboardInterrupt is raised in Python, and the call throws a PythonError of type TimeoutError.
   * Python code that goes on in spite of it is stopped a quarter of a second later.
   */
  readonly timeMs?: number;
  /** Bytes of heap; more is a MemoryError. At least 8 MiB. */
  readonly memoryBytes?: number;
}

export interface PythonOptions {
  /** Gets what Python writes to sys.stdout; null: nobody. Default: this process' standard output. */
  readonly stdout?: ((text: string) => void) | null;
  /** The same for sys.stderr. */
  readonly stderr?: ((text: string) => void) | null;
  /** Answers a line for sys.stdin, or null or undefined at the end. Default: there is no input. */
  readonly stdin?: () => string | null | undefined;
  /** os.environ. Default: empty. */
  readonly env?: Readonly<Record<string, string>>;
  /** sys.argv. Default: one empty string. */
  readonly argv?: readonly string[];
  /** Folders for sys.path, before the standard library's; they need `allow: { files: true }`. */
  readonly path?: readonly string[];
  readonly limits?: Limits;
  readonly allow?: Grants;
  /**
   * When it is aborted Python is interrupted (KeyboardInterrupt). While Python computes no JavaScript runs: only a function that Python calls can
   * abort it. From another thread: interruptBuffer.
   */
  readonly signal?: AbortSignal;
  /** A view of shared memory: another thread that stores 2 in its first item interrupts Python, as with Pyodide's setInterruptBuffer. */
  readonly interruptBuffer?: Uint8Array | Int32Array;
  /** Compile hot code to machine code. Default: true. */
  readonly jit?: boolean;
}

export interface RunOptions {
  /** Names that the code sees and defines, in a namespace of their own; or a Python dict. Default: Python.globals. */
  readonly globals?: Readonly<Record<string, unknown>> | PyProxy;
  /** As it stands in tracebacks. Default: `<exec>`. */
  readonly filename?: string;
}

export interface ToJsOptions {
  /** What a dict becomes. Default: a Map. */
  readonly dicts?: "map" | "object";
}

/**
 * A Python object. Its attributes are the proxy's properties, its methods can be called, and a callable object is a function. Names that the
 * proxy has itself are reached by getAttr.
 */
export interface PyProxy {
  // biome-ignore lint/suspicious/noExplicitAny: any arguments, any result
  (...args: any[]): any;
  /** Name of the object's type. */
  readonly type: string;
  /** len(object); undefined when it has none. */
  readonly length: number;
  /** object[key]; undefined when there is no such item. */
  // biome-ignore lint/suspicious/noExplicitAny: of any kind
  get(key: unknown): any;
  set(key: unknown, value: unknown): void;
  /** key in object */
  has(key: unknown): boolean;
  /** del object[key]; false when there is no such key. */
  delete(key: unknown): boolean;
  /** object(*args, **kwargs) */
  // biome-ignore lint/suspicious/noExplicitAny: of any kind
  call(args?: readonly unknown[], kwargs?: Readonly<Record<string, unknown>>): any;
  /** The last argument holds keyword arguments. */
  // biome-ignore lint/suspicious/noExplicitAny: of any kind
  callKwargs(...args: any[]): any;
  // biome-ignore lint/suspicious/noExplicitAny: of any kind
  getAttr(name: string): any;
  setAttr(name: string, value: unknown): void;
  /** A copy: lists and tuples become arrays, dicts Maps, sets Sets, bytearrays Uint8Arrays; what has no copy stays a proxy. */
  // biome-ignore lint/suspicious/noExplicitAny: of any kind
  toJs(options?: ToJsOptions): any;
  /** str(object) */
  toString(): string;
  /** Lets go of the object. A proxy that is forgotten does so when JavaScript's collector finds it. */
  dispose(): void;
  /** The same, by Pyodide's name. */
  destroy(): void;
  // biome-ignore lint/suspicious/noExplicitAny: of any kind
  [Symbol.iterator](): IterableIterator<any>;
  [Symbol.dispose](): void;
  // biome-ignore lint/suspicious/noExplicitAny: attributes are of any kind
  [attribute: string]: any;
}

/** The names of the module __main__. */
export interface Globals {
  /** undefined when there is no such name. */
  // biome-ignore lint/suspicious/noExplicitAny: of any kind
  get(name: string): any;
  set(name: string, value: unknown): void;
  has(name: string): boolean;
  delete(name: string): boolean;
  keys(): string[];
}
