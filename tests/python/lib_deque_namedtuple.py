# deque and namedtuple: every method, limits, mutation while iterating, subclasses, reprs, errors.
from collections import deque, namedtuple
import copy


def attempt(f, *args, **kw):
    try:
        print("value", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


d = deque("abc")
d.extend("de")
d.extendleft("xyz")
print(d, len(d), d[0], d[-1], d.popleft(), d.pop(), d)
d.rotate()
d.rotate(-3)
d.rotate(100)
print(d, d.index("y"), d.index("c", 0, 8), d.count("x"), "q" in d, list(reversed(d)), d.copy() == d)
d.insert(2, "I")
d.insert(-1, "J")
d.insert(100, "K")
d.remove("I")
d.reverse()
d[1] = "one"
del d[0]
print(d, d.maxlen)
attempt(d.remove, "nope")
attempt(d.index, "nope")
attempt(d.index, "a", 10)
attempt(lambda: d[50])
attempt(lambda: d["x"])
attempt(lambda: d[1:2])
attempt(d.__setitem__, -50, 1)
attempt(deque().pop)
attempt(deque().popleft)
attempt(d.rotate, "x")
attempt(deque, 5)
attempt(deque, [], -1)
attempt(deque, [], "x")
attempt(deque, 1, 2, 3)
attempt(hash, d)
b = deque(range(6), maxlen=3)
print(b, b.maxlen, b + deque([9]), b * 2)
b.append(10)
b.appendleft(11)
b.extend([1, 2, 3, 4])
print(b)
attempt(b.insert, 1, 5)
attempt(lambda: setattr(b, "maxlen", 4))
b += "zz"
b *= 3
print(b, deque([1, 2]) < deque([1, 3]), deque([1]) == [1], deque([1]) == deque([1], 5), deque() < deque([0]), bool(deque()))
attempt(lambda: d + [1])
attempt(lambda: deque([1]) < [1])


def mutate(action):
    q = deque(range(5))
    for x in q:
        action(q)


attempt(mutate, lambda q: q.append(1))
attempt(mutate, lambda q: q.popleft())
attempt(mutate, lambda q: q.rotate(1))
attempt(mutate, lambda q: q.__setitem__(0, 1))
r = deque([1])
r.append(r)
print(r, copy.copy(deque([1], 4)), copy.deepcopy(deque([[1]])), deque([1], maxlen=0), deque(maxlen=2))


class Recent(deque):
    def __init__(self, items=(), size=3):
        super().__init__(items, size)
        self.size = size

    def append(self, x):
        super().append(x)
        return self


recent = Recent("abcdef")
print(recent, recent.append("g"), recent.size, isinstance(recent, deque), type(recent + recent).__name__)
it = iter(deque([1, 2, 3]))
print(next(it), it.__length_hint__(), list(it), list(it))

# namedtuple
P = namedtuple("P", ["x", "y"])
p = P(1, y=2)
print(p, p._fields, p._asdict(), p._replace(x=5), P._make("ab"), P.__doc__, P.x.__doc__, p == (1, 2), hash(p) == hash((1, 2)), p + (3,), p[::-1], *p)
print(p.__match_args__, P.__new__.__defaults__, P._field_defaults, isinstance(p, tuple), P.__mro__, p.__getnewargs__(), P.__slots__ if "__slots__" in P.__dict__ else None)
Q = namedtuple("Q", "a, b c", defaults=(10, 20), module="geometry")
print(Q(1), Q(1, 2, 3), Q._field_defaults, Q.__module__, Q(a=3, c=1))
attempt(P)
attempt(P, 1)
attempt(P, 1, 2, 3)
attempt(P, 1, x=2)
attempt(P, z=2)
attempt(Q)
attempt(P._make, [1])
attempt(p._replace, z=1)
attempt(lambda: p.z)
attempt(lambda: setattr(p, "x", 1))
attempt(lambda: setattr(p, "new", 1))
attempt(lambda: delattr(p, "x"))
for bad in ("a a", "_a b", "class", "1a", "a-b"):
    attempt(namedtuple, "Bad", bad)
attempt(namedtuple, "1Bad", "a")
attempt(namedtuple, "def", "a")
attempt(namedtuple, "B", "a", defaults=(1, 2))
attempt(namedtuple, "B", 5)
print(namedtuple("R", "a b a _x def", rename=True)._fields, namedtuple("E", "")(), namedtuple("G", (f"f{i}" for i in range(3)))._fields)


class Point(namedtuple("PointBase", "x y")):
    __slots__ = ()

    @property
    def norm(self):
        return (self.x**2 + self.y**2) ** 0.5

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __str__(self):
        return f"<{self.x}, {self.y}>"


a = Point(3, 4)
print(a, repr(a), a.norm, a + a, str(a._replace(y=0)), sorted([a, Point(1, 9)]), max(a), type(a._replace(x=0)).__name__)
match a:
    case Point(x=3, y=yy):
        print("matched", yy)
match p:
    case P(one, two):
        print("positional", one, two)
copied = copy.replace(p, y=9)
print(copied, copy.copy(p) == p, copy.deepcopy(Q([1], 2, 3)))
q = deque(maxlen=10)
total = 0
for i in range(3000):
    q.append(P(i, i * 2))
    if i % 3 == 0:
        q.rotate(i % 4)
    total += q[0].x + q[-1].y
    if len(q) > 8 and i % 7 == 0:
        q.popleft()
print(total, q[0], len(q))
