# nested calls 900 deep work through every kind of call, and calls without end are RecursionError
# recorded by python3: Pyodide's stack is too small
import copy
import functools
import json
import re
import sys

# python3.11 counts calls between Python's functions, too
USUAL = 1000 if sys.version_info >= (3, 12) else 4000
sys.setrecursionlimit(USUAL)

def trial(name, call, deep=900, endless=USUAL + 1000):
    print(name, deep, call(deep))
    try:
        print("deeper:", call(endless))
    except RecursionError as error:
        print("deeper:", type(error).__name__)

def nested(depth, wrap, inner=0):
    for _ in range(depth):
        inner = wrap(inner)
    return inner

def function(n):
    return 0 if n == 0 else 1 + function(n - 1)
def keywords(n=0, *args, **kw):
    return n if n == 0 else keywords(*args, n=n - 1, **kw)
def sort_key(n):
    return 0 if n == 0 else sorted([n - 1], key=sort_key)[0] + 1
class Key:
    def __init__(self, n):
        self.n = n
    def __hash__(self):
        return 1
    def __eq__(self, other):
        if min(self.n, other.n) == 0:
            return True
        return {Key_of(self.n - 1): 7}.get(Key_of(other.n - 1)) == 7
def Key_of(n):
    key = object.__new__(Key)
    key.n = n
    return key
class Linked:
    def __init__(self, next):
        self.next = next
    def __eq__(self, other):
        return self.next == other.next
    def __hash__(self):
        return hash(self.next)
    def __repr__(self):
        return repr(self.next)
    def __iter__(self):
        return iter(self.next)
    def __bool__(self):
        return bool(self.next)
    def __add__(self, other):
        return self.next + other
    def __getitem__(self, key):
        return self.next[key]
    def __call__(self):
        return self.next()
    def __contains__(self, item):
        return item in self.next
    def __getattr__(self, name):
        return getattr(self.next, name)
    def __enter__(self):
        with self.next as value:
            return value
    def __exit__(self, *exc):
        return False
def linked(depth, inner):
    return nested(depth, Linked, inner)
class End:
    def __enter__(self):
        return "entered"
    def __exit__(self, *exc):
        return False
def entered(n):
    with linked(n, End()) as value:
        return value
def chain(n):
    yield n
    if n:
        yield from chain(n - 1)
def substitute(match):
    n = int(match.group())
    return "." if n == 0 else pattern.sub(substitute, str(n - 1))
pattern = re.compile("[0-9]+")
class Init:
    def __init__(self, n):
        self.inner = Init(n - 1) if n else None
class New:
    def __new__(cls, n):
        self = object.__new__(cls)
        self.inner = New(n - 1) if n else None
        return self
class Meta(type):
    def __call__(cls, n):
        return 0 if n == 0 else cls(n - 1) + 1
class ByMeta(metaclass=Meta):
    pass
class Formatted:
    def __init__(self, n):
        self.n = n
    def __format__(self, spec):
        self.n -= 1
        return "end" if self.n < 0 else "{:x}".format(self)
    def __str__(self):
        self.n -= 1
        return "end" if self.n < 0 else str(self)
    @property
    def value(self):
        self.n -= 1
        return 0 if self.n < 0 else self.value
def executed(n):
    return 0 if n == 0 else eval(code, {"executed": executed, "n": n})
code = compile("executed(n - 1)", "code", "eval")
def mapped(n):
    return 0 if n == 0 else next(map(mapped, [n - 1]))
def reduced(n):
    return 0 if n == 0 else functools.reduce(lambda a, b: reduced(b), [0, n - 1])

trial("function", function)
trial("keywords", keywords)
trial("sorted", sort_key)
trial("__eq__ in a dict", lambda n: {Key_of(n): 7}.get(Key_of(n)), 450)
trial("__eq__", lambda n: linked(n, 1) == linked(n, 1))
trial("__hash__", lambda n: hash(linked(n, 1)))
trial("__repr__", lambda n: repr(linked(n, 1)))
trial("__iter__", lambda n: list(linked(n, [1])))
trial("__bool__", lambda n: bool(linked(n, 1)))
trial("__add__", lambda n: linked(n, 1) + 1)
trial("__getitem__", lambda n: linked(n, [5])[0])
trial("__call__", lambda n: linked(n, int)())
trial("__contains__", lambda n: 5 in linked(n, [5]))
trial("__getattr__", lambda n: linked(n, 5).numerator)
trial("__enter__", entered)
trial("generator", lambda n: sum(1 for _ in chain(n)))
trial("substitute", lambda n: pattern.sub(substitute, str(n)))
trial("__init__", lambda n: type(Init(n)).__name__)
trial("__new__", lambda n: type(New(n)).__name__)
trial("metaclass", ByMeta)
trial("format", lambda n: format(Formatted(n)))
trial("str", lambda n: str(Formatted(n)))
trial("property", lambda n: Formatted(n).value)
trial("eval", executed, 450)
trial("map", mapped)
trial("reduce", reduced, 450)
sys.setrecursionlimit(4000)
trial("deepcopy", lambda n: len(copy.deepcopy(nested(n, lambda inner: [inner]))), 900, 5000)
trial("groups", lambda n: re.compile("(?:" * n + "a" + ")" * n).match("a").span(), 900, 5000)
sys.setrecursionlimit(USUAL)
trial("repr of lists", lambda n: len(repr(nested(n, lambda inner: [inner]))))
trial("repr of tuples", lambda n: len(repr(nested(n, lambda inner: (inner,)))), 900, 20000)
trial("repr of dicts", lambda n: len(repr(nested(n, lambda inner: {1: inner}))))
trial("json.loads", lambda n: len(json.loads("[" * n + "]" * n)))
trial("json.dumps", lambda n: len(json.dumps(nested(n, lambda inner: [inner]))))
sys.setrecursionlimit(4000)
sys.setrecursionlimit(USUAL)
print((lambda n: nested(n, lambda i: (i,)) == nested(n, lambda i: (i,)))(900))
print((lambda n: nested(n, lambda i: [i]) < nested(n, lambda i: [i]))(900))
print((lambda n: hash(nested(n, lambda i: (i,))) == hash(nested(n, lambda i: (i,))))(900))
print((lambda n: nested(n, lambda i: {1: i}) == nested(n, lambda i: {1: i}))(900))
print((lambda n: nested(n, lambda i: frozenset([i])) == nested(n, lambda i: frozenset([i])))(900))
loop = []
loop.append(loop)
inside = ([],)
inside[0].append(inside)
print(inside, loop)
