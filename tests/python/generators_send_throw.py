# generators: send, throw in all forms, close with its answer, return values, attributes, reentry, running state, StopIteration inside
def show(label, f):
    try: print(label, f())
    except BaseException as e: print(label, type(e).__name__, e, repr(e.__cause__))
def echo():
    got = []
    try:
        while True: got.append((yield len(got)))
    except ValueError as e: got.append(str(e)); yield "caught"
    finally: got.append("closed"); echo.last = got
    return got
g = echo()
show("send first", lambda: g.send(1))
print(next(g), g.send("a"), g.send(None), g.throw(ValueError("v")))
show("end", lambda: next(g)); show("after the end", lambda: next(g)); show("send after", lambda: g.send(1)); show("throw after", lambda: g.throw(KeyError("k"))); print(g.close(), echo.last)
def stops(): return (yield)
g = stops(); next(g); show("value", lambda: g.send(3)); g = stops(); next(g)
try: g.send((1, 2))
except StopIteration as e: print(e.value, e.args)
g = stops(); show("throw unstarted", lambda: g.throw(ValueError("early"))); show("then", lambda: next(g))
def forms():
    while True:
        try: yield
        except Exception as e: print("got", type(e).__name__, e.args)
import warnings
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    g = forms(); next(g); g.throw(ValueError); g.throw(ValueError, "arg"); g.throw(ValueError, KeyError("other")) if False else None; g.throw(ValueError("x"), None); g.throw(ValueError, ValueError("same")); g.throw(ValueError, None, None)
    show("throw nothing", lambda: g.throw()); show("throw 5", lambda: g.throw(5)); show("throw int", lambda: g.throw(int)); show("four", lambda: g.throw(1, 2, 3, 4)); show("str", lambda: g.throw("s"))
def close_answers(mode):
    try: yield
    except GeneratorExit:
        if mode == "return": return "answer"
        if mode == "yield": yield "ignored"
        if mode == "raise": raise KeyError("instead")
        if mode == "stop": raise StopIteration("s")
        raise
for mode in ("return", "yield", "raise", "stop", "reraise"):
    g = close_answers(mode); next(g); show(mode, lambda: g.close())
g = close_answers("return"); show("close unstarted", lambda: g.close()); show("next of closed", lambda: next(g, "default"))
def stop_inside():
    yield 1
    raise StopIteration("inside")
def next_inside(): yield next(iter([]))
show("stop inside", lambda: list(stop_inside())); show("next inside", lambda: list(next_inside()))
def reenter():
    yield 1
    next(me)
me = reenter(); next(me); show("reentered", lambda: next(me))
def attrs(): yield locals()
g = attrs(); print(g.gi_running, g.gi_suspended, g.gi_yieldfrom, g.gi_code.co_name, g.__name__, g.__qualname__, next(g), g.gi_suspended, list(g))
g.__name__ = "renamed"; g.__qualname__ = "q.renamed"; print(repr(g)[:27])
show("name 5", lambda: setattr(g, "__name__", 5)); show("call", lambda: type(g)()); show("len", lambda: len(g)); show("index", lambda: g[0]); show("send two", lambda: g.send(1, 2)); show("send none", lambda: g.send()); show("copy", lambda: __import__("copy").copy(g))
def running(): yield me2.gi_running
me2 = running(); print(next(me2), me2.gi_running)
def infinite():
    n = 0
    while True:
        step = yield n
        n += step if step is not None else 1
g = infinite(); print(next(g), g.send(10), next(g), [x for x, _ in zip(g, "abc")])
def finally_order():
    try:
        try: yield 1
        finally: print("inner")
    finally: print("outer")
g = finally_order(); next(g); g.close(); del g
def yields_in_finally():
    try: yield 1
    finally: yield 2
g = yields_in_finally(); next(g); show("yield in finally", lambda: g.throw(ValueError("v"))); show("goes on", lambda: next(g))
def expr(): x = (yield 1) + (yield 2); yield x; print("f", (yield), [(yield 5), (yield 6)])
g = expr(); print(next(g), g.send(10), g.send(20), next(g), g.send("A"), g.send(1)); show("print", lambda: g.send(2))
gen = (x * y for x in range(3) if x for y in [1, 2] if (seen := y)); print(list(gen), seen)
outer_error = lambda: (x for x in 5); show("outermost at once", outer_error); late = (1 / y for x in [0] for y in [x]); show("inner late", lambda: next(late))
def deco():
    a = yield
    while True: a = yield a * 2
d = deco(); next(d); print([d.send(i) for i in range(4)])
def count(n):
    i = 0
    while i < n:
        try:
            got = yield i
            i += got or 1
        except ValueError: i += 10
g, total, thrown = count(4000), 0, 0
v = next(g)
try:
    while True:
        total += v
        if v % 97 == 0: v = g.throw(ValueError()); thrown += 1
        else: v = g.send(2 if v % 3 else None)
except StopIteration: print(total, thrown)
for text in ("yield", "x = yield", "[(yield) for x in y]", "def f(x=(yield)): 0", "class C: yield", "lambda: (yield)", "def f(): return (yield from g())", "def f(): yield from", "def f(): x = yield = 1", "def f(): (yield) = 1", "def f(): yield x for x in y", "async def f(): yield from g()", "async def f():\n yield 1\n return 2", "def f(): await x", "def f(): yield += 1"):
    try: compile(text, "<s>", "exec"); print(repr(text), "fine")
    except SyntaxError as e: print(repr(text), "!!", e.msg)
