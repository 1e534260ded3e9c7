// The module _ast: the classes of syntax trees, which programs make and look at. Trees are not made from source yet: compile() with
// PyCF_ONLY_AST says so.
//
// One row a class of the abstract grammar: `Class(type field, ...)`; `?` may be None, `*` is a list. A row that ends with `:` begins a
// family: its base class, and the attributes of its members.

import { def, defStatic, getterSetter } from "./builtin.ts";
import { raise1, raise3, raiseFull, w_TypeError } from "./errors.ts";
import { W_Instance } from "./instance.ts";
import { newInt } from "./int.ts";
import { W_List } from "./list.ts";
import { defineModule } from "./modules.ts";
import { n_dict, n_module } from "./names.ts";
import type { W_Object } from "./object.ts";
import { instance_dict, instance_setDict } from "./objecttype.ts";
import { w_None } from "./singletons.ts";
import { intern, internStr, W_Str } from "./text.ts";
import { emptyTuple, newTuple, newTuple3, W_Tuple } from "./tuple.ts";
import { builtinType, type W_Type } from "./type.ts";

const POSITION = "lineno col_offset end_lineno? end_col_offset?";
const GRAMMAR = `
mod:
Module(stmt* body, type_ignore* type_ignores)
Interactive(stmt* body)
Expression(expr body)
FunctionType(expr* argtypes, expr returns)
stmt: ${POSITION}
FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)
AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)
ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params)
Return(expr? value)
Delete(expr* targets)
Assign(expr* targets, expr value, string? type_comment)
TypeAlias(expr name, type_param* type_params, expr value)
AugAssign(expr target, operator op, expr value)
AnnAssign(expr target, expr annotation, expr? value, int simple)
For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
While(expr test, stmt* body, stmt* orelse)
If(expr test, stmt* body, stmt* orelse)
With(withitem* items, stmt* body, string? type_comment)
AsyncWith(withitem* items, stmt* body, string? type_comment)
Match(expr subject, match_case* cases)
Raise(expr? exc, expr? cause)
Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
Assert(expr test, expr? msg)
Import(alias* names)
ImportFrom(identifier? module, alias* names, int? level)
Global(identifier* names)
Nonlocal(identifier* names)
Expr(expr value)
Pass()
Break()
Continue()
expr: ${POSITION}
BoolOp(boolop op, expr* values)
NamedExpr(expr target, expr value)
BinOp(expr left, operator op, expr right)
UnaryOp(unaryop op, expr operand)
Lambda(arguments args, expr body)
IfExp(expr test, expr body, expr orelse)
Dict(expr* keys, expr* values)
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
Load()
Store()
Del()
boolop:
And()
Or()
operator:
Add()
Sub()
Mult()
MatMult()
Div()
Mod()
Pow()
LShift()
RShift()
BitOr()
BitXor()
BitAnd()
FloorDiv()
unaryop:
Invert()
Not()
UAdd()
USub()
cmpop:
Eq()
NotEq()
Lt()
LtE()
Gt()
GtE()
Is()
IsNot()
In()
NotIn()
excepthandler: ${POSITION}
ExceptHandler(expr? type, identifier? name, stmt* body)
pattern: lineno col_offset end_lineno end_col_offset
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
type_param: lineno col_offset end_lineno end_col_offset
TypeVar(identifier name, expr? bound, expr? default_value)
ParamSpec(identifier name, expr? default_value)
TypeVarTuple(identifier name, expr? default_value)
AST:
comprehension(expr target, expr iter, expr* ifs, int is_async)
arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr* kw_defaults, arg? kwarg, expr* defaults)
AST: ${POSITION}
arg(identifier arg, expr? annotation, string? type_comment)
keyword(identifier? arg, expr value)
alias(identifier name, identifier? asname)
AST:
withitem(expr context_expr, expr? optional_vars)
match_case(pattern pattern, expr? guard, stmt* body)
`;

const w_AST = builtinType("AST");
w_AST.hasInstanceDict = true;
const n_fields = intern("_fields");
const n_attributes = intern("_attributes");
const n_matchArgs = intern("__match_args__");
/** Names of fields that are lists, and of those that may be left out, in a class' dict. */
const n_lists = intern("<lists>");
const n_optional = intern("<optional>");
const n_ctx = intern("ctx");
const values: Record<string, W_Object> = { AST: w_AST };

const names = (texts: readonly string[]): W_Tuple => newTuple(texts.map((text): W_Object => intern(text)));
function describe(type: W_Type, fields: readonly string[], attributes: readonly string[]): void {
  // programs may add to them, as to classes of Python
  type.isHeap = true;
  const kinds = fields.map((field) => field.split(" "));
  const fieldNames = names(kinds.map(([, name]) => name!));
  type.dict.set(n_module, intern("ast"));
  type.dict.set(n_fields, fieldNames);
  type.dict.set(n_matchArgs, fieldNames);
  type.dict.set(n_lists, names(kinds.filter(([kind]) => kind!.endsWith("*")).map(([, name]) => name!)));
  const optional = kinds.filter(([kind]) => kind!.endsWith("?")).map(([, name]) => name!);
  type.dict.set(n_optional, names(optional));
  for (const name of optional) type.dict.set(intern(name), w_None);
  type.dict.set(n_attributes, names(attributes.map((name) => name.replace("?", ""))));
  for (const name of attributes) if (name.endsWith("?")) type.dict.set(intern(name.slice(0, -1)), w_None);
}
describe(w_AST, [], []);
let family: W_Type = w_AST;
let familyAttributes: string[] = [];
let loadType: W_Type = w_AST;
for (const line of GRAMMAR.trim().split("\n")) {
  const member = /^(\w+)\((.*)\)$/.exec(line);
  if (member) {
    const type = builtinType(member[1]!, family);
    describe(type, member[2] === "" ? [] : member[2]!.split(", "), familyAttributes);
    values[member[1]!] = type;
    if (member[1] === "Load") loadType = type;
    continue;
  }
  const [, name, attributes] = /^(\w+):(.*)$/.exec(line)!;
  familyAttributes = attributes!.trim() === "" ? [] : attributes!.trim().split(" ");
  if (name === "AST") {
    family = w_AST;
    continue;
  }
  family = builtinType(name!, w_AST);
  describe(family, [], familyAttributes);
  values[name!] = family;
}
const w_Load = loadType;

function ast_new(args: W_Object[], _kwnames: W_Object[] | null): W_Object {
  return new W_Instance(args[0] as W_Type, null);
}
function tupleOf(type: W_Type, name: W_Str): W_Tuple {
  const found = type.lookup(name);
  if (!(found instanceof W_Tuple)) return emptyTuple;
  // a class of the program's own may have anything there
  for (const item of found.items)
    if (!(item instanceof W_Str)) throw raise1(w_TypeError, "attribute name must be string, not '%T'", item);
  return found;
}
function has(list: W_Tuple, name: W_Object): boolean {
  return list.contains(name) === 1;
}
/** The fields by position and by name; what is not given is an empty list, None, or Load(). */
function ast_init(args: W_Object[], kwnames: W_Object[] | null): W_Object {
  const self = args[0] as W_Instance;
  const type = self.getType();
  const fields = tupleOf(type, n_fields).items;
  const positional = (kwnames === null ? args.length : args.length - kwnames.length) - 1;
  if (positional > fields.length)
    throw raiseFull(w_TypeError, "%N constructor takes at most %d positional arguments", type, null, fields.length, 0);
  for (let i = 0; i < positional; i++) self.setAttr(internStr(fields[i] as W_Str), args[i + 1]!);
  if (kwnames !== null)
    for (let k = 0; k < kwnames.length; k++) {
      const name = kwnames[k] as W_Str;
      for (let i = 0; i < positional; i++)
        if ((fields[i] as W_Str).equals(name))
          throw raise3(w_TypeError, "%N got multiple values for argument '%S'", type, name, name);
      self.setAttr(internStr(name), args[positional + 1 + k]!);
    }
  const lists = tupleOf(type, n_lists);
  for (let i = positional; i < fields.length; i++) {
    const name = internStr(fields[i] as W_Str);
    if (self.getOwn(name) !== null) continue;
    if (has(lists, name)) self.setAttr(name, new W_List());
    else if (name === n_ctx) self.setAttr(name, w_Load.call0());
  }
  return w_None;
}
function ast_reduce(self: W_Object): W_Object {
  return newTuple3(self.getType(), emptyTuple, self.getAttr(n_dict)!);
}
defStatic(w_AST, "__new__(cls, *args, **kwargs)", ast_new);
def(w_AST, "__init__(self, *args, **kwargs)", ast_init);
def(w_AST, "__reduce__(self, /)", ast_reduce);
getterSetter(w_AST, "__dict__", instance_dict, instance_setDict);

const FLAGS: Record<string, number> = {
  PyCF_ALLOW_TOP_LEVEL_AWAIT: 0x2000,
  PyCF_ONLY_AST: 0x400,
  PyCF_OPTIMIZED_AST: 0x8400,
  PyCF_TYPE_COMMENTS: 0x1000,
};
for (const [name, value] of Object.entries(FLAGS)) values[name] = newInt(value);
defineModule("_ast", [], values);
