import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "./parse.ts";
import { PythonSyntaxError } from "./syntax_error.ts";

type Row = [source: string, kind: string, message: string, line: number, column: number, endLine: number, end: number];

function errorOf(source: string | Uint8Array, mode: "exec" | "eval" | "single" = "exec"): PythonSyntaxError {
  try {
    parse(source, { filename: "test.py", mode });
  } catch (e) {
    if (e instanceof PythonSyntaxError) {
      return e;
    }
    throw e;
  }
  throw new Error(`no syntax error in ${JSON.stringify(source)}`);
}

describe("syntax errors recorded from CPython 3.14 (testing/record_syntax_errors.ts)", () => {
  const file = path.join(import.meta.dirname, "testing", "syntax_errors.json");
  const rows = JSON.parse(readFileSync(file, "utf8")) as Row[];

  test("have CPython's kind, message, line and column", () => {
    const ours = rows.map(([source]) => {
      const { kind, message, line, column } = errorOf(source);
      return [source, kind, message, line, column];
    });
    expect(ours).toEqual(rows.map((row) => row.slice(0, 5)));
    expect(rows.length).toBeGreaterThan(500);
  });

  test("have CPython's end, where it reports a range", () => {
    const ranges = rows.filter(
      ([, , , line, column, endLine, end]) => end > 0 && !(line === endLine && end === column),
    );
    const wrong = ranges.filter(([source, , , , , endLine, end]) => {
      const error = errorOf(source);
      return error.endLine !== endLine || error.endColumn !== end;
    });
    expect(wrong.map(([source]) => source)).toEqual([
      // CPython's range ends at whatever its tokenizer had read by then; ours at the token.
      "type x[] = 1",
    ]);
  });
});

describe("sources that cannot be read", () => {
  const bytes = (...parts: (string | number)[]) =>
    Uint8Array.from(parts.flatMap((part) => (typeof part === "string" ? [...Buffer.from(part)] : [part])));

  test("name the line of the first byte that is not UTF-8", () => {
    const error = errorOf(bytes("# x\ny = 'é", 0xe4, "'\n"));
    expect(error.line).toBe(2);
    expect(error.message).toBe(
      "Non-UTF-8 code starting with '\\xe4' on line 2, but no encoding declared; " +
        "see https://peps.python.org/pep-0263/ for details",
    );
  });

  test("name an unknown encoding", () => {
    expect(errorOf(bytes("# -*- coding: klingon -*-\n")).message).toBe("unknown encoding: klingon");
  });

  test("refuse null bytes", () => {
    expect(errorOf("x = 1\0").message).toBe("source code cannot contain null bytes");
  });
});

describe("modes", () => {
  test("refuse a statement where an expression is asked for", () => {
    expect(errorOf("x = 1", "eval")).toMatchObject({ message: "invalid syntax", line: 1, column: 3 });
  });

  test("refuse a second statement at a prompt", () => {
    const message = "multiple statements found while compiling a single statement";
    expect(errorOf("x = 1\ny = 2\n", "single").message).toBe(message);
  });
});

describe("depth", () => {
  test("reports what is nested too deeply instead of overflowing the stack", () => {
    for (const deep of [
      "-".repeat(100_000),
      "lambda:".repeat(100_000),
      "not ".repeat(100_000),
      "a if b else ".repeat(100_000),
    ]) {
      expect(errorOf(`x = ${deep}1`)).toMatchObject({ kind: "MemoryError" });
    }
  });

  test("does not mind long chains", () => {
    const options = { filename: "test.py", mode: "exec" } as const;
    expect(parse(`if a: pass\n${"elif b: pass\n".repeat(5000)}`, options).body).toHaveLength(1);
    expect(parse(`x = ${"a + ".repeat(20_000)}a`, options).body).toHaveLength(1);
  });
});

describe("format", () => {
  test("prints file, line, carets and message as Python does", () => {
    expect(errorOf("if x:\n    f(é b)\n").format()).toBe(
      [
        '  File "test.py", line 2',
        "    f(é b)",
        "      ^^^",
        "SyntaxError: invalid syntax. Perhaps you forgot a comma?",
      ].join("\n"),
    );
  });
});
