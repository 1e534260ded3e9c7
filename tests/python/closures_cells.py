# closures: cells that are shared, empty, assigned from outside; loops; recursion; class scopes; free variables of comprehensions
def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    def get(): return n
    def reset():
        nonlocal n
        n = 0
    return inc, get, reset
inc, get, reset = counter()
inc(); inc(5)
print(get(), inc.__closure__[0] is get.__closure__[0], inc.__closure__[0].cell_contents, inc.__code__.co_freevars)
get.__closure__[0].cell_contents = 100
print(inc(), get())
reset(); print(get(), counter()[1]())
def empty():
    def inner(): return late
    try: inner()
    except NameError as e: print(type(e).__name__, e)
    try: inner.__closure__[0].cell_contents
    except ValueError as e: print(e, repr(inner.__closure__[0])[:9], "empty" in repr(inner.__closure__[0]))
    late = 5
    print(inner())
    del late
    try: inner()
    except NameError as e: print(e)
    try: print(late)
    except UnboundLocalError as e: print(e)
empty()
fs = [lambda: i for i in range(3)]
print([f() for f in fs], [f() for f in [lambda i=i: i for i in range(3)]])
def loop():
    out = []
    for i in range(3):
        def f(): return i
        out.append(f)
    i = 42
    return [f() for f in out]
print(loop())
def deep(a):
    def b(c):
        def d(e):
            nonlocal c
            c += e
            return a, c, e, lambda: (a, c, e)
        return d
    return b
d = deep(1)(2)
r = d(3); d(10)
print(r[:3], r[3](), d.__code__.co_freevars, d.__code__.co_cellvars)
def parameter_cell(x, *args, k=1, **kw):
    def f(): return x, args, k, kw
    x += 1
    args += (9,)
    kw["new"] = k
    return f
print(parameter_cell(1, 2, k=3)())
x = "global"
def class_scope():
    x = "local"
    class C:
        y = x
        x = "class"
        z = x
        def method(self): return x
        listed = [x for _ in range(1)]
        lambdas = (lambda: x)()
    return C.y, C.z, C().method(), C.listed, C.lambdas
try: print(class_scope())
except NameError as e: print(type(e).__name__, e)
def class_scope2():
    x = "local"
    class C:
        y = x
        def method(self): return x
        listed = [x for _ in range(1)]
    return C.y, C().method(), C.listed
print(class_scope2())
class Global:
    x = x + "!"
    def get(self): return x
print(Global.x, Global().get())
def own_name():
    def fact(n): return 1 if n < 2 else n * fact(n - 1)
    keep = fact
    def fact(n): return -1
    return keep(5)
print(own_name())
def make_adders():
    return {n: (lambda k: (lambda v: v + k + n))(n * 10) for n in range(3)}
print([make_adders()[i](1) for i in range(3)])
def class_cell():
    class A:
        def name(self): return __class__.__name__
        def nested(self): return (lambda: [__class__ for _ in "a"][0].__name__)()
    B = type("B", (A,), {})
    return B().name(), B().nested(), A.name.__closure__[0].cell_contents is A
print(class_cell())
import types
cell = types.CellType(3)
print(cell.cell_contents, cell == types.CellType(3), cell < types.CellType(4), types.CellType() == types.CellType(), types.CellType() < cell)
code = d.__code__
made = types.FunctionType(code, {}, "made", None, (types.CellType("A"), types.CellType(10)))
print(code.co_freevars, made(5)[:3], made.__name__)
for closure in (None, (), (1, 2), (types.CellType(1),)):
    try: types.FunctionType(code, {}, None, None, closure)
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
def gen():
    n = 0
    def bump():
        nonlocal n
        n += 10
    for _ in range(3):
        yield n, bump
        n += 1
print([(b(), n)[1] for n, b in gen()])
def hot(n):
    total = 0
    def add(v):
        nonlocal total
        total += v
        return total
    for i in range(n): add(i if i < n - 5 else 2.5)
    return total
print(hot(3000))
def swap_cells():
    a, b = 1, 2
    def f(): return a * 10 + b
    out = []
    for i in range(1500):
        a, b = b, a + (i == 1400) * 0.5
        if i % 500 == 0: out.append(f())
    return out, f()
print(swap_cells())
for text in ("def f():\n nonlocal x", "nonlocal x", "def f():\n x = 1\n nonlocal x", "def f(x):\n def g():\n  print(x)\n  nonlocal x", "def f(x):\n global x", "def f():\n def g():\n  nonlocal x\n  global x\n x = 1", "class C:\n nonlocal x", "def f(x):\n nonlocal x"):
    try: compile(text, "<s>", "exec")
    except SyntaxError as e: print(repr(text), "!!", e.msg, e.lineno)
