# `__builtins__` in the globals of exec, eval and functions: added where it is missing, honoured where it is given.

import builtins
import sys
import types


def attempt(source, namespace, run=exec):
    try:
        print(source.replace("\n", "; "), "->", run(source, namespace))
    except Exception as e:
        print(source.replace("\n", "; "), "->", type(e).__name__, e)


namespace = {}
exec("x = 1", namespace)
print(list(namespace), namespace["__builtins__"] is builtins.__dict__)
print(eval("globals().keys()", {"a": 1}), __builtins__ is builtins or __builtins__ is builtins.__dict__)

empty = {"__builtins__": {}}
for source in [
    "print(1)", "import sys", "class A: pass", "raise ValueError", "assert False, 'words'", "x: int = 3", "y = [z for z in (1, 2)]",
    "def f(): return len('abc')\nf()", "w = [].__class__", "del __builtins__\nprint(1)",
]:
    attempt(source, dict(empty))
few = {"print": print, "len": lambda x: "mine", "__build_class__": __build_class__, "__name__": "few", "abs": abs}
for source in [
    "print(len('abc'))", "def f(): return len('abc')\nprint(f())", "class A: pass\nprint(A.__name__, A.__module__)", "print((lambda: abs(-3))())",
    "print([len(c) for c in 'ab'], {c: len(c) for c in 'a'})", "print(open)", "def g():\n  def h(): return open\n  return h\ng()()",
    "del __builtins__\nprint(abs(-1))\nopen",
]:
    attempt(source, {"__builtins__": few})
attempt("len('a')", {"__builtins__": {"len": lambda x: 99}}, eval)
attempt("len('a')", {"__builtins__": builtins}, eval)
attempt("vars().keys()", {"__builtins__": {"vars": vars}, "a": 1}, eval)
safe = {name: value for name, value in vars(builtins).items() if name not in ("open", "eval", "exec", "__import__")}
for source in ["sum(range(5))", "open('x')", "eval('1')", "__import__('os')", "max([1, 2])"]:
    attempt(source, {"__builtins__": safe}, eval)

imports = []


def importing(name, globals, locals, fromlist, level):
    imports.append((name, fromlist, level))
    return sys


attempt("import foo.bar\nfrom baz import version\nprint(version is foo.version)", {"__builtins__": {"print": print, "__import__": importing}})
print(imports)

module = types.ModuleType("m")
module.print = lambda *args: print("module's", *args)
attempt("print(1)", {"__builtins__": module})
attempt("print(1)", {"__builtins__": 5})
attempt("print(1)", {"__builtins__": None})
attempt("x = 1", {"__builtins__": 5})


class Noting(dict):
    def __getitem__(self, key):
        print("asked for", key)
        return dict.__getitem__(self, key)


attempt("print(len)", {"__builtins__": Noting(print=print)})
exec("print(x)", Noting(x=3))

# functions keep what they were made with
kept = {"__builtins__": {"print": print}}
exec("def outer():\n  def inner(): return open\n  return inner", kept)
inner = kept["outer"]()
kept["__builtins__"]["open"] = "now there"
print(inner(), inner.__builtins__ is kept["__builtins__"])
kept["__builtins__"] = {}
print(inner())
made = types.FunctionType((lambda: len("a")).__code__, {"__builtins__": {"len": lambda s: 7}})
print(made(), list(made.__builtins__))
made = types.FunctionType((lambda: len("a")).__code__, {})
print(made(), made.__builtins__ is builtins.__dict__, (lambda: 1).__builtins__ is builtins.__dict__)
exec("print(list(sys._getframe().f_builtins))", {"sys": sys, "__builtins__": {"print": print, "list": list}})


# a loop that has become hot sees another builtin
def lookup():
    return thing


def count(n):
    total = 0
    for i in range(n):
        if i == n // 2:
            builtins.thing = 2
        total += lookup()
    return total


builtins.thing = 1
print(count(400))
del builtins.thing
attempt("lookup()", {"lookup": lookup})

code = compile("total = 0\nfor i in range(200): total += len('ab')\nprint(total)", "hot", "exec")
shared = {}
exec(code, shared)
shared["__builtins__"] = {"range": range, "print": print, "len": lambda s: 5}
exec(code, shared)
del shared["__builtins__"]
exec(code, shared)

# --- blanks and NULs
print(eval("  1"), eval("\t 2"), eval(" \t3 \n"), eval(b" 5"))
for source in ["1\n  2", "1\x00", "\x001"]:
    attempt(source, {}, eval)
    attempt(source, {})
