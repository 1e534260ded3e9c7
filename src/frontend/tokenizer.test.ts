import { describe, expect, test } from "vitest";
import { readSource } from "./source.ts";
import { tokenize } from "./tokenizer.ts";
import { kindName } from "./tokens.ts";

/** "Kind text" of each token. */
function tokens(text: string): string[] {
  const stream = tokenize(readSource(text, "test.py"));
  return Array.from({ length: stream.count }, (_, i) => `${kindName(stream.kinds[i]!)} ${stream.textOf(i)}`.trimEnd());
}

/** The message and place of the fault that ends a stream. */
function fault(text: string): string {
  const { deferred } = tokenize(readSource(text, "test.py"));
  return deferred === null ? "none" : `${deferred.line}:${deferred.column} ${deferred.message}`;
}

describe("lines and indentation", () => {
  test("adds the newline that the last line lacks", () => {
    expect(tokens("x")).toEqual(["Name x", "Newline", "End"]);
  });

  test("skips blank lines and comment lines whatever their indentation", () => {
    expect(tokens("x\n   # no block\n\n\t\ny\n")).toEqual(["Name x", "Newline", "Name y", "Newline", "End"]);
  });

  test("opens and closes blocks when the indentation changes", () => {
    expect(tokens("if x:\n  if y:\n    z\na\n").filter((t) => /dent/.test(t))).toEqual([
      "Indent",
      "Indent",
      "Dedent",
      "Dedent",
    ]);
  });

  test("starts the indentation anew after a form feed", () => {
    expect(tokens("x\n  \fy\n")).toEqual(["Name x", "Newline", "Name y", "Newline", "End"]);
  });

  test("takes the indentation of a continued line from its first physical line", () => {
    expect(tokens("if x:\n  \\\n      y\n  z\n").filter((t) => /dent/.test(t))).toEqual(["Indent", "Dedent"]);
  });

  test("ignores newlines within brackets and behind a backslash", () => {
    expect(tokens("(a,\n  b) + \\\nc\n").filter((t) => t.startsWith("Newline"))).toHaveLength(1);
  });

  test("treats carriage returns as line ends", () => {
    expect(tokens("a\r\nb\rc\n").filter((t) => t.startsWith("Newline"))).toHaveLength(3);
  });

  test("refuses indentation whose meaning depends on the width of tabs", () => {
    expect(fault("if x:\n\ta\n        b\n")).toBe("3:1 inconsistent use of tabs and spaces in indentation");
  });
});

describe("numbers", () => {
  test.each([
    [
      "0",
      "00",
      "0_0",
      "1_000",
      "0xFF_ff",
      "0x_f",
      "0o17",
      "0b1_0",
      "1.",
      ".5",
      "1_0.0_1",
      "1e10",
      "1E-1_0",
      "1_0j",
      ".5J",
      "00.5",
      "09e1",
      "09j",
    ],
  ])("reads all forms", (...forms) => {
    for (const form of forms) {
      expect(tokens(form)).toEqual([`Number ${form}`, "Newline", "End"]);
    }
  });

  test("ends a number before a dot that begins an attribute of it only after a space", () => {
    expect(tokens("1 .real")).toEqual(["Number 1", "Dot .", "Name real", "Newline", "End"]);
  });

  test("lets a keyword follow directly, with a warning", () => {
    const { warnings } = tokenize(readSource("1if x else 2", "test.py"));
    expect(warnings.map((w) => w.message)).toEqual(["invalid decimal literal"]);
  });
});

describe("names and operators", () => {
  test("tells keywords from names that begin or end like them", () => {
    expect(tokens("not notx xnot False false")).toEqual([
      "Not not",
      "Name notx",
      "Name xnot",
      "False False",
      "Name false",
      "Newline",
      "End",
    ]);
  });

  test("takes the longest operator", () => {
    expect(tokens("a **= b ** c * d //= e // f -> ... .. := <> != ! >>= >> >=").map((t) => t.split(" ")[0])).toEqual(
      "Name DoubleStarEqual Name DoubleStar Name Star Name DoubleSlashEqual Name DoubleSlash Name Arrow Ellipsis Dot Dot ColonEqual LessGreater NotEqual Exclamation RightShiftEqual RightShift GreaterEqual Newline End".split(
        " ",
      ),
    );
  });

  test("accepts identifiers of other scripts and counts their columns in UTF-8", () => {
    const stream = tokenize(readSource("größe = 변수 + 𝔘", "test.py"));
    expect(Array.from(stream.cols.subarray(0, 5))).toEqual([0, 8, 10, 17, 19]);
    expect(stream.endCols[4]).toBe(23);
  });

  test("allows 200 open brackets and no more", () => {
    expect(fault(`${"(".repeat(200)}${")".repeat(200)}`)).toBe("none");
    expect(fault("(".repeat(201))).toBe("1:201 too many nested parentheses");
  });
});

describe("strings", () => {
  test("knows all prefixes in any case and order", () => {
    for (const prefix of ["", "r", "u", "b", "rb", "Rb", "bR", "BR", "U"]) {
      expect(tokens(`${prefix}"a"`)).toEqual([`String ${prefix}"a"`, "Newline", "End"]);
    }
    for (const prefix of ["f", "F", "rf", "Fr"]) {
      expect(tokens(`${prefix}"a"`)).toEqual([
        `FStringStart ${prefix}"`,
        "FStringMiddle a",
        'FStringEnd "',
        "Newline",
        "End",
      ]);
    }
    expect(tokens("rt'a'")[0]).toBe("TStringStart rt'");
  });

  test("does not end a string at an escaped quote, nor a raw one", () => {
    expect(tokens(String.raw`'a\'b' r'\''`)).toEqual([
      String.raw`String 'a\'b'`,
      String.raw`String r'\''`,
      "Newline",
      "End",
    ]);
  });

  test("counts the lines of a string in triple quotes", () => {
    const stream = tokenize(readSource('x = """a\n"b""\n""" + y', "test.py"));
    expect([stream.lines[2], stream.endLines[2], stream.endCols[2]]).toEqual([1, 3, 3]);
    expect([stream.lines[4], stream.cols[4]]).toEqual([3, 6]);
  });
});

describe("f-strings", () => {
  test("are tokens with the fields' tokens between them", () => {
    expect(tokens("f'a{{{x!r:>{w}}}}b'")).toEqual([
      "FStringStart f'",
      "FStringMiddle a{{",
      "LBrace {",
      "Name x",
      "Exclamation !",
      "Name r",
      "Colon :",
      "FStringMiddle >",
      "LBrace {",
      "Name w",
      "RBrace }",
      "RBrace }",
      "FStringMiddle }}b",
      "FStringEnd '",
      "Newline",
      "End",
    ]);
  });

  test("may contain their own quotes, comments and newlines in a field", () => {
    expect(tokens("f'{d['k'] # }\n}'").map((t) => t.split(" ")[0])).toEqual(
      "FStringStart LBrace Name LBracket String RBracket RBrace FStringEnd Newline End".split(" "),
    );
  });

  test("take a colon within brackets as part of the expression", () => {
    expect(tokens("f'{d[1:2]:3}'").filter((t) => /Colon|Middle/.test(t))).toEqual([
      "Colon :",
      "Colon :",
      "FStringMiddle 3",
    ]);
  });

  test("leave the braces of a named escape alone", () => {
    expect(tokens(String.raw`f'\N{DIGIT ONE}{x}'`)[1]).toBe(String.raw`FStringMiddle \N{DIGIT ONE}`);
  });
});
