# nested calls through many kinds of calls; too deep is RecursionError; the limit may be changed
# recorded by python3: Pyodide's stack is too small
import sys
def trial(name, f, *depths):
    for d in depths:
        try: f(d); print(name, d, "ok")
        except RecursionError as e: print(name, d, type(e).__name__)
def func(n): return 0 if n == 0 else func(n - 1)
trial("function", func, 900, 2500)
def skey(n): return 0 if n == 0 else sorted([1], key=lambda _: skey(n - 1))[0]
trial("sorted", skey, 300, 2500)
class Eq:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, o): return self.n > 0 and {Eq(self.n - 1): 1}.get(Eq(self.n - 1)) is None
trial("eq", lambda n: {Eq(n): 1}.get(Eq(n)), 400, 2500)
def gen(n):
    yield n
    if n: yield from gen(n - 1)
trial("gen", lambda n: sum(1 for _ in gen(n)), 900, 2500)
def nest(n, k=list):
    l = []
    for _ in range(n): l = [l]
    return l
def tup(n):
    t = ()
    for _ in range(n): t = (t,)
    return t
class Init:
    def __init__(self, n): self.c = Init(n - 1) if n else None
trial("init", Init, 450, 2500)
class New:
    def __new__(cls, n): s = super().__new__(cls); s.c = New(n - 1) if n else None; return s
trial("new", New, 450, 2500)
class Ga:
    def __getattr__(self, name): n = int(name[1:]); return 0 if n == 0 else getattr(self, "a%d" % (n - 1))
trial("getattr", lambda n: getattr(Ga(), "a%d" % n), 450, 2500)
class Re:
    def __init__(self, n): self.n = n
    def __repr__(self): return "x" if self.n == 0 else repr(Re(self.n - 1))
trial("__repr__", lambda n: repr(Re(n)), 150, 2500)
trial("format", lambda n: "{!r}".format(Re(n)), 150, 2500)
trial("fstr", lambda n: f"{Re(n)}", 150, 2500)
def ev(n): return 0 if n == 0 else eval("ev(n - 1)", {"ev": ev, "n": n})
trial("eval", ev, 250, 1500)
def mp(n): return 0 if n == 0 else list(map(mp, [n - 1]))[0]
trial("map", mp, 450, 2500)
print(sys.getrecursionlimit())
sys.setrecursionlimit(4000)
trial("function", func, 3500, 4500)
trial("gen", lambda n: sum(1 for _ in gen(n)), 1500)
print(sys.getrecursionlimit())
for bad in [0, -5, 1]:
    try: sys.setrecursionlimit(bad)
    except (ValueError, RecursionError) as e: print(type(e).__name__)
sys.setrecursionlimit(200)
trial("function", func, 100, 300)
sys.setrecursionlimit(1000)
trial("function", func, 900, 1100)
l = []
for i in range(100000): l = [l]
del l
