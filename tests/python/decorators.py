# decorators: stacked, with arguments, on classes and methods; function attributes
def trace(f):
    def wrapper(*args, **kw):
        wrapper.log.append(f.__name__)
        return f(*args, **kw)
    wrapper.log = []
    return wrapper
def repeat(n):
    def deco(f):
        def wrapper(*a): return [f(*a) for _ in range(n)]
        return wrapper
    return deco
@trace
def add(a, b=1): return a + b
@repeat(3)
@trace
def hello(name): return "hi " + name
print(add(1), add(1, b=5), add.log, hello("x"))
def order(tag):
    print("making", tag)
    def deco(f): print("applying", tag); return f
    return deco
@order("outer")
@order("inner")
def decorated(): return 1
registry = {}
def register(cls): registry[cls.__name__] = cls; cls.registered = True; return cls
@register
class Widget:
    @trace
    def draw(self, x): return f"draw {x}"
    @staticmethod
    @trace
    def helper(x): return x * 2
    @classmethod
    @trace
    def make(cls): return cls()
    @property
    @trace
    def size(self): return 42
w = Widget(); print(w.draw(1), Widget.helper(4), w.helper(5), type(Widget.make()).__name__, w.size, registry, Widget.registered)
class CountCalls:
    def __init__(self, f): self.f = f; self.n = 0
    def __call__(self, *a): self.n += 1; return self.f(*a)
    def __get__(self, obj, cls=None): return self if obj is None else (lambda *a: self(obj, *a))
@CountCalls
def square(x): return x * x
class Uses:
    @CountCalls
    def method(self, y): return (type(self).__name__, y)
total = 0
for i in range(2000): total += square(i if i < 1500 else i / 2)
print(total, square.n, Uses().method(3), Uses.method.n)
def f(x):
    "doc of f"
    return x
f.attr = [1]; f.attr.append(2); print(f.attr, f.__doc__, f.__name__, f.__qualname__, Widget.make.__name__, f.__dict__)
f.__name__ = "renamed"; print(f.__name__, callable(f), callable(5), callable(Widget), callable(w))
def singleton(cls):
    instances = {}
    def get(*a):
        if cls not in instances: instances[cls] = cls(*a)
        return instances[cls]
    return get
@singleton
class Config:
    def __init__(self, v=0): self.v = v
print(Config(5) is Config(6), Config().v)
def dataclass(cls):
    names = list(cls.__annotations__)
    def __init__(self, *args):
        for n, a in zip(names, args): setattr(self, n, a)
    def __repr__(self): return cls.__name__ + "(" + ", ".join(f"{n}={getattr(self, n)!r}" for n in names) + ")"
    def __eq__(self, o): return type(o) is cls and all(getattr(self, n) == getattr(o, n) for n in names)
    cls.__init__, cls.__repr__, cls.__eq__ = __init__, __repr__, __eq__
    return cls
@dataclass
class Person:
    name: str
    age: int
    def older(self): return Person(self.name, self.age + 1)
p = Person("Ann", 30); print(p, p.older(), p == Person("Ann", 30), p == p.older())
def validate(**types):
    def deco(f):
        def wrapper(**kw):
            for k, t in types.items():
                if not isinstance(kw.get(k), t): raise TypeError(f"{f.__name__}: {k} should be {t.__name__}")
            return f(**kw)
        return wrapper
    return deco
@validate(a=int, b=str)
def checked(a, b): return b * a
print(checked(a=2, b="xy"))
try: checked(a="2", b="xy")
except TypeError as e: print(e)
@lambda c: c()
class Instance:
    value = 7
print(Instance.value, type(Instance).__name__)
