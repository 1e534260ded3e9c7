# __new__ and __init__: immutable subclasses, other objects returned, arguments passed on, object's rules about excess arguments, singletons
def show(label, f):
    try: print(label, f())
    except Exception as e: print(label, type(e).__name__, e)
class Meters(float):
    def __new__(cls, v, unit="m"):
        self = super().__new__(cls, v)
        self.unit = unit
        return self
    def __repr__(self): return f"{float(self)}{self.unit}"
    def __add__(self, o): return Meters(float(self) + o, self.unit)
m = Meters(2.5, unit="km"); print(m, m + 1, m * 2, type(m * 2).__name__, vars(m), m == 2.5, sum([m, m]), isinstance(m, float))
class Pair(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    def __init__(self, a, b): self.total = a + b
p = Pair(1, 2); print(p, p.total, p[0], p + (3,), type(p + (3,)).__name__, len(p), type(p[:]).__name__)
show("pair", lambda: Pair(1))
show("pair of tuple", lambda: Pair((1, 2)))
class Upper(str):
    def __new__(cls, *a, **k): return super().__new__(cls, *a, **k).upper()
print(Upper("abc"), type(Upper("abc")).__name__, Upper(b"xyz", "ascii"))
class Up2(str):
    def __new__(cls, v): return super().__new__(cls, v.upper())
    def __init__(self, v): self.original = v
print(Up2("q"), type(Up2("q")).__name__, Up2("q").original, Up2("q") + "r", Up2("q").lower())
class Other:
    def __new__(cls, *a): return [a]
    def __init__(self, *a): print("never")
print(Other(1, 2))
class SubReturned:
    made = []
    def __new__(cls, kind=None): return object.__new__(Special if kind == "special" else cls)
    def __init__(self, kind=None): SubReturned.made.append(type(self).__name__)
class Special(SubReturned):
    def __init__(self, kind=None): SubReturned.made.append("special init")
print(type(SubReturned("special")).__name__, type(SubReturned()).__name__, SubReturned.made)
class Single:
    _it = None
    def __new__(cls, *a):
        if cls._it is None: cls._it = super().__new__(cls)
        return cls._it
    def __init__(self, *a): self.args = a
x = Single(1); y = Single(2); print(x is y, x.args)
class OnlyInit:
    def __init__(self, a): self.a = a
class OnlyNew:
    def __new__(cls, a): return super().__new__(cls)
class Neither: pass
class BothBad:
    def __new__(cls, a): return super().__new__(cls, a)
    def __init__(self, a): super().__init__(a)
show("OnlyInit", lambda: OnlyInit()); show("OnlyInit", lambda: OnlyInit(1).a); show("OnlyInit", lambda: OnlyInit(1, 2))
show("OnlyNew", lambda: OnlyNew()); show("OnlyNew", lambda: type(OnlyNew(1)).__name__)
show("Neither", lambda: Neither(1)); show("Neither", lambda: Neither(a=1)); show("BothBad", lambda: BothBad(1))
show("object", lambda: object(1)); show("object.__new__", lambda: object.__new__()); show("object.__new__", lambda: object.__new__(5)); show("object.__new__", lambda: object.__new__(int)); show("object.__new__", lambda: object.__new__(Neither, 1)); show("object.__init__", lambda: object().__init__(1)); show("init", lambda: Neither().__init__(1)); show("init of int", lambda: (5).__init__(1, 2))
show("int.__new__", lambda: int.__new__(str)); show("int.__new__", lambda: int.__new__()); show("int.__new__", lambda: int.__new__(5)); show("bool", lambda: int.__new__(bool, 1)); show("tuple.__new__", lambda: tuple.__new__(Pair, [7, 8])); show("list.__new__", lambda: list.__new__(list, 1, 2, 3)); show("dict.__new__", lambda: dict.__new__(dict, 5)); show("str.__new__", lambda: str.__new__(Up2, "low"))
l = [1, 2]; l.__init__(); print(l); l.__init__("ab"); print(l); d = {"a": 1}; d.__init__(b=2); print(d); s = {1}; s.__init__([5]); print(s); t = (1,); t.__init__([5]) if False else None; b = bytearray(b"x"); b.__init__(3); print(b)
show("list init", lambda: l.__init__(1, 2)); show("list init", lambda: l.__init__(5)); show("set init", lambda: s.__init__(1, 2)); show("tuple init", lambda: t.__init__(1))
class ListSub(list):
    def __init__(self, *items, name="n"): super().__init__(items); self.name = name
ls = ListSub(1, 2, name="x"); print(ls, ls.name, ls + [3], type(ls + [3]).__name__, type(ls.copy()).__name__, ls == [1, 2])
class DictSub(dict):
    def __init__(self, **k): super().__init__({a: b * 2 for a, b in k.items()})
print(DictSub(a=1, b="x"), type(DictSub(a=1).copy()).__name__, type(DictSub.fromkeys("ab")).__name__)
class IntSub(int):
    def __new__(cls, v=0, base=10): return super().__new__(cls, str(v), base)
print(IntSub("ff", 16), IntSub(), IntSub(7) + 1, type(IntSub(7) + 1).__name__, type(IntSub(7).__int__()).__name__, repr(IntSub(5)), IntSub(3) ** IntSub(2), bool(IntSub()), type(-IntSub(1)).__name__, type(abs(IntSub(2))).__name__, type(+IntSub(2)).__name__, type(round(IntSub(2))).__name__, IntSub(6).bit_length())
class ListNoInit(list):
    def __new__(cls, *a, **k): return super().__new__(cls)
show("list new", lambda: ListNoInit([1, 2]))
class Kw(tuple): pass
show("tuple kw", lambda: Kw([1], x=1)); show("frozenset", lambda: type("F", (frozenset,), {})([1, 1])); show("frozenset kw", lambda: type("F", (frozenset,), {})([1], a=2))
class InitReturns:
    def __init__(self): return 5
show("init returns", lambda: InitReturns())
class Gen:
    def __init__(self): yield 1
show("init generator", lambda: Gen())
class Meta(type):
    def __call__(cls, *a):
        obj = cls.__new__(cls, *a)
        if a and a[0] == "skip": return obj
        obj.__init__(*a)
        return obj
class M(metaclass=Meta):
    def __init__(self, *a): self.inited = True
print(hasattr(M("skip"), "inited"), M().inited)
class Node:
    __slots__ = ("v", "next")
    def __new__(cls, *a): n = object.__new__(cls); n.next = None; return n
    def __init__(self, v): self.v = v
head = None; total = 0
for i in range(1500):
    n = Node(i if i < 1400 else i / 2); n.next = head; head = n
while head is not None: total += head.v; head = head.next
print(total)
