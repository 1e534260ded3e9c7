// The optimizer: passes over a recorded trace, between recording and compiling.
//
// In: a trace as src/tracer/finish.ts leaves it: at most one label, no same_as; guards with resume data (resume.ts) and `live`
// not yet computed. Out: an equivalent trace. A pass that replaces a value uses `mapResume` for the guards.

import type { Trace } from "../../ir/trace.ts";

/** No passes yet: the trace as it is. */
export function optimize(trace: Trace): Trace {
  return trace;
}
