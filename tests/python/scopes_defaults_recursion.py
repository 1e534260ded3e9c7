# star-arguments in hot loops, default values, keyword calls, recursion with memo dict, inner functions capturing loops
def total(*args, **kw): return sum(args) + sum(kw.values())
acc = 0
for i in range(2000):
    acc += total(i, 1, a=2) if i % 2 else total(*[i] * (i % 3), **{"k": i % 5})
print(acc)
def area(w, h=2, *, unit=1, **extra): return w * h * unit + len(extra)
acc = 0
for i in range(2500):
    if i % 4 == 0: acc += area(i)
    elif i % 4 == 1: acc += area(i, 3)
    elif i % 4 == 2: acc += area(h=i, w=2, unit=0.5)
    else: acc += area(i, unit=2, z=1, y=2)
print(acc)
bad = 0
for i in range(1200):
    try:
        area() if i % 3 == 0 else area(1, 2, 3) if i % 3 == 1 else area(1, w=2)
    except TypeError as e: bad += len(str(e))
print(bad)
def memo_fib(n, memo={0: 0, 1: 1}):
    if n not in memo: memo[n] = memo_fib(n - 1) + memo_fib(n - 2)
    return memo[n]
print(memo_fib(200), sum(memo_fib(i % 100) for i in range(1000)))
def make(kind):
    state = {"n": 0}
    def inc(by=1): state["n"] += by; return state["n"]
    def dec(by=1): state["n"] -= by; return state["n"]
    return {"inc": inc, "dec": dec}[kind], state
up, s = make("inc")
for i in range(2000): up() if i % 2 else up(by=i / 2)
print(s)
def curry(f, *args): return lambda *more: f(*args, *more)
print(curry(curry(area, 3), 4)(), curry(max, 5)(7, 2), list(map(curry(pow, 2), range(5))))
def apply(n, f, x):
    for _ in range(n): x = f(x)
    return x
print(apply(3000, lambda x: x + 1, 0), apply(1000, lambda x: x * 1.001, 1.0) > 2.7, apply(70, lambda x: x * 2, 1), apply(6, lambda s: s + s, "ab")[:10])
def tree(depth): return None if depth == 0 else (tree(depth - 1), depth, tree(depth - 1))
def weigh(t): return 0 if t is None else weigh(t[0]) + t[1] + weigh(t[2])
print(weigh(tree(10)))
def mutual_a(n, acc): return acc if n <= 0 else mutual_b(n - 1, acc + n)
def mutual_b(n, acc): return acc if n <= 0 else mutual_a(n - 2, acc * 2 % 1000003)
print([mutual_a(n, 0.5 if n == 300 else 1) for n in (10, 100, 300, 301)])
def flatten(x):
    for e in x:
        if isinstance(e, (list, tuple)): yield from flatten(e)
        else: yield e
deep = []
for i in range(100): deep = [i, deep, (i,)]
print(sum(flatten(deep)), len(list(flatten(deep))))
def early(items):
    for i, x in enumerate(items):
        if x is None: return i, "none"
        if isinstance(x, str): return i, x
    return -1, "end"
data = list(range(1500)); print(early(data)); data[1400] = "hit"; print(early(data)); data[900] = None; print(early(data))
def switch(op, a, b):
    return {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b if b else float("inf")}.get(op, lambda: None)()
print([switch(o, 7, 2) for o in "+-*/%"], sum(switch("+-*"[i % 3], i, 2) for i in range(900)), switch("/", 1, 0))
def gcd(a, b):
    while b: a, b = b, a % b
    return a
print(gcd(2**100, 6**40), sum(gcd(i, 360) for i in range(1, 2000)), gcd(17.5, 2.5))
print([f(3) for f in [lambda x, k=k: x ** k for k in range(4)]], (lambda *a, k=[], **d: (len(a), k, d))(1, 2, z=3))
