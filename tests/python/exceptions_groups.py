# exception attributes, raising in odd places, and custom hierarchies in hot loops
class AppError(Exception):
    code = 0
    def __init__(self, *args, detail=None): super().__init__(*args); self.detail = detail
class NotFound(AppError): code = 404
class Denied(AppError): code = 403
class Worse(NotFound, KeyError): code = 405
def request(i):
    if i % 5 == 0: raise NotFound(i, detail="page")
    if i % 7 == 0: raise Denied(i)
    if i % 11 == 0: raise Worse("k", detail=[i])
    if i % 13 == 0: raise ZeroDivisionError
    return i
stats = {}
total = 0
for i in range(1, 4000):
    try: total += request(i)
    except KeyError as e: stats["key"] = stats.get("key", 0) + len(e.detail)
    except AppError as e: stats[e.code] = stats.get(e.code, 0) + 1
    except ArithmeticError: stats["math"] = stats.get("math", 0) + 1
    else: stats["ok"] = stats.get("ok", 0) + 1
print(total, sorted(stats.items(), key=str))
try: raise Worse("key", 1, detail="d")
except (ValueError, LookupError) as e: print(type(e).__mro__[1].__name__, e.args, e.detail, e.code, str(e), repr(e))
def property_raises():
    class P:
        @property
        def v(self): raise ValueError("in property")
        def __len__(self): raise IndexError("in len")
        def __iter__(self): raise KeyError("in iter")
        def __bool__(self): raise TypeError("in bool")
        def __eq__(self, o): raise OverflowError("in eq")
        def __getitem__(self, k): raise LookupError("in getitem")
        def __hash__(self): raise RuntimeError("in hash")
        def __call__(self): raise EOFError("in call")
        def __contains__(self, x): raise NameError("in contains")
        def __enter__(self): raise OSError("in enter")
        def __exit__(self, *a): pass
        def __repr__(self): raise NotImplementedError("in repr")
        def __add__(self, o): raise AssertionError("in add")
    p = P()
    def use():
        with p: pass
    for f in (lambda: p.v, lambda: len(p), lambda: list(p), lambda: not p, lambda: p == 1, lambda: p[0], lambda: {p: 1}, lambda: p(), lambda: 1 in p, use, lambda: repr(p), lambda: p + 1, lambda: [1, p].index(2), lambda: f"{p!r}", lambda: [x for x in p], lambda: 1 if p else 2, lambda: getattr(p, "v", None), lambda: hasattr(p, "v")):
        try: print(f())
        except Exception as e: print(type(e).__name__, e, end="; ")
    print()
property_raises()
def in_default():
    try:
        def f(x=1 // 0): pass
    except ZeroDivisionError as e: return "default", str(e)
def in_class():
    try:
        class C:
            x = [1][5]
    except IndexError as e: return "class body", str(e)
def in_decorator():
    def deco(f): raise ValueError("decorator")
    try:
        @deco
        def g(): pass
    except ValueError as e: return str(e)
print(in_default(), in_class(), in_decorator())
def rethrow(n):
    try:
        if n == 0: raise ValueError("deep")
        rethrow(n - 1)
    except ValueError as e:
        if n % 3 == 0: e.args = e.args + (n,)
        raise
try: rethrow(12)
except ValueError as e: print(e.args)
def swap(kind):
    try: raise kind("one")
    except ValueError as e:
        saved = e
    except Exception as e:
        saved = RuntimeError(*e.args)
    return type(saved).__name__, saved.args
print(swap(ValueError), swap(KeyError), swap(type("Own", (ValueError,), {})))
state = []
def generator_cleanup():
    try:
        while True:
            try: yield len(state)
            except ValueError: state.append("v")
    finally: state.append("end")
g = generator_cleanup(); next(g)
for i in range(1000): g.throw(ValueError("x")) if i % 2 else next(g)
g.close(); print(len(state), state[-1])
import sys
try: raise KeyError("info")
except KeyError as e: print(sys.exc_info()[0].__name__, sys.exc_info()[1] is e)
print(sys.exc_info())
