# decorators: with arguments, of classes, objects with __call__ and __get__, functools.wraps, stacked on methods, properties and generators
import functools
def trace(label, log=[]):
    def deco(f):
        @functools.wraps(f)
        def wrapper(*args, **kwargs):
            log.append(f"{label}>{f.__name__}")
            try: return f(*args, **kwargs)
            finally: log.append(f"{label}<")
        wrapper.log = log
        return wrapper
    return deco
@trace("a")
@trace("b")
def add(x, y=1, *, z: int = 2) -> int:
    "adds"
    return x + y + z
print(add(1), add(1, 2, z=3), add.log, add.__name__, add.__doc__, add.__wrapped__.__wrapped__(5), add.__annotations__)
class CountCalls:
    def __init__(self, f):
        functools.update_wrapper(self, f)
        self.f, self.calls = f, 0
    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.f(*args, **kwargs)
    def __get__(self, obj, cls=None):
        return self if obj is None else functools.partial(self, obj)
@CountCalls
def hello(n): return f"hello {n}"
class K:
    def __init__(self, v): self.v = v
    @CountCalls
    def double(self): return self.v * 2
    @property
    @trace("p", [])
    def prop(self): return self.v + 1
    @classmethod
    @trace("c", [])
    def make(cls, v): return cls(v * 10)
    @staticmethod
    @CountCalls
    def static(a, b): return a - b
    @trace("g", [])
    def gen(self):
        yield self.v
        yield -self.v
k = K.make(2)
print(hello("x"), hello("y"), hello.calls, hello.__name__, k.double(), k.double(), K.double.calls, k.prop, k.v, K.static(5, 3), k.static(1, 1), list(k.gen()))
def register(registry, name=None):
    def deco(thing):
        registry[name or thing.__name__] = thing
        return thing
    return deco
plugins = {}
@register(plugins)
class First: pass
@register(plugins, "second")
class Other: pass
@register(plugins)
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(sorted(plugins), fib(80), plugins["fib"].cache_info())
def add_methods(**methods):
    def deco(cls):
        for name, f in methods.items(): setattr(cls, name, f)
        return cls
    return deco
@add_methods(area=lambda self: self.w * self.h, __repr__=lambda self: f"R({self.w}x{self.h})", __add__=lambda a, b: Rect(a.w + b.w, a.h + b.h))
class Rect:
    def __init__(self, w, h): self.w, self.h = w, h
print(Rect(2, 3), Rect(2, 3).area(), Rect(1, 1) + Rect(2, 2))
def singleton(cls): return cls()
@singleton
class Config:
    def __init__(self): self.value = 7
    def __getitem__(self, key): return key * self.value
print(Config[3], type(Config).__name__)
@(lambda f: [f, f.__name__])
def listed(): pass
print(listed[1])
decos = [trace("list", [])]
@decos[0]
def from_list(): return 1
print(from_list(), from_list.log)
@(d := trace("walrus", []))
def walrus(): return 2
print(walrus(), d.__name__)
def replace(value): return lambda f: value
@replace(5)
def five(): pass
@replace(None)
class Nothing: pass
print(five, Nothing)
def memo(f):
    cache = {}
    def inner(*args):
        if args not in cache: cache[args] = f(*args)
        return cache[args]
    inner.cache = cache
    return inner
@memo
def paths(r, c): return 1 if r == 0 or c == 0 else paths(r - 1, c) + paths(r, c - 1)
print(paths(14, 14), len(paths.cache))
def retry(times, *errors):
    def deco(f):
        def inner(*args):
            for attempt in range(times):
                try: return f(*args, attempt)
                except errors as e: last = e
            raise RuntimeError(f"gave up after {times}") from last
        return inner
    return deco
@retry(3, ValueError, KeyError)
def flaky(bad, attempt):
    if attempt < bad: raise [ValueError, KeyError][attempt % 2](attempt)
    return f"ok at {attempt}"
print(flaky(0), flaky(2))
try: flaky(9)
except RuntimeError as e: print(e, repr(e.__cause__))
def validate(**types):
    def deco(f):
        names = f.__code__.co_varnames[:f.__code__.co_argcount]
        def inner(*args, **kwargs):
            for name, value in [*zip(names, args), *kwargs.items()]:
                if name in types and not isinstance(value, types[name]): raise TypeError(f"{f.__name__}: {name} must be {types[name].__name__}, not {type(value).__name__}")
            return f(*args, **kwargs)
        return inner
    return deco
@validate(a=int, b=str)
def typed(a, b="x"): return b * a
print(typed(2), typed(2, b="y"))
for args in (("2",), (2, 3)):
    try: typed(*args)
    except TypeError as e: print(e)
hot = sum(hello.f(i) == "hello 5" for i in range(500)) + sum(typed(i % 3) == "xx" for i in range(1500))
print(hot)
@functools.singledispatch
def kind(x): return "object"
@kind.register
def _(x: int): return "int"
@kind.register(list)
@kind.register(tuple)
def _(x): return "sequence"
print(kind(1), kind(True), kind([]), kind(()), kind("s"), kind.dispatch(bool)(1), sorted(t.__name__ for t in kind.registry))
try: kind()
except TypeError as e: print(e)
for text in ("@\ndef f(): 0", "@x\ny = 1", "@x y\ndef f(): 0", "@a\n"):
    try: compile(text, "<s>", "exec")
    except SyntaxError as e: print(repr(text), e.msg)
