# __class_getitem__, generic aliases of builtin types, unions, type parameters of aliases, isinstance with them, errors
class Box:
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item!r}]"
class Sub(Box): pass
class Loud(Box):
    def __class_getitem__(cls, item): return "loud " + super().__class_getitem__(item)
class Both(type):
    def __getitem__(cls, item): return "meta first"
class WithMeta(metaclass=Both):
    def __class_getitem__(cls, item): return "class getitem"
print(Box[int], Sub[1, 2], Loud["x"], Box[()], Box[1:2, ...], WithMeta[0])
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
show(lambda: Box()[0])
show(lambda: int[0])
show(lambda: type("X", (), {})[0])
show(lambda: type("X", (), {"__class_getitem__": 5})[0])
show(lambda: type("X", (), {"__class_getitem__": lambda cls: 0})[0])
def set_item(): Box[0] = 1
def del_item(): del Box[0]
show(set_item); show(del_item)
alias = list[int]
print(alias, alias.__origin__, alias.__args__, alias.__parameters__, type(alias).__name__, alias([1, 2]), alias == list[int], hash(alias) == hash(list[int]), alias is list[int])
print(dict[str, list[int]], tuple[int, ...], tuple[()], set[int] | None, type[int], frozenset["fwd"], list[list[None]], tuple[int, str]((1, "a")), list[...], dict[1:2, 'x'] if True else 0)
print(alias.append is list.append, alias.__name__, alias.__doc__ == list.__doc__, alias.__mro_entries__((alias,)), isinstance(alias, type), alias.__class__, alias.__unpacked__)
show(lambda: isinstance([], alias))
show(lambda: issubclass(list, alias))
show(lambda: list[int][str])
show(lambda: alias.nope)
show(lambda: setattr(alias, "x", 1))
show(lambda: list[()])
show(lambda: list[int, str])
show(lambda: len(alias))
show(lambda: alias[0])
show(lambda: list(alias))
show(lambda: list(tuple[int, str].__iter__())[0])
show(lambda: [*tuple[int, str]])
class L(list[int]): pass
print(L.__bases__, L.__orig_bases__, L([1]))
class G(dict[str, int], Box): pass
print([c.__name__ for c in G.__mro__], G.__orig_bases__[0])
u = int | str
print(u, u.__args__, type(u).__name__, u == str | int, hash(u) == hash(str | int), int | None, None | int, int | str | int, u | float, list[int] | None, (int | str) | (str | bytes), int | int)
print(isinstance(5, u), isinstance(None, int | None), issubclass(bool, u), isinstance(5.0, u), isinstance("a", str | tuple[()].__origin__))
show(lambda: isinstance(5, int | list[int]))
show(lambda: isinstance([], list[int] | int))
show(lambda: int | 5)
show(lambda: 5 | int)
show(lambda: int | "str")
show(lambda: u[0])
show(lambda: u())
show(lambda: u < u)
show(lambda: u.__origin__)
show(lambda: None | None)
show(lambda: sorted([u]))
import typing
T, K = typing.TypeVar("T"), typing.TypeVar("K")
print(list[T], list[T].__parameters__, list[T][int], dict[T, K][int, str], dict[T, list[K]].__parameters__, dict[T, list[K]][int, str], (T | None), (T | K)[int, str], list[T | None][int], dict[T, T][int])
show(lambda: dict[T, K][int])
show(lambda: list[T][int, str])
show(lambda: list[int][T])
class Gen(typing.Generic[T]):
    def __init__(self, v): self.v = v
class GenSub(Gen[int]): pass
class Pair(Gen[T], typing.Generic[T, K]): pass
print(Gen[int], Gen[int](5).v, Gen[int].__origin__ is Gen, GenSub.__orig_bases__, Pair[int, str], Pair.__parameters__, Gen[int](1).__orig_class__)
show(lambda: Gen[int, str])
show(lambda: Gen[()])
show(lambda: GenSub[int])
show(lambda: isinstance(Gen(1), Gen[int]))
def two():
    class Bad(typing.Generic[T], typing.Generic[K]): pass
show(two)
class Native[A, B = int]:
    def make(self) -> A: ...
print(Native[str], Native[str, bytes], Native.__type_params__, Native.__parameters__, Native[int].__args__)
show(lambda: Native[int, str, float])
import collections, re
print(collections.deque[int], collections.OrderedDict[str, int], re.Pattern[str], collections.defaultdict[str, list](list)["x"])
print({list[int]: 1}[list[int]], {int | str: 2}[str | int], list[int] in [list[str], list[int]], repr(list[type(None)]), repr(list["a"]), list[int | None])
import copy, pickle
print(copy.copy(alias) == alias, copy.deepcopy(u) == u, pickle.loads(pickle.dumps(dict[str, int])), pickle.loads(pickle.dumps(int | str)))
