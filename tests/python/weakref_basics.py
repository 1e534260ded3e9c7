# Weak references and proxies: what they are, equality and hashes, callbacks, which objects may be referred to.
import _weakref
import gc
from _weakref import ref, proxy, getweakrefcount, getweakrefs


class Node:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        return isinstance(other, Node) and self.name == other.name

    def __hash__(self):
        return hash(self.name)

    def greet(self, whom):
        return self.name + " greets " + whom


def kinds():
    node = Node("a")
    r = ref(node)
    print(r() is node, type(r) is ref, type(r).__name__, ref(node) is r, r.__callback__)
    print(getweakrefcount(node), getweakrefs(node) == [r], callable(r))
    other = ref(node, print)
    print(other is r, other == r, other != r, hash(other) == hash(r) == hash(node), other.__callback__ is print)
    print(getweakrefcount(node), len(getweakrefs(node)))
    same = Node("a")
    print(ref(same) == r, ref(Node("b")) == r, ref(same) is r)
    del other
    gc.collect()
    print(getweakrefcount(node))
    return r


r = kinds()
gc.collect()
print(r(), "dead" in repr(r), hash(r) == hash("a"), r == r, r == ref(kinds))
try:
    r(1)
except TypeError as e:
    print("TypeError")


def unhashed():
    return ref(Node("x"))


lost = unhashed()
gc.collect()
try:
    hash(lost)
except TypeError as e:
    print(e)
print(lost == unhashed(), lost != lost)

# callbacks: once, with the reference, which is dead then; not when the reference itself is gone
log = []


def callbacks():
    node = Node("c")
    kept = ref(node, lambda w: log.append(("kept", w() is None, w is kept_refs[0])))
    kept_refs.append(kept)
    ref(node, lambda w: log.append("forgotten"))
    print(kept() is node)


kept_refs = []
callbacks()
gc.collect()
print(log, kept_refs[0].__callback__)

# what can be referred to, and what not
def function():
    pass


for thing in [function, Node, len, Node("m").greet, gc, set(), frozenset(), (i for i in ()), ref]:
    w = ref(thing)
    print(type(thing).__name__, w() is thing)
for thing in [1, "text", 1.5, (), [], {}, None, True, b"", object(), range(3)]:
    try:
        ref(thing)
        print("no error", thing)
    except TypeError as e:
        print(e)


class Slots:
    __slots__ = ("a",)


class SlotsWeak:
    __slots__ = ("a", "__weakref__")


class L(list):
    pass


class I(int):
    pass


class T(tuple):
    pass


class D(dict):
    pass


for make in [Slots, SlotsWeak, L, I, T, D]:
    thing = make()
    try:
        print(make.__name__, ref(thing)() is thing)
    except TypeError as e:
        print(e)

# subclasses of ref carry attributes
class KeyedRef(ref):
    __slots__ = ("key",)

    def __new__(cls, ob, callback, key):
        self = super().__new__(cls, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super().__init__(ob, callback)


def keyed():
    node = Node("k")
    del log[:]
    k = KeyedRef(node, lambda w: log.append((w.key, w() is None, type(w).__name__)), 7)
    plain = ref(node)
    print(k() is node, k.key, k == plain, hash(k) == hash(node), isinstance(k, ref), getweakrefcount(node))
    return k


k = keyed()
gc.collect()
print(log, k())

# proxies
def proxies():
    node = Node("p")
    p = proxy(node)
    print(p.name, p.greet("q"), p == node, proxy(node) is p, type(p) is _weakref.ProxyType)
    p.name = "renamed"
    print(node.name, repr(p).startswith("<weakproxy at"), isinstance(p, Node), p.__class__ is Node)
    try:
        hash(p)
    except TypeError as e:
        print(e)
    items = L([3, 1, 2])
    q = proxy(items)
    q.append(5)
    print(len(q), q[0], q[1:], 5 in q, [x for x in q], q + [1], [0] + q[:1], bool(q), str(q), q > [1])
    q[0] = 9
    del q[1]
    q += [4]
    print(items, q == items)
    f = proxy(function)
    print(type(f) is _weakref.CallableProxyType, f())
    try:
        p()
    except TypeError as e:
        print(e)


proxies()


def dead_proxy():
    node = Node("q")
    return proxy(node)


p = dead_proxy()
gc.collect()
for use in (lambda: p.name, lambda: len(p), lambda: p + 1, lambda: str(p), lambda: bool(p)):
    try:
        use()
    except ReferenceError as e:
        print(type(e).__name__, e)
print("dead" in repr(p))

for bad in (lambda: ref(), lambda: ref(function, None, 1), lambda: proxy(3)):
    try:
        bad()
    except TypeError as e:
        print(e)

# many at once, in a loop
nodes = [Node(str(i)) for i in range(300)]
refs = [ref(n) for n in nodes]
print(sum(r() is not None for r in refs))
del nodes[::2]
n = None
gc.collect()
# a collector that takes words of the stack for references may keep one or the other dead object
alive = [r().name for r in refs if r() is not None]
print(len(alive) - 150 < 3, [name for name in alive if int(name) % 2][:5])
nodes.clear()
gc.collect()
print(sum(r() is not None for r in refs) < 3)
