# descriptors: data and non-data, precedence over instance and class, __set_name__, on metaclasses, errors inside, __delete__, weird ones
class Data:
    def __init__(self, name): self.name = name
    def __get__(self, obj, cls=None): return f"get {self.name} {type(obj).__name__} {cls.__name__ if cls else None}"
    def __set__(self, obj, value): obj.__dict__[self.name] = ("set", value)
    def __delete__(self, obj): obj.__dict__.pop(self.name, None); print("delete", self.name)
class NonData:
    def __get__(self, obj, cls=None): return "non-data" if obj is not None else "on class"
class SetOnly:
    def __set__(self, obj, value): obj.__dict__["so"] = value * 2
class DeleteOnly:
    def __delete__(self, obj): print("only delete")
class C:
    d = Data("d")
    n = NonData()
    so = SetOnly()
    do = DeleteOnly()
def show(label, f):
    try: print(label, f())
    except Exception as e: print(label, type(e).__name__, e)
c = C()
print(c.d, "|", C.d, "|", c.n, C.n)
c.d = 5; print(c.d, vars(c)); del c.d; print(vars(c))
c.n = "instance"; print(c.n); del c.n; print(c.n)
show("del non-data", lambda: delattr(c, "n"))
c.so = 4; print(c.so, type(C.so).__name__)
show("no __delete__", lambda: delattr(c, "so"))
show("no __set__", lambda: setattr(c, "do", 1))
del c.do
C.d = "replaced"; print(C.d, c.d); c.d = "now plain"; print(c.d, C.d)
class Named:
    def __set_name__(self, owner, name): self.where = f"{owner.__name__}.{name}"; print("set_name", self.where)
    def __get__(self, obj, cls): return self.where
class HasNamed:
    first = Named()
    second = shared = Named()
print(HasNamed.first, HasNamed.second, HasNamed().shared)
HasNamed.late = Named()
show("late", lambda: HasNamed.late)
class BadName:
    def __set_name__(self, owner, name): raise ValueError("no name wanted")
def bad():
    class X: attr = BadName()
try: bad()
except ValueError as e: print(type(e).__name__, e, e.__notes__)
class WrongArity:
    def __set_name__(self): pass
def arity():
    class X: attr = WrongArity()
try: arity()
except TypeError as e: print(e, e.__notes__)
class Meta(type):
    md = Data("md")
    mn = NonData()
class WithMeta(metaclass=Meta):
    mn = "class attribute"
print(WithMeta.md, WithMeta.mn)
show("instance does not see", lambda: WithMeta().md)
class Raises:
    def __get__(self, obj, cls): raise KeyError("get")
    def __set__(self, obj, value): raise IndexError(value)
    def __delete__(self, obj): raise LookupError("delete")
class HasRaises: r = Raises()
hr = HasRaises()
show("get", lambda: hr.r)
show("class get", lambda: HasRaises.r)
show("set", lambda: setattr(hr, "r", 3))
show("del", lambda: delattr(hr, "r"))
show("hasattr", lambda: hasattr(hr, "r"))
class AttrErr:
    def __get__(self, obj, cls): raise AttributeError("hidden")
class HasAttrErr:
    a = AttrErr()
    def __getattr__(self, name): return "fallback " + name
print(HasAttrErr().a)
show("on the class", lambda: HasAttrErr.a)
class NotCallableGet: __get__ = 5
class HasNC: a = NotCallableGet()
show("get is no function", lambda: HasNC().a)
class InstanceGet: pass
ig = InstanceGet(); ig.__get__ = lambda *a: "never"
class HasIG: a = ig
print(HasIG().a is ig)
class Method:
    def __init__(self, f): self.f = f
    def __get__(self, obj, cls): return lambda *a: self.f(obj, *a) if obj is not None else ("unbound", a)
class Uses:
    def __init__(self, v): self.v = v
    @Method
    def add(self, n): return self.v + n
print(Uses(5).add(3), Uses.add(1, 2))
class Typed:
    def __init__(self, kind): self.kind = kind
    def __set_name__(self, owner, name): self.slot = "_" + name
    def __get__(self, obj, cls): return self if obj is None else getattr(obj, self.slot, None)
    def __set__(self, obj, value):
        if not isinstance(value, self.kind): raise TypeError(f"{self.slot[1:]} must be {self.kind.__name__}, got {type(value).__name__}")
        setattr(obj, self.slot, value)
class Rec:
    name, age = Typed(str), Typed(int)
    def __init__(self, name, age): self.name, self.age = name, age
r = Rec("x", 3); print(r.name, r.age, vars(r), Rec.age.kind)
show("typed", lambda: Rec("x", "y"))
def f(self, x=1): return self, x
print(f.__get__(5)(2), f.__get__(5, int)(), f.__get__(None, int) is f, type(f.__get__(1)).__name__)
show("get of None", lambda: f.__get__(None))
show("get nothing", lambda: f.__get__())
show("get None, None", lambda: f.__get__(None, None))
print(str.upper.__get__("abc")(), "abc".upper.__self__, str.__dict__["upper"].__get__("x", str)(), [].append.__qualname__)
show("wrong type", lambda: str.upper.__get__(5))
show("none type", lambda: str.upper.__get__(None, str) is str.upper)
show("slot wrapper", lambda: int.__add__.__get__(5)(6))
show("slot wrong", lambda: int.__add__.__get__("5"))
class S: __slots__ = ("a", "b")
s = S(); S.a.__set__(s, 3)
print(S.a.__get__(s), s.a, S.a.__get__(None, S) is S.a, S.a.__name__, S.a.__objclass__.__name__, repr(S.a)[:12])
show("empty slot", lambda: s.b)
show("slot of other", lambda: S.a.__get__(5))
show("slot delete", lambda: S.b.__delete__(s))
total = 0
for i in range(1500):
    r.age = i
    total += r.age + (len(c.n) if i % 3 else len(HasNamed.first))
    if i == 700: C.n = property(lambda self: "longer text")
print(total)
