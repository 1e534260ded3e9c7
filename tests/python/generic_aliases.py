# types.GenericAlias and what stands beside it: builtin classes that take type arguments, weak references to builtin objects, modules of type
# parameters, names of a class seen from comprehensions in annotations.
import array
import collections
import contextvars
import copy
import functools
import io
import itertools
import os
import pickle
import re
import struct
import typing
import types
import weakref


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print("-- classes with arguments")


def simple():
    yield


async def task():
    yield


for cls in (
    list, enumerate, types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType, memoryview, array.array, weakref.ref,
    classmethod, staticmethod, BaseExceptionGroup, ExceptionGroup, os.DirEntry, functools.partial, itertools.chain,
):  # fmt: skip
    print(cls[int], cls[int, str].__args__ == (int, str), cls[int].__origin__ is cls)
for cls in (int, BaseException, slice, range, filter, map, zip, property, itertools.count):
    print(attempt(lambda: cls[int]))

print("-- starred, copied, pickled")
starred = next(iter(tuple[int, ...]))
for alias in (list[int], starred, tuple[starred, str], dict[str, list[int]]):
    again = pickle.loads(pickle.dumps(alias))
    print(alias, again == alias, copy.copy(alias) == alias, copy.deepcopy(alias) == alias, hash(again) == hash(alias))
fresh = iter(tuple[int, str])
again = pickle.loads(pickle.dumps(fresh))
print(type(again).__name__, list(again), list(fresh), list(pickle.loads(pickle.dumps(fresh))))
print(attempt(setattr, list[int], "__origin__", 1), attempt(setattr, list[int], "other", 1), sep="\n")
print(types.GenericAlias.__module__, typing.TypeAliasType.__module__)

print("-- weak references")
T = typing.TypeVar("T")
P = typing.ParamSpec("P")
for name, object in (
    ("alias", list[int]), ("union", int | str), ("generator", simple()), ("asynchronous", task()), ("deque", collections.deque()),
    ("OrderedDict", collections.OrderedDict()), ("array", array.array("i")), ("pattern", re.compile("a+b+c")), ("memoryview", memoryview(b"")),
    ("partial", functools.partial(len)), ("cache", functools.cache(len)), ("TypeVar", T), ("ParamSpec", P), ("args", P.args),
    ("Context", contextvars.Context()), ("tee", itertools.tee([1])[0]), ("Struct", struct.Struct("i")), ("BytesIO", io.BytesIO()),
    ("StringIO", io.StringIO()), ("method", [].append), ("code", simple.__code__), ("frozenset", frozenset([1])),
    ("list", []), ("dict", {}), ("tuple", ()), ("int", 1), ("slice", slice(1)), ("range", range(1)), ("iterator", iter([])),
    ("ContextVar", contextvars.ContextVar("v")), ("count", itertools.count()), ("mappingproxy", types.MappingProxyType({})),
    ("exception", ValueError()), ("namespace", types.SimpleNamespace()), ("property", property()), ("cell", types.CellType(1)),
):  # fmt: skip
    made = attempt(weakref.ref, object)
    print(name, "yes" if isinstance(made, weakref.ref) and made() is object else made)

print("-- whose they are")
print(T.__module__, P.__module__, typing.TypeVarTuple("Ts").__module__, typing.TypeAliasType("A", int).__module__)
names = {"__name__": "elsewhere", "typing": typing}
print(eval("typing.TypeVar('T').__module__, typing.TypeAliasType('A', int).__module__", names))


def here():
    import sys

    yield sys._getframe()


frames = here()
print(type(next(frames)) is types.FrameType, isinstance(frames.gi_frame, types.FrameType))

print("-- comprehensions in annotations of a class")
N = "global"


class Scope:
    N = "class"
    type Plain = [N for _ in (1,)]
    type Source = [N for _ in N]
    type Own[N] = [N for _ in (1,)]
    type Lazy = (N for _ in (1,))
    type Nested = [[N for _ in (1,)] for _ in (1,)]
    type Function = [lambda: N for _ in (1,)]
    attribute: [N for _ in (1,)]
    target: [N for N in N]

    def method[U: [N for _ in (1,)]](self):
        pass


print(Scope.Plain.__value__, Scope.Source.__value__, Scope.Own.__value__, list(Scope.Lazy.__value__), Scope.Nested.__value__)
print(Scope.Function.__value__[0](), Scope.method.__type_params__[0].__bound__, Scope.__annotations__)
