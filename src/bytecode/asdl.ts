// The abstract grammar of Python 3.14 as one table: what kinds of nodes there are, with their fields and attributes. The module _ast makes its
// classes of it, and both ends of the messages in which trees travel (below) walk along it. The front end's types of nodes (its ast.ts) are the
// same grammar written for tsc.
//
// The table's text is CPython's notation (library/ast, "Abstract grammar"): one row a class, `Class(type field, ...)`; `?` may be None, `*` is a
// list, `?*` a list whose items may be None. A row that ends with `:` begins a family: its base class, and the attributes of its members.
// `AST` in place of a family: classes that stand alone.
//
// Trees between the front end and the VM, in the words of marshal.ts, where strings and constants are explained:
//
//   tree       = to the VM: a file as marshal.ts makes it, with the node in place of the value; to the front end: stringCount, strings, node
//   node       = 0 for None; else the class's number in `nodeClasses` + 1, fields, attributes, in the table's order
//   field, attribute = by type: identifier, string: 0 for None, else index of a string + 1
//                         int: 32 bits, two's complement
//                         constant: value
//                         a class or family: node
//                of a list: count, then each

const POSITION = "int lineno, int col_offset, int? end_lineno, int? end_col_offset";
const WHOLE_POSITION = "int lineno, int col_offset, int end_lineno, int end_col_offset";
const FUNCTION =
  "(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)";
const LOOP = "(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)";
const WITH = "(withitem* items, stmt* body, string? type_comment)";
const TRY = "(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)";

const GRAMMAR = `
mod:
Module(stmt* body, type_ignore* type_ignores)
Interactive(stmt* body)
Expression(expr body)
FunctionType(expr* argtypes, expr returns)
stmt: ${POSITION}
FunctionDef${FUNCTION}
AsyncFunctionDef${FUNCTION}
ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params)
Return(expr? value)
Delete(expr* targets)
Assign(expr* targets, expr value, string? type_comment)
TypeAlias(expr name, type_param* type_params, expr value)
AugAssign(expr target, operator op, expr value)
AnnAssign(expr target, expr annotation, expr? value, int simple)
For${LOOP}
AsyncFor${LOOP}
While(expr test, stmt* body, stmt* orelse)
If(expr test, stmt* body, stmt* orelse)
With${WITH}
AsyncWith${WITH}
Match(expr subject, match_case* cases)
Raise(expr? exc, expr? cause)
Try${TRY}
TryStar${TRY}
Assert(expr test, expr? msg)
Import(alias* names)
ImportFrom(identifier? module, alias* names, int? level)
Global(identifier* names)
Nonlocal(identifier* names)
Expr(expr value)
Pass
Break
Continue
expr: ${POSITION}
BoolOp(boolop op, expr* values)
NamedExpr(expr target, expr value)
BinOp(expr left, operator op, expr right)
UnaryOp(unaryop op, expr operand)
Lambda(arguments args, expr body)
IfExp(expr test, expr body, expr orelse)
Dict(expr?* keys, expr* values)
Set(expr* elts)
ListComp(expr elt, comprehension* generators)
SetComp(expr elt, comprehension* generators)
DictComp(expr key, expr value, comprehension* generators)
GeneratorExp(expr elt, comprehension* generators)
Await(expr value)
Yield(expr? value)
YieldFrom(expr value)
Compare(expr left, cmpop* ops, expr* comparators)
Call(expr func, expr* args, keyword* keywords)
FormattedValue(expr value, int conversion, expr? format_spec)
Interpolation(expr value, constant str, int conversion, expr? format_spec)
JoinedStr(expr* values)
TemplateStr(expr* values)
Constant(constant value, string? kind)
Attribute(expr value, identifier attr, expr_context ctx)
Subscript(expr value, expr slice, expr_context ctx)
Starred(expr value, expr_context ctx)
Name(identifier id, expr_context ctx)
List(expr* elts, expr_context ctx)
Tuple(expr* elts, expr_context ctx)
Slice(expr? lower, expr? upper, expr? step)
expr_context:
Load
Store
Del
boolop:
And
Or
operator:
Add
Sub
Mult
MatMult
Div
Mod
Pow
LShift
RShift
BitOr
BitXor
BitAnd
FloorDiv
unaryop:
Invert
Not
UAdd
USub
cmpop:
Eq
NotEq
Lt
LtE
Gt
GtE
Is
IsNot
In
NotIn
AST:
comprehension(expr target, expr iter, expr* ifs, int is_async)
excepthandler: ${POSITION}
ExceptHandler(expr? type, identifier? name, stmt* body)
AST:
arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, expr* defaults)
AST: ${POSITION}
arg(identifier arg, expr? annotation, string? type_comment)
keyword(identifier? arg, expr value)
alias(identifier name, identifier? asname)
AST:
withitem(expr context_expr, expr? optional_vars)
match_case(pattern pattern, expr? guard, stmt* body)
pattern: ${WHOLE_POSITION}
MatchValue(expr value)
MatchSingleton(constant value)
MatchSequence(pattern* patterns)
MatchMapping(expr* keys, pattern* patterns, identifier? rest)
MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns)
MatchStar(identifier? name)
MatchAs(pattern? pattern, identifier? name)
MatchOr(pattern* patterns)
type_ignore:
TypeIgnore(int lineno, string tag)
type_param: ${WHOLE_POSITION}
TypeVar(identifier name, expr? bound, expr? default_value)
ParamSpec(identifier name, expr? default_value)
TypeVarTuple(identifier name, expr? default_value)
`;

export interface Field {
  readonly name: string;
  /** A family, a class that stands alone, or one of `BASIC_TYPES`. */
  readonly type: string;
  readonly many: boolean;
  /** May be None; of a list: its items may. */
  readonly optional: boolean;
}

export const BASIC_TYPES = ["identifier", "string", "int", "constant"] as const;

export interface NodeClass {
  readonly name: string;
  /** null: it stands alone. */
  readonly family: string | null;
  readonly fields: readonly Field[];
  readonly attributes: readonly Field[];
  /** Its row, which is CPython's doc string. */
  readonly doc: string;
}

export interface NodeFamily {
  readonly name: string;
  readonly attributes: readonly Field[];
  readonly members: NodeClass[];
}

export const nodeClasses: readonly NodeClass[] = [];
export const nodeFamilies: readonly NodeFamily[] = [];

function parseFields(text: string): Field[] {
  if (text === "") return [];
  return text.split(", ").map((field) => {
    const [, type, optional, many, name] = /^(\w+)(\??)(\*?) (\w+)$/.exec(field)!;
    return { name: name!, type: type!, many: many === "*", optional: optional === "?" };
  });
}

let family: NodeFamily | null = null;
let attributes: Field[] = [];
for (const row of GRAMMAR.trim().split("\n")) {
  const head = /^(\w+): ?(.*)$/.exec(row);
  if (head) {
    attributes = parseFields(head[2]!);
    family = head[1] === "AST" ? null : { name: head[1]!, attributes, members: [] };
    if (family !== null) (nodeFamilies as NodeFamily[]).push(family);
    continue;
  }
  const [, name, fields] = /^(\w+)(?:\((.*)\))?$/.exec(row)!;
  const made = { name: name!, family: family?.name ?? null, fields: parseFields(fields ?? ""), attributes, doc: row };
  (nodeClasses as NodeClass[]).push(made);
  family?.members.push(made);
}

/** Flags of compile(), with CPython's values, that are not features of `__future__`. */
export const COMPILE = {
  DONT_IMPLY_DEDENT: 0x200,
  ONLY_AST: 0x400,
  TYPE_COMMENTS: 0x1000,
  ALLOW_TOP_LEVEL_AWAIT: 0x2000,
  ALLOW_INCOMPLETE_INPUT: 0x4000,
  OPTIMIZED_AST: 0x8400,
  /** Between VM and host: what is compiled is a tree. */
  FROM_TREE: 0x1,
  /** Between VM and host: the source is a str in UTF-8, so that neither a byte order mark nor a declared encoding means anything. */
  FROM_TEXT: 0x2,
} as const;
