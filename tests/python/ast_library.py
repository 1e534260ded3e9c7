# Modules of the library: their trees have CPython's dump, attributes included, come back through unparse, and compile to the same code.
import ast
import hashlib
import importlib
import inspect


def same(a, b):
    """Whether two code objects are alike, with those within them."""
    if len(a.co_consts) != len(b.co_consts):
        return False
    for x, y in zip(a.co_consts, b.co_consts):
        if inspect.iscode(x):
            if not (inspect.iscode(y) and same(x, y)):
                return False
        elif repr(x) != repr(y):
            return False
    names = "co_name co_qualname co_names co_varnames co_freevars co_cellvars co_flags co_firstlineno co_code".split()
    return all(getattr(a, name) == getattr(b, name) for name in names) and list(a.co_positions()) == list(b.co_positions())


for name in ["keyword", "bisect", "sched", "colorsys", "copyreg"]:
    source = inspect.getsource(importlib.import_module(name))
    tree = ast.parse(source)
    text = ast.dump(tree, include_attributes=True)
    print(name, len(text), hashlib.sha256(text.encode()).hexdigest()[:16])
    again = ast.unparse(tree)
    print(len(again), ast.compare(ast.parse(again), tree))
    print(same(compile(source, name, "exec"), compile(tree, name, "exec")))
