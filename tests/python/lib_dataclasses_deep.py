# dataclasses: slots, frozen, inheritance, keyword only, init variables, factories, order, make_dataclass, replace, errors.
import copy
import dataclasses
from dataclasses import FrozenInstanceError, InitVar, KW_ONLY, MISSING, asdict, astuple, dataclass, field, fields, is_dataclass, make_dataclass, replace
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar


def attempt(f, *args, **kw):
    try:
        print("value", repr(f(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, e)


@dataclass
class A:
    """A doc."""

    x: int
    y: "str" = "y"
    z: list = field(default_factory=list)
    _hidden: int = field(default=1, repr=False, compare=False)
    total: ClassVar[int] = 7


print(A(1), A(1) == A(1), A(1) == A(1, _hidden=5), A(1) != A(2), A.__doc__, A.__match_args__, A(1).z is A(1).z, A.total, A.y, hasattr(A, "z"), A.__annotations__["y"])
attempt(A)
attempt(A, 1, 2, 3, 4, 5)
attempt(A, q=1)
attempt(hash, A(1))
attempt(lambda: A(1) < A(2))
print(A(1) == (1, "y", []), A.__eq__(A(1), 5), is_dataclass(A), is_dataclass(A(1)), is_dataclass(5))


@dataclass(frozen=True, order=True, slots=True)
class P:
    x: float
    y: float = 0.0

    def __add__(self, other):
        return replace(self, x=self.x + other.x, y=self.y + other.y)

    def __post_init__(self):
        object.__setattr__(self, "x", float(self.x))


p = P(1)
print(p, hash(p) == hash(P(1.0, 0.0)), p < P(2), sorted([P(2), P(1, 5), P(1, 3)]), p + P(1, 1), P.__slots__, {p: 1}[P(1)], max(P(1), P(0, 9)), copy.copy(p), copy.deepcopy(p) == p, copy.replace(p, y=9))
for f in (lambda: setattr(p, "x", 2), lambda: delattr(p, "x"), lambda: setattr(p, "new", 2), lambda: p < 5, lambda: replace(p, nope=1), lambda: p.__dict__, lambda: P()):
    attempt(f)
try:
    p.y = 1
except FrozenInstanceError as e:
    print(type(e).__mro__[1].__name__, e)


@dataclass(kw_only=True)
class K:
    a: int
    b: int = 2
    c: InitVar[int | None] = None
    d: int = field(init=False)

    def __post_init__(self, c):
        self.d = self.a * (c or 1)


@dataclass
class M(K):
    e: int
    _: KW_ONLY
    f: str = "f"


print(K(a=1), K(a=2, c=5), M(9, a=1), M(e=9, a=1, f="g", c=3), [f.name for f in fields(M)], [(f.name, f.kw_only) for f in fields(M)])
attempt(K, 1)
attempt(M, 1)
attempt(M, 1, 2, a=3)
attempt(replace, K(a=1), d=5)
attempt(replace, K(a=1), b=5)


@dataclass
class Base:
    x: int = 1
    y: int = 2


@dataclass
class Derived(Base):
    z: int = 3
    x: int = 10


print(Derived(), Derived(1, 2, 3), Derived() == Base(), [f.name for f in fields(Derived)], asdict(Derived()), astuple(Derived(z=[1])))


@dataclass(eq=False)
class Identity:
    v: int


@dataclass(unsafe_hash=True)
class Hashed:
    v: int
    w: list = field(default_factory=list, hash=False)


@dataclass(repr=False, init=False, match_args=False)
class Bare:
    v: int = 5


print(Identity(1) == Identity(1), hash(Hashed(1)) == hash(Hashed(1, [2])), Bare().v, "Bare" in repr(Bare()), hasattr(Bare, "__match_args__"), isinstance(hash(Identity(1)), int))


@dataclass
class Nested:
    items: list
    table: dict
    pair: tuple
    inner: Any = None


class NT(NamedTuple):
    a: int
    b: Any


n = Nested([Base(1)], {"k": Base(2), Hashed(3).v: [Base()]}, (1, Base(4)), Nested([], {}, ()))
print(n)
print(asdict(n))
print(astuple(n), asdict(Nested([NT(1, Base())], {}, ()), dict_factory=lambda kv: {k: v for k, v in kv if v is not None}))
n.inner = n
print(repr(n)[:120])
attempt(asdict, 5)
attempt(asdict, A)
attempt(fields, 5)
attempt(replace, 5)
T = TypeVar("T")


@dataclass
class Box(Generic[T]):
    content: T


print(Box[int](5), Box("x") == Box[str]("x"))
C = make_dataclass("C", ["a", ("b", int), ("c", str, field(default="c"))], bases=(Base,), namespace={"sum": lambda self: self.b + self.y}, frozen=False) if False else make_dataclass("C", [("b", int), ("c", str, field(default="c"))], namespace={"double": lambda self: self.b * 2}, order=True)
print(C(1), C(4).double(), C(1) < C(2), C.__name__)
for bad in (lambda: make_dataclass("X", ["1a"]), lambda: make_dataclass("X", ["class"]), lambda: make_dataclass("X", ["a", "a"]), lambda: make_dataclass("X", [5]), lambda: field(default=1, default_factory=list), lambda: make_dataclass("X", [("a", int, 1), "b"]), lambda: make_dataclass("X", [("a", list, [])]), lambda: dataclass(order=True, eq=False)(type("X", (), {})),
            lambda: dataclass(frozen=True)(type("X", (Base,), {})), lambda: dataclass(slots=True)(type("X", (), {"__slots__": ("a",)})), lambda: dataclass(order=True)(type("X", (), {"__lt__": 1})), lambda: dataclass(frozen=True)(type("X", (), {"__setattr__": 1})), lambda: dataclass(unsafe_hash=True)(type("X", (), {"__hash__": 1})), lambda: dataclass(weakref_slot=True)(type("X", (), {})), lambda: dataclass(5)):
    attempt(bad)
f = fields(A)[0]
print(f.name, f.type, f.default is MISSING, f.init, f.kw_only, f.metadata, MISSING is dataclasses.MISSING, field(metadata={"unit": "m"}).metadata["unit"], type(fields(P)[1]).__name__, repr(fields(A)[1])[:60])
match P(3, 4):
    case P(3, y=yy):
        print("matched", yy)


@dataclass(slots=True, weakref_slot=True)
class S:
    a: int = 1
    b: list[int] = field(default_factory=lambda: [1])


s = S()
attempt(lambda: setattr(s, "c", 1))
print(s, S.__slots__, S.a if not hasattr(S.a, "__get__") else "descriptor")


@dataclass
class D:
    name: str

    def __set_name__(self, owner, name):
        pass

    def __setattr__(self, key, value):
        super().__setattr__(key, value.upper() if isinstance(value, str) else value)


print(D("abc"), D("abc") == D("ABC"))
total = 0.0
q = P(0, 0)
for i in range(1000):
    q = q + P(i % 3, 1)
    total += q.x
print(q, total, len({P(i % 7, i % 5) for i in range(300)}))
