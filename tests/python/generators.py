# generators: iteration, send, throw, close, return values, yield from
def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
print(list(count(4)), sum(count(3000)), max(count(10)), list(zip(count(3), count(5))))
def running_average():
    total = 0.0; n = 0; average = None
    while True:
        x = yield average
        total += x; n += 1
        average = total / n
avg = running_average(); next(avg)
print(avg.send(10), avg.send(20), avg.send(6))
for i in range(2000):
    last = avg.send(i)
print(round(last, 6))
def resilient():
    while True:
        try:
            x = yield "ready"
            print("got", x)
        except ValueError as e:
            print("caught", e)
        except GeneratorExit:
            print("closing")
            raise
        finally:
            print("finally")
g = resilient()
print(next(g), g.send(1), g.throw(ValueError("bad")), g.send(2))
g.close(); g.close()
try:
    next(g)
except StopIteration as e:
    print("stopped", e.value)
def inner():
    received = []
    for _ in range(3):
        received.append((yield len(received)))
    return received
def outer():
    result = yield from inner()
    print("inner returned", result)
    result2 = yield from [10, 20]
    print("list returned", result2)
    return "done"
o = outer(); out = [next(o)]
try:
    for v in "abcdefg":
        out.append(o.send(v) if len(out) < 3 else next(o))
except StopIteration as e:
    print(out, e.value)
def tree(n):
    if n > 0:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)
print(list(tree(4)), sum(1 for _ in tree(10)))
def delegating():
    try:
        yield from resilient2()
    except KeyError as e:
        yield f"outer caught {e}"
def resilient2():
    try:
        yield 1
    except ValueError:
        yield "inner caught"
    yield 2
d = delegating(); print(next(d), d.throw(ValueError), next(d), d.throw(KeyError("k")))
for wrong in (lambda: count(1).send(5), lambda: next(iter([])), lambda: next(count(0)), lambda: next(5), lambda: count(2).throw(IndexError("x"))):
    try:
        print(wrong())
    except Exception as e:
        print(type(e).__name__ + ":", e)
def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield 2
i = ignores(); next(i)
try:
    i.close()
except RuntimeError as e:
    print(e)
def stops():
    yield 1
    raise StopIteration("inside")
try:
    list(stops())
except RuntimeError as e:
    print(e, repr(e.__cause__))
def running():
    yield next(me)
me = running()
try:
    next(me)
except ValueError as e:
    print(e)
gen = (x * x for x in range(10) if x % 2)
print(next(gen), list(gen), list(gen), next(gen, "default"))
def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found if p * p <= n):
            found.append(n)
            yield n
        n += 1
p = primes(); print([next(p) for _ in range(15)])
def take(n, it):
    for _, x in zip(range(n), it):
        yield x
def pipeline(data):
    evens = (x for x in data if x % 2 == 0)
    squares = (x * x for x in evens)
    return sum(take(1000, squares))
print(pipeline(count(10**9)))
print(type(gen).__name__, iter(gen) is gen, tree.__name__, [*take(3, "abcdef")], dict(enumerate(take(2, "xy"))))
