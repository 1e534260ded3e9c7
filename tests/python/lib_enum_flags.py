# enum: flags with boundaries, auto, aliases, members with data, functional API, _missing_, ordering, iteration, errors.
import enum
import pickle
from enum import CONFORM, EJECT, KEEP, STRICT, Enum, Flag, IntEnum, IntFlag, StrEnum, auto, global_enum, member, nonmember, property as enum_property, unique, verify, CONTINUOUS, NAMED_FLAGS, UNIQUE


def attempt(f, *args, **kw):
    try:
        print("value", repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


class Perm(Flag):
    R = 4
    W = 2
    X = 1
    RW = R | W
    ALL = R | W | X
    NONE = 0


print(list(Perm), Perm.RW, repr(Perm.RW), Perm.R | Perm.X, repr(Perm.R | Perm.X), ~Perm.R, Perm.ALL & ~Perm.W, Perm.R ^ Perm.RW, Perm.R in Perm.RW, Perm.X not in Perm.RW, bool(Perm.NONE), list(Perm.ALL), len(Perm.RW), Perm(5), Perm(0), Perm.ALL.name, (Perm.R | Perm.X).name, Perm["RW"], Perm.__members__.keys())
attempt(Perm, 8)
attempt(Perm, -1)
attempt(Perm, "R")
attempt(lambda: Perm.R | 1)
attempt(lambda: Perm["Q"])
attempt(lambda: 1 in Perm.R)
attempt(lambda: setattr(Perm, "R", 1))
attempt(lambda: delattr(Perm, "R"))
attempt(lambda: setattr(Perm.R, "value", 1))
print(4 in Perm, "R" in Perm, 9 in Perm, Perm.R == 4, Perm.R is Perm(4), hash(Perm.R) == hash(Perm(4)))
for boundary in (STRICT, CONFORM, EJECT, KEEP):
    F = Flag("F", "A B C", boundary=boundary)
    attempt(F, 9)
    attempt(F, -2)
    attempt(lambda: repr(F.A | F.B))


class Bits(IntFlag):
    A = auto()
    B = auto()
    C = auto()


print(Bits.A | 8, repr(Bits.A | 8), Bits(9) & 1, ~Bits.A, Bits.A + 1, Bits.C.value, list(Bits(7)), repr(Bits(0)), str(Bits.A | Bits.B), f"{Bits.A|Bits.B}", format(Bits.B, "03d"), Bits.A < Bits.B, 3 == Bits(3), [Bits.A][Bits(0)])


class Planet(Enum):
    EARTH = (5.976e24, 6.37814e6)
    MARS = (6.421e23, 3.3972e6)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    @property
    def gravity(self):
        return 6.67430e-11 * self.mass / self.radius**2

    @classmethod
    def heaviest(cls):
        return max(cls, key=lambda p: p.mass)


print(Planet.EARTH, f"{Planet.MARS.gravity:.3f}", Planet.heaviest(), Planet((6.421e23, 3.3972e6)).name, Planet.EARTH.value, Planet.MARS.radius)


class Coord(bytes, Enum):
    def __new__(cls, value, label):
        obj = bytes.__new__(cls, [value])
        obj._value_ = value
        obj.label = label
        return obj

    PX = (0, "P.X")
    PY = (1, "P.Y")


print(Coord(1), Coord.PX.label, Coord.PY == b"\x01")


class Http(IntEnum):
    OK = 200, "fine"
    LOST = 404, "gone"
    FOUND = 302

    def __new__(cls, value, phrase=""):
        obj = int.__new__(cls, value)
        obj._value_ = value
        obj.phrase = phrase
        return obj

    @classmethod
    def _missing_(cls, value):
        if isinstance(value, str):
            return cls.__members__.get(value.upper())
        return None


print(Http(200), repr(Http("lost")), Http.OK.phrase, Http.OK + 1, sorted(Http), f"{Http.OK} {Http.LOST!r} {Http.FOUND:d}", Http.OK == 200, isinstance(Http.OK, int), Http.OK.as_integer_ratio())
attempt(Http, "nope")
attempt(Http, 5)


class Level(StrEnum):
    LOW = auto()
    HIGH = auto()
    CUSTOM = "cu-stom"


print(Level.LOW, repr(Level.HIGH), Level("high"), Level.LOW.upper(), "x" + Level.CUSTOM, f"{Level.LOW:>6}", [l.value for l in Level], "low" in Level)
attempt(lambda: StrEnum("S", {"A": 1}))


class Names(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last):
        return (name.lower(), start, count, list(last))

    A = auto()
    B = auto()


print([m.value for m in Names])


class Alias(Enum):
    _ignore_ = "tmp i"
    RED = 1
    CRIMSON = 1
    tmp = {"GREEN": 2}
    for i in range(3, 5):
        locals()[f"C{i}"] = i
    helper = nonmember(99)
    f = member(len)
    pi = 3

    class Inner:
        pass

    def method(self):
        return self.name.lower()


print(list(Alias), Alias.CRIMSON, Alias.CRIMSON is Alias.RED, Alias.__members__, Alias.helper, Alias.f.value("abc"), Alias.RED.method(), Alias.C3, Alias.pi, isinstance(Alias.Inner, Alias) if hasattr(Alias, "Inner") else None)
attempt(lambda: unique(Alias))
attempt(lambda: Alias.RED < Alias.C4)
attempt(lambda: Alias())
attempt(lambda: Alias.RED.nope)
attempt(lambda: type("Sub", (Alias,), {}))
attempt(lambda: Enum("Dup", "A A"))
attempt(lambda: Enum("Bad", "mro"))
attempt(lambda: verify(CONTINUOUS)(IntEnum("Gap", {"A": 1, "B": 3})))
attempt(lambda: verify(UNIQUE)(Enum("Twice", {"A": 1, "B": 1})))
attempt(lambda: verify(NAMED_FLAGS)(Flag("Holes", {"A": 1, "B": 6})))
Animal = Enum("Animal", "CAT DOG", start=10, module="zoo", qualname="Zoo.Animal")
print(list(Animal), Animal.__module__, Animal.__qualname__, Enum("E", [("A", 1), ("B", "two")])("two"), Enum("E", {"X": 1}).X, IntEnum("I", ["P", "Q"]).Q + 1, [a.name for a in reversed(Animal)], len(Animal), Animal.DOG.name, Animal.__doc__)


class Ordered(Enum):
    def __lt__(self, other):
        return self.value < other.value if type(self) is type(other) else NotImplemented


class Size(Ordered):
    S = 1
    M = 2


print(max(Size), sorted(Size, reverse=True), Size.S < Size.M, {Size.S: 1}[Size(1)], dir(Size.S)[-4:], Size.__contains__(2), bool(Size.S), Size.S.__class__ is Size)
match Http(404):
    case Http.OK:
        print("ok")
    case Http.LOST as h:
        print("lost", h.phrase)
total = 0
for i in range(1500):
    p = Perm(i % 8)
    total += (Perm.W in p) + len(p) + p.value + Http(200 if i % 2 else 404)
print(total)
