# properties: setters and deleters made one after the other, in subclasses, errors, doc strings, getters that raise AttributeError, cached ones
class A:
    def __init__(self, x=1): self._x = x
    @property
    def x(self):
        "the x"
        return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): del self._x
    readonly = property(lambda self: "ro")
    writeonly = property(None, lambda self, v: setattr(self, "w", v))
    nothing = property()
    documented = property(doc="explicit")
    fromfunc = property(len, None, None, "length")
def show(label, f):
    try: print(label, f())
    except Exception as e: print(label, type(e).__name__, e)
a = A()
a.x = 5; a.x += 1; print(a.x, A.x.__doc__, A.documented.__doc__, A.fromfunc.__doc__, A.x.__name__, A.readonly.__name__)
show("len", lambda: a.fromfunc)
del a.x
show("deleted", lambda: a.x)
show("delete again", lambda: delattr(a, "x"))
show("read only", lambda: setattr(a, "readonly", 1))
show("read only delete", lambda: delattr(a, "readonly"))
show("write only", lambda: a.writeonly)
a.writeonly = 3
show("nothing", lambda: a.nothing)
show("nothing set", lambda: setattr(a, "nothing", 1))
print(a.w, A.x.fget.__name__, A.x.fset.__name__, A.x.fdel.__name__, A.readonly.fset, isinstance(A.x, property))
show("no name get", lambda: property().__get__(a))
show("get class", lambda: A.x.__get__(None, A) is A.x)
show("direct get", lambda: A.readonly.__get__(a))
show("direct set", lambda: A.x.__set__(a, 9))
show("direct delete", lambda: A.readonly.__delete__(a))
print(a._x)
class B(A):
    @A.x.getter
    def x(self): return ("B", self._x)
    @property
    def readonly(self): return "B " + super().readonly
    readonly2 = A.readonly.setter(lambda self, v: setattr(self, "got", v))
b = B(2)
b.x = 7; b.readonly2 = 8
print(b.x, b.readonly, b.got, b.readonly2, A(3).x)
show("sub doc", lambda: B.x.__doc__)
class Fails:
    @property
    def attr(self): raise AttributeError("from inside")
    @property
    def value(self): raise ValueError("other")
    @property
    def hidden(self): return self.missing
class Falls(Fails):
    def __getattr__(self, name): return f"<{name}>"
f, g = Fails(), Falls()
show("attr", lambda: f.attr)
show("default", lambda: getattr(f, "attr", "default"))
show("hasattr", lambda: (hasattr(f, "attr"), hasattr(g, "attr")))
show("getattr", lambda: g.attr)
show("value", lambda: g.value)
show("hidden", lambda: f.hidden)
show("hidden with getattr", lambda: g.hidden)
class P(property):
    "a property class"
    extra = 0
    def __get__(self, obj, cls=None):
        P.extra += 1
        return super().__get__(obj, cls)
class UsesP:
    @P
    def v(self):
        "doc of v"
        return 10
    @v.setter
    def v(self, value): pass
print(UsesP().v, P.extra, type(UsesP.__dict__["v"]).__name__, UsesP.__dict__["v"].__doc__)
class Instance: pass
i = Instance()
i.p = property(lambda self: 1)
print(type(i.p).__name__)
Instance.q = property(lambda self: "class wins")
i.__dict__["q"] = "instance"
print(i.q, vars(i)["q"])
class Cached:
    calls = 0
    def __get__(self, obj, cls):
        Cached.calls += 1
        obj.__dict__["value"] = 42
        return 42
class HasCached: value = Cached()
h = HasCached()
print(h.value, h.value, Cached.calls)
import functools
class Func:
    n = 0
    @functools.cached_property
    def area(self):
        "cached"
        self.n += 1
        return self.n * 10
fn = Func()
print(fn.area, fn.area, fn.n, Func.area.__doc__, vars(fn)); del fn.area; print(fn.area)
class Meta(type):
    @property
    def name2(cls): return cls.__name__ * 2
    total = property(lambda cls: len(cls.__dict__["items"]))
class WithMeta(metaclass=Meta):
    items = [1, 2]
    @classmethod
    def both(cls): return cls.name2, cls.total
print(WithMeta.name2, WithMeta.total, WithMeta.both())
show("not on instances", lambda: WithMeta().name2)
show("meta read only", lambda: setattr(WithMeta, "name2", 1))
p = property(lambda s: 1, doc="d")
p.__doc__ = "changed"; p.__name__ = "renamed"
print(p.__doc__, p.__name__)
show("fget", lambda: setattr(p, "fget", 1))
show("copy", lambda: (p.setter(len).fset, p.setter(len).__doc__, p.deleter(len).fget is p.fget))
show("abstract", lambda: (p.__isabstractmethod__, property(type("X", (), {"__isabstractmethod__": True})()).__isabstractmethod__))
class Temp:
    def __init__(self): self.__dict__.update(_c=0.0, log=0)
    @property
    def f(self): return self._c * 9 / 5 + 32
    @f.setter
    def f(self, v):
        if v < -459.67: raise ValueError(f"too cold: {v}")
        self._c = (v - 32) * 5 / 9
        self.log += 1
t = Temp(); errors = 0
for n in range(1500):
    try: t.f = (t.f + n) % 300 if n % 100 else -1000
    except ValueError: errors += 1
print(round(t.f, 6), t.log, errors)
