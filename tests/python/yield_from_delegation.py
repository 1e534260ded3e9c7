# yield from: delegation of send, throw and close, to generators, iterators and objects with some of the methods; return values; depth
log = []
def inner(n):
    try:
        for i in range(n): log.append(("inner got", (yield i)))
    except ValueError as e: log.append("inner caught"); yield "recovered"
    except GeneratorExit: log.append("inner closed"); raise
    finally: log.append("inner finally")
    return f"result {n}"
def outer(*its):
    out = []
    for it in its: out.append((yield from it))
    return out
def drive(g, *sends):
    out = []
    try:
        out.append(next(g))
        for s in sends: out.append(g.throw(s) if isinstance(s, BaseException) else g.send(s))
        while True: out.append(next(g))
    except StopIteration as e: out.append(("returned", e.value))
    except BaseException as e: out.append((type(e).__name__, str(e)))
    print(out, log); log.clear()
drive(outer(inner(2), inner(1)), "a", "b", "c")
drive(outer(inner(3)), "a", ValueError("v"))
drive(outer(inner(3)), KeyError("passes through"))
drive(outer([1, 2], "ab", (), range(2), {"k": 1}, (x for x in "z")))
drive(outer([1, 2]), "sent to a list")
drive(outer([1, 2]), ValueError("thrown to a list"))
drive(outer(5)); drive(outer(None))
g = outer(inner(3)); next(g); print(g.gi_yieldfrom.__name__); g.close(); print(log); log.clear()
class It:
    def __iter__(self): log.append("iter"); return self
    def __next__(self): log.append("next"); return "item"
class WithSend(It):
    def send(self, v): log.append(("send", v)); return ("sent", v)
class WithThrow(It):
    def throw(self, *a): log.append(("throw", len(a), str(a[0]))); return "thrown"
class WithClose(It):
    def close(self): log.append("close")
class CloseRaises(It):
    def close(self): raise OSError("close")
class StopThrow(It):
    def throw(self, *a): raise StopIteration("from throw")
def steps(it, action):
    g = outer(it)
    try: print(next(g), action(g), log)
    except BaseException as e: print(type(e).__name__, e, log)
    try: g.close()
    except RuntimeError: pass
    log.clear()
for it in (It(), WithSend(), WithThrow(), WithClose(), StopThrow()):
    for action in (lambda g: g.send(None), lambda g: g.send(5), lambda g: g.throw(ValueError("v")), lambda g: g.throw(GeneratorExit()), lambda g: g.close()):
        steps(it, action)
class Returns:
    def __iter__(self): return self
    def __next__(self): raise StopIteration(42)
class ReturnsNothing(Returns):
    def __next__(self): raise StopIteration
class ReturnsTuple(Returns):
    def __next__(self): raise StopIteration((1, 2))
class StopSub(StopIteration):
    value = "overridden"
class ReturnsSub(Returns):
    def __next__(self): raise StopSub("arg")
drive(outer(Returns(), ReturnsNothing(), ReturnsTuple(), ReturnsSub())) if False else None
def only(it):
    r = yield from it
    yield r
print([list(only(c())) for c in (Returns, ReturnsNothing, ReturnsTuple)])
def tree(t):
    if isinstance(t, list):
        for c in t: yield from tree(c)
    else: yield t
print(list(tree([1, [2, [3, [4, [5]], 6]], [], [[7]]])))
def chain(n): 
    if n: return (yield from chain(n - 1)) + 1
    x = yield "bottom"
    return x
g = chain(100); print(next(g))
try: g.send(0)
except StopIteration as e: print(e.value)
g = chain(60); next(g)
try: g.throw(KeyError("deep"))
except KeyError as e:
    n, tb = 0, e.__traceback__
    while tb: n, tb = n + 1, tb.tb_next
    print(e, n)
def recursive():
    yield 1
    yield from me
del g
me = recursive(); next(me)
try: next(me)
except ValueError as e: print(e)
def swallow():
    while True:
        try: yield from inner(2)
        except KeyError: yield "swallowed"
        else: return "done"
drive(swallow(), KeyError("k")) ; drive(swallow(), GeneratorExit())
def finals():
    try: yield from inner(1)
    finally: log.append("outer finally")
drive(finals(), "x")
def value_error():
    try: return (yield from inner(1))
    finally: return "overridden" if False else None
drive(outer(*[only([i]) for i in range(2)]))
def average():
    total = count = 0
    while (x := (yield)) is not None: total += x; count += 1
    return total / count
def grouper(results, key):
    while True: results[key] = yield from average()
results = {}
for key, values in (("a", [1, 2, 3]), ("b", [10.5])):
    g = grouper(results, key); next(g)
    for v in values: g.send(v)
    g.send(None)
print(results)
def numbers(n):
    for i in range(n): yield i if i < 900 else i / 2
def layers(n, depth): yield from (numbers(n) if depth == 0 else layers(n, depth - 1))
print(sum(layers(1000, 5)), sum(x for x in layers(300, 20)))
