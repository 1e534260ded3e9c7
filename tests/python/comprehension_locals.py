# What sees the variables of an inlined comprehension by name, `__class__` where classes nest, and bound methods of builtin types.

import sys

items = [1, 2]
word = "outside"
print([locals()["word_"] for word_ in items], [vars()["n"] for n in items], ["n" in dir() for n in items], [eval("n * 10") for n in items])
print([locals() for n in items], [sorted(sys._getframe().f_locals) for n in items], ["{n}".format(**locals()) for n in items], {n: eval("n + m") for n in items for m in [5]})
y = 0
[exec("y = n") for n in items]
print(y, "n" in globals(), "n" in locals())


def function(items):
    y, n = 0, "own"
    print([locals()["x"] for x in items], [sorted(vars()) for x in items[:1]], [eval("x * 10") for x in items])
    print([eval("n") for n in items], n, [[eval("(a, b)") for b in "xy"] for a in items], {eval("k"): eval("v") for k, v in [(1, 2)]})
    [exec("y = x") for x in items]
    print(y, sorted(locals()), [sys._getframe().f_locals["x"] for x in items])
    try:
        [eval("late") for x in items for late in [eval("late")]]
    except NameError as e:
        print(type(e).__name__, e)
    print([x for x in items if eval("x > 1")], [(lambda: sorted(locals()))() for x in items], sorted(locals()))
    return function.__code__.co_varnames[:3]


print(function([1, 2]))


def early():
    l = [None]
    return [1 for (l[0], l) in [[1, 2]]]


def crossed(xs):
    return [x for x in xs if z for z in x]


for f in (early, lambda: crossed([[1], [2]])):
    try:
        print(f())
    except UnboundLocalError as e:
        print(e)


class Body:
    n = 5
    print([eval("k") for k in items], sorted(k for k in locals() if k[0] != "_"))


# --- __class__
class Outer:
    def method(self):
        class Inner:
            around = __class__

            def own(self):
                return __class__

        print(Inner.around, Inner().own() is Inner)

        class Assigned:
            nonlocal __class__
            __class__ = 42

            def own(self):
                return __class__

        return __class__, Assigned().own() is Assigned


print(Outer().method())


class Early(type):
    def mro(cls):
        print(cls.__dict__["own"](), cls.__name__)
        return super().mro()


class Late(metaclass=Early):
    def own():
        return __class__.__name__


class Backwards(type):
    def mro(cls):
        return super().mro()[::-1]


class Turned(Outer, metaclass=Backwards):
    pass


print([c.__name__ for c in Turned.__mro__])


class Refusing:
    __class__ = "nothing"

    def own(self):
        return super().__repr__()[:1]


print(Refusing().__class__, Refusing().own())

# --- bound methods of builtin types
a, b = [], []
print(a.append == a.append, a.append != a.append, a.append == b.append, a.append == a.pop, hash(a.append) == hash(a.append))
print({a.append: "found"}.get(a.append), a.__len__ == a.__len__, a.__len__ == b.__len__, len == len, a.append == 1, dict.fromkeys == dict.fromkeys)
