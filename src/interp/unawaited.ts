// Warnings of coroutines, and of awaitables of asynchronous generators, that nobody ever awaited: when such an object dies.

import { OperationError, w_RuntimeWarning } from "./errors.ts";
import type { W_Object } from "./object.ts";
import { getAttr } from "./operations.ts";
import { tables } from "./state.ts";
import { intern, StrBuilder, type W_Str } from "./text.ts";
import { reportUnraisable } from "./unraisable.ts";
import { issueWarning } from "./warningsmodule.ts";

const n_warnings = intern("warnings");
const n_warnUnawaited = intern("_warn_unawaited_coroutine");

/** `coroutine 'f' was never awaited`, by the library's `warnings` once that is imported: it knows of origins. Raises nothing. */
export function warnUnawaited(coroutine: W_Object, qualname: W_Str): void {
  try {
    const warnings = tables.modules.get(n_warnings);
    if (warnings !== null) {
      getAttr(warnings, n_warnUnawaited).call1(coroutine);
      return;
    }
    const text = new StrBuilder();
    text.add("coroutine '");
    text.addStr(qualname);
    text.add("' was never awaited");
    issueWarning(w_RuntimeWarning, text.build());
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    reportUnraisable("Exception ignored while finalizing coroutine", error, coroutine);
  }
}
/** The same of `generator.asend()` and its like. Raises nothing. */
export function warnUnawaitedMethod(generator: W_Object, qualname: W_Str, method: W_Str): void {
  const text = new StrBuilder();
  text.add("coroutine method '");
  text.addStr(method);
  text.add("' of '");
  text.addStr(qualname);
  text.add("' was never awaited");
  try {
    issueWarning(w_RuntimeWarning, text.build());
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    reportUnraisable("Exception ignored while finalizing async generator", error, generator);
  }
}
