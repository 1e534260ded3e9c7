# What functions, code objects, methods, cells, properties and class methods tell about themselves, and take.
import types
def attempt(f, *a, **k):
    try:
        print("ok", f(*a, **k))
    except Exception as e:
        print(type(e).__name__ + ":", e)
def outer(n):
    "outer's doc"
    k = 10
    def inner(a, b=2, /, c=3, *args, d, e=5, **kw):
        "inner's doc"
        return a + b + c + d + e + n + k
    return inner
f = outer(1)
print(f.__name__, f.__qualname__, f.__module__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__closure__ is not None)
c = f.__code__
print(c.co_name, c.co_qualname, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_nlocals, c.co_varnames)
print(c.co_freevars, outer.__code__.co_cellvars, c.co_flags & 0xff, c.co_firstlineno, c.co_filename.endswith("functions_attributes.py"))
print(sorted(cell.cell_contents for cell in f.__closure__), [type(x).__name__ for x in c.co_consts][:1])
print(f(1, d=4), f.__type_params__, f.__annotations__, f.__dict__)
f.__defaults__ = (20, 30); f.__kwdefaults__ = {"d": 1, "e": 2}
print(f(1))
f.__name__ = "renamed"; f.__qualname__ = "q.renamed"; f.__doc__ = "new"; f.__module__ = "m"; f.extra = [1]
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__dict__, vars(f) is f.__dict__)
del f.extra
attempt(lambda: f.extra)
attempt(delattr, f, "nothing")
attempt(setattr, f, "__name__", 5)
attempt(setattr, f, "__defaults__", [1])
attempt(setattr, f, "__kwdefaults__", 5)
attempt(setattr, f, "__code__", 5)
attempt(setattr, f, "__closure__", ())
attempt(setattr, f, "__globals__", {})
attempt(setattr, f, "__annotations__", 5)
attempt(setattr, f, "__dict__", 5)
f.__dict__ = {"z": 1}; print(f.z)
f.__annotations__ = {"a": int}; print(f.__annotations__)
f.__defaults__ = None
attempt(f, 1, d=2)
def one(): return 1
def two(x=5): return x
one.__code__ = two.__code__
attempt(one); attempt(one, 3)
attempt(setattr, one, "__code__", f.__code__)
def hot(n):
    s = 0
    for i in range(n): s += step(i)
    return s
def step(i): return i
print(hot(3000))
step.__code__ = (lambda i: 2 * i).__code__
print(hot(3000))
g = types.FunctionType(two.__code__, {"__name__": "mod"}, "made", (7,))
print(g(), g.__name__, g.__module__, g.__globals__["__name__"])
h = types.FunctionType(c, globals(), "clo", (1, 2), (types.CellType(5), types.CellType(6)), {"d": 9, "e": 0})
print(h(1), h.__closure__[0].cell_contents)
attempt(types.FunctionType, 5, {})
attempt(types.FunctionType, c, 5)
attempt(types.FunctionType, c, {})
attempt(types.FunctionType, c, {}, "x", (), (types.CellType(5),))
attempt(types.FunctionType, c, {}, "x", (), (5, 6))
attempt(types.FunctionType, c)
cell = types.CellType(); attempt(lambda: cell.cell_contents)
cell.cell_contents = 4; print(cell.cell_contents, cell == types.CellType(4), cell < types.CellType(5)); del cell.cell_contents
attempt(lambda: cell.cell_contents)
r = c.replace(co_name="other", co_flags=c.co_flags | 0x100, co_firstlineno=77)
print(r.co_name, r.co_flags & 0x100, r.co_firstlineno, r == c, c.replace() == c, hash(c) == hash(c.replace()))
print([line for _, _, line in two.__code__.co_lines()][-1] == two.__code__.co_firstlineno)
positions = list(two.__code__.co_positions()); print(len(positions[0]), positions[-1][:2])
attempt(c.replace, bad=1)
class K:
    """K's doc"""
    def m(self, x=1): "m's doc"; return self, x
    @classmethod
    def cm(cls, y: int = 2) -> str: "cm's doc"; return cls, y
    @staticmethod
    def sm(z): "sm's doc"; return z
    @property
    def p(self): "p's doc"; return 1
k = K()
print(k.m.__func__ is K.m, k.m.__self__ is k, k.m.__name__, k.m.__doc__, k.m == k.m, k.m is k.m, k.m == K().m, hash(k.m) == hash(k.m))
attempt(setattr, k.m, "x", 1)
bm = types.MethodType(lambda s, *a: (s, a), 5); print(bm(1, 2), bm.__self__)
attempt(types.MethodType, 5, 5); attempt(types.MethodType, len, None)
cm = K.__dict__["cm"]; sm = K.__dict__["sm"]
print(cm.__name__, cm.__doc__, cm.__wrapped__.__name__, cm.__func__ is cm.__wrapped__, cm.__annotations__, cm.__isabstractmethod__)
print(sm.__name__, sm.__doc__, sm(3), sm.__qualname__, repr(sm)[:22], repr(cm)[:21])
print(K.cm.__self__ is K, k.cm() == (K, 2), K.cm.__name__)
cm.tag = 1; print(cm.tag, cm.__dict__.keys() >= {"__name__", "tag"})
attempt(classmethod); attempt(staticmethod, 1, 2); attempt(classmethod(5).__get__(None, K))
p = K.p
print(p.__doc__, p.fget.__name__, p.fset, p.__name__, p.__isabstractmethod__)
attempt(setattr, k, "p", 1); attempt(delattr, k, "p")
class Q:
    x = property()
    def _get(self): return 5
    y = property(_get, doc="given")
    z = property(fset=lambda s, v: print("z", v))
    def _set(self, v): print("set", v)
    w = y.setter(_set)
q = Q(); attempt(lambda: q.x); attempt(setattr, q, "x", 1); attempt(delattr, q, "x")
q.z = 3; q.w = 4; print(Q.y.__doc__, Q.w.__doc__, Q.y.__name__, q.w)
attempt(lambda: q.z)
Q.y.__doc__ = "changed"; print(Q.y.__doc__)
class SubProp(property):
    "sub"
    def more(self): return "more"
class R:
    @SubProp
    def a(self): "a doc"; return 1
    @a.setter
    def a(self, v): print("sub set", v)
r = R(); r.a = 2; print(type(R.a).__name__, R.a.more(), R.a.__doc__, r.a)
print(len.__name__, len.__qualname__, len.__module__, [].append.__name__, [].append.__self__, str.join.__name__, str.join.__objclass__, str.join.__qualname__)
print(type(len).__name__, type([].append).__name__, type(str.join).__name__, type(object.__init__).__name__, type(object().__str__).__name__, type(dict.__dict__["fromkeys"]).__name__, type(int.real).__name__)
print(types.LambdaType is types.FunctionType, types.CodeType, types.GeneratorType, types.CoroutineType, types.MappingProxyType)
def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc
i1, i2 = counter(), counter()
print(i1(), i1(), i2(), i1.__closure__[0].cell_contents, i2.__closure__[0].cell_contents)
print([fn() for fn in [lambda: i for i in range(3)]], [fn() for fn in [lambda i=i: i for i in range(3)]])
def deleting():
    x = 1
    def use(): return x
    del x
    try: use()
    except NameError as e: print(type(e).__name__, e)
    try: x
    except UnboundLocalError as e: print(type(e).__name__, e)
    x = 2
    return use()
print(deleting())
