# positional-only parameters: binding, defaults, names that are free for **kwargs, and the exact errors of wrong calls
def show(label, f, *args, **kwargs):
    try: print(label, "->", f(*args, **kwargs))
    except TypeError as e: print(label, "!!", e)
def one(a, /): return a
def two(a, b, /): return a, b
def mixed(a, b=2, /, c=3, *, d=4): return a, b, c, d
def free(a, /, **kw): return a, kw
def all_kinds(p, q=1, /, r=2, *args, s, t=5, **kw): return p, q, r, args, s, t, sorted(kw.items())
show("one()", one)
show("one(1)", one, 1)
show("one(a=1)", one, a=1)
show("one(1, 2)", one, 1, 2)
show("two(1)", two, 1)
show("two()", two)
show("two(1, b=2)", two, 1, b=2)
show("two(a=1, b=2)", two, a=1, b=2)
show("two(1, 2, 3)", two, 1, 2, 3)
show("mixed()", mixed)
show("mixed(1)", mixed, 1)
show("mixed(1, b=5)", mixed, 1, b=5)
show("mixed(a=1)", mixed, a=1)
show("mixed(1, 2, 3, 4)", mixed, 1, 2, 3, 4)
show("mixed(1, c=9, d=8)", mixed, 1, c=9, d=8)
show("mixed(1, 2, 3, c=4)", mixed, 1, 2, 3, c=4)
show("mixed(1, e=4)", mixed, 1, e=4)
show("mixed(1, b=1, e=4)", mixed, 1, b=1, e=4)
show("free(1, a=2)", free, 1, a=2)
show("free(a=2)", free, a=2)
show("free(1, **{'x y': 1})", free, 1, **{"x y": 1})
show("all(1, s=2)", all_kinds, 1, s=2)
show("all(1, 2, 3, 4, 5, s=6, p=7, q=8)", all_kinds, 1, 2, 3, 4, 5, s=6, p=7, q=8)
show("all(1)", all_kinds, 1)
show("all(s=1)", all_kinds, s=1)
show("all(1, 2, 3, r=3, s=0)", all_kinds, 1, 2, 3, r=3, s=0)
class C:
    def method(self, a, /, b): return a, b
    def only_self(self, /): return "self"
    def nothing(): return "nothing"
    @classmethod
    def make(cls, a, /): return cls.__name__, a
    @staticmethod
    def plain(a, /): return a
c = C()
show("method(1)", c.method, 1)
show("method(1, 2, 3)", c.method, 1, 2, 3)
show("method(a=1, b=2)", c.method, a=1, b=2)
show("method(1, b=2)", c.method, 1, b=2)
show("C.method()", C.method)
show("only_self(self=1)", c.only_self, self=1)
show("only_self(1)", c.only_self, 1)
show("nothing", c.nothing)
show("make(a=1)", c.make, a=1)
show("make(1)", C.make, 1)
show("plain(a=1)", c.plain, a=1)
show("lambda", lambda x, /, y=1: (x, y), x=1)
show("lambda 2", lambda x, /, y=1: (x, y), 1, 2, 3)
def outer():
    def inner(a, /, b): return a, b
    return inner
show("inner", outer(), 1)
show("inner a", outer(), a=1, b=2)
f = mixed
f.__defaults__ = (7,)
show("fewer defaults", f, 1, 2)
show("fewer defaults", f, 1)
f.__kwdefaults__ = None
show("no kw defaults", f, 1, 2, 3)
f.__defaults__ = (1, 2, 3)
show("all defaults", f, d=0)
f.__name__, f.__qualname__ = "renamed", "some.where.renamed"
show("renamed", f)
show("names of the code object", lambda: (mixed.__code__.co_posonlyargcount, mixed.__code__.co_argcount, mixed.__code__.co_kwonlyargcount, mixed.__code__.co_varnames))
for text in ("def f(/): 0", "def f(a, /, b, /): 0", "def f(*, a, /): 0", "def f(a=1, b, /): 0", "def f(a, /, a): 0", "def f(*args, /): 0", "lambda a, *, /: 0", "def f(a=1, /, b): 0", "def f(**k, a): 0", "def f(*): 0", "def f(*, **k): 0", "def f(*a, *b): 0"):
    try: compile(text, "<s>", "exec")
    except SyntaxError as e: print(text, "!!", e.msg, e.offset)
total = 0
for i in range(3000):
    total += mixed(i, 1, d=i % 3)[3] + one(i) + free(i, a=1)[1]["a"]
print(total)
