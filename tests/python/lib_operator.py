# operator: every function, the getters and callers with their reprs, in-place forms, errors.
import operator
from operator import attrgetter, itemgetter, methodcaller


def attempt(f, *args, **kw):
    try:
        print("value", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


pairs = [(7, 3), (-7, 3), (7.5, 2), (1 << 40, 5), (True, 2)]
for name in "add sub mul truediv floordiv mod pow lt le eq ne ge gt is_ is_not".split():
    f = getattr(operator, name)
    print(name, [f(a, b) for a, b in pairs])
for name in "and_ or_ xor lshift rshift".split():
    print(name, [getattr(operator, name)(a, b) for a, b in ((12, 10), (1 << 40, 3), (True, False))])
for name in "neg pos abs not_ truth index inv invert".split():
    f = getattr(operator, name)
    print(name, [f(x) for x in (5, -3, 0, True)])
print(sorted(n for n in operator.__all__))
print(operator.concat([1], [2]), operator.contains("hello", "ell"), operator.countOf([1, 2, 1, 1.0], 1), operator.indexOf("hello", "l"), operator.getitem({"a": 1}, "a"), operator.length_hint([1, 2]), operator.length_hint(iter((1, 2, 3))), operator.length_hint(iter(lambda: 1, 1), 7))
items = [1, 2, 3, 4]
operator.setitem(items, 0, "x")
operator.delitem(items, slice(1, 3))
print(items, operator.getitem(items, slice(None, None, -1)))
for name in "iadd isub imul ifloordiv imod ipow ilshift irshift iand ior ixor itruediv".split():
    print(name, getattr(operator, name)(20, 3), end=" ")
print()
a = b = [1]
operator.iadd(a, (2, 3))
operator.imul(a, 2)
print(b, operator.iconcat(b, [9]) is a)
print(operator.__add__(1, 2), operator.__not__(0), operator.matmul.__name__, operator.is_none(None), operator.is_not_none(0), operator.call(max, 1, 5, key=lambda x: -x))


class M:
    def __matmul__(self, other):
        return ("mat", other)

    def __imatmul__(self, other):
        return ("imat", other)

    def __length_hint__(self):
        return 11

    def __index__(self):
        return 42


print(operator.matmul(M(), 1), operator.imatmul(M(), 2), operator.length_hint(M()), operator.index(M()))

# errors
attempt(operator.add, 1, "a")
attempt(operator.add, 1)
attempt(operator.concat, 1, [2])
attempt(operator.iconcat, [1], 2)
attempt(operator.contains, 5, 1)
attempt(operator.countOf, 5, 1)
attempt(operator.indexOf, [1, 2], 3)
attempt(operator.index, 1.5)
attempt(operator.matmul, 1, 2)
attempt(operator.getitem, 5, 1)
attempt(operator.setitem, (1, 2), 0, 1)
attempt(operator.delitem, "abc", 0)
attempt(operator.lt, 1, "a")
attempt(operator.neg, "a")
attempt(operator.invert, 1.5)
attempt(operator.length_hint, [1], "x")
attempt(operator.length_hint, 5)
attempt(operator.pow, 2, "x")
attempt(operator.ipow, 2, "x")

# getters
Point = type("Point", (), {"__init__": lambda self, x, y: self.__dict__.update(x=x, y=y), "__repr__": lambda self: f"P({self.x},{self.y})", "dist": lambda self, *a, **k: (self.x, a, k)})
points = [Point(3, 1), Point(1, 2), Point(2, 0)]
print(sorted(points, key=attrgetter("x")), sorted(points, key=attrgetter("y", "x")), attrgetter("x", "y")(points[0]))
nested = Point(points[1], 5)
print(attrgetter("x.y")(nested), attrgetter("x.x", "y")(nested), attrgetter("x.__class__.__name__")(nested))
print(itemgetter(1)("abc"), itemgetter(-1, 0)("abc"), itemgetter(slice(1, 3))([1, 2, 3, 4]), itemgetter("k")({"k": 9}), itemgetter("a", "b")(dict(a=1, b=2)))
print(methodcaller("upper")("abc"), methodcaller("replace", "a", "b", 1)("aaa"), methodcaller("dist", 1, k=2)(points[0]), methodcaller("split", sep=",")("a,b"))
print(repr(attrgetter("a")), repr(attrgetter("a", "b.c")), repr(itemgetter(1, "x")), repr(methodcaller("f", 1, k="v")), repr(methodcaller("g")), repr(itemgetter(slice(1, 2))))
attempt(attrgetter("z"), points[0])
attempt(attrgetter("x.z"), points[0])
attempt(attrgetter, 5)
attempt(attrgetter)
attempt(itemgetter)
attempt(itemgetter(5), "abc")
attempt(itemgetter("k"), {})
attempt(itemgetter(1), 5)
attempt(methodcaller)
attempt(methodcaller, 5)
attempt(methodcaller("nope"), "abc")
attempt(methodcaller("upper"), "abc", 1)
attempt(attrgetter("x"), points[0], 1)
attempt(lambda: itemgetter(1)(x=1))
data = [("b", 2), ("a", 2), ("c", 1)] * 3
print(sorted(data, key=itemgetter(1, 0))[:5], sorted(data, key=itemgetter(1), reverse=True)[:4])
total = 0
get = itemgetter(1)
up = methodcaller("count", "a")
for i in range(3000):
    total = operator.add(total, get(data[i % 9])) + up("banana")
    total = operator.xor(total, operator.and_(i, 3))
print(total)
