# __getattr__, __getattribute__, __setattr__, descriptors, __slots__, class attributes
class Lazy:
    def __init__(self): self.calls = []
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        self.calls.append(name)
        value = len(name)
        setattr(self, name, value)
        return value
z = Lazy(); print(z.abc, z.abc, z.hello, z.calls, hasattr(z, "_x"), getattr(z, "_y", 0))
class Tracked:
    def __init__(self): object.__setattr__(self, "log", [])
    def __setattr__(self, name, value):
        self.log.append(f"set {name}"); object.__setattr__(self, name, value)
    def __delattr__(self, name):
        self.log.append(f"del {name}"); object.__delattr__(self, name)
    def __getattribute__(self, name):
        if name == "secret":
            return "intercepted"
        return object.__getattribute__(self, name)
t = Tracked(); t.a = 1; t.b = 2; del t.a; print(t.log, t.secret, t.b)
class Typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name): self.name = name; self.owner = owner.__name__
    def __get__(self, obj, cls=None):
        if obj is None:
            return f"{self.owner}.{self.name}"
        return obj.__dict__.get(self.name, self.kind())
    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        obj.__dict__[self.name] = value
    def __delete__(self, obj): obj.__dict__.pop(self.name, None)
class Record:
    name = Typed(str); age = Typed(int)
r = Record(); r.name = "Ann"; r.age = 5
print(r.name, r.age, Record.name, r.__dict__); del r.age; print(r.age)
try:
    r.age = "old"
except TypeError as e:
    print(e)
for i in range(2000):
    r.age = r.age + 1
print(r.age)
class NonData:
    def __get__(self, obj, cls): return "from descriptor"
class Holder: d = NonData()
h = Holder(); print(h.d, Holder.d); h.d = "own"; print(h.d); del h.d; print(h.d)
class Slots:
    __slots__ = ("x", "y")
    def __init__(self, x): self.x = x
s = Slots(1); print(s.x, hasattr(s, "y"), hasattr(s, "__dict__"))
try:
    s.z = 1
except AttributeError as e:
    print(e)
try:
    print(s.y)
except AttributeError as e:
    print(e)
s.y = 5; del s.x
print(s.y, hasattr(s, "x"))
class cached:
    def __init__(self, f): self.f = f; self.name = f.__name__
    def __get__(self, obj, cls):
        value = obj.__dict__[self.name] = self.f(obj)
        return value
class Circle:
    def __init__(self, r): self.r = r
    @cached
    def area(self):
        print("computing"); return 3 * self.r * self.r
c = Circle(2); print(c.area, c.area)
class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        ns["made_by"] = m.__name__; ns["options"] = kw
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __call__(cls, *a):
        o = super().__call__(*a); o.created = True; return o
    def __len__(cls): return 42
    @property
    def upper(cls): return cls.__name__.upper()
class Made(metaclass=Meta, flag=1):
    def __init__(self, v): self.v = v
m = Made(7); print(Made.made_by, Made.options, m.created, m.v, len(Made), type(Made).__name__, Made.upper)
class Plugin:
    registry = []
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw); cls.registry.append((cls.__name__, tag))
class P1(Plugin, tag="one"): pass
class P2(Plugin): pass
print(Plugin.registry)
Dyn = type("Dyn", (Plugin,), {"x": 1, "get": lambda self: self.x}); print(Dyn().get(), Dyn.__name__, Plugin.registry[-1])
class Counter:
    n = 0
    def hit(self): Counter.n += 1; self.n += 1
k = Counter()
for i in range(3000):
    k.hit()
    if i == 1500:
        Counter.extra = 1
print(Counter.n, k.n, "n" in k.__dict__)
class Single:
    instance = None
    def __new__(cls, *a):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance
print(Single() is Single(), isinstance(Single(), Single))
class Int(int):
    def __new__(cls, v): return super().__new__(cls, v * 2)
    def __add__(self, o): return Int(int(self) + int(o))
    def __repr__(self): return f"Int({int(self)})"
i = Int(5); print(i, i + 1, i * 2, type(i * 2).__name__, i == 10, [0] * 3 == [0, 0, 0], "abcdefghijk"[i])
class MyList(list):
    def __getitem__(self, i): return super().__getitem__(i % len(self))
    def total(self): return sum(self)
l = MyList([1, 2, 3]); l.append(4); print(l[7], l.total(), l, len(l), isinstance(l, list), l == [1, 2, 3, 4])
class Default(dict):
    def __missing__(self, key): self[key] = []; return self[key]
d = Default(); d["a"].append(1); d["a"].append(2); print(d, d.get("zz"))
