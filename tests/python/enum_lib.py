# enum: members, aliases, auto, flags, IntEnum, StrEnum, methods, lookups and errors.
import enum
from enum import Enum, IntEnum, Flag, IntFlag, StrEnum, auto, unique, member, nonmember, verify, UNIQUE, CONTINUOUS


def attempt(f, *args):
    try:
        print("value", f(*args))
    except Exception as e:
        print(type(e).__name__, e)


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    @property
    def lower(self):
        return self.name.lower()

    @classmethod
    def default(cls):
        return cls.GREEN


class Planet(Enum):
    EARTH = (5.97, 6378)
    MARS = (0.64, 3390)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius


class Level(IntEnum):
    LOW = auto()
    MID = auto()
    HIGH = 10
    TOP = auto()


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


class Mode(IntFlag):
    A = 1
    B = 2
    C = 8


class Kind(StrEnum):
    ALPHA = auto()
    BETA = "b"


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color.CRIMSON is Color.RED, Color.BLUE.lower, Color.default())
print(list(Color), len(Color), Color.RED in Color, 2 in Color, 9 in Color, Color["BLUE"], Color(3))
print(Color.__members__, [c.name for c in reversed(Color)], type(Color.RED), isinstance(Color.RED, Color))
attempt(Color, 7)
attempt(lambda: Color["NONE"])
attempt(lambda: Color.NONE)
attempt(setattr, Color, "RED", 3)
attempt(delattr, Color, "RED")
attempt(lambda: Color.RED < Color.GREEN)
attempt(lambda: type("More", (Color,), {}))
print(Planet.MARS, Planet.MARS.mass, Planet((5.97, 6378)), {p: p.radius for p in Planet})
print(list(Level), Level.LOW + 1, Level.TOP == 11, Level.MID < Level.HIGH, f"{Level.HIGH}", str(Level.HIGH), repr(Level.HIGH), sorted(Level, reverse=True)[0], int(Level.TOP), range(5)[Level.LOW])
print(Perm.R | Perm.X, repr(Perm.R | Perm.W), Perm.RW, Perm(0), repr(Perm(0)), ~Perm.R, Perm.R in Perm.RW, bool(Perm.R & Perm.W), list(Perm.R | Perm.X), len(Perm.RW), Perm(5), Perm.R ^ Perm.RW)
attempt(Perm, 16)
attempt(lambda: Perm.R | 1)
print(Mode.A | Mode.C, repr(Mode(3)), Mode(16), repr(Mode(17)), Mode.A + 1, ~Mode.A, Mode.A | 4)
print(Kind.ALPHA, repr(Kind.BETA), Kind.BETA == "b", Kind("alpha"), Kind.ALPHA.upper(), f"{Kind.BETA:>4}", "x" + Kind.ALPHA)
Animal = Enum("Animal", "ANT BEE CAT")
print(list(Animal), Animal.BEE.value, Enum("Pair", [("a", 10), ("b", 20)]).b, Enum("D", {"x": "y"}).x, IntEnum("N", "p q", start=5).q)


def duplicates():
    @unique
    class Dup(Enum):
        A = 1
        B = 1
        C = 1


def gap():
    @verify(CONTINUOUS)
    class Gap(Enum):
        A = 1
        B = 4


attempt(duplicates)
attempt(gap)


class Op(Enum):
    ADD = member(lambda a, b: a + b)
    MUL = member(lambda a, b: a * b)
    note = nonmember("text")

    def __call__(self, a, b):
        return self.value(a, b)


class Weekday(Enum):
    MON = "mo"
    TUE = "tu"

    @classmethod
    def _missing_(cls, value):
        for m in cls:
            if isinstance(value, str) and value.lower().startswith(m.value):
                return m
        return None

    def _generate_next_value_(name, start, count, last_values):
        return name

    def __str__(self):
        return "day " + self.value


print(Op.ADD(3, 4), Op.MUL(3, 4), Op.note, Weekday("TUESDAY"), Weekday("mo"), f"{Weekday.MON}")
attempt(Weekday, "xx")
attempt(Weekday, 3)
counts = dict.fromkeys(Color, 0)
for n in range(300):
    c = Color(n % 3 + 1)
    if c is Color.RED or c == Color.BLUE:
        counts[c] += n
    else:
        counts[Color.GREEN] += 1
print(counts, hash(Color.RED) == hash("RED"), Color.RED != Level.LOW, Level.LOW == 1)
match Color.GREEN:
    case Color.RED:
        print("red")
    case Color.GREEN:
        print("green")
print(enum.Enum.__name__, Color.__name__, Color, Perm, Color.__doc__, [n for n in dir(Color) if not n.startswith("__")])
