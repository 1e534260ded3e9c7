# What programs are made of, each kind of statement and expression once, and a few hot loops: see code-cache.mjs.
import collections, dataclasses, datetime, enum, functools, itertools, json, os, re, sys, typing
from collections import namedtuple as named


@dataclasses.dataclass(order=True)
class Point:
    """A point."""

    x: int
    y: int = 0
    names: list[str] = dataclasses.field(default_factory=list)

    @property
    def norm(self) -> float:
        return (self.x**2 + self.y**2) ** 0.5

    def __add__(self, other):
        return Point(self.x + other.x, y=self.y + other.y)


class Base:
    count: typing.ClassVar[int] = 0
    __slots__ = ("value",)

    def __init__(self, value=None, *rest, key=1, **more):
        super().__init__()
        self.value = value if value is not None else [*rest, key, {**more}]


class Derived(Base):
    @classmethod
    def make(cls, *args):
        return cls(*args)

    @staticmethod
    def twice(x, /, y=2):
        return x * y if x > 0 else -x // y


class Color(enum.Enum):
    RED = 1
    GREEN = enum.auto()


Pair = named("Pair", "first second")


def numbers(limit):
    global total
    total = 0
    for i in range(limit):
        if i % 3 == 0 and i != 6 or not i:
            continue
        total += i
        yield i
    else:
        yield from (-1, -2)


def outer(n):
    count = 0

    def inner(k=n):
        nonlocal count
        count += k
        return lambda x: x + count

    return inner()


def describe(value):
    match value:
        case 0 | 1:
            return "small"
        case [first, *rest] if rest:
            return f"{first!r:>4} of {len(rest) + 1}"
        case {"key": found, **rest}:
            return found
        case Point(x=0):
            return "axis"
        case str() as text:
            return text[1:-1].strip().split(",")
        case _:
            return None


def careful(text):
    try:
        return int(text)
    except (ValueError, TypeError) as error:
        return str(error)
    finally:
        pass


class Context:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        return True


async def later(x):
    async with x as y:
        return await y


def recursive(n):
    return n if n < 2 else recursive(n - 1) + recursive(n - 2)


def loops(limit):
    values = [0.5] * limit
    table = {}
    text = ""
    i = 0
    while i < limit:
        values[i] = values[i - 1] * 0.5 + i
        table[i & 15] = table.get(i & 15, 0) + 1
        if i & 7 == 0:
            text += str(i)
        if i > limit * 2:
            break
        i += 1
    return sum(x * x for x in values), len(text), sorted(table.items(), key=lambda item: -item[1])[:2]


points = sorted([Point(3, 4), Point(1)], key=lambda p: p.norm)
squares = {k: v for k, v in zip("abc", [n * n for n in numbers(9)])}
unique = {len(word) for word in "a set of words".split() if word}
first, *rest = list(numbers(5))
assert describe([1, 2]) and describe({"key": 1}) and describe("a,b") and describe(Point(0)) is not None, "matched"
with Context() as context, Context():
    careful("x")
    raise ValueError("ignored") from None
del rest[0], first
if (found := re.compile(r"(\d+)-(?P<word>\w+)").search("see 12-ab")) is not None:
    print("%s %d" % (found["word"], int(found[1])), end="\n")
big = 1 << 70 | 0xFF ^ ~3 & 12
print(Pair(1, 2), Color.GREEN, Derived.make(1).value, outer(3)(4), 1 < 2 <= 3, b"bytes"[0], 1e3, 2j, big)
print(json.loads(json.dumps({"a": [1, 2.5, None, True]})), recursive(18), loops(30000), max(numbers(30000)))
