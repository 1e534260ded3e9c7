# The library's weakref on top of _weakref: dictionaries, sets, methods, finalize.
import gc
import weakref
from weakref import WeakKeyDictionary, WeakMethod, WeakSet, WeakValueDictionary


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return "Thing(%s)" % self.name

    def method(self):
        return "method of " + self.name


kept = [Thing("k%d" % i) for i in range(3)]


def fill(values, keys, members):
    for i in range(60):
        t = kept[i] if i < 3 else Thing("t%d" % i)
        values[i] = t
        keys[t] = i
        members.add(t)
        if i == 3:
            print(len(values), len(keys), len(members), t in keys, t in members, values[3] is t)


values = WeakValueDictionary()
keys = WeakKeyDictionary()
members = WeakSet()
fill(values, keys, members)
gc.collect()
# compiled code may keep what it saw when it was recorded, in the first rounds
print([i for i in sorted(values) if i < 3 or i > 20], values.get(50), 50 in values)
print([i for i in sorted(keys.values()) if i < 3 or i > 20], len(members) < 20, kept[0] in members)
print(values[1], keys[kept[2]], [r().name for r in values.valuerefs()][:1])
values["new"] = kept[0]
print(values.pop("new"), values.setdefault(1, kept[0]), sorted(dict(values.items()))[:3])
try:
    values[40]
except KeyError as e:
    print("KeyError", e)


def methods():
    t = Thing("m")
    m = WeakMethod(t.method)
    print(m()(), m == WeakMethod(t.method), weakref.ref(t.method)() is None or True)
    return m


m = methods()
gc.collect()
print(m())


def finalizers():
    t = Thing("f")
    f = weakref.finalize(t, print, "finalized", t.name, 1)
    g = weakref.finalize(t, print, "detached")
    print(f.alive, g.detach() is not None, g.alive, f.peek()[2])
    return f


f = finalizers()
gc.collect()
print(f.alive, f())
t = Thing("called")
f = weakref.finalize(t, lambda *a: print("args", a) or "result", 1, 2)
print(f(), f(), f.alive)


class Cached(type):
    cache = WeakValueDictionary()

    def __call__(cls, key):
        found = cls.cache.get(key)
        if found is None:
            found = super().__call__(key)
            cls.cache[key] = found
        return found


class Interned(metaclass=Cached):
    def __init__(self, key):
        self.key = key


def interned():
    a = Interned(1)
    b = Interned(1)
    c = Interned(2)
    print(a is b, a is c, len(Cached.cache))


interned()
gc.collect()
print(len(Cached.cache))


class Tree:
    def __init__(self, value, parent=None):
        self.value = value
        self.parent = weakref.proxy(parent) if parent is not None else None
        self.children = []
        if parent is not None:
            parent.children.append(self)


def tree():
    root = Tree("root")
    leaf = Tree("leaf", Tree("middle", root))
    print(leaf.parent.value, leaf.parent.parent.value)
    return leaf


leaf = tree()
gc.collect()
try:
    leaf.parent.value
except ReferenceError as e:
    print(e)
