# metaclasses: calls, instance and subclass checks, attributes of classes, operators on classes, iteration, len, bool, hash, repr
class Meta(type):
    def __call__(cls, *args, **kw):
        if args == ("none",): return None
        obj = super().__call__(*args, **kw)
        cls.instances.append(obj)
        return obj
    def __instancecheck__(cls, obj): print("instancecheck", type(obj).__name__); return type(obj) is int or "yes"
    def __subclasscheck__(cls, sub): print("subclasscheck", sub); return []
    def __getattr__(cls, name):
        if name.startswith("dyn_"): return f"{cls.__name__}:{name}"
        raise AttributeError(f"no {name} in {cls.__name__}")
    def __setattr__(cls, name, value):
        if name == "locked": raise AttributeError("locked")
        super().__setattr__(name, value)
    def __delattr__(cls, name): print("delete", name); super().__delattr__(name)
    def __len__(cls): return 3
    def __bool__(cls): return False
    def __iter__(cls): return iter(cls.order)
    def __contains__(cls, x): return x in cls.order
    def __getitem__(cls, k): return cls.order[k]
    def __setitem__(cls, k, v): cls.order[k] = v
    def __delitem__(cls, k): del cls.order[k]
    def __add__(cls, o): return f"{cls.__name__}+{o}"
    def __radd__(cls, o): return f"{o}+{cls.__name__}"
    def __or__(cls, o): return "or"
    def __ror__(cls, o): return "ror"
    def __lt__(cls, o): return "lt"
    def __eq__(cls, o): return cls is o or o == "C"
    def __hash__(cls): return 5
    def __repr__(cls): return f"<meta {cls.__name__}>"
    def __str__(cls): return "str"
    def __format__(cls, spec): return f"fmt {spec}"
    def __neg__(cls): return "neg"
    def __int__(cls): return 42
    def __index__(cls): return 1
    def __enter__(cls): print("enter"); return cls
    def __exit__(cls, *a): print("exit", a[0]); return True
    def __dir__(cls): return ["b", "a"]
    def __reversed__(cls): return "reversed"
    @property
    def prop(cls): return "prop of " + cls.__name__
    def method(cls): return "method of " + cls.__name__
class C(metaclass=Meta):
    instances, order = [], [10, 20, 30]
    def __init__(self, x=0): self.x = x
print(C(5).x, C("none"), len(C.instances), len(C), bool(C), list(C), 20 in C, C[1], C[-1:], C + 1, 1 + C, C < 1, C == "C", C != "C", hash(C))
print(repr(C), str(C), f"{C:spec} {C!r}", -C, int(C), [1, 2, 3][C], C | int, int | C, dir(C), reversed(C), C.prop, C.method(), C.dyn_x)
print(isinstance(5, C), isinstance("s", C), isinstance(C(1), C), issubclass(int, C), issubclass(C, C))
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
show(lambda: C.nope)
show(lambda: C().dyn_x)
show(lambda: C().prop)
show(lambda: setattr(C, "locked", 1))
show(lambda: len(C()))
show(lambda: C()[0])
C.fine = 1
del C.fine
show(lambda: delattr(C, "gone"))
with C as entered: raise ValueError("suppressed")
C[0] = 99; del C[1]; print(C.order, entered is C, {C: 1}[C], getattr(C, "zzz", "default"), hasattr(C, "zzz"))
try: raise ValueError
except (TypeError, ValueError) as e: print("caught", type(e).__name__)
class OnlyCheck(type):
    def __instancecheck__(cls, o): raise KeyError("check")
class X(metaclass=OnlyCheck): pass
show(lambda: isinstance(5, X))
show(lambda: isinstance(X(), X))
show(lambda: isinstance(5, (int, X)))
show(lambda: isinstance("", (int, X)))
class Fake:
    @property
    def __class__(self): return dict
f = Fake()
print(isinstance(f, dict), isinstance(f, Fake), type(f).__name__, isinstance(f, (int, dict)), f.__class__)
class FakeBases:
    __bases__ = (int,)
show(lambda: issubclass(FakeBases(), int))
show(lambda: isinstance(5, FakeBases()))
class BadBases: __bases__ = 5
show(lambda: issubclass(BadBases(), int))
class Single(type):
    cache = {}
    def __call__(cls, *a):
        if cls not in Single.cache: Single.cache[cls] = super().__call__(*a)
        return Single.cache[cls]
class Config(metaclass=Single):
    def __init__(self, v): self.v = v
print(Config(1) is Config(2), Config(3).v)
class MetaNew(type):
    def __new__(meta, name, bases, ns):
        ns = {k.removesuffix("_"): v for k, v in ns.items()}
        return super().__new__(meta, name + "X", bases, ns)
class Renamed(metaclass=MetaNew): value_ = 5
print(Renamed.__name__, Renamed.value, Renamed.__qualname__)
class NotAType(type):
    def __new__(meta, *a): return 42
class Answer(metaclass=NotAType): pass
print(Answer)
class MetaMeta(type):
    def __call__(mm, *a, **k): print("metameta", a[0] if len(a) == 3 else a); return super().__call__(*a, **k)
class SubMeta(type, metaclass=MetaMeta): pass
class Sub(metaclass=SubMeta): pass
print(type(Sub).__name__, type(type(Sub)).__name__, SubMeta("Dyn", (), {}).__name__)
show(lambda: type.__call__(int, "12"))
show(lambda: type.__call__(5))
show(lambda: type.__new__(5, "X", (), {}))
show(lambda: type.__new__(int, "X", (), {}))
show(lambda: type("X\0", (), {}))
show(lambda: type("", (), {}).__name__)
class Abstract(type):
    def __call__(cls, *a):
        missing = [n for n in dir(cls) if getattr(getattr(cls, n), "abstract", False)]
        if missing: raise TypeError(f"{cls.__name__} lacks {missing}")
        return super().__call__(*a)
def abstract(f): f.abstract = True; return f
class Shape(metaclass=Abstract):
    @abstract
    def area(self): ...
class Sq(Shape):
    def area(self): return 4
show(lambda: Shape())
show(lambda: Sq().area())
total = 0
for i in range(600):
    total += len(C) + C[0] + (C + i == f"C+{i}") + int(isinstance(i, type(1)))
print(total)
