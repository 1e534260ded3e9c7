# multiple inheritance: C3 order, conflicts, __bases__ assigned, mro() overridden, duplicate bases, diamonds and attribute lookup
def names(cls): return [c.__name__ for c in cls.__mro__]
class O: pass
class A(O): who = "A"
class B(O): who = "B"
class C(O): pass
class D(A, B): pass
class E(B, C): pass
class F(D, E): pass
print(names(F), F.who, E.who)
class K1(A, B, C): pass
class K2(D, B): pass
class K3(D, A): pass
class Z(K1, K2, K3): pass
print(names(Z), Z.mro() == list(Z.__mro__), Z.__bases__ == (K1, K2, K3), Z.__base__.__name__)
def fails(f):
    try: f()
    except TypeError as e: print("TypeError:", str(e).replace("\n", " | "))
def order(): 
    class X(A, B): pass
    class Y(B, A): pass
    class Both(X, Y): pass
fails(order)
def base_first():
    class Bad(O, A): pass
fails(base_first)
def duplicate():
    class Bad(A, B, A): pass
fails(duplicate)
def layout():
    class Bad(int, str): pass
fails(layout)
def slots():
    class S1: __slots__ = ("a",)
    class S2: __slots__ = ("b",)
    class Bad(S1, S2): pass
fails(slots)
def final():
    class Bad(bool): pass
fails(final)
fails(lambda: type("Bad", (type(None),), {}))
fails(lambda: type("Bad", (range,), {}))
fails(lambda: type("Bad", (A, object, B), {}))
class M1: pass
class M2:
    def hello(self): return "M2"
class Changing(M1): pass
c = Changing()
print(hasattr(c, "hello"))
Changing.__bases__ = (M2,)
print(c.hello(), names(Changing), Changing in M2.__subclasses__(), Changing in M1.__subclasses__())
Changing.__bases__ = (M1, M2)
print(names(Changing))
def bases(value):
    def assign(): Changing.__bases__ = value
    return assign
fails(bases(()))
fails(bases([M1]))
fails(bases((5,)))
fails(bases((Changing,)))
fails(bases((M1, M1)))
fails(bases((int,)))
def builtin_bases(): int.__bases__ = (object,)
fails(builtin_bases)
class Sub(Changing): pass
fails(bases((Sub,)))
print(names(Sub))
class Meta(type):
    def mro(cls):
        order = type.mro(cls)
        if len(order) > 2: order[1:-1] = reversed(order[1:-1])
        return order
class P(metaclass=Meta): v = "P"
class Q(metaclass=Meta): v = "Q"
class R(P, Q): pass
print(names(R), R.v)
answer = None
class BadMro(type):
    def mro(cls): return answer
def mro_answer(value):
    def make():
        global answer
        answer = value
        return BadMro("X", (), {})
    return make
fails(mro_answer(5))
fails(mro_answer([int, 5]))
fails(mro_answer([int]))
class Root:
    def run(self): return ["Root"]
class Left(Root):
    def run(self): return ["Left"] + super().run()
class Right(Root):
    def run(self): return ["Right"] + super().run()
class Mid(Left, Right):
    def run(self): return ["Mid"] + super().run()
class Extra(Right):
    def run(self): return ["Extra"] + super().run()
class Leaf(Mid, Extra):
    def run(self): return ["Leaf"] + super().run()
print(Leaf().run(), Mid().run())
print([isinstance(Leaf(), c) for c in (Root, Left, Extra, A)], issubclass(Leaf, (A, Right)))
Right.only = "right"; Root.only = "root"; print(Leaf.only, Left.only); del Right.only; print(Leaf.only)
Left.only = 5; print(Leaf().only, Right().only)
print(sorted(c.__name__ for c in Root.__subclasses__()), [c.__name__ for c in object.__subclasses__() if c.__name__ in ("Root", "O")] in (["O", "Root"], ["Root", "O"]))
class Gen1:
    def __mro_entries__(self, bases): return (A, B)
class Through(Gen1(), C): pass
print(names(Through), len(Through.__orig_bases__))
class NoEntries:
    def __mro_entries__(self, bases): return [A]
def entries():
    class Bad(NoEntries()): pass
fails(entries)
class Dropped:
    def __mro_entries__(self, bases): return ()
class Gone(Dropped()): pass
print(Gone.__bases__)
fails(lambda: type("Bad", (Gen1(),), {}))
total = 0
leaf = Leaf()
for i in range(800):
    total += len(leaf.run())
    if i == 400: Mid.run = lambda self: ["changed"]
print(total)
