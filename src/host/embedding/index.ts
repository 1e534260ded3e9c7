// The package's entry: import { Python } from "taipan".

export { Python } from "./python.ts";
export { PythonError } from "./python-error.ts";
export type { Globals, Grants, Limits, PyProxy, PythonOptions, RunOptions, ToJsOptions } from "./types.ts";
