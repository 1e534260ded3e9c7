# functools: partial and placeholders, caches, dispatch on types, ordering, reduce, wraps, cached_property.
import functools
from functools import cache, cached_property, cmp_to_key, lru_cache, partial, partialmethod, reduce, singledispatch, singledispatchmethod, total_ordering, update_wrapper, wraps


def attempt(f, *args, **kw):
    try:
        print("value", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


# partial
def show(*args, **kw):
    return args, kw


p = partial(show, 1, 2, x=3)
print(p(), p(4, y=5), p(x=9), p.func is show, p.args, p.keywords)
q = partial(p, 7, z=0)
print(q.func is show, q.args, q.keywords, q(8))
print(repr(partial(int, base=2)), partial(int, base=2)("1011"))
attempt(partial)
attempt(partial, 5)
attempt(partial(int, "zz", base=36))
attempt(partial(len), 1, 2)
p.note = "extra"
print(p.note, vars(p))
P = functools.Placeholder
gap = partial(show, P, "b", P, "d")
print(gap("a", "c"), gap.args == (P, "b", P, "d"), P)
attempt(gap, 1)
attempt(partial, show, 1, P)
attempt(lambda: partial(show, x=P))


class Named(partial):
    def __call__(self, *args):
        return ("named", super().__call__(*args))


print(Named(max, 3)(1, 2), type(Named(max)).__name__)


class Light:
    def __init__(self):
        self.level = 0

    def set(self, level, *, log=False):
        self.level = level
        return (self.level, log)

    full = partialmethod(set, 100)
    off = partialmethod(set, 0, log=True)


light = Light()
print(light.full(), light.off(), light.level, Light.full(light, log=1))
print(repr(Light.__dict__["off"]).replace(repr(Light.set), "SET"))


# wraps
def outer(f):
    """outer's doc"""

    @wraps(f)
    def inner(*args):
        """inner's doc"""
        return f(*args) * 2

    return inner


@outer
def add(a: int, b: int = 1) -> int:
    """adds"""
    return a + b


add.tag = 1
print(add(1, 2), add.__name__, add.__doc__, add.__wrapped__.__name__, add.__annotations__, add.__qualname__)
print(functools.WRAPPER_ASSIGNMENTS, functools.WRAPPER_UPDATES)


class CallMe:
    def __call__(self):
        return "called"


c = update_wrapper(CallMe(), add, assigned=("__name__", "missing"), updated=())
print(c.__name__, c(), hasattr(c, "missing"))

# caches
calls = []


@lru_cache(maxsize=3)
def square(x, *, scale=1):
    calls.append((x, scale))
    return x * x * scale


print([square(i) for i in (1, 2, 3, 1, 4, 2, 1)], calls, square.cache_info())
print(square(2, scale=2), square(scale=2, x=2) if False else square(2, scale=2), square.cache_info(), square.cache_parameters())
square.cache_clear()
print(square.cache_info(), square.__wrapped__(9))
attempt(square, [1])
attempt(lru_cache, "x")


@lru_cache(typed=True)
def kind(x):
    return type(x).__name__


print(kind(1), kind(1.0), kind(True), kind.cache_info().currsize, kind.cache_parameters())


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(90), fib.cache_info())


class Data:
    def __init__(self, items):
        self.items = items

    @cached_property
    def total(self):
        """the sum"""
        print("computing")
        return sum(self.items)

    @lru_cache
    def times(self, n):
        return self.total * n


d = Data([1, 2, 3])
print(d.total, d.total, d.__dict__, Data.total.__doc__, type(Data.total).__name__, Data.total.attrname)
del d.total
d.items.append(4)
print(d.total, d.times(2), d.times(2), Data.times.cache_info())


class Slotted:
    __slots__ = ()

    @cached_property
    def x(self):
        return 1


attempt(lambda: Slotted().x)
attempt(lambda: cached_property(len).__get__(d, Data))


# dispatch
@singledispatch
def describe(x, *rest):
    return f"object {x!r}"


@describe.register
def _(x: int, *rest):
    return f"int {x}"


@describe.register(list)
@describe.register(tuple)
def _(x, *rest):
    return f"sequence of {len(x)}: {[describe(i) for i in x]}"


@describe.register
def _(x: str | bytes):
    return f"text {len(x)}"


describe.register(type(None), lambda x: "nothing")
print(describe(1), describe(True), describe([1, (2.5, None)]), describe("abc"), describe(b"x"), describe({}))
print(describe.dispatch(bool) is describe.dispatch(int), describe.dispatch(dict).__name__, sorted(t.__name__ for t in describe.registry))
attempt(describe)
attempt(describe.register, 5)


class Shape:
    @singledispatchmethod
    def scale(self, by):
        raise NotImplementedError(f"by {type(by).__name__}")

    @scale.register
    def _(self, by: int):
        return ("int", by)

    @scale.register
    @classmethod
    def _(cls, by: str):
        return (cls.__name__, by)


print(Shape().scale(3), Shape().scale("x"), Shape.scale("y"))
attempt(Shape().scale, 2.5)


# ordering
@total_ordering
class Version:
    def __init__(self, text):
        self.parts = tuple(map(int, text.split(".")))

    def __eq__(self, other):
        return self.parts == other.parts if isinstance(other, Version) else NotImplemented

    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, Version) else NotImplemented

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


a, b = Version("1.2"), Version("1.10")
print(a < b, a <= b, a > b, a >= b, a != b, sorted([b, a, Version("0.9")]), max(a, b))
attempt(lambda: a < 5)
attempt(lambda: a >= "x")
attempt(lambda: total_ordering(type("Nothing", (), {})))
key = cmp_to_key(lambda x, y: (x % 10 > y % 10) - (x % 10 < y % 10))
print(sorted([23, 11, 42, 31, 5], key=key), key(3) < key(14), key(3) == key(13), key(7).obj)
attempt(lambda: key(3) < 3)
print(sorted(range(60), key=cmp_to_key(lambda x, y: (x * 7 % 13) - (y * 7 % 13)))[:12])

# reduce
print(reduce(lambda x, y: x * 10 + y, [1, 2, 3]), reduce(max, [], -1), reduce(lambda x, y: f"({x}{y})", "abcd"), reduce(lambda x, y: x + y, [[1], [2]], []))
attempt(reduce, max, [])
attempt(reduce, max, 5)
print(reduce(lambda x, y: x + y, initial=5, *[iter([])]) if False else reduce(lambda x, y: x + y, [1], initial=5))
total = 0
add3 = partial(lambda a, b, c: a * b + c, 2, c=1)
for i in range(2000):
    total += add3(i) + square(i % 4)
print(total, square.cache_info())
