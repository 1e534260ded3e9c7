# copy, copyreg, weakref, gc and random together: caches that let go, cycles that end, registries, finalizers in order, protocols of copying.
import copy
import copyreg
import gc
import random
import weakref
from collections import deque
from operator import attrgetter


def attempt(f, *args, **kw):
    try:
        print("value", f(*args, **kw))
    except Exception as e:
        print(type(e).__name__, e)


class Node:
    live = weakref.WeakSet()

    def __init__(self, name, parent=None):
        self.name, self.children = name, []
        self._parent = None if parent is None else weakref.ref(parent)
        if parent is not None:
            parent.children.append(self)
        Node.live.add(self)

    @property
    def parent(self):
        return self._parent and self._parent()

    def path(self):
        return (self.parent.path() if self.parent else "") + "/" + self.name

    def __repr__(self):
        return f"Node({self.name})"


root = Node("root")
a, b = Node("a", root), Node("b", root)
c = Node("c", a)
print(c.path(), c.parent, sorted(n.name for n in Node.live), len(Node.live), a in Node.live)
del a
root.children.pop(0)
gc.collect()
print(c.parent, c.path(), sorted(n.name for n in Node.live))
cache, keys, events = weakref.WeakValueDictionary(), weakref.WeakKeyDictionary(), []
cache["b"], cache["c"] = b, c
keys[b], keys[c] = 1, 2
weakref.finalize(c, events.append, "c gone")
late = weakref.finalize(b, events.append, "b gone")
print(sorted(cache), sorted(keys.values()), cache.get("zz"), cache.setdefault("b", root) is b, late.peek()[2], late.alive)
del c
gc.collect()
print(sorted(cache), list(keys.values()), events, late.detach()[2], late.alive, late())
attempt(weakref.ref, 5)
attempt(weakref.ref, "text")
attempt(lambda: cache["c"])
proxy = weakref.proxy(b)
print(proxy.name, proxy.children, type(proxy).__name__, weakref.getweakrefcount(b) > 0)
del b
root.children.clear()
gc.collect()
attempt(lambda: proxy.name)
method = weakref.WeakMethod(root.path)
print(method()(), weakref.ref(root) == weakref.ref(root), weakref.ref(root) is weakref.ref(root), hash(weakref.ref(root)) == hash(root))


class Cycle:
    ended = []

    def __init__(self, n):
        self.n, self.me = n, self

    def __del__(self):
        Cycle.ended.append(self.n)


for i in range(50):
    Cycle(i)
gc.collect()
# a collector may find a last reference to some where a program no longer sees one
print(len(Cycle.ended) > 40, len(set(Cycle.ended)) == len(Cycle.ended))


# copying by every protocol
class Reduced:
    def __init__(self, *args):
        self.args = args

    def __reduce__(self):
        return Reduced, self.args, {"extra": len(self.args)}


class Stateful:
    def __init__(self):
        self.x, self.cache = 1, {"big": 1}

    def __getstate__(self):
        return {"x": self.x + 1}

    def __setstate__(self, state):
        self.__dict__.update(state, restored=True)


class Slotted:
    __slots__ = ("a", "b")


class Args(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    def __getnewargs__(self):
        return tuple(self)


class Lists(list):
    def __init__(self, *items):
        super().__init__(items)
        self.tag = "t"


s = Slotted()
s.a = [1]
for o in (Reduced(1, [2]), Stateful(), s, Args(1, [2]), Lists(1, [2]), deque([[1]], 3), {1: [2]}, {1, 2}, bytearray(b"x"), range(3), slice(1, 2), (1, (2, [3])), frozenset([1]), 1.5, None, len, Node, ..., NotImplemented):
    x, y = copy.copy(o), copy.deepcopy(o)
    print(type(o).__name__, x is o, y is o, type(x) is type(o), vars(y) if hasattr(y, "__dict__") and not isinstance(y, type) and not callable(y) else "")
y = copy.deepcopy(s)
print(y.a, y.a is s.a, hasattr(y, "b"), copy.copy(s).a is s.a, copy.deepcopy(Lists(1, [2])).tag)
memo = {}
shared = [1]
out = copy.deepcopy([shared, shared, {"k": shared}], memo)
print(out[0] is out[1] is out[2]["k"], out[0] is shared, len(memo) > 0)
deep = x = []
for i in range(60):
    x.append([])
    x = x[0]
print(copy.deepcopy(deep) == deep)


class NoCopy:
    def __reduce_ex__(self, protocol):
        raise TypeError("not to be copied")


attempt(copy.copy, NoCopy())
attempt(copy.deepcopy, [NoCopy()])
attempt(copy.copy, type("Bad", (), {"__reduce__": lambda self: 5})())
attempt(copy.replace, 5, a=1)
copyreg.pickle(Node, lambda n: (Node, (n.name + "!",)))
print(copy.copy(root), copy.deepcopy([root]))
attempt(copyreg.pickle, Node, 5)
attempt(copyreg.constructor, 5)
rng = random.Random(4)
twin = copy.deepcopy(rng)
print([rng.randrange(100) for _ in range(5)] == [twin.randrange(100) for _ in range(5)], rng.getstate() == twin.getstate())
pool = weakref.WeakValueDictionary()
kept = []
for i in range(600):
    n = pool.get(i % 50)
    if n is None:
        n = pool[i % 50] = Node(f"n{i % 50}")
    if i % 50 < 5 and n not in kept:
        kept.append(n)
del n
gc.collect()
print(len(kept), sorted(k for k in pool), max(kept, key=attrgetter("name")))
