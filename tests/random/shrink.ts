// Shrinks a failing program: deletes statements, and puts blocks in place of the statements that hold them, as long as it still fails.

import type { Statement } from "./generate.ts";

/** All programs that are one step smaller: big steps first. */
function* smaller(statements: readonly Statement[]): Generator<Statement[]> {
  const n = statements.length;
  for (let size = n; size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let from = 0; from < n; from += size) yield [...statements.slice(0, from), ...statements.slice(from + size)];
  for (let i = 0; i < n; i++) {
    const replace = (by: Statement[]): Statement[] => [...statements.slice(0, i), ...by, ...statements.slice(i + 1)];
    const s = statements[i]!;
    if (s.body !== null && !s.head.startsWith("def")) yield replace(s.body);
    for (const variant of smallerStatement(s)) yield replace([variant]);
  }
}
function* smallerStatement(s: Statement): Generator<Statement> {
  // a try needs a handler
  if (s.next !== null && (s.head !== "try:" || s.next.next !== null)) yield { ...s, next: s.next.next };
  if (s.body !== null) for (const body of smaller(s.body)) yield { ...s, body };
  if (s.next !== null) for (const next of smallerStatement(s.next)) yield { ...s, next };
}

/** A smallest program that still fails; asks `fails` at most `budget` times. */
export async function shrink(
  program: readonly Statement[],
  fails: (candidate: readonly Statement[]) => Promise<boolean>,
  budget: number,
): Promise<readonly Statement[]> {
  let best = program;
  for (let again = true; again; ) {
    again = false;
    for (const candidate of smaller(best)) {
      if (budget-- <= 0) return best;
      if (await fails(candidate)) {
        best = candidate;
        again = true;
        break;
      }
    }
  }
  return best;
}
