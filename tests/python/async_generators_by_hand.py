# asynchronous generators and comprehensions driven by hand: asend, athrow, aclose, anext, aiter, ends, errors, finalization
import types, warnings
warnings.simplefilter("ignore")
class Suspend:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)
def run(c, *answers):
    out, answers = [], list(answers)
    try:
        v = c.send(None)
        while True: out.append(v); v = c.send(answers.pop(0) if answers else None)
    except StopIteration as e: return (*out, "=", e.value) if out else e.value
def show(label, c, *answers):
    try: print(label, run(c, *answers))
    except BaseException as e: print(label, type(e).__name__, e)
log = []
async def agen(n, log=log):
    try:
        for i in range(n):
            got = yield i
            log.append(got)
            await Suspend(f"wait {i}")
    except ValueError as e: yield f"caught {e}"
    finally: log.append("finally")
g = agen(3)
show("next", g.__anext__()); show("send", g.asend("S"), "ans"); show("throw", g.athrow(ValueError("v"))); show("end", g.__anext__()); show("after", g.__anext__()); show("close", g.aclose()); print(log); log.clear()
g = agen(1); show("send to new", g.asend(5)); show("then", g.__anext__())
g = agen(2); show("close new", g.aclose()); show("closed", g.__anext__())
g = agen(2); run(g.__anext__()); show("close", g.aclose()); log.clear()
async def collect(it): return [x async for x in it]
show("collect", collect(agen(2)))
async def ignores():
    try: yield 1
    except GeneratorExit: yield 2
g = ignores(); run(g.__anext__()); show("ignores close", g.aclose())
async def raises():
    yield 1
    raise KeyError("inside")
show("raises", collect(raises()))
async def stops():
    yield 1
    raise StopAsyncIteration("x")
async def stops2():
    yield 1
    raise StopIteration("y")
show("stops", collect(stops())); show("stops2", collect(stops2()))
async def empty():
    return
    yield
show("empty", collect(empty()))
g = agen(1); a = g.__anext__(); run(a)
try: a.send(None)
except RuntimeError as e: print(e)
a = agen(1).asend(None); a.close()
try: a.send(None)
except (RuntimeError, StopIteration) as e: print(type(e).__name__, e)
g = agen(2); a1 = g.__anext__(); b1 = g.__anext__()
try: print(run(a1)); a2 = g.__anext__(); print(a2.send(None)); b1.send(None)
except RuntimeError as e: print(e)
async def use_builtins():
    g = agen(2)
    it = aiter(g)
    first = await anext(it)
    second = await anext(it, "default")
    return it is g, first, second, await anext(it, "default"), await anext(it, None)
show("anext", use_builtins())
for f in (lambda: aiter([1]), lambda: aiter(5), lambda: anext(5), lambda: anext([]), lambda: anext(), lambda: aiter(), lambda: anext(agen(1), 1, 2)):
    try: print(f())
    except TypeError as e: print(e)
class BadAiter:
    def __aiter__(self): return 5
try: aiter(BadAiter())
except TypeError as e: print(e)
async def anext_default(): return await anext(agen(0), "d")
show("default", anext_default())
async def anext_stop(): return await anext(agen(0))
show("no default", anext_stop())
async def nested(): return [[y async for y in agen(x)] for x in [1, 2]], {x: i async for i, x in pairs()}, {x async for x in agen(2)}, [x async for x in agen(4) if x % 2 if await truth(x)]
async def pairs():
    yield 0, "a"
    yield 1, "b"
async def truth(x): return x > 1
show("comprehensions", nested())
async def genexp():
    g = (x * 2 async for x in agen(3) if x)
    h = (await ident(x) for x in [1, 2])
    return type(g).__name__, type(h).__name__, [v async for v in g], [v async for v in h], type((x for x in [1])).__name__
async def ident(x): return x
show("generator expressions", genexp())
async def loop_else():
    out = []
    async for x in agen(5):
        if x == 1: continue
        if x == 3: break
        out.append(x)
    else: out.append("else")
    async for x in agen(1): out.append(x)
    else: out.append("else")
    return out
show("loop", loop_else())
log.clear()
async def unpack():
    async for a, (b, *c) in tuples(): log.append((a, b, c))
    async for log[0] in agen(1): pass
    return log[0]
async def tuples(): yield 1, "xyz"
show("targets", unpack())
async def delegating():
    async for x in agen(2): yield x
    for x in [7, 8]: yield x
    yield await ident(9)
show("delegating", collect(delegating()))
# a list of its own: generators that were left open above may be closed by a collection at any time
entered = []
async def ctx():
    class M:
        async def __aenter__(self): entered.append("in"); return agen(1, entered)
        async def __aexit__(self, *a): entered.append("out")
    async with M() as g: return [x async for x in g]
show("with", ctx()); print(entered)
g = agen(1); print(g.ag_running, g.ag_await, g.ag_code.co_name, g.__name__, type(g).__name__, type(g.asend(1)).__name__, type(g.athrow(ValueError)).__name__, type(g.aclose()).__name__, hasattr(g, "__iter__"), hasattr(g, "__await__"))
for f in (lambda: iter(g), lambda: g.send(1), lambda: list(g), lambda: g.asend(), lambda: len(g)):
    try: print(f())
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
async def hot(n):
    total = 0
    async for x in numbers(n): total += x
    return total + sum([y async for y in numbers(300)])
async def numbers(n):
    for i in range(n):
        if i % 100 == 0: await Suspend(None)
        yield i if i < n - 3 else i / 2
c = hot(1000)
try:
    while True: c.send(None)
except StopIteration as e: print(e.value)
for text in ("async def f(): yield from x", "async def f():\n yield\n return 1", "def f(): async for x in y: pass", "def f(): [x async for x in y]", "def f(): (x async for x in y)", "async for x in y: pass", "async with x: pass", "await x", "def f(): await x", "async def f(): [await x for y in z]", "async def f(): lambda: await x", "class C:\n await x", "async lambda: 1", "async x = 1", "async def f(): await", "async def f(): await = 1"):
    try: compile(text, "<s>", "exec"); print(repr(text), "fine")
    except SyntaxError as e: print(repr(text), "!!", e.msg)
