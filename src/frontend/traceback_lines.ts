// What a traceback shows of the source of one instruction: the lines, and under them ^ and ~ where it stands. The rules are those of CPython's
// traceback module: an operator, the brackets of a subscript or the parentheses of a call are the `^` within a span of `~`; a span that
// is the whole line gets no marks; of spans over many lines only those around what matters are shown.

import type * as ast from "./ast.ts";
import { parse } from "./parse.ts";

/** Positions of the part that is marked `^` within a segment: line from 0, column in characters. */
interface Anchors {
  leftLine: number;
  leftColumn: number;
  rightLine: number;
  rightColumn: number;
}

/**
 * The text under a `File ...` line, each line indented by four and ended by a newline. `source` are the whole lines that the instruction spans;
 * columns count UTF-8 bytes within the first and the last of them.
 */
export function tracebackLines(source: string, startByte: number, endByte: number): string {
  const original = source.split("\n").map((line) => line.trimEnd());
  const lines = dedent(original);
  const removed = original[0]!.length - lines[0]!.length;
  const last = lines.length - 1;
  const start = Math.max(0, characters(original[0]!, startByte) - removed);
  const end = Math.max(0, characters(original[last]!, endByte) - removed);
  const whole = lines.join("\n");
  const segment = whole.slice(start, whole.length - (lines[last]!.length - end));
  const anchors = anchorsOf(segment);
  const marked = marks(lines, start, end, anchors !== null);
  const from = width(lines[0]!, start);
  const to = width(lines[last]!, end);
  const shown = new Set([0, last]);
  let left = 0;
  let right = 0;
  if (anchors) {
    left = anchors.leftColumn + (anchors.leftLine === 0 ? start : 0);
    right = anchors.rightColumn + (anchors.rightLine === 0 ? start : 0);
    left = width(lines[anchors.leftLine]!, left);
    right = width(lines[anchors.rightLine]!, right);
    for (let d = -1; d <= 1; d++) {
      shown.add(anchors.leftLine + d);
      shown.add(anchors.rightLine + d);
    }
  }
  const result: string[] = [];
  const output = (n: number) => {
    const line = lines[n]!;
    result.push(line);
    if (!marked) return;
    const spaces = line.length - line.trimStart().length;
    const count = n === last ? to : width(line, line.length);
    let text = "";
    for (let column = 0; column < count; column++) {
      const before = column < spaces || (n === 0 && column < from);
      const within =
        anchors &&
        (n > anchors.leftLine || (n === anchors.leftLine && column >= left)) &&
        (n < anchors.rightLine || (n === anchors.rightLine && column < right));
      text += before ? " " : anchors && !within ? "~" : "^";
    }
    result.push(text);
  };
  let previous = -1;
  for (const n of [...shown].filter((n) => n >= 0 && n <= last).sort((a, b) => a - b)) {
    if (previous >= 0 && n - previous === 2) output(n - 1);
    else if (previous >= 0 && n - previous > 2) result.push(`...<${n - previous - 1} lines>...`);
    output(n);
    previous = n;
  }
  return dedent(result)
    .map((line) => `    ${line}\n`)
    .join("");
}

/** Whether the span is marked: not when it is all there is, unless something within it is marked. */
function marks(lines: string[], start: number, end: number, anchored: boolean): boolean {
  const statement = parsed(lines.join("\n"))?.[0];
  if (statement === undefined) return false;
  if (statement !== null) {
    let call: ast.Expr | null = null;
    if (statement.kind === "Return" && statement.value?.kind === "Call" && statement.value.func.kind === "Name")
      call = statement.value;
    if (statement.kind === "Assign" && statement.value.kind === "Call" && statement.targets.length === 1)
      if (statement.targets[0]!.kind === "Name") call = statement.value;
    if (
      call &&
      call.lineno === 1 &&
      call.endLineno === lines.length &&
      call.colOffset === start &&
      call.endColOffset === end
    )
      return false;
  }
  if (anchored) return true;
  return lines[0]!.slice(0, start).trimStart() !== "" || lines.at(-1)!.slice(end).trimEnd() !== "";
}
/** Statements; [null] when it cannot be parsed. */
function parsed(text: string): (ast.Stmt | null)[] {
  try {
    return parse(text, { filename: "<traceback>", mode: "exec" }).body;
  } catch {
    return [null];
  }
}

function anchorsOf(segment: string): Anchors | null {
  // within parentheses an expression may go over several lines
  const body = parsed(`(\n${segment}\n)`);
  const statement = body[0];
  if (body.length !== 1 || !statement || statement.kind !== "Expr") return null;
  const expr = statement.value;
  const lines = segment.split("\n");
  const valid = (line: number, column: number): [number, number] => {
    while (line < lines.length && column >= lines[line]!.length) {
      column = 0;
      line++;
    }
    if (line >= lines.length) throw new Error("behind the segment");
    return [line, column];
  };
  const endOf = (node: ast.Expr): [number, number] => {
    const line = node.endLineno - 2;
    return [line, characters(lines[line]!, node.endColOffset)];
  };
  const until = ([line, column]: [number, number], stop: (ch: string) => boolean): [number, number] => {
    let at = valid(line, column);
    for (;;) {
      const ch = lines[at[0]]![at[1]]!;
      if (ch === "\\" || ch === "#") at = valid(at[0] + 1, 0);
      else if (stop(ch)) return at;
      else at = valid(at[0], at[1] + 1);
    }
  };
  try {
    if (expr.kind === "BinOp") {
      const [line, column] = until(endOf(expr.left), (ch) => ch.trim() !== "" && ch !== ")");
      let right = column + 1;
      const text = lines[line]!;
      const rightLine = expr.right.lineno - 2;
      if (right < text.length && (rightLine > line || right < characters(lines[rightLine]!, expr.right.colOffset))) {
        const ch = text[right]!;
        if (ch.trim() !== "" && ch !== "\\" && ch !== "#") right++;
      }
      return { leftLine: line, leftColumn: column, rightLine: line, rightColumn: right };
    }
    if (expr.kind === "Subscript" || expr.kind === "Call") {
      const bracket = expr.kind === "Call" ? "(" : "[";
      const inner = expr.kind === "Call" ? expr.func : expr.value;
      const [leftLine, leftColumn] = until(endOf(inner), (ch) => ch === bracket);
      const [rightLine, rightColumn] = endOf(expr);
      return { leftLine, leftColumn, rightLine, rightColumn };
    }
  } catch {
    return null;
  }
  return null;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** A column in bytes as one in UTF-16 units. */
function characters(line: string, bytes: number): number {
  return decoder.decode(encoder.encode(line).slice(0, bytes)).length;
}
/** How many columns the first `count` units of a line take on a terminal: some characters are twice as wide. */
function width(line: string, count: number): number {
  let columns = 0;
  for (const ch of line.slice(0, count)) columns += WIDE.test(ch) ? 2 : 1;
  return columns;
}
/** East Asian wide and full-width characters. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

/** Without the white space that all lines begin with. */
function dedent(lines: string[]): string[] {
  let margin: string | null = null;
  for (const line of lines) {
    if (line.trim() === "") continue;
    const indent = /^[ \t]*/.exec(line)![0];
    if (margin === null) margin = indent;
    else {
      let n = 0;
      while (n < margin.length && n < indent.length && margin[n] === indent[n]) n++;
      margin = margin.slice(0, n);
    }
  }
  return lines.map((line) => (line.trim() === "" ? "" : line.slice(margin?.length ?? 0)));
}
