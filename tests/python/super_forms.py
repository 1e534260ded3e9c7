# super() in all forms: no arguments, two arguments, one argument, in class methods, in static functions, comprehension, generators, errors
class A:
    def f(self): return "A.f"
    @classmethod
    def c(cls): return f"A.c({cls.__name__})"
    @staticmethod
    def s(): return "A.s"
    @property
    def p(self): return "A.p"
    attr = "A.attr"
    def __getitem__(self, k): return f"A[{k}]"
    def __len__(self): return 3
    def __setattr__(self, n, v): object.__setattr__(self, n, v)
class B(A):
    def f(self): return "B>" + super().f()
    @classmethod
    def c(cls): return "B>" + super().c()
    @staticmethod
    def s(): return "B>" + super(B, B).s()
    @property
    def p(self): return "B>" + super().p
    @p.setter
    def p(self, v): self.stored = v
    attr = property(lambda self: "B>" + super(B, self).attr)
    def __getitem__(self, k): return "B>" + super().__getitem__(k)
    def comprehension(self): return [super(B, self).f() for _ in range(1)], [super().f() for _ in range(2)]
    def generator(self):
        yield super().f()
        yield from (super(B, self).s() for _ in range(1))
    def nested(self):
        def inner(): return super(B, self).f()
        return inner()
    def nested_zero(self):
        def inner(): return super().f()
        try: return inner()
        except (RuntimeError, TypeError) as e: return f"{type(e).__name__}: {e}"
    def lam(self): return (lambda self: super().f())(self)
    def deleted(self):
        me = self
        del self
        try: super()
        except RuntimeError as e: return str(e)
    def rebound(self):
        self = C()
        return super().f()
    def wrong(self):
        self = 5
        try: return super().f()
        except TypeError as e: return str(e)
    def cls(self): return __class__.__name__
class C(B):
    def f(self): return "C>" + super().f()
    @classmethod
    def c(cls): return "C>" + super().c()
b, c = B(), C()
print(b.f(), c.f(), B.c(), c.c(), b.s(), b.p, b.attr, b[1])
print(b.comprehension(), list(b.generator()), b.nested(), b.nested_zero(), b.lam(), b.deleted(), b.rebound(), b.wrong(), c.cls())
s = super(B, b)
print(s.f(), s.__thisclass__.__name__, s.__self__ is b, s.__self_class__.__name__, type(s).__name__)
print(super(B, C).c(), super(B, C).f(c), super(B, C).__self__ is C, super(B, C).__self_class__ is C)
unbound = super(B)
print(unbound.__self__, unbound.__thisclass__.__name__, unbound.__get__(c, C).f(), unbound.__get__(None, C) is unbound, repr(unbound))
class WithBound(A):
    def g(self): return self.__sup.f()
WithBound._WithBound__sup = super(WithBound)
print(WithBound().g())
def show(f):
    try: print(f())
    except (TypeError, AttributeError, RuntimeError) as e: print(type(e).__name__, e)
show(lambda: super())
show(lambda: super(A, 5))
show(lambda: super(5, 5))
show(lambda: super(A, int))
show(lambda: super(C, b))
show(lambda: super(B, b).nope)
show(lambda: super(B, b)[0])
show(lambda: len(super(B, b)))
show(lambda: super(B, b).__len__())
show(lambda: unbound.f())
show(lambda: super(A, A).f)
show(lambda: super(A, b).f())
show(lambda: unbound.__get__(5))
def set_through():
    super(B, b).f = 5
show(set_through)
def free(self): return super().f()
show(lambda: free(b))
def no_args(): return super()
show(no_args)
A.late = free
show(lambda: b.late())
class D:
    def f(self): super = lambda *a: "shadowed"; return super()
    def g(self): return self.__class__, __class__
print(D().f(), D().g() == (D, D))
class Cell:
    early = None
    def early_use():
        return super()
    try: early_use()
    except RuntimeError as e: print(e)
class Lying(A):
    __class__ = property(lambda self: C)
    def use(self): return super(C, self).f()
show(lambda: Lying().use())
class Cooperative:
    def __init__(self, *a, **k):
        self.seen = getattr(self, "seen", []) + ["Cooperative"]
        super().__init__(*a, **k)
class Other(Cooperative):
    def __init__(self, x, **k):
        self.x = x
        super().__init__(**k)
class Last(Cooperative):
    def __init__(self, *, y=0, **k):
        self.y = y
        super().__init__(**k)
class Joined(Other, Last): pass
print(vars(Joined(1, y=2)))
show(lambda: Joined(1, y=2, z=3))
class Hot(B):
    n = 0
    def f(self):
        Hot.n += 1
        if Hot.n % 100 == 0: raise ValueError(Hot.n)
        return super().f()
h, ok, bad = Hot(), 0, 0
for i in range(1500):
    try: ok += len(h.f())
    except ValueError: bad += 1
print(ok, bad)
