# LRU cache with a linked list; memoization by decorator
class Node:
    __slots__ = ("key", "value", "prev", "next")
    def __init__(self, key=None, value=None):
        self.key = key; self.value = value; self.prev = self.next = None
class LRU:
    def __init__(self, capacity):
        self.capacity = capacity; self.map = {}
        self.head, self.tail = Node(), Node()
        self.head.next, self.tail.prev = self.tail, self.head
        self.hits = self.misses = 0
    def _unlink(self, n):
        n.prev.next, n.next.prev = n.next, n.prev
    def _push(self, n):
        n.prev, n.next = self.head, self.head.next
        self.head.next.prev = n; self.head.next = n
    def get(self, key, default=None):
        n = self.map.get(key)
        if n is None:
            self.misses += 1
            return default
        self.hits += 1
        self._unlink(n); self._push(n)
        return n.value
    def put(self, key, value):
        if key in self.map:
            n = self.map[key]; n.value = value
            self._unlink(n)
        else:
            if len(self.map) == self.capacity:
                old = self.tail.prev
                self._unlink(old); del self.map[old.key]
            n = self.map[key] = Node(key, value)
        self._push(n)
    def __iter__(self):
        n = self.head.next
        while n is not self.tail:
            yield n.key, n.value
            n = n.next
    def __len__(self): return len(self.map)
c = LRU(3)
for k in "abcd":
    c.put(k, k.upper())
print(list(c), c.get("a"), c.get("b"), list(c), len(c)); c.put("c", 1); c.put("e", 2); print(list(c))
big = LRU(100); x = 7
for i in range(5000):
    x = x * 31 % 211
    key = x if i % 4 else str(x)
    if big.get(key) is None:
        big.put(key, i)
print(big.hits, big.misses, len(big), next(iter(big)))
def memo(f):
    cache = {}
    def wrapper(*args):
        if args not in cache:
            wrapper.calls += 1
            cache[args] = f(*args)
        return cache[args]
    wrapper.calls = 0
    wrapper.__name__ = f.__name__
    return wrapper
@memo
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
@memo
def paths(r, c): return 1 if r == 0 or c == 0 else paths(r - 1, c) + paths(r, c - 1)
print(fib(150), fib.calls, paths(20, 20), paths.calls, fib.__name__)
def limited(size):
    def decorate(f):
        cache = LRU(size)
        def wrapper(n):
            v = cache.get(n)
            if v is None:
                v = f(n); cache.put(n, v)
            return v
        wrapper.cache = cache
        return wrapper
    return decorate
@limited(50)
def slow(n): return n ** 3 % 1001
print(sum(slow(i * i % 60) for i in range(3000)), slow.cache.hits, slow.cache.misses)
