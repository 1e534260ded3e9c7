// Facts about functions that decide whether they are traced into. Kept with their code.

import { type Code, STEP } from "../ir/decode.ts";

const loops = new WeakMap<Code, boolean>();
/** Whether some edge of the function goes back to a block that reaches it. */
export function hasLoop(code: Code): boolean {
  let found = loops.get(code);
  if (found === undefined) {
    found = findLoop(code);
    loops.set(code, found);
  }
  return found;
}
function findLoop(code: Code): boolean {
  const { blocks } = code.graph!;
  const state = new Uint8Array(blocks.length);
  const stack: { block: number; at: number; next: number[] }[] = [];
  const open = (block: number): void => {
    state[block] = 1;
    stack.push({ block, at: 0, next: code.successorsOf(block) });
  };
  open(0);
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    const next = top.next[top.at++];
    if (next === undefined) {
      state[top.block] = 2;
      stack.pop();
    } else if (state[next] === 1) return true;
    else if (state[next] === 0) open(next);
  }
  return false;
}

const counters = new WeakMap<Code, boolean>();
/** Whether the function counts visits of a portal's entry and leaves by jit_enter. */
export function ticks(code: Code): boolean {
  let found = counters.get(code);
  if (found === undefined) {
    found = code.steps.some((s) => s.kind === STEP.jitEnter);
    counters.set(code, found);
  }
  return found;
}
