# typing: protocols at run time, generics and their parameters, aliases, NamedTuple and TypedDict, overloads, hints evaluated, special forms and reprs.
import collections.abc
import typing
from typing import (Annotated, Any, Callable, ClassVar, Concatenate, Final, Generic, Literal, NamedTuple, NewType, NotRequired, Optional, ParamSpec, Protocol, Required, Self, SupportsInt, TypedDict, TypeVar, TypeVarTuple, Union, Unpack, assert_never, assert_type,
    cast, final, get_args, get_origin, get_overloads, get_type_hints, is_typeddict, no_type_check, overload, override, reveal_type, runtime_checkable)


def attempt(f, *args, **kw):
    try:
        print("value", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


T, K = TypeVar("T"), TypeVar("K", bound=int)
N = TypeVar("N", int, str)
P, Ts = ParamSpec("P"), TypeVarTuple("Ts")


@runtime_checkable
class Closer(Protocol):
    def close(self) -> None: ...


@runtime_checkable
class Sized2(Protocol):
    size: int

    def grow(self): ...


class File:
    size = 3

    def close(self): ...

    def grow(self): ...


class Plain(Protocol):
    x: int


print(isinstance(File(), Closer), isinstance(5, Closer), issubclass(File, Closer), isinstance(File(), Sized2), isinstance(5, SupportsInt), isinstance("5", SupportsInt), Closer.__protocol_attrs__, typing.get_protocol_members(Sized2) == {"size", "grow"}, typing.is_protocol(File))
attempt(isinstance, 5, Plain)
attempt(issubclass, File, Sized2)
attempt(Closer)


class Box(Generic[T]):
    def __init__(self, item: T):
        self.item = item

    def map(self, f: Callable[[T], K]) -> "Box[K]":
        return Box(f(self.item))


class Pair(Box[T], Generic[T, K]): ...


class New[A, *B, **C]:
    def m(self, a: A) -> A: ...


type Alias[X] = list[X] | None
print(Box[int], Box[int](5).item, Box[int](5).__orig_class__, Pair[int, str], Pair.__parameters__, Box[T][str], Pair.__orig_bases__, New.__type_params__, New[int, str, bytes, [int]], Alias, Alias.__value__, Alias[int], Alias.__type_params__, dict[T, K][str, int], Callable[[T], K][int, bool], Box[Any].__args__)
attempt(lambda: Box[int, str])
attempt(lambda: list[int][str])
attempt(lambda: type("X", (Generic,), {}))
attempt(lambda: type("X", (Generic[T], Generic[K]), {}))
attempt(lambda: Generic[int])
attempt(lambda: Generic[T, T])
attempt(TypeVar, "T", int)
attempt(TypeVar, "T", bound=5)
print(T, K.__bound__, N.__constraints__, P.args, P.kwargs, Ts, Unpack[Ts], T.__name__, TypeVar("D", default=int).__default__, TypeVar("Co", covariant=True), T.has_default())
for form in (Optional[int], Union[int, str, None], Union[int, int], int | None, Literal[1, "a", True], Annotated[int, "m", 5], ClassVar[int], Final[str], Callable[..., int], Callable[[], None], Callable[P, T], Concatenate[int, P], tuple[int, ...], type[int], typing.List[int], typing.Dict[str, "int"], typing.Iterable[T], typing.Tuple[()], Any, typing.NoReturn, typing.Never, Self, typing.LiteralString, Required[int], typing.TypeGuard[int], typing.Type[Any]):
    print(form, get_origin(form), get_args(form))
for bad in (lambda: Optional[int, str], lambda: Literal, lambda: Union[()], lambda: Callable[int], lambda: ClassVar[int, str], lambda: Any(), lambda: Annotated[int], lambda: isinstance(5, list[int]), lambda: isinstance(5, typing.List[int]), lambda: Optional[5], lambda: typing.Tuple[..., int], lambda: int | 5, lambda: Final(), lambda: Self[int]):
    attempt(bad)
print(isinstance(5, int | str), isinstance(None, Optional[int]), isinstance([], typing.List), issubclass(dict, typing.Mapping), isinstance([], collections.abc.Iterable), Literal[1, 2] == Literal[2, 1], Union[int, str] == Union[str, int], hash(Union[int, str]) == hash(Union[str, int]), Annotated[Annotated[int, 1], 2], Optional[Optional[int]], Union[int, Union[str, None]])


class Employee(NamedTuple):
    """doc"""

    name: str
    id: int = 3

    def hello(self):
        return f"hi {self.name}"


class Movie(TypedDict):
    title: str
    year: NotRequired[int]


class More(Movie, total=False):
    stars: Required[float]
    extra: str


print(Employee("a"), Employee("a").hello(), Employee._field_defaults, Employee.__annotations__, Movie(title="x"), type(Movie(title="x")), Movie.__required_keys__, sorted(More.__optional_keys__), sorted(More.__required_keys__), More.__total__, is_typeddict(More), is_typeddict(dict), get_type_hints(More), NamedTuple("X", [("a", int)])(1), TypedDict("Y", {"in": int}).__annotations__)
attempt(isinstance, {}, Movie)
attempt(lambda: type("Z", (Movie, int), {}))
UserId = NewType("UserId", int)
print(UserId, UserId(5), UserId.__supertype__, UserId.__name__, UserId | None)


@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x):
    return x


print(f(1), len(get_overloads(f)), cast(int, "x"), assert_type(1, str))
attempt(assert_never, 5)


class Base:
    def m(self): ...


@final
class Leaf(Base):
    later: "list[Leaf]"
    plain: Annotated[int, "meta"] = 1

    @override
    def m(self, a: "int", *b: str, c: "Optional[Base]" = None) -> "Leaf": ...


print(Leaf.__final__, Leaf.m.__override__, get_type_hints(Leaf, globals()), get_type_hints(Leaf, globals(), include_extras=True)["plain"], get_type_hints(Leaf.m))
attempt(get_type_hints, type("B", (), {"__annotations__": {"x": "nope"}}))
attempt(get_type_hints, 5)
print(typing.get_type_hints(no_type_check(lambda: 0)), typing.TYPE_CHECKING, typing.ForwardRef("int"), typing.ForwardRef("a") == typing.ForwardRef("a"), typing.Text, typing.AnyStr, typing.Hashable, typing.Pattern, collections.abc.Callable[[int], str], collections.abc.Callable[[int], str].__args__)
attempt(typing.ForwardRef, "1 +")
