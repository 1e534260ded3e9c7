# class and static methods: binding, wrapping, attributes, chaining, inheritance, calls through instances, errors
class A:
    count = 0
    def __init__(self): type(self).count += 1
    @classmethod
    def make(cls, *args, **kw): return cls.__name__, args, kw
    @staticmethod
    def plain(*args, **kw): return args, kw
    @classmethod
    def counted(cls):
        "how many"
        return cls.count
    def normal(self): return self
    alias = make
    old = classmethod(lambda cls: cls)
    stat = staticmethod(len)
class B(A): count = 100
a, b = A(), B()
print(A.make(1), a.make(k=2), B.make(), b.make(), A.plain(1), b.plain(k=1), A.counted(), B.counted(), A.alias(), A.old() is A, b.old() is B, A.stat("abc"), a.stat([1]))
print(A.make.__self__ is A, b.make.__self__ is B, A.make.__func__ is B.make.__func__, A.make == A.make, A.make is A.make, A.make == B.make, hash(A.make) == hash(A.make))
print(A.counted.__doc__, A.counted.__name__, A.counted.__qualname__, A.__dict__["counted"].__doc__, A.__dict__["counted"].__func__.__name__, A.__dict__["plain"].__wrapped__ is A.plain, callable(A.__dict__["plain"]), callable(A.__dict__["make"]))
print(A.__dict__["plain"](5), type(A.__dict__["make"]).__name__, repr(A.make)[:45], repr(A.__dict__["make"])[:24], repr(A.__dict__["plain"])[:26])
def show(f):
    try: print(f())
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
show(lambda: A.__dict__["make"](A))
show(lambda: A.normal())
show(lambda: A.normal(5))
show(lambda: a.normal(5))
show(lambda: classmethod())
show(lambda: staticmethod(1, 2))
show(lambda: classmethod(5).__get__(None, A))
show(lambda: classmethod(len).__get__(None, A)())
show(lambda: classmethod(len).__get__([1, 2]))
show(lambda: staticmethod(5).__get__(None, A))
show(lambda: staticmethod(5)())
show(lambda: classmethod(f=1))
show(lambda: B.counted(1))
class Dynamic:
    pass
Dynamic.f = lambda self, x: (type(self).__name__, x)
Dynamic.c = classmethod(lambda cls, x: (cls.__name__, x))
Dynamic.s = staticmethod(lambda x: x)
d = Dynamic()
d.own = lambda x: ("own", x)
print(d.f(1), d.c(2), Dynamic.c(3), d.s(4), Dynamic.s(5), d.own(6))
m = d.f
Dynamic.f = lambda self, x: "new"
print(m(1), d.f(1), m.__self__ is d, m.__func__(d, 9))
import types
bound = types.MethodType(lambda *a: a, 5)
print(bound(1, 2), bound.__self__, bound == types.MethodType(bound.__func__, 5), types.MethodType(len, "abc")())
show(lambda: types.MethodType(5, 5))
show(lambda: types.MethodType(len))
show(lambda: types.MethodType(len, None))
show(lambda: setattr(bound, "x", 1))
show(lambda: bound.nope)
bound.__func__.tag = "tagged"
print(bound.tag, bound.__get__(7) is bound)
class Callable:
    def __call__(self, *a): return ("called", a)
class Holder:
    plain = Callable()
    cm = classmethod(Callable())
    sm = staticmethod(Callable())
    part = property(Callable())
h = Holder()
print(h.plain(1), [type(x).__name__ for x in h.cm(1)[1]], h.sm(1), [type(x).__name__ for x in h.part[1]])
class Abstract:
    @classmethod
    def __init_subclass__(cls, **kw): cls.made = sorted(kw)
    def __class_getitem__(cls, item): return cls.__name__, item
    @staticmethod
    def __new__(cls, *args):
        self = object.__new__(cls)
        self.args = args
        return self
class Concrete(Abstract, a=1, b=2): pass
print(Concrete.made, Concrete[int], Concrete(1, 2).args, Abstract["x"])
class Registry:
    items = {}
    @classmethod
    def register(cls, name):
        def deco(f):
            cls.items[name] = f
            return f
        return deco
    @classmethod
    def call(cls, name, *a): return cls.items[name](*a)
@Registry.register("double")
def double(x): return x * 2
@Registry.register("join")
def join(*a): return "-".join(map(str, a))
print(Registry.call("double", 4), Registry.call("join", 1, 2), sorted(Registry.items))
wrapped = classmethod(double)
print(wrapped.__name__, wrapped.__wrapped__ is double, wrapped.__isabstractmethod__, wrapped.__dict__["__name__"])
wrapped.extra = 1
print(wrapped.extra)
total = 0
for i in range(2000):
    total += len(A.make(i)[1]) + len(b.plain(i, i)[0]) + (B if i % 3 else A).counted()
    if i == 1000: A.plain = staticmethod(lambda *a: ((1,) * 5, {}))
print(total)
