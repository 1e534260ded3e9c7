# classes: attributes, inheritance, super, class and static methods, properties
class Point:
    dimensions = 2
    count = 0
    def __init__(self, x=0, y=0):
        self.x = x; self.y = y
        Point.count += 1
    def __repr__(self):
        return f"{type(self).__name__}({self.x}, {self.y})"
    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)
    def __eq__(self, other):
        return isinstance(other, Point) and (self.x, self.y) == (other.x, other.y)
    def __hash__(self):
        return hash((self.x, self.y))
    def moved(self, dx=0, dy=0):
        return type(self)(self.x + dx, self.y + dy)
    @property
    def length(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5
    @length.setter
    def length(self, value):
        scale = value / self.length
        self.x *= scale; self.y *= scale
    @length.deleter
    def length(self):
        self.x = self.y = 0
    @classmethod
    def origin(cls):
        return cls()
    @staticmethod
    def parse(text):
        return Point(*map(int, text.split(",")))
p = Point(3, 4)
print(p, p.length, p + Point(1, 1), p == Point(3, 4), p != Point(0, 0), p.moved(dy=1), Point.origin(), Point.parse("5,6"), p in {Point(3, 4)})
p.length = 10; print(p); del p.length; print(p, Point.count > 5, Point.dimensions, p.dimensions)
p.dimensions = 3; print(p.dimensions, Point.dimensions, p.__dict__)
class Point3(Point):
    dimensions = 3
    def __init__(self, x, y=0, z=0):
        super().__init__(x, y)
        self.z = z
    def __repr__(self):
        return super().__repr__()[:-1] + f", {self.z})"
    @classmethod
    def origin(cls):
        return cls(0)
q = Point3(1, 2, 3)
print(q, q.moved(1), Point3.origin(), isinstance(q, Point), issubclass(Point3, Point), type(q) is Point, Point3.__mro__[1] is Point, Point3.__bases__, q.length > 2)
class A:
    def who(self): return "A"
    def call(self): return self.who() + self.__class__.__name__
class B(A):
    def who(self): return "B" + super().who()
class C(A):
    def who(self): return "C" + super().who()
class D(B, C):
    def who(self): return "D" + super().who()
print(D().who(), D().call(), [k.__name__ for k in D.__mro__], D.__name__, D().__class__ is D)
try:
    class E(A, D): pass
except TypeError as e:
    print(e)
setattr(p, "dynamic", 1); print(hasattr(p, "dynamic"), getattr(p, "nope", "default"), getattr(p, "dynamic")); delattr(p, "dynamic"); print(hasattr(p, "dynamic"))
for f in (lambda: p.nope, lambda: Point.nope, lambda: Point(1, 2, 3), lambda: p(), lambda: Point3(), lambda: p.moved(1, 2, 3), lambda: p.moved(zzz=1), lambda: p + 1, lambda: p < p, lambda: len(p), lambda: p[0], lambda: object().x):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)
try:
    D().length = 5
    object().x = 1
except AttributeError as e:
    print(e)
class Ro:
    @property
    def v(self): return 1
try:
    Ro().v = 2
except AttributeError as e:
    print(e)
acc = Point()
for i in range(3000):
    acc = acc + Point(1, i) if i % 2 else acc + Point3(1, i)
print(acc)
class Grow: pass
g = Grow()
for i in range(50):
    setattr(g, f"a{i}", i)
g.a3 = "changed"; g.a4 = None
total = 0
for i in range(2000):
    g.a5 = g.a5 + 1 if i < 1000 else g.a5 + 0.5
print(g.a5, len(vars(g)), g.a3, list(vars(g))[:3])
Point.extra = lambda self: self.x * 100
print(Point(2, 0).extra(), q.extra())
bound = q.extra; print(bound(), Point3.__dict__["dimensions"], "moved" in Point.__dict__, "moved" in Point3.__dict__)
