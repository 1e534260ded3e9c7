// A Python exception in JavaScript.

import type { PyProxy } from "./types.ts";

export class PythonError extends Error {
  /** Name of the exception's type: `ValueError`. */
  readonly type: string;
  /** As Python prints it. */
  readonly traceback: string;
  /** The exception object; undefined where there is none (a hard stop). */
  declare readonly exception: PyProxy | undefined;

  constructor(type: string, message: string, traceback: string, exception?: PyProxy) {
    super(message);
    this.name = "PythonError";
    this.type = type;
    this.traceback = traceback;
    Object.defineProperty(this, "exception", { value: exception });
    const frames = (this.stack ?? "").split("\n").filter((line) => line.startsWith("    at "));
    this.stack = [`PythonError: ${type}: ${message}`, traceback.trimEnd(), ...frames].filter(Boolean).join("\n");
  }
}
