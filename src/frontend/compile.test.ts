import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { CO, type Code } from "../bytecode/code.ts";
import { marshal, unmarshal } from "../bytecode/marshal.ts";
import { instructionAt, instructionCount } from "../bytecode/operands.ts";
import { decodePositions } from "../bytecode/positions.ts";
import { verify } from "../bytecode/verify.ts";
import { compileSource, compileToCode, PythonSyntaxError } from "./index.ts";
import { type Compiler314, loadCompiler314, type Signature } from "./testing/compile314.ts";
import { listingOf, readListings } from "./testing/listings.ts";
import { stdlibSources } from "./testing/stdlib.ts";

const compileText = (source: string) => compileToCode(source, { filename: "x.py", mode: "exec" });

/** The code objects in a code's constants, itself first. */
function allCodes(code: Code): Code[] {
  return [code, ...code.constants.flatMap((constant) => (constant.type === "code" ? allCodes(constant.code) : []))];
}

function innerCode(code: Code, qualname: string): Code {
  return allCodes(code).find((inner) => inner.qualname === qualname)!;
}

function opcodesOf(code: Code): string[] {
  return Array.from({ length: instructionCount(code) }, (_, i) => instructionAt(code, i).info.name);
}

/** "line end column end" of all instructions. */
function positionsOf(code: Code): Set<string> {
  const positions = decodePositions(code.lineTable, code.firstlineno);
  return new Set(positions.map((p) => `${p.lineno} ${p.endLineno} ${p.colOffset} ${p.endColOffset}`));
}

function errorOf(source: string): PythonSyntaxError {
  try {
    compileText(source);
  } catch (e) {
    if (e instanceof PythonSyntaxError) {
      return e;
    }
    throw e;
  }
  throw new Error(`no error in ${JSON.stringify(source)}`);
}

describe("listings (testing/listings.txt)", () => {
  const cases = readListings();

  test("are many", () => {
    expect(cases.length).toBeGreaterThanOrEqual(40);
  });

  for (const { title, source, listing } of cases) {
    test(title, () => {
      expect(listingOf(source)).toBe(listing);
      expect(verify(compileText(source))).toEqual([]);
    });
  }
});

describe("the standard library", () => {
  const sources = stdlibSources();
  const compiled = new Map<string, Code>();
  const refused: string[] = [];
  let python: Compiler314;

  beforeAll(async () => {
    for (const [name, bytes] of sources) {
      try {
        compiled.set(name, compileToCode(bytes, { filename: name, mode: "exec" }));
      } catch (e) {
        if (!(e instanceof PythonSyntaxError) || !e.message.startsWith("not supported yet: ")) {
          throw e;
        }
        refused.push(`${name}: ${e.message}`);
      }
    }
    python = await loadCompiler314();
  }, 60_000);

  test("compiles", () => {
    expect(sources.size).toBeGreaterThan(500);
    expect(refused).toEqual([]);
  });

  test("passes the verifier", () => {
    const faults = [...compiled].flatMap(([name, code]) => verify(code).map((fault) => `${name}: ${fault}`));
    expect(faults).toEqual([]);
  });

  test("survives marshalling", () => {
    for (const [, code] of [...compiled].filter((_, i) => i % 8 === 0)) {
      expect(unmarshal(marshal(code))).toEqual(code);
    }
  });

  test("has the parameters, flags, cells, free variables and positions of CPython 3.14", () => {
    // Every class of CPython's has the cell __classdict__, and every module with annotations the other one; ours only on need.
    const implicit = new Set(["__classdict__", "__conditional_annotations__"]);
    const explicit = (names: readonly string[]) => names.filter((name) => !implicit.has(name)).sort();
    const differences: string[] = [];
    let compared = 0;
    for (const [name, code] of [...compiled].filter((_, i) => i % 3 === 0)) {
      const theirs = python.codes(sources.get(name)!);
      if (theirs === null) {
        continue;
      }
      const left = new Map<string, Signature[]>();
      for (const signature of theirs) {
        const key = `${signature[0]}:${signature[1]}`;
        left.set(key, [...(left.get(key) ?? []), signature]);
      }
      for (const ours of allCodes(code)) {
        const signature = left.get(`${ours.qualname}:${ours.firstlineno}`)?.shift();
        if (signature === undefined) {
          // CPython inlines comprehensions in classes, too; we do not.
          if (!/comp>$/.test(ours.qualname)) {
            differences.push(`${name}: ${ours.qualname}:${ours.firstlineno} is ours alone`);
          }
          continue;
        }
        compared++;
        const [, , argcount, posonly, kwonly, flags, free, cells, locals, positions] = signature;
        const theirSide = [argcount, posonly, kwonly, flags, explicit(free), explicit(cells)];
        const { argcount: args, posonlyargcount, kwonlyargcount } = ours;
        const ourSide = [
          args,
          posonlyargcount,
          kwonlyargcount,
          ours.flags,
          explicit(ours.freevars),
          explicit(ours.cellvars),
        ];
        // Variables of inlined comprehensions are locals there and temporaries here.
        const unknown = ours.varnames.filter((local) => !locals.includes(local));
        const ourPositions = positionsOf(ours);
        const own = allCodes(ours).some(({ qualname }) => /comp>$/.test(qualname));
        const unplaced = own ? [] : positions.filter((position) => !ourPositions.has(position));
        differences.push(...unplaced.map((position) => `${name}: ${ours.qualname}: nothing at ${position}`));
        if (JSON.stringify(theirSide) !== JSON.stringify(ourSide) || unknown.length > 0) {
          differences.push(`${name}: ${ours.qualname}: ${JSON.stringify(ourSide)} is not ${JSON.stringify(theirSide)}`);
        }
      }
      for (const [key, signatures] of left) {
        differences.push(...signatures.map(() => `${name}: ${key} is missing`));
      }
    }
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(3000);
  });
});

describe("compile-time errors recorded from CPython 3.14 (testing/record_compile_errors.ts)", () => {
  const file = path.join(import.meta.dirname, "testing", "compile_errors.json");
  const rows = JSON.parse(readFileSync(file, "utf8")) as [string, string, number, number, number, number][];

  test("have CPython's message and position", () => {
    const ours = rows.map(([source]) => {
      const { message, line, column, endLine, endColumn } = errorOf(source);
      return [source, message, line, column, endLine, endColumn];
    });
    expect(ours).toEqual(rows);
    expect(rows.length).toBeGreaterThan(95);
  });
});

describe("code objects", () => {
  test("have the doc string, cleaned, as first constant", () => {
    const code = innerCode(compileText('def f():\n    """One\n\n      two\n    three\n    """\n    return 1'), "f");
    expect(code.flags & CO.HAS_DOCSTRING).not.toBe(0);
    expect(code.constants[0]).toEqual({ type: "str", value: "One\n\n  two\nthree\n" });
  });

  test("have no doc string flag when the body begins otherwise", () => {
    expect(innerCode(compileText("def f():\n    f''\n    'x'"), "f").flags & CO.HAS_DOCSTRING).toBe(0);
  });

  test("share equal constants of one type only", () => {
    const { constants } = compileText("x = [y, 1, 1.0, True, 0.0, -0.0, 1, 1.0]");
    expect(constants.map(({ type }) => type)).toEqual(["int", "float", "bool", "float", "float", "NoneType"]);
  });

  test("have a position for each instruction", () => {
    const code = innerCode(compileText("def f(a):\n    return (a +\n            a.b)"), "f");
    const positions = decodePositions(code.lineTable, code.firstlineno);
    expect(opcodesOf(code)).toEqual(["LOAD_ATTR", "ADD", "RETURN"]);
    expect(positions[0]).toEqual({ lineno: 3, endLineno: 3, colOffset: 12, endColOffset: 15 });
    expect(positions[1]).toEqual({ lineno: 2, endLineno: 3, colOffset: 12, endColOffset: 15 });
  });

  test("contain nothing of unreachable code", () => {
    const code = compileText("def f():\n    return 1\n    def g(): pass\n    h('x')");
    expect(allCodes(code).map(({ qualname }) => qualname)).toEqual(["<module>", "f"]);
    expect(innerCode(code, "f").constants).toEqual([{ type: "int", value: 1n }]);
  });
});

describe("modes", () => {
  test("eval returns the expression's value", () => {
    expect(opcodesOf(compileToCode("a + 1", { filename: "x", mode: "eval" }))).toEqual([
      "LOAD_NAME",
      "ADD_K",
      "RETURN",
    ]);
  });

  test("single shows the values of expression statements, constants too", () => {
    const code = compileToCode("1\n", { filename: "x", mode: "single" });
    expect(opcodesOf(code)).toEqual(["LOAD_CONST", "INTRINSIC_1", "RETURN_K"]);
  });

  test("compileSource gives marshalled code", () => {
    expect(unmarshal(compileSource("x = 1", { filename: "x", mode: "exec" })).qualname).toBe("<module>");
  });

  test("flags of the surroundings are inherited", () => {
    const code = compileToCode("x: y", { filename: "x", mode: "exec", flags: CO.FUTURE_ANNOTATIONS });
    expect(opcodesOf(code)[0]).toBe("SETUP_ANNOTATIONS");
  });
});

describe("large code", () => {
  test("jumps further than a short jump reaches", () => {
    const code = compileText(
      `def f(a):\n    while a < 1:\n        if a:\n${"            a()\n".repeat(40_000)}    return 1`,
    );
    expect(verify(code)).toEqual([]);
    const inner = innerCode(code, "f");
    expect(instructionAt(inner, 0).info.name).toBe("JUMP_IF_NOT_LT_K");
    expect(instructionAt(inner, 1).info.name).toBe("JUMP");
    expect(opcodesOf(inner).filter((name) => name === "JUMP").length).toBe(4);
  });

  test("takes more constants than an operand can name", () => {
    const sum = Array.from({ length: 70_000 }, (_, i) => `x(${i}.5)`).join("\n");
    expect(verify(compileText(`def f(x):\n    pass\n${sum}\nx + 99999.25\nx < 99999.75`))).toEqual([]);
  });

  test("refuses, by name, more attribute accesses than sites", () => {
    expect(errorOf("x.a\n".repeat(66_000)).message).toBe(
      "not supported yet: more than 65536 attribute accesses in a code object",
    );
  });
});
