import { describe, expect, test } from "vitest";
import type { ConstantValue, Expr } from "./ast.ts";
import { dump } from "./dump.ts";
import { parse, type SyntaxWarning } from "./parse.ts";
import { setUnicodeNames } from "./string_literal.ts";
import { PythonSyntaxError } from "./syntax_error.ts";

function expression(source: string): Expr {
  return parse(source, { filename: "test.py", mode: "eval" }).body;
}

function value(source: string): ConstantValue {
  const expr = expression(source);
  if (expr.kind !== "Constant") {
    throw new Error(`${source} is a ${expr.kind}`);
  }
  return expr.value;
}

function str(source: string): string {
  const constant = value(source);
  return constant.type === "str" ? constant.value : `not a str but ${constant.type}`;
}

/** The tree of an expression without positions. */
function shape(source: string): string {
  return dump(expression(source), { positions: false, fstringPositions: false, typeParams: true });
}

describe("number literals", () => {
  test.each<[string, bigint]>([
    ["0", 0n],
    ["0_000", 0n],
    ["1_000", 1000n],
    ["9007199254740993", 9007199254740993n],
    ["123456789012345678901234567890", 123456789012345678901234567890n],
    ["0xFF_ff", 0xffffn],
    ["0o17", 15n],
    ["0B101", 5n],
  ])("%s is an int", (source, expected) => {
    expect(value(source)).toEqual({ type: "int", value: expected });
  });

  test.each<[string, number]>([
    ["1.", 1],
    [".5", 0.5],
    ["1_0.2_5e-1", 1.025],
    ["09.5", 9.5],
    ["1e400", Number.POSITIVE_INFINITY],
  ])("%s is a float", (source, expected) => {
    expect(value(source)).toEqual({ type: "float", value: expected });
  });

  test("a j makes an imaginary number, of integers too", () => {
    expect(value("010j")).toEqual({ type: "complex", real: 0, imag: 10 });
  });

  test("more than 4300 decimal digits are refused, hexadecimal ones are not", () => {
    expect(() => value("1".repeat(4301))).toThrow(/Exceeds the limit \(4300 digits\).* value has 4301 digits/);
    expect(value(`0x${"1".repeat(5000)}`).type).toBe("int");
  });
});

describe("string literals", () => {
  test("escapes are decoded", () => {
    expect(str(String.raw`'\a\b\f\n\r\t\v\\\'\"'`)).toBe("\x07\b\f\n\r\t\v\\'\"");
    expect(str(String.raw`'\0\12\1234\x41\u00e9\U0001F600'`)).toBe("\0\nS4Aé😀");
    expect(str("'a\\\nb'")).toBe("ab");
  });

  test("raw strings keep their escapes, and line ends are newlines", () => {
    expect(str(String.raw`r'\n\''`)).toBe(String.raw`\n\'`);
    expect(str("'''a\r\nb\rc'''")).toBe("a\nb\nc");
  });

  test("bytes are bytes", () => {
    expect(value(String.raw`b'\x00\377\n\q' rb'\x'`)).toEqual({
      type: "bytes",
      value: Uint8Array.from([0, 255, 10, 92, 113, 92, 120]),
    });
  });

  test("the u prefix of the first of adjacent literals is kept", () => {
    expect(expression("u'a' 'b'")).toMatchObject({ prefix: "u" });
    expect(expression("'a' u'b'")).toMatchObject({ prefix: null });
  });

  test("the first unknown escape of each literal is warned about, where it stands", () => {
    const warnings: SyntaxWarning[] = [];
    const source = "x = '\\d\\e'\ny = f'''\n{x}\\q'''\nz = b'\\400'\n";
    parse(source, { filename: "test.py", mode: "exec", onWarning: (warning) => warnings.push(warning) });
    expect(warnings.map((w) => [w.line, w.column, w.message.replace(/ sequence.*/, "")])).toEqual([
      [1, 6, '"\\d" is an invalid escape'],
      [3, 4, '"\\q" is an invalid escape'],
      [4, 7, '"\\400" is an invalid octal escape'],
    ]);
  });

  test("named characters come from the table that is installed, and are refused by name without one", () => {
    expect(() => str(String.raw`'\N{EM DASH}'`)).toThrow(/\\N\{EM DASH\}: character names are not supported yet/);
    setUnicodeNames((name) => (name === "EM DASH" ? "—" : null));
    try {
      expect(str(String.raw`'a\N{EM DASH}b'`)).toBe("a—b");
      expect(() => str(String.raw`'\N{nothing}'`)).toThrow(/unknown Unicode character name/);
    } finally {
      setUnicodeNames(null);
    }
  });
});

describe("encodings", () => {
  const assigned = (...bytes: number[]) => {
    const [statement] = parse(Uint8Array.from(bytes), { filename: "test.py", mode: "exec" }).body;
    return statement?.kind === "Expr" && statement.value.kind === "Constant" ? statement.value.value : null;
  };
  const ascii = (text: string) => [...Buffer.from(text, "latin1")];

  test("UTF-8 is the default, with or without byte order mark", () => {
    expect(assigned(0xef, 0xbb, 0xbf, ...ascii("'"), 0xc3, 0xa9, ...ascii("'"))).toEqual({ type: "str", value: "é" });
  });

  test("a declaration on the first or second line chooses another", () => {
    expect(assigned(...ascii("# -*- coding: latin-1 -*-\n'\xe9'"))).toEqual({ type: "str", value: "é" });
    expect(assigned(...ascii("#!/bin/python\n# vim: set fileencoding=koi8-r :\n'\xc1'"))).toEqual({
      type: "str",
      value: "а",
    });
    expect(assigned(...ascii("# coding: cp1252\n'\x80'"))).toEqual({ type: "str", value: "€" });
  });

  test("a byte order mark and another declaration contradict each other", () => {
    expect(() => assigned(0xef, 0xbb, 0xbf, ...ascii("# coding: latin-1\n"))).toThrow(
      "encoding problem: latin-1 with BOM",
    );
  });

  test("a declaration in a string source means nothing", () => {
    expect(parse("# coding: klingon\n'é'", { filename: "test.py", mode: "exec" }).body).toHaveLength(1);
  });
});

describe("operators", () => {
  test("unary minus binds looser than a power on its right and tighter than one on its left", () => {
    expect(shape("-a ** -b")).toBe('UnaryOp(USub,BinOp(Name("a",Load),Pow,UnaryOp(USub,Name("b",Load))))');
  });

  test("comparisons chain, and `not in` and `is not` are one operator each", () => {
    expect(shape("a < b not in c is not d")).toBe(
      'Compare(Name("a",Load),[Lt,NotIn,IsNot],[Name("b",Load),Name("c",Load),Name("d",Load)])',
    );
  });

  test("and and or collect their operands", () => {
    expect(shape("a or b or c and d")).toBe(
      'BoolOp(Or,[Name("a",Load),Name("b",Load),BoolOp(And,[Name("c",Load),Name("d",Load)])])',
    );
  });
});

describe("modes", () => {
  test("eval takes a tuple without parentheses, and newlines behind it", () => {
    expect(shape("a, b\n\n")).toBe('Tuple([Name("a",Load),Name("b",Load)],Load)');
  });

  test("single takes one statement, which may be compound", () => {
    const kinds = (source: string) =>
      parse(source, { filename: "test.py", mode: "single" }).body.map((statement) => statement.kind);
    expect(kinds("x = 1; y")).toEqual(["Assign", "Expr"]);
    expect(kinds("if x:\n  y\n\n")).toEqual(["If"]);
    expect(() => kinds("# nothing\n")).toThrow(PythonSyntaxError);
  });

  test("single refuses half a statement", () => {
    expect(() => parse("if x:\n", { filename: "test.py", mode: "single" })).toThrow(PythonSyntaxError);
  });
});

describe("soft keywords", () => {
  test("are names wherever they do not begin their statement", () => {
    const kinds = (source: string) => parse(source, { filename: "t", mode: "exec" }).body.map((s) => s.kind);
    expect(kinds("match = case = type = 1\nmatch(x)\nmatch[x]\nmatch.x\nmatch * x, y\nmatch: int\n")).toEqual([
      "Assign",
      "Expr",
      "Expr",
      "Expr",
      "Expr",
      "AnnAssign",
    ]);
    expect(kinds("match (x):\n  case _: pass\n")).toEqual(["Match"]);
    expect(kinds("type type = type\ntype(x)\ntype = type\n")).toEqual(["TypeAlias", "Expr", "Assign"]);
  });
});
