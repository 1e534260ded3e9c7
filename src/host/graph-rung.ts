// The graphs rung for Python, as a script of its own: the evaluator, and JavaScript's equals of the C functions.

import * as declared from "../interp/externals.ts";
import { GraphVm, type GraphVmOptions } from "./graph-vm.ts";

export function openGraphVm(options: Omit<GraphVmOptions, "externals">): GraphVm {
  const externals = Object.fromEntries(
    Object.values(declared).map((equal) => [
      (equal as unknown as { externalName: string }).externalName,
      equal as (...args: number[]) => number,
    ]),
  );
  return new GraphVm({ ...options, externals });
}
