# C3, metaclasses, __set_name__, __init_subclass__, __mro_entries__, layout, __slots__: what CPython says.
def attempt(f, *a, **k):
    try:
        print("ok", f(*a, **k))
    except Exception as e:
        print(type(e).__name__ + ":", e, getattr(e, "__notes__", ""))
class A: pass
class B(A): pass
class X: pass
class Y: pass
class XY(X, Y): pass
class YX(Y, X): pass
attempt(lambda: type("Bad", (A, B), {}))
attempt(lambda: type("Bad", (XY, YX), {}))
attempt(lambda: type("Dup", (A, A), {}))
attempt(lambda: type("N", (int, str), {}))
attempt(lambda: type("N", (bool,), {}))
attempt(lambda: type("N", (5,), {}))
attempt(lambda: type("N", [A], {}))
attempt(lambda: type("N", (A,), []))
attempt(lambda: type(5, (A,), {}))
attempt(lambda: type("N", (A,)))
attempt(lambda: type())
attempt(lambda: type("N\0", (), {}))
attempt(lambda: type("K", (), {}, key=1))
attempt(lambda: type("Q", (), {"__qualname__": 5}))
class M1(type): pass
class M2(type): pass
class C1(metaclass=M1): pass
class C2(metaclass=M2): pass
attempt(lambda: type("Conflict", (C1, C2), {}))
class M3(M1, M2): pass
class C3(C1, C2, metaclass=M3): pass
print(type(C3).__name__, [c.__name__ for c in C3.__mro__])

class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw)
        return {"prepared": True}
    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        print("call", a, k)
        return super().__call__(*a, **k)
    def __instancecheck__(cls, o): return o == 5
    def __subclasscheck__(cls, c): return c is int
    def __len__(cls): return 7
    def __getitem__(cls, k): return "item", k
    def __contains__(cls, k): return k == 1
    def __iter__(cls): return iter("ab")
    def __add__(cls, o): return "add", o
    def __radd__(cls, o): return "radd", o
    def __eq__(cls, o): return o == "me" or o is cls
    def __hash__(cls): return 3
    def __lt__(cls, o): return True
    def __neg__(cls): return "neg"
    def __str__(cls): return "str!"
    def __repr__(cls): return "repr!"
    def __getattr__(cls, name): return "meta " + name
    def __setattr__(cls, name, value):
        print("set", name); super().__setattr__(name, value)
    def __delattr__(cls, name):
        print("del", name); super().__delattr__(name)
    def __dir__(cls): return ["x", "a"]
    @property
    def prop(cls): return "prop of " + cls.__name__
    attr = "meta attr"
class P(metaclass=Meta, flag=1):
    y = 2
    def __init__(self, *a, **k): print("P.__init__", a, k)
p = P(1, k=2)
print(P.prepared, isinstance(5, P), isinstance(p, P), issubclass(int, P), len(P), P["k"], 1 in P, list(P))
print(P + 1, 1 + P, P == "me", P < 3, -P, str(P), repr(P), P.missing, P.prop, P.attr, dir(P), bool(P))
P.z = 4; print(P.z); del P.z; print(P.z)
attempt(lambda: p.attr)
attempt(lambda: delattr(P, "nothing"))

class Named:
    def __set_name__(self, owner, name): print("set_name", owner.__name__, name)
class BadName:
    def __set_name__(self, owner, name): raise ValueError("no name")
class WithNames: a = Named(); b = Named()
def bad_named():
    class Z: x = BadName()
attempt(bad_named)
class Base:
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        print("subclass", cls.__name__, tag)
class D1(Base, tag="t"): pass
class D2(D1): pass
def bad_kw():
    class D3(Base, other=1): pass
attempt(bad_kw)
attempt(lambda: type("T", (Base,), {}, tag=3).__name__)
class Entries:
    def __mro_entries__(self, bases): print("entries", len(bases)); return (A,)
class E(Entries(), X): pass
print(E.__bases__, len(E.__orig_bases__))
attempt(lambda: type("T", (Entries(),), {}))
class BadEntries:
    def __mro_entries__(self, bases): return [A]
def bad_entries():
    class E2(BadEntries()): pass
attempt(bad_entries)
# layout
class S1: __slots__ = ("a",)
class S2: __slots__ = ("b",)
attempt(lambda: type("S", (S1, S2), {}))
class S3(S1): __slots__ = ("c",)
class S4(S1, X): pass
s = S3(); s.a = 1; s.c = 2
attempt(lambda: s.d)
attempt(setattr, s, "d", 1)
attempt(lambda: s.__dict__)
attempt(lambda: type("S", (), {"__slots__": ("a",), "a": 1}))
attempt(lambda: type("S", (), {"__slots__": ("1a",)}))
attempt(lambda: type("S", (), {"__slots__": (5,)}))
attempt(lambda: type("S", (X,), {"__slots__": ("__dict__",)}))
attempt(lambda: type("S", (X,), {"__slots__": ("__weakref__",)}))
attempt(lambda: type("S", (int,), {"__slots__": ("a",)}))
attempt(lambda: type("S", (tuple,), {"__slots__": ()}).__slots__)
attempt(lambda: type("S", (), {"__slots__": "abc"})().abc)
class Priv: __slots__ = ("__x", "__dict__")
pv = Priv(); pv._Priv__x = 3; pv.q = 4
print(pv._Priv__x, pv.__dict__, Priv.__slots__)
class Doc: __slots__ = {"a": "doc of a", "b": None}
print(Doc.a.__doc__, Doc.b.__doc__, repr(Doc.a), Doc.a.__name__, Doc.a.__objclass__.__name__)
attempt(lambda: Doc().a)
attempt(delattr, Doc(), "a")
attempt(Doc.a.__get__, 5, int)
# __class__ and __bases__
class K1: pass
class K2: pass
k = K1(); k.v = 1; k.__class__ = K2
print(type(k).__name__, k.v)
attempt(setattr, k, "__class__", int)
attempt(setattr, k, "__class__", 5)
attempt(setattr, k, "__class__", S1)
attempt(setattr, 5, "__class__", K1)
class T1: __slots__ = ("a", "b")
class T2: __slots__ = ("a", "b")
t = T1(); t.a = 1
t.__class__ = T2
print(t.a, type(t).__name__)
class G1:
    def hi(self): return "G1"
class G2:
    def hi(self): return "G2"
class H(G1): pass
class I(H): pass
i = I(); print(i.hi()); H.__bases__ = (G2,); print(i.hi(), G1.__subclasses__(), [c.__name__ for c in G2.__subclasses__()], [c.__name__ for c in I.__mro__])
attempt(setattr, H, "__bases__", ())
attempt(setattr, H, "__bases__", 5)
attempt(setattr, H, "__bases__", (5,))
attempt(setattr, H, "__bases__", (I,))
attempt(setattr, H, "__bases__", (int,))
attempt(setattr, int, "x", 1)
attempt(delattr, int, "x")
attempt(lambda: int.x)
attempt(setattr, H, "__name__", 5)
H.__name__ = "HH"; H.__qualname__ = "q.HH"; print(H, H.__name__)
class OwnMro(type):
    def mro(cls): return [cls, G2, object]
class OM(G1, metaclass=OwnMro): pass
print([c.__name__ for c in OM.__mro__], OM().hi())
# abstract
import abc
class Abs(abc.ABC):
    @abc.abstractmethod
    def f(self): pass
    @property
    @abc.abstractmethod
    def g(self): pass
    @classmethod
    @abc.abstractmethod
    def h(cls): pass
attempt(Abs)
class Abs2(Abs):
    def f(self): return 1
    g = 2
attempt(Abs2)
class Conc(Abs2):
    @classmethod
    def h(cls): return 3
print(Conc().f(), Conc.h(), sorted(Abs.__abstractmethods__), Conc.__abstractmethods__)
@Abs.register
class Virtual: pass
print(issubclass(Virtual, Abs), isinstance(Virtual(), Abs), issubclass(int, Abs), isinstance(5, Abs))
class Hooked(abc.ABC):
    @classmethod
    def __subclasshook__(cls, c): return hasattr(c, "quack") or NotImplemented
class Duck:
    def quack(self): pass
print(issubclass(Duck, Hooked), issubclass(int, Hooked), isinstance(Duck(), Hooked))
attempt(Abs.register, 5)
attempt(object.__new__, Abs)
attempt(object.__new__, int)
attempt(object, 1)
class NoInit: pass
attempt(NoInit, 1)
class OnlyNew:
    def __new__(cls, *a): return super().__new__(cls)
attempt(lambda: type(OnlyNew(1, 2)).__name__)
class OnlyInit:
    def __init__(self, a): self.a = a
attempt(OnlyInit)
class BadInit:
    def __init__(self): return 5
attempt(BadInit)
class BadNew:
    def __new__(cls, *a): return super().__new__(cls, *a)
attempt(BadNew, 1)
