# containers nested 900 deep are compared, hashed, shown; nested far deeper that is a RecursionError, with words of its own
# recorded by python3: Pyodide's stack is too small
import collections
import functools
import itertools
import json
import operator
import sys
import types

def nested(depth, wrap, inner=0):
    for _ in range(depth):
        inner = wrap(inner)
    return inner

class Items(list):
    pass
class Point(collections.namedtuple("Point", "x y")):
    pass

def trial(name, wrap, use, deep=300, inner=0, endless=1100):
    for depth in (deep, endless):
        try:
            print(name, depth, use(nested(depth, wrap, inner), nested(depth, wrap, inner)))
        except RecursionError as error:
            print(name, depth, "RecursionError:", error)

equal = operator.eq
def shown(a, b):
    return len(repr(a)), repr(a)[:30]
def text(a, b):
    return len(str(a))
def same_hash(a, b):
    return hash(a) == hash(b)

wraps = {
    "list": lambda i: [i],
    "list subclass": lambda i: Items([i]),
    "tuple": lambda i: (i,),
    "named tuple": lambda i: Point(1, i),
    "dict": lambda i: {1: i},
    "OrderedDict": lambda i: collections.OrderedDict([(1, i)]),
    "defaultdict": lambda i: collections.defaultdict(None, {1: i}),
    "deque": lambda i: collections.deque([i]),
    "slice": lambda i: slice(i),
    "namespace": lambda i: types.SimpleNamespace(a=i),
}
for name, wrap in wraps.items():
    # objects that are compared by way of another container count twice in python3.11
    deep = 200 if name in ("slice", "namespace", "named tuple", "OrderedDict", "defaultdict", "list subclass") else 900
    trial(name + " ==", wrap, equal, deep)
    trial(name + " repr", wrap, lambda a, b: repr(a)[:12], 400 if name in ("namespace", "deque") else deep)
for name in ("list", "tuple", "deque"):
    trial(name + " <", wraps[name], operator.lt, 900)
    trial(name + " in", wraps[name], lambda a, b: a in [b])
    trial(name + " index", wraps[name], lambda a, b: [1, b].index(a))
for name in ("tuple", "named tuple"):
    # there is no limit of CPython's for hashes
    trial(name + " hash", wraps[name], same_hash, 900, 0, 1100)
    trial(name + " key", wraps[name], lambda a, b: len({a: 1, b: 2}), 450)
trial("frozenset", lambda i: frozenset([i]), lambda a, b: (a == b, hash(a) == hash(b), len(repr(a))), 300, 0, 300)
trial("sort", lambda i: [i], lambda a, b: len(sorted([a, b])))
trial("max", lambda i: (i,), lambda a, b: max(a, b) is a)

trial("values repr", lambda i: {1: i}.values(), lambda a, b: len(repr(a)), 400)
trial("items repr", lambda i: {1: i}.items(), lambda a, b: len(repr(a)), 250)
trial("proxy ==", lambda i: types.MappingProxyType({1: i}), equal, 300)
trial("proxy repr", lambda i: types.MappingProxyType({1: i}), shown, 400)
trial("partial repr", lambda i: functools.partial(max, i), shown, 400)
trial("alias repr", lambda i: list[i], shown, 400, int)
trial("exception repr", ValueError, shown, 400)
trial("exception str", ValueError, text, 400)
trial("method repr", lambda i: types.MethodType(len, i), shown, 400)
trial("repeat repr", itertools.repeat, shown, 400)

trial("isinstance", lambda i: (i,), lambda a, b: isinstance(5, a), 900, str)
trial("issubclass", lambda i: (i,), lambda a, b: issubclass(int, a), 900, str)
class Bases:
    def __init__(self, *bases):
        self.__bases__ = bases
trial("single __bases__", Bases, lambda a, b: issubclass(a, b), 900, Bases())
trial("__bases__", lambda i: Bases(i, Bases()), lambda a, b: issubclass(a, b), 400, Bases())
def groups(i):
    return ExceptionGroup("group", [i, KeyError(1)])
trial("split", groups, lambda a, b: [len(part.exceptions) for part in a.split(KeyError)], 300, ValueError())
trial("subgroup", groups, lambda a, b: len(a.subgroup(ValueError).exceptions), 300, ValueError())
trial("json.dumps", lambda i: {"a": [i]}, lambda a, b: len(json.dumps(a)), 300)
trial("json.loads", lambda i: '{"a": [' + i + "]}", lambda a, b: len(json.loads(a)), 300, "1")

# after all of these nothing is left over
print([[1], (2, [3])] == [[1], (2, [3])], hash((1, (2, (3,)))) == hash((1, (2, (3,)))))

# compared with itself by way of others: no end
a = []
b = [a]
a.append(b)
try:
    print(a == b)
except RecursionError as error:
    print("RecursionError:", error)
print(a, b)
d = {}
e = {1: d}
d[1] = e
try:
    print(d == e)
except RecursionError as error:
    print("RecursionError:", error)
print(d, e)
values = {}
values["self"] = values.values()
print(values)
space = types.SimpleNamespace()
space.inside = [space]
print(space)
