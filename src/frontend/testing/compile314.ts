// CPython 3.14's compiler for tests, out of the development dependency pyodide.

import { loadPyodide } from "pyodide";
import { pyodideFolder } from "./stdlib.ts";

/**
 * What can be compared of a code object: qualified name, first line, counts of parameters (positional, positional-only,
 * keyword-only), flags, free variables, cell variables (both sorted), names of locals, and the positions of calls, attribute
 * accesses, comparisons and raise statements ("line end column end").
 */
export type Signature = [string, number, number, number, number, number, string[], string[], string[], string[]];

/** Message, line, column, end line, end column of a compile-time error. */
export type CompileError = [string, number, number, number, number];

export interface Compiler314 {
  /** All code objects of a source, the outermost first; null where CPython refuses it. */
  codes(source: Uint8Array): Signature[] | null;
  error(source: string): CompileError | null;
}

const program = `
import dis, json, types, warnings
warnings.simplefilter("ignore")

located = {"CALL", "CALL_KW", "CALL_FUNCTION_EX", "LOAD_ATTR", "COMPARE_OP", "RAISE_VARARGS"}

def walk(code, out):
    positions = set()
    for instruction in dis.get_instructions(code):
        if instruction.opname in located:
            at = instruction.positions
            positions.add(f"{at.lineno} {at.end_lineno} {at.col_offset} {at.end_col_offset}")
    out.append([code.co_qualname, code.co_firstlineno, code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount,
                code.co_flags, sorted(code.co_freevars), sorted(code.co_cellvars), code.co_varnames,
                sorted(positions)])
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            walk(constant, out)

def codes(source):
    out = []
    try:
        walk(compile(source.to_bytes(), "f", "exec"), out)
    except SyntaxError:
        return "null"
    return json.dumps(out)

def error(source):
    try:
        compile(source, "f", "exec")
    except SyntaxError as e:
        return json.dumps([e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset])
    return "null"
`;

export async function loadCompiler314(): Promise<Compiler314> {
  const python = await loadPyodide({ indexURL: pyodideFolder });
  python.runPython(program);
  const codes = python.globals.get("codes");
  const error = python.globals.get("error");
  return {
    codes: (source) => JSON.parse(codes(source)),
    error: (source) => JSON.parse(error(source)),
  };
}
