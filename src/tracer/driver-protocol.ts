// What passes between the host's driver loop and the tracer. The tracer never runs native code: it answers *actions*.
//
//   native code returned with        the driver calls                       and then carries out the action
//   hot (portal, cell, arguments)    session.hot(portal, cell, args)
//   guardFailed (guard number)       session.guardFailed(number, read)
//   finished, of a nested run that an action asked for:
//     normally                       session.finished(value)
//     with an exception (taken)      session.raised(exception)
//   a request done                   session.finished(value) or session.raised(exception)
//
//   action `call`       run this function as a nested run; its end is reported to the session
//   action `request`    serve this request; its end is reported to the session
//   action `answer`     resume the suspended run that was hot or whose guard failed
//
// Tasks nest as runs do: a nested run may itself be hot or fail a guard before it finishes; the session keeps a stack.

import type { Word } from "../ir/meanings.ts";
import type { Trace } from "../ir/trace.ts";
import type { FunctionDecl, HostRequest, Kind } from "../ir/types.ts";

/** How a suspended run goes on; each is a way in which the portal could have gone on itself (contracts.md). */
export type Answer =
  | { kind: "value"; value: Word }
  | { kind: "raise"; exception: number }
  /** A tail call of the portal: through compiled code at `entry` when that is not 0. */
  | { kind: "enter"; portal: FunctionDecl; args: Word[]; entry: number };

export type Action =
  | { kind: "call"; decl: FunctionDecl; args: Word[] }
  | { kind: "request"; request: HostRequest; args: Word[] }
  | { kind: "answer"; answer: Answer };

/** Reads the value with that index in `Guard.live` from where the failing guard left it. */
export type ReadLive = (index: number, kind: Kind) => Word;

/** What the session asks of whoever makes code of traces: the native backend, or the evaluator (graph-host.ts). */
export interface TraceCompiler {
  /**
   * Compiles a trace and installs it; for a bridge (`guard`: the number of the guard it is attached to) failures of that guard go to
   * it from now on. Numbers of the trace's guards, and their live values, are set. Null when it cannot be.
   */
  compile(request: CompileRequest): CompiledCode | null;
}

export interface CompileRequest {
  readonly name: string;
  readonly trace: Trace;
  readonly portal: FunctionDecl;
  /** -1 for loops and entries. */
  readonly guard: number;
}

export interface CompiledCode {
  /** What JitCell.entry holds: never 0. */
  readonly entry: number;
  /** Bytes of machine code, for the log. */
  readonly bytes: number;
}
