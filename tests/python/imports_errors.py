# What imports say when they fail.
import sys

sys.path.insert(0, "tests/python/modules")


def short(place):
    """Without the part of a path that depends on where the tests are."""
    text = str(place)
    at = text.find("tests/python")
    return text if at < 0 else text[:text.index("/")] + text[at:]


def attempt(code, namespace=None):
    try:
        exec(code, namespace if namespace is not None else {"__name__": "trial", "__package__": None, "__spec__": None})
        print(code, "-> fine")
    except BaseException as e:
        more = [getattr(e, n, None) for n in ("name", "path")] if isinstance(e, ImportError) else ""
        print(f"{code} -> {type(e).__name__}: {short(e)} {[short(m) for m in more]}")


attempt("import surely_not_there")
attempt("import surely.not_there")
attempt("import shapes.nope")
attempt("import shapes.flat.nope")
attempt("from shapes import nope")
attempt("from shapes.flat import nope")
attempt("from sys import nope")
attempt("import needs_other")
attempt("from needs_other import x")
attempt("import failing")
print("failing" in sys.modules)
attempt("import wrong_syntax")
attempt("from broken_star import *")
attempt("import rings.first")
print([n for n in sorted(sys.modules) if n.startswith("rings")])
attempt("import rings.third")
attempt("from . import x")
attempt("from .a import x")
attempt("from .. import x", {"__name__": "a.b", "__package__": "shapes"})
attempt("from .nope import x", {"__name__": "a.b", "__package__": "shapes"})
attempt("from .flat import square", {"__name__": "shapes.b", "__package__": "shapes"})
attempt("__import__('')")
attempt("__import__(5)")
attempt("__import__('x', level=-1)")
sys.modules["blocked"] = None
attempt("import blocked")
attempt("from blocked import x")
del sys.modules["blocked"]
attempt("import shapes; shapes.flat.nope")
attempt("import sys; sys.nope")
try:
    import rings.first
except ImportError as e:
    print(type(e).__name__, e.name, e.name_from, e.msg == str(e))
import builtins

original = builtins.__import__
calls = []


def tracing(name, globals=None, locals=None, fromlist=(), level=0):
    calls.append((name, fromlist, level))
    return original(name, globals, locals, fromlist, level)


builtins.__import__ = tracing
import shapes
from shapes import flat, solid as s
builtins.__import__ = original
import shapes
print([c for c in calls if not c[0].startswith("_")])
import time
from time import monotonic, sleep

print(callable(monotonic), callable(sleep), hasattr(time, "nope"))
try:
    from time import nope
except ImportError as e:
    print(e)
