# __getattr__, __getattribute__, __setattr__, __delattr__, __dir__: who is asked when, recursion, errors, implicit lookups that go past them
log = []
class A:
    cls_attr = "class"
    def __init__(self): object.__setattr__(self, "own", 1)
    def __getattribute__(self, name):
        log.append("ga " + name)
        return object.__getattribute__(self, name)
    def __getattr__(self, name):
        log.append("g " + name)
        if name == "bad": raise AttributeError("not here", name=name)
        return name.upper()
    def __setattr__(self, name, value): log.append(f"s {name}={value}"); object.__setattr__(self, name, value)
    def __delattr__(self, name): log.append("d " + name); object.__delattr__(self, name)
    def __dir__(self): log.append("dir"); return ["z", "a", "m"]
    def __len__(self): return 4
    def method(self): return self.own
def done(*values): print(*values, log); log.clear()
a = A()
done(a.own); done(a.cls_attr); done(a.other); done(a.method()); done(len(a), bool(a)); done(dir(a)); done(hasattr(a, "bad"), getattr(a, "bad", 7))
a.new = 5; a.new += 1; del a.new; done()
setattr(a, "x", 1); done(vars(a), a.__dict__ is vars(a)); delattr(a, "x"); done()
a.__dict__["direct"] = 3; done(a.direct)
a.own, a.p = a.own + 1, 2; done(a.own)
for a.target in range(2): pass
done(a.target)
with open.__class__ and __import__("contextlib").nullcontext(9) as a.ctx: pass
done()
import copy
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
    log.clear()
show(lambda: a.bad)
show(lambda: delattr(a, "never"))
show(lambda: setattr(a, 5, 1))
show(lambda: getattr(a, 5))
show(lambda: A.nope)
class Slow:
    def __getattribute__(self, name):
        if name == "x": raise AttributeError("getattribute says no")
        if name == "y": raise KeyError(name)
        return super().__getattribute__(name)
s = Slow()
show(lambda: s.x); show(lambda: s.y); show(lambda: hasattr(s, "x"))
show(lambda: hasattr(s, "y"))
show(lambda: getattr(s, "y", 1))
class Proxy:
    def __init__(self, t): self.__dict__["_t"] = t
    def __getattr__(self, n): return getattr(self._t, n)
    def __setattr__(self, n, v): setattr(self._t, n, v)
    def __delattr__(self, n): delattr(self._t, n)
class Target: v = 1
t = Target(); p = Proxy(t); p.w = 5; print(t.w, p.w, p.v); del p.w; show(lambda: p.w)
show(lambda: Proxy([1, 2]).append(3))
show(lambda: len(Proxy([1, 2])))
show(lambda: Proxy([1])[0])
show(lambda: Proxy([1]).__len__())
show(lambda: Proxy([1]) + [2])
class Implicit:
    def __getattr__(self, n):
        if n.startswith("__"): log.append(n)
        raise AttributeError(n)
i = Implicit()
for f in (lambda: len(i), lambda: i(), lambda: i[0], lambda: i + 1, lambda: iter(i), lambda: str(i)[:10], lambda: bool(i), lambda: hash(i) == hash(i), lambda: i == i, lambda: 1 in i, lambda: int(i), lambda: [*i]):
    try: print(f(), end=" ")
    except TypeError as e: print(e, end=" | ")
print(log); log.clear()
class NotStr:
    def __getattribute__(self, n): return 5
    def __call__(self): return "called"
n = NotStr(); print(n.anything, n.__class__, n.__dict__, n(), type(n).__name__)
class DirBad:
    def __dir__(self): return 5
show(lambda: dir(DirBad()))
class DirMixed:
    def __dir__(self): return ["b", 1]
show(lambda: dir(DirMixed()))
class DirTuple:
    def __dir__(self): return ("q", "b", "b")
show(lambda: dir(DirTuple()))
class ClassLevel:
    def __getattr__(self, n): return n
show(lambda: ClassLevel.x); show(lambda: ClassLevel().x)
ClassLevel.__getattr__ = lambda self, n: "replaced " + n
show(lambda: ClassLevel().x)
del ClassLevel.__getattr__
show(lambda: ClassLevel().x)
o = ClassLevel(); o.__getattr__ = lambda n: "never"; show(lambda: o.y)
class SetOnce:
    def __setattr__(self, n, v):
        if n in self.__dict__: raise AttributeError(f"{n} is set")
        self.__dict__[n] = v
so = SetOnce(); so.a = 1; show(lambda: setattr(so, "a", 2)); print(so.a)
class Frozen:
    __slots__ = ("v",)
    def __init__(self, v): object.__setattr__(self, "v", v)
    def __setattr__(self, *a): raise TypeError("frozen")
    __delattr__ = __setattr__
fz = Frozen(1); show(lambda: setattr(fz, "v", 2)); show(lambda: delattr(fz, "v")); print(fz.v)
show(lambda: object.__setattr__(5, "a", 1)); show(lambda: object.__getattribute__(5, "a")); show(lambda: object.__setattr__(int, "a", 1)); show(lambda: type.__setattr__(int, "a", 1)); show(lambda: int.__setattr__(5, "real", 1)); show(lambda: setattr(5, "real", 1)); show(lambda: setattr(len, "x", 1)); show(lambda: delattr(5, "real")); show(lambda: setattr(None, "x", 1)); show(lambda: setattr([], "append", 1)); show(lambda: setattr(int, "x", 1)); show(lambda: delattr(int, "real"))
class Vanishing:
    def __getattr__(self, n): return "last " + n
    def __getattribute__(self, n):
        if "__getattr__" in Vanishing.__dict__: del Vanishing.__getattr__
        raise AttributeError(n)
vanishing = Vanishing(); show(lambda: vanishing.x); show(lambda: vanishing.x)
total = 0
for k in range(1000):
    total += a.own + len(a.missing) + p.v
    if k % 300 == 0: log.clear(); a.own = k
print(total, len(log))
