# generators in traces: nested, sent to, thrown into, abandoned, feeding each other, with try and finally inside
def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
def evens(it):
    for x in it:
        if x % 2 == 0: yield x
def scaled(it, k):
    for x in it: yield x * k
def windows(it, n):
    buf = []
    for x in it:
        buf.append(x)
        if len(buf) == n: yield tuple(buf); del buf[0]
print(sum(scaled(evens(count(3000)), 3)), sum(a * c - b for a, b, c in windows(scaled(count(800), 0.5), 3)))
def average():
    total, n = 0, 0
    while True:
        try: x = yield total / n if n else None
        except ValueError: total, n = 0, 0; continue
        total += x; n += 1
a = average(); next(a); last = []
for i in range(1500):
    r = a.send(i)
    if i % 400 == 399: last.append(r); a.throw(ValueError)
print(last, a.send(5))
def flat(x):
    for y in x:
        if isinstance(y, list): yield from flat(y)
        else: yield y
nested = [1]
for i in range(20): nested = [i, nested, i + 0.5]
print(sum(sum(flat(nested)) for _ in range(30)))
closed = [0]
def closing(n):
    try: yield from range(n)
    finally: closed[0] += 1
def first_over(n, limit):
    g = closing(n)
    for x in g:
        if x > limit: g.close(); return x
    return -1
print(sum(first_over(20, i % 25) for i in range(800)), closed)
def zipper(n):
    t = 0
    for x, y, z in zip(count(n), (i * i for i in count(n)), map(lambda v: v + 1, count(n))): t += x + y - z
    return t
print(zipper(1200))
def pingpong(n):
    def player(name):
        got = yield
        while True: got = yield (name, got[1] + 1 if got else 0)
    p, q = player("p"), player("q"); next(p); next(q)
    m = None
    for _ in range(n): m = q.send(p.send(m))
    return m
print(pingpong(700))
