// The abstract syntax tree: the whole abstract grammar of Python 3.14 (CPython documentation, library/ast, "Abstract
// grammar") as plain objects, a union discriminated by `kind`.
//
//   * `kind` is the name of CPython's class, lower-case ones included ("arguments", "match_case").
//   * Fields are CPython's, in CPython's order, with snake_case written as camelCase (`type_params` -> `typeParams`).
//     Absent optional children are null, lists are arrays. Object.keys of a node is: kind, fields, then positions.
//   * Operators and contexts carry no data, so they are strings ("Add", "Load") and not nodes.
//   * `Constant.kind` is called `prefix` here, since `kind` is taken. Type comments and `typeIgnores` are there only where
//     they were asked for and found.
//   * The parser's tree is a tree: no node is shared. Only the parser writes to nodes (`ctx` is set after the fact).
//
// Positions: `lineno` counts from 1; `colOffset` counts UTF-8 bytes from 0 within the line, as in CPython;
// `endLineno`/`endColOffset` are just behind the node. Error messages count characters: `SourceText.charColumn`
// (source.ts) converts, and costs nothing for lines of ASCII.

/** Where a node stands. Lines from 1, columns in UTF-8 bytes from 0, the end exclusive. */
export interface Located {
  lineno: number;
  colOffset: number;
  endLineno: number;
  endColOffset: number;
}

// ---------------------------------------------------------------------------------------------------------- modules

export interface Module {
  kind: "Module";
  body: Stmt[];
  typeIgnores?: TypeIgnore[];
}

export interface Interactive {
  kind: "Interactive";
  body: Stmt[];
}

export interface Expression {
  kind: "Expression";
  body: Expr;
}

/** The types of a function's parameters and result, as in `(int, *str) -> bool`. */
export interface FunctionType {
  kind: "FunctionType";
  argtypes: Expr[];
  returns: Expr;
}

/** What can be compiled. */
export type Program = Module | Interactive | Expression;

export type Mod = Program | FunctionType;

/** A comment `# type: ignore`, with what stands behind these words. */
export interface TypeIgnore {
  kind: "TypeIgnore";
  lineno: number;
  tag: string;
}

// ------------------------------------------------------------------------------------------------------- statements

export interface FunctionDef extends Located {
  kind: "FunctionDef";
  name: string;
  args: Arguments;
  body: Stmt[];
  decoratorList: Expr[];
  returns: Expr | null;
  typeParams: TypeParam[];
  typeComment?: string;
}

export interface AsyncFunctionDef extends Located {
  kind: "AsyncFunctionDef";
  name: string;
  args: Arguments;
  body: Stmt[];
  decoratorList: Expr[];
  returns: Expr | null;
  typeParams: TypeParam[];
  typeComment?: string;
}

export interface ClassDef extends Located {
  kind: "ClassDef";
  name: string;
  bases: Expr[];
  keywords: Keyword[];
  body: Stmt[];
  decoratorList: Expr[];
  typeParams: TypeParam[];
}

export interface Return extends Located {
  kind: "Return";
  value: Expr | null;
  /** Stands for a last expression whose value the module's code answers (compileToCode's mode "value"). Of no source. */
  ofModule?: true;
}

export interface Delete extends Located {
  kind: "Delete";
  targets: Expr[];
}

export interface Assign extends Located {
  kind: "Assign";
  targets: Expr[];
  value: Expr;
  typeComment?: string;
}

/** `type name[typeParams] = value`; `name` is a Name in Store context. */
export interface TypeAlias extends Located {
  kind: "TypeAlias";
  name: Expr;
  typeParams: TypeParam[];
  value: Expr;
}

export interface AugAssign extends Located {
  kind: "AugAssign";
  target: Expr;
  op: Operator;
  value: Expr;
}

/** `simple` is true when the target is a bare name without parentheses. */
export interface AnnAssign extends Located {
  kind: "AnnAssign";
  target: Expr;
  annotation: Expr;
  value: Expr | null;
  simple: boolean;
}

export interface For extends Located {
  kind: "For";
  target: Expr;
  iter: Expr;
  body: Stmt[];
  orelse: Stmt[];
  typeComment?: string;
}

export interface AsyncFor extends Located {
  kind: "AsyncFor";
  target: Expr;
  iter: Expr;
  body: Stmt[];
  orelse: Stmt[];
  typeComment?: string;
}

export interface While extends Located {
  kind: "While";
  test: Expr;
  body: Stmt[];
  orelse: Stmt[];
}

export interface If extends Located {
  kind: "If";
  test: Expr;
  body: Stmt[];
  orelse: Stmt[];
}

export interface With extends Located {
  kind: "With";
  items: WithItem[];
  body: Stmt[];
  typeComment?: string;
}

export interface AsyncWith extends Located {
  kind: "AsyncWith";
  items: WithItem[];
  body: Stmt[];
  typeComment?: string;
}

export interface Match extends Located {
  kind: "Match";
  subject: Expr;
  cases: MatchCase[];
}

export interface Raise extends Located {
  kind: "Raise";
  exc: Expr | null;
  cause: Expr | null;
}

export interface Try extends Located {
  kind: "Try";
  body: Stmt[];
  handlers: ExceptHandler[];
  orelse: Stmt[];
  finalbody: Stmt[];
}

/** `try` with `except*`. */
export interface TryStar extends Located {
  kind: "TryStar";
  body: Stmt[];
  handlers: ExceptHandler[];
  orelse: Stmt[];
  finalbody: Stmt[];
}

export interface Assert extends Located {
  kind: "Assert";
  test: Expr;
  msg: Expr | null;
}

export interface Import extends Located {
  kind: "Import";
  names: Alias[];
}

/** `module` is null in `from . import x`; `level` counts the leading dots. `import *` is one alias named "*". */
export interface ImportFrom extends Located {
  kind: "ImportFrom";
  module: string | null;
  names: Alias[];
  level: number;
}

export interface Global extends Located {
  kind: "Global";
  names: string[];
}

export interface Nonlocal extends Located {
  kind: "Nonlocal";
  names: string[];
}

/** An expression used as a statement. */
export interface ExprStmt extends Located {
  kind: "Expr";
  value: Expr;
}

export interface Pass extends Located {
  kind: "Pass";
}

export interface Break extends Located {
  kind: "Break";
}

export interface Continue extends Located {
  kind: "Continue";
}

export type Stmt =
  | FunctionDef
  | AsyncFunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | TypeAlias
  | AugAssign
  | AnnAssign
  | For
  | AsyncFor
  | While
  | If
  | With
  | AsyncWith
  | Match
  | Raise
  | Try
  | TryStar
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | ExprStmt
  | Pass
  | Break
  | Continue;

// ------------------------------------------------------------------------------------------------------ expressions

export interface BoolOp extends Located {
  kind: "BoolOp";
  op: BoolOperator;
  values: Expr[];
}

export interface NamedExpr extends Located {
  kind: "NamedExpr";
  target: Expr;
  value: Expr;
}

export interface BinOp extends Located {
  kind: "BinOp";
  left: Expr;
  op: Operator;
  right: Expr;
}

export interface UnaryOp extends Located {
  kind: "UnaryOp";
  op: UnaryOperator;
  operand: Expr;
}

export interface Lambda extends Located {
  kind: "Lambda";
  args: Arguments;
  body: Expr;
}

export interface IfExp extends Located {
  kind: "IfExp";
  test: Expr;
  body: Expr;
  orelse: Expr;
}

/** A null key stands for `**value`. */
export interface Dict extends Located {
  kind: "Dict";
  keys: (Expr | null)[];
  values: Expr[];
}

export interface Set extends Located {
  kind: "Set";
  elts: Expr[];
}

export interface ListComp extends Located {
  kind: "ListComp";
  elt: Expr;
  generators: Comprehension[];
}

export interface SetComp extends Located {
  kind: "SetComp";
  elt: Expr;
  generators: Comprehension[];
}

export interface DictComp extends Located {
  kind: "DictComp";
  key: Expr;
  value: Expr;
  generators: Comprehension[];
}

export interface GeneratorExp extends Located {
  kind: "GeneratorExp";
  elt: Expr;
  generators: Comprehension[];
}

export interface Await extends Located {
  kind: "Await";
  value: Expr;
}

export interface Yield extends Located {
  kind: "Yield";
  value: Expr | null;
}

export interface YieldFrom extends Located {
  kind: "YieldFrom";
  value: Expr;
}

/** `left ops[0] comparators[0] ops[1] comparators[1] ...` */
export interface Compare extends Located {
  kind: "Compare";
  left: Expr;
  ops: CompareOperator[];
  comparators: Expr[];
}

export interface Call extends Located {
  kind: "Call";
  func: Expr;
  args: Expr[];
  keywords: Keyword[];
}

/** `{value!r:formatSpec}` in an f-string. `conversion` is -1 or the code of 's', 'r' or 'a'. */
export interface FormattedValue extends Located {
  kind: "FormattedValue";
  value: Expr;
  conversion: number;
  formatSpec: Expr | null;
}

/** `{value!r:formatSpec}` in a t-string; `str` is the expression's source text (in trees of programs, any constant). */
export interface Interpolation extends Located {
  kind: "Interpolation";
  value: Expr;
  str: string | ConstantValue;
  conversion: number;
  formatSpec: Expr | null;
}

/** An f-string: Constants (str) and FormattedValues. A format spec is one, too. */
export interface JoinedStr extends Located {
  kind: "JoinedStr";
  values: Expr[];
}

/** A t-string: Constants (str) and Interpolations. */
export interface TemplateStr extends Located {
  kind: "TemplateStr";
  values: Expr[];
}

/** `prefix` is "u" for a string literal written u"...", as CPython's Constant.kind. */
export interface Constant extends Located {
  kind: "Constant";
  value: ConstantValue;
  prefix: "u" | null;
}

export interface Attribute extends Located {
  kind: "Attribute";
  value: Expr;
  attr: string;
  ctx: ExprContext;
}

export interface Subscript extends Located {
  kind: "Subscript";
  value: Expr;
  slice: Expr;
  ctx: ExprContext;
}

export interface Starred extends Located {
  kind: "Starred";
  value: Expr;
  ctx: ExprContext;
}

export interface Name extends Located {
  kind: "Name";
  id: string;
  ctx: ExprContext;
}

export interface List extends Located {
  kind: "List";
  elts: Expr[];
  ctx: ExprContext;
}

export interface Tuple extends Located {
  kind: "Tuple";
  elts: Expr[];
  ctx: ExprContext;
}

/** Only within a Subscript's slice. */
export interface Slice extends Located {
  kind: "Slice";
  lower: Expr | null;
  upper: Expr | null;
  step: Expr | null;
}

export type Expr =
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | Set
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp
  | Await
  | Yield
  | YieldFrom
  | Compare
  | Call
  | FormattedValue
  | Interpolation
  | JoinedStr
  | TemplateStr
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | List
  | Tuple
  | Slice;

// -------------------------------------------------------------------------------------------- operators and constants

export type ExprContext = "Load" | "Store" | "Del";

export type BoolOperator = "And" | "Or";

export type Operator =
  | "Add"
  | "Sub"
  | "Mult"
  | "MatMult"
  | "Div"
  | "Mod"
  | "Pow"
  | "LShift"
  | "RShift"
  | "BitOr"
  | "BitXor"
  | "BitAnd"
  | "FloorDiv";

export type UnaryOperator = "Invert" | "Not" | "UAdd" | "USub";

export type CompareOperator = "Eq" | "NotEq" | "Lt" | "LtE" | "Gt" | "GtE" | "Is" | "IsNot" | "In" | "NotIn";

/**
 * The value of a literal, tagged by Python's type.
 *
 * A str is a JavaScript string: code points above U+FFFF are surrogate pairs, and lone surrogates stay as they are, but that a high and a low one
 * side by side are kept apart (surrogates.ts).
 */
export type ConstantValue =
  | { readonly type: "NoneType" }
  | { readonly type: "ellipsis" }
  | { readonly type: "bool"; readonly value: boolean }
  | { readonly type: "int"; readonly value: bigint }
  | { readonly type: "float"; readonly value: number }
  | { readonly type: "complex"; readonly real: number; readonly imag: number }
  | { readonly type: "str"; readonly value: string }
  | { readonly type: "bytes"; readonly value: Uint8Array };

export const noneValue: ConstantValue = { type: "NoneType" };
export const ellipsisValue: ConstantValue = { type: "ellipsis" };
export const trueValue: ConstantValue = { type: "bool", value: true };
export const falseValue: ConstantValue = { type: "bool", value: false };

// ------------------------------------------------------------------------------------------------- parts of the above

/** One `for target in iter if ...` of a comprehension. It has no position of its own. */
export interface Comprehension {
  kind: "comprehension";
  target: Expr;
  iter: Expr;
  ifs: Expr[];
  isAsync: boolean;
}

/** `type` null is a bare `except:`. */
export interface ExceptHandler extends Located {
  kind: "ExceptHandler";
  type: Expr | null;
  name: string | null;
  body: Stmt[];
}

/**
 * A function's parameters. `defaults` belong to the last of posonlyargs + args; `kwDefaults` has one entry for each of
 * kwonlyargs, null where there is no default. It has no position of its own.
 */
export interface Arguments {
  kind: "arguments";
  posonlyargs: Arg[];
  args: Arg[];
  vararg: Arg | null;
  kwonlyargs: Arg[];
  kwDefaults: (Expr | null)[];
  kwarg: Arg | null;
  defaults: Expr[];
}

export interface Arg extends Located {
  kind: "arg";
  arg: string;
  annotation: Expr | null;
  typeComment?: string;
}

/** `arg` null stands for `**value`. */
export interface Keyword extends Located {
  kind: "keyword";
  arg: string | null;
  value: Expr;
}

/** `name` is dotted in `import a.b`. */
export interface Alias extends Located {
  kind: "alias";
  name: string;
  asname: string | null;
}

/** It has no position of its own. */
export interface WithItem {
  kind: "withitem";
  contextExpr: Expr;
  optionalVars: Expr | null;
}

/** It has no position of its own. */
export interface MatchCase {
  kind: "match_case";
  pattern: Pattern;
  guard: Expr | null;
  body: Stmt[];
}

// ---------------------------------------------------------------------------------------------------------- patterns

/** Compared with `==`: a number, string or dotted name. */
export interface MatchValue extends Located {
  kind: "MatchValue";
  value: Expr;
}

/** Compared with `is`: None, True or False. */
export interface MatchSingleton extends Located {
  kind: "MatchSingleton";
  value: ConstantValue;
}

export interface MatchSequence extends Located {
  kind: "MatchSequence";
  patterns: Pattern[];
}

/** `{key: pattern, **rest}` */
export interface MatchMapping extends Located {
  kind: "MatchMapping";
  keys: Expr[];
  patterns: Pattern[];
  rest: string | null;
}

export interface MatchClass extends Located {
  kind: "MatchClass";
  cls: Expr;
  patterns: Pattern[];
  kwdAttrs: string[];
  kwdPatterns: Pattern[];
}

/** `*name` in a sequence; `*_` has name null. */
export interface MatchStar extends Located {
  kind: "MatchStar";
  name: string | null;
}

/** `pattern as name`; a capture has pattern null, the wildcard `_` has both null. */
export interface MatchAs extends Located {
  kind: "MatchAs";
  pattern: Pattern | null;
  name: string | null;
}

export interface MatchOr extends Located {
  kind: "MatchOr";
  patterns: Pattern[];
}

export type Pattern =
  | MatchValue
  | MatchSingleton
  | MatchSequence
  | MatchMapping
  | MatchClass
  | MatchStar
  | MatchAs
  | MatchOr;

// --------------------------------------------------------------------------------------------------- type parameters

export interface TypeVar extends Located {
  kind: "TypeVar";
  name: string;
  bound: Expr | null;
  defaultValue: Expr | null;
}

export interface ParamSpec extends Located {
  kind: "ParamSpec";
  name: string;
  defaultValue: Expr | null;
}

export interface TypeVarTuple extends Located {
  kind: "TypeVarTuple";
  name: string;
  defaultValue: Expr | null;
}

export type TypeParam = TypeVar | ParamSpec | TypeVarTuple;

/** Every kind of node. */
export type Node =
  | Mod
  | TypeIgnore
  | Stmt
  | Expr
  | Comprehension
  | ExceptHandler
  | Arguments
  | Arg
  | Keyword
  | Alias
  | WithItem
  | MatchCase
  | Pattern
  | TypeParam;

/** Every value of `kind`. */
export type NodeKind = Node["kind"];

/** The node type of one kind: `NodeOf<"BinOp">` is `BinOp`. */
export type NodeOf<K extends NodeKind> = Extract<Node, { kind: K }>;
