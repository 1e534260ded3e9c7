// The state of the running thread of Python, and the tables of the system. A foundation module: setup.ts fills the tables.

import { I32Array, type int, newArray } from "../rts/index.ts";
import type { W_Cell } from "./cell.ts";
import type { W_Dict } from "./dict.ts";
import type { W_List } from "./list.ts";
import { NameTable } from "./nametable.ts";
import type { W_Object } from "./object.ts";
import type { W_Str } from "./text.ts";

export class ExecutionState {
  /** Calls of Python functions going on. */
  depth: int = 0;
  /** Native calls nested in each other: nesting.ts. */
  nested: int = 0;
  /** The depth that is refused: what sys.setrecursionlimit set, or less when `frames` cannot be so long. */
  recursionLimit: int = 1000;
  /** What sys.setrecursionlimit set. */
  wantedLimit: int = 1000;
  /** Running frames by depth, longer than recursionLimit: see frame.ts. */
  frames: W_Object[] = newArray<W_Object>(1100);
  /** Of shadowed frames, by depth: the instruction of the last call. */
  positions: I32Array = new I32Array(1100);
  /** Compiled code makes all frames: a program may look at their variables. @jit quasi-immutable */
  realFrames: boolean = false;
  /** The exception being handled, innermost; null: none. sys.exc_info() */
  handled: W_Object | null = null;
  /** sys.set_asyncgen_hooks */
  asyncgenFirstIter: W_Object | null = null;
  asyncgenFinalizer: W_Object | null = null;
  /** sys.set_coroutine_origin_tracking_depth: of how many callers a new coroutine notes where they stand. */
  originDepth: int = 0;
}
export const state = new ExecutionState();

export class SystemTables {
  /** The dict of the module `builtins`. */
  readonly builtins: W_Dict = null as unknown as W_Dict;
  /** sys.modules */
  readonly modules: W_Dict = null as unknown as W_Dict;
  /** The dict of the module `sys`. */
  readonly sys: W_Dict = null as unknown as W_Dict;
  /** sys.path */
  readonly searchPath: W_List = null as unknown as W_List;
  /** The entry of sys.path that stands for the standard library; state of the program, set by entry.ts. */
  libraryFolder: W_Str | null = null;
  /** The first entry of sys.path: where the script is; null: none was given. */
  scriptFolder: W_Str | null = null;
  /** The variable sys.stdout, and the stream that it held at first. */
  readonly stdoutCell: W_Cell = null as unknown as W_Cell;
  readonly stdoutStream: W_Object = null as unknown as W_Object;
  /** Builtin modules by name. */
  readonly builtinModules: NameTable = new NameTable();
}
export const tables = new SystemTables();
