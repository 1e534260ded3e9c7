# Iterators of classes derived from builtin ones, keywords that such classes take, and iterators that are taken apart and put together again.
import array
import copy
import itertools
import operator
import pickle
import sys
from collections import OrderedDict, deque
from collections.abc import Buffer, MutableSequence


class Numbered(enumerate):
    pass


class Pairs(zip):
    pass


class Mapped(map):
    pass


class Kept(filter):
    pass


class Backwards(reversed):
    def __getitem__(self, index):
        return index

    def __len__(self):
        return 3


for iterator in (Numbered("ab"), Pairs("ab", "cd"), Mapped(str.upper, "ab"), Kept(None, [0, 1]), Backwards("ab")):
    print(type(iterator).__name__, iter(iterator) is iterator, next(iterator))
    print(copy.copy(iterator).__class__.__name__, iterator.__reduce__()[0].__name__, list(iterator))


# --- what __new__ does not take, __init__ may, and the other way round
def deriving(base, *arguments):
    class ByInit(base):
        def __init__(self, *args, extra=None):
            self.extra = extra

    class ByNew(base):
        def __new__(cls, *args, extra=None):
            self = super().__new__(cls, *args)
            self.extra = extra
            return self

    for cls in (ByInit, ByNew, base):
        try:
            made = cls(*arguments, extra=3)
            print(cls.__name__, base.__name__, made.extra)
        except TypeError as error:
            print(cls.__name__, error)


for case in (
    (list, [1]),
    (tuple, [1]),
    (set, [1]),
    (frozenset, [1]),
    (float, "1"),
    (filter, None, [1]),
    (itertools.chain, [1]),
    (itertools.cycle, [1]),
    (itertools.islice, [1], 1),
    (itertools.starmap, pow, [(1, 1)]),
    (itertools.takewhile, bool, [1]),
):
    deriving(*case)

# --- places in iterators
for make in (
    lambda: iter([1, 2, 3]),
    lambda: reversed([1, 2, 3]),
    lambda: iter((1, 2, 3)),
    lambda: iter("\xe4bc"),
    lambda: iter(b"abc"),
    lambda: iter(bytearray(b"abc")),
    lambda: iter(range(3)),
    lambda: iter(range(10**30, 10**30 + 3)),
    lambda: iter({1: 2, 3: 4, 5: 6}),
    lambda: iter({7}),
    lambda: reversed(range(3)),
):
    iterator = make()
    next(iterator)
    hint = operator.length_hint(iterator)
    again = pickle.loads(pickle.dumps(iterator))
    copied = copy.copy(iterator)
    print(type(iterator).__name__, hint, list(again), list(copied), list(iterator), list(pickle.loads(pickle.dumps(iterator))))
for iterator, place in ((iter(range(10)), 4), (iter(range(2**70)), 2**69), (iter([1, 2, 3]), 2), (iter(b"abc"), 1)):
    iterator.__setstate__(place)
    print(next(iterator))

# --- lists that shrink under their iterators
numbers = list(range(10))
forward, backward = iter(numbers), reversed(numbers)
for _ in range(8):
    next(forward)
del numbers[2:]
print(operator.length_hint(forward), operator.length_hint(backward), list(forward), list(backward))


class Fading:
    def __iter__(self):
        return self

    def __next__(self):
        del Fading.__next__
        return 1


try:
    for value in Fading():
        print(value)
except TypeError as error:
    print(error)


def again():
    if again.inside:
        return "end"
    again.inside = True
    print(list(again.iterator))
    return "more"


again.inside = False
again.iterator = iter(again, "end")
print(list(again.iterator))


# --- sorting a list that does not stay empty meanwhile
def meddle(change):
    items = [3, 1, 2]

    def key(x):
        change(items)
        return x

    try:
        items.sort(key=key)
        print(items)
    except ValueError as error:
        print(error, items)


meddle(lambda items: (items.append(1), items.pop()))
meddle(lambda items: items.append(1))
meddle(lambda items: items.clear())

# --- sys.maxsize is as good as no limit
far = sys.maxsize
placed = [1]
placed.insert(far, 2)
placed.insert(-far - 1, 0)
print(placed, placed.index(2, -far, far), (1, 2).index(2, -4 * far, 4 * far), "a b".split(" ", far), "aa".replace("a", "b", far))
print(list(itertools.islice([1, 2], far)), list(itertools.islice([1, 2], 0, far, far)), next(itertools.repeat(1, far)))
print(repr(itertools.repeat(1, far)) == f"repeat(1, {far})", itertools.repeat(1, far).__length_hint__() == far)
turned = deque([1, 2, 3])
turned.rotate(3 * (far // 6) + 1)
print(turned, len(range(far)) == far, range(far)[far - 1] == far - 1, [1, 2][far:], bool(range(far)))
for wrong in (
    lambda: [1][far],
    lambda: (1,)[far],
    lambda: [1].pop(far),
    lambda: [1].pop(4 * far),
    lambda: [1].index(1, None),
    lambda: (1,).index(1, "a"),
    lambda: range(10)[4 * far],
    lambda: range(10).index(2.5),
    lambda: "a".center(far),
    lambda: len(range(far + 1)),
):
    try:
        print(wrong())
    except (IndexError, OverflowError, TypeError, ValueError, MemoryError) as error:
        print(type(error).__name__, error)
print(slice(None, None, -1).indices(2**80) == (2**80 - 1, -1, -1), slice(-4 * 2**70, 2**70, 2**75).indices(5))
print(range(10).index(3.0), range(10).count(3.0), range(10).count(True), 10.0 in range(11))
import bisect

print(bisect.bisect_left(range(2**20), 10**6), bisect.bisect(range(10**6), 10, key=lambda x: x // 3))


class Boasting:
    def __iter__(self):
        return iter(())

    def __length_hint__(self):
        return sys.maxsize


full = [1, 2]
full.extend(Boasting())
print(full, tuple(Boasting()), set(Boasting()))
try:
    list(Boasting())
except MemoryError:
    print("no memory for so many")


# --- attributes of classes derived from types whose objects have attributes themselves
class Ordered(OrderedDict):
    pass


class Slotted(deque):
    __slots__ = ("x", "__dict__")


kept = Ordered(a=1)
kept.note = "note"
print(kept.__dict__, copy.copy(kept).note, copy.deepcopy(kept).note)
slotted = Slotted([1, 2])
slotted.x, slotted.y = 1, 2
twin = copy.copy(slotted)
print(twin, copy.deepcopy(slotted).x, slotted.__reduce__()[2])

# --- builtin methods and buffers
for method, arguments in (
    ("abcd".index, ("c",)),
    (str.index, ("abcd", "c")),
    ([1, 2].__len__, ()),
    (list.__len__, ([1],)),
    ({1}.__contains__, (1,)),
    (dict.fromkeys, ("ab",)),
    (bytearray.maketrans, (b"a", b"b")),
):
    back = pickle.loads(pickle.dumps(method))
    print(method.__qualname__, back(*arguments) == method(*arguments))
for object in (b"ab", bytearray(b"ab"), memoryview(b"ab"), array.array("B", b"ab")):
    print(isinstance(object, Buffer), bytes(object.__buffer__(0)))
print(issubclass(array.array, MutableSequence), isinstance("", Buffer))


class Index(int):
    def __index__(self):
        return 8


print(operator.index(Index(7)), "abcdefghi"[Index(2)], hex(Index(7)))
import os.path

print(os.path.splitroot(b"//a/b"), os.path.splitroot(b"/a"), os.path.normpath(b"//a/../b"), os.path.splitroot("a"))


class NoPath:
    __fspath__ = None


try:
    os.path.join(NoPath(), "a")
except TypeError as error:
    print(error)
