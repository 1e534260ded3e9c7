// Requests to the host, and C functions.
//
// A request takes ints, floats and byte arrays and answers an int: native code returns to JavaScript with it and is resumed
// with the answer. Larger answers come in two steps: the answer is a length, the program makes a U8Array of it and asks
// `hostFetch` to fill it. All requests are declared in src/interp/requests.ts (one list, asserted by a test).

import type { F64Array, I64Array, U8Array } from "./arrays.ts";
import type { float, int } from "./numbers.ts";

export type RequestArgument = int | float | U8Array | I64Array | F64Array | null;
export type RequestHandler = (...args: RequestArgument[]) => number;

/** The untranslated host: name -> service. Filled by src/host before the program runs. */
export const untranslatedHost: { handlers: Record<string, RequestHandler> } = { handlers: {} };

/** Declares a request. At module level only: `export const hostExit: (status: int) => int = hostRequest("exit")`. */
export function hostRequest<F extends (...args: never[]) => int>(name: string): F {
  const call = (...args: RequestArgument[]): number => {
    const handler = untranslatedHost.handlers[name];
    if (!handler) throw new Error(`no host service named ${name}`);
    return handler(...args);
  };
  return Object.assign(call, { requestName: name }) as unknown as F;
}

/**
 * Declares a C function that translated code calls by address; `equal` is its JavaScript equal, for the untranslated run.
 * At module level only: `const sin: (x: float) => float = external("sin", Math.sin)`. Parameters and result are ints or floats;
 * the translator takes them from the declared type. Pure unless `impure` is given.
 */
export function external<F extends (...args: never[]) => number>(name: string, equal: F, impure?: "impure"): F {
  const call = (...args: never[]): number => equal(...args);
  return Object.assign(call, { externalName: name, impure: impure === "impure" }) as unknown as F;
}
