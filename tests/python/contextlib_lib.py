# contextlib, abc, functools.singledispatch, copy: managers and generic functions as programs use them.
import abc
import contextlib
import io
from contextlib import contextmanager, closing, suppress, ExitStack, nullcontext, redirect_stdout, ContextDecorator, AbstractContextManager
from functools import singledispatch, singledispatchmethod, lru_cache, cached_property, partial, partialmethod, reduce, total_ordering, wraps, cmp_to_key, cache, update_wrapper


def attempt(f, *args):
    try:
        print("value", f(*args))
    except Exception as e:
        print(type(e).__name__, e)


@contextmanager
def tag(name, log):
    log.append("<" + name)
    try:
        yield name.upper()
    except KeyError as e:
        log.append("key " + str(e))
    finally:
        log.append(name + ">")


log = []
with tag("a", log) as a, tag("b", log) as b:
    log.append(a + b)
with tag("c", log):
    raise KeyError("k")
print(log)
try:
    with tag("e", log):
        raise ValueError("through")
except ValueError as e:
    print("caught", e, log[-2:])


@contextmanager
def twice():
    yield 1
    yield 2


@contextmanager
def never():
    if False:
        yield


def use(manager):
    with manager as value:
        return value


attempt(use, twice())
attempt(use, never())
with suppress(ZeroDivisionError, KeyError):
    print("before")
    1 / 0
out = io.StringIO()
with redirect_stdout(out):
    print("hidden")
print(repr(out.getvalue()), use(nullcontext(5)))


class Resource:
    def __init__(self, name):
        self.name = name

    def close(self):
        print("close", self.name)


with closing(Resource("r")) as r:
    print(r.name)
with ExitStack() as stack:
    for n in range(3):
        stack.enter_context(closing(Resource(n)))
    stack.callback(print, "callback", sep="-")
    stack.push(lambda *exc: print("exit", exc[0]) or True)
    kept = stack.pop_all() if False else None
    raise RuntimeError("swallowed")


class Timer(ContextDecorator):
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, *exc):
        print("leave", exc[0])
        return False


@Timer()
def work(x):
    return x * 2


@tag("deco", log)
def tagged():
    return len(log)


print(work(4), tagged(), tagged(), log[-4:], isinstance(Timer(), AbstractContextManager))


class Shape(abc.ABC):
    @property
    @abc.abstractmethod
    def area(self): ...

    @classmethod
    def __subclasshook__(cls, other):
        return True if hasattr(other, "sides") else NotImplemented


class Square(Shape):
    def __init__(self, a):
        self.a = a

    area = property(lambda self: self.a ** 2)


class Sided:
    sides = 3


@Shape.register
class Blob:
    pass


attempt(Shape)
print(Square(3).area, isinstance(Sided(), Shape), issubclass(Blob, Shape), isinstance(3, Shape), Shape.__abstractmethods__, issubclass(int, Shape))


@singledispatch
def show(x):
    return "object"


@show.register
def _(x: int):
    return "int " + str(x)


@show.register(list)
@show.register(tuple)
def _(x):
    return "seq " + "/".join(map(show, x))


@show.register
def _(x: float | complex):
    return "number"


@show.register(abc.ABC)
def _(x):
    return "abc"


class Printer:
    @singledispatchmethod
    def put(self, x):
        return "?"

    @put.register
    def _(self, x: str):
        return "str " + x

    @put.register(bool)
    def _(self, x):
        return "bool"


for i in range(40):
    texts = [show(x) for x in (i, [1, (2.5, "s")], True, 1j, Square(1), None)] + [Printer().put(x) for x in ("t", True, 1)]
print(texts, show.dispatch(bool) is show.dispatch(int), sorted(c.__name__ for c in show.registry))
attempt(show)
