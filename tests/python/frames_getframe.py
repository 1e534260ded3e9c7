# sys._getframe, f_back, f_locals and their like, called in every way, from functions that compiled code runs
import sys
def where(n=1):
    f = sys._getframe(n)
    return f.f_code.co_name, f.f_lineno
def a(): return where()
def b():
    return (
        where(),
        a())
print(where(), a(), b())
class C:
    here = where()
    def m(self): return where(), a(), sys._getframe().f_code.co_name
    names = sorted(n for n in sys._getframe().f_locals if not n.startswith("_"))
print(C.here, C().m(), C.names)
def chain(n):
    if n == 0:
        names = []
        f = sys._getframe()
        while f is not None and f.f_globals is globals():
            names.append(f.f_code.co_name); f = f.f_back
        return names
    return chain(n - 1)
print(chain(3))
def gen():
    x = 1
    yield where(), sys._getframe().f_back.f_code.co_name
    yield from inner()
    yield x
def inner():
    yield sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name
g = gen(); print(g.gi_frame is not None if hasattr(g, "gi_frame") else True, list(gen()))
def user():
    for v in gen(): return v
print(user())
def loc(p, q=2):
    z = p + q
    return locals(), sorted(vars()), dir(), eval("z + 1"), list(map(eval, ["p", "q"]))
print(loc(1))
def star(*args, **kw):
    x = 5
    args = ()
    kw = {}
    return locals(*args), eval(*("x",)), eval("x", **kw), globals() is eval("globals()")
print(star(1))
def write():
    x = 1
    y = []
    def inner(): return x, y
    f = sys._getframe()
    f.f_locals["x"] = 10
    f.f_locals["new"] = 3
    l = f.f_locals
    return x, inner(), l["new"], "x" in l, "zz" in l, len(l) > 3, l.get("nope", 7), sorted(k for k in l if k != "l")
print(write())
def outer():
    value = 1
    poke()
    return value
def poke():
    f = sys._getframe(1)
    f.f_locals["value"] += 41
print([outer() for _ in range(3)])
def hot(n):
    total = 0
    for i in range(n):
        total += line() + deeper(i)
    return total
def line(): return sys._getframe(1).f_lineno
def deeper(i):
    i += 1
    return lineof(
        i)
def lineof(i):
    return sys._getframe(1).f_lineno
print(hot(3000))
def module(): return sys._getframemodulename(1), sys._getframe(1).f_globals["__name__"]
def loop():
    r = set()
    for i in range(3000): r.add(module())
    return r
print(loop())
for bad in [100, 10**6]:
    try: sys._getframe(bad)
    except ValueError as e: print(e)
try: sys._getframe("a")
except TypeError as e: print("TypeError")
f = sys._getframe()
print(f is sys._getframe(), type(f).__name__, f.f_globals is globals(), f.f_locals is globals(), f.f_builtins["len"] is len)
try: f.clear()
except RuntimeError as e: print(e)
def boom(x):
    y = x * 2
    raise ValueError(y)
def catch(n):
    try: boom(n)
    except ValueError as e:
        tb = e.__traceback__
        frames = []
        while tb: frames.append((tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_frame.f_lineno)); last = tb; tb = tb.tb_next
        return frames, dict(last.tb_frame.f_locals), last.tb_frame.f_back.f_code.co_name, last.tb_lasti >= 0
print(catch(4))
for i in range(2000): r = catch(i)
print(r)
try: boom(1)
except ValueError as e: TracebackType = type(e.__traceback__)
e = ValueError("x")
tb = TracebackType(None, sys._getframe(), 0, 77)
print(tb.tb_lineno, tb.tb_next, e.with_traceback(tb).__traceback__ is tb)
tb2 = TracebackType(tb, sys._getframe(), 2, 78); print(tb2.tb_next is tb)
try: tb.tb_next = tb2
except ValueError as e: print(e)
tb2.tb_next = None; print(tb2.tb_next)
try: TracebackType(3, sys._getframe(), 0, 1)
except TypeError as e: print(e)
def sup():
    class A:
        def f(self): return "A.f"
    class B(A):
        def f(self): s = super; return s().f() + "B"
        def g(self): return super(*()).f()
    return B().f(), B().g()
print(sup())
