# contextlib, types, abc, collections.abc, weakref, copy, contextvars, copyreg: what classes are made of and how they are taken apart.
import abc
import collections.abc as cabc
import contextlib
import contextvars
import copy
import copyreg
import gc
import io
import sys
import types
import weakref
from contextlib import AbstractContextManager, ContextDecorator, ExitStack, chdir, closing, contextmanager, nullcontext, redirect_stdout, suppress


def attempt(f, *args, **kw):
    try:
        print("value", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


log = []


@contextmanager
def tag(name, swallow=False):
    """A tag."""
    log.append(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as e:
        log.append(f"!{e}")
        if not swallow:
            raise
    finally:
        log.append(f"</{name}>")


with tag("a") as a, tag("b", swallow=True) as b:
    log.append(a + b)
    raise ValueError("inside")
print(log, tag.__name__, tag.__doc__)
log.clear()


@tag("deco")
def f(x):
    log.append(x)
    return x * 2


print(f(2), f(3), log)
attempt(lambda: contextmanager(lambda: iter(()))().__enter__())
for body in ("yield 1; yield 2", "return; yield", "try:\n        yield\n    except KeyError: raise RuntimeError('other')"):
    scope = {"contextmanager": contextmanager}
    exec(f"@contextmanager\ndef g():\n    {body}", scope)

    def use():
        with scope["g"]():
            if "KeyError" in body:
                raise KeyError("k")

    try:
        use()
        print("fine")
    except Exception as e:
        print(type(e).__name__, e, repr(e.__context__))
with ExitStack() as stack:
    names = [stack.enter_context(tag(n, swallow=True)) for n in "xyz"]
    stack.callback(log.append, "callback")
    stack.push(lambda *exc: log.append(exc[0] and exc[0].__name__))
    later = stack.pop_all()
print(names, log[-4:])
later.close()
print(log[-6:])
try:
    with ExitStack() as s:
        s.callback(lambda: 1 // 0)
        s.callback(lambda: {}["missing"])
        raise ValueError("first")
except ZeroDivisionError as e:
    print(repr(e), repr(e.__context__), repr(e.__context__.__context__))
with suppress(KeyError, IndexError), redirect_stdout(io.StringIO()) as out:
    print("hidden")
    [][1]
print(repr(out.getvalue()), nullcontext(5).__enter__())
attempt(lambda: ExitStack().enter_context(5))
attempt(lambda: closing(5).__exit__(None, None, None))


class Timer(ContextDecorator, AbstractContextManager):
    def __exit__(self, *exc):
        log.append("timer")
        return exc[0] is KeyError


@Timer()
def fails():
    raise KeyError


print(fails(), log[-1], isinstance(Timer(), AbstractContextManager), issubclass(io.StringIO, AbstractContextManager))
with suppress(ValueError):
    raise ExceptionGroup("g", [ValueError(1), ValueError(2)])
try:
    with suppress(ValueError):
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
except ExceptionGroup as e:
    print(repr(e))

# types
ns = types.SimpleNamespace(a=1, b="x")
ns.c = ns
print(ns, ns == types.SimpleNamespace(**vars(ns)), types.SimpleNamespace({"k": 1}, j=2), copy.replace(types.SimpleNamespace(a=1), b=2))
proxy = types.MappingProxyType({"k": [1]})
attempt(lambda: proxy.__setitem__("k", 2))
print(proxy, proxy["k"], proxy | {"z": 1}, len(proxy), list(proxy), proxy.copy())
C = types.new_class("C", (list,), {}, lambda d: d.update(size=lambda self: len(self)))
print(C([1, 2]).size(), C.__mro__, types.resolve_bases((list[int],)), types.get_original_bases(C), types.prepare_class("X")[0])
code = (lambda x, /, y=1, *a, z, **k: x).__code__
print(code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_varnames, code.co_flags & 12, code.co_name, types.FunctionType(code, {}, "renamed", (7,))(5, z=1), types.CodeType is type(code))
g = (i for i in "ab")
print(isinstance(g, types.GeneratorType), isinstance(len, types.BuiltinFunctionType), isinstance(f, types.FunctionType), isinstance([].append, types.BuiltinMethodType), isinstance(types, types.ModuleType), isinstance(C.size, types.FunctionType), isinstance(Timer().__exit__, types.MethodType), isinstance(None, types.NoneType), isinstance(int | str, types.UnionType), isinstance(list[int], types.GenericAlias), types.MethodType(lambda s, x: (s, x), 1)(2), isinstance(..., types.EllipsisType), isinstance(NotImplemented, types.NotImplementedType))
m = types.ModuleType("mod", "its doc")
print(m, m.__doc__, sorted(vars(m)))


class Lazy:
    @types.DynamicClassAttribute
    def v(self):
        return "instance"

    @types.coroutine
    def co():
        yield 1


print(Lazy().v, next(Lazy.co()))
attempt(lambda: Lazy.v)


# abc
class Shape(abc.ABC):
    @property
    @abc.abstractmethod
    def area(self): ...

    @classmethod
    @abc.abstractmethod
    def make(cls): ...

    @classmethod
    def __subclasshook__(cls, other):
        return True if "area_hook" in other.__dict__ else NotImplemented


class Half(Shape):
    area = 5


attempt(Shape)
attempt(Half)
print(sorted(Shape.__abstractmethods__), Half.__abstractmethods__, issubclass(type("H", (), {"area_hook": 1}), Shape), Shape.register(int), isinstance(5, Shape), issubclass(bool, Shape), abc.get_cache_token() == abc.get_cache_token())
Half.make = classmethod(lambda cls: "made")
abc.update_abstractmethods(Half)
print(Half().make())
attempt(lambda: Shape.register(5))


class Sized:
    def __len__(self):
        return 3

    def __contains__(self, x):
        return x < 3

    def __iter__(self):
        return iter(range(3))

    def __getitem__(self, i):
        return range(3)[i]


NAMES = [n for n in cabc.__all__ if n != "ByteString"]
print([n for n in NAMES if isinstance(Sized(), getattr(cabc, n))])
print([n for n in NAMES if isinstance([], getattr(cabc, n))], [n for n in NAMES if issubclass(str, getattr(cabc, n))])


class Bag(cabc.MutableSet):
    def __init__(self, items=()):
        self.d = dict.fromkeys(items)

    def __contains__(self, x):
        return x in self.d

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)

    def add(self, x):
        self.d[x] = None

    def discard(self, x):
        self.d.pop(x, None)

    def __repr__(self):
        return f"Bag({list(self.d)})"


class Rev(cabc.MutableSequence):
    def __init__(self, *a):
        self.a = list(a)

    def __getitem__(self, i):
        return self.a[i]

    def __setitem__(self, i, v):
        self.a[i] = v

    def __delitem__(self, i):
        del self.a[i]

    def __len__(self):
        return len(self.a)

    def insert(self, i, v):
        self.a.insert(i, v)


x = Bag("abc")
x |= {"d"}
x -= {"a"}
x ^= {"b", "q"}
print(x & {"c"}, x | "z", x - {"c"}, x == {"c", "d", "q"}, x <= {"c", "d", "q", "r"}, x.isdisjoint("xy"), {"c"} < x, x.pop(), {"e", "d"} & x, x > {"d"})
x.remove("d")
attempt(x.remove, "d")
y = Rev(3, 1, 2)
y.append(9)
y.extend([7, 1])
y.reverse()
y += [0]
y.remove(1)
print(y.a, y.pop(), y.pop(0), y.index(9), y.count(1), 2 in y, list(reversed(y)))
attempt(y.index, 100)
attempt(cabc.Sequence)
y.clear()
print(len(y))

# copies
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __copy__(self):
        return Point(self.x, "copied")

    def __deepcopy__(self, memo):
        return Point(copy.deepcopy(self.x, memo), "deep")


p = Point([1], 2)
q = {"p": p, "again": p, "l": [[]]}
q["self"] = q
deep = copy.deepcopy(q)
print(copy.copy(p).y, deep["p"].y, deep["p"] is deep["again"], deep["self"] is deep, deep["l"] is q["l"], deep["p"].x is p.x, copy.copy(q)["l"] is q["l"], copy.deepcopy((1, "a")) == (1, "a"))
attempt(copy.copy, sys._getframe()) if False else attempt(copy.deepcopy, (i for i in ()))
copyreg.pickle(complex, lambda c: (complex, (c.real + 1, c.imag)))
print(copy.copy(1j), complex in copyreg.dispatch_table)
del copyreg.dispatch_table[complex]
# context variables and weak references
var = contextvars.ContextVar("var", default="d")
token = var.set("one")
context = contextvars.copy_context()
var.set("two")
print(var.get(), context[var], context.run(lambda: (var.get(), var.set("three"), var.get())[::2]), var.get(), context.get(var), token.old_value is contextvars.Token.MISSING, len(context), list(context) == [var])
var.reset(token)
print(var.get())
try:
    var.reset(token)
except RuntimeError as e:
    print(str(e)[:11], str(e)[-27:])

obj = Half()
ref, events = weakref.ref(obj, lambda r: events.append("gone")), []
fin = weakref.finalize(obj, events.append, "finalized")
print(ref() is obj, fin.alive, weakref.getweakrefcount(obj) >= 1)
del obj
gc.collect()
print(ref(), sorted(events), fin.alive)
