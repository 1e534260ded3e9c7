// The front end's second half: tree to code object. Modules, expressions for eval() and statements typed at a prompt; the
// other compile_*.ts files hold what these are made of.

import { COMPILE } from "../bytecode/asdl.ts";
import { CO, type Code } from "../bytecode/code.ts";
import { OP } from "../bytecode/opcodes.ts";
import type * as ast from "./ast.ts";
import { CodeTooLarge } from "./code_builder.ts";
import { expr, loadConst, NONE } from "./compile_expressions.ts";
import {
  cleanDoc,
  docString,
  prologue,
  returnConstant,
  setupAnnotations,
  variableAnnotations,
  wholeLine,
} from "./compile_functions.ts";
import { storeName } from "./compile_names.ts";
import { statements } from "./compile_statements.ts";
import { optimization } from "./optimization.ts";
import type { SourceText } from "./source.ts";
import { buildSymbolTable } from "./symtable_builder.ts";
import { PythonSyntaxError, type SyntaxWarning } from "./syntax_error.ts";
import { Unit } from "./unit.ts";

/** `flags` are those of features from `__future__` that the surroundings have on, as compile() inherits them. */
export interface CompileOptions {
  flags?: number;
  /** Level of -O: see optimization.ts. */
  optimize?: number;
  /** Told about suspicious but legal programs (`x is 1`). */
  onWarning?: (warning: SyntaxWarning) => void;
}

/** Compiles a tree that came from the source, or a valid one (validate.ts). Throws PythonSyntaxError, also for what is not supported yet. */
export function compile(tree: ast.Program, source: SourceText, options: CompileOptions = {}): Code {
  optimization.level = options.optimize ?? 0;
  const body = tree.kind === "Expression" ? [] : tree.body;
  const topLevelAwait = ((options.flags ?? 0) & COMPILE.ALLOW_TOP_LEVEL_AWAIT) !== 0;
  const future = futureFlags(body, source);
  const flags = ((options.flags ?? 0) & FUTURE_FLAGS) | future.flags;
  const futureAnnotations = (flags & CO.FUTURE_ANNOTATIONS) !== 0;
  try {
    const table = buildSymbolTable(tree, source, futureAnnotations, topLevelAwait, options.onWarning);
    const interactive = tree.kind === "Interactive";
    const shared = { source, table, futureAnnotations, futureLine: future.line, interactive, flags };
    const u = new Unit(shared, table.root, null, "<module>", "<module>", 1, {
      argcount: 0,
      posonlyargcount: 0,
      kwonlyargcount: 0,
    });
    if (tree.kind === "Expression") {
      prologue(u, wholeLine(1));
      u.b.emit(tree.body, OP.RETURN, expr(u, tree.body));
    } else {
      module(u, tree);
    }
    return u.finish();
  } catch (error) {
    if (error instanceof CodeTooLarge) {
      throw source.errorAt(`not supported yet: ${error.message}`, wholeLine(1));
    }
    if (error instanceof RangeError && error.message.includes("call stack")) {
      throw PythonSyntaxError.plain("RecursionError", "maximum recursion depth exceeded during compilation");
    }
    throw error;
  }
}

function module(u: Unit, tree: ast.Module | ast.Interactive): void {
  const { b } = u;
  const at = wholeLine(1);
  prologue(u, at);
  setupAnnotations(u, at);
  variableAnnotations(u, "__annotate__", tree.body[0] ?? at);
  const doc = tree.kind === "Module" ? docString(tree.body) : null;
  if (doc !== null) {
    const value = loadConst(u, tree.body[0]!, -1, { type: "str", value: cleanDoc(doc) });
    storeName(u, "__doc__", tree.body[0]!, value);
    b.top = value;
  }
  statements(u, tree.body);
  if (b.reachable) {
    returnConstant(u, tree.body.at(-1) ?? at, NONE);
  }
}

/** Features of `__future__`; those that are mandatory by now have no flag. */
const futureFeatures: Record<string, number> = {
  nested_scopes: 0,
  generators: 0,
  division: 0,
  absolute_import: 0,
  with_statement: 0,
  print_function: 0,
  unicode_literals: 0,
  generator_stop: 0,
  barry_as_FLUFL: CO.FUTURE_BARRY_AS_BDFL,
  annotations: CO.FUTURE_ANNOTATIONS,
};

/** What code objects show of them. */
const FUTURE_FLAGS = CO.FUTURE_BARRY_AS_BDFL | CO.FUTURE_ANNOTATIONS;

/** The flags of a module's `from __future__` imports, and the line of the last one: those in blocks behind it are errors, too (compile_statements.ts). */
function futureFlags(body: readonly ast.Stmt[], source: SourceText): { flags: number; line: number } {
  let flags = 0;
  let line = -1;
  let first = true;
  for (const [i, node] of body.entries()) {
    if (node.kind === "ImportFrom" && node.module === "__future__" && node.level === 0) {
      if (!first) {
        throw source.errorAt("from __future__ imports must occur at the beginning of the file", node);
      }
      line = node.lineno;
      for (const alias of node.names) {
        if (alias.name === "braces") {
          throw source.errorAt("not a chance", alias);
        }
        if (!Object.hasOwn(futureFeatures, alias.name)) {
          throw source.errorAt(`future feature ${alias.name} is not defined`, alias);
        }
        flags |= futureFeatures[alias.name]!;
      }
    } else if (!(i === 0 && docString(body) !== null)) {
      first = false;
    }
  }
  return { flags, line };
}
