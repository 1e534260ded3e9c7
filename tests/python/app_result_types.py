# Functional style: Option and Result types with pattern matching, composition operators, lazy streams, lenses, validation, memoized recursion schemes.
from __future__ import annotations
import operator
from dataclasses import dataclass, replace
from functools import reduce, wraps
from itertools import chain, count, islice, takewhile
from typing import Any, Callable, Generic, Iterator, TypeVar

T, U, E = TypeVar("T"), TypeVar("U"), TypeVar("E")


class Result(Generic[T, E]):
    __match_args__ = ("value",)

    @classmethod
    def catch(cls, *errors):
        def decorate(f):
            @wraps(f)
            def wrapper(*args, **kw) -> Result:
                try:
                    return Ok(f(*args, **kw))
                except errors or Exception as e:
                    return Err(f"{type(e).__name__}: {e}")

            return wrapper

        return decorate

    def __rshift__(self, f):
        return self.then(f)

    def __or__(self, other):
        return self if isinstance(self, Ok) else other

    def __iter__(self) -> Iterator[T]:
        if isinstance(self, Ok):
            yield self.value

    @staticmethod
    def all(results):
        values, errors = [], []
        for r in results:
            (values if isinstance(r, Ok) else errors).append(r.value)
        return Err(errors) if errors else Ok(values)


@dataclass(frozen=True)
class Ok(Result[T, E]):
    value: T

    def map(self, f):
        return Ok(f(self.value))

    def then(self, f):
        return f(self.value)

    def unwrap(self, default=None):
        return self.value


@dataclass(frozen=True)
class Err(Result[T, E]):
    value: E

    def map(self, f):
        return self

    then = map

    def unwrap(self, *default):
        if default:
            return default[0]
        raise ValueError(f"unwrapped {self!r}")


@Result.catch(ValueError)
def number(text: str) -> int:
    """A number."""
    return int(text)


def positive(n):
    return Ok(n) if n > 0 else Err(f"{n} is not positive")


def root(n):
    r = int(n**0.5)
    return Ok(r) if r * r == n else Err(f"{n} is no square")


for text in ("49", "-4", "50", "x"):
    r = number(text) >> positive >> root
    match r:
        case Ok(value):
            print(text, "ok", value)
        case Err(str() as why) if "square" in why:
            print(text, "almost:", why)
        case Err(why):
            print(text, "failed:", why)
print(Ok(2).map(lambda x: x + 1), Err("e").map(len), Err("e") | Ok(5), Ok(1) | Ok(2), list(Ok(1)), list(Err(1)), Err("e").unwrap(0), number.__name__, number.__doc__, Ok(1) == Ok(1), Ok(1) == Err(1), hash(Ok((1, 2))) == hash(Ok((1, 2))), isinstance(Ok(1), Result), Result[int, str], Ok.__orig_bases__)
print(Result.all([Ok(1), Ok(2)]), Result.all([Ok(1), Err("a"), Err("b")]), Result.all([]), Result.all(map(number, "1 2 z".split())))
try:
    Err("boom").unwrap()
except ValueError as e:
    print(e)
try:
    Result.catch(KeyError)(lambda: 1 // 0)()
except ZeroDivisionError as e:
    print("not caught:", e)


class Function:
    """Composition: f | g is g after f, f @ g is f after g; partial application by subscript."""

    def __init__(self, f):
        self.f = f

    def __call__(self, *args):
        return self.f(*args)

    def __or__(self, g):
        return Function(lambda *a: g(self(*a)))

    def __ror__(self, value):
        return self(value)

    def __matmul__(self, g):
        return Function(lambda *a: self(g(*a)))

    def __getitem__(self, args):
        args = args if isinstance(args, tuple) else (args,)
        holes = args.count(...)

        def filled(*given):
            it = iter(given)
            return self(*(next(it) if a is ... else a for a in args), *it)

        return Function(filled) if holes or args else self

    def __pow__(self, n):
        return reduce(operator.matmul, [self] * n, Function(lambda x: x))


inc, double = Function(lambda x: x + 1), Function(lambda x: x * 2)
sub = Function(operator.sub)
print((inc | double)(3), (inc @ double)(3), 5 | inc | double, sub[10, ...](3), sub[..., 10](3), (double**5)(1), (inc**0)(7), ([3, 1, 2] | Function(sorted) | Function(lambda s: s[::-1])))


class Stream(Generic[T]):
    """A lazy list."""

    def __init__(self, make: Callable[[], Iterator[T]]):
        self.make, self.cache, self.source = make, [], None

    def __iter__(self):
        at = 0
        while True:
            if at == len(self.cache):
                self.source = self.source or iter(self.make())
                try:
                    self.cache.append(next(self.source))
                except StopIteration:
                    return
            yield self.cache[at]
            at += 1

    def __getitem__(self, index):
        if isinstance(index, slice):
            return list(islice(self, index.start, index.stop, index.step))
        return next(islice(self, index, None))

    def map(self, f):
        return Stream(lambda: map(f, self))

    def filter(self, p):
        return Stream(lambda: filter(p, self))

    def zip(self, other, f=lambda a, b: (a, b)):
        return Stream(lambda: map(f, self, other))

    def while_(self, p):
        return list(takewhile(p, self))

    @classmethod
    def iterate(cls, f, x):
        def go():
            value = x
            while True:
                yield value
                value = f(value)

        return cls(go)


calls = []
naturals = Stream(lambda: (calls.append(i) or i for i in count()))
squares = naturals.map(lambda n: n * n).filter(lambda n: n % 3 == 1)
fibs = Stream(lambda: chain((0, 1), map(operator.add, fibs, islice(fibs, 1, None))))
print(squares[:5], len(calls), squares[:5], len(calls), fibs[:12], fibs[80], Stream.iterate(lambda x: x * 2, 1).while_(lambda x: x < 200), naturals.zip(fibs, max)[3:9])
primes = Stream(lambda: (n for n in count(2) if all(n % p for p in takewhile(lambda p: p * p <= n, primes if primes.cache else ()))))
print(primes[:10])


@dataclass(frozen=True)
class Lens:
    get: Callable
    put: Callable

    @classmethod
    def attr(cls, name):
        return cls(operator.attrgetter(name), lambda o, v: replace(o, **{name: v}))

    @classmethod
    def key(cls, k):
        return cls(operator.itemgetter(k), lambda d, v: {**d, k: v} if isinstance(d, dict) else d[:k] + type(d)([v]) + d[k + 1 :])

    def __truediv__(self, other):
        return Lens(lambda o: other.get(self.get(o)), lambda o, v: self.put(o, other.put(self.get(o), v)))

    def over(self, f, o):
        return self.put(o, f(self.get(o)))


@dataclass(frozen=True)
class City:
    name: str
    at: tuple


@dataclass(frozen=True)
class Person:
    name: str
    home: City
    extra: Any = None


p = Person("Ann", City("Oslo", (59, 10)), {"tags": ["a"]})
x = Lens.attr("home") / Lens.attr("at") / Lens.key(0)
tags = Lens.attr("extra") / Lens.key("tags")
print(x.get(p), x.put(p, 60), tags.over(lambda t: t + ["b"], p).extra, p, x.over(str, p).home.at)
for bad in (lambda: x.get(5), lambda: (Lens.attr("nope")).put(p, 1), lambda: 5 | Function(len), lambda: inc("a")):
    try:
        print(bad())
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
