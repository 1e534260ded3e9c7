# Classes derived from the type of modules: descriptors, special methods, __class__ of a module, slots, what cannot be copied.
import types
class D:
    def __init__(self, name): self.name = name
    def __get__(self, obj, tp):
        setattr(obj, self.name, 42)
        delattr(obj.__class__, self.name)
        return 42
class M(types.ModuleType):
    __path__ = []
    a = D("a")
    def meth(self): return 7
    def __dir__(self): return ["a"]
for attr in ("b", "c"): setattr(M, attr, D(attr))
m = M("x")
print(m.meth(), m.b, m.c, m.a, m.a, sorted(vars(m)))
import sys, copy, pickle, weakref
class Sub(types.ModuleType):
    @property
    def answer(self): return 42
    def __call__(self, x): return x * 2
    def __getattr__(self, name):
        if name.startswith("dyn"): return name.upper()
        raise AttributeError(name)
    def __setattr__(self, name, value):
        super().__setattr__(name, ("set", value))
    def __repr__(self): return "<Sub>"
me = types.ModuleType("me")
exec("def f(): return q", vars(me))
me.__class__ = Sub
print(me.answer, me(4), me.dynamic, me, type(me).__name__)
me.q = 5
print(me.q, me.f())
try: me.nope
except AttributeError as e: print(e)
types.ModuleType.__setattr__(me, "__class__", types.ModuleType)
s = Sub("named", "the doc")
print(s.__name__, s.__doc__, s.__spec__, isinstance(s, types.ModuleType))
for f in (lambda: types.ModuleType(), lambda: types.ModuleType(5), lambda: copy.copy(sys), lambda: pickle.dumps(s), lambda: setattr(me, "__class__", int), lambda: s.zzz, lambda: delattr(types.ModuleType("x"), "y"), lambda: types.ModuleType("x").y):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Slots(types.ModuleType):
    __slots__ = ("z",)
    def __init__(self, name, extra):
        super().__init__(name)
        self.z = extra
t = Slots("t", 9); t.other = 1
print(t.z, vars(t)["other"], weakref.ref(t)() is t)
u = types.ModuleType("u")
u.__getattr__ = lambda name: "fallback " + name
print(u.thing, u.__dict__["__name__"], dir(types.ModuleType("k")))
