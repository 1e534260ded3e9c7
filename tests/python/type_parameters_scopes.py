# Where names of annotations, aliases and bounds are looked up in classes; private type parameters; what is refused in them; what a frame and a name
# that were left keep.
import gc
import sys
import weakref

x = "global"


def outer():
    x = "nonlocal"

    class Late:
        type A = x
        early = A.__value__

        def meth[T: x](self, a: x): ...

        bound = meth.__type_params__[0].__bound__
        annotation = meth.__annotations__["a"]
        type B = [(lambda: x)(), [x for _ in [1]][0]]
        x = "class"

    class Declared:
        global x
        type A = x

    class Other:
        type A = x

    return Late, Declared, Other


Late, Declared, Other = outer()
print(Late.early, Late.bound, Late.annotation, Late.A.__value__, Late.B.__value__)
Declared.x = "set later"
print(Declared.A.__value__, Other.A.__value__)
Other.x = "set later"
print(Other.A.__value__)


class Changing:
    v = 1
    type A = v
    w: v = 2

    def f(self, a: v): ...


Changing.v = 3
print(Changing.A.__value__, Changing.f.__annotations__, Changing.__annotations__)


class Private[__T, __U: __T](list[__T]):
    p = __T
    __q = 1
    type Alias[__W] = (__T, __W)

    def m[__V](self, a: __T, b: __V):
        return __T, __V


print(Private.p, Private.__type_params__, Private.m.__type_params__, Private().m(1, 2), Private.Alias.__value__)
print(Private.m.__annotations__, Private._Private__q, [t.__type_params__ for t in (type, object, int, Private)])


def __helper():
    return Exception


class Unmangled[__T]((lambda: __helper())()):
    pass


print(Unmangled.__mro__)

for source in (
    "class X[T]([(x := 3) for _ in range(2)] and B): pass",
    "def f[T: [(x := 3) for _ in range(2)]](): pass",
    "def f[T=[(x := 3) for _ in range(2)]](): pass",
    "type T = [(x := 3) for _ in range(2)]",
    "def f[T]() -> [[(x := 1) for a in b] for _ in c]: 1",
    "def f(x: [(y := 1) for z in ()]): pass",
    "def f[T](y=[(x := 3) for _ in range(2)]): pass",
    "def outer[T]():\n  def inner():\n    nonlocal T",
    "class C[T]:\n  nonlocal T",
    "def f():\n  nonlocal T",
):
    try:
        compile(source, "source", "exec")
        print("compiles")
    except SyntaxError as e:
        print(e, e.offset, e.end_offset)


class Object:
    pass


def raising(thing):
    try:
        raise ValueError(thing)
    except ValueError:
        yield


def dropped(act):
    thing = Object()
    reference = weakref.ref(thing)
    generator = raising(thing)
    next(generator)
    act(generator)
    generator = thing = None
    gc.collect()
    return reference() is None


print(dropped(lambda g: g.close()), dropped(lambda g: next(g, None)))


def lines_left(function):
    try:
        function()
    except Exception as e:
        t = e.__traceback__.tb_next
        return t.tb_frame.f_lineno - t.tb_frame.f_code.co_firstlineno, t.tb_lineno - t.tb_frame.f_code.co_firstlineno


def in_except():
    try:
        1 / 0
    except ZeroDivisionError:
        [].x


def in_named():
    try:
        1 / 0
    except ZeroDivisionError as e:
        [].x


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        return False


def in_with():
    with Manager():
        1 / 0
    return 1


print([lines_left(f) for f in (in_except, in_named, in_with)])
