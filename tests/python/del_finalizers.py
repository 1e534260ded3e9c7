# __del__: once, referrers first, resurrection, cycles, errors; generators that are forgotten within try.
import gc
import sys


class Tracked:
    def __init__(self, name, *parts):
        self.name = name
        self.parts = parts

    def __del__(self):
        print("del", self.name)


def simple():
    t = Tracked("one")
    print("made", t.name)


simple()
gc.collect()

t = Tracked("two")
t = None
gc.collect()
t = Tracked("three")
del t
gc.collect()


def chain():
    Tracked("outer", Tracked("middle", Tracked("inner")))


chain()
gc.collect()


def cycle():
    a = Tracked("a")
    b = Tracked("b")
    a.other = b
    b.other = a


cycle()
gc.collect()

# inherited, and not of those that have none
class Derived(Tracked):
    pass


class Without:
    pass


def inherited():
    d = Derived("derived")


def part():
    w = Without()
    w.part = Tracked("part of one without")


inherited()
gc.collect()
part()
gc.collect()

# resurrected once; __del__ is not called again
saved = []


class Phoenix:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("burn", self.name)
        saved.append(self)


def rise():
    Phoenix("p")


rise()
gc.collect()
print(len(saved), saved[0].name)
saved.clear()
gc.collect()
print(len(saved))

# errors are told to sys.unraisablehook
def hook(args):
    print("unraisable", args.exc_type.__name__, args.exc_value, args.err_msg[:61], args.object)


class Bad:
    def __del__(self):
        raise ValueError("from __del__")


def bad():
    Bad()


sys.unraisablehook = hook
bad()
gc.collect()
sys.unraisablehook = sys.__unraisablehook__

# a finalizer may use everything: classes, closures, exceptions, other objects
class Counter:
    total = 0

    def __init__(self, n):
        self.n = n

    def __del__(self):
        try:
            Counter.total += self.n
            {}["missing"]
        except KeyError:
            pass


def many():
    for i in range(500):
        Counter(i)


many()
gc.collect()
print(Counter.total)

# as an attribute of the class later on; __del__ by hand
class Late:
    pass


Late.__del__ = lambda self: print("late")


def late():
    x = Late()
    x.__del__()


late()
gc.collect()

# generators
def generator(name):
    try:
        yield 1
        yield 2
    finally:
        print("finally", name)


def broken_off():
    for x in generator("broken off"):
        print(x)
        break


def never_started():
    g = generator("never started")


def started():
    h = generator("started")
    next(h)


def others():
    for x in generator("run to the end"):
        pass
    i = generator("closed")
    next(i)
    i.close()


for f in (broken_off, never_started, started, others):
    f()
    gc.collect()


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


def forget_stubborn():
    next(stubborn())


sys.unraisablehook = lambda args: print(args.exc_type.__name__, args.exc_value, args.err_msg[:61])
forget_stubborn()
gc.collect()
sys.unraisablehook = sys.__unraisablehook__


class Manager:
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, *exc):
        print("exit", exc[0].__name__ if exc[0] else None)


def with_manager():
    with Manager():
        yield 1


def forgotten_with():
    g = with_manager()
    print(next(g))


forgotten_with()
gc.collect()

# the handled exception of the interrupted code stays as it is
try:
    raise KeyError("outer")
except KeyError as e:
    simple()
    gc.collect()
    print(repr(sys.exc_info()[1]))
print(sys.exc_info())

print("end of program")
