# with: several items, suppression, targets of all kinds, errors while entering and leaving, order, return/break/continue, async forms by hand
log = []
class CM:
    def __init__(self, name, suppress=False, enter=None, exit=None): self.name, self.suppress, self.enter_error, self.exit_error = name, suppress, enter, exit
    def __enter__(self):
        log.append(f"enter {self.name}")
        if self.enter_error: raise self.enter_error
        return self.name
    def __exit__(self, t, v, tb):
        log.append(f"exit {self.name} {t.__name__ if t else None} {v}")
        if self.exit_error: raise self.exit_error
        return self.suppress
def run(label, f):
    try: result = f()
    except BaseException as e: result = f"{type(e).__name__}: {e} (context {type(e.__context__).__name__})"
    print(label, result, log); log.clear()
def two():
    with CM("a") as x, CM("b") as y: return x + y
run("two", two)
def parens():
    with (CM("a") as x, CM("b", suppress=True), CM("c") as (z),): raise ValueError("in the body")
    return "suppressed"
run("parens", parens)
def inner_suppresses():
    with CM("outer"), CM("inner", suppress=1): raise KeyError("k")
    return "after"
run("inner suppresses", inner_suppresses)
def enter_fails():
    with CM("a"), CM("b", enter=OSError("no")): return "never"
run("enter fails", enter_fails)
def enter_fails_suppressed():
    with CM("a", suppress=True), CM("b", enter=OSError("no")): return "never"
    return "went on"
run("enter fails, outer suppresses", enter_fails_suppressed)
def exit_fails():
    with CM("a", exit=RuntimeError("exit")): raise ValueError("body")
run("exit fails", exit_fails)
def exit_fails_clean():
    with CM("a"), CM("b", exit=RuntimeError("exit")): pass
run("exit fails without error", exit_fails_clean)
def targets():
    class O: pass
    o, d, l = O(), {}, [0, 0]
    with CM("attr") as o.x, CM("key") as d["k"], CM("item") as l[1], CM("xy") as (p, q), CM("abc") as [r, *s]: pass
    return o.x, d, l, p, q, r, s
run("targets", targets)
def bad_target():
    with CM("a") as (p, q): pass
    with CM("abc") as (p, q): pass
run("bad target", bad_target)
def loops():
    out = []
    for i in range(5):
        with CM(i):
            if i == 1: continue
            if i == 3: break
            out.append(i)
    else: out.append("else")
    return out
run("loops", loops)
def returns():
    for i in range(3):
        with CM("r"):
            try: return i
            finally: log.append("finally")
run("returns", returns)
def override():
    with CM("o", suppress=True):
        try: raise ValueError("first")
        finally: raise KeyError("second")
    return "fine"
run("override", override)
def nested_raise():
    with CM("a", suppress=True):
        with CM("b", exit=TypeError("from b")): raise ValueError("v")
    return "ok"
run("nested", nested_raise)
def generator():
    with CM("g"):
        yield 1
        yield 2
def closes():
    g = generator(); next(g); g.close()
    return list(generator())
run("generator", closes)
def exits(kind):
    def f():
        with CM("x", suppress=True): raise kind("e")
        return "swallowed"
    return f
for kind in (SystemExit, KeyboardInterrupt, StopIteration, GeneratorExit): run(kind.__name__, exits(kind))
class Static:
    enter = 0
    @staticmethod
    def __enter__(): return "static"
    @classmethod
    def __exit__(cls, *a): log.append(f"{cls.__name__} {len(a)}"); return []
def static():
    with Static() as s: return s
run("static", static)
class Truthy:
    def __init__(self, v): self.v = v
    def __enter__(self): pass
    def __exit__(self, *a): return self.v
class BoolRaises:
    def __bool__(self): raise ZeroDivisionError("bool")
for v in (0, "", "x", [0], None, NotImplemented.__class__, BoolRaises()):
    def f():
        with Truthy(v): raise ValueError("v")
        return "swallowed"
    run(type(v).__name__, f)
class NoExit:
    def __enter__(self): log.append("entered")
class NoEnter:
    def __exit__(self, *a): pass
class OnInstance: pass
o = OnInstance(); o.__enter__ = lambda: 1; o.__exit__ = lambda *a: 1
class Async:
    async def __aenter__(self): pass
    async def __aexit__(self, *a): pass
for c in (5, NoExit(), NoEnter(), o, Async(), None, CM):
    def f():
        with c: pass
    run(type(c).__name__, f)
class WrongExit:
    def __enter__(self): return self
    def __exit__(self): pass
def f():
    with WrongExit(): pass
run("wrong exit", f)
def g():
    with WrongExit(): raise ValueError("lost")
run("wrong exit with error", g)
def traceback_depth():
    class T:
        def __enter__(self): return self
        def __exit__(self, t, v, tb): self.depth = 0; self.same = v.__traceback__ is tb; return True
    with T() as t: (lambda: 1 / 0)()
    return t.same
run("traceback", traceback_depth)
import contextlib, sys
@contextlib.contextmanager
def managed(n):
    log.append(f"begin {n}")
    try: yield n * 2
    except ValueError as e: log.append(f"handled {e}")
    finally: log.append(f"end {n}")
def managed_use():
    with managed(1) as x, managed(2) as y: raise ValueError(x + y)
    return sys.exc_info()
run("managed", managed_use)
def stack():
    with contextlib.ExitStack() as s:
        for i in range(3): s.enter_context(CM(i, suppress=i == 1))
        s.callback(log.append, "callback")
        raise KeyError("k")
    return "done"
run("stack", stack)
def hot(n):
    total = 0
    for i in range(n):
        with Truthy(i % 7 == 0):
            try:
                if i % 7 == 0: raise ValueError
                total += i
            except KeyError: pass
    return total
run("hot", lambda: hot(1500))
for text in ("with: pass", "with a as 1: pass", "with a as f(): pass", "with (a as b, c): pass", "with a, : pass", "with (a, b) as (c, d): pass", "with a as b.c, d as e[0]: pass", "with (a as b): pass", "with (yield): pass", "with a as (b, c) as d: pass", "with a as None: pass", "with (): pass", "with a\n pass", "with a as b:\npass"):
    try: compile(text, "<s>", "exec"); print(text, "fine")
    except SyntaxError as e: print(repr(text), "!!", type(e).__name__, e.msg)
