# Caches: LRU on OrderedDict and on a linked list by hand, LFU, time to live with a pretend clock, a decorator, statistics.
from collections import OrderedDict, defaultdict
from collections.abc import MutableMapping
from contextlib import contextmanager
from functools import wraps
import itertools


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now

    def advance(self, seconds):
        self.now += seconds


class Cache(MutableMapping):
    """The base: counts what happens."""

    def __init__(self, capacity):
        if capacity <= 0:
            raise ValueError(f"{type(self).__name__} needs a capacity, not {capacity}")
        self.capacity = capacity
        self.hits = self.misses = self.evicted = 0

    def get(self, key, default=None):
        try:
            value = self[key]
            self.hits += 1
            return value
        except KeyError:
            self.misses += 1
            return default

    @property
    def ratio(self):
        total = self.hits + self.misses
        return self.hits / total if total else 0.0

    def __repr__(self):
        return f"<{type(self).__name__} {len(self)}/{self.capacity} {dict(self)}>"


class LRU(Cache):
    def __init__(self, capacity):
        super().__init__(capacity)
        self.data = OrderedDict()

    def __getitem__(self, key):
        self.data.move_to_end(key)
        return self.data[key]

    def __setitem__(self, key, value):
        self.data[key] = value
        self.data.move_to_end(key)
        if len(self.data) > self.capacity:
            self.on_evict(*self.data.popitem(last=False))

    def on_evict(self, key, value):
        self.evicted += 1

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(list(self.data))

    def __len__(self):
        return len(self.data)


class Node:
    __slots__ = "key", "value", "prev", "next"

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.prev = self.next = self

    def insert_after(self, other):
        self.prev, self.next = other, other.next
        other.next.prev = self
        other.next = self

    def unlink(self):
        self.prev.next, self.next.prev = self.next, self.prev
        self.prev = self.next = self


class LinkedLRU(Cache):
    def __init__(self, capacity):
        super().__init__(capacity)
        self.root = Node()
        self.nodes = {}

    def __getitem__(self, key):
        node = self.nodes[key]
        node.unlink()
        node.insert_after(self.root)
        return node.value

    def __setitem__(self, key, value):
        if key in self.nodes:
            self[key]
            self.nodes[key].value = value
            return
        if len(self.nodes) == self.capacity:
            last = self.root.prev
            last.unlink()
            del self.nodes[last.key]
            self.evicted += 1
        node = self.nodes[key] = Node(key, value)
        node.insert_after(self.root)

    def __delitem__(self, key):
        self.nodes.pop(key).unlink()

    def __iter__(self):
        node = self.root.prev
        while node is not self.root:
            yield node.key
            node = node.prev

    def __contains__(self, key):
        return key in self.nodes

    def __len__(self):
        return len(self.nodes)


class LFU(Cache):
    def __init__(self, capacity):
        super().__init__(capacity)
        self.data, self.uses = {}, {}
        self.by_use = defaultdict(OrderedDict)
        self.least = 0

    def touch(self, key):
        use = self.uses[key]
        del self.by_use[use][key]
        if not self.by_use[use]:
            del self.by_use[use]
            if self.least == use:
                self.least += 1
        self.uses[key] = use + 1
        self.by_use[use + 1][key] = None

    def __getitem__(self, key):
        value = self.data[key]
        self.touch(key)
        return value

    def __setitem__(self, key, value):
        if key in self.data:
            self.data[key] = value
            self.touch(key)
            return
        if len(self.data) >= self.capacity:
            old, _ = self.by_use[self.least].popitem(last=False)
            if not self.by_use[self.least]:
                del self.by_use[self.least]
            del self.data[old], self.uses[old]
            self.evicted += 1
        self.data[key], self.uses[key], self.least = value, 1, 1
        self.by_use[1][key] = None

    def __delitem__(self, key):
        del self.by_use[self.uses.pop(key)][key]
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)


class TTL(LRU):
    def __init__(self, capacity, ttl, clock):
        super().__init__(capacity)
        self.ttl, self.clock, self.expires = ttl, clock, {}

    def __getitem__(self, key):
        if key in self.expires and self.expires[key] <= self.clock():
            del self[key]
            raise KeyError(key)
        return super().__getitem__(key)

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.expires[key] = self.clock() + self.ttl

    def on_evict(self, key, value):
        super().on_evict(key, value)
        del self.expires[key]

    def __delitem__(self, key):
        super().__delitem__(key)
        del self.expires[key]

    def purge(self):
        now = self.clock()
        old = [k for k, t in self.expires.items() if t <= now]
        for k in old:
            del self[k]
        return old


def cached(cache, key=lambda *a, **k: (a, tuple(sorted(k.items())))):
    def decorate(f):
        @wraps(f)
        def wrapper(*args, **kw):
            k = key(*args, **kw)
            try:
                value = cache[k]
                cache.hits += 1
            except KeyError:
                cache.misses += 1
                value = cache[k] = f(*args, **kw)
            return value

        wrapper.cache = cache
        return wrapper

    return decorate


@contextmanager
def measuring(cache, label):
    hits, misses = cache.hits, cache.misses
    try:
        yield cache
    except LookupError as e:
        print(label, "failed:", type(e).__name__, e)
    finally:
        print(label, "hits", cache.hits - hits, "misses", cache.misses - misses)


for kind in (LRU, LinkedLRU, LFU):
    c = kind(3)
    for k in "abc":
        c[k] = k.upper()
    c["a"], c["a"], c["b"]
    c["d"] = "D"
    print(c, list(c), "c" in c, c.get("c"), c.get("a"), c.hits, c.misses, c.evicted)
    del c["a"]
    c.update(x=1, y=2)
    print(sorted(c.items()), c.pop("y"), c.setdefault("y", 5), c.pop("zzz", None), len(c), bool(c), c == dict(c))
    with measuring(c, kind.__name__):
        c.get("y")
        c.get("nope")
        c["missing"]
    c.clear()
    print(c, list(c.values()))
for bad in (0, -1):
    try:
        LRU(bad)
    except ValueError as e:
        print(e)
clock = Clock()
t = TTL(3, 10, clock)
t["a"] = 1
clock.advance(5)
t["b"] = 2
clock.advance(5)
print("a" in t, t.get("a"), t.get("b"), t)
clock.advance(4.5)
t["c"] = 3
print(t.get("b"), clock.now)
clock.advance(0.5)
print(t.purge(), t, t.expires)
for i, k in enumerate("wxyz"):
    t[k] = i
print(t, sorted(t.expires), t.evicted)
calls = []


@cached(LRU(2))
def slow(a, b=1, *, c=0):
    """A slow function."""
    calls.append((a, b, c))
    return a + b + c


print(slow(1), slow(1), slow(2, b=3), slow(1), slow(5, c=2), slow(2, b=3), calls, slow.__name__, slow.__doc__, slow.cache.hits, slow.cache.misses)


@cached(LFU(50), key=lambda n: n)
def steps(n):
    return 0 if n == 1 else 1 + steps(n // 2 if n % 2 == 0 else 3 * n + 1)


print(max((steps(n), n) for n in range(1, 60)), f"{steps.cache.ratio:.3f}", steps.cache.evicted)
pattern = list(itertools.chain(range(8), range(4), itertools.islice(itertools.cycle([1, 2, 3, 9, 1]), 200), range(12, 0, -1)))
for kind in (LRU, LinkedLRU, LFU):
    c = kind(5)
    for k in pattern * 2:
        if c.get(k) is None:
            c[k] = k + 1
    print(kind.__name__, c.hits, c.misses, c.evicted, sorted(c), f"{c.ratio:.4f}")
