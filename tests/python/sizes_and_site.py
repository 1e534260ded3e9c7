# sys.getsizeof, what gc tells of objects, what site adds to the builtins, and what builtin functions say of their parameters.

import builtins
import gc
import sys


class Thing:
    def __sizeof__(self):
        return self.size


for size in [1000, 0, -1, "text", None, True, 2.5]:
    thing = Thing()
    thing.size = size
    for default in [(), (5,)]:
        try:
            answered = sys.getsizeof(thing, *default)
            print(size, default, answered >= 1000 if size == 1000 else answered < 100)
        except Exception as e:
            print(size, default, type(e).__name__, e)
try:
    sys.getsizeof()
except TypeError:
    print("TypeError")
for small, large in [
    ([], [1] * 100), ("a", "a" * 1000), (1, 10**100), (b"", b"a" * 100), ((), (1, 2, 3)), ({}, {i: i for i in range(100)}), (set(), set(range(100))),
    ("a" * 100, "\u20ac" * 100), ("\u20ac" * 100, "\U0001f600" * 100), (bytearray(), bytearray(100)), (1.5, 1.5j),
]:
    print(type(small).__name__, sys.getsizeof(small) < sys.getsizeof(large), sys.getsizeof(large) >= large.__sizeof__())
print(sys.getsizeof([1, 2]) - sys.getsizeof([1]) == sys.getsizeof((1, 2)) - sys.getsizeof((1,)), type(object().__sizeof__()))


def function(default=5):
    pass


class Plain:
    pass


a = [1, 2]
holder = {"k": a}
instance = Plain()
instance.attribute = a
print([gc.is_tracked(x) for x in (1, 10**30, "a", 1.5, 1j, b"a", None, True, range(3), (), int, object())])
print([gc.is_tracked(x) for x in ([], {}, (a,), function, Plain, instance, frozenset(), len, gc)])
print(any(x is a for x in gc.get_referents(holder)), gc.get_referents([1, "a", None]), gc.get_referents(5, "abc"), gc.get_referents())
print(any(x is a for x in gc.get_referents(instance)), any(x is Plain for x in gc.get_referents(instance)), gc.get_referents((a,)) == [a])
print(function.__code__ in gc.get_referents(function))
print(gc.freeze(), gc.unfreeze(), gc.get_freeze_count(), [sorted(d) for d in gc.get_stats()], gc.callbacks)

print(exit, "|", quit, "|", help, "|", type(exit).__name__, type(license).__name__, type(help).__name__, exit.name)
for leave in (exit, quit, sys.exit):
    for args in [(), (3,), ("words",), (None,)]:
        try:
            leave(*args)
        except SystemExit as e:
            print(args, e.code)
print(isinstance(repr(copyright), str), isinstance(repr(credits), str), breakpoint)
sys.breakpointhook = lambda *args, **keywords: ("hook", args, keywords)
print(breakpoint(), breakpoint(1, x=2))
del sys.breakpointhook
try:
    breakpoint()
except RuntimeError as e:
    print(e)
sys.breakpointhook = sys.__breakpointhook__
print(sys.breakpointhook)

for function in (len, print, sorted, abs, [].append, list.append, str.join, "".split, int.__add__, int.to_bytes, dict.get, object.__init__):
    print(function.__name__, function.__text_signature__)
print(pow.__name__, " ".join(open.__text_signature__.split()))

# __doc__: its words are each implementation's own
for name in dir(builtins):
    value = getattr(builtins, name)
    if (isinstance(value, type) and not issubclass(value, BaseException)) or type(value) is type(len):
        if not isinstance(value.__doc__, str) and name not in ("__build_class__", "__loader__"):
            print("no text for", name)
print(type([].append.__doc__), type(str.join.__doc__), type(dict.fromkeys.__doc__), type(type.__doc__), type(property.__doc__), type((5).__doc__))


class Derived(int):
    pass


class Told(list):
    "words"


print(Derived.__doc__, Derived().__doc__, Told.__doc__, Told().__doc__, Plain.__doc__, property(None, None, None, "own").__doc__)
print(sys.maxsize + 1 - 1 == sys.maxsize, int(str(sys.maxsize)) == sys.maxsize, {sys.maxsize + 0: "found"}.get(sys.maxsize), sys.maxsize in [sys.maxsize // 1])
