# collections: namedtuple, Counter, OrderedDict, defaultdict, deque, ChainMap, UserDict/UserList/UserString, the abstract classes.
from collections import namedtuple, Counter, OrderedDict, defaultdict, deque, ChainMap, UserDict, UserList, UserString
from collections.abc import Mapping, MutableMapping, Sequence, Iterable, Hashable, Callable, Set, MutableSequence, Sized, Iterator, Generator


def attempt(f, *args):
    try:
        print("value", f(*args))
    except Exception as e:
        print(type(e).__name__, e)


Point = namedtuple("Point", "x y", defaults=[0])
p = Point(3)
print(p, p.x, p[1], p._asdict(), p._replace(y=5), Point._make([7, 8]), Point._fields, Point._field_defaults, p == (3, 0), Point.__doc__)
x, y = p
attempt(Point)
attempt(lambda: setattr(p, "x", 1))
attempt(namedtuple, "Bad", "class def")
attempt(lambda: p._replace(z=1))
print(namedtuple("R", "a a class", rename=True)._fields, max(Point(i % 5, i) for i in range(40)))
c = Counter("mississippi")
c.update("miss")
print(c, c.most_common(2), c["z"], c.total(), sorted(c.elements())[:5], c - Counter("iii"), c & Counter("ssx"), c | Counter("zz"), +Counter(a=-1, b=2), Counter(a=1) <= Counter(a=2))
c.subtract({"i": 9})
print(c, Counter(a=3) == Counter("aaa"), dict(Counter([1, 1, 2])))
attempt(lambda: Counter.fromkeys("a"))
o = OrderedDict.fromkeys("abcd", 1)
o.move_to_end("a")
o.move_to_end("d", last=False)
print(o, list(reversed(o)), o.popitem(), o.popitem(last=False), o == {"c": 1, "b": 1}, o == OrderedDict([("c", 1), ("b", 1)]), o | {"e": 3})
attempt(o.move_to_end, "zz")
groups = defaultdict(list)
nested = defaultdict(lambda: defaultdict(int))
for i, word in enumerate("the quick brown fox jumps over the lazy dog the end".split() * 6):
    groups[len(word)].append(word[0])
    nested[word[0]][len(word)] += i
print({k: len(v) for k, v in groups.items()}, {k: dict(v) for k, v in nested.items()}, groups.default_factory, defaultdict(int, a=1))
attempt(lambda: defaultdict()["x"])
q = deque(range(5), maxlen=6)
q.append(5)
q.append(6)
q.appendleft(0)
q.rotate(2)
q.extend([9, 9])
print(q, q.count(9), q[0], q.maxlen, list(reversed(q)), q.index(9), 3 in q, q + deque([1]), deque("ab") * 2, deque([1, 2]) < deque([1, 3]))
attempt(lambda: deque().pop())
attempt(q.remove, 77)
attempt(lambda: [q.append(1) for _ in q])
chain = ChainMap({"a": 1}, {"a": 2, "b": 3})
child = chain.new_child({"c": 4})
child["b"] = 9
print(chain["a"], chain["b"], child, dict(child), len(child), child.parents == chain, list(child), "zz" in child)
attempt(lambda: chain["zz"])
attempt(chain.pop, "b")


class Lower(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.lower(), value)


class Evens(Sequence):
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if not 0 <= i < self.n:
            raise IndexError(i)
        return 2 * i


class Store(MutableMapping):
    def __init__(self):
        self.data = {}

    def __getitem__(self, key):
        return self.data[key]

    def __setitem__(self, key, value):
        self.data[key] = value

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)


class Bits(Set):
    def __init__(self, items):
        self.items = sorted(set(items))

    def __contains__(self, item):
        return item in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


low = Lower({"A": 1}, B=2)
print(low, low | {"C": 3}, "a" in low, low.get("zz", 0), UserList([3, 1]) + [2], sorted(UserList("cab")), UserString("abc").upper() + "x")
e = Evens(6)
print(list(e), e.index(4), e.count(3), 10 in e, list(reversed(e)), isinstance(e, Iterable), isinstance(e, Hashable), issubclass(Evens, Sized))
s = Store()
for i in range(50):
    s[i % 7] = s.get(i % 7, 0) + i
s.update(z=1)
print(dict(s), s.pop("z"), s.setdefault("q", 5), list(s.items())[:2], s == {**s}, isinstance(s, Mapping), s.popitem(), 99 in s, len(s.keys() & {1, 2}))
print(list(Bits([3, 1]) | Bits([2])), list(Bits([3, 1]) & [1]), Bits([1]) < Bits([1, 2]), Bits([1]) == {1}, list(Bits([5, 6]) - Bits([5])), Bits([1]).isdisjoint([2]))
attempt(Sequence)
attempt(lambda: type("Half", (MutableSequence,), {"__len__": len})())
print(isinstance(iter([]), Iterator), isinstance((i for i in []), Generator), isinstance(len, Callable), issubclass(dict, Mapping), isinstance([], Hashable), issubclass(list, MutableSequence), Sequence[int])
