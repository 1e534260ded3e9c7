# __slots__: forms, inheritance, __dict__ and __weakref__, conflicts, mangling, docs, deletion, class attributes, __class__ assignment
class S:
    __slots__ = ("a", "b")
    def __init__(self, a): self.a = a
def show(label, f):
    try: print(label, f())
    except Exception as e: print(label, type(e).__name__, e)
s = S(1)
show("a", lambda: s.a)
show("b", lambda: s.b)
show("c", lambda: setattr(s, "c", 1))
show("del b", lambda: delattr(s, "b"))
show("dict", lambda: s.__dict__)
show("vars", lambda: vars(s))
show("class dict", lambda: sorted(k for k in vars(S) if not k.startswith("__")))
s.b = 2; del s.a
show("deleted", lambda: s.a)
show("slots", lambda: S.__slots__)
show("hasattr", lambda: (hasattr(s, "a"), hasattr(s, "b"), getattr(s, "a", "none")))
class Sub(S): pass
sub = Sub(1); sub.c = 5
show("sub", lambda: (sub.a, vars(sub)))
class SubSlots(S): __slots__ = ("c",)
ss = SubSlots(3); ss.c = 4
show("subslots", lambda: (ss.a, ss.c, hasattr(ss, "__dict__")))
class WithDict: __slots__ = ("x", "__dict__")
w = WithDict(); w.x = 1; w.y = 2
show("with dict", lambda: (vars(w), w.x))
class Text: __slots__ = "single"
t = Text(); t.single = 1
show("text", lambda: (t.single, Text.__slots__))
class Listed: __slots__ = ["l1", "l2"]
class Docs: __slots__ = {"x": "the x", "y": None}
show("docs", lambda: (Docs.x.__doc__, Docs.y.__doc__, Docs.__slots__))
class Gen: __slots__ = (n for n in ("g1", "g2"))
g = Gen(); g.g1 = 1
show("generator", lambda: (g.g1, list(Gen.__slots__)))
class Empty: __slots__ = ()
show("empty", lambda: setattr(Empty(), "x", 1))
show("empty class", lambda: setattr(Empty, "x", 1))
show("shadowed", lambda: setattr(Empty(), "x", 1))
class Mangled:
    __slots__ = ("__private", "__dunder__")
    def __init__(self): self.__private = 7
    def get(self): return self.__private
show("mangled", lambda: (Mangled().get(), Mangled()._Mangled__private, sorted(k for k in vars(Mangled) if "private" in k)))
def make(slots, **ns):
    return lambda: type("X", (), {"__slots__": slots, **ns}).__name__
show("conflict", make(("a",), a=1))
show("number", make(("1a",)))
show("int", make((1,)))
show("not iterable", make(5))
show("space", make(("a b",)))
show("keyword is fine", make(("class",)))
show("dict twice", make(("__dict__", "__dict__")))
show("weakref twice", make(("__weakref__", "__weakref__")))
show("same twice", make(("a", "a")))
show("on int", lambda: type("X", (int,), {"__slots__": ("a",)}))
show("on tuple", lambda: type("X", (tuple,), {"__slots__": ("a",)}))
show("on int empty", lambda: type("X", (int,), {"__slots__": ()})(5) + 1)
show("on list", lambda: type("X", (list,), {"__slots__": ("a",)})([1]))
show("two", lambda: type("X", (S, Text), {}))
show("two, one empty", lambda: type("X", (S, Empty), {"__slots__": ()}).__name__)
show("dict of a base", lambda: type("X", (Sub,), {"__slots__": ("__dict__",)}))
class A1: __slots__ = ("x", "y")
class A2: __slots__ = ("x", "y")
class A3: __slots__ = ("x", "z")
o = A1(); o.x = 1
def to(cls):
    def assign(): o.__class__ = cls; return type(o).__name__, o.x
    return assign
show("same layout", to(A2))
show("other layout", to(A3))
show("with dict", to(Sub))
show("to int", to(int))
show("to 5", to(5))
class Redefined(S): __slots__ = ("a",)
r = Redefined(5); S.a.__set__(r, "hidden")
show("redefined", lambda: (r.a, S.a.__get__(r)))
class ClassVar:
    __slots__ = ("x",)
    y = 10
c = ClassVar()
show("class variable", lambda: c.y)
show("assign class variable", lambda: setattr(c, "y", 1))
class Prop:
    __slots__ = ("_v",)
    @property
    def v(self): return self._v
    @v.setter
    def v(self, x): self._v = x * 2
p = Prop(); p.v = 4
show("property", lambda: p.v)
class Init:
    __slots__ = ("x",)
    def __getattr__(self, n): return "default " + n
show("getattr", lambda: (Init().x, Init().other))
import copy
show("copy", lambda: (copy.copy(ss).c, copy.deepcopy(ss).a, ss.__reduce_ex__(2)[2]))
show("getstate", lambda: (s.__getstate__(), w.__getstate__(), Empty().__getstate__()))
import weakref
class Weak: __slots__ = ("__weakref__",)
k = Weak()
show("weak", lambda: weakref.ref(k)() is k)
show("not weak", lambda: weakref.ref(s))
show("sub weak", lambda: weakref.ref(sub)() is sub)
print(sorted(n for n in dir(s) if not n.startswith("__")), S.__dictoffset__ if False else "", repr(S.a))
class V:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return V(self.x + o.x, self.y + o.y)
    def __iter__(self): yield self.x; yield self.y
v = V(0, 0)
for i in range(2000):
    v = v + V(i, 1 if i < 1900 else 0.5)
    if i % 500 == 0: del v.y; v.y = i
print(*v)
