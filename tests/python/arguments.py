# calls: positional, keyword, defaults, *args, **kwargs, keyword-only, positional-only, and the messages of wrong calls
def f(a, b=2, *args, c, d=4, **kw):
    return (a, b, args, c, d, kw)
def g(a, b, /, c, *, d):
    return (a, b, c, d)
def h(*args, **kw): return args, kw
def two(x, y): return x + y
def none(): return "none"
def kwonly(*, k): return k
def defaults(x=1, y=2, z=3): return (x, y, z)
print(f(1, c=3), f(1, 5, 6, 7, c=8, z=9), f(*[1, 2, 3], c=4), f(**{"a": 1, "c": 2}), f(1, *(), **{"c": 0, "e": 1}, q=2))
print(g(1, 2, 3, d=4), g(1, 2, c=3, d=4), h(), h(1, a=2), h(*"ab", *[1], x=1, **{"y": 2}, **{"z": 3}))
print(two(y=1, x=2), two(1, y=5), two(*[1], **{"y": 2}), defaults(), defaults(z=9), defaults(1, z=5), none(), kwonly(k=1))
wrong = [
    lambda: two(1), lambda: two(), lambda: two(1, 2, 3), lambda: two(1, x=2), lambda: two(1, z=2), lambda: none(1), lambda: none(a=1),
    lambda: f(1), lambda: f(), lambda: f(c=1), lambda: g(1, 2, 3), lambda: g(a=1, b=2, c=3, d=4), lambda: g(1, 2, 3, 4), lambda: kwonly(), lambda: kwonly(1), lambda: kwonly(j=1),
    lambda: defaults(1, 2, 3, 4), lambda: two(*5), lambda: two(**5), lambda: two(**{1: 2}), lambda: h(**{"a": 1}, **{"a": 2}), lambda: two(1, **{"x": 1}), lambda: (lambda x: x)(), lambda: f(1, 2, c=1, **{"a": 5}),
    lambda: len(), lambda: len(1, 2), lambda: len(x=1), lambda: [].append(), lambda: [].append(1, 2), lambda: print(zzz=1), lambda: int("1", zzz=2), lambda: "a".join(), lambda: {}.get(), lambda: (5)(), lambda: None(1), lambda: "abc"(), lambda: sorted(), lambda: sorted([1], 5), lambda: isinstance(1),
]
for w in wrong:
    try:
        print(w())
    except TypeError as e:
        print(e)
class K:
    def __init__(self, v, *, opt=None): self.v = v; self.opt = opt
    def m(self, a, b=1): return (self.v, a, b)
    @classmethod
    def c(cls, x): return cls(x)
    @staticmethod
    def s(x): return x
k = K(1, opt=2)
print(k.m(5), k.m(a=1, b=2), K.m(k, 9), K.c(3).v, K.s(4), k.s(5))
for w in (lambda: K(), lambda: K(1, 2), lambda: k.m(), lambda: k.m(1, 2, 3), lambda: K.m(), lambda: K.c(), lambda: k.s(), lambda: K(1, zzz=2), lambda: object(1), lambda: K.m(k)):
    try:
        print(w())
    except TypeError as e:
        print(e)
def order(*a, **k): return list(k)
print(order(z=1, a=2, m=3), f.__name__, f.__defaults__, f.__kwdefaults__, two.__code__.co_varnames, two.__code__.co_argcount)
def mutate(lst, n=0, **kw):
    lst.append(n); kw["x"] = 1
    return kw
d = {"n": 5}; l = []; print(mutate(l, **d), d, l)
def evaluate(x): print(x, end=" "); return x
h(evaluate(1), evaluate(2), k=evaluate(3), *[evaluate(4)], j=evaluate(5)); print()
total = 0
def add(a, b=1, *rest, scale=1): return (a + b + sum(rest)) * scale
for i in range(2000):
    total += add(i) + add(i, 2) + add(i, 2, 3) + add(i, scale=2) + add(*[i, 1], **{"scale": 3})
print(total)
def annotated(x: int, y: "str" = "d") -> float:
    """The doc."""
    return x
print(annotated.__doc__, annotated(1), sorted(annotated.__annotations__))
