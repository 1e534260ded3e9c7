# inspect.signature and __text_signature__ of builtin functions, methods and types; whose they are (__self__, __qualname__).
import bisect
import collections
import functools
import inspect
import math
import operator
import types


def signature(object):
    try:
        return str(inspect.signature(object))
    except ValueError:
        return "none"


for function in (
    abs, all, compile, dir, divmod, eval, getattr, hasattr, input, isinstance, iter, len, max, next, open, ord, pow, print, repr, round,
    setattr, sorted, sum, vars, __import__, functools.reduce, functools.cmp_to_key, math.isclose, math.log, math.prod, math.sqrt,
    operator.add, bisect.insort, bisect.bisect_left,
):  # fmt: skip
    print(function.__name__, signature(function))
for cls in (
    bool, classmethod, complex, enumerate, filter, float, frozenset, list, map, memoryview, object, property, reversed, set, tuple, zip,
    int, str, bytes, dict, type, slice, types.GenericAlias, types.MethodType, types.SimpleNamespace,
):  # fmt: skip
    print(cls.__name__, signature(cls), cls.__text_signature__)
for cls in (str, list, dict, set):
    for name in sorted(vars(cls)):
        member = getattr(cls, name)
        if callable(member) and name[:2] != "__" and name != "index":
            print(cls.__name__, name, signature(member))
for name in ("__new__", "__init__", "__getitem__", "__len__", "__eq__", "__reduce_ex__"):
    print(name, [signature(getattr(cls, name)) for cls in (int, list, object) if hasattr(cls, name)])
print([signature(method) for method in ([].append, "".join, {}.get, "".__len__)])


class Derived(list):
    pass


class Own(list):
    def __init__(self, first, *rest):
        super().__init__(rest)


print(signature(Derived), signature(Own), Derived.__text_signature__)
print(len.__self__, [].append.__self__, dict.fromkeys.__self__, str.maketrans.__self__, int.__new__.__self__)
print(str.maketrans.__qualname__, dict.fromkeys.__qualname__, len.__qualname__, object.__new__.__qualname__, bytes.maketrans.__qualname__)
bound = inspect.signature(sorted).bind([3, 1], reverse=True)
bound.apply_defaults()
print(bound.arguments, sorted(*bound.args, **bound.kwargs))
for wrong in (([1], [2]), ()):
    try:
        inspect.signature(sorted).bind(*wrong)
    except TypeError as error:
        print(error)
