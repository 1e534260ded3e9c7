# more kinds of nesting, 900 deep: it works, and deeper is RecursionError
# recorded by python3: Pyodide's stack is too small
import collections
import copy
import dataclasses
import functools
import itertools
import json
import operator
import pickle
import re
import sys

# python3.11 counts what native code calls, too
USUAL = 1000 if sys.version_info >= (3, 12) else 3000
sys.setrecursionlimit(USUAL)

def trial(name, call, deep=900, endless=USUAL + 3000):
    for depth in (deep, endless):
        try:
            print(name, depth if depth == deep else "deeper", call(depth))
        except RecursionError as error:
            print(name, depth if depth == deep else "deeper", type(error).__name__)

def nested(depth, wrap, inner=0):
    for _ in range(depth):
        inner = wrap(inner)
    return inner

# --- generators
def steps(n):
    if n:
        for item in steps(n - 1):
            yield item
    yield n
def sent(n):
    if n == 0:
        got = yield "ready"
        return got
    return (yield from sent(n - 1))
def send(n):
    g = sent(n)
    next(g)
    try:
        g.send(7)
    except StopIteration as stop:
        return stop.value
def by_next(n):
    yield 0 if n == 0 else next(by_next(n - 1)) + 1
async def awaited(n):
    return 0 if n == 0 else await awaited(n - 1) + 1
def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value
trial("for in generators", lambda n: sum(1 for _ in steps(n)))
trial("send", send)
trial("next in next", lambda n: next(by_next(n)))
trial("await", lambda n: run(awaited(n)))
trial("generator expressions", lambda n: list(nested(n, lambda inner: (i for i in inner), [5])))

# --- calls by way of native code
def filtered(n):
    return 0 if n == 0 else len(list(filter(filtered, [n - 1]))) + 1
@functools.lru_cache(None)
def cached(n):
    return 0 if n == 0 else cached(n - 1) + 1
def fresh(n):
    cached.cache_clear()
    return cached(n)
def partially(n):
    return 0 if n == 0 else functools.partial(partially, n - 1)() + 1
def greatest(n):
    return 0 if n == 0 else max([n - 1], key=greatest) + 1
def summed(n):
    return 0 if n == 0 else sum(map(summed, [n - 1])) + 1
def sorted_by_cmp(n):
    return 0 if n == 0 else len(sorted([1, 2], key=functools.cmp_to_key(lambda a, b: sorted_by_cmp(n - 1))))
def joined(n):
    return "" if n == 0 else "".join(joined(i) for i in [n - 1]) + "x"
def executed(n, depth=[0]):
    exec("depth[0] = n", {"depth": depth, "n": n})
    return depth[0] if n == 0 else executed(n - 1)
trial("filter", filtered)
trial("lru_cache", fresh)
trial("partial", partially)
trial("max", greatest)
trial("sum of map", summed, 450)
trial("cmp_to_key", sorted_by_cmp, 450)
trial("join", lambda n: len(joined(n)), 450)
trial("exec", executed)

# --- classes
class Meta(type):
    def __new__(meta, name, bases, names, n):
        if n:
            Meta("Inner", (), {}, n=n - 1)
        return type.__new__(meta, name, bases, names)
    def __init__(cls, name, bases, names, n):
        pass
class Sub:
    def __init_subclass__(cls, n, **kw):
        if n:
            type("Deeper", (Sub,), {}, n=n - 1)
class Named:
    def __init__(self, n):
        self.n = n
    def __set_name__(self, owner, name):
        if self.n:
            type("Owner", (), {"x": Named(self.n - 1)})
class Checked(type):
    def __instancecheck__(cls, n):
        return n == 0 or isinstance(n - 1, cls)
    def __subclasscheck__(cls, other):
        Checked.left -= 1
        return Checked.left <= 0 or issubclass(other, cls)
class OfChecked(metaclass=Checked):
    pass
def subclassed(n):
    Checked.left = n
    return issubclass(int, OfChecked)
class Reading:
    def __init__(self, n):
        self.left = n
    def __getattribute__(self, name):
        n = object.__getattribute__(self, "left")
        if name == "left":
            return n
        object.__setattr__(self, "left", n - 1)
        return "end" if n <= 0 else getattr(self, name)
    def __setattr__(self, name, value):
        if name == "left" or value == 0:
            object.__setattr__(self, name, value)
        else:
            setattr(self, name, value - 1)
def set_deep(n):
    Reading(0).x = n
    return "set"
def hierarchy(n):
    cls = nested(n, lambda base: type("C", (base,), {}), object)
    return len(cls.__mro__), cls().__class__ is cls, isinstance(cls(), cls.__mro__[-2])
class Supers:
    def method(self, n):
        return 0 if n == 0 else Lower.method(self, n - 1)
class Lower(Supers):
    def method(self, n):
        return super().method(n)
trial("metaclass __new__", lambda n: type(Meta("Outer", (), {}, n=n)).__name__)
trial("__init_subclass__", lambda n: type("Outer", (Sub,), {}, n=n).__name__)
print("__set_name__", (lambda n: type("Outer", (), {"x": Named(n)}).__name__)(900))
trial("__instancecheck__", lambda n: isinstance(n, OfChecked))
trial("__subclasscheck__", subclassed)
trial("__getattribute__", lambda n: Reading(n).x, 450)
trial("__setattr__", set_deep)
print("hierarchy", hierarchy(900))
trial("super", Lower().method, 450)

# --- operators
class Op:
    def __init__(self, n):
        self.n = n
    def __add__(self, other):
        return self.n if self.n == 0 else Op(self.n - 1) + other
    def __radd__(self, other):
        return self.n if self.n == 0 else other + Op(self.n - 1)
    def __iadd__(self, other):
        if self.n:
            inner = Op(self.n - 1)
            inner += other
        return self
    def __lt__(self, other):
        return self.n == 0 or Op(self.n - 1) < other
    def __neg__(self):
        return 0 if self.n == 0 else -Op(self.n - 1)
    def __index__(self):
        return 0 if self.n == 0 else operator.index(Op(self.n - 1))
    def __int__(self):
        return 0 if self.n == 0 else int(Op(self.n - 1))
    def __float__(self):
        return 0.0 if self.n == 0 else float(Op(self.n - 1))
    def __len__(self):
        return 0 if self.n == 0 else len(Op(self.n - 1))
    def __setitem__(self, key, value):
        if self.n:
            Op(self.n - 1)[key] = value
    def __delitem__(self, key):
        if self.n:
            del Op(self.n - 1)[key]
    def __reversed__(self):
        return iter("end") if self.n == 0 else reversed(Op(self.n - 1))
    def __round__(self):
        return 0 if self.n == 0 else round(Op(self.n - 1))
    def __bytes__(self):
        return b"end" if self.n == 0 else bytes(Op(self.n - 1))
    def __dir__(self):
        return ["end"] if self.n == 0 else dir(Op(self.n - 1))
def added(n):
    x = Op(n)
    x += 1
    return x.n == n
def stored(n):
    x = Op(n)
    x[0] = 1
    del x[0]
for name, call in {
    "+": lambda n: Op(n) + 1, "right +": lambda n: 1 + Op(n), "+=": added, "<": lambda n: Op(n) < 1, "-": lambda n: -Op(n),
    "index": lambda n: operator.index(Op(n)), "int": lambda n: int(Op(n)), "float": lambda n: float(Op(n)), "len": lambda n: len(Op(n)),
    "items": stored, "reversed": lambda n: list(reversed(Op(n))), "round": lambda n: round(Op(n)), "bytes": lambda n: bytes(Op(n)), "dir": lambda n: dir(Op(n)),
}.items():
    trial(name, call)

# --- containers
@dataclasses.dataclass
class Node:
    inner: object
    def __hash__(self):
        return hash(self.inner)
class Reduced:
    def __init__(self, inner):
        self.inner = inner
trial("dataclass repr", lambda n: len(repr(nested(n, Node))), 200)
trial("dataclass ==", lambda n: nested(n, Node) == nested(n, Node), 450)
trial("OrderedDict ==", lambda n: nested(n, lambda i: collections.OrderedDict(a=i)) == nested(n, lambda i: collections.OrderedDict(a=i)), 450)
trial("set of frozensets", lambda n: len(str(nested(n, lambda i: frozenset([i])))), 450)
trial("deepcopy of dicts", lambda n: len(copy.deepcopy(nested(n, lambda i: {1: i}))), 300)
trial("deepcopy of objects", lambda n: type(copy.deepcopy(nested(n, Reduced))).__name__, 150)
trial("pickle of lists", lambda n: len(pickle.loads(pickle._dumps(nested(n, lambda i: [i])))), 200)
trial("json, pure", lambda n: len("".join(json.JSONEncoder(indent=0).encode(nested(n, lambda i: [i])).split())), 300)
trial("json, pure loads", lambda n: len(json.loads("[" * n + "]" * n, cls=type("D", (json.JSONDecoder,), {}))), 900)
def values(n):
    return 0 if n == 0 else json.loads("[1]", parse_int=lambda text: values(n - 1))[0] + 1
trial("json hook", values, 150)
trial("groups with alternatives", lambda n: re.compile("(?:a|" * n + "b" + ")" * n).match("b").span(), 150)
print("backtracking", re.match("(?:a|b)*?c", "ab" * 20000 + "c").span(), re.match("(a*)*b", "a" * 12), re.match("(?:(a)|(b))*", "ab" * 20000).end())

# --- with statements, exceptions
class Manager:
    def __init__(self, n):
        self.n = n
    def __enter__(self):
        return self
    def __exit__(self, *exc):
        if self.n:
            with Manager(self.n - 1):
                raise KeyError(self.n)
        return True
def left(n):
    with Manager(n):
        raise KeyError(n)
    return "left"
def handled(n):
    try:
        raise ValueError(n)
    except ValueError:
        return n if n == 0 else handled(n - 1)
def finally_deep(n):
    try:
        return 0 if n == 0 else finally_deep(n - 1)
    finally:
        n = None
trial("__exit__", left, 450)
trial("handlers", handled)
trial("finally", finally_deep)

# --- chains of iterators as deep as the limit allows, and far deeper
trial("chain", lambda n: list(nested(n, lambda i: itertools.chain(i), [1])))
trial("map", lambda n: list(nested(n, lambda i: map(abs, i), [1])))
trial("zip", lambda n: len(str(list(nested(n, zip, [1])))))

