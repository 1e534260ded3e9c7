// What a tree that a program has made may not be, though it is made of the right classes: empty bodies, contexts that do not fit, names that are
// keywords. The checks, their order and their words are CPython's; after them the compiler may rely on a tree as if it came from the parser, but
// for what it checks itself.

import { nodeFamilies } from "../bytecode/asdl.ts";
import type * as ast from "./ast.ts";
import { PythonSyntaxError, type SyntaxErrorKind } from "./syntax_error.ts";

/** Throws PythonSyntaxError of the kinds ValueError, TypeError and SystemError. */
export function validate(tree: ast.Mod): void {
  switch (tree.kind) {
    case "Module":
    case "Interactive":
      statements(tree.body);
      return;
    case "Expression":
      expression(tree.body, "Load");
      return;
    case "FunctionType":
      expressions(tree.argtypes, "Load");
      expression(tree.returns, "Load");
  }
}

function wrong(message: string, kind: SyntaxErrorKind = "ValueError"): never {
  throw PythonSyntaxError.plain(kind, message);
}

/** `node` comes from a program, so that its fields may be what tsc thinks they cannot be: null in lists. */
type Maybe<Node> = Node | null;

function position({ lineno, colOffset, endLineno, endColOffset }: ast.Located): void {
  if (lineno > endLineno) {
    wrong(`AST node line range (${lineno}, ${endLineno}) is not valid`);
  }
  if ((lineno < 0 && endLineno !== lineno) || (colOffset < 0 && colOffset !== endColOffset)) {
    const lines = `line range (${lineno}, ${endLineno})`;
    wrong(`AST node column range (${colOffset}, ${endColOffset}) for ${lines} is not valid`);
  }
  if (lineno === endLineno && colOffset > endColOffset) {
    wrong(`line ${lineno}, column ${colOffset}-${endColOffset} is not a valid range`);
  }
}

function nonEmpty(items: readonly unknown[], what: string, owner: string): void {
  if (items.length === 0) {
    wrong(`empty ${what} on ${owner}`);
  }
}

function name(text: string): void {
  if (text === "None" || text === "True" || text === "False") {
    wrong(`identifier field can't represent '${text}' constant`);
  }
}

// ---------------------------------------------------------------------------------------------------------- statements

function statements(items: readonly Maybe<ast.Stmt>[]): void {
  for (const item of items) {
    if (item === null) {
      wrong("None disallowed in statement list");
    }
    statement(item);
  }
}

function body(items: readonly ast.Stmt[], owner: string): void {
  nonEmpty(items, "body", owner);
  statements(items);
}

function statement(node: ast.Stmt): void {
  position(node);
  switch (node.kind) {
    case "FunctionDef":
    case "AsyncFunctionDef":
      body(node.body, node.kind);
      typeParameters(node.typeParams);
      parameters(node.args);
      expressions(node.decoratorList, "Load");
      optional(node.returns);
      return;
    case "ClassDef":
      body(node.body, "ClassDef");
      typeParameters(node.typeParams);
      expressions(node.bases, "Load");
      keywords(node.keywords);
      expressions(node.decoratorList, "Load");
      return;
    case "Return":
      optional(node.value);
      return;
    case "Delete":
      nonEmpty(node.targets, "targets", "Delete");
      expressions(node.targets, "Del");
      return;
    case "Assign":
      nonEmpty(node.targets, "targets", "Assign");
      expressions(node.targets, "Store");
      expression(node.value, "Load");
      return;
    case "TypeAlias":
      if (node.name.kind !== "Name") {
        wrong("TypeAlias with non-Name name", "TypeError");
      }
      expression(node.name, "Store");
      typeParameters(node.typeParams);
      expression(node.value, "Load");
      return;
    case "AugAssign":
      expression(node.target, "Store");
      expression(node.value, "Load");
      singleTarget(node.target, "augmented assignment");
      return;
    case "AnnAssign":
      if (node.target.kind !== "Name" && node.simple) {
        wrong("AnnAssign with simple non-Name target", "TypeError");
      }
      expression(node.target, "Store");
      optional(node.value);
      expression(node.annotation, "Load");
      singleTarget(node.target, "annotated assignment");
      return;
    case "For":
    case "AsyncFor":
      expression(node.target, "Store");
      expression(node.iter, "Load");
      body(node.body, node.kind);
      statements(node.orelse);
      return;
    case "While":
    case "If":
      expression(node.test, "Load");
      body(node.body, node.kind);
      statements(node.orelse);
      return;
    case "With":
    case "AsyncWith":
      nonEmpty(node.items, "items", node.kind);
      for (const item of node.items) {
        expression(item.contextExpr, "Load");
        optional(item.optionalVars, "Store");
      }
      body(node.body, node.kind);
      return;
    case "Match":
      expression(node.subject, "Load");
      nonEmpty(node.cases, "cases", "Match");
      for (const item of node.cases) {
        pattern(item.pattern, false);
        optional(item.guard);
        body(item.body, "match_case");
      }
      return;
    case "Raise":
      if (node.exc === null && node.cause !== null) {
        wrong("Raise with cause but no exception");
      }
      optional(node.exc);
      optional(node.cause);
      return;
    case "Try":
    case "TryStar":
      tryStatement(node);
      return;
    case "Assert":
      expression(node.test, "Load");
      optional(node.msg);
      return;
    case "Import":
      nonEmpty(node.names, "names", "Import");
      return;
    case "ImportFrom":
      if (node.level < 0) {
        wrong("Negative ImportFrom level");
      }
      nonEmpty(node.names, "names", "ImportFrom");
      return;
    case "Global":
    case "Nonlocal":
      nonEmpty(node.names, "names", node.kind);
      return;
    case "Expr":
      expression(node.value, "Load");
      return;
    case "Pass":
    case "Break":
    case "Continue":
      return;
  }
}

function tryStatement(node: ast.Try | ast.TryStar): void {
  body(node.body, node.kind);
  if (node.handlers.length === 0 && node.finalbody.length === 0) {
    wrong(`${node.kind} has neither except handlers nor finalbody`);
  }
  if (node.handlers.length === 0 && node.orelse.length > 0) {
    wrong(`${node.kind} has orelse but no except handlers`);
  }
  for (const handler of node.handlers as readonly Maybe<ast.ExceptHandler>[]) {
    if (handler === null) {
      wrong("None disallowed in handler list");
    }
    position(handler);
    if (handler.type === null && node.kind === "TryStar") {
      wrong("TryStar with a handler without type");
    }
    optional(handler.type);
    body(handler.body, "ExceptHandler");
  }
  statements(node.finalbody);
  statements(node.orelse);
}

/** The compiler of CPython refuses other targets, by the number of their kind. */
function singleTarget(target: ast.Expr, where: string): void {
  if (target.kind !== "Name" && target.kind !== "Attribute" && target.kind !== "Subscript") {
    const kinds = nodeFamilies.find((family) => family.name === "expr")!.members;
    const number = kinds.findIndex((found) => found.name === target.kind) + 1;
    wrong(`invalid node type (${number}) for ${where}`, "SystemError");
  }
}

function parameters(node: ast.Arguments): void {
  const each = (items: readonly ast.Arg[]) => {
    for (const item of items) {
      position(item);
      optional(item.annotation);
    }
  };
  each(node.posonlyargs);
  each(node.args);
  each(node.vararg === null ? [] : [node.vararg]);
  each(node.kwonlyargs);
  each(node.kwarg === null ? [] : [node.kwarg]);
  if (node.defaults.length > node.posonlyargs.length + node.args.length) {
    wrong("more positional defaults than args on arguments");
  }
  if (node.kwDefaults.length !== node.kwonlyargs.length) {
    wrong("length of kwonlyargs is not the same as kw_defaults on arguments");
  }
  expressions(node.defaults, "Load");
  expressions(node.kwDefaults, "Load", true);
}

function keywords(items: readonly ast.Keyword[]): void {
  for (const item of items) {
    expression(item.value, "Load");
  }
}

function typeParameters(items: readonly Maybe<ast.TypeParam>[]): void {
  for (const item of items) {
    if (item === null) {
      wrong("None disallowed in type parameter list");
    }
    position(item);
    name(item.name);
    if (item.kind === "TypeVar") {
      optional(item.bound);
    }
    optional(item.defaultValue);
  }
}

// --------------------------------------------------------------------------------------------------------- expressions

function optional(node: ast.Expr | null, context: ast.ExprContext = "Load"): void {
  if (node !== null) {
    expression(node, context);
  }
}

function expressions(items: readonly Maybe<ast.Expr>[], context: ast.ExprContext, nullAllowed = false): void {
  for (const item of items) {
    if (item !== null) {
      expression(item, context);
    } else if (!nullAllowed) {
      wrong("None disallowed in expression list");
    }
  }
}

function expression(node: ast.Expr, context: ast.ExprContext): void {
  position(node);
  if ("ctx" in node) {
    if (node.kind === "Name") {
      name(node.id);
    }
    if (node.ctx !== context) {
      wrong(`expression must have ${context} context but has ${node.ctx} instead`);
    }
  } else if (context !== "Load") {
    wrong(`expression which can't be assigned to in ${context} context`);
  }
  switch (node.kind) {
    case "BoolOp":
      if (node.values.length < 2) {
        wrong("BoolOp with less than 2 values");
      }
      expressions(node.values, "Load");
      return;
    case "NamedExpr":
      if (node.target.kind !== "Name") {
        wrong("NamedExpr target must be a Name", "TypeError");
      }
      name(node.target.id);
      expression(node.value, "Load");
      return;
    case "BinOp":
      expression(node.left, "Load");
      expression(node.right, "Load");
      return;
    case "UnaryOp":
      expression(node.operand, "Load");
      return;
    case "Lambda":
      parameters(node.args);
      expression(node.body, "Load");
      return;
    case "IfExp":
      expression(node.test, "Load");
      expression(node.body, "Load");
      expression(node.orelse, "Load");
      return;
    case "Dict":
      if (node.keys.length !== node.values.length) {
        wrong("Dict doesn't have the same number of keys as values");
      }
      expressions(node.keys, "Load", true);
      expressions(node.values, "Load");
      return;
    case "Set":
      expressions(node.elts, "Load");
      return;
    case "ListComp":
    case "SetComp":
    case "GeneratorExp":
      comprehensions(node.generators);
      expression(node.elt, "Load");
      return;
    case "DictComp":
      comprehensions(node.generators);
      expression(node.key, "Load");
      expression(node.value, "Load");
      return;
    case "Await":
    case "YieldFrom":
      expression(node.value, "Load");
      return;
    case "Yield":
      optional(node.value);
      return;
    case "Compare":
      if (node.comparators.length === 0) {
        wrong("Compare with no comparators");
      }
      if (node.comparators.length !== node.ops.length) {
        wrong("Compare has a different number of comparators and operands");
      }
      expressions(node.comparators, "Load");
      expression(node.left, "Load");
      return;
    case "Call":
      expression(node.func, "Load");
      expressions(node.args, "Load");
      keywords(node.keywords);
      return;
    case "FormattedValue":
    case "Interpolation":
      expression(node.value, "Load");
      optional(node.formatSpec);
      if (!conversions.has(node.conversion)) {
        wrong(`Unrecognized conversion character ${node.conversion}`, "SystemError");
      }
      return;
    case "JoinedStr":
    case "TemplateStr":
      expressions(node.values, "Load");
      return;
    case "Attribute":
      expression(node.value, "Load");
      return;
    case "Subscript":
      expression(node.slice, "Load");
      expression(node.value, "Load");
      return;
    case "Starred":
      expression(node.value, context);
      return;
    case "List":
    case "Tuple":
      expressions(node.elts, context);
      return;
    case "Slice":
      optional(node.lower);
      optional(node.upper);
      optional(node.step);
      return;
    case "Constant":
    case "Name":
      return;
  }
}

const conversions: ReadonlySet<number> = new Set([-1, ...[..."sra"].map((c) => c.charCodeAt(0))]);

function comprehensions(items: readonly ast.Comprehension[]): void {
  if (items.length === 0) {
    wrong("comprehension with no generators");
  }
  for (const item of items) {
    expression(item.target, "Store");
    expression(item.iter, "Load");
    expressions(item.ifs, "Load");
  }
}

// ------------------------------------------------------------------------------------------------------------ patterns

function patterns(items: readonly ast.Pattern[], starAllowed: boolean): void {
  for (const item of items) {
    pattern(item, starAllowed);
  }
}

function capture(text: string): void {
  if (text === "_") {
    wrong("can't capture name '_' in patterns");
  }
  name(text);
}

function pattern(node: Maybe<ast.Pattern>, starAllowed: boolean): void {
  if (node === null) {
    wrong("unexpected pattern", "SystemError");
  }
  position(node);
  switch (node.kind) {
    case "MatchValue":
      patternValue(node.value);
      return;
    case "MatchSingleton":
      if (node.value.type !== "NoneType" && node.value.type !== "bool") {
        wrong("MatchSingleton can only contain True, False and None");
      }
      return;
    case "MatchSequence":
      patterns(node.patterns, true);
      return;
    case "MatchMapping":
      if (node.keys.length !== node.patterns.length) {
        wrong("MatchMapping doesn't have the same number of keys as patterns");
      }
      if (node.rest !== null) {
        capture(node.rest);
      }
      for (const key of node.keys as readonly Maybe<ast.Expr>[]) {
        if (key === null) {
          wrong("None disallowed in expression list");
        }
        const singleton = key.kind === "Constant" && (key.value.type === "NoneType" || key.value.type === "bool");
        if (!singleton) {
          patternValue(key);
        }
      }
      patterns(node.patterns, false);
      return;
    case "MatchClass":
      classPattern(node);
      return;
    case "MatchStar":
      if (!starAllowed) {
        wrong("can't use MatchStar here");
      }
      if (node.name !== null) {
        capture(node.name);
      }
      return;
    case "MatchAs":
      if (node.name !== null) {
        capture(node.name);
      }
      if (node.pattern !== null) {
        if (node.name === null) {
          wrong("MatchAs must specify a target name if a pattern is given");
        }
        pattern(node.pattern, false);
      }
      return;
    case "MatchOr":
      if (node.patterns.length < 2) {
        wrong("MatchOr requires at least 2 patterns");
      }
      patterns(node.patterns, false);
      return;
  }
}

function classPattern(node: ast.MatchClass): void {
  if (node.kwdAttrs.length !== node.kwdPatterns.length) {
    wrong("MatchClass doesn't have the same number of keyword attributes as patterns");
  }
  expression(node.cls, "Load");
  let cls = node.cls;
  while (cls.kind === "Attribute") {
    cls = cls.value;
  }
  if (cls.kind !== "Name") {
    wrong("MatchClass cls field can only contain Name or Attribute nodes.");
  }
  node.kwdAttrs.forEach(name);
  patterns(node.patterns, false);
  patterns(node.kwdPatterns, false);
}

const patternConstants: ReadonlySet<ast.ConstantValue["type"]> = new Set(["int", "float", "complex", "str", "bytes"]);

/** What a pattern compares with: a literal, `-1`, `1+2j`, or a dotted name. */
function patternValue(node: ast.Expr): void {
  expression(node, "Load");
  switch (node.kind) {
    case "Constant":
      if (!patternConstants.has(node.value.type)) {
        wrong("unexpected constant inside of a literal pattern");
      }
      return;
    case "Attribute":
    case "JoinedStr":
    case "TemplateStr":
      // what is wrong with strings, the compiler says
      return;
    case "UnaryOp":
      if (isNegative(node, true)) {
        return;
      }
      break;
    case "BinOp": {
      const real = node.left.kind === "UnaryOp" ? isNegative(node.left, false) : isNumber(node.left, false);
      if ((node.op === "Add" || node.op === "Sub") && real && isImaginary(node.right)) {
        return;
      }
      break;
    }
    default:
  }
  wrong("patterns may only match literals and attribute lookups");
}

function isNumber(node: ast.Expr, imaginaryAllowed: boolean): boolean {
  const real = node.kind === "Constant" && (node.value.type === "int" || node.value.type === "float");
  return real || (imaginaryAllowed && isImaginary(node));
}

function isImaginary(node: ast.Expr): boolean {
  return node.kind === "Constant" && node.value.type === "complex";
}

function isNegative(node: ast.UnaryOp, imaginaryAllowed: boolean): boolean {
  return node.op === "USub" && isNumber(node.operand, imaginaryAllowed);
}
