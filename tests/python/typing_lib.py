# typing: aliases and their looks, generics, NamedTuple, TypedDict, Protocol, get_type_hints, PEP 695 through exec.
import typing
from typing import (
    Any, Callable, ClassVar, Final, Generic, Literal, NamedTuple, NewType, Optional, Protocol, TypedDict, TypeVar, Union, Annotated,
    cast, get_args, get_origin, get_type_hints, overload, runtime_checkable, List, Dict, Tuple, Iterable, ParamSpec, TypeVarTuple,
    Required, NotRequired, Self, assert_never, final, no_type_check, is_typeddict, ForwardRef, Concatenate, Unpack, TYPE_CHECKING,
)


def attempt(f, *args):
    try:
        print("value", f(*args))
    except Exception as e:
        print(type(e).__name__, e)


T = TypeVar("T")
K = TypeVar("K", bound=int)
S = TypeVar("S", int, str)
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")
print(T, K, S, P, Ts, K.__bound__, S.__constraints__, T.__covariant__)
for t in [
    Any, Optional[int], Union[int, str, None], List[int], Dict[str, List[T]], Tuple[int, ...], Tuple[()], Callable[[int, str], bool],
    Callable[..., T], Callable[P, int], Literal["a", 1, None], ClassVar[int], Final[str], Annotated[int, "meta", 3], Iterable[T],
    list[int], dict[str, "Node"], tuple[int, *Ts], Callable[Concatenate[int, P], str], Union[int], Optional[Any], Self, int | str, List,
]:
    print(t, get_origin(t), get_args(t))
print(List[T][int], Dict[K, T][int, str], Callable[[T], S][int, str], List[int] == List[int], hash(List[int]) == hash(List[int]), Union[int, str] == Union[str, int])
attempt(lambda: List[int, str])
attempt(lambda: Optional[1])
attempt(lambda: Any())
attempt(lambda: Union[()])
attempt(lambda: List[int]())
attempt(lambda: isinstance([], List[int]))
attempt(lambda: isinstance([], List))


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> "Stack[T]":
        self.items.append(item)
        return self

    def pop(self) -> T:
        return self.items.pop()


class IntStack(Stack[int]):
    pass


s = Stack[int]()
for n in range(100):
    s.push(n)
    if n % 3 == 0:
        s.pop()
print(len(s.items), s.__orig_class__, Stack[int], Stack.__parameters__, IntStack.__orig_bases__, IntStack().push(3).pop(), Stack[T][str])
attempt(lambda: Stack[int, str])
attempt(lambda: IntStack[int])


class Employee(NamedTuple):
    """An employee."""

    name: str
    id: int = 3
    tags: tuple = ()

    def title(self):
        return self.name.title()


e = Employee("ann")
print(e, e.title(), e._replace(id=4), Employee._fields, Employee._field_defaults, Employee.__annotations__, e._asdict(), Employee.__doc__)
attempt(lambda: Employee())
attempt(lambda: setattr(e, "name", "x"))


class Movie(TypedDict, total=False):
    title: Required[str]
    year: int


class Film(Movie):
    rating: NotRequired[float]


print(Movie(title="x", year=3), sorted(Film.__required_keys__), sorted(Film.__optional_keys__), Film.__total__, is_typeddict(Film), Film.__annotations__)


@runtime_checkable
class Closable(Protocol):
    def close(self) -> None: ...


class File:
    def close(self):
        pass


print(isinstance(File(), Closable), isinstance(3, Closable), issubclass(File, Closable))
attempt(lambda: Closable())


class Node:
    next: "Optional[Node]"
    value: int
    kind: ClassVar[str] = "n"


def function(a: int, b: "list[Node]" = None, *args: str, c: Optional[int] = None, **kw: "float") -> Annotated["Node", 1]:
    pass


print(get_type_hints(Node, globals()), get_type_hints(function, globals()), get_type_hints(function, globals(), include_extras=True)["return"])
UserId = NewType("UserId", int)
print(UserId(5), UserId, UserId.__supertype__, cast(str, 3), TYPE_CHECKING, ForwardRef("Node"), typing.get_protocol_members(Closable))
attempt(assert_never, 3)
exec('''
class Box[T, *Rest]:
    def get(self) -> T: ...
def first[U: int, **Q, V: (int, str) = int](x: U) -> U: return x
type Pair[A] = tuple[A, A]
type Tree = int | list[Tree]
print(Box.__type_params__, Box[int, str], Box.__orig_bases__, first.__type_params__, first(3), first.__annotations__)
print(Pair, Pair.__value__, Pair[int], Tree.__value__, Pair.__type_params__, get_origin(Pair[int]), get_args(Pair[int]))
u, q, v = first.__type_params__
print(u.__bound__, v.__constraints__, v.__default__, q, u.has_default())
class Sub(Box[int, str]): pass
print(Sub.__mro__, Sub.__orig_bases__, get_type_hints(first, globals()))
''', globals())
