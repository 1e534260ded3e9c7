# The classes of nodes: constructors, warnings, replacing, copying, pickling, repr.
import ast
import copy
import pickle
import warnings
from ast import *


def show(make):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = repr(make())
        except Exception as error:
            result = f"{type(error).__name__}: {error}"
    print(result)
    for text in sorted(str(warning.message) for warning in caught):
        print("   ", text)


x = Name("x")
show(lambda: x)
show(lambda: Name("x", Store()))
show(lambda: Name("x", Load(), 3))
show(lambda: Name("x", id="y"))
show(lambda: Name("x", other=1))
show(lambda: vars(Name("x", lineno=1, col_offset=2)))
show(lambda: vars(Name()))
show(lambda: sorted(vars(FunctionDef())))
show(lambda: vars(BinOp(x, right=x)))
show(lambda: Return(1, 2))
show(lambda: Pass(1))
show(lambda: AST(1))
show(lambda: AST(a=1))
show(lambda: arguments())
show(lambda: (alias("a").asname, ImportFrom().module, ImportFrom().level, arg("a").annotation, Constant(1).kind))
show(lambda: alias("a").lineno)
show(lambda: (alias("a").end_lineno, x.end_col_offset))
show(lambda: TypeVar("T").end_lineno)

for cls in [Name, Dict, FunctionDef, expr, operator, mod, arguments, excepthandler, Interpolation, TypeIgnore, Pass, AST]:
    print(cls.__name__, cls.__module__, cls._fields, cls._attributes, cls.__match_args__, cls.__bases__)
    print("   ", getattr(cls, "_field_types", None))
    print("   ", repr(cls.__doc__)[:150])
print(Name.__annotations__ is Name._field_types, isinstance(x, expr), issubclass(Load, expr_context))
print([cls.__name__ for cls in AST.__subclasses__()])
print([cls.__name__ for cls in expr.__subclasses__()])
match BinOp(x, Add(), Constant(2)):
    case BinOp(Name(id), Add(), Constant(value=int(value))):
        print("matched", id, value)


class Mine(AST):
    _fields = ("a", "b", "c")
    _attributes = ("line",)
    _field_types = {"a": int, "b": int | None, "c": list[int]}


class Bare(AST):
    _fields = ("a", "b")


class Special(Name):
    _fields = Name._fields + ("extra",)


class Bad(AST):
    _fields = 3


class Worse(AST):
    _fields = (3,)


show(lambda: vars(Mine()))
show(lambda: Mine(1, 2, line=5))
show(lambda: Mine(1, 2, [3, 4, 5], line=5))
show(lambda: vars(Bare(1)))
show(lambda: Bare(b=2, c=3))
show(lambda: vars(Special("s")))
show(lambda: Special("s", Load(), x))
show(lambda: Bad())
show(lambda: Worse(1))

# replacing
y = Name("y", lineno=3, col_offset=1)
show(lambda: sorted(vars(copy.replace(y, id="z", lineno=4)).items())[:3])
show(lambda: y.__replace__(other=1))
show(lambda: y.__replace__(1))
show(lambda: Return().__replace__())
show(lambda: Mine.__new__(Mine).__replace__())
show(lambda: Mine.__new__(Mine).__replace__(a=1, c=[], line=2).line)

# copies
tree = ast.parse("def f(a): return a + 1")
for made in [copy.deepcopy(tree), pickle.loads(pickle.dumps(tree))]:
    print(made is tree, made.body[0] is tree.body[0], ast.dump(made, include_attributes=True) == ast.dump(tree, include_attributes=True))
shallow = copy.copy(tree)
print(shallow.body is tree.body, type(shallow).__name__)
print(y.__reduce__(), Load().__reduce__(), Name.__new__(Name).__reduce__())

# repr leaves out what is deep and the middle of lists
show(lambda: ast.parse("a.b.c(1, 2, 3)[4]"))
show(lambda: ast.parse("[1, [2, [3, [4]]]]; x; y").body[0].value)
show(lambda: Constant((1, 2, 3)))
show(lambda: Constant((1,)))
show(lambda: Dict([None], [x]))
cycle = List([])
cycle.elts.append(cycle)
show(lambda: cycle)
show(lambda: Name.__new__(Name))

# attributes of their own, for nodes and classes
y.parent = x
Name.note = "n"
print(y.parent is x, x.note, list(vars(y)))
del Name.note, y.parent
print(hasattr(x, "note"), hash(x) == hash(x), x == Name("x"))

# parts of formatted strings that only a program makes
for part in ("str(5)", "5", "'a' 'b'", "Text('t')"):
    part = ast.parse(part, mode="eval").body
    for values in ([part], [ast.Constant("<"), part, ast.Constant(">")]):
        tree = ast.fix_missing_locations(ast.Expression(ast.JoinedStr(values)))
        try:
            print(repr(eval(compile(tree, "joined", "eval"), {"Text": type("Text", (str,), {})})))
        except Exception as error:
            print(type(error).__name__, error)
    spec = ast.FormattedValue(ast.Constant(7), -1, part)
    try:
        print(eval(compile(ast.fix_missing_locations(ast.Expression(ast.JoinedStr([spec]))), "spec", "eval")))
    except Exception as error:
        print(type(error).__name__, error)
