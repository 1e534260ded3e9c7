# NodeVisitor, NodeTransformer, and what programs do with them: trees are changed and run.
import ast


class Names(ast.NodeVisitor):
    def __init__(self):
        self.seen = []

    def visit_Name(self, node):
        self.seen.append((node.id, type(node.ctx).__name__))

    def visit_FunctionDef(self, node):
        self.seen.append(("def", node.name))
        self.generic_visit(node)

    def visit_Constant(self, node):
        self.seen.append(("constant", node.value))


visitor = Names()
visitor.visit(ast.parse("def f(a, b=1):\n    c = a + b\n    return [c, 'x', d]\nf(2)\n"))
print(visitor.seen)


class Doubled(ast.NodeTransformer):
    """Numbers twice as large, print calls away, one statement as two."""

    def visit_Constant(self, node):
        if isinstance(node.value, int):
            return ast.copy_location(ast.Constant(node.value * 2), node)
        return node

    def visit_Expr(self, node):
        self.generic_visit(node)
        if isinstance(node.value, ast.Call) and node.value.func.id == "drop":
            return None
        if isinstance(node.value, ast.Call) and node.value.func.id == "twice":
            node.value.func.id = "print"
            return [node, node]
        return node


source = """
def area(w, h=10):
    drop(w)
    twice("area", w)
    return w * h

drop(1)
print(area(3), [n + 1 for n in range(3)])
"""
tree = ast.fix_missing_locations(Doubled().visit(ast.parse(source)))
exec(compile(tree, "doubled.py", "exec"))
print(ast.unparse(tree))


class Traced(ast.NodeTransformer):
    def visit_BinOp(self, node):
        self.generic_visit(node)
        call = ast.Call(ast.Name("trace", ast.Load()), [ast.Constant(ast.unparse(node)), node], [])
        return ast.copy_location(call, node)


def trace(text, value):
    print(text, "=", value)
    return value


tree = ast.fix_missing_locations(Traced().visit(ast.parse("(1 + 2) * (a - 4) // 2", mode="eval")))
print(eval(compile(tree, "", "eval"), {"trace": trace, "a": 14}))

# made from nothing
body = [
    ast.Assign([ast.Name("total", ast.Store())], ast.Constant(0)),
    ast.For(
        ast.Name("i", ast.Store()),
        ast.Call(ast.Name("range", ast.Load()), [ast.Name("n", ast.Load())], []),
        [ast.AugAssign(ast.Name("total", ast.Store()), ast.Add(), ast.Name("i", ast.Load()))],
        [],
    ),
    ast.Return(ast.Name("total", ast.Load())),
]
function = ast.FunctionDef("summed", ast.arguments(args=[ast.arg("n")]), body, [])
module = ast.fix_missing_locations(ast.Module([function], []))
names = {}
exec(compile(module, "made", "exec"), names)
print(names["summed"](101), names["summed"].__code__.co_filename, names["summed"].__code__.co_firstlineno)
print(ast.unparse(module))

shifted = ast.increment_lineno(ast.parse("x\ny"), 10)
print([(node.lineno, node.end_lineno) for node in shifted.body])


class Lines(ast.NodeVisitor):
    def generic_visit(self, node):
        if hasattr(node, "lineno"):
            print(type(node).__name__, node.lineno, node.col_offset, end="; ")
        super().generic_visit(node)


Lines().visit(ast.parse("if a:\n    b = c\nelse:\n    d(e)\n"))
print()


# an error in code from a tree says where the tree says it is
tree = ast.parse("def fail():\n    return 1 / 0\n", "somewhere.py")
ast.increment_lineno(tree, 100)
exec(compile(tree, "somewhere.py", "exec"), names)
try:
    names["fail"]()
except ZeroDivisionError as error:
    frame = error.__traceback__.tb_next
    print(frame.tb_lineno, frame.tb_frame.f_code.co_filename)
