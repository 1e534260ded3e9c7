# coroutines driven by hand: send, throw, close, await of objects, async with, async for, return values, errors of what cannot be awaited
import types, warnings
warnings.simplefilter("ignore")
class Suspend:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)
log = []
def drive(c, *answers):
    out, answers = [], list(answers)
    try:
        out.append(c.send(None))
        while True:
            a = answers.pop(0) if answers else None
            out.append(c.throw(a) if isinstance(a, BaseException) else c.send(a))
    except StopIteration as e: out.append(("=", e.value))
    except BaseException as e: out.append((type(e).__name__, str(e)))
    print(out, *log); log.clear()
async def two(): return [await Suspend(1), await Suspend(2)]
async def calls(): return await two(), await two()
drive(two(), "a", "b"); drive(calls(), *"wxyz"); drive(two(), ValueError("thrown"))
async def catches():
    try: await Suspend("s")
    except ValueError as e: return f"caught {e}"
    finally: log.append("finally")
drive(catches(), ValueError("v")); drive(catches(), KeyError("k"))
c = catches(); c.send(None); c.close(); print(log); log.clear()
@types.coroutine
def old():
    x = yield "old"
    return x * 2
async def uses_old(): return await old()
drive(uses_old(), 21)
class Manager:
    def __init__(self, suppress=False): self.suppress = suppress
    async def __aenter__(self): log.append("enter"); return await Suspend("entering")
    async def __aexit__(self, t, *a): log.append(f"exit {t and t.__name__}"); await Suspend("leaving"); return self.suppress
async def manage(suppress, fail):
    async with Manager(suppress) as x, Manager():
        if fail: raise ValueError("body")
        return x
    return "suppressed"
for s in (0, 1):
    for f in (0, 1): drive(manage(s, f), "A", "B")
class Countdown:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if not self.n: raise StopAsyncIteration
        self.n -= 1
        return await Suspend(self.n)
async def loop():
    out = []
    async for x in Countdown(3):
        if x == "skip": continue
        if x == "stop": break
        out.append(x)
    else: out.append("else")
    return out
drive(loop(), 1, "skip", 3); drive(loop(), 1, "stop"); drive(loop(), 1, OSError("in anext"))
class BadAwait:
    def __init__(self, v): self.v = v
    def __await__(self): return self.v
class GenAwait:
    def __await__(self): return iter([1, 2])
async def aw(x): return await x
for x in (5, None, [], (i for i in []), BadAwait(5), BadAwait([1]), BadAwait(two()), GenAwait(), types.coroutine(lambda: 7), Countdown(1)): drive(aw(x))
async def aw_for(x):
    async for i in x: pass
class BadAiter:
    def __aiter__(self): return 5
class BadAnext:
    def __aiter__(self): return self
    def __anext__(self): return 5
for x in ([1], 5, BadAiter(), BadAnext()): drive(aw_for(x))
async def aw_with(x):
    async with x: pass
class Plain:
    def __enter__(self): pass
    def __exit__(self, *a): pass
class NotAwaitable:
    def __aenter__(self): return 5
    async def __aexit__(self, *a): pass
class ExitNot(NotAwaitable):
    async def __aenter__(self): pass
    def __aexit__(self, *a): return 5
for x in (5, Plain(), NotAwaitable(), ExitNot()): drive(aw_with(x))
c = two(); drive(c, 1, 2); drive(c)
c = two(); c.send(None)
async def again(): await c
drive(again()); c.close()
c = two()
for f in (lambda: c.send(5), lambda: next(c), lambda: iter(c), lambda: list(c), lambda: len(c), lambda: c.throw(ValueError("unstarted"))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(c.cr_running, c.cr_code.co_name, c.cr_await, c.__name__, type(c).__name__, bool(two.__code__.co_flags & 128))
c = calls(); c.send(None); print(c.cr_await.cr_code.co_name, type(c.cr_await.cr_await).__name__, c.cr_suspended); c.close()
def gen_iter(): yield from two()
try: list(gen_iter())
except TypeError as e: print(e)
async def stop(): raise StopIteration("s")
drive(stop())
async def nested(n): return n if n == 0 else 1 + await nested(n - 1)
drive(nested(60))
async def comp(): return [await Suspend(i) async for i in Countdown(2) if i != "no"], {x: await Suspend("v") for x in "ab"}, [y async for y in Countdown(0)]
drive(comp(), "p", "q", "no", 1, 2)
def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
class Ready:
    def __await__(self): return iter(())
async def work(n):
    total = 0
    for i in range(n):
        await Ready()
        total += await ident(i) if i % 3 else i / 2
    return total
async def ident(x): return x
print(run(work(1200)))
