# A hand-written event loop, and everything that is awaited.
import sys
class Future:
    def __init__(self): self.done = False; self.value = None; self.waiters = []
    def __await__(self):
        if not self.done:
            yield self
        return self.value
    def set(self, value):
        self.done = True; self.value = value
class Sleep:
    def __init__(self, n): self.n = n
    def __await__(self):
        for i in range(self.n):
            yield ("tick", i)
        return self.n
class Loop:
    def __init__(self): self.ready = []; self.results = {}
    def task(self, name, coro): self.ready.append((name, coro, None))
    def run(self):
        steps = 0
        while self.ready:
            name, coro, value = self.ready.pop(0)
            steps += 1
            try:
                got = coro.send(value)
            except StopIteration as e:
                self.results[name] = e.value
            except Exception as e:
                self.results[name] = "error " + repr(e)
            else:
                self.ready.append((name, coro, got))
        return steps
async def add(a, b):
    await Sleep(2)
    return a + b
async def total(n):
    s = 0
    for i in range(n):
        s += await add(i, 1)
    return s
async def failing():
    await Sleep(1)
    raise ValueError("boom")
async def catching():
    try:
        await failing()
    except ValueError as e:
        return "caught " + str(e)
    finally:
        await Sleep(1)
loop = Loop()
loop.task("total", total(20))
loop.task("failing", failing())
loop.task("catching", catching())
print(loop.run(), loop.results)

class Context:
    def __init__(self, name, swallow=False): self.name = name; self.swallow = swallow
    async def __aenter__(self):
        await Sleep(1); print("enter", self.name); return self.name
    async def __aexit__(self, t, v, tb):
        await Sleep(1); print("exit", self.name, t and t.__name__); return self.swallow
async def contexts():
    async with Context("a") as a, Context("b", True) as b:
        print(a, b)
        raise KeyError("k")
    print("after")
    try:
        async with Context("c"):
            raise TypeError("t")
    except TypeError as e:
        print("outside", e)
    async with Context("d"):
        return "returned"
def run(coro):
    n = 0
    try:
        while True:
            coro.send(None); n += 1
    except StopIteration as e:
        return e.value, n
print(run(contexts()))

async def agen(n):
    try:
        for i in range(n):
            await Sleep(1)
            got = yield i * i
            if got: print("got", got)
    finally:
        print("agen done")
async def consume():
    out = []
    async for x in agen(5):
        out.append(x)
    else:
        out.append("else")
    comp = [x async for x in agen(4) if x % 2 == 0]
    sets = {x async for x in agen(3)}
    dicts = {x: y async for x, y in pairs()}
    gen = (x + 1 async for x in agen(3))
    nested = [[y async for y in agen(x)] async for x in agen(2)]
    waited = [await add(i, i) for i in range(3)]
    return out, comp, sorted(sets), dicts, [x async for x in gen], nested, waited
async def pairs():
    for i in range(3):
        yield i, str(i)
print(run(consume()))

async def driving():
    g = agen(5)
    print(await g.__anext__(), await g.asend("hello"))
    try:
        print(await g.athrow(ValueError("thrown")))
    except ValueError as e:
        print("athrow", e)
    try:
        await anext(g)
    except StopAsyncIteration:
        print("exhausted", await anext(g, "default"))
    h = agen(3)
    print(await anext(h))
    await h.aclose()
    await h.aclose()
    print([x async for x in h])
    async def stubborn():
        try:
            yield 1
        except GeneratorExit:
            yield 2
    s = stubborn(); await anext(s)
    try: await s.aclose()
    except RuntimeError as e: print(e)
    async def stops():
        yield 1
        raise StopAsyncIteration
    try: [x async for x in stops()]
    except RuntimeError as e: print(e, repr(e.__cause__))
run(driving())
async def stop(): raise StopIteration(3)
try: run(stop())
except RuntimeError as e: print(e)
class AIter:
    def __init__(self, n): self.n = n; self.i = 0
    def __aiter__(self): return self
    async def __anext__(self):
        if self.i >= self.n: raise StopAsyncIteration
        self.i += 1
        await Sleep(1)
        return self.i
async def iterating():
    s = 0
    for k in range(30):
        async for x in AIter(20):
            if x == 3: continue
            if x > 15: break
            s += x
    return s
print(run(iterating()))
async def wrong(what):
    try: await what
    except TypeError as e: print(e)
    try:
        async for x in what: pass
    except TypeError as e: print(e)
    try:
        async with what: pass
    except TypeError as e: print(e)
run(wrong(5)); run(wrong([]))
class BadAwait:
    def __await__(self): return 5
class BadAiter:
    def __aiter__(self): return 5
class BadAnext:
    def __aiter__(self): return self
    def __anext__(self): return 5
run(wrong(BadAwait())); run(wrong(BadAiter())); run(wrong(BadAnext()))
c = add(1, 2)
print(type(c).__name__, c.__name__, c.cr_running, c.cr_await, c.cr_suspended)
c.send(None); print(c.cr_suspended, type(c.cr_await).__name__)
try: c.throw(KeyError("x"))
except KeyError as e: print("thrown", e)
try: c.send(None)
except RuntimeError as e: print(e)
c.close()
d = add(1, 2)
try: d.send(5)
except TypeError as e: print(e)
try: iter(d)
except TypeError as e: print(e)
try: next(d)
except TypeError as e: print(e)
d.close()
async def closing():
    try: await Sleep(5)
    finally: print("closed")
k = closing(); k.send(None); k.close()
w = add(2, 3).__await__()
print(next(w), w.send(None))
try: next(w)
except StopIteration as e: print(e.value)
unused = add(1, 2)
def plain():
    yield from unused
try: list(plain())
except TypeError as e: print(e)
unused.close()
class Delegating:
    def __await__(self):
        return (yield from add(1, 2).__await__())
print(run(total(3)), run((lambda: total(2))()))
async def deleg(): return await Delegating()
print(run(deleg()))
ag = agen(1)
print(type(ag).__name__, ag.__name__, ag.ag_running)
try: run(aiter(5))
except TypeError as e: print(e)
try: run(anext(5))
except TypeError as e: print(e)
