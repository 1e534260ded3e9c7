class A:
    def __init__(self): self.x=1; self.y=2
a=A()
d=a.__dict__
print(d, d is a.__dict__)
d['z']=3
print(a.z, vars(a))
a.w=4
print(d)
del a.x
print(d, list(d))
d[5]=6
print(d, a.w)
a.q=1
print(d)
a.__dict__={'k':1}
print(a.k, a.__dict__, d)
class S:
    __slots__=('a','b','__dict__')
s=S(); s.a=1; s.c=3
print(s.a, s.c, s.__dict__)
try: s.b
except AttributeError as e: print(e)
print(int|str, int|None, list[int], dict[str, list[int]])
print(A.__dict__.keys())

class Many: pass
m = Many()
for i in range(150): setattr(m, "a%d" % i, i)
print(len(m.__dict__), m.a149, m.a0)
m.extra = 1
print(m.extra, "extra" in m.__dict__, len(vars(m)))
del m.a0
print(hasattr(m, "a0"), len(m.__dict__))

class L(list): pass
l = L([1, 2]); l.name = "n"
print(l, l.__dict__, len(l)); l.__dict__["other"] = 2; print(l.other, l)
class AttrDict(dict):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.__dict__ = self
ad = AttrDict(x=1); ad.y = 2; ad["z"] = 3
print(ad, ad.z, ad.__dict__ is ad)
class Borg:
    shared = {}
    def __init__(self): self.__dict__ = self.shared
b, c = Borg(), Borg(); b.v = 7
print(c.v, Borg.shared)
class Other: pass
o = A(); o.__dict__; o.__class__ = Other
print(type(o), o.x, o.__dict__); o.n = 1; print(o.__dict__)
total = 0
objects = [A() for i in range(50)]
for i in range(2000):
    o = objects[i % 50]
    if i % 7 == 0: o.__dict__["x"] = i
    if i % 11 == 0: o.x = -i
    if i % 13 == 0: setattr(o, "t%d" % (i % 3), i)
    total += o.x + o.__dict__["y"] + len(o.__dict__)
print(total)
try: a.__dict__ = 5
except TypeError as e: print(e)
del a.__dict__
print(a.__dict__)
class Meth:
    def f(self): return "method"
mm = Meth(); print(mm.f()); mm.__dict__["f"] = lambda: "own"; print(mm.f())
mm.__dict__ = {"f": lambda: "dict"}; print(mm.f()); mm.__dict__.clear(); print(mm.f())
d = mm.__dict__; d.update(q=1, r=2); print(mm.q, mm.r, d.popitem(), d.pop("q"), d)
