# dataclasses: fields, defaults, ordering, frozen, slots, inheritance, replace, asdict.
from dataclasses import (
    dataclass, field, fields, asdict, astuple, replace, is_dataclass, make_dataclass, FrozenInstanceError, InitVar, KW_ONLY,
)
from typing import ClassVar


def attempt(f, *args):
    try:
        print("value", f(*args))
    except Exception as e:
        print(type(e).__name__, e)


@dataclass
class Point:
    x: int
    y: int = 0

    def norm(self):
        return self.x * self.x + self.y * self.y


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
    label: str = field(default="", compare=False, repr=False)


@dataclass
class Inventory:
    name: str
    items: list = field(default_factory=list)
    kinds: ClassVar[int] = 3
    scale: InitVar[int] = 1
    total: int = field(init=False, default=0)
    _: KW_ONLY
    note: str = "none"

    def __post_init__(self, scale):
        self.total = sum(self.items) * scale


@dataclass
class Point3(Point):
    z: int = 0


@dataclass(slots=True, eq=True, unsafe_hash=True)
class Slotted:
    a: int
    b: str = "b"


@dataclass(kw_only=True, match_args=True)
class Options:
    verbose: bool = False
    level: int


class Plain:
    pass


print(Point(1, 2), Point(1), Point(y=5, x=4))
print(Point(1, 2) == Point(1, 2), Point(1, 2) == Point(2, 1), Point(1) != Point(1), Point(1, 0) == (1, 0))
attempt(Point)
attempt(Point, 1, 2, 3)
attempt(hash, Point(1))
attempt(lambda: Point(1) < Point(2))
print(Version(1, 2) < Version(1, 3), Version(2) >= Version(1, 9), sorted([Version(3), Version(1, 5), Version(1, 2, "x")]))
print(Version(1, 2, "a") == Version(1, 2, "b"), hash(Version(1, 2)) == hash(Version(1, 2, "z")), max(Version(i % 7, i) for i in range(30)))
v = Version(1)
attempt(setattr, v, "major", 2)
attempt(delattr, v, "major")
try:
    v.other = 1
except FrozenInstanceError as e:
    print("frozen", e, isinstance(e, AttributeError))
i = Inventory("box", [1, 2, 3], 10, note="n")
print(i, i.total, i.note, Inventory("empty").items is Inventory("empty").items)
print([f.name for f in fields(Inventory)], fields(i)[1].default_factory, [f.type for f in fields(Point)])
print(asdict(i), astuple(i))
print(Point3(1, 2, 3), Point3.__mro__[1].__name__, Point3(1, 2, 3) == Point(1, 2), [f.name for f in fields(Point3)])
print(replace(Point3(1, 2, 3), y=9), replace(v, minor=4))
attempt(lambda: replace(i, total=3))
s = Slotted(1)
print(s, Slotted.__slots__, hasattr(s, "__dict__"), len({s, Slotted(1), Slotted(2)}))
attempt(setattr, s, "zz", 1)
print(Options(level=3), Options.__match_args__, Point.__match_args__)
attempt(Options, True)
print(is_dataclass(Point), is_dataclass(Point(1)), is_dataclass(Plain), is_dataclass(3))
Made = make_dataclass("Made", ["a", ("b", int), ("c", list, field(default_factory=list))], namespace={"double": lambda self: self.b * 2})
print(Made(1, 2), Made(1, 4).double(), Made.__name__)


def bad_mutable():
    @dataclass
    class Bad:
        items: list = []


def bad_order():
    @dataclass
    class Bad:
        a: int = 1
        b: int


attempt(bad_mutable)
attempt(bad_order)
attempt(asdict, 3)
attempt(fields, Plain)


@dataclass
class Node:
    value: int
    children: list["Node"] = field(default_factory=list)


tree = Node(0)
for n in range(1, 20):
    tree = Node(n, [tree] if n % 3 else [])
print(tree)
print(asdict(tree))
tree.children.append(tree)
print(repr(tree)[:60])
match Point3(1, 2, 3):
    case Point3(x, y, z=3):
        print("matched", x, y)
total = 0
for n in range(200):
    p = Point3(n, n + 1, z=2)
    p.x += 1
    total += p.norm() + p.z
print(total, Point.__doc__, Point3.__doc__)
print(repr(fields(Point)[1])[:60])
