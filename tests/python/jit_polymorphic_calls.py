# call sites that see functions, methods, builtins, classes, partials, closures and generators; methods that are replaced on the way
import functools
class C:
    def __init__(self, v): self.v = v
    def __call__(self, x): return self.v + x
    def method(self, x): return self.v * x
    @classmethod
    def cm(cls, x): return len(cls.__name__) + x
    @staticmethod
    def sm(x): return x - 1
class D(C):
    def method(self, x): return super().method(x) + 1
    def __getattr__(self, name): return lambda x: len(name) + x
def plain(x, y=2): return x + y
def star(*a, **k): return len(a) + len(k)
def make(n): return lambda x: x + n
calls = [plain, star, abs, float, C(3), C(4).method, D(5).method, C.cm, D.cm, C.sm, make(1), make(2.5), functools.partial(plain, y=10), lambda x: -x, int, D(1).unknown, str, [1, 2, 3].count, {}.get, max and (lambda x: max(x, 5)), type, round, bool, functools.lru_cache(None)(plain)]
def run(n):
    total, others = 0, 0
    for i in range(n):
        r = calls[i % len(calls)](i)
        if isinstance(r, (int, float)): total += r
        else: others += 1
    return total, others
print(run(2400))
def replaced(n):
    c, t = D(2), 0
    old = C.method
    for i in range(n):
        t += c.method(i)
        if i == 300: C.method = lambda self, x: self.v
        if i == 600: c.method = lambda x: 100
        if i == 900: del c.method
        if i == 1000: C.method = old
        if i == 1100: D.method = C.cm
    return t
print(replaced(1300))
def keywords(n):
    t = 0
    for i in range(n):
        t += plain(x=i, y=1) if i % 3 == 0 else plain(*(i, 2)) if i % 3 == 1 else plain(**{"x": i})
        t += star(*range(i % 4), **dict.fromkeys("ab"[:i % 3]))
    return t
print(keywords(900))
def operators(n):
    vals = [1, 2.5, True, 2**65, 1j]
    t = 0
    for i in range(n): t = t + vals[i % 5] * (vals[(i + 1) % 5] if i < n // 2 else 1)
    return t
print(operators(1000))
