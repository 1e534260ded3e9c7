# generators and iterators in hot loops
def ints(n):
    i = 0
    while i < n:
        yield i
        i += 1
def evens(it):
    for x in it:
        if x % 2 == 0: yield x
def scaled(it, k):
    for x in it: yield x * k
print(sum(scaled(evens(ints(4000)), 3)), sum(scaled(evens(ints(3000)), 0.5)), sum(x * x for x in evens(ints(2000))))
def coroutine(n):
    total = 0
    while n:
        got = yield total
        if got is None: total += 1
        elif isinstance(got, str): total += len(got)
        else: total += got
        n -= 1
    return total
def drive():
    c = coroutine(3001); next(c); out = 0
    try:
        for i in range(10**6):
            out = c.send(i if i % 3 == 0 else "ab" if i % 3 == 1 else None)
    except StopIteration as e:
        return out, e.value, i
print(drive())
def recursive(depth):
    if depth == 0:
        yield 1
    else:
        for x in recursive(depth - 1): yield x
        for x in recursive(depth - 1): yield x + depth
print(sum(recursive(9)), len(list(recursive(8))))
def permutations(items):
    if len(items) <= 1: yield items
    else:
        for i in range(len(items)):
            for rest in permutations(items[:i] + items[i + 1:]):
                yield items[i:i + 1] + rest
print(len(list(permutations([1, 2, 3, 4, 5, 6]))), ["".join(p) for p in permutations("abc")])
def combinations(items, k):
    if k == 0: yield ()
    else:
        for i in range(len(items)):
            for c in combinations(items[i + 1:], k - 1): yield (items[i],) + c
print(list(combinations("abcd", 2)), sum(1 for _ in combinations(range(12), 4)))
def product(*pools):
    if not pools: yield ()
    else:
        for x in pools[0]:
            for rest in product(*pools[1:]): yield (x,) + rest
print(list(product("ab", [1, 2])), sum(a * b * c for a, b, c in product(range(12), range(12), range(12))))
def interleave(*its):
    its = [iter(i) for i in its]
    while its:
        for it in its[:]:
            try: yield next(it)
            except StopIteration: its.remove(it)
print(list(interleave("abc", [1], ints(4))), len(list(interleave(ints(1000), ints(500)))))
def with_cleanup(n, log):
    try:
        for i in range(n): yield i
    finally: log.append(n)
log = []
for k in range(600):
    for x in with_cleanup(10, log):
        if x == k % 12: break
print(len(log) <= 600)
def throwing(n):
    handled = 0
    while True:
        try:
            yield handled
        except ValueError: handled += 1
        except KeyError as e:
            handled += e.args[0]
            if handled > n: return "done"
g = throwing(5000); next(g)
try:
    for i in range(10**5):
        g.throw(ValueError("x") if i % 2 else KeyError(i))
except StopIteration as e:
    print(i, e.value)
class Fib:
    def __init__(self, limit): self.limit = limit
    def __iter__(self):
        a, b = 0, 1
        while a < self.limit:
            yield a
            a, b = b, a + b
print(sum(Fib(10**30)), max(Fib(2**64)), [x for x in Fib(100)])
def window(it, n):
    buf = []
    for x in it:
        buf.append(x)
        if len(buf) > n: buf.pop(0)
        if len(buf) == n: yield tuple(buf)
print(sum(a * c - b for a, b, c in window(ints(2000), 3)), list(window("abcd", 2)))
pairs = ((x, y) for x in range(50) for y in range(x) if (x + y) % 7 == 0)
print(sum(x * y for x, y in pairs), next(pairs, "exhausted"))
