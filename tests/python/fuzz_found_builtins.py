# What the fuzz of builtins has found: each line ended the process, or hung, once
import _ast
import _collections
import itertools


def show(label, fn, *args, **kw):
    try:
        result = fn(*args, **kw)
        print(label, type(result).__name__)
    except Exception as e:
        print(label, type(e).__name__, e)


# __new__ of another class, or of none
show("new", itertools.product.__new__, ...)
show("new", BaseException.__new__, 5)
show("new", int.__new__, str)
show("new", object.__new__, list)
show("new", object.__new__, int)
show("new", int.__new__, bool, 1)
show("new", dict.__new__)
show("new", list.__new__, type("L", (list,), {}))
class L(list):
    pass
show("new", object.__new__, L)
show("new", BaseException.__new__, type("E", (KeyError,), {}))
# arguments that were taken for str, dict, type
show("format", format, 1, 2)
show("state", ValueError().__setstate__, range(2))
# the type object compared with instances of others
print((2 == object()), (type == object), (object() == 2), [1] == object())
# ranges that no memory holds (which of the two errors depends on the machine's size)
for collect in (list, tuple, [].extend):
    for big in (range(2**62), range(0, 2**100), range(-(2**63), 2**63)):
        try:
            collect(big)
            print("collected")
        except (MemoryError, OverflowError):
            print("refused")
# a table of slots that were all used once: a search never ended
d = {0: 0}
for i in range(1, 3000):
    d[i] = i
    d.popitem()
print(d, 5000 in d)
o = _collections.OrderedDict.fromkeys(range(10))
for i in range(3000):
    o.move_to_end(i % 10, last=i % 3 == 0)
    o.pop(i, None)
    o[i % 17] = i
print(len(o), 400 in o, list(o)[:5])
# many items taken from the front
s = set(range(20000))
n = 0
while s:
    s.pop()
    n += 1
print(n)


class Bad:
    def __mro_entries__(self, bases):
        return [int]


def make():
    class C(Bad()):
        pass


show("mro_entries", make)


class NotAnException(Exception):
    def __new__(cls, *args):
        return 5


def throw():
    raise NotAnException


show("raise", throw)


# names that are no text among the fields of a node
class Fielded(_ast.AST):
    _fields = (1,)
    _field_types = {1: int | None}


node = Fielded()
show("fields", repr, node)
node.__dict__[1] = 2
show("fields", node.__replace__)

# a dict that __eq__ changes while it is searched; builtins that are gone; what finditer gives is a callable_iterator in all respects
class Changing:
    def __init__(self, held, rounds):
        self.held, self.rounds = held, rounds
    def __hash__(self):
        return 1
    def __eq__(self, other):
        self.rounds -= 1
        if self.rounds >= 0:
            self.held.clear()
            if self.rounds % 2:
                self.held.update(dict.fromkeys(range(50)) if isinstance(self.held, dict) else range(50))
        return self.rounds % 2 == 0
for rounds in range(5):
    held = {i: i for i in range(30)}
    held[Changing(held, rounds)] = 1
    held[Changing(held, rounds)] = 2
    # how often __eq__ is asked depends on where the keys lie
    held.get(Changing(held, rounds)), held.pop(Changing(held, rounds), None)
    some = set(range(30))
    some.add(Changing(some, rounds))
    some.add(Changing(some, rounds))
    some.discard(Changing(some, rounds))
    print("searched", len(held) <= 51, len(some) <= 51)
import builtins
kept = builtins.iter
iterator = iter(int, 3)
del builtins.iter
try:
    iterator.__reduce__()
except AttributeError as error:
    print(error)
builtins.iter = kept
import re
found = re.finditer("a", "banana")
print(type(found).__name__, next(found).span(), found.__reduce__()[1][1], [match.start() for match in found], found.__reduce__()[1])
