# abstract bases by hand, mixins, cooperative super, class registries, __call__ on classes, __eq__ without __hash__, __del__-free cycles
class Base:
    def __init__(self, **kw):
        self.log = ["Base"]
        for k, v in kw.items(): setattr(self, k, v)
    def area(self): raise NotImplementedError(type(self).__name__ + ".area")
    def describe(self): return f"{type(self).__name__} {self.area():.2f}"
class Named:
    def __init__(self, name="none", **kw): super().__init__(**kw); self.name = name; self.log.append("Named")
class Scaled:
    factor = 1
    def __init__(self, factor=1, **kw): super().__init__(**kw); self.factor = factor; self.log.append("Scaled")
class Square(Named, Scaled, Base):
    def __init__(self, side, **kw): super().__init__(**kw); self.side = side; self.log.append("Square")
    def area(self): return self.side ** 2 * self.factor
class Broken(Base): pass
s = Square(3, name="sq", factor=2, color="red")
print(s.log, s.describe(), s.color, [c.__name__ for c in Square.__mro__])
try: Broken().describe()
except NotImplementedError as e: print(e)
class Eq:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return isinstance(o, Eq) and self.v == o.v
print(Eq(1) == Eq(1), Eq(1) != Eq(2), Eq(1) in [Eq(0), Eq(1)], [Eq(1), Eq(2)].index(Eq(2)), Eq.__hash__)
try: {Eq(1)}
except TypeError as e: print(type(e).__name__)
class Ordered:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __le__(self, o): return self.v <= o.v
    def __repr__(self): return f"O{self.v}"
print(sorted([Ordered(3), Ordered(1)]), Ordered(1) > Ordered(0), Ordered(1) >= Ordered(1), max(Ordered(1), Ordered(5)))
class Counter:
    def __init__(self): self.data = {}
    def __getitem__(self, k): return self.data.get(k, 0)
    def __setitem__(self, k, v): self.data[k] = v
    def __delitem__(self, k): del self.data[k]
    def __len__(self): return len(self.data)
    def __contains__(self, k): return k in self.data
c = Counter()
for i in range(3000): c[i % 7] += i if i % 2 else 0.5
print(len(c), c[0], c[3], c["none"], 3 in c, 9 in c); del c[3]; print(len(c))
try: del c[99]
except KeyError as e: print("KeyError", e)
class Static:
    count = 0
    @staticmethod
    def make(): Static.count += 1; return Static()
    @classmethod
    def twice(cls): return [cls.make() for _ in range(2)]
class Sub(Static): pass
print(len(Sub.twice()), Static.count, Sub.count, type(Sub.make()).__name__)
class Node:
    def __init__(self, v): self.v = v; self.parent = None; self.children = []
    def add(self, child): child.parent = self; self.children.append(child); return child
    def path(self): return (self.parent.path() if self.parent else []) + [self.v]
    def total(self): return self.v + sum(c.total() for c in self.children)
root = Node(1); n = root
for i in range(2, 60): n = (n if i % 3 else root).add(Node(i if i < 50 else i + 0.5))
print(n.path(), root.total())
class Temperature:
    def __init__(self, c): self._c = c
    c = property(lambda self: self._c, lambda self, v: setattr(self, "_c", v), doc="degrees")
    @property
    def f(self): return self._c * 9 / 5 + 32
    @f.setter
    def f(self, v): self._c = (v - 32) * 5 / 9
t = Temperature(100); t.f = 212.0; t.c += 1; print(t.c, t.f, Temperature.c.__doc__)
try: del t.f
except AttributeError as e: print(e)
class Proxy:
    def __init__(self, target): self.__dict__["target"] = target
    def __getattr__(self, n): return getattr(self.target, n)
    def __setattr__(self, n, v): setattr(self.target, n, v)
p = Proxy(t); p.c = 5; print(t.c, p.f, p.target is t)
private = type("P", (), {"_P__x": 5, "get": lambda self: self._P__x})
class Mangled:
    def __init__(self): self.__secret = 42; self.__dunder__ = 1
    def get(self): return self.__secret
m = Mangled(); print(m.get(), m._Mangled__secret, hasattr(m, "__secret"), sorted(m.__dict__), private().get())
print(isinstance(s, (int, Named)), issubclass(Square, Base), Square.__name__, s.__class__.__mro__[-1], Square.__module__, Square.__doc__)
